package store_test

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
)

// removed lists what a migration takes away on purpose: "table" or "table.column",
// with the reason.
var removed = map[string]string{}

// Rows written at every version are there, the same, after every later one.
func TestRowsSurviveEveryMigration(t *testing.T) {
	storetest.EachEmpty(t, func(t *testing.T, _, url string) {
		surviveAll(t, url, store.Migrations())
	})
}

// The same, with one more migration that changes a table with children: on
// SQLite that is the rebuild that once deleted them all.
func TestRowsSurviveARebuiltTable(t *testing.T) {
	storetest.EachEmpty(t, func(t *testing.T, _, url string) {
		surviveAll(t, url, withRebuild(t))
		db := opened(t, url)
		if n, want := one(t, db, `SELECT count(*) FROM meetups WHERE chairs = 38`), rowsPerRound*len(released(t)); n != want {
			t.Errorf("%d older meetups got chairs, want %d", n, want)
		}
	})
}

// released are the migrations that there are.
func released(t *testing.T) []string {
	t.Helper()
	names, err := fs.Glob(store.Migrations(), "sqlite/*.sql")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	return names
}

// And the comparison sees a loss: the same rebuild on an ordinary connection.
func TestALossIsSeen(t *testing.T) {
	db := storetest.SQLite(t)
	if err := fill(db, 1); err != nil {
		t.Fatal(err)
	}
	before := snapshot(t, db)
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range rebuild(t, db) {
		if _, err := tx.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	if lost := before.missingFrom(snapshot(t, db)); !slices.Contains(lost, "rows of signups") || slices.Contains(lost, "rows of meetups") {
		t.Errorf("the lost signups were not missed: %v", lost)
	}
}

// A migration that leaves a child without its parent is found out.
func TestMigrateChecksForeignKeys(t *testing.T) {
	db := storetest.SQLite(t)
	if err := fill(db, 1); err != nil {
		t.Fatal(err)
	}
	files := withFile(t, "sqlite", "DELETE FROM meetups;")
	if _, err := store.MigrateFiles(t.Context(), db.URL(), files, 0); err == nil || !strings.Contains(err.Error(), "rows of meetups that are not there") {
		t.Errorf("orphans were left behind: %v", err)
	}
}

func surviveAll(t *testing.T, url string, files fs.FS) {
	t.Helper()
	names, err := fs.Glob(files, "sqlite/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	var before content
	for i := range names {
		version := int64(i + 1)
		if n, err := store.MigrateFiles(t.Context(), url, files, version); err != nil || n != 1 {
			t.Fatalf("to version %d: %d steps, %v", version, n, err)
		}
		db := opened(t, url)
		for _, lost := range before.missingFrom(snapshot(t, db)) {
			t.Errorf("version %d lost %s", version, lost)
		}
		if err := fill(db, int(version)); err != nil {
			t.Fatalf("at version %d: %v", version, err)
		}
		was := before
		before = snapshot(t, db)
		for table, rows := range before {
			if len(rows) != len(was[table])+rowsPerRound {
				t.Errorf("%s has %d rows at version %d", table, len(rows), version)
			}
		}
		db.Close()
	}
}

// content is what is in a database: table -> id -> column -> value.
type content map[string]map[string]map[string]string

func snapshot(t *testing.T, db *store.DB) content {
	t.Helper()
	tables, err := catalog(db)
	if err != nil {
		t.Fatal(err)
	}
	c := content{}
	for _, table := range tables {
		c[table.name] = map[string]map[string]string{}
		var names []string
		for _, col := range table.columns {
			names = append(names, `"`+col.name+`"`)
		}
		rows, err := texts(db, fmt.Sprintf(`SELECT id, %s FROM "%s"`, strings.Join(names, ", "), table.name))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			values := map[string]string{}
			for i, col := range table.columns {
				values[col.name] = r[i+1]
			}
			c[table.name][r[0]] = values
		}
	}
	return c
}

// missingFrom lists what was here and is not, or is not the same, in what came after.
func (c content) missingFrom(after content) (lost []string) {
	miss := func(what, key string) {
		if removed[key] == "" && !slices.Contains(lost, what) {
			lost = append(lost, what)
		}
	}
	for table, rows := range c {
		if _, ok := after[table]; !ok {
			miss("table "+table, table)
			continue
		}
		for id, row := range rows {
			now, ok := after[table][id]
			if !ok {
				miss("rows of "+table, table)
				continue
			}
			for column, value := range row {
				if now[column] != value {
					miss("values of "+table+"."+column, table+"."+column)
				}
			}
		}
	}
	return lost
}

// withRebuild adds a migration that changes meetups.
func withRebuild(t *testing.T) fs.FS {
	t.Helper()
	files := withFile(t, "sqlite", strings.Join(append([]string{"PRAGMA foreign_keys = off"}, rebuild(t, storetest.SQLite(t))...), ";\n")+";\nPRAGMA foreign_keys = on;")
	files["postgres"+nextName(t)] = &fstest.MapFile{Data: []byte("-- +goose Up\n" +
		"ALTER TABLE meetups ADD COLUMN chairs bigint NOT NULL DEFAULT 38;\nALTER TABLE meetups ALTER COLUMN title TYPE text;\n")}
	return files
}

// rebuild is what the planner writes when a column of meetups changes.
func rebuild(t *testing.T, db *store.DB) (statements []string) {
	t.Helper()
	made, err := texts(db, `SELECT sql FROM sqlite_schema WHERE tbl_name = 'meetups' AND sql IS NOT NULL ORDER BY type DESC, name`) // table, then indexes
	if err != nil {
		t.Fatal(err)
	}
	cols, err := columns(db, "meetups")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range cols {
		names = append(names, "`"+c.name+"`")
	}
	list := strings.Join(names, ", ")
	table := regexp.MustCompile("^CREATE TABLE .meetups. \\(").ReplaceAllString(made[0][0], "CREATE TABLE `new_meetups` (`chairs` integer NOT NULL DEFAULT 38, ")
	statements = []string{
		table,
		fmt.Sprintf("INSERT INTO `new_meetups` (%s) SELECT %s FROM `meetups`", list, list),
		"DROP TABLE `meetups`",
		"ALTER TABLE `new_meetups` RENAME TO `meetups`",
	}
	for _, index := range made[1:] {
		statements = append(statements, index[0])
	}
	return statements
}

// withFile is all migrations and one more for one database.
func withFile(t *testing.T, database, sql string) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(store.Migrations(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(store.Migrations(), path)
		out[path] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	out[database+nextName(t)] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + sql + "\n")}
	return out
}

func nextName(t *testing.T) string {
	t.Helper()
	names, err := fs.Glob(store.Migrations(), "sqlite/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("/%05d_only_for_a_test.sql", len(names)+1)
}

func opened(t *testing.T, url string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func one(t *testing.T, db *store.DB, query string) (n int) {
	t.Helper()
	if err := db.QueryRow(query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
