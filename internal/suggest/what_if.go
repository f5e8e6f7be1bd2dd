package suggest

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/region"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/weging"
)

// ZouHelpenSteun tells which single change of a steungezin would make it fit more
// families that wait. The caller has made sure that the viewer pairs in its region.
func (s *Service) ZouHelpenSteun(ctx context.Context, st *ent.Steungezin) ([]matching.Helpt, error) {
	sys, c := rule.System(ctx), s.client(ctx)
	x, err := readCrowd(sys, c, st.RegionID)
	if err != nil {
		return nil, err
	}
	here, err := c.Region.Query().Where(region.ID(st.RegionID)).Only(sys)
	if err != nil {
		return nil, fmt.Errorf("reading the region: %w", err)
	}
	weights, err := weging.Now(sys, c, st.RegionID)
	if err != nil {
		return nil, err
	}
	rows, err := just(st.ID).read(sys, c)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	steun := terms{here}.steun(rows[0])
	offer := matching.Bied(&steun)
	wait := make([]matching.Wacht, 0, len(x.vragen))
	for _, v := range x.vragen {
		if v.FamilyID != st.FamilyID {
			wait = append(wait, matching.Wacht{Vraag: v, Paar: x.apart.of(&v).paar(&offer, s.trip(&v, &steun))})
		}
	}
	return weights.ZouHelpenSteun(steun, wait, s.reis, clock.Now()), nil
}

// OnlyOptionFor tells of steungezinnen for which others that wait they are the only one
// that may be proposed.
func (s *Service) OnlyOptionFor(ctx context.Context, v *ent.Vraaggezin, steungezinnen []uuid.UUID) (map[uuid.UUID][]uuid.UUID, error) {
	out := map[uuid.UUID][]uuid.UUID{}
	if len(steungezinnen) == 0 {
		return out, nil
	}
	sys, c := rule.System(ctx), s.client(ctx)
	x, err := s.around(sys, c, v.RegionID)
	if err != nil {
		return nil, err
	}
	waiting, err := readCrowd(sys, c, v.RegionID)
	if err != nil {
		return nil, err
	}
	for i := range waiting.vragen {
		other := &waiting.vragen[i]
		if other.ID == v.ID {
			continue
		}
		if only, is := matching.Enige(*other, x.within(other, waiting.apart.of(other)), clock.Now()); is && slices.Contains(steungezinnen, only) {
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
func (s *Service) Preview(ctx context.Context, in uuid.UUID, other matching.Weights, first int) (*Preview, error) {
	sys, c := rule.System(ctx), s.client(ctx)
	x, err := s.around(sys, c, in)
	if err != nil {
		return nil, err
	}
	waiting, err := readCrowd(sys, c, in)
	if err != nil {
		return nil, err
	}
	out := &Preview{Bekeken: len(waiting.vragen)}
	if out.Wachtend, err = (askers{region: in}).query(c).Count(sys); err != nil {
		return nil, err
	}
	moved := map[uuid.UUID]int{}
	for i := range waiting.vragen {
		v := &waiting.vragen[i]
		apart := waiting.apart.of(v)
		was, is := x.order(x.weights, v, apart), x.order(other, v, apart)
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

// order is who comes first for a vraaggezin with these weights, without a word.
func (x *around) order(w matching.Weights, v *matching.Vraag, apart between) (out []Place) {
	best := w.Beste(v, clock.Now(), weighedAlong)
	x.search(v, apart, best)
	for _, p := range best.Lijst() {
		out = append(out, Place{SteunID: x.near.offers[p.At].ID(), Score: p.Score})
	}
	return out
}

// compare lays two orders beside each other; far is how many places the first three of
// both moved in all, 0 when nothing changed among them.
func compare(was, is []Place) (c Change, far int) {
	places := func(of, beside []Place) (out []Place) {
		for i, one := range of[:min(shownPlaces, len(of))] {
			there := slices.IndexFunc(beside, func(r Place) bool { return r.SteunID == one.SteunID })
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
