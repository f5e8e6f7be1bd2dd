package graph_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"buurtdorp/ent"
	"buurtdorp/ent/family"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/seriessignup"
	"buurtdorp/graph"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

var update = flag.Bool("update", false, "write testdata/matrix.txt anew, for a human to review")

// readers are the columns of the matrix: who is who in the cast. What is a family's
// own is a column by itself; a parent's other columns are what she reads of others.
var readers = []struct{ column, person, own string }{
	{"anonymous", "anonymous", ""}, {"client", "client", ""}, {"own", "samira", "only"}, {"own", "anja", "only"},
	{"foreign", "kim", "not"}, {"vraag", "samira", "not"}, {"steun", "anja", "not"}, {"asked", "els", "not"},
	{"host", "host", ""}, {"professional", "professional", ""}, {"matcher", "matcher", ""}, {"head", "head_matcher", ""}, {"admin", "admin", ""},
	{"elsewhere", "matcher_elsewhere", "not"},
}

// TestMatrix asks for every field of every type, of everything in the cast, as each
// role, and compares who got something with the table that people have reviewed.
// A field that a role newly reads, or no longer reads, is a line to think about.
func TestMatrix(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		c, a := newCast(t, db), newAPI(t, db)
		c.onDevices(t)
		schema := (&graph.Resolver{}).Schema().Schema()
		got := map[string][]string{}
		for _, r := range readers {
			m := &mapper{t: t, api: a, cast: c, as: r.person, schema: schema, seen: map[string]bool{}}
			mine := c.ownOf(t, r.person)
			for _, id := range everything(t, db) {
				if r.own == "" || (r.own == "only") == mine[id] {
					m.node(id)
				}
			}
			if r.own != "not" || r.column == "asked" {
				m.roots()
			}
			for field := range m.seen {
				if !slices.Contains(got[field], r.column) {
					got[field] = append(got[field], r.column)
				}
			}
		}
		for _, def := range schema.Types {
			for _, f := range shown(def) {
				if name := def.Name + "." + f.Name; got[name] == nil {
					got[name] = []string{"-"}
				}
			}
		}
		text := render(got)
		const file = "testdata/matrix.txt"
		if *update {
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		differ(t, string(want), text)
	})
}

func render(got map[string][]string) string {
	var b strings.Builder
	fmt.Fprintln(&b, "# Who reads what. Made by: go test ./graph -run TestMatrix -update; reviewed by people.")
	fmt.Fprintln(&b, "# own is what a family reads of itself. What it reads of others: vraag and steun try it together,")
	fmt.Fprintln(&b, "# asked has a proposal, foreign has nothing to do with them; elsewhere is a matcher of another")
	fmt.Fprintln(&b, "# region. - is nobody, or nothing of it in the cast.")
	for _, field := range slices.Sorted(maps.Keys(got)) {
		fmt.Fprintf(&b, "%-40s %s\n", field, strings.Join(got[field], " "))
	}
	return b.String()
}

func differ(t *testing.T, want, got string) {
	t.Helper()
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for _, line := range w {
		if !slices.Contains(g, line) {
			t.Errorf("reviewed: %s", line)
		}
	}
	for _, line := range g {
		if !slices.Contains(w, line) {
			t.Errorf("now:      %s", line)
		}
	}
}

// shown are the fields of an object that hold data of ours: not those of payloads,
// connections and roots.
func shown(def *ast.Definition) []*ast.FieldDefinition {
	if def.Kind != ast.Object || strings.HasPrefix(def.Name, "__") || slices.Contains([]string{"Query", "Mutation", "Subscription", "PageInfo"}, def.Name) {
		return nil
	}
	for _, end := range []string{"Payload", "Connection", "Edge", "Error"} {
		if strings.HasSuffix(def.Name, end) {
			return nil
		}
	}
	return def.Fields
}

// mapper walks what one person can read.
type mapper struct {
	t      *testing.T
	api    api
	cast   *cast
	as     string
	schema *ast.Schema
	seen   map[string]bool
}

func (m *mapper) node(id uuid.UUID) {
	m.t.Helper()
	got := m.api.ask(m.t, m.cast.people[m.as], fmt.Sprintf("{ node(id: %q) { __typename } }", id), nil)
	n, _ := got.Data["node"].(map[string]any)
	if n == nil {
		return
	}
	name := n["__typename"].(string)
	got = m.api.ask(m.t, m.cast.people[m.as], fmt.Sprintf("{ node(id: %q) { ... on %s { %s } } }", id, name, m.selection(name, 0)), nil)
	if len(got.Errors) > 0 {
		m.t.Errorf("%s reads a %s: %s", m.as, name, got.Raw)
	}
	m.note(name, got.Data["node"])
}

// roots reads what no node leads to.
func (m *mapper) roots() {
	m.t.Helper()
	got := m.api.ask(m.t, m.cast.people[m.as], fmt.Sprintf(`{ viewer { %s } regions { %s } postcode(code: "3273") { %s } }`,
		m.selection("Viewer", 0), m.selection("Region", 0), m.selection("PostcodeInfo", 0)), nil)
	if len(got.Errors) > 0 {
		m.t.Errorf("%s reads the roots: %s", m.as, got.Raw)
	}
	m.note("Viewer", got.Data["viewer"])
	m.device()
	for _, name := range []string{"MeetupSync", "SignupSync", "KoppelingSync", "FamilySync", "DossierSync"} {
		page := m.api.ask(m.t, m.cast.people[m.as], fmt.Sprintf(`{ pull%s(limit: 100) { documents { %s } } }`, name, m.selection(name, 0)), nil)
		if bulk, ok := page.Data["pull"+name].(map[string]any); ok {
			m.note(name, bulk["documents"])
		}
	}
	m.note("PostcodeInfo", got.Data["postcode"])
	m.note("Region", got.Data["regions"])
	got = m.api.ask(m.t, m.cast.people[m.as], fmt.Sprintf(`{ weging { %s } previewWeights(weights: {%s}) { %s } }`, m.selection("WegingNu", 0),
		"reis: 0, dagdelen: 50, hulp: 50, kind: 0, taal: 0, opvoeding: 0, duur: 0, interesses: 0, ervaring: 0, huis: 0, beurt: 0, goedVanaf: 75, pastVanaf: 50",
		m.selection("WeightsPreview", 0)), nil)
	if len(got.Errors) > 0 {
		m.t.Errorf("%s reads the weights: %s", m.as, got.Raw)
	}
	m.note("WegingNu", got.Data["weging"])
	m.note("WeightsPreview", got.Data["previewWeights"])
	small := strings.NewReplacer("pairs {", "pairs(first: 3) {", "alone {", "alone(first: 3) {")
	got = m.api.ask(m.t, m.cast.people[m.as], fmt.Sprintf(`{ listProposal { %s } demand { %s } regionMap { %s } }`, small.Replace(m.selection("ListProposal", 0)), m.selection("Demand", 0), m.selection("RegionMap", 0)), nil)
	if len(got.Errors) > 0 {
		m.t.Errorf("%s reads the lists: %s", m.as, got.Raw)
	}
	m.note("ListProposal", got.Data["listProposal"])
	m.note("Demand", got.Data["demand"])
	m.note("RegionMap", got.Data["regionMap"])
}

// device reads what is about where somebody is signed in, and who looked at Samira's.
func (m *mapper) device() {
	m.t.Helper()
	got := m.api.ask(m.t, m.cast.people[m.as], fmt.Sprintf("{ mijnApparaten { %s } mijnBerichten { %s } meegenomen { %s } }",
		m.selection("Apparaat", 0), m.selection("Berichten", 0), m.selection("Meegenomen", 0)), nil)
	m.note("Apparaat", got.Data["mijnApparaten"])
	m.note("Berichten", got.Data["mijnBerichten"])
	m.note("Meegenomen", got.Data["meegenomen"])
	got = m.api.ask(m.t, m.cast.people[m.as], fmt.Sprintf("{ inzagen(familyId: %q) { %s } }", m.cast.ids["samira_family"], m.selection("Inzage", 0)), nil)
	m.note("Inzage", got.Data["inzagen"])
}

// onDevices signs everybody in on a phone that has had something to send, on which Mieke
// took Samira's dossier along; and Samira and Anja had a koppeling before, which they rounded off.
func (c *cast) onDevices(t *testing.T) {
	t.Helper()
	sys := rule.System(t.Context())
	for _, name := range slices.Sorted(maps.Keys(c.people)) {
		p := c.people[name]
		if p.User == nil {
			continue
		}
		on := c.Client.Session.Create().SetUser(p.User).SetExpiresAt(c.Now.Add(time.Hour)).SetDevice("Telefoon").SetSeenAt(c.Now).SetUnsent(1).SetUnsentAt(c.Now).SaveX(sys)
		v := *p.Viewer
		v.SessionID = on.ID
		c.people[name] = &world.Person{User: p.User, Viewer: &v}
		if name == "matcher" {
			for _, f := range []string{"samira_family", "anja_family"} {
				c.Client.Meegenomen.Create().SetRegion(c.Region).SetUser(p.User).SetSession(on).SetFamilyID(c.ids[f]).SetTot(c.Now.Add(time.Hour)).ExecX(sys)
			}
		}
	}
	c.Client.User.UpdateOne(c.people["samira"].User).SetMeldingenUit([]term.Melding{term.MeldingMeetup}).ExecX(sys)
	c.Client.Inzage.Create().SetRegion(c.Region).SetFamilyID(c.ids["samira_family"]).SetUserID(c.Matcher.User.ID).SetSoort(term.InzageDossier).
		SetWat(string(term.GegevenKinderen)).SetDag(clock.Today(c.Now).Format(time.DateOnly)).ExecX(sys)
	k := c.Client.Koppeling.Create().SetRegion(c.Region).SetVraaggezinID(c.ids["samira"]).SetSteungezinID(c.ids["anja"]).SetMatcher(c.Matcher.User).
		SetState(term.KoppelingAfgerond).SetSteunZiet(true).SetVraagZiet(true).SetActiefSinds(c.Now).SetAfscheidOp(c.Now).SetAfgerondOp(c.Now).SaveX(sys)
	c.Afscheid(k, c.people["samira"], term.KantVraag)
	c.Afscheid(k, c.people["anja"], term.KantSteun)
}

// selection asks for all fields of a type; of other nodes only that they are there.
func (m *mapper) selection(name string, depth int) string {
	var b strings.Builder
	for _, f := range shown(m.schema.Types[name]) {
		to := m.schema.Types[f.Type.Name()]
		switch {
		case to.Kind == ast.Object && slices.Contains(to.Interfaces, "Node"):
			fmt.Fprintf(&b, "%s { __typename } ", f.Name)
		case to.Kind == ast.Object && depth < 3:
			fmt.Fprintf(&b, "%s { __typename %s } ", f.Name, m.selection(to.Name, depth+1))
		case to.Kind == ast.Scalar || to.Kind == ast.Enum:
			fmt.Fprintf(&b, "%s ", f.Name)
		}
	}
	return b.String()
}

// note marks every field that came with something in it. An empty list and a null
// tell nothing; a zero or an empty text of a row one may read does.
func (m *mapper) note(name string, v any) {
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			m.note(name, one)
		}
	case map[string]any:
		for _, f := range shown(m.schema.Types[name]) {
			value, asked := v[f.Name]
			if list, ok := value.([]any); !asked || value == nil || ok && len(list) == 0 {
				continue
			}
			m.seen[name+"."+f.Name] = true
			if to := m.schema.Types[f.Type.Name()]; to.Kind == ast.Object && !slices.Contains(to.Interfaces, "Node") {
				m.note(to.Name, value)
			}
		}
	}
}

// ownOf are the ids of what belongs to somebody's own family, or for staff elsewhere
// to their own region.
func (c *cast) ownOf(t *testing.T, person string) map[uuid.UUID]bool {
	t.Helper()
	sys, own := rule.System(t.Context()), map[uuid.UUID]bool{}
	families := []uuid.UUID{c.people[person].Viewer.FamilyID}
	if person == "matcher_elsewhere" {
		families = c.Client.Family.Query().Where(family.RegionID(c.Elsewhere.ID)).IDsX(sys)
		own[c.people[person].User.ID] = true
	}
	for _, f := range c.Client.Family.Query().Where(family.IDIn(families...)).WithMembers().WithChildren().WithContactgegevens().WithZorgFeiten().
		WithToestemmingen().WithVraaggezinnen().WithSignups().
		WithSteungezinnen(func(q *ent.SteungezinQuery) {
			q.WithScreening(func(q *ent.ScreeningQuery) { q.WithVogs().WithReferenties() })
		}).AllX(sys) {
		own[f.ID], own[f.Edges.Contactgegevens.ID] = true, true
		for _, x := range f.Edges.Members {
			own[x.ID] = true
		}
		for _, x := range f.Edges.Children {
			own[x.ID] = true
		}
		for _, x := range f.Edges.ZorgFeiten {
			own[x.ID] = true
		}
		for _, x := range f.Edges.Toestemmingen {
			own[x.ID] = true
		}
		for _, x := range f.Edges.Vraaggezinnen {
			own[x.ID] = true
		}
		for _, x := range c.Client.SeriesSignup.Query().Where(seriessignup.FamilyID(f.ID)).AllX(sys) {
			own[x.ID] = true
		}
		for _, x := range f.Edges.Signups {
			own[x.ID] = true
		}
		for _, x := range f.Edges.Steungezinnen {
			own[x.ID] = true
			if sc := x.Edges.Screening; sc != nil {
				own[sc.ID] = true
				for _, vog := range sc.Edges.Vogs {
					own[vog.ID] = true
				}
			}
		}
	}
	return own
}

// everything is the id of every row that node(id) could serve.
func everything(t *testing.T, db *store.DB) []uuid.UUID {
	t.Helper()
	var ids []uuid.UUID
	sys, c := rule.System(t.Context()), db.Client
	for _, list := range []func() ([]uuid.UUID, error){
		func() ([]uuid.UUID, error) { return c.Weging.Query().IDs(sys) },
		func() ([]uuid.UUID, error) { return c.Region.Query().IDs(sys) }, func() ([]uuid.UUID, error) { return c.Place.Query().IDs(sys) },
		func() ([]uuid.UUID, error) { return c.User.Query().IDs(sys) }, func() ([]uuid.UUID, error) { return c.Family.Query().IDs(sys) },
		func() ([]uuid.UUID, error) { return c.Child.Query().IDs(sys) }, func() ([]uuid.UUID, error) { return c.Vraaggezin.Query().IDs(sys) },
		func() ([]uuid.UUID, error) { return c.Steungezin.Query().IDs(sys) }, func() ([]uuid.UUID, error) { return c.Koppeling.Query().IDs(sys) },
		func() ([]uuid.UUID, error) { return c.KoppelingStep.Query().IDs(sys) }, func() ([]uuid.UUID, error) { return c.KoppelingAnswer.Query().IDs(sys) },
		func() ([]uuid.UUID, error) { return c.Afspraken.Query().IDs(sys) }, func() ([]uuid.UUID, error) { return c.CheckIn.Query().IDs(sys) },
		func() ([]uuid.UUID, error) { return c.Contactgegevens.Query().IDs(sys) }, func() ([]uuid.UUID, error) { return c.ZorgFeit.Query().IDs(sys) },
		func() ([]uuid.UUID, error) { return c.Toestemming.Query().IDs(sys) }, func() ([]uuid.UUID, error) { return c.Note.Query().IDs(sys) },
		func() ([]uuid.UUID, error) { return c.Screening.Query().IDs(sys) }, func() ([]uuid.UUID, error) { return c.Vog.Query().IDs(sys) },
		func() ([]uuid.UUID, error) { return c.Referentie.Query().IDs(sys) }, func() ([]uuid.UUID, error) { return c.Meetup.Query().IDs(sys) },
		func() ([]uuid.UUID, error) { return c.Signup.Query().IDs(sys) }, func() ([]uuid.UUID, error) { return c.Overdracht.Query().IDs(sys) },
		func() ([]uuid.UUID, error) { return c.Afwezigheid.Query().IDs(sys) },
		func() ([]uuid.UUID, error) { return c.Series.Query().IDs(sys) },
		func() ([]uuid.UUID, error) { return c.SeriesSignup.Query().IDs(sys) }, func() ([]uuid.UUID, error) { return c.WalkIn.Query().IDs(sys) },
		func() ([]uuid.UUID, error) { return c.Closing.Query().IDs(sys) },
		func() ([]uuid.UUID, error) { return c.CalendarFeed.Query().IDs(sys) },
		func() ([]uuid.UUID, error) { return c.Zorgmelding.Query().IDs(sys) }, func() ([]uuid.UUID, error) { return c.ZorgmeldingStap.Query().IDs(sys) },
		func() ([]uuid.UUID, error) { return c.Terugblik.Query().IDs(sys) }, func() ([]uuid.UUID, error) { return c.Afscheid.Query().IDs(sys) },
	} {
		some, err := list()
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, some...)
	}
	for _, id := range ids {
		if _, ok := gid.Table(id); !ok {
			t.Fatalf("node(id) does not know kind %d", id[15])
		}
	}
	return ids
}
