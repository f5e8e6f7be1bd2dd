package family

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/toestemming"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
)

// Consent is a yes: given by the family, or spoken and written down by its matcher.
type Consent struct {
	ID          uuid.UUID
	FamilyID    uuid.UUID
	Doel        term.Doel
	Giver       string
	TextVersion string
}

// GiveToestemming keeps a consent. It opens no door by itself: a matcher takes the
// step that needed it.
func (s *Service) GiveToestemming(ctx context.Context, in Consent) (*ent.Toestemming, error) {
	fam, err := s.family(ctx, in.FamilyID, "familyId")
	if err != nil {
		return nil, err
	}
	var f form
	f.id(fault.At("id"), in.ID, gid.Toestemming)
	if f.line(fault.At("giver"), &in.Giver, Limits.Name); in.Giver == "" {
		f.faults.Add(fault.At("giver").New(fault.Required, "naam.leeg"))
	}
	f.version(fault.At("textVersion"), &in.TextVersion)
	if err := f.faults.Err(); err != nil {
		return nil, err
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx).Toestemming
	if taken, err := c.Query().Where(toestemming.ID(in.ID)).Exist(sys); err != nil || taken {
		return nil, exists(err, taken)
	}
	t, err := c.Create().SetID(in.ID).SetRegionID(fam.RegionID).SetFamilyID(fam.ID).SetDoel(in.Doel).
		SetGiver(in.Giver).SetTextVersion(in.TextVersion).SetGivenAt(clock.Now()).Save(sys)
	return t, lost(err, in.ID, "keeping a consent")
}

// Withdrawn is a consent that was taken back, and what came loose by it.
type Withdrawn struct {
	*ent.Toestemming
	Loose
}

// WithdrawToestemming takes a consent back, with every older yes to the same
// question. Without BIJZONDERE_GEGEVENS the care facts are wiped at once. Without
// MATCHEN the family leaves the pool: its vraaggezin goes back to INTAKE, its
// steungezin rests, proposals end, and for visits that run the matcher gets a task.
func (s *Service) WithdrawToestemming(ctx context.Context, id uuid.UUID) (*Withdrawn, error) {
	c := ent.FromContext(ctx)
	t, err := c.Toestemming.Get(ctx, id)
	switch {
	case ent.IsNotFound(err):
		return nil, fault.New(fault.NotFound, "").At("id")
	case err != nil:
		return nil, fmt.Errorf("reading a consent: %w", err)
	}
	if _, err := s.family(ctx, t.FamilyID, "id"); err != nil {
		return nil, err
	}
	out := &Withdrawn{Toestemming: t}
	if t.WithdrawnAt != nil {
		return out, nil
	}
	same := []predicate.Toestemming{toestemming.FamilyID(t.FamilyID), toestemming.DoelEQ(t.Doel), toestemming.WithdrawnAtIsNil()}
	if err := c.Toestemming.Update().Where(same...).SetWithdrawnAt(clock.Now()).Exec(rule.System(ctx)); err != nil {
		return nil, fmt.Errorf("taking back a consent: %w", err)
	}
	if out.Loose, err = s.without(ctx, t.FamilyID, t.Doel); err != nil {
		return nil, err
	}
	if t.Doel == term.DoelBijzondereGegevens { // what was written down a moment ago goes as well
		err = removeZorg(ctx, t.FamilyID)
	}
	return out, err
}

// lostYes says what the matcher has to do about a consent that is gone.
var lostYes = map[term.Doel]next{
	term.DoelContact:            {"We mogen niet meer bellen: kijken hoe het verder gaat", workdays(2)},
	term.DoelMatchen:            {"We mogen niet meer zoeken: bespreken hoe het verder gaat", workdays(2)},
	term.DoelBijzondereGegevens: {"Wat we over zorg wisten is gewist: bespreken wat nodig is", workdays(2)},
}

// without does what follows for what a family asks and offers.
func (s *Service) without(ctx context.Context, family uuid.UUID, doel term.Doel) (Loose, error) {
	return s.stepBack(ctx, family, lostYes[doel], doel == term.DoelMatchen, doel != term.DoelBijzondereGegevens, func(u *ent.VraaggezinUpdateOne) {
		if doel == term.DoelBijzondereGegevens {
			u.SetZorgBesproken(false)
		}
	})
}

// stepBack puts then on the matcher's list for what a family asks and, if steun, for
// what it offers; and takes both out of the pool if leave says so.
func (s *Service) stepBack(ctx context.Context, family uuid.UUID, then next, leave, steun bool, set func(u *ent.VraaggezinUpdateOne)) (loose Loose, err error) {
	vraag, err := openVraagOf(ctx, family)
	if err != nil {
		return loose, err
	}
	if vraag != nil {
		// The step is chosen once nobody else is busy with it: somebody may be putting
		// it on the list at this moment.
		if vraag, err = heldVraag(ctx, vraag.ID); err != nil {
			return loose, err
		}
		step := StepTask
		if leave && (vraag.State == term.VraagWachtend || vraag.State == term.VraagGepauzeerd) {
			step = StepLeavePool
		}
		t, err := s.beginVraag(ctx, step, Act{ID: vraag.ID, force: true}, nil)
		if err != nil {
			return loose, err
		}
		done, err := s.takeVraag(ctx, t, &then, set)
		if err != nil {
			return loose, err
		}
		loose.End = append(loose.End, done.End...)
	}
	offer, err := openSteunOf(ctx, family)
	if err != nil || offer == nil || !steun {
		return loose, err
	}
	if offer, err = heldSteun(ctx, offer.ID); err != nil {
		return loose, err
	}
	step := StepTask
	if leave && slices.Contains(inPool, offer.State) {
		step = StepLeavePool
	}
	t, err := s.beginSteun(ctx, step, "id", Act{ID: offer.ID, force: true}, nil)
	if err != nil {
		return loose, err
	}
	done, err := s.takeSteun(ctx, t, &then, func(u *ent.SteungezinUpdateOne) {
		if step == StepLeavePool {
			u.ClearPauzeTot() // it does not begin again by itself
		}
	})
	if err != nil {
		return loose, err
	}
	loose.End = append(loose.End, done.End...)
	return loose, nil
}
