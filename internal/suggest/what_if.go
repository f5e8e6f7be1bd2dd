package suggest

import (
	"cmp"
	"context"
	"slices"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/matching"
)

// ZouHelpenSteun tells which single change of a steungezin would make it fit more
// families that wait. The caller has made sure that the viewer pairs in its region.
func (s *Service) ZouHelpenSteun(ctx context.Context, st *ent.Steungezin) ([]matching.Helpt, error) {
	sys, c := rule.System(ctx), s.client(ctx)
	x, err := readCrowd(sys, c, st.RegionID, just(st.ID))
	if err != nil || len(x.pool) == 0 {
		return nil, err
	}
	offer := x.offers()[0]
	wait := make([]matching.Wacht, 0, len(x.vragen))
	for _, v := range x.vragen {
		if asks := vraagOf(v); v.FamilyID != st.FamilyID {
			wait = append(wait, matching.Wacht{Vraag: asks, Paar: x.paar(v, &asks, &offer)})
		}
	}
	return x.weights.ZouHelpenSteun(offer, wait, reis, clock.Now()), nil
}

// OnlyOptionFor tells of steungezinnen for which others that wait they are the only one
// that may be proposed.
func (s *Service) OnlyOptionFor(ctx context.Context, v *ent.Vraaggezin, steungezinnen []uuid.UUID) (map[uuid.UUID][]uuid.UUID, error) {
	out := map[uuid.UUID][]uuid.UUID{}
	if len(steungezinnen) == 0 {
		return out, nil
	}
	sys, c := rule.System(ctx), s.client(ctx)
	x, err := readCrowd(sys, c, v.RegionID, available(v.RegionID))
	if err != nil {
		return nil, err
	}
	offers, now := x.offers(), clock.Now()
	var list []matching.Candidate
	for _, other := range x.vragen {
		if other.ID == v.ID {
			continue
		}
		asks := vraagOf(other)
		list = x.candidates(list, other, &asks, offers)
		if only, is := matching.Enige(asks, list, now); is && slices.Contains(steungezinnen, only) {
			out[only] = append(out[only], other.ID)
		}
	}
	return out, nil
}

// Preview is what other weights would change for who waits.
type Preview struct {
	// Wachtend wait; of Bekeken it was worked out; of Veranderd the first three change.
	Wachtend, Bekeken, Veranderd int
	// Changes are those of whom the first three change, the largest change first.
	Changes []Change
}

// Change is the first ones of one vraaggezin, as they are and as they would be.
type Change struct {
	VraagID    uuid.UUID
	Nu, Straks []Place
}

// Place is a steungezin in an order.
type Place struct {
	SteunID uuid.UUID
	Score   int
	// Anders is its place in the other order, counted from 1; 0 is not among the first.
	Anders int
}

const (
	shownPlaces  = 3  // of an order people see
	weighedAlong = 10 // how far down the other order is looked
)

// Preview works out what other weights would change in a region, and keeps nothing.
func (s *Service) Preview(ctx context.Context, region uuid.UUID, other matching.Weights, first int) (*Preview, error) {
	sys, c := rule.System(ctx), s.client(ctx)
	x, err := readCrowd(sys, c, region, available(region))
	if err != nil {
		return nil, err
	}
	out := &Preview{Bekeken: len(x.vragen)}
	if out.Wachtend, err = seeking(c, region).Count(sys); err != nil {
		return nil, err
	}
	offers, now := x.offers(), clock.Now()
	var list []matching.Candidate
	moved := map[uuid.UUID]int{}
	for _, v := range x.vragen {
		asks := vraagOf(v)
		list = x.candidates(list, v, &asks, offers)
		was, is := x.weights.Order(asks, list, now, weighedAlong), other.Order(asks, list, now, weighedAlong)
		if change, far := compare(was, is); far > 0 {
			change.VraagID = v.ID
			moved[v.ID] = far
			out.Changes = append(out.Changes, change)
		}
	}
	out.Veranderd = len(out.Changes)
	slices.SortStableFunc(out.Changes, func(a, b Change) int { return cmp.Compare(moved[b.VraagID], moved[a.VraagID]) })
	out.Changes = out.Changes[:min(first, len(out.Changes))]
	return out, nil
}

// compare lays two orders beside each other; far is how many places the first three of
// both moved in all, 0 when nothing changed among them.
func compare(was, is []matching.Rang) (c Change, far int) {
	places := func(of, beside []matching.Rang) (out []Place) {
		for i, one := range of[:min(shownPlaces, len(of))] {
			there := slices.IndexFunc(beside, func(r matching.Rang) bool { return r.SteunID == one.SteunID })
			out = append(out, Place{SteunID: one.SteunID, Score: one.Score, Anders: there + 1})
			switch {
			case there < 0:
				far += weighedAlong
			case there != i:
				far += max(there-i, i-there)
			}
		}
		return out
	}
	c.Nu, c.Straks = places(was, is), places(is, was)
	return c, far
}
