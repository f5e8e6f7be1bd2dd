package exchange

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/child"
	"buurtdorp/ent/toestemming"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/family"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/sheet"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// said is one person's yes to being matched, as a cell tells it: who, on which day, and to
// which text, "Kees 2026-01-15 (2026-11)". A child of 12 or older is told by its name; when
// an adult has that name too, "Kees (ouder) 2026-01-15" says which of the two it is.
type said struct {
	giver, version string
	day            time.Time
	adult          bool // who has the name of a child, and is none
}

const anAdult = " (ouder)"

// whoSaidYes is the column; of a family without it only who registered said yes.
const whoSaidYes = "zei_ja"

var yesCell = regexp.MustCompile(`^(.+?)\s+(\d[\d/.-]+\d)(?:\s+\((.+)\))?$`)

const (
	longestName    = 80
	longestVersion = 40
)

func yesColumn[R any](at func(*R) *[]said) column[R] {
	return column[R]{sheet.Column{Name: whoSaidYes, Kind: sheet.List}, func(r *R) string {
		cells := []string{}
		for _, y := range *at(r) {
			who := y.giver
			if y.adult {
				who += anAdult
			}
			cells = append(cells, who+" "+sheet.Day(y.day)+" ("+y.version+")")
		}
		return sheet.Join(cells)
	}, func(r *R, cell string) *fault.Error {
		for _, one := range sheet.Split(cell) {
			m := yesCell.FindStringSubmatch(one)
			if m == nil {
				return fault.New(fault.Invalid, "ja.vorm")
			}
			day, ok := sheet.ParseDay(m[2])
			who, adult := strings.CutSuffix(text.Line(m[1]), anAdult)
			y := said{giver: strings.TrimSpace(who), version: cmp.Or(text.Line(m[3]), registered), day: day, adult: adult}
			switch {
			case !ok || text.Len(y.giver) > longestName || text.Len(y.version) > longestVersion:
				return fault.New(fault.Invalid, "ja.vorm")
			case text.HoldsBSN(one):
				return fault.New(fault.Invalid, "bsn.niet")
			}
			*at(r) = append(*at(r), y)
		}
		return nil
	}, nil}
}

// saidBy reads who of a household said yes to being matched and did not take it back, the
// first first.
func saidBy(f *ent.Family) (list []said) {
	for _, t := range f.Edges.Toestemmingen {
		if t.Doel != term.DoelMatchen || t.WithdrawnAt != nil {
			continue
		}
		y := said{giver: t.Giver, version: t.TextVersion, day: t.GivenAt}
		for _, c := range f.Edges.Children {
			switch {
			case c.FirstName == "":
			case t.ChildID != nil && c.ID == *t.ChildID:
				y.giver = c.FirstName
			case t.ChildID == nil && text.Fold(c.FirstName) == text.Fold(t.Giver):
				y.adult = true
			}
		}
		list = append(list, y)
	}
	slices.SortFunc(list, func(a, b said) int {
		return cmp.Or(cmp.Compare(sheet.Day(a.day), sheet.Day(b.day)), cmp.Compare(a.giver, b.giver), cmp.Compare(a.version, b.version))
	})
	return list
}

// asked is whose yes a household needs.
type asked struct {
	wie    term.JaWie
	adults int
	pool   bool // then each of them has to have said it
}

// keepYes writes each person's yes in place of the one of the registration, and says whose
// is missing for the pool.
func (h *household) keepYes(ctx context.Context, w *work, of uuid.UUID, a asked) (list fault.List, err error) {
	client := ent.FromContext(ctx)
	kids, err := client.Child.Query().Where(child.FamilyID(of)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading children: %w", err)
	}
	if len(h.yes) > 0 {
		if !slices.Contains(h.consent, term.DoelMatchen) {
			list.Add(fault.New(fault.Invalid, "ja.tegenspraak").At(whoSaidYes))
			return list, nil
		}
		if _, err := client.Toestemming.Delete().Where(toestemming.FamilyID(of), toestemming.DoelEQ(term.DoelMatchen)).Exec(ctx); err != nil {
			return nil, fmt.Errorf("making room for each person's yes: %w", err)
		}
	}
	for _, y := range h.yes {
		list.Add(past(whoSaidYes, &y.day, w))
		itself, f := itsOwn(y, kids, w.now)
		if f != nil {
			list.Add(f.At(whoSaidYes))
			continue
		}
		if err := client.Toestemming.Create().SetID(gid.New(gid.Toestemming)).SetRegionID(w.Region.ID).SetFamilyID(of).SetDoel(term.DoelMatchen).
			SetNillableChildID(itself).SetMondeling(true).SetGiver(y.giver).SetTextVersion(y.version).SetGivenAt(y.day).Exec(ctx); err != nil {
			return nil, fmt.Errorf("writing a person's yes: %w", err)
		}
	}
	if !a.pool || len(list) > 0 || !slices.Contains(h.consent, term.DoelMatchen) {
		return list, nil
	}
	now, err := client.Toestemming.Query().Where(toestemming.FamilyID(of)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading who said yes: %w", err)
	}
	for _, j := range family.Open(family.WieJa(a.wie, a.adults, kids, now, w.now)) {
		if j.Child != nil {
			list.Add(fault.New(fault.Guard, "toestemming.kind").At(whoSaidYes))
		} else {
			list.Add(fault.New(fault.Guard, "toestemming.volwassene").At(whoSaidYes))
		}
	}
	return list, nil
}

// itsOwn is the child that says yes itself; nil is an adult. For a younger one a parent does.
func itsOwn(y said, kids []*ent.Child, now time.Time) (*uuid.UUID, *fault.Error) {
	for _, k := range kids {
		if y.adult || k.FirstName == "" || text.Fold(k.FirstName) != text.Fold(y.giver) {
			continue
		}
		if clock.Age(k.BirthMonth, now) < family.ZelfJa {
			return nil, fault.New(fault.Invalid, "toestemming.jonger").With("jaar", family.ZelfJa)
		}
		return &k.ID, nil
	}
	return nil, nil
}
