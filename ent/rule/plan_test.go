package rule_test

import (
	"strings"
	"testing"

	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
)

// What a parent may see is few rows, however many there are: the database goes to them
// by an index. Reading a table from end to end to find them, and another for each of
// its rows, took over a minute in a region of a hundred thousand families.
func TestNobodyReadsAWholeTable(t *testing.T) {
	db := storetest.SQLite(t)
	w := world.New(t, db)
	counted, statements := storetest.Counting(t, db)
	parents := "Family Child Contactgegevens ZorgFeit Toestemming Vraaggezin Steungezin Screening Vog Koppeling KoppelingAnswer CheckIn Afspraken Signup Membership Credential"
	for _, c := range []struct {
		who   *world.Person
		kinds string
	}{{w.Vraag().Parent, parents}, {w.Host, "Family Signup"}, {w.Matcher, parents + " Note Blokkade Referentie KoppelingStep"}} {
		for _, kind := range strings.Fields(c.kinds) {
			statements.Take()
			if err := failure(call(call(clients(counted.Client)[kind], "Query")[0], "Count", c.who.Context())); err != nil {
				t.Fatal(kind, err)
			}
			asked := statements.Take()
			text, _, _ := strings.Cut(asked[0], " args=")
			_, text, _ = strings.Cut(text, "query=")
			rows, err := db.Query("EXPLAIN QUERY PLAN "+text, make([]any, strings.Count(text, "?"))...)
			if err != nil {
				t.Fatal(kind, err)
			}
			for rows.Next() {
				var id, parent, other int
				var detail string
				if err := rows.Scan(&id, &parent, &other, &detail); err != nil {
					t.Fatal(err)
				}
				if strings.HasPrefix(detail, "SCAN") && detail != "SCAN CONSTANT ROW" {
					t.Errorf("%v and %s: %s\n%s", c.who.Viewer.Roles, kind, detail, text)
				}
			}
			if err := rows.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}
