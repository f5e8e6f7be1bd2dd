package suggest

import (
	"context"
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
	held "buurtdorp/internal/koppeling"
	"buurtdorp/internal/term"
)

// askers are which vraaggezinnen look for somebody: those of a region that wait and
// have no koppeling that goes on. As with pool, what belongs to them is found with "in".
type askers uuid.UUID

func (w askers) in(column, of string) func(*sql.Selector) {
	return func(s *sql.Selector) {
		t, k := sql.Table(vraaggezin.Table), sql.Table(koppeling.Table)
		states := make([]any, len(held.Holding))
		for i, x := range held.Holding {
			states[i] = x
		}
		going := sql.Select(k.C(koppeling.FieldVraaggezinID)).From(k).
			Where(sql.And(sql.EQ(k.C(koppeling.FieldRegionID), uuid.UUID(w)), sql.In(k.C(koppeling.FieldState), states...)))
		s.Where(sql.In(s.C(column), sql.Select(t.C(of)).From(t).Where(sql.And(
			sql.EQ(t.C(vraaggezin.FieldRegionID), uuid.UUID(w)), sql.EQ(t.C(vraaggezin.FieldState), term.VraagWachtend),
			sql.NotIn(t.C(vraaggezin.FieldID), going)))))
	}
}

// read reads them with what weighing takes, one statement a table, who is pressed first
// and then who waits longest.
func (w askers) read(sys context.Context, c *ent.Client) ([]*ent.Vraaggezin, error) {
	rows, err := c.Vraaggezin.Query().Where(w.in(vraaggezin.FieldID, vraaggezin.FieldID)).
		Order(vraaggezin.ByUrgentie(sql.OrderDesc()), vraaggezin.ByWachtendSinds(), vraaggezin.ByID()).Select(vraagColumns...).All(sys)
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
		Select(toestemming.FieldID, toestemming.FieldFamilyID, toestemming.FieldDoel, toestemming.FieldChildID, toestemming.FieldGiver).All(sys)
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

// couple is one of each.
type couple struct{ vraag, steun uuid.UUID }

// apart is who is kept from whom: families by a blokkade, either way round, and a
// vraaggezin and a steungezin by an earlier no.
type apart struct{ blocked, refused map[couple]bool }

func readApart(sys context.Context, c *ent.Client, region uuid.UUID) (apart, error) {
	a := apart{map[couple]bool{}, map[couple]bool{}}
	blocks, err := c.Blokkade.Query().Where(blokkade.RegionID(region)).
		Select(blokkade.FieldID, blokkade.FieldVraagFamilyID, blokkade.FieldSteunFamilyID).All(sys)
	if err != nil {
		return a, err
	}
	for _, x := range blocks {
		a.blocked[couple{x.VraagFamilyID, x.SteunFamilyID}], a.blocked[couple{x.SteunFamilyID, x.VraagFamilyID}] = true, true
	}
	refused, err := c.Koppeling.Query().Where(koppeling.StateEQ(term.KoppelingAfgewezen), askers(region).in(koppeling.FieldVraaggezinID, vraaggezin.FieldID)).
		Select(koppeling.FieldID, koppeling.FieldVraaggezinID, koppeling.FieldSteungezinID).All(sys)
	for _, k := range refused {
		a.refused[couple{k.VraaggezinID, k.SteungezinID}] = true
	}
	return a, err
}
