package matching

import (
	"time"

	"buurtdorp/internal/term"
)

// Many beside many: a whole list held beside a whole pool, in numbers only. Sentences
// are for the pairs somebody will read.

// Naast holds one vraaggezin beside one offer after another. Not for two at a time.
type Naast struct {
	p    *pair
	most [11]int
}

// Naast makes a vraaggezin ready to be held beside many.
func (w Weights) Naast(v *Vraag, asOf time.Time) *Naast {
	return &Naast{newPair(v, asOf), w.list()}
}

// Geen are the hard constraints that are NEE: bit i stands for H(i+1).
type Geen uint16

// Keys names them.
func (g Geen) Keys() (keys []string) {
	for i := range eisen {
		if g&(1<<i) != 0 {
			keys = append(keys, eisen[i].key)
		}
	}
	return keys
}

// Punten is the score of a pair when no hard constraint is NEE, not even one that
// somebody may set aside; a question yet to ask is no NEE.
func (n *Naast) Punten(a *Aanbod, paar *Paar) (score int, past bool) {
	n.p.beside(a, paar)
	for i := range eisen {
		if eisen[i].kijk(n.p).drie == term.DrieNee {
			return 0, false
		}
	}
	return n.p.score(&n.most), true
}

// Geen tells which hard constraints of a pair are NEE.
func (n *Naast) Geen(a *Aanbod, paar *Paar) (g Geen) {
	n.p.beside(a, paar)
	for i := range eisen {
		if eisen[i].kijk(n.p).drie == term.DrieNee {
			g |= 1 << i
		}
	}
	return g
}

// MaxReis is how many minutes the vraaggezin travels at the most: a longer journey makes
// H7 NEE, whoever the steungezin is.
func (n *Naast) MaxReis() int { return n.p.v.maxReis }

// ReistMet is how the journey to an offer can be made; see ReistMet.
func (n *Naast) ReistMet(a *Aanbod) []term.Vervoer { return vervoerSets[n.p.v.vervoer|a.Reist()] }

// SamenOp are the dagdelen both named; see SamenOp.
func (n *Naast) SamenOp(a *Aanbod) uint32 { return n.p.v.dagdelen & a.dagdelen }

// Oordeel is all there is to say of one pair.
func (n *Naast) Oordeel(w Weights, a *Aanbod, paar *Paar) Verdict { return n.p.verdict(w, a, paar) }

// Eisen are the keys of the hard constraints, H1 to H12.
func Eisen() []string { return Geen(1<<len(eisen) - 1).Keys() }
