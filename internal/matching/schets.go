package matching

import mathbits "math/bits"

// Schets is what of an offer can be told apart at a glance: when, what help, and what
// matters to it, in one word of memory. Of most of a large pool it is enough to know that
// they are not among the best.
type Schets uint64

const (
	dagdeelBits = 21
	soortAt     = dagdeelBits
	opvoedingAt = soortAt + 8
	interesseAt = opvoedingAt + 8
	ervaringAt  = interesseAt + 12
)

// Schets of an offer.
func (a *Aanbod) Schets() Schets {
	return Schets(a.dagdelen) | Schets(a.soorten)<<soortAt | Schets(a.opvoeding)<<opvoedingAt | Schets(a.interesses)<<interesseAt | Schets(a.ervaring)<<ervaringAt
}

// blik is for one vraaggezin how many points an offer gets at the most that looks so: for
// each of five preferences what was weighed of an offer that has just that, and all else
// as good as can be.
type blik struct {
	dagdelen   uint32
	hulp       uint8
	samen      [dagdeelBits + 1]uint8 // by how many dagdelen both have
	leeg       uint8                  // the offer has named none
	soorten    [1 << 8]uint8
	opvoeding  [1 << 8]uint8
	interesses [1 << 12]uint8
	ervaring   [1 << 8]uint8
	overige    int // points for all else, the journey not counted
}

var nergens Paar

// Places of the preferences in wensen.
const (
	wensReis, wensDagdelen, wensHulp, wensOpvoeding, wensInteresses, wensErvaring = 0, 1, 2, 5, 7, 8
)

func (n *Naast) blik() *blik {
	p, b := n.p, &blik{dagdelen: n.p.v.dagdelen, hulp: uint8(n.p.v.soorten)}
	// The most of often and of long: more of them never costs points.
	ideal := Aanbod{keerPerMaand: 1 << 14, maanden: 1 << 14}
	weigh := func(i int, a Aanbod) uint8 {
		p.own = a
		p.beside(&p.own, &nergens)
		return uint8(points(n.most[i], wensen[i].kijk(p).duizendste))
	}
	b.leeg = weigh(wensDagdelen, ideal)
	together := uint32(0)
	for k := range b.samen {
		a := ideal
		if a.dagdelen = together; together == 0 {
			a.dagdelen = 1 << dagdeelBits // a moment that the other never has
		}
		b.samen[k] = weigh(wensDagdelen, a)
		rest := b.dagdelen &^ together
		together |= rest & -rest
	}
	fill := func(table []uint8, words, i int, set func(a *Aanbod, bits uint32)) {
		for bits := range 1 << words {
			a := ideal
			set(&a, uint32(bits))
			table[bits] = weigh(i, a)
		}
	}
	fill(b.soorten[:], len(soorten), wensHulp, func(a *Aanbod, bits uint32) { a.soorten = bits })
	fill(b.opvoeding[:], len(opvoeding), wensOpvoeding, func(a *Aanbod, bits uint32) { a.opvoeding = bits })
	fill(b.interesses[:], len(interesses), wensInteresses, func(a *Aanbod, bits uint32) { a.interesses = bits })
	fill(b.ervaring[:], len(ervaring), wensErvaring, func(a *Aanbod, bits uint32) { a.ervaring = bits })
	for i := range wensen {
		switch i {
		case wensReis, wensDagdelen, wensHulp, wensOpvoeding, wensInteresses, wensErvaring:
		default:
			b.overige += points(n.most[i], hoogste[i](&p.v))
		}
	}
	return b
}

// hoogstens is how many points of the five an offer gets that looks so.
func (b *blik) hoogstens(s Schets) int {
	when := b.leeg
	if own := uint32(s) & (1<<dagdeelBits - 1); own != 0 {
		when = b.samen[mathbits.OnesCount32(own&b.dagdelen)]
	}
	return int(when) + int(b.soorten[uint8(s>>soortAt)]) + int(b.opvoeding[uint8(s>>opvoedingAt)]) +
		int(b.interesses[s>>interesseAt&(1<<12-1)]) + int(b.ervaring[uint8(s>>ervaringAt)])
}

// opzij tells that something has to be set aside for sure: they share no moment (H6), or
// no help (H9).
func (b *blik) opzij(s Schets) bool {
	own, help := uint32(s)&(1<<dagdeelBits-1), uint8(s>>soortAt)
	return own != 0 && b.dagdelen != 0 && own&b.dagdelen == 0 || help != 0 && b.hulp != 0 && help&b.hulp == 0
}
