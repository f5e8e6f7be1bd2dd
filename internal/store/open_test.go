package store_test

import (
	"context"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
)

func TestSQLiteSettings(t *testing.T) {
	db := storetest.SQLite(t)
	want := map[string]string{
		"journal_mode": "wal", "synchronous": "2" /* FULL */, "foreign_keys": "1", "busy_timeout": "10000",
	}
	// Every connection of the pool, not only the first.
	var held []*sql.Conn
	for range db.Stats().MaxOpenConnections {
		conn, err := db.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		held = append(held, conn)
		for name, value := range want {
			var got string
			if err := conn.QueryRowContext(t.Context(), "PRAGMA "+name).Scan(&got); err != nil || got != value {
				t.Errorf("%s = %q, %v; want %q", name, got, err, value)
			}
		}
		if _, err := conn.ExecContext(t.Context(), `SELECT "typo"`); err == nil {
			t.Error(`"typo" was taken for a text`)
		}
	}
	for _, c := range held {
		c.Close()
	}
	if len(held) != 4 {
		t.Errorf("%d connections, want 4", len(held))
	}
}

func TestPostgresSettings(t *testing.T) {
	if os.Getenv(storetest.SQLiteOnly) == "1" {
		return // as asked: no PostgreSQL
	}
	db := storetest.Postgres(t)
	for name, want := range map[string]string{
		"statement_timeout": "30s", "idle_in_transaction_session_timeout": "1min", "TimeZone": "UTC", "application_name": "buurtdorp",
	} {
		var got string
		if err := db.QueryRow("SELECT current_setting($1)", name).Scan(&got); err != nil || got != want {
			t.Errorf("%s = %q, %v; want %q", name, got, err, want)
		}
	}
	if n := db.Stats().MaxOpenConnections; n != 20 {
		t.Errorf("%d connections, want 20", n)
	}
}

func TestPostgresAddress(t *testing.T) {
	t.Setenv("PGSSLMODE", "")
	for address, want := range map[string]string{
		"postgres://a@db.example/x":                 "require",
		"postgres://a@localhost:5433/x":             "disable",
		"postgres://a@127.0.0.1/x":                  "disable",
		"postgres://a@[::1]/x":                      "disable",
		"postgres:///x?host=/run/postgresql":        "disable",
		"postgres://a@localhost/x?sslmode=require":  "require",
		"postgres://a@db.example/x?sslmode=disable": "disable",
	} {
		dsn, err := store.PostgresAddress(address)
		if err != nil {
			t.Fatal(err)
		}
		u, err := url.Parse(dsn)
		if err != nil {
			t.Fatal(err)
		}
		if got := u.Query().Get("sslmode"); got != want {
			t.Errorf("%s: sslmode %q, want %q", address, got, want)
		}
	}
	dsn, err := store.PostgresAddress("postgres://a@localhost/x?statement_timeout=5000")
	if err != nil || !strings.Contains(dsn, "statement_timeout=5000") {
		t.Errorf("what the operator says was changed: %s, %v", dsn, err)
	}
	t.Setenv("PGSSLMODE", "verify-full")
	if dsn, _ := store.PostgresAddress("postgres://a@db.example/x"); strings.Contains(dsn, "sslmode") {
		t.Errorf("PGSSLMODE was overruled: %s", dsn)
	}
}

func TestOpenMakesThePrivateFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a new", "folder #1?", "100%.db")
	db, err := store.Open(t.Context(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("CREATE TABLE t (x int)"); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]os.FileMode{filepath.Dir(path): 0o700, path: 0o600, path + "-wal": 0o600} {
		info, err := os.Stat(name)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v; want %o", name, info.Mode(), err, want)
		}
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a file")
	if err := os.WriteFile(file, []byte("not a database, but long enough to be looked at as one"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ url, want string }{
		{"", "has to begin with sqlite: or postgres://"},
		{"mysql://root:geheim@x/y", "has to begin with sqlite: or postgres://"},
		{"sqlite:", "needs the path of a file"},
		{"sqlite::memory:", "needs the path of a file"},
		{"sqlite:" + file + "/data/x.db", "the data folder " + file + "/data cannot be made: not a directory"},
		{"sqlite:" + dir, "the database file " + dir + " cannot be written: is a directory"},
		{"sqlite:" + file, "file is not a database"},
		{"postgres://anna:geheim@127.0.0.1:1/x", "the PostgreSQL database 127.0.0.1:1/x cannot be reached"},
		{"postgres://anna:ge%heim@127.0.0.1:1/x", "has to be percent-encoded"},
		{"postgres://anna:geheim@127.0.0.1:1/x?sslmode=often", "sslmode"},
	} {
		db, err := store.Open(t.Context(), c.url)
		if err == nil {
			db.Close()
			t.Errorf("%q was opened", c.url)
			continue
		}
		if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %q does not say %q", c.url, err, c.want)
		}
		if strings.Contains(err.Error(), "heim") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: a password or more than a sentence: %q", c.url, err)
		}
	}
}

func TestOpenGivesUpWithItsCaller(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if db, err := store.Open(ctx, "sqlite:"+filepath.Join(t.TempDir(), "x.db")); err == nil {
		db.Close()
		t.Error("opened for a caller that went away")
	}
}
