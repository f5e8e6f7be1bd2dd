package graph_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// TestForeignIdsDoNothing tries every mutation as everybody with every id that is not
// hers, in every place where an id goes: it does nothing, and says the same as for an
// id that does not exist.
func TestForeignIdsDoNothing(t *testing.T) {
	db := storetest.SQLite(t)
	hasty(t, db)
	c := newCast(t, db)
	c.elsewhere()
	f := &foreign{T: t, sdl: readSDL(), api: newAPI(t, db), cast: c, db: db, rows: c.rows(t)}
	before := f.snapshot()
	for _, m := range f.mutations() {
		for _, who := range slices.Sorted(maps.Keys(c.people)) {
			f.attack(m, who)
		}
		if changed := without(f.snapshot(), before); len(changed) > 0 {
			t.Fatalf("%s changed %s", m.Name, changed)
		}
	}
	if t.Logf("%d foreign writes", f.tried); f.tried < 2000 {
		t.Errorf("only %d foreign ids were tried", f.tried)
	}
}

// row is whose something is.
type row struct {
	id       uuid.UUID
	region   uuid.UUID
	families []uuid.UUID // who of it may act; a koppeling has two
	version  int
}

type foreign struct {
	*testing.T
	sdl
	api
	*cast
	db    *store.DB
	rows  map[gid.Kind][]row
	tried int
}

// attack puts everything that is not hers in each place for an id.
func (f *foreign) attack(m *ast.FieldDefinition, who string) {
	f.Helper()
	others := slices.Contains([]string{"anonymous", "samira", "matcher"}, who) // who also tries ids of other kinds
	for _, at := range f.idFields(m) {
		missing := ""
		if !at.made {
			missing = f.ask(m, who, at, row{id: gid.New(at.kind), version: 1})
		}
		for kind, rows := range f.rows {
			for i, r := range rows {
				switch {
				case kind != at.kind && (i > 0 || !others), at.made && i > 0 && i < len(rows)-1: // these say the same
				case at.made && m.Name == "updateFamily" && slices.Contains(r.families, f.filled(m, who)["id"].(uuid.UUID)): // a child of this very family
				case at.made:
					f.taken(m, who, at, r)
				case kind != at.kind || !mayAct(f.people[who].Viewer, m.Name, kind, r):
					if got := f.ask(m, who, at, r); got != missing {
						f.Errorf("%s by %s with a foreign %s: %s\nwith one that is not there: %s", m.Name, who, at, got, missing)
					}
				}
			}
		}
	}
}

// taken: an id in use, or of something else, is none for what somebody makes.
func (f *foreign) taken(m *ast.FieldDefinition, who string, at idField, r row) {
	f.Helper()
	if got := f.ask(m, who, at, r); !strings.Contains(got, `"code"`) {
		f.Errorf("%s by %s takes the %s of something else: %s", m.Name, who, at, got)
	}
}

// mayAct tells who deals with a thing at all; which steps are hers is in the rooms.
func mayAct(v *viewer.Viewer, mutation string, kind gid.Kind, r row) bool {
	switch {
	case mutation == "updateRegion":
		return v.RegionID == r.region && v.Has(term.RoleHeadMatcher, term.RoleAdmin)
	case v.Pairs(r.region), kind == gid.Region:
		return true
	case kind == gid.Meetup && mutation == "signUpAsGuest":
		return true
	case kind == gid.User && mutation == "changePlace": // a colleague, as its host
		return v.Hosts(r.region)
	case kind == gid.Meetup && mutation == "signUp", kind == gid.Series && mutation == "signUpForSeries":
		return v.FamilyID != uuid.Nil
	case kind == gid.Meetup, kind == gid.Signup, kind == gid.Place, kind == gid.Series, kind == gid.WalkIn:
		if v.Hosts(r.region) {
			return true
		}
	}
	return v.FamilyID != uuid.Nil && slices.Contains(r.families, v.FamilyID)
}

// ask runs a mutation with one id in one place, her own things in all others, and
// gives what it said without the key.
func (f *foreign) ask(m *ast.FieldDefinition, who string, at idField, r row) string {
	f.Helper()
	f.tried++
	input := f.filled(m, who)
	put(input, at.path, r.id)
	if _, has := input["baseVersion"]; has {
		input["baseVersion"] = r.version
	}
	got := f.api.ask(f, f.people[who], f.document(m), map[string]any{"in": input})
	payload, ok := got.Data[m.Name].(map[string]any)
	if !ok || len(got.Errors) > 0 {
		f.Fatalf("%s by %s: %s", m.Name, who, got.Raw)
	}
	delete(payload, "clientMutationId")
	said, err := json.Marshal(payload)
	if err != nil {
		f.Fatal(err)
	}
	return string(said)
}

// filled is a plausible input in which all ids are hers, as far as she has any: what she
// has none of is left out where it may be, as an adult does who has no child to speak for.
func (f *foreign) filled(m *ast.FieldDefinition, who string) map[string]any {
	input, v := f.plausible(f.inputOf(m)), f.people[who].Viewer
	for _, at := range f.idFields(m) {
		id, hers := gid.New(at.kind), false
		for _, r := range f.rows[at.kind] {
			if !at.made && mayAct(v, m.Name, at.kind, r) {
				id, hers = r.id, true
				break
			}
		}
		if at.kind == gid.Region && at.made {
			continue
		}
		if !hers && !at.made && at.may && len(at.path) == 1 {
			delete(input, at.path[0])
			continue
		}
		put(input, at.path, id)
	}
	return input
}

// hasty lets SQLite acknowledge before the disk does, which is most of the time of
// thousands of writes in a database that nobody keeps.
func hasty(t *testing.T, db *store.DB) {
	t.Helper()
	if db.IsPostgres() {
		return
	}
	for range db.Stats().MaxOpenConnections {
		c, err := db.Conn(t.Context())
		if err == nil {
			_, err = c.ExecContext(t.Context(), "PRAGMA synchronous = OFF")
		}
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
	}
}

// elsewhere furnishes the other region, so that there is one of everything to steal.
func (c *cast) elsewhere() {
	sys := storetest.Context()
	v, s := c.Vraag(world.In(c.Elsewhere)), c.Steun(world.In(c.Elsewhere))
	c.World.Koppeling(v, s, term.KoppelingActief)
	c.Note(v.Family, "notitie elders")
	c.Zorg(v.Parent, v.Family, nil, "zorg elders")
	place := c.Client.Place.Create().SetRegion(c.Elsewhere).SetName("plek elders").SetPostcode("4001").SetVillage("Elders").
		SetLat(51.8).SetLon(5.4).SaveX(sys)
	c.World.Signup(c.World.Meetup(place, 48*3600e9).Update().SetTaken(3).SaveX(sys), v.Family, term.SignupAangemeld)
	se := c.Client.Series.Create().SetRegion(c.Elsewhere).SetPlace(place).SetTitle("Elders").SetFromDay("2026-01-05").SetAt("09:30").SetMinutes(90).
		SetRule(rhythm.Rule{Unit: term.RitmeWeek, Every: 1, Days: []term.Weekdag{term.WeekdagMa}}.Whole()).SetMadeUntil("9999-12-31").SaveX(sys)
	c.Client.SeriesSignup.Create().SetRegion(c.Elsewhere).SetSeries(se).SetFamily(v.Family).SetAdults(1).SetChildren(0).ExecX(sys)
	c.Client.WalkIn.Create().SetRegion(c.Elsewhere).SetMeetup(c.Client.Meetup.Query().Where(meetup.PlaceID(place.ID)).OnlyX(sys)).SetAdults(1).ExecX(sys)
	// Who registers again is told that she is there already, whatever the ids.
	for _, f := range c.Client.Family.Query().WithVraaggezinnen().WithSteungezinnen().AllX(sys) {
		if len(f.Edges.Vraaggezinnen) == 0 {
			c.Client.Vraaggezin.Create().SetRegionID(f.RegionID).SetFamily(f).SetAangemeldOp(c.Now).ExecX(sys)
		}
		if len(f.Edges.Steungezinnen) == 0 {
			c.screeningOf(c.Client.Steungezin.Create().SetRegionID(f.RegionID).SetFamily(f).SetAangemeldOp(c.Now).SaveX(sys))
		}
	}
}

func (c *cast) screeningOf(s *ent.Steungezin) {
	c.Client.Screening.Create().SetRegionID(s.RegionID).SetSteungezin(s).ExecX(storetest.Context())
}

// rows is every row that an input may point at.
func (c *cast) rows(t *testing.T) map[gid.Kind][]row {
	t.Helper()
	sys, out := rule.System(t.Context()), map[gid.Kind][]row{}
	add := func(kind gid.Kind, id, region uuid.UUID, version int, families ...uuid.UUID) {
		out[kind] = append(out[kind], row{id, region, families, version})
	}
	for _, x := range c.Client.Region.Query().AllX(sys) {
		add(gid.Region, x.ID, x.ID, x.Version)
	}
	for _, x := range c.Client.Membership.Query().AllX(sys) {
		add(gid.User, x.UserID, x.RegionID, x.Version)
	}
	for _, x := range c.Client.Overdracht.Query().AllX(sys) {
		add(gid.Overdracht, x.ID, x.RegionID, x.Version)
	}
	for _, x := range c.Client.Afwezigheid.Query().AllX(sys) {
		add(gid.Afwezigheid, x.ID, x.RegionID, x.Version)
	}
	for _, x := range c.Client.Place.Query().AllX(sys) {
		add(gid.Place, x.ID, x.RegionID, x.Version)
	}
	for _, x := range c.Client.Meetup.Query().AllX(sys) {
		add(gid.Meetup, x.ID, x.RegionID, x.Version)
	}
	for _, x := range c.Client.Signup.Query().AllX(sys) {
		if x.FamilyID != nil {
			add(gid.Signup, x.ID, x.RegionID, x.Version, *x.FamilyID)
		}
	}
	for _, x := range c.Client.Series.Query().AllX(sys) {
		add(gid.Series, x.ID, x.RegionID, x.Version)
	}
	for _, x := range c.Client.SeriesSignup.Query().AllX(sys) {
		add(gid.SeriesSignup, x.ID, x.RegionID, x.Version, x.FamilyID)
	}
	for _, x := range c.Client.WalkIn.Query().AllX(sys) {
		add(gid.WalkIn, x.ID, x.RegionID, x.Version)
	}
	for _, x := range c.Client.Family.Query().WithChildren().WithContactgegevens().WithNotes().WithToestemmingen().AllX(sys) {
		add(gid.Family, x.ID, x.RegionID, x.Edges.Contactgegevens.Version, x.ID)
		for _, y := range x.Edges.Children {
			add(gid.Child, y.ID, y.RegionID, y.Version, x.ID)
		}
		for _, y := range x.Edges.Notes {
			add(gid.Note, y.ID, y.RegionID, y.Version)
		}
		for _, y := range x.Edges.Toestemmingen[:1] {
			add(gid.Toestemming, y.ID, y.RegionID, y.Version, x.ID)
		}
	}
	for _, x := range c.Client.Blokkade.Query().AllX(sys) {
		add(gid.Blokkade, x.ID, x.RegionID, x.Version)
	}
	for _, x := range c.Client.Zorgmelding.Query().AllX(sys) {
		add(gid.Zorgmelding, x.ID, x.RegionID, x.Version)
	}
	for _, x := range c.Client.Vraaggezin.Query().AllX(sys) {
		add(gid.Vraaggezin, x.ID, x.RegionID, x.Version, x.FamilyID)
	}
	for _, x := range c.Client.Steungezin.Query().WithScreening(func(q *ent.ScreeningQuery) { q.WithVogs().WithReferenties() }).AllX(sys) {
		add(gid.Steungezin, x.ID, x.RegionID, x.Version, x.FamilyID)
		for _, y := range x.Edges.Screening.Edges.Vogs {
			add(gid.Vog, y.ID, y.RegionID, y.Version)
		}
		for _, y := range x.Edges.Screening.Edges.Referenties {
			add(gid.Referentie, y.ID, y.RegionID, y.Version)
		}
	}
	for _, x := range c.Client.Koppeling.Query().WithVraaggezin().WithSteungezin().AllX(sys) {
		var families []uuid.UUID // a side that was not asked yet does not know
		if x.VraagZiet {
			families = append(families, x.Edges.Vraaggezin.FamilyID)
		}
		if x.SteunZiet {
			families = append(families, x.Edges.Steungezin.FamilyID)
		}
		add(gid.Koppeling, x.ID, x.RegionID, x.Version, families...)
	}
	return out
}

// snapshot is all that the database holds, row by row, but for which keys were used.
func (f *foreign) snapshot() (all []string) {
	f.Helper()
	for _, table := range f.column(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`) {
		if table = strings.TrimSpace(table); table != "mutation_log" {
			for _, line := range f.column(`SELECT * FROM "` + table + `" ORDER BY 1`) {
				all = append(all, table+" "+line)
			}
		}
	}
	return all
}

func without(list, less []string) (out []string) {
	known := map[string]bool{}
	for _, line := range less {
		known[line] = true
	}
	for _, line := range list {
		if !known[line] {
			out = append(out, line)
		}
	}
	return out
}

// column writes rows down, whatever they are: a line each.
func (f *foreign) column(query string) (out []string) {
	f.Helper()
	rows, err := f.db.QueryContext(f.Context(), query)
	if err != nil {
		f.Fatal(err)
	}
	defer rows.Close()
	names, _ := rows.Columns()
	for rows.Next() {
		cells := make([]any, len(names))
		for i := range cells {
			cells[i] = new(any)
		}
		if err := rows.Scan(cells...); err != nil {
			f.Fatal(err)
		}
		var b strings.Builder
		for _, cell := range cells {
			fmt.Fprint(&b, *cell.(*any), " ")
		}
		out = append(out, b.String())
	}
	if err := rows.Err(); err != nil {
		f.Fatal(err)
	}
	return out
}

// TestForeignReads asks for everything there is by its id, in every way there is: who
// gets nothing from node(id) gets nothing from any other, nor an error that tells.
func TestForeignReads(t *testing.T) {
	db := storetest.SQLite(t)
	c, a, s := newCast(t, db), newAPI(t, db), readSDL()
	c.elsewhere()
	var fields []string
	for _, f := range s.Query.Fields {
		if arg := f.Arguments.ForName("id"); arg != nil && f.Name != "node" {
			fields = append(fields, f.Name)
		}
	}
	doc := `query($id: ID!) { node(id: $id) { __typename id } nodes(ids: [$id]) { id } ` + strings.Join(fields, `(id: $id) { __typename } `) + `(id: $id) { __typename } }`
	ids, tried := append(everything(t, db), gid.New(gid.Session), gid.New(gid.Job), gid.New(99), uuid.Nil, uuid.Max, uuid.New()), 0
	for who, p := range c.people {
		for _, id := range ids {
			got := a.ask(t, p, doc, map[string]any{"id": id})
			tried += len(got.Data)
			kind := ""
			if node, ok := got.Data["node"].(map[string]any); ok {
				kind = node["__typename"].(string)
			}
			if len(got.Errors) > 0 || (got.Data["nodes"].([]any)[0] != nil) != (kind != "") {
				t.Errorf("%s reads %s: %s", who, id, got.Raw)
			}
			for _, f := range fields {
				if (got.Data[f] != nil) != (kind != "" && s.Query.Fields.ForName(f).Type.Name() == kind) {
					t.Errorf("%s reads %s by %s: %s", who, id, f, got.Raw)
				}
			}
		}
	}
	if t.Logf("%d reads by id", tried); tried < 5000 {
		t.Errorf("only %d", tried)
	}
}
