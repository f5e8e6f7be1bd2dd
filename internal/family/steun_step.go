package family

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/screening"
	"buurtdorp/ent/steungezin"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/store"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// Steun is a steungezin after a step, and what the step left to others.
type Steun struct {
	*ent.Steungezin
	Loose
}

// steunTurn is a step being taken with a steungezin.
type steunTurn struct {
	standing
	x    *ent.Steungezin // with its region and family
	sc   *ent.Screening  // with its vogs and referenties
	act  Act
	step Step
	to   term.SteungezinState
	now  time.Time
}

// beginSteun is beginVraag for a steungezin.
func (s *Service) beginSteun(ctx context.Context, step Step, at string, a Act, check func(x *ent.Steungezin, f *form)) (*steunTurn, error) {
	x, err := ent.FromContext(ctx).Steungezin.Query().Where(steungezin.ID(a.ID)).WithRegion().Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return nil, fault.New(fault.NotFound, "").At(at)
	case err != nil:
		return nil, fmt.Errorf("reading steungezin: %w", err)
	}
	as := As(viewer.FromContext(ctx), x.RegionID, x.FamilyID)
	if !mayEver(SteunTable, step, as) {
		return nil, fault.New(fault.NotFound, "").At(at)
	}
	var f form
	f.faults.Add(a.reason())
	if check != nil {
		check(x, &f)
	}
	if err := f.faults.Err(); err != nil {
		return nil, err
	}
	switch {
	case a.force: // whatever the version: as it is once nobody else is busy with it
		if x, err = heldSteun(ctx, x.ID); err != nil {
			return nil, err
		}
	case a.BaseVersion != x.Version:
		return nil, conflict(x.ID)
	}
	r, ok := find(SteunTable, step, x.State, as)
	if !ok {
		return nil, fault.New(fault.State, "").At(at).WithCurrent(x.ID)
	}
	t := &steunTurn{x: x, act: a, step: step, to: r.To, now: clock.Now()}
	if t.to == "" {
		t.to = x.State
	}
	if err := t.look(ctx); err != nil {
		return nil, err
	}
	var missing fault.List
	for _, n := range r.Needs {
		missing.Add(t.missing(n)...)
	}
	if len(missing) > 0 && r.Else != "" {
		t.to = r.Else
		return t, nil
	}
	return t, missing.Err()
}

// look reads what surrounds the steungezin, as the system.
func (t *steunTurn) look(ctx context.Context) (err error) {
	// A proposal that is being made at this moment waits, or is seen.
	if err := store.TouchLock(ctx, steungezin.Table, t.x.ID); err != nil {
		return err
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	t.standing, err = around(ctx, t.x.FamilyID, koppeling.And(koppeling.SteungezinID(t.x.ID), koppeling.Not(ended)))
	if err != nil {
		return err
	}
	if t.x.Edges.Family, err = c.Family.Get(sys, t.x.FamilyID); err != nil {
		return fmt.Errorf("reading the family of a steungezin: %w", err)
	}
	t.sc, err = c.Screening.Query().Where(screening.SteungezinID(t.x.ID)).WithVogs().WithReferenties().Only(sys)
	if err != nil && !ent.IsNotFound(err) {
		return fmt.Errorf("reading a screening: %w", err)
	}
	return nil
}

// todo is what is left of the screening.
func (t *steunTurn) todo() []term.ScreeningTodo {
	return TeDoen(t.sc, t.x.Edges.Family.Adults, t.x.Edges.Region.VogYears, t.now)
}

// missing says what a step still needs.
func (t *steunTurn) missing(n Need) (list fault.List) {
	switch {
	case n == NeedScreening:
		for _, todo := range t.todo() {
			list.Add(undone(todo))
		}
	case n == NeedTalk && (t.sc == nil || t.sc.GesprekOp == nil):
		list.Add(undone(term.TodoGesprek))
	case n == NeedMatchen && t.leaving:
		list.Add(fault.New(fault.Guard, "gezin.wissen").At("id"))
	case n == NeedMatchen:
		list.Add(whose(WieJa(term.JaVolwassene, t.x.Edges.Family.Adults, t.children, t.said, t.now))...)
	case n == NeedNothingRuns && len(t.visits) > 0:
		list.Add(fault.New(fault.Guard, "bezoek.loopt").At("id"))
	case n == NeedLongAgo && !heardOn(t.x).AddDate(0, confirmMonths, 0).Before(t.now),
		n == NeedSilence && !t.x.UpdatedAt.AddDate(0, 0, silenceDays).Before(t.now):
		list.Add(fault.New(fault.Guard, "").At("id"))
	}
	return list
}

func undone(todo term.ScreeningTodo) *fault.Error {
	switch todo {
	case term.TodoVog:
		return fault.New(fault.Guard, "screening.vog").At("id")
	case term.TodoReferenties:
		return fault.New(fault.Guard, "screening.referenties").At("id").With("aantal", References)
	case term.TodoHuisbezoek:
		return fault.New(fault.Guard, "screening.huisbezoek").At("id")
	case term.TodoHuisregels:
		return fault.New(fault.Guard, "screening.huisregels").At("id")
	}
	return fault.New(fault.Guard, "screening.gesprek").At("id")
}

// takeSteun is takeVraag for a steungezin.
func (s *Service) takeSteun(ctx context.Context, t *steunTurn, then *next, set func(u *ent.SteungezinUpdateOne)) (*Steun, error) {
	u := ent.FromContext(ctx).Steungezin.UpdateOneID(t.x.ID).Where(steungezin.Version(t.x.Version)).SetState(t.to)
	if t.to != term.SteunPauze {
		u.ClearPauzeTot()
	}
	if t.to == term.SteunBeschikbaar && t.x.BeschikbaarSinds == nil {
		u.SetBeschikbaarSinds(t.now)
	}
	switch n, open := steunNext[t.to]; {
	case then != nil:
		u.SetVolgendeStap(then.step).SetVolgendeDatum(then.by(t.now))
	case !open:
		u.SetVolgendeStap("").ClearVolgendeDatum()
	case t.to == term.SteunScreening && t.to != t.x.State:
		n = t.nextCheck()
		u.SetVolgendeStap(n.step).SetVolgendeDatum(n.by(t.now))
	case t.to != t.x.State:
		u.SetVolgendeStap(n.step).SetVolgendeDatum(n.by(t.now))
	}
	if set != nil {
		set(u)
	}
	x, err := u.Save(rule.System(ctx))
	if err != nil {
		return nil, lost(err, t.x.ID, "steungezin "+string(t.step))
	}
	kind := term.NoteKindOverleg
	if t.step == StepSuspend {
		kind = term.NoteKindSignaal
	}
	return &Steun{x, t.loose()}, note(ctx, x.RegionID, x.FamilyID, kind, t.act.Toelichting)
}

// nextCheck is the first thing of the list that is left to do.
func (t *steunTurn) nextCheck() next {
	n := steunNext[term.SteunScreening]
	if todo := t.todo(); len(todo) > 0 {
		n.step = todoNext[todo[0]]
	} else {
		n = next{"Takenlijst is klaar: zet het gezin op beschikbaar", workdays(2)}
	}
	return n
}

// loose: a suspension stops everything at once, the other ways out of the pool let
// go of what has not begun.
func (t *steunTurn) loose() Loose {
	switch t.step {
	case StepSuspend:
		return Loose{End: t.proposals, Interrupt: slices.Concat(t.meetings, t.going)}
	case StepStop, StepReject, StepLeavePool:
		return Loose{End: slices.Concat(t.proposals, t.meetings)}
	case StepPause:
		return Loose{End: t.proposals}
	}
	return Loose{}
}

// heldSteun is heldVraag for a steungezin, with its region.
func heldSteun(ctx context.Context, id uuid.UUID) (*ent.Steungezin, error) {
	if err := store.TouchLock(ctx, steungezin.Table, id); err != nil {
		return nil, err
	}
	x, err := ent.FromContext(ctx).Steungezin.Query().Where(steungezin.ID(id)).WithRegion().Only(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("reading a steungezin again: %w", err)
	}
	return x, nil
}

// openSteunOf is a family's open steungezin, or nil.
func openSteunOf(ctx context.Context, family uuid.UUID) (*ent.Steungezin, error) {
	x, err := ent.FromContext(ctx).Steungezin.Query().
		Where(steungezin.FamilyID(family), steungezin.StateIn(openSteun...)).Only(rule.System(ctx))
	if err != nil && !ent.IsNotFound(err) {
		return nil, fmt.Errorf("reading a family's steungezin: %w", err)
	}
	return x, nil
}
