package store_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entgo.io/ent/dialect"

	"buurtdorp/internal/store"
	"buurtdorp/internal/store/plan"
	"buurtdorp/internal/storetest"
)

func folder(dialectName string) string {
	if dialectName == dialect.Postgres {
		return "migrations/postgres"
	}
	return "migrations/sqlite"
}

func TestMigrationsHaveEqualNames(t *testing.T) {
	names := func(d string) (out []string) {
		files, err := fs.Glob(store.Migrations(), d+"/*")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			out = append(out, filepath.Base(f))
		}
		return out
	}
	a, b := names("sqlite"), names("postgres")
	if len(a) == 0 || !slices.Equal(a, b) {
		t.Errorf("sqlite has %v, postgres has %v", a, b)
	}
}

func TestMigrationsSayWhatTheSchemaSays(t *testing.T) {
	storetest.EachEmpty(t, func(t *testing.T, d, url string) {
		if sql, err := next(t, url, folder(d)); !errors.Is(err, plan.ErrNoPlan) {
			t.Errorf("ent/schema changed without a migration; run make migration NAME=… (%v). Missing:\n%s", err, sql)
		}
	})
}

// The test above sees a difference when there is one: an index that is not there,
// and a CHECK that says something else under the same name.
func TestDriftIsSeen(t *testing.T) {
	for name, change := range map[string]func(line string) string{
		"koppeling_plek_once": func(line string) string {
			if strings.Contains(line, "koppeling_plek_once") {
				return ""
			}
			return line
		},
		"koppeling_state": func(line string) string { return strings.ReplaceAll(line, "'NIET_DOORGEGAAN', ", "") },
	} {
		t.Run(name, func(t *testing.T) {
			storetest.EachEmpty(t, func(t *testing.T, d, url string) {
				sql, err := next(t, url, older(t, folder(d), change))
				if err != nil || !strings.Contains(string(sql), name) || strings.Contains(string(sql), "Down") {
					t.Errorf("%v, planned:\n%s", err, sql)
				}
			})
		})
	}
}

// older is a folder with the first migration as it might once have been.
func older(t *testing.T, folder string, change func(line string) string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(folder, "00001_init.sql"))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for line := range strings.Lines(string(b)) {
		out.WriteString(change(line))
	}
	old := t.TempDir()
	if err := os.WriteFile(filepath.Join(old, "00001_init.sql"), []byte(out.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := plan.Seal(old); err != nil {
		t.Fatal(err)
	}
	return old
}

func next(t *testing.T, url, folder string) ([]byte, error) {
	t.Helper()
	db, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	return plan.Next(t.Context(), db, folder)
}

func TestMigrate(t *testing.T) {
	storetest.EachEmpty(t, func(t *testing.T, d, url string) {
		names, err := fs.Glob(store.Migrations(), filepath.Base(folder(d))+"/*.sql")
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []int{len(names), 0} {
			if n, err := store.Migrate(t.Context(), url); err != nil || n != want {
				t.Errorf("%d steps, %v; want %d", n, err, want)
			}
		}
		db, err := store.Open(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if err := fill(db, 1); err != nil {
			t.Fatal(err)
		}
		_, err = db.Exec(`DELETE FROM regions`)
		if err == nil || !strings.Contains(strings.ToLower(err.Error()), "foreign key") {
			t.Errorf("foreign keys are off after migrating: %v", err)
		}

		if _, err := db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (90000, $1)`, true); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Migrate(t.Context(), url); err == nil || !strings.Contains(err.Error(), "use a newer program") {
			t.Errorf("an older program went on with a newer database: %v", err)
		}
	})
}

// Programs that start together: one migrates, the others wait.
func TestMigrateTogether(t *testing.T) {
	storetest.EachEmpty(t, func(t *testing.T, d, url string) {
		type result struct {
			n   int
			err error
		}
		results := make(chan result)
		for range 3 {
			go func() {
				n, err := store.Migrate(context.WithoutCancel(t.Context()), url)
				results <- result{n, err}
			}()
		}
		total := 0
		for range 3 {
			r := <-results
			if r.err != nil {
				t.Error(r.err)
			}
			total += r.n
		}
		names, err := fs.Glob(store.Migrations(), filepath.Base(folder(d))+"/*.sql")
		if err != nil || total != len(names) {
			t.Errorf("%d steps were done, want %d (%v)", total, len(names), err)
		}
	})
}
