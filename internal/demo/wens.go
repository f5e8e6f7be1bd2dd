package demo

import (
	"time"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/term"
)

// wens is what both sides say in the same words.
type wens struct {
	soorten       []term.Soort
	dagdelen      []term.Dagdeel
	weken         term.Weken
	keer          int // a month
	reis          int // minutes
	maanden       int
	opvoeding     []term.Opvoeding
	interesses    []term.Interesse
	ervaring      []term.Ervaring
	nietEigenDorp bool
	woorden       string // as the family says it
	stap          string // what happens next
	datum         time.Time
}

// wishes is what the builders of a vraaggezin and a steungezin have in common.
type wishes[C any] interface {
	SetSoorten([]term.Soort) C
	SetDagdelen([]term.Dagdeel) C
	SetWeken(term.Weken) C
	SetKeerPerMaand(int) C
	SetMaxReisMinuten(int) C
	SetMaanden(int) C
	SetOpvoeding([]term.Opvoeding) C
	SetInteresses([]term.Interesse) C
	SetErvaring([]term.Ervaring) C
	SetNietEigenDorp(bool) C
	SetEigenWoorden(string) C
	SetVolgendeStap(string) C
	SetNillableVolgendeDatum(*time.Time) C
}

func setWens[C wishes[C]](c C, w wens) {
	if w.weken == "" {
		w.weken = term.WekenElke
	}
	c.SetSoorten(list(w.soorten))
	c.SetDagdelen(list(w.dagdelen))
	c.SetWeken(w.weken)
	c.SetKeerPerMaand(w.keer)
	c.SetMaxReisMinuten(w.reis)
	c.SetMaanden(w.maanden)
	c.SetOpvoeding(list(w.opvoeding))
	c.SetInteresses(list(w.interesses))
	c.SetErvaring(list(w.ervaring))
	c.SetNietEigenDorp(w.nietEigenDorp)
	c.SetEigenWoorden(w.woorden)
	c.SetVolgendeStap(w.stap)
	c.SetNillableVolgendeDatum(opt(w.datum))
}

// handy are the dagdelen that families ask for: after school, and the weekend.
var handy = []term.Dagdeel{
	term.DagdeelMaMiddag, term.DagdeelDiMiddag, term.DagdeelWoOchtend, term.DagdeelWoMiddag, term.DagdeelDoMiddag,
	term.DagdeelVrMiddag, term.DagdeelZaOchtend, term.DagdeelZaMiddag, term.DagdeelZoMiddag,
}

// asks invents what a family asks.
func (b *book) asks() wens {
	return wens{
		soorten:    some(b, []term.Soort{term.SoortOpvang, term.SoortSpelen, term.SoortVervoer, term.SoortHuiswerk, term.SoortMaatje, term.SoortEropUit, term.SoortPraktisch}, b.between(1, 3)),
		dagdelen:   some(b, handy, b.between(2, 4)),
		keer:       one(b, []int{2, 4, 4, 4, 8}),
		reis:       one(b, []int{15, 20, 25, 30}),
		maanden:    one(b, []int{6, 12, 12, 18}),
		opvoeding:  some(b, term.All[term.Opvoeding](), b.between(1, 3)),
		interesses: some(b, term.All[term.Interesse](), b.between(2, 3)),
		ervaring:   some(b, term.All[term.Ervaring](), b.between(0, 2)),
		woorden:    one(b, asking),
	}
}

// offers invents what a family offers.
func (b *book) offers() wens {
	w := wens{
		soorten:       some(b, term.All[term.Soort](), b.between(2, 4)),
		dagdelen:      some(b, handy, b.between(2, 5)),
		keer:          one(b, []int{2, 4, 4, 4, 8}),
		reis:          one(b, []int{10, 15, 20, 20, 30}),
		maanden:       one(b, []int{6, 12, 12, 24}),
		opvoeding:     some(b, term.All[term.Opvoeding](), b.between(1, 3)),
		interesses:    some(b, term.All[term.Interesse](), b.between(1, 4)),
		ervaring:      some(b, term.All[term.Ervaring](), b.between(0, 3)),
		nietEigenDorp: b.chance(6),
		woorden:       one(b, offering),
	}
	if b.chance(20) {
		w.weken = one(b, []term.Weken{term.WekenEven, term.WekenOneven})
	}
	return w
}

// ages of a family's children at t.
func (h *home) ages(t time.Time) (from, to int) {
	from, to = 99, 0
	for _, k := range h.kids {
		a := clock.Age(k.month, t)
		from, to = min(from, a), max(to, a)
	}
	if len(h.kids) == 0 {
		from = 0
	}
	return from, to
}
