package graph_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"buurtdorp/internal/storetest"
)

// callers are the columns of the table; the parents are those of one koppeling, and
// one that has nothing yet.
var callers = []struct{ column, person string }{
	{"anonymous", "anonymous"}, {"client", "client"}, {"vraag", "samira"}, {"steun", "anja"}, {"asked", "els"}, {"waiting", "kim"},
	{"host", "host"}, {"professional", "professional"}, {"matcher", "matcher"}, {"head", "head_matcher"}, {"admin", "admin"},
}

// TestCallers asks every mutation of everybody, about her own things, and compares who
// is heard at all with the table that people have reviewed. Heard is every answer but
// "we cannot find this" and "sign in first"; with baseVersion 0 hardly anything happens.
func TestCallers(t *testing.T) {
	db := storetest.SQLite(t)
	hasty(t, db)
	c := newCast(t, db)
	f := &foreign{T: t, sdl: readSDL(), api: newAPI(t, db), cast: c, db: db, rows: c.rows(t)}
	heard := map[string][]string{}
	for _, m := range f.mutations() {
		heard[m.Name] = nil
		ids := f.idFields(m)
		for _, who := range callers {
			for _, at := range ids {
				if len(ids) > 1 && at.made || slices.Contains(heard[m.Name], who.column) {
					continue
				}
				for _, r := range append([]row{{}}, f.rows[at.kind]...) {
					if at.made && r.version > 0 || !at.made && !mayAct(f.people[who.person].Viewer, m.Name, at.kind, r) {
						continue
					}
					r.version = 0
					if said := f.ask(m, who.person, at, r); !strings.Contains(said, "NOT_FOUND") && !strings.Contains(said, "UNAUTHENTICATED") {
						heard[m.Name] = append(heard[m.Name], who.column)
						break
					}
				}
			}
		}
	}
	var b strings.Builder
	fmt.Fprintln(&b, "# Who is heard. Made by: go test ./graph -run TestCallers -update; reviewed by people.")
	fmt.Fprintln(&b, "# vraag and steun are the two families of a trial, asked has a proposal, waiting has nothing yet.")
	for _, name := range slices.Sorted(maps.Keys(heard)) {
		fmt.Fprintf(&b, "%-24s %s\n", name, strings.Join(append(heard[name], "-")[:max(1, len(heard[name]))], " "))
	}
	const file = "testdata/callers.txt"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	differ(t, string(want), b.String())
}
