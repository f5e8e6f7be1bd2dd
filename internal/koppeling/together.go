package koppeling

import (
	"context"
	"fmt"
	"slices"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/koppelingstep"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// CheckInKind takes the smiley of the child itself, from the side that asks. Only the
// matchers ever read it: neither a frown nor a smile is told to its parents, because who
// knows that a smile would have been shown reads a frown in the silence.
func (s *Service) CheckInKind(ctx context.Context, in Tap) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapCheckIn, &in.Act)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(t.who, Matcher) && !slices.Contains(t.who, Vraag) {
		return nil, fault.New(fault.NotFound, "stap.niet.voor.jou").At("id")
	}
	err = ent.FromContext(ctx).CheckIn.Create().SetID(gid.New(gid.CheckIn)).SetRegionID(t.k.RegionID).SetKoppelingID(t.k.ID).
		SetKant(term.KantVraag).SetVanKind(true).SetSmiley(in.Smiley).SetUserID(viewer.FromContext(ctx).UserID).Exec(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("a child's check-in: %w", err)
	}
	if in.Smiley == term.SmileyNietGoed {
		return t.k, s.tell(ctx, t.k, Frown)
	}
	return t.k, nil
}

// LookBackOn is one side's three answers.
type LookBackOn struct {
	Act
	Nummer    int
	Hoe       term.Smiley
	HoeVaak   term.HoeVaak
	Verder    term.Verder
	Kant      *term.Kant
	InWoorden string
}

// GiveTerugblik takes a look back when its moment is there, also when it is late. Who is
// not content, or does not simply want to go on, is called.
func (s *Service) GiveTerugblik(ctx context.Context, in LookBackOn) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapGiveTerugblik, &in.Act)
	if err != nil {
		return nil, err
	}
	kant, err := t.side(ctx, in.Kant)
	if err != nil {
		return nil, err
	}
	if f := words(&in.InWoorden, 1000, "toelichting"); f != nil {
		return nil, f
	}
	c := ent.FromContext(ctx)
	courses, err := Courses(ctx, c, koppeling.ID(t.k.ID))
	if err != nil {
		return nil, err
	}
	moments := courses[0].Momenten(kant, clock.Now())
	i := slices.IndexFunc(moments, func(m Moment) bool { return m.Soort == term.MomentTerugblik && m.Nummer == in.Nummer })
	switch {
	case i < 0 || moments[i].Stand == term.MomentGepland:
		return nil, fault.New(fault.Guard, "terugblik.nog.niet").At("nummer").WithCurrent(t.k.ID)
	case moments[i].Stand == term.MomentGedaan:
		return nil, fault.New(fault.Exists, "antwoord.al.gegeven").At("nummer").WithCurrent(t.k.ID)
	}
	err = c.Terugblik.Create().SetID(gid.New(gid.Terugblik)).SetRegionID(t.k.RegionID).SetKoppelingID(t.k.ID).SetKant(kant).
		SetNummer(in.Nummer).SetHoe(in.Hoe).SetHoeVaak(in.HoeVaak).SetVerder(in.Verder).SetToelichting(in.InWoorden).
		SetMondeling(slices.Contains(t.who, Matcher)).SetUserID(viewer.FromContext(ctx).UserID).Exec(rule.System(ctx))
	if ent.IsConstraintError(err) {
		return nil, fault.New(fault.Exists, "antwoord.al.gegeven").At("nummer").WithCurrent(t.k.ID)
	}
	if err != nil {
		return nil, fmt.Errorf("writing a terugblik: %w", err)
	}
	k, err := s.say(ctx, t, Act{})
	if err == nil && (in.Hoe == term.SmileyNietGoed || in.Verder != term.VerderJa) {
		err = s.tell(ctx, k, Frown)
	}
	return k, err
}

// SkipVisit lets the other family know, kindly and without a reason, that a visit cannot be.
func (s *Service) SkipVisit(ctx context.Context, a Act, dag time.Time) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapSkipVisit, &a)
	if err != nil {
		return nil, err
	}
	now := clock.Now()
	if dag.Before(now.Add(-day)) || dag.After(now.AddDate(0, 3, 0)) {
		return nil, fault.New(fault.Invalid, "bezoek.dag").At("dag")
	}
	kant, ok := KantOf(viewer.FromContext(ctx), t.k)
	if !ok {
		return nil, fault.New(fault.NotFound, "stap.niet.voor.jou").At("id")
	}
	a.Toelichting = dag.In(clock.Amsterdam).Format("2006-01-02")
	said, err := ent.FromContext(ctx).KoppelingStep.Query().Where(koppelingstep.KoppelingID(t.k.ID),
		koppelingstep.Step(string(term.StapSkipVisit)), koppelingstep.Toelichting(a.Toelichting)).Exist(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("visits that were called off: %w", err)
	}
	if said {
		return nil, fault.New(fault.Exists, "bezoek.al.afgezegd").At("dag").WithCurrent(t.k.ID)
	}
	k, err := s.say(ctx, t, a)
	if err != nil || s.Tell == nil {
		return k, err
	}
	return k, s.Tell(ctx, Event{Koppeling: k, What: VisitSkipped, Kant: opposite(kant), When: &dag})
}

// AskChange brings a wish to the matcher: asking her is easier than asking each other
// (domain.md 1.2).
func (s *Service) AskChange(ctx context.Context, a Act) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapAskChange, &a)
	if err != nil {
		return nil, err
	}
	k, err := s.say(ctx, t, a)
	if err != nil {
		return nil, err
	}
	return k, s.tell(ctx, k, ChangeAsked)
}
