package suggest

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/family"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/toestemming"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/geo"
	held "buurtdorp/internal/koppeling"
	"buurtdorp/internal/term"
)

// Map is where in a region people wait, are available, or are together. No number of it
// is about fewer families than enough.
type Map struct {
	At     time.Time
	Layers []Layer
}

// Layer is one kind of families.
type Layer struct {
	Kind  LayerKind
	Cells []Area // none: of so few nothing is told
	Own   []Own
}

// LayerKind is which families.
type LayerKind string

// The kinds of families on the map.
const (
	LayerWaiting   LayerKind = "WACHTEND"
	LayerAvailable LayerKind = "BESCHIKBAAR"
	LayerTogether  LayerKind = "SAMEN"
)

// Area is villages that lie together.
type Area struct {
	Villages []string
	Families int
	Edge     [][]geo.Point
}

// Own is a family in the care of who looks, with its consent to be matched.
type Own struct {
	Dossier       uuid.UUID
	Name, Village string
}

// Map draws the region as it is now. care is whose families may be shown in their
// village: the viewer's own and of whom she covers for. The caller has made sure that
// the viewer pairs in the region. It takes two statements a layer, however many there are.
func (s *Service) Map(ctx context.Context, region uuid.UUID, key string, care []uuid.UUID) (*Map, error) {
	sys, c := rule.System(ctx), s.client(ctx)
	m := &Map{At: clock.Now()}
	for _, l := range []struct {
		kind LayerKind
		in   func(*sql.Selector)
		own  func(ctx context.Context, c *ent.Client, region uuid.UUID, care []uuid.UUID) ([]Own, error)
	}{
		{LayerWaiting, askers{region: region}.in(family.FieldID, vraaggezin.FieldFamilyID), ownWaiting},
		{LayerAvailable, withRoom(region).in(family.FieldID, steungezin.FieldFamilyID), ownAvailable},
		{LayerTogether, together(region), ownTogether},
	} {
		var rows []struct {
			Village string
			Count   int
		}
		if err := c.Family.Query().Where(l.in).GroupBy(family.FieldVillage).Aggregate(ent.Count()).Scan(sys, &rows); err != nil {
			return nil, fmt.Errorf("counting families per village: %w", err)
		}
		own, err := l.own(sys, c, region, care)
		if err != nil {
			return nil, fmt.Errorf("reading who is in her care: %w", err)
		}
		count := map[string]int{}
		for _, r := range rows {
			count[r.Village] = r.Count
		}
		m.Layers = append(m.Layers, drawLayer(l.kind, key, count, own))
	}
	return m, nil
}

// drawLayer lays villages together until what is left of each heap without the viewer's
// own is about enough. Of too few others nothing is told, and her own alone are counted.
// Who lives nowhere we know is in no cell.
func drawLayer(kind LayerKind, key string, count map[string]int, own []Own) Layer {
	villages, lands := geo.Villages(key), geo.LandsOf(key)
	mine := map[string]int{}
	out := Layer{Kind: kind}
	known := map[string]bool{}
	for _, v := range villages {
		known[v.Naam] = true
	}
	for _, o := range own {
		if known[o.Village] {
			mine[o.Village]++
			out.Own = append(out.Own, o)
		}
	}
	others, told, total := make([]int, len(villages)), make([]int, len(villages)), 0
	for i, v := range villages {
		others[i] = max(0, count[v.Naam]-mine[v.Naam])
		told[i] = others[i] + mine[v.Naam]
		total += others[i]
	}
	if total < enough {
		for i, v := range villages {
			others[i], told[i] = mine[v.Naam], mine[v.Naam]
		}
	}
	for _, heap := range merge(others, lands.Beside, lands.Km) {
		a := Area{Edge: lands.Outline(heap...)}
		for _, i := range heap {
			a.Villages = append(a.Villages, villages[i].Naam)
			a.Families += told[i]
		}
		out.Cells = append(out.Cells, a)
	}
	return out
}

// withRoom are the available steungezinnen with a plek that nobody holds.
func withRoom(region uuid.UUID) pool {
	return func(t *sql.SelectTable) *sql.Predicate {
		k, s := sql.Table(koppeling.Table).As("held"), sql.Table(steungezin.Table).As("holder")
		full := sql.Select(k.C(koppeling.FieldSteungezinID)).From(k).Join(s).On(k.C(koppeling.FieldSteungezinID), s.C(steungezin.FieldID)).
			Where(sql.And(sql.EQ(k.C(koppeling.FieldRegionID), region), sql.In(k.C(koppeling.FieldState), anys(held.Holding)...))).
			GroupBy(k.C(koppeling.FieldSteungezinID), s.C(steungezin.FieldCapaciteit)).
			Having(sql.P(func(b *sql.Builder) { b.WriteString("COUNT(*) >= ").Ident(s.C(steungezin.FieldCapaciteit)) }))
		return sql.And(available(region)(t), sql.NotIn(t.C(steungezin.FieldID), full))
	}
}

// together is the condition on a family that it is the vraaggezin of a koppeling that runs.
func together(region uuid.UUID) func(*sql.Selector) {
	return func(s *sql.Selector) {
		k, v := sql.Table(koppeling.Table).As("runs"), sql.Table(vraaggezin.Table).As("asker")
		s.Where(sql.In(s.C(family.FieldID), sql.Select(v.C(vraaggezin.FieldFamilyID)).From(k).Join(v).On(k.C(koppeling.FieldVraaggezinID), v.C(vraaggezin.FieldID)).
			Where(sql.And(sql.EQ(k.C(koppeling.FieldRegionID), region), sql.In(k.C(koppeling.FieldState), anys(running)...)))))
	}
}

// running are the states in which a child goes, went, or will go again.
var running = []term.KoppelingState{term.KoppelingProefperiode, term.KoppelingActief, term.KoppelingGepauzeerd, term.KoppelingOnderbroken, term.KoppelingAfronden}

func anys[T any](list []T) []any {
	out := make([]any, len(list))
	for i, x := range list {
		out[i] = x
	}
	return out
}

var wantsToBeMatched = family.HasToestemmingenWith(toestemming.DoelEQ(term.DoelMatchen), toestemming.WithdrawnAtIsNil())

func ownWaiting(sys context.Context, c *ent.Client, region uuid.UUID, care []uuid.UUID) (out []Own, err error) {
	rows, err := askers{region: region}.query(c).Where(vraaggezin.MatcherIDIn(care...), vraaggezin.HasFamilyWith(wantsToBeMatched)).
		Order(vraaggezin.ByID()).WithFamily(nameAndVillage).All(sys)
	for _, v := range rows {
		out = append(out, Own{v.ID, v.Edges.Family.Name, v.Edges.Family.Village})
	}
	return out, err
}

func ownAvailable(sys context.Context, c *ent.Client, region uuid.UUID, care []uuid.UUID) (out []Own, err error) {
	rows, err := c.Steungezin.Query().Where(withRoom(region).in(steungezin.FieldID, steungezin.FieldID), steungezin.MatcherIDIn(care...), steungezin.HasFamilyWith(wantsToBeMatched)).
		Order(steungezin.ByID()).WithFamily(nameAndVillage).All(sys)
	for _, s := range rows {
		out = append(out, Own{s.ID, s.Edges.Family.Name, s.Edges.Family.Village})
	}
	return out, err
}

// ownTogether: both said yes long ago.
func ownTogether(sys context.Context, c *ent.Client, region uuid.UUID, care []uuid.UUID) (out []Own, err error) {
	rows, err := c.Koppeling.Query().Where(koppeling.RegionID(region), koppeling.StateIn(running...), koppeling.MatcherIDIn(care...)).
		Order(koppeling.ByID()).WithVraaggezin(func(q *ent.VraaggezinQuery) { q.WithFamily(nameAndVillage) }).All(sys)
	for _, k := range rows {
		f := k.Edges.Vraaggezin.Edges.Family
		out = append(out, Own{k.ID, f.Name, f.Village})
	}
	return out, err
}

func nameAndVillage(q *ent.FamilyQuery) {
	q.Select(family.FieldID, family.FieldName, family.FieldVillage)
}
