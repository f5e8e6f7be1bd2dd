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

// StartAfronden plans the closing talk; the child's farewell first.
func (s *Service) StartAfronden(ctx context.Context, a Act) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapStartAfronden, &a)
	if err != nil {
		return nil, err
	}
	return s.take(ctx, t, term.KoppelingAfronden, a, func(u *ent.KoppelingUpdateOne) { u.ClearPauzeTot() })
}

// Close ends a koppeling after its farewell, with a reason. The head matcher closes
// an interrupted one, which then counts as stopped.
func (s *Service) Close(ctx context.Context, a Act) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapClose, &a)
	if err != nil {
		return nil, err
	}
	k, err := s.take(ctx, t, t.rule.To[0], a, end)
	if err != nil {
		return nil, err
	}
	return k, s.tell(ctx, k, Stopped, term.KantVraag, term.KantSteun)
}

// Stop ends a first meeting or a trial that does not go on; both are free again in
// the same transaction.
func (s *Service) Stop(ctx context.Context, a Act) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapStop, &a)
	if err != nil {
		return nil, err
	}
	k, err := s.take(ctx, t, t.rule.To[0], a, end)
	if err != nil {
		return nil, err
	}
	if err := s.tell(ctx, k, Stopped, term.KantVraag, term.KantSteun); err != nil {
		return nil, err
	}
	return k, s.tell(ctx, k, SaidNo)
}

// reopenWithin is how long after its end a koppeling may go on again.
const reopenWithin = 183 * 24 * time.Hour

// Reopen goes on with a koppeling that ended less than half a year ago, when the
// steungezin has a plek and nothing came up that keeps the two apart. The matcher
// writes down that both want it.
func (s *Service) Reopen(ctx context.Context, a Act) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapReopen, &a)
	if err != nil {
		return nil, err
	}
	if t.k.AfgerondOp == nil || clock.Now().Sub(*t.k.AfgerondOp) > reopenWithin {
		return nil, fault.New(fault.Expired, "heropen.te.laat").At("id").WithCurrent(t.k.ID)
	}
	pr := &pair{}
	if pr.vraag, pr.steun, err = hold(ctx, t.k.VraaggezinID, t.k.SteungezinID); err != nil {
		return nil, err
	}
	t.k.Edges.Vraaggezin, t.k.Edges.Steungezin = pr.vraag, pr.steun
	list, err := s.stillFits(ctx, t.k)
	if err != nil {
		return nil, err
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
	return s.take(ctx, t, term.KoppelingActief, a, func(u *ent.KoppelingUpdateOne) {
		u.SetPlek(plek).ClearAfgerondOp()
	})
}
