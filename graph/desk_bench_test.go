package graph_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"buurtdorp/ent/membership"
	"buurtdorp/internal/demo"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// documentsOf are the questions that a file of the desk asks, each with its fragments: what
// is measured is what the app sends.
func documentsOf(t testing.TB, file string) map[string]string {
	t.Helper()
	raw, err := os.ReadFile("../pwa/src/flows/desk/" + file)
	if err != nil {
		t.Fatal(err)
	}
	out, fragments := map[string]string{}, map[string]string{}
	for _, m := range regexp.MustCompile("`\\s*((query|fragment) (\\w+)[^`]*)`").FindAllStringSubmatch(string(raw), -1) {
		if m[2] == "fragment" {
			fragments[m[3]] = m[1]
		} else {
			out[m[3]] = m[1]
		}
	}
	for name, text := range out {
		for fragment, also := range fragments {
			if strings.Contains(text, "..."+fragment) {
				out[name] += also
			}
		}
	}
	return out
}

// BenchmarkDesk opens the board and a page of each list as a matcher does who looks at all
// of a region, of 200 and of 2,000 families. No question takes more statements in the larger.
func BenchmarkDesk(b *testing.B) {
	type question struct{ name, text string }
	var questions []question
	for _, file := range []string{"board.ts", "lists.ts"} {
		for name, text := range documentsOf(b, file) {
			questions = append(questions, question{name, text})
		}
	}
	if len(questions) < 9 {
		b.Fatalf("found %d questions", len(questions))
	}
	for kind, open := range map[string]func(testing.TB) *store.DB{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		statements := map[string]int{}
		for _, families := range []int{200, 2000} {
			b.Run(fmt.Sprintf("%s/%d", kind, families), func(b *testing.B) {
				if kind == "postgres" && os.Getenv(storetest.SQLiteOnly) != "" {
					b.Skip("without PostgreSQL")
				}
				db := open(b)
				if _, err := demo.Fill(storetest.Context(), db, demo.Options{Families: families}); err != nil {
					b.Fatal(err)
				}
				counted, list := storetest.Counting(b, db)
				counting, plain, who := newAPI(b, counted), newAPI(b, db), matcherOf(b, db)
				for _, q := range questions {
					vars := map[string]any{"first": 25, "search": "fam"}
					list.Take()
					if got := counting.ask(b, who, q.text, vars); len(got.Errors) > 0 {
						b.Fatalf("%s: %s", q.name, got.Raw)
					}
					n := len(list.Take())
					if was, before := statements[q.name]; before && n > was {
						b.Errorf("%s: %d statements of 200 families, %d of 2,000", q.name, was, n)
					}
					statements[q.name] = n
					b.Run(q.name, func(b *testing.B) {
						for b.Loop() {
							plain.ask(b, who, q.text, vars)
						}
						b.ReportMetric(float64(n), "statements")
					})
				}
			})
		}
	}
}

// matcherOf is a matcher of a filled region.
func matcherOf(t testing.TB, db *store.DB) *world.Person {
	t.Helper()
	sys := storetest.Context()
	m := db.Client.Membership.Query().Where(membership.RoleEQ(term.RoleMatcher)).WithUser().Order(membership.ByID()).FirstX(sys)
	u := m.Edges.User
	return &world.Person{User: u, Viewer: &viewer.Viewer{UserID: u.ID, RegionID: m.RegionID, Roles: []term.Role{term.RoleMatcher}}}
}
