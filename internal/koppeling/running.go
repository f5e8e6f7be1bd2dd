package koppeling

import (
	"context"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
)

// Pause rests a koppeling until a date; the plek stays.
func (s *Service) Pause(ctx context.Context, a Act, until time.Time) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapPause, &a)
	if err != nil {
		return nil, err
	}
	if !until.After(clock.Now()) {
		return nil, fault.New(fault.Invalid, "datum.eerder").At("until")
	}
	return s.take(ctx, t, term.KoppelingGepauzeerd, a, func(u *ent.KoppelingUpdateOne) {
		u.SetPauzeTot(until).SetHervatAls(t.k.State)
	})
}

// Resume goes on where the pause began.
func (s *Service) Resume(ctx context.Context, a Act) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapResume, &a)
	if err != nil {
		return nil, err
	}
	return s.take(ctx, t, *t.k.HervatAls, a, func(u *ent.KoppelingUpdateOne) { u.ClearPauzeTot() })
}

// Suspend interrupts at once on a safety signal: contact details close on both
// phones (ent/rule: together), and only the head matcher lifts it.
func (s *Service) Suspend(ctx context.Context, a Act) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapSuspend, &a)
	if err != nil {
		return nil, err
	}
	return s.take(ctx, t, term.KoppelingOnderbroken, a, func(u *ent.KoppelingUpdateOne) {
		was := t.k.State
		if t.k.State == term.KoppelingGepauzeerd { // a pause is over when it is interrupted
			was = *t.k.HervatAls
			u.ClearPauzeTot()
		}
		u.SetHervatAls(was)
	})
}

// Lift goes on where the interruption began; not while the steungezin itself is
// suspended, nor against somebody with custody: what that interrupted stays so.
func (s *Service) Lift(ctx context.Context, a Act) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapLift, &a)
	if err != nil {
		return nil, err
	}
	v, st, err := hold(ctx, t.k.VraaggezinID, t.k.SteungezinID)
	if err != nil {
		return nil, err
	}
	var list fault.List
	if st.State == term.SteunOpgeschort {
		list.Add(fault.New(fault.Guard, "steungezin.niet.beschikbaar").At("id").WithCurrent(t.k.ID))
	}
	if v.Bezwaar {
		list.Add(fault.New(fault.Guard, "gezag.bezwaar").At("id").WithCurrent(t.k.ID))
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	return s.take(ctx, t, *t.k.HervatAls, a, nil)
}

// StartAfronden begins the farewell, and plans the closing talk when its day is known; the
// child's farewell first. The matcher may plan it on another day.
func (s *Service) StartAfronden(ctx context.Context, a Act, op *time.Time) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapStartAfronden, &a)
	if err != nil {
		return nil, err
	}
	if now := clock.Now(); op != nil && op.Before(now.Add(-day)) {
		return nil, fault.New(fault.Invalid, "datum.eerder").At("afscheidOp")
	} else if op != nil && op.After(now.AddDate(1, 0, 0)) {
		return nil, fault.New(fault.Invalid, "datum.ver").At("afscheidOp")
	}
	k, err := s.take(ctx, t, term.KoppelingAfronden, a, func(u *ent.KoppelingUpdateOne) { u.ClearPauzeTot().SetNillableAfscheidOp(op) })
	if err != nil {
		return nil, err
	}
	for _, kant := range term.All[term.Kant]() {
		if err := s.tellOn(ctx, k, FarewellPlanned, kant, k.AfscheidOp); err != nil {
			return nil, err
		}
	}
	return k, nil
}

// Close ends a koppeling after its farewell, with a reason. The head matcher closes
// an interrupted one, which then counts as stopped. Neither side is looked for again
// before it says that it wants so.
func (s *Service) Close(ctx context.Context, a Act) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapClose, &a)
	if err != nil {
		return nil, err
	}
	v, _, err := hold(ctx, t.k.VraaggezinID, t.k.SteungezinID)
	if err != nil {
		return nil, err
	}
	unsafe := t.k.State == term.KoppelingOnderbroken && !v.Bezwaar // an objection of custody is no signal about the other
	k, err := s.take(ctx, t, t.rule.To[0], a, end)
	if err != nil {
		return nil, err
	}
	if err := s.apart(ctx, k, a, unsafe); err != nil {
		return nil, err
	}
	if s.Sides != nil {
		if err := s.Sides.Rest(ctx, k.VraaggezinID, k.SteungezinID); err != nil {
			return nil, err
		}
	}
	what := Closed
	if k.State == term.KoppelingGestopt {
		what = Stopped
	}
	return k, s.tell(ctx, k, what, term.KantVraag, term.KantSteun)
}

// Stop ends a first meeting or a trial that does not go on; both are free again in
// the same transaction.
func (s *Service) Stop(ctx context.Context, a Act) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapStop, &a)
	if err != nil {
		return nil, err
	}
	tried := t.k.State == term.KoppelingProefperiode
	if _, _, err := hold(ctx, t.k.VraaggezinID, t.k.SteungezinID); err != nil {
		return nil, err
	}
	k, err := s.take(ctx, t, t.rule.To[0], a, end)
	if err != nil {
		return nil, err
	}
	if err := s.apart(ctx, k, a, false); err != nil {
		return nil, err
	}
	if s.Sides != nil && tried {
		if err := s.Sides.AfterTrial(ctx, k.VraaggezinID, k.SteungezinID); err != nil {
			return nil, err
		}
	}
	if err := s.tell(ctx, k, Stopped, term.KantVraag, term.KantSteun); err != nil {
		return nil, err
	}
	return k, s.tell(ctx, k, SaidNo)
}

// apart keeps two families from each other of whom the koppeling ended because of a signal:
// nobody proposes them to each other again (H3).
func (s *Service) apart(ctx context.Context, k *ent.Koppeling, a Act, unsafe bool) error {
	if s.Sides == nil || !unsafe && (a.Reden == nil || *a.Reden != term.RedenSignaal) {
		return nil
	}
	return s.Sides.Apart(ctx, k.VraaggezinID, k.SteungezinID)
}
