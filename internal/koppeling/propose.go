package koppeling

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/koppelingstep"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/store"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
	"buurtdorp/internal/workday"
)

// Proposal is a matcher's proposal, or her note that she thinks of one.
type Proposal struct {
	Act
	VraaggezinID, SteungezinID uuid.UUID
	Waivers                    []matching.Waiver
}

// pair is both sides of a proposal, as the matcher sees them.
type pair struct {
	vraag  *ent.Vraaggezin
	steun  *ent.Steungezin
	region *ent.Region
}

// Explore notes a pair on the shortlist: families see nothing, nothing is held.
func (s *Service) Explore(ctx context.Context, p Proposal) (*ent.Koppeling, error) {
	pr, err := s.pair(ctx, p)
	if err != nil {
		return nil, err
	}
	list := p.check(term.StapExplore)
	known, err := between(ctx, pr, append(states(term.KoppelingVerkend), Holding...)...)
	if err != nil {
		return nil, err
	}
	if known != nil {
		list.Add(fault.New(fault.Exists, "koppeling.bestaat").At("vraaggezinId").WithCurrent(known.ID))
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	return s.create(ctx, term.StapExplore, p, pr, func(c *ent.KoppelingCreate) { c.SetState(term.KoppelingVerkend) })
}

// Propose asks the first family and holds a plek of the steungezin for some
// working days. The hard constraints are met, or waived with a written reason; a
// pair that was refused before needs a new reason. The engine suggests, the matcher
// decides (art. 22 AVG).
func (s *Service) Propose(ctx context.Context, p Proposal) (*ent.Koppeling, error) {
	pr, err := s.pair(ctx, p)
	if err != nil {
		return nil, err
	}
	if err := s.expireStale(ctx, pr); err != nil {
		return nil, err
	}
	p.Waivers = slices.Clone(p.Waivers)
	verdict, err := s.mayPropose(ctx, &p, pr)
	if err != nil {
		return nil, err
	}
	plek, err := freePlek(ctx, pr.steun)
	if err != nil {
		return nil, err
	}
	until := workday.Add(clock.Now(), pr.region.ReservationDays)
	first, state := term.KantSteun, term.KoppelingVoorgesteldSteun
	if !pr.region.SteunFirst {
		first, state = term.KantVraag, term.KoppelingVoorgesteldVraag
	}
	p.score, p.weging, p.waived = &verdict.Score, &verdict.Weging, waived(verdict, p.Waivers)
	k, err := s.write(ctx, p, pr, state, plek, until, first)
	if err != nil {
		return nil, err
	}
	return k, s.tell(ctx, k, Asked, first)
}

// pair finds both sides; who may not see one of them may not see that it exists. Who
// may pair them has both for herself until the end of the transaction, so that what
// she is told is how it is.
func (s *Service) pair(ctx context.Context, p Proposal) (*pair, error) {
	c := ent.FromContext(ctx)
	if !gid.Is(p.ID, gid.Koppeling) {
		return nil, fault.New(fault.Invalid, "id.vreemd").At("id")
	}
	var list fault.List
	v, err := c.Vraaggezin.Query().Where(vraaggezin.ID(p.VraaggezinID)).Only(ctx)
	if ent.IsNotFound(err) {
		list.Add(fault.New(fault.NotFound, "gezin.weg").At("vraaggezinId"))
	} else if err != nil {
		return nil, fmt.Errorf("reading vraaggezin: %w", err)
	}
	st, err := c.Steungezin.Query().Where(steungezin.ID(p.SteungezinID)).Only(ctx)
	if ent.IsNotFound(err) {
		list.Add(fault.New(fault.NotFound, "gezin.weg").At("steungezinId"))
	} else if err != nil {
		return nil, fmt.Errorf("reading steungezin: %w", err)
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	if !viewer.FromContext(ctx).Pairs(v.RegionID) || v.RegionID != st.RegionID {
		return nil, fault.New(fault.NotFound, "gezin.weg").At("vraaggezinId")
	}
	if v, st, err = hold(ctx, v.ID, st.ID); err != nil {
		return nil, err
	}
	region, err := c.Region.Get(ctx, v.RegionID)
	if err != nil {
		return nil, fmt.Errorf("reading region: %w", err)
	}
	return &pair{v, st, region}, nil
}

// hold waits until nobody else decides about these two, and reads them as they are
// then. Always the vraaggezin first: two who hold never wait for each other.
func hold(ctx context.Context, vraag, steun uuid.UUID) (*ent.Vraaggezin, *ent.Steungezin, error) {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	if err := store.TouchLock(ctx, vraaggezin.Table, vraag); err != nil {
		return nil, nil, fmt.Errorf("holding a vraaggezin: %w", err)
	}
	if err := store.TouchLock(ctx, steungezin.Table, steun); err != nil {
		return nil, nil, fmt.Errorf("holding a steungezin: %w", err)
	}
	v, err := c.Vraaggezin.Get(sys, vraag)
	if err != nil {
		return nil, nil, fmt.Errorf("reading vraaggezin: %w", err)
	}
	s, err := c.Steungezin.Get(sys, steun)
	if err != nil {
		return nil, nil, fmt.Errorf("reading steungezin: %w", err)
	}
	return v, s, nil
}

// between finds the koppeling of a pair that is in one of these states, if there is
// one; the database knows that there is no second.
func between(ctx context.Context, pr *pair, in ...term.KoppelingState) (*ent.Koppeling, error) {
	k, err := ent.FromContext(ctx).Koppeling.Query().Where(koppeling.VraaggezinID(pr.vraag.ID),
		koppeling.SteungezinID(pr.steun.ID), koppeling.StateIn(in...)).First(rule.System(ctx))
	if err != nil && !ent.IsNotFound(err) {
		return nil, fmt.Errorf("koppelingen of a pair: %w", err)
	}
	return k, nil
}

// mayPropose collects everything that stands in the way, all at once.
func (s *Service) mayPropose(ctx context.Context, p *Proposal, pr *pair) (matching.Verdict, error) {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	list := p.check(term.StapPropose)
	if pr.vraag.State != term.VraagWachtend {
		list.Add(fault.New(fault.Guard, "vraaggezin.niet.wachtend").At("vraaggezinId"))
	}
	verdict, err := s.Fit(sys, pr.vraag, pr.steun)
	if err != nil {
		return verdict, fmt.Errorf("judging the pair: %w", err)
	}
	list.Add(checkWaivers(verdict, p.Waivers)...)
	again, err := between(ctx, pr, term.KoppelingAfgewezen)
	if err != nil {
		return verdict, err
	}
	_, open := matching.MagVoorstellen(verdict, p.Waivers)
	for _, h := range open {
		if again == nil || h.Key != matching.H3 || h.Waivable != term.WaivableMatcher {
			list.Add(inTheWay(h))
		} else if p.Toelichting == "" { // her own words set an earlier no aside
			list.Add(fault.New(fault.Required, "toelichting.opnieuw").At("toelichting"))
		}
	}
	course, err := c.Koppeling.Query().Where(koppeling.VraaggezinID(pr.vraag.ID),
		koppeling.StateIn(InCourse...)).Exist(sys)
	if err != nil {
		return verdict, fmt.Errorf("running course: %w", err)
	}
	if course {
		list.Add(fault.New(fault.Exists, "vraaggezin.in.voorstel").At("vraaggezinId"))
	}
	asked, err := c.Koppeling.Query().Where(koppeling.SteungezinID(pr.steun.ID), koppeling.StateIn(proposed...)).Exist(sys)
	if err != nil {
		return verdict, fmt.Errorf("open proposals: %w", err)
	}
	if asked && !fault.Has(list.Err(), fault.Capacity) {
		list.Add(fault.New(fault.Capacity, "koppeling.bezet").At("steungezinId"))
	}
	if n, err := c.KoppelingStep.Query().Where(koppelingstep.ToStateEQ(term.KoppelingVoorgesteldSteun), koppelingstep.CreatedAtGT(clock.Now().Add(-7*day)),
		koppelingstep.HasKoppelingWith(koppeling.SteungezinID(pr.steun.ID))).Count(sys); err != nil {
		return verdict, fmt.Errorf("proposals of a week: %w", err)
	} else if n >= pr.region.AskedPerWeek { // who is asked too often says no to the one that fits
		list.Add(fault.New(fault.Guard, "voorstel.vaak").At("steungezinId").With("aantal", n))
	}
	running, err := between(ctx, pr, Holding[4:]...)
	if err != nil {
		return verdict, err
	}
	if running != nil {
		list.Add(fault.New(fault.Exists, "koppeling.bestaat").At("steungezinId").WithCurrent(running.ID))
	}
	return verdict, list.Err()
}

// freePlek is the lowest of 1..capaciteit that no koppeling holds. Two matchers who
// see the same one free meet at the unique index, and one is told so.
func freePlek(ctx context.Context, st *ent.Steungezin) (int, error) {
	held, err := ent.FromContext(ctx).Koppeling.Query().
		Where(koppeling.SteungezinID(st.ID), koppeling.StateIn(Holding...)).All(rule.System(ctx))
	if err != nil {
		return 0, fmt.Errorf("held places: %w", err)
	}
	for plek := 1; plek <= st.Capaciteit; plek++ {
		if !slices.ContainsFunc(held, func(k *ent.Koppeling) bool { return k.Plek == plek }) {
			return plek, nil
		}
	}
	return 0, fault.New(fault.Capacity, "koppeling.bezet").At("steungezinId")
}

func (s *Service) write(ctx context.Context, p Proposal, pr *pair, state term.KoppelingState, plek int, until time.Time, first term.Kant) (*ent.Koppeling, error) {
	known, err := between(ctx, pr, term.KoppelingVerkend)
	if err != nil {
		return nil, err
	}
	if known == nil {
		return s.create(ctx, term.StapPropose, p, pr, func(n *ent.KoppelingCreate) {
			n.SetState(state).SetPlek(plek).SetVerlooptOp(until).
				SetSteunZiet(first == term.KantSteun).SetVraagZiet(first == term.KantVraag)
		})
	}
	p.ID = known.ID
	t, err := s.begin(ctx, term.StapPropose, &p.Act)
	if err != nil {
		return nil, err
	}
	return s.take(ctx, t, state, p.Act, func(u *ent.KoppelingUpdateOne) {
		u.SetPlek(plek).SetVerlooptOp(until)
		if first == term.KantSteun {
			u.SetSteunZiet(true)
		} else {
			u.SetVraagZiet(true)
		}
	})
}

func (s *Service) create(ctx context.Context, stap term.KoppelingStap, p Proposal, pr *pair, set func(c *ent.KoppelingCreate)) (*ent.Koppeling, error) {
	who := viewer.FromContext(ctx)
	used, err := ent.FromContext(ctx).Koppeling.Query().Where(koppeling.ID(p.ID)).Only(rule.System(ctx))
	switch {
	case err == nil && who.Pairs(used.RegionID):
		return nil, fault.New(fault.Exists, "").At("id").WithCurrent(used.ID)
	case err == nil:
		return nil, fault.New(fault.Invalid, "id.vreemd").At("id")
	case !ent.IsNotFound(err):
		return nil, fmt.Errorf("reading koppeling: %w", err)
	}
	n := ent.FromContext(ctx).Koppeling.Create().SetID(p.ID).SetRegionID(pr.vraag.RegionID).
		SetVraaggezinID(pr.vraag.ID).SetSteungezinID(pr.steun.ID).SetMatcherID(who.UserID)
	set(n)
	k, err := n.Save(rule.System(ctx))
	if ent.IsConstraintError(err) {
		return nil, taken(err)
	}
	if err != nil {
		return nil, fmt.Errorf("new koppeling: %w", err)
	}
	k.Edges.Vraaggezin, k.Edges.Steungezin = pr.vraag, pr.steun
	return k, s.history(ctx, &turn{stap: stap, actor: &who.UserID}, k, p.Act)
}
