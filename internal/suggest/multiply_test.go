package suggest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql/schema"

	"buurtdorp/ent/family"
	"buurtdorp/ent/migrate"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// written is how many of a crowd are written one by one. More are copies of those, made
// inside the database, for a million would take an hour.
const written = 10_000

// multiply copies everybody in a database, so that each is there so many times, under
// other ids and in the place where another one lives: so all places stay as full as they
// were of people who differ.
func multiply(b testing.TB, db *store.DB, times int) {
	b.Helper()
	if times < 2 {
		return
	}
	ctx := context.Background()
	conn, err := db.Conn(ctx) // what is temporary is there for one connection
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close()
	run := func(statement string) {
		b.Helper()
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			b.Fatalf("%v: %s", err, statement)
		}
	}
	postgres := db.Dialect == dialect.Postgres
	if postgres {
		run(`SET statement_timeout = 0`)
		// Copies belong together as what they were made of does. Who may not say so waits
		// for the database to look at each.
		_, _ = conn.ExecContext(ctx, `SET session_replication_role = replica`)
	} else { // room for what it writes out of order: a page goes to disk once
		run(`PRAGMA cache_size = -2000000`)
		defer run(`PRAGMA cache_size = -2000`)
	}
	run(`CREATE TEMP TABLE homes AS SELECT id, pc4, village, row_number() OVER (ORDER BY id) - 1 AS i FROM families`)
	run(`CREATE UNIQUE INDEX homes_i ON homes (i)`)
	run(`CREATE UNIQUE INDEX homes_id ON homes (id)`)
	run(fmt.Sprintf(`CREATE TEMP TABLE copies AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < %d) SELECT n FROM c`, times-1))
	if postgres {
		run(`ANALYZE homes`)
		run(`ANALYZE copies`)
	}
	run(`BEGIN`)
	for _, t := range []*schema.Table{migrate.FamiliesTable, migrate.ChildrenTable, migrate.ToestemmingenTable, migrate.SteungezinnenTable,
		migrate.ScreeningsTable, migrate.VogsTable, migrate.ReferentiesTable} {
		run(copied(t, postgres))
	}
	run(`COMMIT`)
	if postgres { // by itself it does so within a minute
		run(`ANALYZE`)
	}
}

// copied is the statement that copies a table.
func copied(t *schema.Table, postgres bool) string {
	// The last bytes but two of an id are chance; those before are this row's alone, and
	// the last tells its kind.
	other := func(column string) string {
		if postgres {
			return fmt.Sprintf(`overlay(t.%s::text placing lpad(to_hex(c.n), 8, '0') from 25 for 8)::uuid`, column)
		}
		return fmt.Sprintf(`substr(t.%s, 1, 24) || printf('%%08x', c.n) || substr(t.%s, 33)`, column, column)
	}
	from := fmt.Sprintf(`%s t CROSS JOIN copies c`, t.Name)
	moves := t == migrate.FamiliesTable
	if moves { // 7919 is a prime: every copy of somebody lives elsewhere
		from += ` JOIN homes h ON h.id = t.id JOIN homes there ON there.i = (h.i + c.n * 7919) % (SELECT count(*) FROM homes)`
	}
	var columns, values []string
	for _, c := range t.Columns {
		value := "t." + c.Name
		switch {
		case c.Name == "id" || belongs(t, c.Name):
			value = other(c.Name)
		case moves && (c.Name == "pc4" || c.Name == "village"):
			value = "there." + c.Name
		}
		columns, values = append(columns, c.Name), append(values, value)
	}
	return fmt.Sprintf(`INSERT INTO %s (%s) SELECT %s FROM %s`, t.Name, strings.Join(columns, ", "), strings.Join(values, ", "), from)
}

// belongs tells whether a column points to a row that is copied too.
func belongs(t *schema.Table, column string) bool {
	return slices.ContainsFunc(t.ForeignKeys, func(k *schema.ForeignKey) bool {
		to := k.RefTable
		return k.Columns[0].Name == column && (to == migrate.FamiliesTable || to == migrate.ChildrenTable || to == migrate.SteungezinnenTable || to == migrate.ScreeningsTable)
	})
}

// TestMultiply makes sure that copies are people like the others, who live elsewhere.
func TestMultiply(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		ctx := storetest.Context()
		v := populate(t, db, 20)
		living := func() map[string]int {
			in := map[string]int{}
			for _, f := range db.Client.Family.Query().Where(family.IDNEQ(v.FamilyID)).AllX(ctx) {
				in[f.Pc4]++
			}
			return in
		}
		first := living()
		db.Client.Family.DeleteOneID(v.FamilyID).ExecX(ctx)
		multiply(t, db, 3)
		after := living()
		for pc4, n := range after {
			if n != 3*first[pc4] {
				t.Errorf("%d live in %s, want three times %d", n, pc4, first[pc4])
			}
		}
		if n := db.Client.Referentie.Query().CountX(ctx); n != 120 {
			t.Errorf("%d references, want two for each of sixty", n)
		}
		v = asking(t, ctx, db.Client, v.RegionID, &newDesk(1, 1, func(*rand.Rand) int { return 1 }).vragen[0])
		got, err := (&Service{Client: db.Client, MostKept: -1}).For(ctx, v, 100)
		if err != nil || len(got) != 60 {
			t.Fatal(len(got), err)
		}
		for _, x := range got {
			if said := x.Hard[11]; !gid.Is(x.SteunID, gid.Steungezin) || said.Outcome != term.DrieJa {
				t.Errorf("%s: %+v", x.SteunID, said)
			}
		}
	})
}
