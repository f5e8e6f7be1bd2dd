package suggest

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"buurtdorp/internal/assign"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/matching"
)

// keep is how many steungezinnen of one vraaggezin are in the problem from the start. In
// a region of people that is all who fit; beyond it the rest is asked for by price.
var keep = 128

// problem holds everybody who waits beside everybody within reach.
func (d *desk) problem(ctx context.Context) (*assign.Problem, error) {
	rows := make([][]assign.Edge, len(d.vragen))
	d.fitting, d.left = make([]int, len(d.vragen)), make([]int, len(d.vragen))
	err := d.everyRow(ctx, func(i int) {
		var es []assign.Edge
		d.fit(i, func(e assign.Edge) { es = append(es, e) })
		slices.SortFunc(es, func(a, b assign.Edge) int { return cmp.Or(cmp.Compare(b.Gain, a.Gain), cmp.Compare(a.Col, b.Col)) })
		d.fitting[i], d.left[i] = len(es), -1
		if len(es) > keep {
			d.left[i] = int(es[keep].Gain)
			es = slices.Clone(es[:keep])
		}
		rows[i] = es
	})
	if err != nil {
		return nil, err
	}
	p := assign.New(100, d.places)
	for i, es := range rows {
		p.Row(d.press[i], es...)
	}
	return p, nil
}

// missing looks again at what was left out, of the rows that had more than they could keep.
func (d *desk) missing(ctx context.Context, better func(int, assign.Edge) bool) (map[int][]assign.Edge, error) {
	found := make([][]assign.Edge, len(d.vragen))
	err := d.everyRow(ctx, func(i int) {
		if d.left[i] < 0 {
			return
		}
		d.candidates(i, func(n *matching.Naast, j int, paar *matching.Paar) {
			if !better(i, assign.Edge{Col: int32(j), Gain: int32(d.left[i])}) {
				return // not even with the best score that was left out
			}
			if score, fits := n.Punten(&d.offers()[j], paar); fits && score <= d.left[i] {
				if e := (assign.Edge{Col: int32(j), Gain: int32(score)}); better(i, e) {
					found[i] = append(found[i], e)
				}
			}
		})
	})
	out := map[int][]assign.Edge{}
	for i, es := range found {
		if len(es) > 0 {
			out[i] = es
		}
	}
	return out, err
}

// everyRow does something for each vraaggezin, on every processor, until ctx ends.
func (d *desk) everyRow(ctx context.Context, do func(i int)) error {
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(d.vragen)) {
		all.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(d.vragen) {
					return
				}
				do(i)
			}
		})
	}
	all.Wait()
	return ctx.Err()
}

// fit calls add for every steungezin with a place that no hard constraint keeps away.
func (d *desk) fit(i int, add func(assign.Edge)) {
	d.candidates(i, func(n *matching.Naast, j int, paar *matching.Paar) {
		if score, fits := n.Punten(&d.offers()[j], paar); fits {
			add(assign.Edge{Col: int32(j), Gain: int32(score)})
		}
	})
}

// candidates are all with a place within reach: further than a vraaggezin travels nobody
// fits.
func (d *desk) candidates(i int, meet func(n *matching.Naast, j int, paar *matching.Paar)) {
	v := &d.vragen[i]
	n, apart := d.weights.Naast(v, d.at), d.apart.of(v)
	d.near.each(v, n, n.MaxReis(), func(g *group, trips geo.Journey) { d.members(v, n, apart, g, trips, meet) })
}

func (d *desk) members(v *matching.Vraag, n *matching.Naast, apart between, g *group, trips geo.Journey, meet func(n *matching.Naast, j int, paar *matching.Paar)) {
	for j := g.from; j < g.to; j++ {
		offer := &d.offers()[j]
		if d.places[j] == 0 || offer.FamilyID() == v.FamilyID {
			continue
		}
		paar := apart.paar(offer, trips.On(geo.Moments(n.SamenOp(offer))))
		meet(n, int(j), &paar)
	}
}

// verdict is a pair with all its reasons.
func (d *desk) verdict(i, j int) matching.Verdict {
	v, offer := &d.vragen[i], &d.offers()[j]
	n := d.weights.Naast(v, d.at)
	paar := d.paar(v, n, offer, d.apart.of(v))
	return n.Oordeel(d.weights, offer, &paar)
}

// belet looks at everybody who has a place, also out of reach.
func (d *desk) belet(i int) (out []Belet) {
	v := &d.vragen[i]
	n, apart := d.weights.Naast(v, d.at), d.apart.of(v)
	by := map[string]*Belet{}
	for g := range d.near.groups {
		x := &d.near.groups[g]
		d.members(v, n, apart, x, d.near.journey(v, n, x), func(n *matching.Naast, j int, paar *matching.Paar) {
			keys := n.Geen(&d.offers()[j], paar).Keys()
			for _, key := range keys {
				b := by[key]
				if b == nil {
					b = &Belet{Key: key}
					by[key] = b
				}
				if b.Bij++; len(keys) == 1 {
					b.Alleen++
				}
			}
		})
	}
	for _, key := range matching.Eisen() {
		if b := by[key]; b != nil {
			out = append(out, *b)
		}
	}
	return out
}
