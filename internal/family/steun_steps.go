package family

import (
	"context"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/viewer"
)

// PlanGesprek plans the first talk with a steungezin; the matcher who does becomes
// the dossier's matcher when it has none.
func (s *Service) PlanGesprek(ctx context.Context, a Act, at time.Time) (*Steun, error) {
	t, err := s.beginSteun(ctx, StepPlanGesprek, "id", a, func(_ *ent.Steungezin, f *form) { f.plan(fault.At("at"), at) })
	if err != nil {
		return nil, err
	}
	talk := on(steunNext[t.to].step, at)
	x, err := s.takeSteun(ctx, t, &talk, func(u *ent.SteungezinUpdateOne) {
		if v := viewer.FromContext(ctx); t.x.MatcherID == nil {
			u.SetMatcherID(v.UserID)
		}
	})
	if err != nil {
		return nil, err
	}
	return x, s.tellFamily(ctx, GesprekPlanned, x.FamilyID, at)
}

// StartScreening begins the checks, after a talk.
func (s *Service) StartScreening(ctx context.Context, a Act) (*Steun, error) {
	return s.plainSteun(ctx, StepStartScreening, a, nil)
}

// Approve makes a steungezin available: nothing is left to check.
func (s *Service) Approve(ctx context.Context, a Act) (*Steun, error) {
	x, err := s.plainSteun(ctx, StepApprove, a, heardNow)
	if err != nil {
		return nil, err
	}
	return x, s.tellFamily(ctx, SteunApproved, x.FamilyID, x.UpdatedAt)
}

// Reject is not for now: by the head matcher, after a talk.
func (s *Service) Reject(ctx context.Context, a Act) (*Steun, error) {
	return s.plainSteun(ctx, StepReject, a, nil)
}

// PauseSteun: even niet, tot ...
func (s *Service) PauseSteun(ctx context.Context, a Act, until time.Time) (*Steun, error) {
	t, err := s.beginSteun(ctx, StepPause, "id", a, func(_ *ent.Steungezin, f *form) { f.until(until) })
	if err != nil {
		return nil, err
	}
	again := on(steunNext[t.to].step, until)
	return s.takeSteun(ctx, t, &again, func(u *ent.SteungezinUpdateOne) { u.SetPauzeTot(until) })
}

// ResumeSteun ends a pause.
func (s *Service) ResumeSteun(ctx context.Context, a Act) (*Steun, error) {
	return s.plainSteun(ctx, StepResume, a, heardNow)
}

// Stop ends the offer.
func (s *Service) Stop(ctx context.Context, a Act) (*Steun, error) {
	return s.plainSteun(ctx, StepStop, a, nil)
}

// Suspend stops everything on a signal. What interrupts the koppelingen is in Loose.
func (s *Service) Suspend(ctx context.Context, a Act) (*Steun, error) {
	return s.plainSteun(ctx, StepSuspend, a, nil)
}

// Lift ends a suspension. Its koppelingen stay interrupted, each until it is lifted
// by itself.
func (s *Service) Lift(ctx context.Context, a Act) (*Steun, error) {
	return s.plainSteun(ctx, StepLift, a, heardNow)
}

func (s *Service) plainSteun(ctx context.Context, step Step, a Act, set func(u *ent.SteungezinUpdateOne, now time.Time)) (*Steun, error) {
	t, err := s.beginSteun(ctx, step, "id", a, nil)
	if err != nil {
		return nil, err
	}
	return s.takeSteun(ctx, t, nil, func(u *ent.SteungezinUpdateOne) {
		if set != nil {
			set(u, t.now)
		}
	})
}

// heardNow: somebody said today that the offer holds.
func heardNow(u *ent.SteungezinUpdateOne, now time.Time) { u.SetBevestigdOp(now) }
