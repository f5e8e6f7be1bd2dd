package matching

import (
	"cmp"
	"slices"
	"time"

	"buurtdorp/internal/term"
)

// Beste holds one vraaggezin beside many, as Rank does, and keeps the best. It looks no
// further at an offer than is needed to know that it is not among them, and it can tell
// that nobody who lives far off will be. What it keeps is what Rank would.
type Beste struct {
	n    *Naast
	w    Weights
	best *top
	// order is in which order the preferences are looked at, the heaviest first; after the
	// first i of them no offer gets more than rest[i] points.
	order []int
	rest  []int
	blik  *blik
	paar  Paar // of the offer it looks at
	// least is for each rang how many points somebody needs to come among the first.
	least Grenzen
}

// Grenzen are for each rang how many points it takes: below 0 is none, nooit is more than
// there are.
type Grenzen [rangen]int

const nooit = 1 << 20

// Plaats is somebody in the list: At is the number the caller gave.
type Plaats struct{ At, Score int }

// Beste makes a vraaggezin ready to find the first ones.
func (w Weights) Beste(v *Vraag, asOf time.Time, first int) *Beste {
	b := &Beste{n: w.Naast(v, asOf), w: w, best: newTop(first), least: Grenzen{-1, -1, -1}}
	b.blik = b.n.blik()
	for i, most := range b.n.most {
		if most > 0 {
			b.order = append(b.order, i)
		}
	}
	slices.SortStableFunc(b.order, func(i, j int) int { return cmp.Compare(b.n.most[j], b.n.most[i]) })
	b.rest = make([]int, len(b.order)+1)
	for k := len(b.order) - 1; k >= 0; k-- {
		i := b.order[k]
		b.rest[k] = b.rest[k+1] + points(b.n.most[i], hoogste[i](&b.n.p.v))
	}
	return b
}

// Genoeg tells that nobody of this rang or a later one, who lives no nearer than this, comes
// among the first any more.
func (b *Beste) Genoeg(band term.Reisband, rang Rang) bool {
	if b.best.k == 0 {
		return true
	}
	reis := b.n.most[wensReis]
	most := b.rest[0] - points(reis, heel) + points(reis, hoogsteReis(band))
	return most < b.least[rang]
}

// Grenzen are how many points of what shows in its Schets an offer needs to come among the
// first, when it lives no nearer than this.
func (b *Beste) Grenzen(band term.Reisband) (g Grenzen) {
	others := b.blik.overige + points(b.n.most[wensReis], hoogsteReis(band))
	for r := range g {
		g[r] = b.least[r] - others
	}
	return g
}

// Kans tells that an offer that looks so, of this rang or a later one, may come among the
// first. When it is false there is no use in looking at it.
func (b *Beste) Kans(s Schets, rang Rang, g *Grenzen) bool {
	if b.blik.opzij(s) {
		rang = max(rang, RangOpzij)
	}
	return g[rang] <= 0 || b.blik.hoogstens(s) >= g[rang]
}

// Zie looks at one offer.
func (b *Beste) Zie(a *Aanbod, paar Paar, at int) {
	if b.best.k == 0 {
		return
	}
	p := b.n.p
	b.paar = paar
	p.beside(a, &b.paar)
	h := hit{id: a.id, at: at}
	least, known := b.least[RangPast], false
	if least < 0 && b.best.full() { // whoever has nothing to set aside comes before the last of them
		var ok bool
		if h.rang, ok = p.rang(); !ok {
			return
		}
		least, known = b.least[h.rang], true
	}
	for k, i := range b.order {
		if h.score+b.rest[k] < least {
			return
		}
		h.score += points(b.n.most[i], wensen[i].kijk(p).duizendste)
	}
	if h.score < least {
		return
	}
	if !known {
		var ok bool
		if h.rang, ok = p.rang(); !ok {
			return
		}
	}
	if b.best.full() && !h.before(&b.best.heap[0]) {
		return
	}
	b.best.add(h)
	b.learn()
}

// learn sets what it takes to come before the last one.
func (b *Beste) learn() {
	if !b.best.full() {
		return
	}
	last := &b.best.heap[0]
	for r := range b.least {
		switch {
		case Rang(r) < last.rang:
			b.least[r] = -1
		case Rang(r) == last.rang:
			b.least[r] = last.score
		default:
			b.least[r] = nooit
		}
	}
}

// Lijst is who was kept, best first. It ends the search.
func (b *Beste) Lijst() []Plaats {
	out := make([]Plaats, 0, len(b.best.heap))
	for _, h := range b.best.sorted() {
		out = append(out, Plaats{h.at, h.score})
	}
	return out
}

// Vol tells that as many were found as were asked for.
func (b *Beste) Vol() bool { return b.best.full() }

// Oordeel is all there is to say of one pair.
func (b *Beste) Oordeel(a *Aanbod, paar *Paar) Verdict { return b.n.Oordeel(b.w, a, paar) }

// Naast is the vraaggezin, to ask how a journey is made.
func (b *Beste) Naast() *Naast { return b.n }

// hoogsteReis is how much of the points for the journey somebody gets who lives no nearer
// than this.
func hoogsteReis(band term.Reisband) int {
	switch band {
	case term.ReisbandTot10Km:
		return 600
	case term.ReisbandTot15Km:
		return 200
	case term.ReisbandVerder:
		return 0
	}
	return heel
}

// hoogste is of each preference how much of its points anybody can get from this
// vraaggezin: what it did not say is worth half, whoever comes.
var hoogste = [len(wensen)]func(*asked) int{
	func(*asked) int { return heel },
	func(v *asked) int { return alsBekend(v.dagdelen != 0) },
	func(v *asked) int {
		if v.soorten == 0 || v.KeerPerMaand == 0 {
			return (85*half + 15*heel) / 100
		}
		return heel
	},
	func(v *asked) int { return alsBekend(slices.Contains(gezelschap, v.Gezelschap)) },
	func(v *asked) int { return alsBekend(len(v.talen) > 0) },
	func(v *asked) int { return alsBekend(v.opvoeding != 0) },
	func(v *asked) int { return alsBekend(v.Maanden > 0) },
	func(v *asked) int { return alsBekend(v.interesses != 0) },
	func(v *asked) int { return alsBekend(v.ervaring != 0) },
	func(v *asked) int {
		w := v.HuisWens
		return alsBekend(w.Tuin != nil && *w.Tuin || w.Rustig != nil || w.Huisdieren != nil)
	},
	func(*asked) int { return heel },
}

var gezelschap = term.All[term.Gezelschap]()

func alsBekend(known bool) int {
	if known {
		return heel
	}
	return half
}
