package demo

import (
	"buurtdorp/internal/geo"
	"buurtdorp/internal/term"
)

// freeFamilies is how many steungezinnen have nobody yet.
const freeFamilies = 26

// pool invents steungezinnen until there are enough without a koppeling.
func (b *book) pool() {
	for n := b.freeNow(); n < freeFamilies; n++ {
		since := b.office(b.now, -b.between(100, 700))
		h := b.household(b.village(), since, b.between(0, 3))
		b.couple(h)
		b.confirms(h)
		s := b.willing(h, since, b.office(since, 50), b.office(since, 12))
		s.bevestigd = h.confirmed
		b.volunteer(s)
	}
}

// freeNow counts the steungezinnen that are available and hold nobody.
func (b *book) freeNow() int {
	held := map[*steun]bool{}
	for _, p := range b.pairs {
		if p.holds() {
			held[p.s] = true
		}
	}
	n := 0
	for _, s := range b.givers {
		if s.state == term.SteunBeschikbaar && !held[s] {
			n++
		}
	}
	return n
}

// holds tells whether a koppeling holds a plek.
func (p *pairing) holds() bool {
	switch p.state {
	case term.KoppelingVerkend, term.KoppelingAfgerond, term.KoppelingAfgewezen, term.KoppelingVerlopen,
		term.KoppelingNietDoorgegaan, term.KoppelingGestopt:
		return false
	}
	return true
}

// village is the next of the region's villages, so that all of them have families; a
// large one has more postcodes and comes more often.
func (b *book) village() string {
	if len(b.codes) == 0 {
		for _, v := range geo.Villages(hoekscheWaard) {
			b.codes = append(b.codes, v.PC4s...)
		}
	}
	b.turn++
	return b.codes[b.turn%len(b.codes)]
}
