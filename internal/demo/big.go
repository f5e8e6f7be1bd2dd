package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/store"
	"buurtdorp/internal/term"
)

// A region of any size is for measuring. It is made of neighbourhoods that know
// nothing of each other, each in a transaction of its own; it has no year 2021 and no
// cast. Three in five families ask, two in five offer.
const (
	// perPart is how many families are in a neighbourhood.
	perPart = 500
	// withAccount is how many families have somebody who signs in: enough to measure
	// with, few enough to list. The others spoke to their matcher.
	withAccount = 1000
	// countrywide is from how many families on they live all over the Netherlands: so
	// many do not fit in one island.
	countrywide = 5000
)

func anySize(sys context.Context, db *store.DB, opts Options) (Summary, error) {
	var sum Summary
	var first *book
	err := db.WithTx(sys, func(ctx context.Context, tx *ent.Tx) error {
		first = newBook(tx.Client(), opts, 0)
		first.hoekscheWaard()
		if err := first.write(ctx); err != nil {
			return err
		}
		return also(ctx, tx, opts, first.region)
	})
	if err != nil {
		return sum, err
	}
	sum.add(first.sum)
	centres := postcodes(opts.Families >= countrywide)
	for done, part := 0, 1; done < opts.Families; part++ {
		n := min(perPart, opts.Families-done)
		var b *book
		err := db.WithTx(sys, func(ctx context.Context, tx *ent.Tx) error {
			b = newBook(tx.Client(), opts, part)
			b.region, b.staff, b.numbers, b.parents = first.region, first.staff, done, min(done, withAccount)
			b.neighbourhood(part, n, spanOf(part, opts.Families), centres)
			return b.write(ctx)
		})
		if err != nil {
			return sum, fmt.Errorf("after %d families: %w", done, err)
		}
		sum.add(b.sum)
		if done += n; opts.Progress != nil {
			opts.Progress(done, opts.Families)
		}
	}
	return sum, nil
}

// span is from how many days ago to how many days ago something happened.
type span struct{ first, last int }

// spanOf is when the families of a part registered. Each part has days of its own,
// the oldest first: ids begin with the time, and a database that gets them in order
// writes many times less.
func spanOf(part, families int) span {
	const first, last = 1000, 60
	parts := (families + perPart - 1) / perPart
	return span{first - (first-last)*(part-1)/parts, first - (first-last)*part/parts}
}

// postcodes are where people live, lowest first: on the island, or in the whole country.
func postcodes(all bool) (codes []string) {
	for n := 1000; n <= 9999; n++ {
		code := fmt.Sprint(n)
		if p, known := geo.Lookup(code); known && !p.Postbus {
			if r, _ := geo.RegionOf(code); all || r.Key == hoekscheWaard {
				codes = append(codes, code)
			}
		}
	}
	return codes
}

// neighbourhood invents families around a village, with their koppelingen and a
// place where they meet.
func (b *book) neighbourhood(part, n int, registered span, centres []string) {
	centre := one(b, centres)
	b.codes = []string{centre}
	for _, p := range geo.Nearest(centre, 12) {
		if _, in := slices.BinarySearch(centres, p.PC4); in { // not across the water
			b.codes = append(b.codes, p.PC4)
		}
	}
	b.open(spot{name: fmt.Sprintf("De Ontmoeting %d", part), street: one(b, streets) + " 1", pc4: centre, letters: one(b, letters), talen: nl})

	var asks []*vraag
	var gives []*steun
	for i := range n {
		since := b.office(b.now, -b.between(registered.last, registered.first))
		h := b.household(one(b, b.codes), since, b.between(1, 3))
		h.silent = b.parents >= withAccount
		if i%5 == 1 || i%5 == 3 {
			gives = append(gives, b.someSteun(h, i))
		} else {
			asks = append(asks, b.someVraag(h, i))
		}
	}
	b.couples(asks, gives)
	for i := range (n + 19) / 20 {
		b.gathering(i)
	}
}

// someVraag is a vraaggezin in some state; the first one waits.
func (b *book) someVraag(h *home, i int) *vraag {
	v := b.invent(h, h.since, b.office(h.since, 20))
	end := b.office(h.since, 100)
	switch dice := b.rnd.IntN(100); {
	case i == 0:
	case dice < 4:
		v.state, v.talks, v.wachtend = term.VraagAangemeld, 0, time.Time{}
	case dice < 8:
		v.state, v.talks, v.wachtend = term.VraagIntake, 1, time.Time{}
	case dice < 10:
		v.state, v.pauze = term.VraagGepauzeerd, b.day(30, 9, 0)
	case dice < 45 && end.Before(b.now):
		v.state, v.einde = term.VraagAfgerond, end
	}
	return b.register(v)
}

// someSteun is a steungezin in some state; the first one is available.
func (b *book) someSteun(h *home, i int) *steun {
	b.couple(h)
	s := b.willing(h, h.since, b.office(h.since, 50), b.office(h.since, 12))
	end := b.office(h.since, 110)
	switch dice := b.rnd.IntN(100); {
	case i == 1:
	case dice < 8:
		s.state, s.beschikbaar, s.checks = term.SteunScreening, time.Time{}, checks{gesprek: s.checks.gesprek, by: s.checks.by}
	case dice < 12:
		s.state, s.pauze = term.SteunPauze, b.day(30, 9, 0)
	case dice < 20 && end.Before(b.now):
		s.state, s.einde = term.SteunGestopt, end
	}
	return b.volunteer(s)
}

// couples ties waiting vraaggezinnen to available steungezinnen; the first of both
// stay free, and about half of the vraaggezinnen wait on.
func (b *book) couples(asks []*vraag, gives []*steun) {
	next := 1
	for i, v := range asks {
		if v.state != term.VraagWachtend || i == 0 || b.chance(35) {
			continue
		}
		for ; next < len(gives); next++ {
			if gives[next].state == term.SteunBeschikbaar {
				break
			}
		}
		if next >= len(gives) {
			return
		}
		s := gives[next]
		next++
		start := b.office(latest(v.wachtend, s.beschikbaar), 20)
		if start.After(b.office(b.now, -50)) {
			b.propose(v, s, b.office(b.now, -2), b.between(50, 95), one(b, reasons))
			continue
		}
		b.run(v, s, course{start: start, score: b.between(50, 95), weeks: 6, until: start.AddDate(0, 5, 0)})
	}
}

// gathering is a meetup of the neighbourhood: three in four were held already.
func (b *book) gathering(i int) {
	t := one(b, term.All[term.Thema]())
	days := b.between(1, 42)
	if i%4 > 0 {
		days = -b.between(1, 360)
	}
	m := b.meet(&meeting{thema: t, kind: term.MeetupKindAanmelden, capacity: 110, from: b.day(days, b.between(9, 19), 0)})
	m.to = m.from.Add(2 * time.Hour)
	b.fill(m, b.between(60, 100))
	if days < 0 {
		b.hold(m)
		m.walkAdults, m.walkChildren = b.between(0, 6), b.between(0, 6)
	}
}
