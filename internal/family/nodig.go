package family

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	entfamily "buurtdorp/ent/family"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/toestemming"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// ZelfJa is the age from which a child says yes itself; its parents are asked too, also
// from 16 on (domain.md 3, field practice).
const ZelfJa = 12

// Ja is somebody whose yes to being matched is needed, and the yes when it was said.
type Ja struct {
	Wie   term.JaWie
	Nr    int // the first, the second ... of this kind
	Child *ent.Child
	Yes   *ent.Toestemming // nil: not said yet
}

// Ouders is how many adults of a vraaggezin say yes: with custody of two, both. While
// nobody knows who has custody, that is asked first.
func Ouders(gezag term.Gezag) int {
	if gezag == term.GezagBeide {
		return 2
	}
	return 1
}

// WieJa lists whose yes a family needs before it is in the pool: as many adults, each
// with a name of her own, and every child of 12 or older itself. Somebody who said yes
// and need not have, is in the list too: she can take it back.
func WieJa(wie term.JaWie, adults int, children []*ent.Child, said []*ent.Toestemming, now time.Time) []Ja {
	var own []*ent.Toestemming
	of := map[uuid.UUID]*ent.Toestemming{}
	names := map[string]bool{}
	said = slices.Clone(said)
	slices.SortStableFunc(said, func(a, b *ent.Toestemming) int { return a.GivenAt.Compare(b.GivenAt) })
	for _, t := range said {
		switch name := text.Fold(t.Giver); {
		case t.Doel != term.DoelMatchen || t.WithdrawnAt != nil:
		case t.ChildID != nil:
			of[*t.ChildID] = t
		case !names[name]:
			names[name] = true
			own = append(own, t)
		}
	}
	var list []Ja
	for i := range max(adults, len(own)) {
		j := Ja{Wie: wie, Nr: i + 1}
		if i < len(own) {
			j.Yes = own[i]
		}
		list = append(list, j)
	}
	old := slices.DeleteFunc(slices.Clone(children), func(c *ent.Child) bool { return clock.Age(c.BirthMonth, now) < ZelfJa })
	slices.SortStableFunc(old, func(a, b *ent.Child) int { return strings.Compare(a.BirthMonth, b.BirthMonth) })
	for i, c := range old {
		list = append(list, Ja{Wie: term.JaKind, Nr: i + 1, Child: c, Yes: of[c.ID]})
	}
	return list
}

// Open are those who did not say yes yet.
func Open(list []Ja) []Ja {
	return slices.DeleteFunc(slices.Clone(list), func(j Ja) bool { return j.Yes != nil })
}

// MagZoeken: everybody said yes; nobody did; or we have still to ask somebody.
func MagZoeken(list []Ja) term.Drie {
	switch open := len(Open(list)); {
	case open == 0:
		return term.DrieJa
	case open == len(list):
		return term.DrieNee
	}
	return term.DrieOnbekend
}

// JaNodig lists per family whose yes is needed, for what it asks and offers now.
func JaNodig(ctx context.Context, c *ent.Client, ids []uuid.UUID) (map[uuid.UUID][]Ja, error) {
	rows, err := c.Family.Query().Where(entfamily.IDIn(ids...)).WithChildren().
		WithToestemmingen(func(q *ent.ToestemmingQuery) {
			q.Where(toestemming.DoelEQ(term.DoelMatchen), toestemming.WithdrawnAtIsNil())
		}).
		WithVraaggezinnen(func(q *ent.VraaggezinQuery) { q.Where(vraaggezin.StateIn(openVraag...)) }).
		WithSteungezinnen(func(q *ent.SteungezinQuery) { q.Where(steungezin.StateIn(openSteun...)) }).All(rule.System(ctx))
	if err != nil {
		return nil, err
	}
	out := make(map[uuid.UUID][]Ja, len(rows))
	for _, f := range rows {
		wie, adults := term.JaOuder, 0
		for _, v := range f.Edges.Vraaggezinnen {
			adults = max(adults, Ouders(v.Gezag))
		}
		for range f.Edges.Steungezinnen {
			if f.Adults > adults {
				wie, adults = term.JaVolwassene, f.Adults
			}
		}
		if adults > 0 {
			out[f.ID] = WieJa(wie, adults, f.Edges.Children, f.Edges.Toestemmingen, clock.Now())
		}
	}
	return out, nil
}

// whose says of those who did not say yes yet what has to be asked, without a name: who
// it is, is in the dossier.
func whose(list []Ja) (faults fault.List) {
	open := Open(list)
	if len(open) == len(list) {
		faults.Add(fault.New(fault.Guard, "gezin.zoeken").At("id"))
		return faults
	}
	adults, children := 0, 0
	for _, j := range open {
		if j.Wie == term.JaKind {
			children++
		} else {
			adults++
		}
	}
	if adults > 0 {
		faults.Add(fault.New(fault.Guard, "toestemming.volwassene").At("id").With("aantal", adults))
	}
	if children > 0 {
		faults.Add(fault.New(fault.Guard, "toestemming.kind").At("id").With("aantal", children))
	}
	return faults
}
