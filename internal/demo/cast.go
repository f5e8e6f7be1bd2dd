package demo

import (
	"time"

	"buurtdorp/internal/geo"
	"buurtdorp/internal/term"
)

// The cast are the people of the present who are always the same: each stands for
// something that there is to see. The others are invented around them.

// aged is a child and its age.
type aged struct {
	name string
	age  int
}

// at makes one of the cast's families. Ages are those of today.
func (b *book) at(first, last, pc4 string, talen []string, since time.Time, kids ...aged) *home {
	h := &home{name: first, first: first, last: last, pc4: pc4, village: geo.Cell(pc4), talen: talen, adults: 1, since: since,
		vervoer: []term.Vervoer{term.VervoerFiets}}
	for _, c := range kids {
		h.kids = append(h.kids, kid{name: c.name, month: b.born(c.age, b.now)})
	}
	b.used[first] = true
	b.confirms(h)
	return h
}

// confirms lets a family that has been here longer say now and then that all still
// holds; some are late with it.
func (b *book) confirms(h *home) {
	switch age := b.now.Sub(h.since); {
	case age < 60*24*time.Hour:
	case b.chance(15) && age > 240*24*time.Hour:
		h.confirmed = b.evening(b.now, -b.between(95, 200))
	default:
		h.confirmed = b.evening(b.now, -b.between(3, 50))
	}
}

// two makes one of the cast's families of two adults, and what people call it.
func (b *book) two(name, first, partner, last, pc4 string, talen []string, since time.Time, kids ...aged) *home {
	h := b.at(first, last, pc4, talen, since, kids...)
	h.name, h.partner, h.adults = name, partner, 2
	h.vervoer = []term.Vervoer{term.VervoerFiets, term.VervoerAuto}
	return h
}

// ask of the cast: talked with twice and waiting since so many days.
func (b *book) waits(h *home, days int) *vraag {
	return b.invent(h, h.since, b.office(b.now, -days))
}

// free of the cast: available since so many days, its VOG two months older.
func (b *book) free(h *home, days int) *steun {
	since := b.office(b.now, -days)
	return b.willing(h, h.since, since, b.office(since, -60))
}

// for makes a steungezin that fits a vraaggezin.
func (b *book) gives(v *vraag, h *home, days int) *steun {
	since := b.office(b.now, -days)
	return b.fitting(v, h, h.since, since, b.office(since, -40))
}

var (
	nl   = []string{"nl"}
	arnl = []string{"ar", "nl"}
)

// cast writes the fixed people, the ones with an address of their own first.
func (b *book) cast() {
	b.samira()
	b.asked()
	b.meeting()
	b.trials()
	b.fresh()
	b.talking()
	b.searching()
	b.running()
	b.resting()
	b.stopped()
	b.checked()
	b.away()
}
