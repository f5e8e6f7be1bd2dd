package suggest

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/region"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/family"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/weging"
)

// stock is who is available in a region, ready to be held beside many, and its terms.
// Nobody changes it once it is there.
type stock struct {
	seq     int64 // of the region's feed, before it was read
	version int   // of the region's own row, which the feed does not count
	until   time.Time
	near    *nearby
	// asked are those that have a proposal to answer: they get one at a time.
	asked map[uuid.UUID]bool
}

// around is everything that is the same for all who ask in a region: its stock, its
// terms and its weights now.
type around struct {
	*stock
	terms   terms
	weights matching.Weights
	roads   geo.Roads
}

// around reads a region, and its stock unless that was kept.
func (s *Service) around(sys context.Context, c *ent.Client, in uuid.UUID) (*around, error) {
	here, err := c.Region.Query().Where(region.ID(in)).Only(sys)
	if err != nil {
		return nil, fmt.Errorf("reading the region: %w", err)
	}
	x := &around{terms: terms{here}, roads: s.roads()}
	if x.weights, err = weging.Now(sys, c, in); err != nil {
		return nil, err
	}
	x.stock, err = s.stock(sys, c, here)
	return x, err
}

// partOf is how many steungezinnen are read in one go: what is read takes far more room
// than what is kept of it.
var partOf = 2000

// pieces is a pool that is read a piece at a time.
type pieces interface {
	parts(sys context.Context, c *ent.Client, n int, do func(part pool) error) error
}

// readStock reads who is available.
func (s *Service) readStock(sys context.Context, c *ent.Client, here *ent.Region, only pieces) (*stock, error) {
	x := &stock{version: here.Version, asked: map[uuid.UUID]bool{}}
	t, now := terms{here}, clock.Now()
	x.until = nextDay(now)
	words := sharing{text: map[string]string{}, lists: map[string][]string{}}
	var offers []matching.Aanbod
	err := only.parts(sys, c, partOf, func(part pool) error {
		if err := sys.Err(); err != nil {
			return err
		}
		rows, err := part.read(sys, c)
		if err != nil {
			return fmt.Errorf("reading the pool: %w", err)
		}
		for _, st := range rows {
			steun := t.steun(st)
			offer := matching.Bied(&steun)
			offer.Compact(words.one, words.list)
			offers = append(offers, offer)
			for _, k := range st.Edges.Koppelingen {
				if asked(k) {
					x.asked[st.ID] = true
				}
			}
			x.until = t.goodUntil(st, now, x.until)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	x.near = newNearby(s.roads(), offers)
	return x, nil
}

// nextDay is when children have their birthdays: a month begins at midnight.
func nextDay(now time.Time) time.Time {
	y, m, d := now.In(clock.Amsterdam).Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, clock.Amsterdam)
}

// goodUntil is until when what was read of a steungezin stays so by itself: a VOG runs
// out at a moment.
func (t terms) goodUntil(st *ent.Steungezin, now, until time.Time) time.Time {
	if st.Edges.Screening == nil {
		return until
	}
	for _, v := range st.Edges.Screening.Edges.Vogs {
		if end := family.GeldigTot(v, t.region.VogYears); end.After(now) && end.Before(until) {
			until = end
		}
	}
	return until
}

// sharing keeps each word once: a thousand families live in thirty villages.
type sharing struct {
	text  map[string]string
	lists map[string][]string
}

func (x sharing) one(s string) string {
	kept, known := x.text[s]
	if !known {
		kept = strings.Clone(s)
		x.text[kept] = kept
	}
	return kept
}

func (x sharing) list(ws []string) []string {
	key := strings.Join(ws, " ")
	kept, known := x.lists[key]
	if !known {
		for _, w := range ws {
			kept = append(kept, x.one(w))
		}
		x.lists[key] = kept
	}
	return kept
}

// first are the best for one vraaggezin, as matching.Rank has them. sure tells that
// nobody who is not in the stock, and lives no nearer than beyond, can be among them.
func (x *around) first(v *matching.Vraag, apart between, n int, beyond far) (out []matching.Verdict, sure bool) {
	best := x.weights.Beste(v, clock.Now(), n)
	x.search(v, apart, best)
	sure = best.Genoeg(beyond.band, beyond.rang)
	for _, p := range best.Lijst() {
		offer := &x.near.offers[p.At]
		paar := x.paar(v, best.Naast(), offer, apart)
		out = append(out, best.Oordeel(offer, &paar))
	}
	return out, sure
}

// search holds a vraaggezin beside everybody who may come among the first.
func (x *around) search(v *matching.Vraag, apart between, best *matching.Beste) {
	reach := x.near.reachKm(v, best.Naast().MaxReis())
	x.near.outward(v.PC4, reach, func(g *group, least far) {
		var j geo.Journey
		known, grenzen := false, best.Grenzen(least.band)
		for i := g.from; i < g.to; i++ {
			if !best.Kans(x.near.looks[i], least.rang, &grenzen) {
				continue
			}
			offer := &x.near.offers[i]
			if offer.FamilyID() == v.FamilyID {
				continue
			}
			if !known {
				j, known = x.near.journey(v, best.Naast(), g), true
			}
			best.Zie(offer, apart.paar(offer, j.On(geo.Moments(best.Naast().SamenOp(offer)))), int(i))
			grenzen = best.Grenzen(least.band)
		}
	}, func(least far) bool { return best.Genoeg(least.band, least.rang) })
}

// beside are all offers beside a vraaggezin, in the order they lie in.
func (x *around) beside(v *matching.Vraag, apart between) matching.Aanbieders {
	n := x.weights.Naast(v, time.Time{})
	return func(yield func(*matching.Aanbod, *matching.Paar) bool) {
		for g := range x.near.groups {
			j := x.near.journey(v, n, &x.near.groups[g])
			if !x.all(v, n, apart, &x.near.groups[g], j, yield) {
				return
			}
		}
	}
}

// within are the offers that a vraaggezin may get to: at all others H7 is NEE.
func (x *around) within(v *matching.Vraag, apart between) matching.Aanbieders {
	n := x.weights.Naast(v, time.Time{})
	return func(yield func(*matching.Aanbod, *matching.Paar) bool) {
		more := true
		x.near.each(v, n, n.MaxReis(), func(g *group, j geo.Journey) {
			more = more && x.all(v, n, apart, g, j, yield)
		})
	}
}

func (x *around) all(v *matching.Vraag, n *matching.Naast, apart between, g *group, j geo.Journey, yield func(*matching.Aanbod, *matching.Paar) bool) bool {
	for i := g.from; i < g.to; i++ {
		offer := &x.near.offers[i]
		if offer.FamilyID() == v.FamilyID {
			continue
		}
		paar := apart.paar(offer, j.On(geo.Moments(n.SamenOp(offer))))
		if !yield(offer, &paar) {
			return false
		}
	}
	return true
}

func (x *around) paar(v *matching.Vraag, n *matching.Naast, offer *matching.Aanbod, apart between) matching.Paar {
	j := x.roads.Between(v.PC4, offer.PC4(), n.ReistMet(offer))
	return apart.paar(offer, j.On(geo.Moments(n.SamenOp(offer))))
}
