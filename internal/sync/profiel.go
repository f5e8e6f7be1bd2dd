package sync

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/term"
)

// Profiel is what two families have in common, and nothing that tells who the other is:
// what a parent needs to say yes or no to a proposal. No name, no village, no words of
// theirs.
type Profiel struct {
	Reisband   term.Reisband
	Soorten    []term.Soort
	Dagdelen   []term.Dagdeel
	Talen      []string
	Leeftijden []int
	Dieren     []term.Dier
}

// ProfielFor is the other family to one side of a koppeling that was read with both sides,
// their families and children. One sentence for the phone and for every other reader; who
// may read it is for the caller.
func ProfielFor(k *ent.Koppeling, kant term.Kant) Profiel {
	v, s := k.Edges.Vraaggezin, k.Edges.Steungezin
	p := Profiel{Reisband: geo.Fastest(v.Edges.Family.Pc4, s.Edges.Family.Pc4, nil).Band, Leeftijden: []int{}, Dieren: []term.Dier{}}
	other := s.Edges.Family
	if kant == term.KantVraag {
		p.Soorten, p.Dagdelen, p.Dieren = s.Soorten, s.Dagdelen, s.Dieren
	} else {
		p.Soorten, p.Dagdelen, other = v.Soorten, v.Dagdelen, v.Edges.Family
	}
	p.Talen = other.Talen
	for _, c := range other.Edges.Children {
		p.Leeftijden = append(p.Leeftijden, clock.Age(c.BirthMonth, clock.Now()))
	}
	slices.Sort(p.Leeftijden)
	return p
}

// asked tells whether a side has a proposal to answer: then, and no longer, the profile is
// on its phone.
func asked(state term.KoppelingState, kant term.Kant) bool {
	return state == term.KoppelingVoorgesteldSteun && kant == term.KantSteun || state == term.KoppelingVoorgesteldVraag && kant == term.KantVraag
}

// withProfielen adds the other family to the proposals that wait for the viewer's side.
func withProfielen(ctx context.Context, c *ent.Client, docs map[uuid.UUID]*KoppelingDoc) error {
	var wait []uuid.UUID
	for id, d := range docs {
		if d.Kant != nil && asked(*d.State, *d.Kant) {
			wait = append(wait, id)
		}
	}
	if len(wait) == 0 {
		return nil
	}
	home := func(q *ent.FamilyQuery) { q.WithChildren() }
	rows, err := c.Koppeling.Query().Where(koppeling.IDIn(wait...)).WithVraaggezin(func(q *ent.VraaggezinQuery) { q.WithFamily(home) }).
		WithSteungezin(func(q *ent.SteungezinQuery) { q.WithFamily(home) }).All(rule.System(ctx))
	if err != nil {
		return wrap(err, "reading who is proposed")
	}
	for _, k := range rows {
		d := docs[k.ID]
		p := ProfielFor(k, *d.Kant)
		d.Reisband = &p.Reisband
		d.Soorten, d.Dagdelen, d.Talen, d.Dieren = joined(p.Soorten), joined(p.Dagdelen), joined(p.Talen), joined(p.Dieren)
		ages := make([]string, len(p.Leeftijden))
		for i, age := range p.Leeftijden {
			ages[i] = strconv.Itoa(age)
		}
		d.Leeftijden = joined(ages)
	}
	return nil
}

// joined is a list as a text: general sync clients cannot ask for lists.
func joined[T ~string](list []T) *string {
	words := make([]string, len(list))
	for i, one := range list {
		words[i] = string(one)
	}
	text := strings.Join(words, " ")
	return &text
}
