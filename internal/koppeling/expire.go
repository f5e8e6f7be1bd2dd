package koppeling

import (
	"context"
	"fmt"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
)

// Expire ends proposals that nobody answered in time: the plek is free again and
// the matcher gets a task. Called by the timer; at most limit a call. It returns
// how many it ended.
func (s *Service) Expire(ctx context.Context, limit int) (int, error) {
	ended, err := s.expire(ctx, limit)
	if err != nil || ended > 0 {
		return ended, err
	}
	return s.expireAsked(ctx, limit)
}

// expireStale does the same for the two families of a proposal that is being made,
// so that a matcher never waits for the timer.
func (s *Service) expireStale(ctx context.Context, pr *pair) error {
	_, err := s.expire(ctx, 20, koppeling.Or(koppeling.VraaggezinID(pr.vraag.ID), koppeling.SteungezinID(pr.steun.ID)))
	return err
}

func (s *Service) expire(ctx context.Context, limit int, which ...predicate.Koppeling) (int, error) {
	sys := rule.System(ctx)
	late, err := ent.FromContext(ctx).Koppeling.Query().Where(koppeling.StateIn(proposed...), koppeling.VerlooptOpLT(clock.Now())).
		Where(which...).Order(koppeling.ByVerlooptOp()).Limit(limit).All(sys)
	if err != nil {
		return 0, fmt.Errorf("late proposals: %w", err)
	}
	ended := 0
	for _, l := range late {
		k, err := s.expireOne(sys, l)
		if fault.Has(err, fault.Conflict) || fault.Has(err, fault.State) {
			continue // somebody else was quicker: it has ended, or was answered
		}
		if err != nil {
			return 0, err
		}
		if err := s.tell(sys, k, Expired); err != nil {
			return 0, err
		}
		if err := s.gone(sys, k, ""); err != nil {
			return 0, err
		}
		ended++
	}
	return ended, nil
}

// Wake ends pauses whose date has come. Called by the timer; at most limit a call. It
// returns how many it ended.
func (s *Service) Wake(ctx context.Context, limit int) (int, error) {
	sys := rule.System(ctx)
	due, err := ent.FromContext(ctx).Koppeling.Query().Where(koppeling.StateEQ(term.KoppelingGepauzeerd), koppeling.PauzeTotLT(clock.Now())).
		Order(koppeling.ByPauzeTot()).Limit(limit).All(sys)
	if err != nil {
		return 0, fmt.Errorf("pauses that are over: %w", err)
	}
	woken := 0
	for _, k := range due {
		_, err := s.Resume(sys, Act{ID: k.ID, BaseVersion: k.Version})
		if fault.Has(err, fault.Conflict) || fault.Has(err, fault.State) {
			continue
		}
		if err != nil {
			return 0, err
		}
		woken++
	}
	return woken, nil
}

func (s *Service) expireOne(sys context.Context, k *ent.Koppeling) (*ent.Koppeling, error) {
	a := Act{ID: k.ID, BaseVersion: k.Version}
	t, err := s.begin(sys, term.StapExpire, &a)
	if err != nil {
		return nil, err
	}
	return s.take(sys, t, term.KoppelingVerlopen, a, end)
}
