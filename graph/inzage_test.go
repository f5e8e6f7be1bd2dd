package graph_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"buurtdorp/ent"
	"buurtdorp/ent/inzage"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// looked are the lines of a family, oldest first: who, how, what.
func looked(db *store.DB, family *ent.Family) (out []string) {
	for _, row := range db.Client.Inzage.Query().Where(inzage.FamilyID(family.ID)).Order(ent.Asc(inzage.FieldID)).AllX(storetest.Context()) {
		who := db.Client.User.GetX(storetest.Context(), row.UserID)
		out = append(out, fmt.Sprintf("%s %s %s", who.FirstName, row.Soort, row.Wat))
	}
	return out
}

// Who works with families leaves a line, on whatever way she looks.
func TestWhoLookedIsWrittenDown(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, a := world.New(t, db), newAPILogging(t, db, os.Stderr)
		v, s := w.Vraag(world.Child(6)), w.Steun(world.Child(8))
		k := w.Koppeling(v, s, term.KoppelingActief)
		w.Allergie(v.Family, term.DierKat)
		ask := func(who *world.Person, query string) {
			t.Helper()
			if got := a.ask(t, who, query, nil); len(got.Errors) > 0 {
				t.Fatal(got.Raw)
			}
		}
		for _, c := range []struct{ query, line string }{
			{fmt.Sprintf(`{ family(id: %q) { name village } }`, v.Family.ID), ""},
			{fmt.Sprintf(`{ family(id: %q) { children { firstName } } }`, v.Family.ID), "DOSSIER KINDEREN"},
			{fmt.Sprintf(`{ node(id: %q) { ... on Family { contactgegevens { phone } zorgFeiten { kind } } } }`, v.Family.ID), "DOSSIER CONTACT,ZORG"},
			{fmt.Sprintf(`{ vraaggezin(id: %q) { state } }`, v.Row.ID), "DOSSIER VRAAG"},
			{fmt.Sprintf(`{ koppeling(id: %q) { state answers { antwoord } } }`, k.ID), ""},
			{fmt.Sprintf(`{ koppeling(id: %q) { state vraaggezin { family { children { age } } } } }`, k.ID), "DOSSIER VRAAG,KINDEREN"},
		} {
			before := len(looked(db, v.Family))
			ask(w.Matcher, c.query)
			ask(w.Matcher, c.query) // each time
			ask(v.Parent, c.query)  // one's own family is no inzage
			var want []string
			if c.line != "" {
				want = []string{w.Matcher.User.FirstName + " " + c.line, w.Matcher.User.FirstName + " " + c.line}
			}
			if got := looked(db, v.Family)[before:]; !slices.Equal(got, want) && c.line != "" {
				t.Errorf("%s\n got %q, want %q", c.query, got, want)
			} else if c.line == "" && strings.Contains(strings.Join(got, " "), "KINDEREN") {
				t.Errorf("%s says of more than was read: %q", c.query, got)
			}
		}
		ask(w.MatcherElsewhere, fmt.Sprintf(`{ family(id: %q) { children { firstName } } }`, v.Family.ID))
		for _, line := range looked(db, v.Family) {
			if strings.HasPrefix(line, w.MatcherElsewhere.User.FirstName) {
				t.Error("who was shown nothing left a line:", line)
			}
		}
	})
}

// A list of many is written down once a day; so it is after a restart, and beside
// another instance.
func TestAListIsWrittenDownOnceADay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := world.New(t, db)
		var all []*world.Vraag
		for range 5 {
			all = append(all, w.Vraag(world.Child(6)))
		}
		for _, a := range []api{newAPI(t, db), newAPI(t, db)} {
			for range 2 {
				if got := a.ask(t, w.Matcher, `{ vraaggezinnen(first: 50) { edges { node { family { children { age } } } } } }`, nil); len(got.Errors) > 0 {
					t.Fatal(got.Raw)
				}
			}
		}
		for _, v := range all {
			if got, want := looked(db, v.Family), []string{w.Matcher.User.FirstName + " LIJST VRAAG,KINDEREN"}; !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	})
}

// Who may read the lines: the family its own, a head matcher and an admin those of their
// region. And who reads them leaves one.
func TestWhoReadsWhoLooked(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, a := world.New(t, db), newAPI(t, db)
		v, other := w.Vraag(world.Child(6)), w.Vraag()
		a.ask(t, w.Matcher, fmt.Sprintf(`{ family(id: %q) { children { firstName } } }`, v.Family.ID), nil)
		read := fmt.Sprintf(`{ inzagen(familyId: %q) { wie { firstName } op soort wat } }`, v.Family.ID)
		for _, c := range []struct {
			who  *world.Person
			sees int
		}{{v.Parent, 1}, {other.Parent, 0}, {w.Matcher, 0}, {w.Host, 0}, {w.Professional, 0}, {world.Anonymous, 0}, {w.MatcherElsewhere, 0}, {w.HeadMatcher, 1}, {w.Admin, 2}, {v.Parent, 3}} {
			got := a.ask(t, c.who, read, nil)
			if n := strings.Count(got.Raw, `"soort":"DOSSIER"`); n != c.sees || len(got.Errors) > 0 {
				t.Errorf("%v sees %d, want %d: %s", c.who.Viewer.Roles, n, c.sees, got.Raw)
			}
		}
		me := a.ask(t, v.Parent, read, nil).Raw
		if !strings.Contains(me, w.Matcher.User.FirstName) || !strings.Contains(me, `"wat":["LOGBOEK"]`) {
			t.Error(me)
		}
	})
}

// What cannot be written down is not shown.
func TestNoLineNoLook(t *testing.T) {
	db := storetest.SQLite(t)
	w, a := world.New(t, db), newAPI(t, db)
	v := w.Vraag(world.Child(6))
	if _, err := db.Exec(`DROP TABLE inzagen`); err != nil {
		t.Fatal(err)
	}
	got := a.ask(t, w.Matcher, fmt.Sprintf(`{ family(id: %q) { children { age birthMonth } } }`, v.Family.ID), nil)
	if len(got.Errors) != 1 || !strings.Contains(got.Raw, "INTERNAL") || strings.Contains(got.Raw, "birthMonth") {
		t.Error(got.Raw)
	}
}
