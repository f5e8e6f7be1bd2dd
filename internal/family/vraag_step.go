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
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/store"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// Vraag is a vraaggezin after a step, and what the step left to others.
type Vraag struct {
	*ent.Vraaggezin
	Loose
}

// vraagTurn is a step being taken with a vraaggezin.
type vraagTurn struct {
	standing
	x    *ent.Vraaggezin
	act  Act
	step Step
	to   term.VraaggezinState
	now  time.Time
}

// beginVraag finds the vraaggezin, if the viewer may see it, and whether she may
// take this step from here. Hidden, absent and not for you are the same answer. An
// input is judged only for who may take the step, and all of it at once; after that
// the version, the state, and what is still missing.
func (s *Service) beginVraag(ctx context.Context, step Step, a Act, check func(x *ent.Vraaggezin, f *form)) (*vraagTurn, error) {
	x, err := ent.FromContext(ctx).Vraaggezin.Get(ctx, a.ID)
	switch {
	case ent.IsNotFound(err):
		return nil, fault.New(fault.NotFound, "").At("id")
	case err != nil:
		return nil, fmt.Errorf("reading vraaggezin: %w", err)
	}
	as := As(viewer.FromContext(ctx), x.RegionID, x.FamilyID)
	if !mayEver(VraagTable, step, as) {
		return nil, fault.New(fault.NotFound, "").At("id")
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
		if x, err = heldVraag(ctx, x.ID); err != nil {
			return nil, err
		}
	case a.BaseVersion != x.Version:
		return nil, conflict(x.ID)
	}
	r, ok := find(VraagTable, step, x.State, as)
	if !ok {
		return nil, fault.New(fault.State, "").At("id").WithCurrent(x.ID)
	}
	t := &vraagTurn{x: x, act: a, step: step, to: r.To, now: clock.Now()}
	if t.to == "" {
		t.to = x.State
	}
	// A proposal that is being made at this moment waits, or is seen.
	if err := store.TouchLock(ctx, vraaggezin.Table, x.ID); err != nil {
		return nil, err
	}
	t.standing, err = around(ctx, x.FamilyID, koppeling.And(koppeling.VraaggezinID(x.ID), koppeling.Not(ended)))
	if err != nil {
		return nil, err
	}
	var missing fault.List
	for _, n := range r.Needs {
		if n == NeedMatchen && !t.leaving {
			missing.Add(whose(t.ja())...)
			continue
		}
		f, err := t.missing(ctx, n)
		if err != nil {
			return nil, err
		}
		missing.Add(f)
	}
	return t, missing.Err()
}

// missing says what a step still needs, nil when it is there.
func (t *vraagTurn) missing(ctx context.Context, n Need) (*fault.Error, error) {
	switch {
	case n == NeedTwoTalks && t.x.Gesprekken < 2:
		return fault.New(fault.Guard, "gesprekken.twee").At("id"), nil
	case n == NeedMatchen && t.leaving:
		return fault.New(fault.Guard, "gezin.wissen").At("id"), nil
	case n == NeedContact && !t.consent[term.DoelContact]:
		return fault.New(fault.Guard, "gezin.bellen").At("id"), nil
	case n == NeedGezag && t.x.Gezag == term.GezagOnbekend:
		return fault.New(fault.Guard, "gezag.onbekend").At("id"), nil
	case n == NeedGeenBezwaar && t.x.Bezwaar:
		return fault.New(fault.Guard, "gezag.bezwaar").At("id"), nil
	case n == NeedNothingRuns && len(t.visits) > 0:
		return fault.New(fault.Guard, "bezoek.loopt").At("id"), nil
	case n == NeedConsentWritten && t.act.Toelichting == "":
		return fault.New(fault.Required, "gezin.akkoord").At("toelichting"), nil
	case n == NeedOnlyOne:
		other, err := openVraagOf(ctx, t.x.FamilyID)
		if err != nil || other == nil {
			return nil, err
		}
		return fault.New(fault.Guard, "gezin.vraag.open").At("id").WithCurrent(other.ID), nil
	}
	return nil, nil
}

// ja is whose yes it needs to be in the pool.
func (t *vraagTurn) ja() []Ja {
	return WieJa(term.JaOuder, Ouders(t.x.Gezag), t.children, t.said, t.now)
}

// take writes the step: the new state under the old version, and what happens
// next. set adds what else changes; then is something else than what the state asks.
func (s *Service) takeVraag(ctx context.Context, t *vraagTurn, then *next, set func(u *ent.VraaggezinUpdateOne)) (*Vraag, error) {
	u := ent.FromContext(ctx).Vraaggezin.UpdateOneID(t.x.ID).Where(vraaggezin.Version(t.x.Version)).SetState(t.to)
	if t.to != term.VraagGepauzeerd {
		u.ClearPauzeTot()
	}
	switch n, open := vraagNext[t.to]; {
	case then != nil:
		u.SetVolgendeStap(then.step).SetVolgendeDatum(then.by(t.now))
	case !open:
		u.SetVolgendeStap("").ClearVolgendeDatum()
	case t.to != t.x.State:
		u.SetVolgendeStap(n.step).SetVolgendeDatum(n.by(t.now))
	}
	if set != nil {
		set(u)
	}
	x, err := u.Save(rule.System(ctx))
	if err != nil {
		return nil, lost(err, t.x.ID, "vraaggezin "+string(t.step))
	}
	return &Vraag{x, Loose{End: t.letGo()}}, note(ctx, x.RegionID, x.FamilyID, term.NoteKindOverleg, t.act.Toelichting)
}

// letGo are the koppelingen that end with this step: nothing is proposed to a
// family that is not in the pool. Getting to know each other goes on in a pause.
func (t *vraagTurn) letGo() []uuid.UUID {
	switch t.step {
	case StepWithdraw, StepClose, StepRefer, StepLeavePool:
		return slices.Concat(t.proposals, t.meetings)
	case StepPause:
		return t.proposals
	}
	return nil
}

// heldVraag keeps a vraaggezin to this transaction, and reads it as it is from then on.
func heldVraag(ctx context.Context, id uuid.UUID) (*ent.Vraaggezin, error) {
	if err := store.TouchLock(ctx, vraaggezin.Table, id); err != nil {
		return nil, err
	}
	x, err := ent.FromContext(ctx).Vraaggezin.Get(rule.System(ctx), id)
	if err != nil {
		return nil, fmt.Errorf("reading a vraaggezin again: %w", err)
	}
	return x, nil
}

// openVraagOf is a family's open vraaggezin, or nil.
func openVraagOf(ctx context.Context, family uuid.UUID) (*ent.Vraaggezin, error) {
	x, err := ent.FromContext(ctx).Vraaggezin.Query().
		Where(vraaggezin.FamilyID(family), vraaggezin.StateIn(openVraag...)).Only(rule.System(ctx))
	if err != nil && !ent.IsNotFound(err) {
		return nil, fmt.Errorf("reading a family's vraaggezin: %w", err)
	}
	return x, nil
}
