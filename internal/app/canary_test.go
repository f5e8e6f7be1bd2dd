package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	sqlschema "entgo.io/ent/dialect/sql/schema"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"

	"buurtdorp/ent"
	entmigrate "buurtdorp/ent/migrate"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// canary is a word that is nowhere but in what this family wrote, or what was written
// about it.
const canary = "Kanarievogel"

// ofNobody are the tables that hold nothing of a family, and why. Any other table has a
// row of the family in it, or the test of forgetting says so.
var ofNobody = map[string]string{
	"api_clients": "apps of other organisations", "wegingen": "how a region weighs", "regions": "the region itself", "secrets": "keys", "signing_keys": "keys",
	"feeds": "counters", "holdings": "goes with its replica; hashes and numbers", "jobs": "ids: names are looked up when it is sent",
	"places": "public", "meetups": "public", "series": "public", "closings": "what a host wrote of an evening; ForgetNames",
	"walk_ins": "households without an account; ForgetNames", "list_log": "who took which kind of list",
	"signin_codes": "ten minutes, and only hashes of both",
}

// keeps are the texts that stay, or that no word can be in, and why.
var keeps = map[string]string{
	"families.village": "to count", "vraaggezinnen.soorten": "to count", "vraaggezinnen.dagdelen": "to count",
	"steungezinnen.soorten": "to count", "steungezinnen.dagdelen": "to count",
	"children.birth_month": "the database takes only a month; the row goes with the first name",
	"koppeling_steps.step": "one of ours", "inzagen.wat": "one of ours", "inzagen.dag": "a day", "reminders.kind": "one of ours",
	"signups.guest_name": "a household has none; ForgetNames", "signups.guest_hash": "a household has none",
	"replicas.seen_as": "a hash", "replicas.viewer": "who, by id", "mutation_log.viewer": "who, by id",
	"mutation_log.op": "one of ours",
}

// whose tells by the names of its columns which rows of a table are of the family, which
// is $2.
var whose = []struct{ column, is string }{
	{"family_id", "= $2"}, {"vraag_family_id", "= $2"}, {"steun_family_id", "= $2"},
	{"koppeling_id", "IN ({pairs})"}, {"vraaggezin_id", "IN (SELECT id FROM vraaggezinnen WHERE family_id = $2)"},
	{"screening_id", "IN (SELECT id FROM screenings WHERE steungezin_id IN (SELECT id FROM steungezinnen WHERE family_id = $2))"},
	{"steungezin_id", "IN (SELECT id FROM steungezinnen WHERE family_id = $2)"}, {"zorgmelding_id", "IN (SELECT id FROM zorgmeldingen WHERE family_id = $2)"}, {"signup_id", "IN (SELECT id FROM signups WHERE family_id = $2)"},
	{"session_id", "IN (SELECT id FROM sessions WHERE user_id IN ({people}))"}, {"user_id", "IN ({people})"},
	{"viewer", "IN (SELECT CAST(id AS text) FROM users WHERE family_id = $2)"},
}

// rowsOf are the rows of the family in a table, as a condition; "" when nothing tells.
func rowsOf(table *sqlschema.Table) string {
	of := "id = $2"
	if table.Name != "families" {
		of = ""
		for _, w := range whose {
			if slices.ContainsFunc(table.Columns, func(c *sqlschema.Column) bool { return c.Name == w.column }) {
				of = w.column + " " + w.is
				break
			}
		}
	}
	return strings.NewReplacer("{people}", "SELECT id FROM users WHERE family_id = $2",
		"{pairs}", `SELECT id FROM koppelingen WHERE vraaggezin_id IN (SELECT id FROM vraaggezinnen WHERE family_id = $2)
			OR steungezin_id IN (SELECT id FROM steungezinnen WHERE family_id = $2)`).Replace(of)
}

// sing puts the canary in every text, list and bytes of every row that is of a family, as
// the schema has them today: a column that somebody adds tomorrow is among them, or has a
// line above. It gives how many columns that were.
func sing(t *testing.T, db *store.DB, family uuid.UUID) (columns int) {
	t.Helper()
	for _, table := range entmigrate.Tables {
		if ofNobody[table.Name] != "" {
			continue
		}
		where := rowsOf(table)
		if where == "" {
			t.Errorf("%s: is it of a family? Say so above, in whose or in ofNobody", table.Name)
			continue
		}
		for _, c := range table.Columns {
			say, ok := words(c)
			if !ok || keeps[table.Name+"."+c.Name] != "" {
				continue
			}
			columns++
			res, err := db.ExecContext(storetest.Context(), fmt.Sprintf(`UPDATE "%s" SET "%s" = $1 WHERE %s`, table.Name, c.Name, where), say, family)
			if err != nil {
				t.Fatalf("%s.%s: %v", table.Name, c.Name, err)
			}
			if n, err := res.RowsAffected(); err != nil || n == 0 {
				t.Errorf("%s: no row of the family, make one in leavesBehind (%v)", table.Name, err)
			}
		}
	}
	return columns
}

// words is the canary as a column takes it; false for what holds no words: numbers, days,
// ids, and enums, which the database itself holds to ours.
func words(c *sqlschema.Column) (any, bool) {
	switch {
	case c.Name == "email":
		return strings.ToLower(canary) + "@voorbeeld.example", true
	case c.Type == field.TypeJSON && c.Name == "ontheffingen":
		return `[{"key":"H4","reden":"` + canary + `"}]`, true
	case c.Type == field.TypeJSON:
		return `["` + canary + `"]`, true
	case c.Type == field.TypeBytes:
		return []byte(`{"x":"` + canary + `"}`), true
	}
	return canary, c.Type == field.TypeString
}

// leavesBehind is one row of all that a family leaves behind and its koppeling does not.
func leavesBehind(w *world.World, of *world.Vraag, k *ent.Koppeling) {
	sys, c, u := storetest.Context(), w.Client, of.Parent.User
	w.Zorg(of.Parent, of.Family, k, "x", term.ZorgStapGezien)
	c.Overdracht.Create().SetRegion(w.Region).SetBatchID(gid.New(gid.Overdracht)).SetFamily(of.Family).SetDossierID(of.Row.ID).SetSoort(term.DossierVraag).
		SetVanID(w.Matcher.User.ID).SetNaarID(w.HeadMatcher.User.ID).SetDoorID(w.Matcher.User.ID).SetUiterlijk(w.Now).ExecX(sys)
	c.Terugblik.Create().SetRegion(w.Region).SetKoppeling(k).SetKant(term.KantVraag).SetNummer(1).SetHoe(term.SmileyGoed).SetHoeVaak(term.HoeVaakVaker).
		SetVerder(term.VerderJa).SetUserID(u.ID).ExecX(sys)
	su := w.Signup(w.Meetup(w.Place(), -48*time.Hour), of.Family, term.SignupGeweest)
	c.Reminder.Create().SetRegion(w.Region).SetSignup(su).SetKind("voor-de-dag").ExecX(sys)
	on := c.Session.Create().SetUser(u).SetExpiresAt(w.Now.Add(time.Hour)).SetDevice("x").SaveX(sys)
	c.RefreshToken.Create().SetSession(on).SetHash([]byte("x")).ExecX(sys)
	c.PushSubscription.Create().SetUser(u).SetSession(on).SetEndpointHash([]byte("x")).SetEndpoint("x").SetP256dh([]byte("x")).SetAuth([]byte("x")).ExecX(sys)
	c.CalendarFeed.Create().SetUser(u).SetHash([]byte("x")).ExecX(sys)
	c.MutationLog.Create().SetViewer(of.Parent.Viewer.Key()).SetClientMutationID("x").SetOp("signUp").SetInputHash([]byte("x")).ExecX(sys)
	c.Replica.Create().SetViewer(of.Parent.Viewer.Key()).SetKind(int(gid.Signup)).ExecX(sys)
	c.Inzage.Create().SetRegion(w.Region).SetFamilyID(of.Family.ID).SetUserID(w.Matcher.User.ID).SetSoort(term.All[term.InzageSoort]()[0]).SetWat("x").SetDag("2026-01-05").ExecX(sys)
}

// heard gives every place in the database where the canary is heard.
func heard(t *testing.T, db *store.DB) (places []string) {
	t.Helper()
	for _, table := range entmigrate.Tables {
		rows, err := db.QueryContext(t.Context(), `SELECT * FROM "`+table.Name+`"`)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			cells, at := make([]any, len(columns)), make([]any, len(columns))
			for i := range cells {
				at[i] = &cells[i]
			}
			if err := rows.Scan(at...); err != nil {
				t.Fatal(err)
			}
			for i, cell := range cells {
				if raw, ok := cell.([]byte); ok {
					cell = string(raw)
				}
				if strings.Contains(strings.ToLower(fmt.Sprint(cell)), strings.ToLower(canary)) {
					places = append(places, table.Name+"."+columns[i])
				}
			}
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		_ = rows.Close()
	}
	return places
}
