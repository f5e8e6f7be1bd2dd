// Package storetest gives every test a database of its own: fresh, migrated, real,
// of both kinds, and gone afterwards.
//
//	storetest.Each(t, func(t *testing.T, db *store.DB) { … })
//
// PostgreSQL comes from scripts/with-postgres.sh, or from a server of your own in
// BUURTDORP_TEST_POSTGRES. Without one the tests fail; BUURTDORP_TEST_SQLITE_ONLY=1
// leaves PostgreSQL out on purpose.
package storetest

import (
	"context"
	"os"
	"testing"

	"entgo.io/ent/dialect"

	"buurtdorp/ent/rule"
	"buurtdorp/internal/store"
)

// SQLiteOnly names the setting that leaves PostgreSQL out.
const SQLiteOnly = "BUURTDORP_TEST_SQLITE_ONLY"

// Each runs a test on both databases, as subtests "sqlite" and "postgres".
func Each(t *testing.T, test func(t *testing.T, db *store.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	if withPostgres() {
		t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
	}
}

// EachEmpty is Each for tests of migrating: the address of a database that holds nothing.
func EachEmpty(t *testing.T, test func(t *testing.T, dialectName, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, dialect.SQLite, sqliteURL(t)) })
	if withPostgres() {
		t.Run("postgres", func(t *testing.T) { test(t, dialect.Postgres, database(t, "").URL) })
	}
}

// SQLite is for a test that has nothing to do with the kind of database.
func SQLite(t testing.TB) *store.DB {
	t.Helper()
	template, err := migratedFile()
	if err != nil {
		t.Fatal(err)
	}
	url := sqliteURL(t)
	if err := os.WriteFile(sqlitePath(url), template, 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, url)
}

// Postgres is for a test of what only PostgreSQL does.
func Postgres(t testing.TB) *store.DB {
	t.Helper()
	template, err := migratedTemplate()
	if err != nil {
		t.Fatal(err)
	}
	return open(t, database(t, template).URL)
}

// Context is that of the server itself, which may read and write everything.
func Context() context.Context { return rule.System(context.Background()) }

func withPostgres() bool { return os.Getenv(SQLiteOnly) != "1" }

func open(t testing.TB, url string) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}
