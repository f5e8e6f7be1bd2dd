package koppeling

import (
	"context"
	"fmt"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/child"
	"buurtdorp/ent/koppelinganswer"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// Kennismaking is when and where two families meet for the first time.
type Kennismaking struct {
	Act
	At     time.Time
	Plaats string
}

// PlanKennismaking sets date and place; neutral ground first, parents first.
func (s *Service) PlanKennismaking(ctx context.Context, in Kennismaking) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapPlanKennismaking, &in.Act)
	if err != nil {
		return nil, err
	}
	var list fault.List
	if in.At.Before(clock.Now().Add(-24 * time.Hour)) {
		list.Add(fault.New(fault.Invalid, "datum.eerder").At("at"))
	}
	if in.Plaats = text.Line(in.Plaats); in.Plaats == "" {
		list.Add(fault.New(fault.Required, "plaats.leeg").At("plaats"))
	}
	list.Add(words(&in.Plaats, 200, "plaats"))
	if err := list.Err(); err != nil {
		return nil, err
	}
	k, err := s.take(ctx, t, t.k.State, in.Act, func(u *ent.KoppelingUpdateOne) {
		u.SetKennismakingOp(in.At).SetKennismakingPlaats(in.Plaats)
	})
	if err != nil {
		return nil, err
	}
	return k, s.tell(ctx, k, KennismakingPlanned, term.KantVraag, term.KantSteun)
}

// AnswerKennismaking is whether the first meeting was good, privately. Two times
// yes lets the matcher start the trial; one no ends it, and both are free again.
func (s *Service) AnswerKennismaking(ctx context.Context, a Answer) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapAnswerKennismaking, &a.Act)
	if err != nil {
		return nil, err
	}
	kant, err := t.side(ctx, a.Kant)
	if err != nil {
		return nil, err
	}
	if t.k.KennismakingOp == nil {
		return nil, fault.New(fault.Guard, "kennismaking.eerst").At("id").WithCurrent(t.k.ID)
	}
	round, err := s.round(ctx, t, kant, a)
	if err != nil {
		return nil, err
	}
	if err := s.record(ctx, t, kant, term.AnswerKennismaking, round, a); err != nil {
		return nil, err
	}
	if a.Antwoord == term.AntwoordJa {
		k, err := s.say(ctx, t, a.Act)
		if err != nil {
			return nil, err
		}
		return k, s.tell(ctx, k, SaidYes)
	}
	k, err := s.take(ctx, t, term.KoppelingNietDoorgegaan, a.Act, end)
	if err != nil {
		return nil, err
	}
	if err := s.tell(ctx, k, Stopped, opposite(kant)); err != nil {
		return nil, err
	}
	return k, s.tell(ctx, k, SaidNo)
}

// round is the second for a child's own yes that comes after its parent's: the
// parent answers once, but a big child may need a day more.
func (s *Service) round(ctx context.Context, t *turn, kant term.Kant, a Answer) (int, error) {
	if kant != term.KantVraag || a.Antwoord != term.AntwoordJa || a.KindJa == nil || !*a.KindJa {
		return 1, nil
	}
	parent, err := s.saidYes(ctx, t.k.ID, kant, term.AnswerKennismaking, 1)
	if err != nil || !parent {
		return 1, err
	}
	kid, err := s.childSaidYes(ctx, t.k)
	if err != nil || kid {
		return 1, err
	}
	return 2, nil
}

// readyForTrial collects what still stands in the way of a trial.
func (s *Service) readyForTrial(ctx context.Context, t *turn) error {
	var list fault.List
	for kant, missing := range map[term.Kant]*fault.Error{
		term.KantVraag: fault.New(fault.Guard, "kennismaking.vraag.ja"),
		term.KantSteun: fault.New(fault.Guard, "kennismaking.steun.ja"),
	} {
		yes, err := s.saidYes(ctx, t.k.ID, kant, term.AnswerKennismaking, 1)
		if err != nil {
			return err
		}
		if !yes {
			list.Add(missing.At("id").WithCurrent(t.k.ID))
		}
	}
	open, err := s.stillFits(ctx, t.k)
	if err != nil {
		return err
	}
	list.Add(open...)
	asked, err := s.childSaidYes(ctx, t.k)
	if err != nil {
		return err
	}
	if !asked {
		list.Add(fault.New(fault.Guard, "kind.zegt.zelf.ja").At("id").WithCurrent(t.k.ID))
	}
	return list.Err()
}

// childSaidYes: a child of 12 or older says yes itself (domain.md 3, field practice).
func (s *Service) childSaidYes(ctx context.Context, k *ent.Koppeling) (bool, error) {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	twelve := clock.Today(clock.Now()).AddDate(-12, 0, 0).Format("2006-01")
	old, err := c.Child.Query().Where(child.FamilyID(k.Edges.Vraaggezin.FamilyID), child.BirthMonthLTE(twelve)).Exist(sys)
	if err != nil {
		return false, fmt.Errorf("children of 12: %w", err)
	}
	if !old {
		return true, nil
	}
	yes, err := c.KoppelingAnswer.Query().Where(koppelinganswer.KoppelingID(k.ID), koppelinganswer.KantEQ(term.KantVraag),
		koppelinganswer.KindEQ(term.AnswerKennismaking), koppelinganswer.KindJa(true)).Exist(sys)
	if err != nil {
		return false, fmt.Errorf("children's own yes: %w", err)
	}
	return yes, nil
}
