package family

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/child"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/toestemming"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
	"buurtdorp/internal/viewer"
)

// Consent is a yes: said by a person of the family, or spoken or signed on paper and
// written down by its matcher.
type Consent struct {
	ID          uuid.UUID
	FamilyID    uuid.UUID
	Doel        term.Doel
	ChildID     *uuid.UUID // the child who says it itself; nil: an adult
	Giver       string
	TextVersion string
	Op          *time.Time // of paper: when it was signed
}

// GiveToestemming keeps one person's consent. It opens no door by itself: a matcher takes
// the step that needed it.
func (s *Service) GiveToestemming(ctx context.Context, in Consent) (*ent.Toestemming, error) {
	fam, err := s.family(ctx, in.FamilyID, "familyId")
	if err != nil {
		return nil, err
	}
	v, now := viewer.FromContext(ctx), clock.Now()
	spoken := v.Pairs(fam.RegionID) && v.FamilyID != fam.ID
	var f form
	f.id(fault.At("id"), in.ID, gid.Toestemming)
	if in.ChildID != nil {
		if err := f.itself(ctx, &in, now); err != nil {
			return nil, err
		}
	}
	if f.line(fault.At("giver"), &in.Giver, Limits.Name); in.Giver == "" {
		f.faults.Add(fault.At("giver").New(fault.Required, "naam.leeg"))
	}
	f.version(fault.At("textVersion"), &in.TextVersion)
	given := now
	switch {
	case in.Op == nil || !spoken:
	case clock.Today(*in.Op).After(clock.Today(now)):
		f.faults.Add(fault.At("op").New(fault.Invalid, "datum.later"))
	case in.Op.Before(now.AddDate(-1, 0, 0)):
		f.faults.Add(fault.At("op").New(fault.Invalid, "datum.oud"))
	default:
		given = *in.Op
	}
	if err := f.faults.Err(); err != nil {
		return nil, err
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx).Toestemming
	if taken, err := c.Query().Where(toestemming.ID(in.ID)).Exist(sys); err != nil || taken {
		return nil, exists(err, taken)
	}
	t, err := c.Create().SetID(in.ID).SetRegionID(fam.RegionID).SetFamilyID(fam.ID).SetDoel(in.Doel).SetNillableChildID(in.ChildID).
		SetMondeling(spoken).SetGiver(in.Giver).SetTextVersion(in.TextVersion).SetGivenAt(given).Save(sys)
	if err != nil {
		return nil, lost(err, in.ID, "keeping a consent")
	}
	return t, s.heardYes(ctx, t)
}

// itself checks the child that says yes itself. It need not type its name.
func (f *form) itself(ctx context.Context, in *Consent, now time.Time) error {
	c, err := ent.FromContext(ctx).Child.Query().Where(child.ID(*in.ChildID), child.FamilyID(in.FamilyID)).Only(rule.System(ctx))
	switch {
	case ent.IsNotFound(err):
		f.faults.Add(fault.At("childId").New(fault.NotFound, ""))
		return nil
	case err != nil:
		return fmt.Errorf("reading a child: %w", err)
	case clock.Age(c.BirthMonth, now) < ZelfJa:
		f.faults.Add(fault.At("childId").New(fault.Invalid, "toestemming.jonger").With("jaar", ZelfJa))
	}
	if in.Giver == "" {
		in.Giver = c.FirstName
	}
	return nil
}

// Withdrawn is a consent that was taken back, and what came loose by it.
type Withdrawn struct {
	*ent.Toestemming
	Loose
}

// WithdrawToestemming takes a person's consent back, with every older yes of the same
// person to the same question. Facts about care are the household's: without
// BIJZONDERE_GEGEVENS of one they are wiped at once, whoever else said yes. When a yes to
// MATCHEN that is needed is missing now, the family leaves the pool: its vraaggezin goes
// back to INTAKE, its steungezin rests, proposals end, and for visits that run the matcher
// gets a task.
func (s *Service) WithdrawToestemming(ctx context.Context, id uuid.UUID) (*Withdrawn, error) {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
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
	same, err := c.Toestemming.Query().Where(toestemming.FamilyID(t.FamilyID), toestemming.DoelEQ(t.Doel), toestemming.WithdrawnAtIsNil()).All(sys)
	if err != nil {
		return nil, fmt.Errorf("reading consents to the same: %w", err)
	}
	before, err := s.stillAsked(ctx, t.FamilyID)
	if err != nil {
		return nil, err
	}
	var gone []uuid.UUID
	for _, o := range same {
		if t.Doel == term.DoelBijzondereGegevens || samePerson(t, o) {
			gone = append(gone, o.ID)
		}
	}
	if err := c.Toestemming.Update().Where(toestemming.IDIn(gone...)).SetWithdrawnAt(clock.Now()).Exec(sys); err != nil {
		return nil, fmt.Errorf("taking back a consent: %w", err)
	}
	needed := len(gone) == len(same) // nobody's yes is left
	if t.Doel == term.DoelMatchen {
		after, err := s.stillAsked(ctx, t.FamilyID)
		if err != nil {
			return nil, err
		}
		needed = needed || after > before
	}
	if needed {
		if out.Loose, err = s.without(ctx, t.FamilyID, t.Doel); err != nil {
			return nil, err
		}
	}
	if t.Doel == term.DoelBijzondereGegevens { // what was written down a moment ago goes as well
		err = removeZorg(ctx, t.FamilyID)
	}
	return out, err
}

// samePerson: the same child, or an adult of the same name.
func samePerson(a, b *ent.Toestemming) bool {
	if a.ChildID != nil || b.ChildID != nil {
		return a.ChildID != nil && b.ChildID != nil && *a.ChildID == *b.ChildID
	}
	return text.Fold(a.Giver) == text.Fold(b.Giver)
}

// stillAsked is how many of those whose yes a family needs did not say it.
func (s *Service) stillAsked(ctx context.Context, id uuid.UUID) (int, error) {
	list, err := JaNodig(ctx, ent.FromContext(ctx), []uuid.UUID{id})
	return len(Open(list[id])), wrap(err, "reading whose yes is needed")
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
