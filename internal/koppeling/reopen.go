package koppeling

import (
	"context"
	"fmt"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/koppelinganswer"
	"buurtdorp/ent/koppelingstep"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
	"buurtdorp/internal/workday"
)

// reopenWithin is how long after its end a koppeling may go on again.
const reopenWithin = 183 * day

// AskReopen asks both families whether they want to go on again. Each answers for itself,
// within as many working days as for a proposal.
func (s *Service) AskReopen(ctx context.Context, a Act) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapAskReopen, &a)
	if err != nil {
		return nil, err
	}
	if err := inTime(t.k); err != nil {
		return nil, err
	}
	if t.k.HeropenGevraagdOp != nil {
		return nil, fault.New(fault.Exists, "heropen.al.gevraagd").At("id").WithCurrent(t.k.ID)
	}
	k, err := s.take(ctx, t, t.k.State, a, func(u *ent.KoppelingUpdateOne) { u.SetHeropenGevraagdOp(clock.Now()) })
	if err != nil {
		return nil, err
	}
	if k.Edges.Region, err = k.QueryRegion().Only(rule.System(ctx)); err != nil {
		return nil, fmt.Errorf("region of koppeling: %w", err)
	}
	for _, kant := range term.All[term.Kant]() {
		if err := s.tellOn(ctx, k, ReopenAsked, kant, AnswerBy(k)); err != nil {
			return nil, err
		}
	}
	return k, nil
}

// AnswerBy is until when both families can say whether they go on again; nil when that is
// not asked. k comes with its region.
func AnswerBy(k *ent.Koppeling) *time.Time {
	if k.HeropenGevraagdOp == nil || k.State != term.KoppelingAfgerond {
		return nil
	}
	by := workday.Add(*k.HeropenGevraagdOp, k.Edges.Region.ReservationDays)
	return &by
}

// AnswerReopen takes one side's answer. A yes waits for the other's; a no ends the question,
// and the other side does not hear whose it was. A yes that comes too late is not lost: the
// matcher calls.
func (s *Service) AnswerReopen(ctx context.Context, a Answer) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapAnswerReopen, &a.Act)
	if err != nil {
		return nil, err
	}
	kant, err := t.side(ctx, a.Kant)
	if err != nil {
		return nil, err
	}
	round, err := s.timesAsked(ctx, t.k)
	if err != nil {
		return nil, err
	}
	if t.k.Edges.Region, err = t.k.QueryRegion().Only(rule.System(ctx)); err != nil {
		return nil, fmt.Errorf("region of koppeling: %w", err)
	}
	by := AnswerBy(t.k)
	open := by != nil && by.After(clock.Now())
	if !open && (round == 0 || a.Antwoord == term.AntwoordNee) {
		return nil, fault.New(fault.Expired, "heropen.niet.gevraagd").At("id").WithCurrent(t.k.ID)
	}
	if err := s.record(ctx, t, kant, term.AnswerHeropenen, round, a); err != nil {
		return nil, err
	}
	if a.Antwoord == term.AntwoordJa {
		k, err := s.say(ctx, t, Act{})
		if err != nil {
			return nil, err
		}
		if !open {
			return k, s.tell(ctx, k, LateYes)
		}
		return k, s.tell(ctx, k, SaidYes)
	}
	k, err := s.take(ctx, t, t.k.State, Act{Reden: a.Reden}, func(u *ent.KoppelingUpdateOne) { u.ClearHeropenGevraagdOp() })
	if err != nil {
		return nil, err
	}
	if err := s.tell(ctx, k, ReopenGone, opposite(kant)); err != nil {
		return nil, err
	}
	return k, s.tell(ctx, k, SaidNo)
}

// timesAsked counts how often both were asked to go on again: an answer is to one asking.
func (s *Service) timesAsked(ctx context.Context, k *ent.Koppeling) (int, error) {
	n, err := ent.FromContext(ctx).KoppelingStep.Query().Where(koppelingstep.KoppelingID(k.ID), koppelingstep.Step(string(term.StapAskReopen))).
		Count(rule.System(ctx))
	if err != nil {
		return 0, fmt.Errorf("how often both were asked: %w", err)
	}
	return n, nil
}

// Reopen goes on with a koppeling that ended less than half a year ago, after both families
// said yes themselves, when the steungezin has a plek and nothing came up that keeps the two
// apart.
func (s *Service) Reopen(ctx context.Context, a Act) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapReopen, &a)
	if err != nil {
		return nil, err
	}
	if err := inTime(t.k); err != nil {
		return nil, err
	}
	var list fault.List
	if list, err = s.bothWant(ctx, t.k); err != nil {
		return nil, err
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	pr := &pair{}
	if pr.vraag, pr.steun, err = hold(ctx, t.k.VraaggezinID, t.k.SteungezinID); err != nil {
		return nil, err
	}
	if s.Sides != nil {
		err := s.Sides.Wake(ctx, pr.vraag.ID, pr.steun.ID)
		if err != nil && len(fault.All(err)) == 0 {
			return nil, err
		}
		list.Add(fault.All(err)...)
		if pr.vraag, pr.steun, err = hold(ctx, t.k.VraaggezinID, t.k.SteungezinID); err != nil {
			return nil, err
		}
	}
	t.k.Edges.Vraaggezin, t.k.Edges.Steungezin = pr.vraag, pr.steun
	if len(list) == 0 {
		if list, err = s.stillFits(ctx, t.k); err != nil {
			return nil, err
		}
	}
	other, err := between(ctx, pr, append(states(term.KoppelingVerkend), Holding...)...)
	if err != nil {
		return nil, err
	}
	if other != nil {
		list.Add(fault.New(fault.Exists, "koppeling.bestaat").At("id").WithCurrent(other.ID))
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	plek, err := freePlek(ctx, pr.steun)
	if err != nil {
		return nil, err
	}
	// What was said at a farewell that is taken back holds no more: at the next it is asked
	// again.
	if _, err := ent.FromContext(ctx).KoppelingAnswer.Delete().Where(koppelinganswer.KoppelingID(t.k.ID),
		koppelinganswer.KindIn(term.AnswerContact, term.AnswerOpnieuw)).Exec(rule.System(ctx)); err != nil {
		return nil, fmt.Errorf("asking anew at the next farewell: %w", err)
	}
	k, err := s.take(ctx, t, term.KoppelingActief, a, func(u *ent.KoppelingUpdateOne) {
		u.SetPlek(plek).ClearAfgerondOp().ClearAfscheidOp().ClearHeropenGevraagdOp()
	})
	if err != nil {
		return nil, err
	}
	return k, s.tell(ctx, k, Reopened, term.KantVraag, term.KantSteun)
}

// bothWant tells whose yes to the last asking is missing.
func (s *Service) bothWant(ctx context.Context, k *ent.Koppeling) (list fault.List, err error) {
	round, err := s.timesAsked(ctx, k)
	if err != nil {
		return nil, err
	}
	for _, side := range []struct {
		kant    term.Kant
		missing *fault.Error
	}{
		{term.KantVraag, fault.New(fault.Guard, "heropen.vraag.ja")},
		{term.KantSteun, fault.New(fault.Guard, "heropen.steun.ja")},
	} {
		yes, err := s.saidYes(ctx, k.ID, side.kant, term.AnswerHeropenen, round)
		if err != nil {
			return nil, err
		}
		if !yes || round == 0 {
			list.Add(side.missing.At("id").WithCurrent(k.ID))
		}
	}
	return list, nil
}

func inTime(k *ent.Koppeling) error {
	if k.AfgerondOp == nil || clock.Now().Sub(*k.AfgerondOp) > reopenWithin {
		return fault.New(fault.Expired, "heropen.te.laat").At("id").WithCurrent(k.ID)
	}
	return nil
}

// expireAsked ends the question to go on again of which the days are over; the matcher hears
// it, and may ask anew. At most limit; it returns how many it ended.
func (s *Service) expireAsked(ctx context.Context, limit int) (int, error) {
	sys, now := rule.System(ctx), clock.Now()
	asked, err := ent.FromContext(ctx).Koppeling.Query().Where(koppeling.StateEQ(term.KoppelingAfgerond), koppeling.HeropenGevraagdOpLT(now)).
		WithRegion().Order(koppeling.ByHeropenGevraagdOp()).Limit(limit).All(sys)
	if err != nil {
		return 0, fmt.Errorf("questions to go on again: %w", err)
	}
	ended := 0
	for _, l := range asked {
		if AnswerBy(l).After(now) {
			continue
		}
		a := Act{ID: l.ID, BaseVersion: l.Version}
		t, err := s.begin(sys, term.StapExpire, &a)
		if err != nil {
			if fault.Has(err, fault.Conflict) || fault.Has(err, fault.State) {
				continue
			}
			return 0, err
		}
		k, err := s.take(sys, t, t.k.State, a, func(u *ent.KoppelingUpdateOne) { u.ClearHeropenGevraagdOp() })
		if fault.Has(err, fault.Conflict) {
			continue
		}
		if err != nil {
			return 0, err
		}
		if err := s.tell(sys, k, Expired); err != nil {
			return 0, err
		}
		ended++
	}
	return ended, nil
}
