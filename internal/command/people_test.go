package command_test

import (
	"encoding/base64"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// claims reads a token as anybody can.
func claims(t *testing.T, token string) (head, body map[string]any) {
	t.Helper()
	parts := strings.Split(strings.TrimSpace(token), ".")
	if len(parts) != 3 {
		t.Fatalf("no token: %q", token)
	}
	for i, into := range []*map[string]any{&head, &body} {
		raw, err := base64.RawURLEncoding.DecodeString(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(raw, into); err != nil {
			t.Fatal(err)
		}
	}
	return head, body
}

// demo --list is a contract: scripts choose their people from it.
func TestDemoList(t *testing.T) {
	o := newOperator(t)
	if out := o.does("demo", "--list"); strings.TrimSpace(out) != "[]" {
		t.Errorf("nobody is %s", out)
	}
	o.does("demo")
	if code, _, errs := o.types("demo"); code != 4 || !strings.Contains(errs, "empty database only") {
		t.Errorf("a second region on top: %d %s", code, errs)
	}
	var people []map[string]any
	mustJSON(t, o.does("demo", "--list"), &people)
	roles, address := map[string]int{}, regexp.MustCompile(`^[a-z_]+\d+@demo\.buurtdorp\.example$`)
	for _, p := range people {
		role, _ := p["role"].(string)
		roles[role]++
		email, _ := p["email"].(string)
		id, err := uuid.Parse(p["id"].(string))
		if !address.MatchString(email) || err != nil || !gid.Is(id, gid.User) || p["region"] != "hoeksche-waard" {
			t.Errorf("listed %v", p)
		}
		if family, has := p["familyId"].(string); has != (role == "parent") || has && !gid.Is(uuid.MustParse(family), gid.Family) {
			t.Errorf("the family of %v", p)
		}
	}
	for _, want := range []string{"parent", "host", "matcher", "head_matcher", "professional", "admin"} {
		if roles[want] == 0 {
			t.Errorf("nobody is %s: %v", want, roles)
		}
	}
}

func TestToken(t *testing.T) {
	o := newOperator(t)
	o.does("demo")
	for _, role := range []string{"parent", "host", "matcher", "head_matcher", "head-matcher", "headmatcher", "professional", "admin", "MATCHER"} {
		head, body := claims(t, o.does("token", "--role", role))
		roles, _ := body["roles"].([]any)
		want := strings.NewReplacer("-", "_", "headmatcher", "head_matcher").Replace(strings.ToLower(role))
		if head["typ"] != "at+jwt" || !slices.Contains(roles, any(want)) {
			t.Errorf("%s: %v %v", role, head, body)
		}
		life := time.Duration(body["exp"].(float64)-body["iat"].(float64)) * time.Second
		if life != 10*time.Minute {
			t.Errorf("%s: lives %s", role, life)
		}
		if said, _ := json.Marshal(body); strings.Contains(string(said), "@") {
			t.Errorf("an address in a token: %s", said)
		}
	}
	_, body := claims(t, o.does("token", "--email", "Parent1@demo.buurtdorp.example", "--ttl", "90s"))
	if life := body["exp"].(float64) - body["iat"].(float64); life != 90 {
		t.Errorf("lives %v seconds", life)
	}
	for _, c := range []struct {
		args []string
		code int
	}{
		{[]string{"token"}, 2},
		{[]string{"token", "--role", "koning"}, 2},
		{[]string{"token", "--role", "matcher", "--ttl", "16m"}, 2},
		{[]string{"token", "--role", "matcher", "--ttl", "-1m"}, 2},
		{[]string{"token", "--role", "matcher", "--ttl", "lang"}, 2},
		{[]string{"token", "--email", "niemand@voorbeeld.example"}, 3},
		{[]string{"token", "--role", "matcher", "--email", "parent1@demo.buurtdorp.example"}, 3},
	} {
		code, out, errs := o.types(c.args...)
		if code != c.code || out != "" {
			t.Errorf("%v: %d %s%s", c.args, code, out, errs)
		}
		plain(t, errs)
	}
}

func TestAdmin(t *testing.T) {
	o := newOperator(t)
	refused := func(code int, says string, args ...string) {
		t.Helper()
		got, out, errs := o.types(args...)
		if got != code || !strings.Contains(errs, says) || out != "" {
			t.Errorf("%v: %d %s%s", args, got, out, errs)
		}
		plain(t, errs)
	}
	person := []string{"admin", "person", "Ria@voorbeeld.example", "--name", "Ria", "--role", "matcher"}
	refused(3, "there is no such region; make one with: buurtdorp admin region KEY", slices.Clone(person)...)
	refused(3, `no map of region "atlantis" is built in`, "admin", "region", "atlantis")
	region := o.does("admin", "region", "hoeksche-waard", "--phone", "+31880000000", "--contact", "Ria")
	if again := o.does("admin", "region", "hoeksche-waard"); again != region {
		t.Errorf("a second region of one key: %s %s", region, again)
	}
	ria := o.does(slices.Clone(person)...)
	if again := o.does(slices.Clone(person)...); again != ria {
		t.Errorf("a second Ria: %s %s", ria, again)
	}
	o.does("admin", "person", "ria@voorbeeld.example", "--role", "host")
	_, body := claims(t, o.does("token", "--email", "ria@voorbeeld.example"))
	if roles := body["roles"].([]any); len(roles) != 2 || strings.TrimSpace(ria) != body["sub"] {
		t.Errorf("%v", body)
	}
	o.does("admin", "person", "ria@voorbeeld.example", "--role", "matcher", "--remove")
	refused(3, "this person is no MATCHER here", "admin", "person", "ria@voorbeeld.example", "--role", "matcher", "--remove")
	refused(2, "--role is parent", "admin", "person", "ria@voorbeeld.example", "--role", "koning")
	refused(2, "is not an e-mail address", "admin", "person", "ria", "--role", "host")
	o.does("admin", "region", "elders", "--name", "Elders")
	refused(2, "there are more regions: say which with --region", "admin", "person", "kim@voorbeeld.example", "--role", "host")
	o.does("admin", "person", "kim@voorbeeld.example", "--role", "host", "--region", "elders")
	o.does("admin", "person", "kim@voorbeeld.example", "--disable")
	refused(3, "", "token", "--email", "kim@voorbeeld.example")
	refused(3, "nobody signs in with this address", "admin", "person", "piet@voorbeeld.example", "--disable")

	client := o.does("admin", "client", "Gemeentesite", "--region", "elders")
	if !regexp.MustCompile(`^client_id \S+\nclient_secret \S{20,}\n$`).MatchString(client) {
		t.Errorf("an app is %q", client)
	}
	first, _ := claims(t, o.does("token", "--email", "ria@voorbeeld.example"))
	kid := strings.TrimSpace(o.does("admin", "rotate-keys"))
	second, _ := claims(t, o.does("token", "--email", "ria@voorbeeld.example"))
	if kid == "" || second["kid"] != kid || first["kid"] == kid {
		t.Errorf("signed with %v, then with %v, new is %s", first["kid"], second["kid"], kid)
	}
}

// The operator sets what a region agreed on, when it is made and later, and is refused
// in the same words as a head matcher, all of it at once.
func TestAdminRegionTerms(t *testing.T) {
	o := newOperator(t)
	refuse := func(says ...string) {
		t.Helper()
		code, out, errs := o.types("admin", "region", "elders", "--name", "Elders", "--reservation-days", "0", "--reminder-at", "22:00", "--phone", "12", "--school-holidays", "oost")
		for _, want := range says {
			if !strings.Contains(errs, want) {
				t.Errorf("%q is not said: %s", want, errs)
			}
		}
		if code != 2 || out != "" || strings.Count(errs, "\n") != len(says) {
			t.Errorf("%d %s%s", code, out, errs)
		}
		plain(t, errs)
	}
	says := []string{"--reservation-days: Kies een getal van 1 tot 30.", "--reminder-at: Om 22:00 uur is het stil.", "--phone: Dit nummer klopt niet.", "--school-holidays: "}
	refuse(says...)
	id := o.does("admin", "region", "elders", "--name", "Elders", "--trial-weeks", "8", "--steun-first=false")
	refuse(says...)
	if again := o.does("admin", "region", "elders", "--phone", "088 - 123 45 67", "--reservation-days", "3", "--school-holidays", "zuid", "--quiet-from", "20:00"); again != id {
		t.Errorf("a second region: %s %s", id, again)
	}
	db, err := store.Open(t.Context(), "sqlite:"+o.path("data/buurtdorp.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	r := db.Client.Region.Query().OnlyX(storetest.Context())
	if r.Name != "Elders" || r.TrialWeeks != 8 || r.SteunFirst || r.Phone != "+31881234567" || r.ReservationDays != 3 || r.Vakantieregio != term.VakantieregioZuid ||
		r.QuietFrom != "20:00" || r.QuietUntil != "08:00" || r.VogYears != 3 || r.Version != 2 {
		t.Errorf("%+v", r)
	}
}

func TestAdminPlace(t *testing.T) {
	o := newOperator(t)
	o.does("admin", "region", "hoeksche-waard")
	id := o.does("admin", "place", "De Drie Lelies", "--street", "Dorpsstraat 1", "--postcode", "3273 ab", "--access", "Geen drempel", "--language", "nl,ar")
	if again := o.does("admin", "place", "De Drie Lelies", "--close"); again != id {
		t.Errorf("a second place of one name: %s %s", id, again)
	}
	for _, args := range [][]string{{"admin", "place", "Zonder"}, {"admin", "place", "Verkeerd", "--postcode", "12"}, {"admin", "place", " ", "--postcode", "3273"}} {
		if code, _, errs := o.types(args...); code != 2 {
			t.Errorf("%v: %d %s", args, code, errs)
		}
	}
}

// A matcher with people in her care cannot leave before they have another.
func TestAMatcherWithDossiersStays(t *testing.T) {
	o := newOperator(t)
	o.does("demo")
	for _, args := range [][]string{
		{"admin", "person", "matcher1@demo.buurtdorp.example", "--disable"},
		{"admin", "person", "matcher1@demo.buurtdorp.example", "--role", "matcher", "--remove"},
	} {
		if code, _, errs := o.types(args...); code != 4 || !strings.Contains(errs, "open dossiers: hand them over first") {
			t.Errorf("%v: %d %s", args, code, errs)
		}
	}
	claims(t, o.does("token", "--email", "matcher1@demo.buurtdorp.example"))
}

func TestHealth(t *testing.T) {
	o := newOperator(t)
	p := o.serves()
	t.Setenv("BUURTDORP_ADDR", strings.TrimPrefix(p.base, "http://"))
	if out := o.does("health"); out != "ready\n" {
		t.Errorf("said %q", out)
	}
	var answer struct{ Ready bool }
	mustJSON(t, o.does("health", "--json"), &answer)
	if !answer.Ready {
		t.Error("not ready, as JSON")
	}
}
