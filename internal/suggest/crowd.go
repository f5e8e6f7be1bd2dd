package suggest

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/blokkade"
	"buurtdorp/ent/family"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/region"
	"buurtdorp/ent/toestemming"
	"buurtdorp/ent/vraaggezin"
	held "buurtdorp/internal/koppeling"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/term"
	"buurtdorp/internal/weging"
)

// MaxWaiting is of how many families that wait it is worked out at once what something
// would mean for them: those who wait longest.
const MaxWaiting = 300

// crowd is who waits in a region, who is available, and what stands between them: read
// once, in as many statements whether there are two or two thousand of them.
type crowd struct {
	vragen  []*ent.Vraaggezin
	pool    []*ent.Steungezin
	region  terms
	weights matching.Weights
	blocked map[[2]uuid.UUID]bool // by the two families, the lower id first
	refused map[[2]uuid.UUID]bool // by vraaggezin and steungezin
}

// seeking are the families for whom something is sought now: they wait, and no proposal
// or trial of theirs runs.
func seeking(c *ent.Client, in uuid.UUID) *ent.VraaggezinQuery {
	return c.Vraaggezin.Query().Where(vraaggezin.RegionID(in), vraaggezin.StateEQ(term.VraagWachtend),
		func(s *sql.Selector) {
			k := sql.Table(koppeling.Table)
			busy := make([]any, len(held.InCourse))
			for i, state := range held.InCourse {
				busy[i] = state
			}
			s.Where(sql.NotIn(s.C(vraaggezin.FieldID), sql.Select(k.C(koppeling.FieldVraaggezinID)).From(k).
				Where(sql.And(sql.EQ(k.C(koppeling.FieldRegionID), in), sql.In(k.C(koppeling.FieldState), busy...)))))
		})
}

// readCrowd reads a region; some is which steungezinnen of it are looked at.
func readCrowd(sys context.Context, c *ent.Client, in uuid.UUID, some pool) (*crowd, error) {
	x := &crowd{blocked: map[[2]uuid.UUID]bool{}, refused: map[[2]uuid.UUID]bool{}}
	here, err := c.Region.Query().Where(region.ID(in)).Only(sys)
	if err != nil {
		return nil, fmt.Errorf("reading the region: %w", err)
	}
	x.region = terms{here}
	if x.weights, err = weging.Now(sys, c, in); err != nil {
		return nil, err
	}
	x.vragen, err = seeking(c, in).Order(vraaggezin.ByWachtendSinds(), vraaggezin.ByID()).Limit(MaxWaiting).
		WithFamily(func(f *ent.FamilyQuery) {
			f.WithChildren().WithZorgFeiten().WithToestemmingen(func(t *ent.ToestemmingQuery) {
				t.Where(toestemming.WithdrawnAtIsNil())
			}).Select(family.FieldID, family.FieldPc4, family.FieldVillage, family.FieldTalen, family.FieldVervoer)
		}).All(sys)
	if err != nil {
		return nil, fmt.Errorf("reading who waits: %w", err)
	}
	if x.pool, err = some.read(sys, c); err != nil {
		return nil, fmt.Errorf("reading the pool: %w", err)
	}
	blocks, err := c.Blokkade.Query().Where(blokkade.RegionID(in)).All(sys)
	if err != nil {
		return nil, fmt.Errorf("reading blokkades: %w", err)
	}
	for _, b := range blocks {
		x.blocked[two(b.VraagFamilyID, b.SteunFamilyID)] = true
	}
	refused, err := c.Koppeling.Query().Where(koppeling.RegionID(in), koppeling.StateEQ(term.KoppelingAfgewezen)).
		Select(koppeling.FieldID, koppeling.FieldVraaggezinID, koppeling.FieldSteungezinID).All(sys)
	if err != nil {
		return nil, fmt.Errorf("reading refusals: %w", err)
	}
	for _, k := range refused {
		x.refused[[2]uuid.UUID{k.VraaggezinID, k.SteungezinID}] = true
	}
	return x, nil
}

// two families, whichever way round.
func two(a, b uuid.UUID) [2]uuid.UUID {
	if a.String() > b.String() {
		a, b = b, a
	}
	return [2]uuid.UUID{a, b}
}

// offers turns the pool into what matching knows of it, once for all who ask.
func (x *crowd) offers() []matching.Steun {
	out := make([]matching.Steun, len(x.pool))
	for i, st := range x.pool {
		out[i] = x.region.steun(st)
	}
	return out
}

// candidates are the pool as it is for one who waits, in the place of list.
func (x *crowd) candidates(list []matching.Candidate, v *ent.Vraaggezin, asks *matching.Vraag, offers []matching.Steun) []matching.Candidate {
	list = list[:0]
	for i := range offers {
		if offers[i].FamilyID != v.FamilyID {
			list = append(list, matching.Candidate{Steun: offers[i], Paar: x.paar(v, asks, &offers[i])})
		}
	}
	return list
}

func (x *crowd) paar(v *ent.Vraaggezin, asks *matching.Vraag, s *matching.Steun) matching.Paar {
	p := reis(asks, s)
	p.Geblokkeerd, p.EerderAfgewezen = x.blocked[two(v.FamilyID, s.FamilyID)], x.refused[[2]uuid.UUID{v.ID, s.ID}]
	return p
}
