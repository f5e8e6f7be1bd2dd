package suggest

import (
	"context"
	"fmt"
	"slices"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/child"
	"buurtdorp/ent/family"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/referentie"
	"buurtdorp/ent/screening"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/toestemming"
	"buurtdorp/ent/vog"
	held "buurtdorp/internal/koppeling"
	"buurtdorp/internal/term"
)

// pool is which steungezinnen are weighed: a condition on their table. What belongs to
// them is found with "in the pool", and not, as eager loading does, with a list of
// ids: a database takes only so many of those (SQLite 32,766), and a pool may be
// larger. Nor with EXISTS, for which SQLite reads the whole pool again for each row.
type pool func(t *sql.SelectTable) *sql.Predicate

// available is the pool of a region.
func available(region uuid.UUID) pool {
	return func(t *sql.SelectTable) *sql.Predicate {
		return sql.And(sql.EQ(t.C(steungezin.FieldRegionID), region), sql.EQ(t.C(steungezin.FieldState), term.SteunBeschikbaar))
	}
}

// just is a pool of one.
func just(id uuid.UUID) pool {
	return func(t *sql.SelectTable) *sql.Predicate { return sql.EQ(t.C(steungezin.FieldID), id) }
}

// picked are some of a pool, by name: an index finds each, however large the pool.
type picked []uuid.UUID

func (p picked) pool() pool {
	return func(t *sql.SelectTable) *sql.Predicate { return sql.In(t.C(steungezin.FieldID), anys(p)...) }
}

// parts cuts them in pieces of so many.
func (p picked) parts(_ context.Context, _ *ent.Client, n int, do func(part pool) error) error {
	for part := range slices.Chunk(p, n) {
		if err := do(part.pool()); err != nil {
			return err
		}
	}
	return nil
}

// largePool tells whether this many are available in a region, or more.
func largePool(sys context.Context, c *ent.Client, region uuid.UUID, n int) (bool, error) {
	// No order, and a column that is in the index: only the index is read.
	last, err := c.Steungezin.Query().Where(steungezin.RegionID(region), steungezin.StateEQ(term.SteunBeschikbaar)).
		Offset(n - 1).Limit(1).Select(steungezin.FieldState).Strings(sys)
	return len(last) > 0, err
}

// near picks who is available and lives in a code for which want says yes. The codes come
// from an index, and the families from the same one.
func near(sys context.Context, c *ent.Client, region uuid.UUID, want func(pc4 string) bool) (out picked, err error) {
	codes, err := c.Family.Query().Where(family.RegionID(region)).Unique(true).Select(family.FieldPc4).Strings(sys)
	if err != nil {
		return nil, err
	}
	codes = slices.DeleteFunc(codes, func(pc4 string) bool { return !want(pc4) })
	for some := range slices.Chunk(codes, 1000) {
		// The state is looked at here: asked of the database as well, SQLite reads everybody
		// who is available, and not those who live near.
		rows, err := c.Steungezin.Query().Where(func(s *sql.Selector) {
			f := sql.Table(family.Table)
			s.Where(sql.In(s.C(steungezin.FieldFamilyID), sql.Select(f.C(family.FieldID)).From(f).
				Where(sql.And(sql.EQ(f.C(family.FieldRegionID), region), sql.In(f.C(family.FieldPc4), anys(some)...)))))
		}).Select(steungezin.FieldID, steungezin.FieldRegionID, steungezin.FieldState).All(sys)
		if err != nil {
			return nil, err
		}
		for _, st := range rows {
			if st.RegionID == region && st.State == term.SteunBeschikbaar {
				out = append(out, st.ID)
			}
		}
	}
	return out, nil
}

// between is the part of a pool after one id, up to and with another.
func (p pool) between(after, last uuid.UUID) pool {
	return func(t *sql.SelectTable) *sql.Predicate {
		all := []*sql.Predicate{p(t)}
		if after != uuid.Nil {
			all = append(all, sql.GT(t.C(steungezin.FieldID), after))
		}
		if last != uuid.Nil {
			all = append(all, sql.LTE(t.C(steungezin.FieldID), last))
		}
		return sql.And(all...)
	}
}

// end is the id of the n-th of a pool after another, none when there are not that many.
func (p pool) end(sys context.Context, c *ent.Client, after uuid.UUID, n int) (uuid.UUID, error) {
	ids, err := c.Steungezin.Query().Where(func(s *sql.Selector) {
		t := sql.Table(steungezin.Table)
		s.Where(sql.In(s.C(steungezin.FieldID), sql.Select(t.C(steungezin.FieldID)).From(t).Where(p.between(after, uuid.Nil)(t))))
	}).Order(steungezin.ByID()).Offset(n - 1).Limit(1).IDs(sys)
	if err != nil || len(ids) == 0 {
		return uuid.Nil, err
	}
	return ids[0], nil
}

// parts cuts a pool in pieces of so many.
func (p pool) parts(sys context.Context, c *ent.Client, n int, do func(part pool) error) error {
	for after := uuid.Nil; ; {
		last, err := p.end(sys, c, after, n)
		if err != nil {
			return fmt.Errorf("counting the pool: %w", err)
		}
		if err := do(p.between(after, last)); err != nil || last == uuid.Nil {
			return err
		}
		after = last
	}
}

// in is the condition that a column holds the given column of a steungezin of the pool.
func (p pool) in(column, of string) func(*sql.Selector) {
	return func(s *sql.Selector) {
		t := sql.Table(steungezin.Table)
		s.Where(sql.In(s.C(column), sql.Select(t.C(of)).From(t).Where(p(t))))
	}
}

// screened is the condition that a column holds a screening of the pool.
func (p pool) screened(column string) func(*sql.Selector) {
	return func(s *sql.Selector) {
		sc, t := sql.Table(screening.Table), sql.Table(steungezin.Table)
		these := sql.Select(t.C(steungezin.FieldID)).From(t).Where(p(t))
		s.Where(sql.In(s.C(column), sql.Select(sc.C(screening.FieldID)).From(sc).Where(sql.In(sc.C(screening.FieldSteungezinID), these))))
	}
}

// read reads steungezinnen with all that weighing them takes, and no more of it: one
// statement a table.
func (p pool) read(sys context.Context, c *ent.Client) ([]*ent.Steungezin, error) {
	rows, err := c.Steungezin.Query().Where(p.in(steungezin.FieldID, steungezin.FieldID)).Select(steunColumns...).All(sys)
	if err != nil {
		return nil, err
	}
	families, err := p.families(sys, c)
	if err != nil {
		return nil, err
	}
	screenings, err := p.screenings(sys, c)
	if err != nil {
		return nil, err
	}
	holding, err := c.Koppeling.Query().
		Where(koppeling.StateIn(held.Holding...), p.in(koppeling.FieldSteungezinID, steungezin.FieldID)).
		Select(koppeling.FieldID, koppeling.FieldSteungezinID, koppeling.FieldState).All(sys)
	if err != nil {
		return nil, err
	}
	by := make(map[uuid.UUID]*ent.Steungezin, len(rows))
	for _, st := range rows {
		by[st.ID] = st
		st.Edges.Family, st.Edges.Screening = families[st.FamilyID], screenings[st.ID]
	}
	for _, k := range holding {
		if st := by[k.SteungezinID]; st != nil {
			st.Edges.Koppelingen = append(st.Edges.Koppelingen, k)
		}
	}
	// Gone between two statements.
	return slices.DeleteFunc(rows, func(st *ent.Steungezin) bool { return st.Edges.Family == nil }), nil
}

// steunColumns leaves out a family's own words and who does what next.
var steunColumns = []string{
	steungezin.FieldID, steungezin.FieldFamilyID, steungezin.FieldState, steungezin.FieldCapaciteit, steungezin.FieldSoorten,
	steungezin.FieldDagdelen, steungezin.FieldWeken, steungezin.FieldKeerPerMaand, steungezin.FieldMaxReisMinuten, steungezin.FieldHaalt,
	steungezin.FieldLeeftijdVan, steungezin.FieldLeeftijdTot, steungezin.FieldMaxKinderen, steungezin.FieldDieren, steungezin.FieldDierenBekend,
	steungezin.FieldRookt, steungezin.FieldToegankelijk, steungezin.FieldZorgtaken, steungezin.FieldZorgtakenBekend,
	steungezin.FieldOpvoeding, steungezin.FieldInteresses, steungezin.FieldErvaring, steungezin.FieldMaanden, steungezin.FieldTuin,
	steungezin.FieldRustig, steungezin.FieldNietEigenDorp, steungezin.FieldBeschikbaarSinds,
}

// families reads households with their children's ages and their consent to be
// matched, without names.
func (p pool) families(sys context.Context, c *ent.Client) (map[uuid.UUID]*ent.Family, error) {
	rows, err := c.Family.Query().Where(p.in(family.FieldID, steungezin.FieldFamilyID)).
		Select(family.FieldID, family.FieldPc4, family.FieldVillage, family.FieldTalen, family.FieldVervoer, family.FieldAdults).All(sys)
	if err != nil {
		return nil, err
	}
	by := make(map[uuid.UUID]*ent.Family, len(rows))
	for _, f := range rows {
		by[f.ID] = f
	}
	children, err := c.Child.Query().Where(p.in(child.FieldFamilyID, steungezin.FieldFamilyID)).
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
		p.in(toestemming.FieldFamilyID, steungezin.FieldFamilyID)).
		Select(toestemming.FieldID, toestemming.FieldFamilyID, toestemming.FieldDoel, toestemming.FieldChildID, toestemming.FieldGiver).All(sys)
	if err != nil {
		return nil, err
	}
	for _, x := range consents {
		if f := by[x.FamilyID]; f != nil {
			f.Edges.Toestemmingen = append(f.Edges.Toestemmingen, x)
		}
	}
	return by, nil
}

// screenings reads what was checked, by steungezin.
func (p pool) screenings(sys context.Context, c *ent.Client) (map[uuid.UUID]*ent.Screening, error) {
	rows, err := c.Screening.Query().Where(p.in(screening.FieldSteungezinID, steungezin.FieldID)).Select(screening.FieldID, screening.FieldSteungezinID,
		screening.FieldGesprekOp, screening.FieldHuisbezoekOp, screening.FieldHuisregelsOp).All(sys)
	if err != nil {
		return nil, err
	}
	by, of := make(map[uuid.UUID]*ent.Screening, len(rows)), make(map[uuid.UUID]*ent.Screening, len(rows))
	for _, sc := range rows {
		by[sc.ID], of[sc.SteungezinID] = sc, sc
	}
	vogs, err := c.Vog.Query().Where(p.screened(vog.FieldScreeningID)).Select(vog.FieldID, vog.FieldScreeningID, vog.FieldVoornaam, vog.FieldAfgegevenOp).All(sys)
	if err != nil {
		return nil, err
	}
	for _, x := range vogs {
		if sc := by[x.ScreeningID]; sc != nil {
			sc.Edges.Vogs = append(sc.Edges.Vogs, x)
		}
	}
	talks, err := c.Referentie.Query().Where(p.screened(referentie.FieldScreeningID)).
		Select(referentie.FieldID, referentie.FieldScreeningID, referentie.FieldPositief).All(sys)
	if err != nil {
		return nil, err
	}
	for _, x := range talks {
		if sc := by[x.ScreeningID]; sc != nil {
			sc.Edges.Referenties = append(sc.Edges.Referenties, x)
		}
	}
	return of, nil
}
