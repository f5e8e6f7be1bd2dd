package family

import (
	"context"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/viewer"
)

// CompleteIntake puts a family on the list of those we look for.
func (s *Service) CompleteIntake(ctx context.Context, a Act) (*Vraag, error) {
	t, err := s.beginVraag(ctx, StepCompleteIntake, a, nil)
	if err != nil {
		return nil, err
	}
	return s.takeVraag(ctx, t, nil, func(u *ent.VraaggezinUpdateOne) {
		u.SetBevestigdOp(t.now)
		if t.x.WachtendSinds == nil { // who was out of the pool for a while does not start again
			u.SetWachtendSinds(t.now)
		}
	})
}

// Refer hands a family over to other help, warmly: it agreed, and that is written down. Who
// does it, is whom the family knows from then on, when it knew nobody yet.
func (s *Service) Refer(ctx context.Context, a Act) (*Vraag, error) {
	t, err := s.beginVraag(ctx, StepRefer, a, nil)
	if err != nil {
		return nil, err
	}
	return s.takeVraag(ctx, t, nil, func(u *ent.VraaggezinUpdateOne) {
		if t.x.MatcherID == nil {
			u.SetMatcherID(viewer.FromContext(ctx).UserID)
		}
	})
}

// Withdraw ends the question, because the family wants so.
func (s *Service) Withdraw(ctx context.Context, a Act) (*Vraag, error) {
	return s.plainVraag(ctx, StepWithdraw, a, nil)
}

// Close ends the question after a closing talk.
func (s *Service) Close(ctx context.Context, a Act) (*Vraag, error) {
	return s.plainVraag(ctx, StepClose, a, nil)
}

// Reopen begins again with the intake; talks held stay counted.
func (s *Service) Reopen(ctx context.Context, a Act) (*Vraag, error) {
	return s.plainVraag(ctx, StepReopen, a, func(u *ent.VraaggezinUpdateOne) { u.ClearWachtendSinds() })
}

// PauseVraag rests the question until a day.
func (s *Service) PauseVraag(ctx context.Context, a Act, until time.Time) (*Vraag, error) {
	t, err := s.beginVraag(ctx, StepPause, a, func(_ *ent.Vraaggezin, f *form) { f.until(until) })
	if err != nil {
		return nil, err
	}
	again := on(vraagNext[t.to].step, until)
	return s.takeVraag(ctx, t, &again, func(u *ent.VraaggezinUpdateOne) { u.SetPauzeTot(until) })
}

// ResumeVraag goes on looking.
func (s *Service) ResumeVraag(ctx context.Context, a Act) (*Vraag, error) {
	return s.plainVraag(ctx, StepResume, a, nil)
}

func (s *Service) plainVraag(ctx context.Context, step Step, a Act, set func(u *ent.VraaggezinUpdateOne)) (*Vraag, error) {
	t, err := s.beginVraag(ctx, step, a, nil)
	if err != nil {
		return nil, err
	}
	return s.takeVraag(ctx, t, nil, set)
}

// until checks how long something rests.
func (f *form) until(day time.Time) {
	at := fault.At("until")
	switch now := clock.Now(); {
	case !day.After(now):
		f.faults.Add(at.New(fault.Invalid, "datum.eerder"))
	case day.After(now.AddDate(0, 0, Limits.PauseDays)):
		f.faults.Add(at.New(fault.Invalid, "datum.ver"))
	}
}
