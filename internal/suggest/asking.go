package suggest

import (
	"context"
	"fmt"
	"slices"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/blokkade"
	"buurtdorp/ent/child"
	"buurtdorp/ent/family"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/toestemming"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/ent/zorgfeit"
	"buurtdorp/internal/geo"
	held "buurtdorp/internal/koppeling"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/term"
)

// askers are which vraaggezinnen look for somebody: those of a region that wait and
// have no koppeling that goes on, be it a proposal or one that runs. Who has somebody, asks
// no longer, and who is in the middle of a proposal does not ask for another. It is the
// one place that says so. As with pool, what belongs to them is found with "in".
type askers struct {
	region uuid.UUID
	// longest, if not 0, is how many of them are read: those who wait longest.
	longest int
}

func (w askers) in(column, of string) func(*sql.Selector) {
	return func(s *sql.Selector) {
		t, k := sql.Table(vraaggezin.Table), sql.Table(koppeling.Table)
		states := make([]any, len(held.Holding))
		for i, x := range held.Holding {
			states[i] = x
		}
		going := sql.Select(k.C(koppeling.FieldVraaggezinID)).From(k).
			Where(sql.And(sql.EQ(k.C(koppeling.FieldRegionID), w.region), sql.In(k.C(koppeling.FieldState), states...)))
		s.Where(sql.In(s.C(column), sql.Select(t.C(of)).From(t).Where(sql.And(
			sql.EQ(t.C(vraaggezin.FieldRegionID), w.region), sql.EQ(t.C(vraaggezin.FieldState), term.VraagWachtend),
			sql.NotIn(t.C(vraaggezin.FieldID), going)))))
	}
}

func (w askers) query(c *ent.Client) *ent.VraaggezinQuery {
	return c.Vraaggezin.Query().Where(w.in(vraaggezin.FieldID, vraaggezin.FieldID))
}

// read reads them with what weighing takes, one statement a table, who is pressed first
// and then who waits longest, unless only those who wait longest were asked for.
func (w askers) read(sys context.Context, c *ent.Client) ([]*ent.Vraaggezin, error) {
	q := w.query(c)
	if w.longest > 0 {
		q.Order(vraaggezin.ByWachtendSinds(), vraaggezin.ByID()).Limit(w.longest)
	} else {
		q.Order(vraaggezin.ByUrgentie(sql.OrderDesc()), vraaggezin.ByWachtendSinds(), vraaggezin.ByID())
	}
	rows, err := q.Select(vraagColumns...).All(sys)
	if err != nil {
		return nil, err
	}
	found, err := c.Family.Query().Where(w.in(family.FieldID, vraaggezin.FieldFamilyID)).
		Select(family.FieldID, family.FieldPc4, family.FieldVillage, family.FieldTalen, family.FieldVervoer).All(sys)
	if err != nil {
		return nil, err
	}
	by := make(map[uuid.UUID]*ent.Family, len(found))
	for _, f := range found {
		by[f.ID] = f
	}
	children, err := c.Child.Query().Where(w.in(child.FieldFamilyID, vraaggezin.FieldFamilyID)).
		Select(child.FieldID, child.FieldFamilyID, child.FieldBirthMonth).All(sys)
	if err != nil {
		return nil, err
	}
	for _, x := range children {
		if f := by[x.FamilyID]; f != nil {
			f.Edges.Children = append(f.Edges.Children, x)
		}
	}
	consents, err := c.Toestemming.Query().Where(toestemming.DoelEQ(term.DoelMatchen), toestemming.WithdrawnAtIsNil(),
		w.in(toestemming.FieldFamilyID, vraaggezin.FieldFamilyID)).
		Select(toestemming.FieldID, toestemming.FieldFamilyID, toestemming.FieldDoel).All(sys)
	if err != nil {
		return nil, err
	}
	for _, x := range consents {
		if f := by[x.FamilyID]; f != nil {
			f.Edges.Toestemmingen = append(f.Edges.Toestemmingen, x)
		}
	}
	care, err := c.ZorgFeit.Query().Where(w.in(zorgfeit.FieldFamilyID, vraaggezin.FieldFamilyID)).
		Select(zorgfeit.FieldID, zorgfeit.FieldFamilyID, zorgfeit.FieldDieren, zorgfeit.FieldAstma, zorgfeit.FieldZorgtaken).All(sys)
	if err != nil {
		return nil, err
	}
	for _, x := range care {
		if f := by[x.FamilyID]; f != nil {
			f.Edges.ZorgFeiten = append(f.Edges.ZorgFeiten, x)
		}
	}
	for _, v := range rows {
		v.Edges.Family = by[v.FamilyID]
	}
	// Gone between two statements.
	return slices.DeleteFunc(rows, func(v *ent.Vraaggezin) bool { return v.Edges.Family == nil }), nil
}

// vraagColumns leaves out a family's own words and who does what next.
var vraagColumns = []string{
	vraaggezin.FieldID, vraaggezin.FieldFamilyID, vraaggezin.FieldSoorten, vraaggezin.FieldDagdelen, vraaggezin.FieldWeken,
	vraaggezin.FieldKeerPerMaand, vraaggezin.FieldMaxReisMinuten, vraaggezin.FieldNietEigenDorp, vraaggezin.FieldBangVoor,
	vraaggezin.FieldZorgBesproken, vraaggezin.FieldGezelschap, vraaggezin.FieldOpvoeding, vraaggezin.FieldInteresses,
	vraaggezin.FieldErvaring, vraaggezin.FieldMaanden, vraaggezin.FieldWensTuin, vraaggezin.FieldWensRustig,
	vraaggezin.FieldWensHuisdieren, vraaggezin.FieldGezag, vraaggezin.FieldBezwaar, vraaggezin.FieldTolk, vraaggezin.FieldUrgentie,
}

// apart is who is kept from whom: families by a blokkade, either way round, and a
// vraaggezin and a steungezin by an earlier no.
type apart struct {
	blocked map[uuid.UUID][]uuid.UUID // by family
	refused map[uuid.UUID][]uuid.UUID // by vraaggezin
}

// between is what stands between one vraaggezin and every steungezin. There are few of
// either.
type between struct {
	blocked []uuid.UUID // families
	refused []uuid.UUID // steungezinnen
}

func (a apart) of(v *matching.Vraag) between { return between{a.blocked[v.FamilyID], a.refused[v.ID]} }

func (b between) paar(offer *matching.Aanbod, trip geo.Trip) matching.Paar {
	return matching.Paar{Reisband: trip.Band, Minuten: trip.Minuten, Geschat: trip.Geschat,
		Geblokkeerd: len(b.blocked) > 0 && slices.Contains(b.blocked, offer.FamilyID()), EerderAfgewezen: len(b.refused) > 0 && slices.Contains(b.refused, offer.ID())}
}

func (a apart) add(blocks []*ent.Blokkade, refused []*ent.Koppeling) {
	for _, x := range blocks {
		a.blocked[x.VraagFamilyID] = append(a.blocked[x.VraagFamilyID], x.SteunFamilyID)
		a.blocked[x.SteunFamilyID] = append(a.blocked[x.SteunFamilyID], x.VraagFamilyID)
	}
	for _, k := range refused {
		a.refused[k.VraaggezinID] = append(a.refused[k.VraaggezinID], k.SteungezinID)
	}
}

func newApart() apart { return apart{map[uuid.UUID][]uuid.UUID{}, map[uuid.UUID][]uuid.UUID{}} }

// apart reads who is kept from those who ask.
func (w askers) apart(sys context.Context, c *ent.Client) (apart, error) {
	a := newApart()
	blocks, err := c.Blokkade.Query().Where(blokkade.RegionID(w.region)).
		Select(blokkade.FieldID, blokkade.FieldVraagFamilyID, blokkade.FieldSteunFamilyID).All(sys)
	if err != nil {
		return a, fmt.Errorf("reading blokkades: %w", err)
	}
	refused, err := c.Koppeling.Query().Where(koppeling.StateEQ(term.KoppelingAfgewezen), w.in(koppeling.FieldVraaggezinID, vraaggezin.FieldID)).
		Select(koppeling.FieldID, koppeling.FieldVraaggezinID, koppeling.FieldSteungezinID).All(sys)
	if err != nil {
		return a, fmt.Errorf("reading refusals: %w", err)
	}
	a.add(blocks, refused)
	return a, nil
}

// readBetween reads what stands between one vraaggezin and everybody.
func readBetween(sys context.Context, c *ent.Client, v *ent.Vraaggezin) (between, error) {
	a := newApart()
	blocks, err := c.Blokkade.Query().Where(blokkade.Or(blokkade.VraagFamilyID(v.FamilyID), blokkade.SteunFamilyID(v.FamilyID))).All(sys)
	if err != nil {
		return between{}, fmt.Errorf("reading blokkades: %w", err)
	}
	refused, err := c.Koppeling.Query().Where(koppeling.VraaggezinID(v.ID), koppeling.StateEQ(term.KoppelingAfgewezen)).All(sys)
	if err != nil {
		return between{}, fmt.Errorf("reading refusals: %w", err)
	}
	a.add(blocks, refused)
	return between{a.blocked[v.FamilyID], a.refused[v.ID]}, nil
}
