package storetest_test

import (
	"net/url"
	"os"
	"strings"
	"testing"

	"buurtdorp/internal/store"
	"buurtdorp/internal/store/scratch"
	"buurtdorp/internal/storetest"
)

func TestEveryTestHasAnEmptyDatabaseOfItsOwn(t *testing.T) {
	ctx := storetest.Context()
	for range 2 { // the second time nothing of the first is there
		storetest.Each(t, func(t *testing.T, db *store.DB) {
			if n := db.Client.Region.Query().CountX(ctx); n != 0 {
				t.Errorf("%d regions in a new database", n)
			}
			db.Client.Region.Create().SetKey("a").SetName("A").SaveX(ctx)
		})
	}
}

func TestNothingIsLeft(t *testing.T) {
	var file string
	t.Run("sqlite", func(t *testing.T) { file = strings.TrimPrefix(storetest.SQLite(t).URL(), "sqlite:") })
	if _, err := os.Stat(file); !os.IsNotExist(err) {
		t.Errorf("%s is still there: %v", file, err)
	}
	if os.Getenv(storetest.SQLiteOnly) == "1" {
		return // as asked: no PostgreSQL
	}
	server, err := scratch.Dial(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	count := func(query string, args ...any) (n int) {
		if err := server.Admin().QueryRow(query, args...).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	const inItsOwn = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
	before := count(inItsOwn)
	var name string
	t.Run("postgres", func(t *testing.T) {
		u, err := url.Parse(storetest.Postgres(t).URL())
		if err != nil {
			t.Fatal(err)
		}
		name = strings.TrimPrefix(u.Path, "/")
	})
	if !strings.HasPrefix(name, scratch.Prefix) || count("SELECT count(*) FROM pg_database WHERE datname = $1", name) != 0 {
		t.Errorf("the database %q is still there", name)
	}
	if count(inItsOwn) != before {
		t.Error("the server's own database was used")
	}
}

func TestWithoutAServerItSaysWhatToDo(t *testing.T) {
	t.Setenv(scratch.Env, "")
	if _, err := scratch.Dial(t.Context()); err == nil || !strings.Contains(err.Error(), "scripts/with-postgres.sh") {
		t.Errorf("said: %v", err)
	}
	t.Setenv(scratch.Env, "postgres://anna:geheim@127.0.0.1:1/x?sslmode=disable")
	if _, err := scratch.Dial(t.Context()); err == nil || strings.Contains(err.Error(), "geheim") {
		t.Errorf("said: %v", err)
	}
}
