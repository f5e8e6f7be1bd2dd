package koppeling

import (
	"context"
	"fmt"

	"buurtdorp/ent"
	"buurtdorp/ent/afspraken"
	"buurtdorp/ent/checkin"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
	"buurtdorp/internal/viewer"
)

// Afspraken is what two families agree, in plain words.
type Afspraken struct {
	Wanneer, HalenBrengen, Eten, Telefoon, Allergie, Noodnummer, Overig string
}

// Proef starts a trial, or changes the afspraken.
type Proef struct {
	Act
	Weken     *int
	Afspraken Afspraken
}

// StartProefperiode begins the trial after two times yes; how to reach each other opens.
func (s *Service) StartProefperiode(ctx context.Context, in Proef) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapStartProefperiode, &in.Act)
	if err != nil {
		return nil, err
	}
	if err := s.readyForTrial(ctx, t); err != nil {
		return nil, err
	}
	region, err := t.k.QueryRegion().Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("region of koppeling: %w", err)
	}
	weeks := region.TrialWeeks
	list := in.Afspraken.check()
	if in.Weken != nil {
		if weeks = *in.Weken; weeks < 4 || weeks > 8 {
			list.Add(fault.New(fault.Invalid, "proef.weken").At("weken"))
		}
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	start := clock.Now()
	k, err := s.take(ctx, t, term.KoppelingProefperiode, in.Act, func(u *ent.KoppelingUpdateOne) {
		u.SetProefVan(start).SetProefTot(start.AddDate(0, 0, 7*weeks))
	})
	if err != nil {
		return nil, err
	}
	if err := s.writeAfspraken(ctx, k, in.Afspraken); err != nil {
		return nil, err
	}
	return k, s.tell(ctx, k, TrialStarted, term.KantVraag, term.KantSteun)
}

// RecordAfspraken writes a new version; both confirm it again.
func (s *Service) RecordAfspraken(ctx context.Context, in Proef) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapRecordAfspraken, &in.Act)
	if err != nil {
		return nil, err
	}
	if err := in.Afspraken.check().Err(); err != nil {
		return nil, err
	}
	k, err := s.take(ctx, t, t.k.State, in.Act, nil)
	if err != nil {
		return nil, err
	}
	return k, s.writeAfspraken(ctx, k, in.Afspraken)
}

// Confirmation is one side's yes to a version of the afspraken and to the house rules.
type Confirmation struct {
	Act
	Nummer int
	Kant   *term.Kant
}

// ConfirmAfspraken takes a side's yes to the newest version.
func (s *Service) ConfirmAfspraken(ctx context.Context, in Confirmation) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapConfirmAfspraken, &in.Act)
	if err != nil {
		return nil, err
	}
	kant, err := t.side(ctx, in.Kant)
	if err != nil {
		return nil, err
	}
	newest, err := s.newest(ctx, t.k)
	if err != nil {
		return nil, err
	}
	if newest != in.Nummer {
		return nil, fault.New(fault.Conflict, "afspraken.veranderd").At("nummer").WithCurrent(t.k.ID)
	}
	yes := Answer{Act: in.Act, Antwoord: term.AntwoordJa}
	if err := s.record(ctx, t, kant, term.AnswerAfspraken, newest, yes); err != nil {
		return nil, err
	}
	return s.say(ctx, t, in.Act)
}

// Tap is how it goes.
type Tap struct {
	Act
	Smiley      term.Smiley
	Kant        *term.Kant
	Toelichting string
}

// CheckIn takes a smiley; only a frown becomes a task for the matcher.
func (s *Service) CheckIn(ctx context.Context, in Tap) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapCheckIn, &in.Act)
	if err != nil {
		return nil, err
	}
	kant, err := t.side(ctx, in.Kant)
	if err != nil {
		return nil, err
	}
	if f := words(&in.Toelichting, 1000, "toelichting"); f != nil {
		return nil, f
	}
	err = ent.FromContext(ctx).CheckIn.Create().SetID(gid.New(gid.CheckIn)).SetRegionID(t.k.RegionID).
		SetKoppelingID(t.k.ID).SetKant(kant).SetSmiley(in.Smiley).SetToelichting(in.Toelichting).
		SetUserID(viewer.FromContext(ctx).UserID).Exec(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("check-in: %w", err)
	}
	if in.Smiley == term.SmileyNietGoed {
		return t.k, s.tell(ctx, t.k, Frown)
	}
	return t.k, nil
}

// Activate ends the trial well: each side told at least once how it goes (a check-in of an
// adult; the child's own does not count for it), and said yes to the newest afspraken and
// house rules (in place of a paper contract).
func (s *Service) Activate(ctx context.Context, a Act) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapActivate, &a)
	if err != nil {
		return nil, err
	}
	var list fault.List
	newest, err := s.newest(ctx, t.k)
	if err != nil {
		return nil, err
	}
	for _, side := range []struct {
		kant           term.Kant
		silent, unsaid *fault.Error
	}{
		{term.KantVraag, fault.New(fault.Guard, "checkin.vraag"), fault.New(fault.Guard, "afspraken.vraag.ja")},
		{term.KantSteun, fault.New(fault.Guard, "checkin.steun"), fault.New(fault.Guard, "afspraken.steun.ja")},
	} {
		yes, err := s.saidYes(ctx, t.k.ID, side.kant, term.AnswerAfspraken, newest)
		if err != nil {
			return nil, err
		}
		if !yes {
			list.Add(side.unsaid.At("id").WithCurrent(t.k.ID))
		}
		told, err := ent.FromContext(ctx).CheckIn.Query().
			Where(checkin.KoppelingID(t.k.ID), checkin.KantEQ(side.kant), checkin.VanKind(false)).Exist(rule.System(ctx))
		if err != nil {
			return nil, fmt.Errorf("check-ins: %w", err)
		}
		if !told {
			list.Add(side.silent.At("id").WithCurrent(t.k.ID))
		}
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	k, err := s.take(ctx, t, term.KoppelingActief, a, func(u *ent.KoppelingUpdateOne) { u.SetActiefSinds(clock.Now()) })
	if err != nil {
		return nil, err
	}
	return k, s.tell(ctx, k, Active, term.KantVraag, term.KantSteun)
}

func (s *Service) newest(ctx context.Context, k *ent.Koppeling) (int, error) {
	n, err := ent.FromContext(ctx).Afspraken.Query().Where(afspraken.KoppelingID(k.ID)).Count(rule.System(ctx))
	if err != nil {
		return 0, fmt.Errorf("afspraken: %w", err)
	}
	return n, nil
}

func (s *Service) writeAfspraken(ctx context.Context, k *ent.Koppeling, a Afspraken) error {
	n, err := s.newest(ctx, k)
	if err != nil {
		return err
	}
	err = ent.FromContext(ctx).Afspraken.Create().SetID(gid.New(gid.Afspraken)).SetRegionID(k.RegionID).SetKoppelingID(k.ID).
		SetNummer(n + 1).SetWanneer(a.Wanneer).SetHalenBrengen(a.HalenBrengen).SetEten(a.Eten).SetTelefoon(a.Telefoon).
		SetAllergie(a.Allergie).SetNoodnummer(a.Noodnummer).SetOverig(a.Overig).Exec(rule.System(ctx))
	if err != nil {
		return fmt.Errorf("writing afspraken: %w", err)
	}
	return nil
}

// check cleans what was agreed, and tells what is missing.
func (a *Afspraken) check() (list fault.List) {
	if text.Clean(a.Wanneer) == "" {
		list.Add(fault.New(fault.Required, "afspraken.wanneer").At("afspraken", "wanneer"))
	}
	for _, f := range []struct {
		name  string
		typed *string
		max   int
	}{
		{"wanneer", &a.Wanneer, 300}, {"halenBrengen", &a.HalenBrengen, 300}, {"eten", &a.Eten, 300}, {"telefoon", &a.Telefoon, 300},
		{"allergie", &a.Allergie, 300}, {"noodnummer", &a.Noodnummer, 60}, {"overig", &a.Overig, 1000},
	} {
		list.Add(words(f.typed, f.max, "afspraken", f.name))
	}
	return list
}
