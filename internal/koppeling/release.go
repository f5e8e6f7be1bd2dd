package koppeling

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// Release is for koppelingen that lost their ground because a family stopped, rests,
// or took its consent back: proposals and first meetings end, what runs is
// interrupted. It belongs to the step that caused it, in the same transaction, and
// is taken for the matcher: a parent who stops may not see all of these, and need
// not. What has ended meanwhile is passed over.
func (s *Service) Release(ctx context.Context, end, interrupt []uuid.UUID) error {
	for _, id := range end {
		if err := s.release(ctx, id, term.StapWithdrawProposal, term.StapStop); err != nil {
			return err
		}
	}
	for _, id := range interrupt {
		if err := s.release(ctx, id, term.StapSuspend); err != nil {
			return err
		}
	}
	return nil
}

// release takes the first of these steps that follows from where the koppeling is.
func (s *Service) release(ctx context.Context, id uuid.UUID, steps ...term.KoppelingStap) error {
	k, err := ent.FromContext(ctx).Koppeling.Query().Where(koppeling.ID(id)).WithVraaggezin().WithSteungezin().Only(rule.System(ctx))
	if err != nil {
		return fmt.Errorf("reading a koppeling to release: %w", err)
	}
	t := &turn{k: k, who: []Who{Matcher}}
	if v := viewer.FromContext(ctx); v.UserID != uuid.Nil {
		t.actor = &v.UserID
	}
	for _, stap := range steps {
		r, ok := Find(stap, &k.State)
		if !ok {
			continue
		}
		t.stap, t.rule = stap, r
		err := s.letGo(ctx, t)
		if fault.Has(err, fault.Conflict) { // somebody answered at this very moment
			return fault.New(fault.Retryable, "").Because(err)
		}
		return err
	}
	return nil
}

// letGo takes the step and tells whom it concerns.
func (s *Service) letGo(ctx context.Context, t *turn) error {
	was, to := t.k.State, t.rule.To[0]
	k, err := s.take(ctx, t, to, Act{}, func(u *ent.KoppelingUpdateOne) {
		if to != term.KoppelingOnderbroken {
			end(u)
			return
		}
		if was == term.KoppelingGepauzeerd { // a pause is over when it is interrupted
			was = *t.k.HervatAls
			u.ClearPauzeTot()
		}
		u.SetHervatAls(was)
	})
	switch {
	case err != nil || to == term.KoppelingOnderbroken:
		return err
	case t.stap == term.StapStop:
		return s.tell(ctx, k, Stopped, term.KantVraag, term.KantSteun)
	}
	return s.gone(ctx, k, "")
}
