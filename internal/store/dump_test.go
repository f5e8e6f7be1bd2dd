package store_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"entgo.io/ent/dialect"

	"buurtdorp/ent/migrate"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
)

func backup(t *testing.T, db *store.DB) ([]byte, *store.Dumped) {
	t.Helper()
	var b bytes.Buffer
	d, err := store.Dump(t.Context(), db.URL(), "test", &b)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), d
}

// From either database to either, and back again: the same rows, by count and hash.
func TestRestoreEqualsTheSource(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		for round := range 3 {
			if err := fill(db, round); err != nil {
				t.Fatal(err)
			}
		}
		odd(t, db)
		raw, first := backup(t, db)
		if want := int64(3 * rowsPerRound * len(migrate.Tables)); first.Rows != want || first.Tables != len(migrate.Tables) {
			t.Fatalf("%d rows of %d tables in the backup, want %d of %d", first.Rows, first.Tables, want, len(migrate.Tables))
		}
		storetest.EachEmpty(t, func(t *testing.T, _, url string) {
			restored, err := store.Restore(t.Context(), url, bytes.NewReader(raw))
			if err != nil {
				t.Fatal(err)
			}
			there := opened(t, url)
			_, again := backup(t, there)
			if restored.Rows != first.Rows || again.Rows != first.Rows || !maps.Equal(again.Hashes, first.Hashes) {
				t.Errorf("%d rows became %d", first.Rows, again.Rows)
			}
			if db.IsPostgres() != there.IsPostgres() {
				return // each spells its values its own way
			}
			for _, lost := range snapshot(t, db).missingFrom(snapshot(t, there)) {
				if lost != "values of families.talen" && lost != "values of families.vervoer" { // the same document, in other spaces
					t.Errorf("lost %s", lost)
				}
			}
		})
	})
}

// What ent wrote and what was restored is kept in the same way, also inside SQLite,
// which does not mind what is in a column.
func TestRestoreKeepsTheTypes(t *testing.T) {
	ctx, db := storetest.Context(), storetest.SQLite(t)
	w := newWorld(t, db)
	db.Client.Job.Create().SetKind("x").SetPayload([]byte("{}")).SetRunAt(w.now).SaveX(ctx)
	raw, _ := backup(t, db)
	url := "sqlite:" + filepath.Join(t.TempDir(), "new.db")
	if _, err := store.Restore(t.Context(), url, bytes.NewReader(raw)); err != nil {
		t.Fatal(err)
	}
	for _, table := range migrate.Tables {
		for _, c := range table.Columns {
			q := fmt.Sprintf(`SELECT typeof("%s"), count(*) FROM "%s" GROUP BY 1 ORDER BY 1`, c.Name, table.Name)
			was, err := texts(db, q)
			if err != nil {
				t.Fatal(err)
			}
			is, err := texts(opened(t, url), q)
			if err != nil || fmt.Sprint(was) != fmt.Sprint(is) {
				t.Errorf("%s.%s: %v became %v (%v)", table.Name, c.Name, was, is, err)
			}
		}
	}
}

// odd makes values that come out differently when somebody is careless.
func odd(t *testing.T, db *store.DB) {
	t.Helper()
	for _, s := range []string{
		`UPDATE jobs SET payload = $1`, `UPDATE mutation_log SET outcome = $1`,
	} {
		if _, err := db.Exec(s, []byte{}); err != nil {
			t.Fatal(err)
		}
	}
	for s, v := range map[string]any{
		`UPDATE families SET talen = $1`:      `[ "nl", "\u0061r", "é" ]`,
		`UPDATE families SET vervoer = $1`:    `[{"b": 1, "a": [1.50, null]}]`,
		`UPDATE families SET name = $1`:       "Ümit & <Zoë> \"de\" \u2028 \\ 😀",
		`UPDATE places SET lat = $1`:          51.790000000000006,
		`UPDATE koppelingen SET version = $1`: int64(1) << 40,
	} {
		if _, err := db.Exec(s, v); err != nil {
			t.Fatal(s, err)
		}
	}
}

// An empty database that was migrated already will do; one that holds a row will not.
func TestRestoreWantsAnEmptyDatabase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		if err := fill(db, 1); err != nil {
			t.Fatal(err)
		}
		raw, _ := backup(t, db)
		before := snapshot(t, db)
		_, err := store.Restore(t.Context(), db.URL(), bytes.NewReader(raw))
		if !errors.Is(err, store.ErrInTheWay) || !strings.Contains(err.Error(), "not empty") {
			t.Errorf("said %v", err)
		}
		if lost := before.missingFrom(snapshot(t, db)); len(lost) > 0 {
			t.Errorf("and changed %v", lost)
		}
	})
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		source := storetest.SQLite(t)
		if err := fill(source, 1); err != nil {
			t.Fatal(err)
		}
		raw, _ := backup(t, source)
		if _, err := store.Restore(t.Context(), db.URL(), bytes.NewReader(raw)); err != nil {
			t.Error(err)
		}
	})
}

// A backup of before an upgrade: it is put back as it was, and brought up to date.
func TestRestoreAnOlderBackup(t *testing.T) {
	db := storetest.SQLite(t)
	if err := fill(db, 1); err != nil {
		t.Fatal(err)
	}
	raw, _ := backup(t, db)
	storetest.EachEmpty(t, func(t *testing.T, _, url string) {
		if _, err := store.RestoreFiles(t.Context(), url, withRebuild(t), bytes.NewReader(raw)); err != nil {
			t.Fatal(err)
		}
		if n := one(t, opened(t, url), `SELECT count(*) FROM meetups WHERE chairs = 38`); n != rowsPerRound {
			t.Errorf("%d meetups have chairs, want %d", n, rowsPerRound)
		}
	})
	// And a newer one is refused, before anything is made.
	storetest.EachEmpty(t, func(t *testing.T, d, url string) {
		all := released(t)
		newest := strings.TrimSuffix(path.Base(all[len(all)-1]), ".sql")
		_, err := store.Restore(t.Context(), url, bytes.NewReader(altered(t, raw, `"migration":"`+newest+`"`, `"migration":"90009_later"`)))
		if !errors.Is(err, store.ErrInTheWay) || !strings.Contains(err.Error(), "90009_later") {
			t.Errorf("said %v", err)
		}
	})
}

// What was damaged or made up is refused, and nothing of it is kept.
func TestRestoreRefusesDamage(t *testing.T) {
	source := storetest.SQLite(t)
	if err := fill(source, 1); err != nil {
		t.Fatal(err)
	}
	raw, _ := backup(t, source)
	bomb := pack(t, strings.Repeat(" ", 100<<20))
	for name, c := range map[string]struct {
		raw  []byte
		says string
	}{
		"NoGzip":         {[]byte("region;name\n"), "not a backup"},
		"Nothing":        {nil, "not a backup"},
		"OtherJSON":      {pack(t, "{}\n"), "not a backup"},
		"Halved":         {raw[:len(raw)/2], "cut off"},
		"NoEnd":          {pack(t, text(t, raw)[:strings.LastIndex(text(t, raw), "{")]), "cut off"},
		"AValueChanged":  {altered(t, raw, `"x1003"`, `"x9003"`), "changed or is damaged"},
		"ARowTooMany":    {pack(t, strings.Replace(text(t, raw), "\n[", "\n[]\n[", 1)), "not a backup"},
		"SomethingAfter": {pack(t, text(t, raw)+"[]\n"), "not a backup"},
		"SQLAsName":      {altered(t, raw, `{"name":"regions"`, `{"name":"regions\"; DROP TABLE users; --"`), "not a backup"},
		"SQLAsColumn":    {altered(t, raw, `{"name":"kid"`, `{"name":"kid\") --"`), "not a backup"},
		"OddKind":        {altered(t, raw, `"kind":"float"`, `"kind":"sql"`), "not a backup"},
		"ALineTooLong":   {bomb, "not a backup"},
		"NewerFormat":    {altered(t, raw, `"format":1`, `"format":2`), "newer program"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := store.CheckDump(bytes.NewReader(c.raw)); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("checking said %v, want %q", err, c.says)
			}
			url := "sqlite:" + filepath.Join(t.TempDir(), "new.db")
			if _, err := store.Restore(t.Context(), url, bytes.NewReader(c.raw)); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("restoring said %v, want %q", err, c.says)
			}
			if _, err := os.Stat(strings.TrimPrefix(url, "sqlite:")); err != nil {
				return // it did not come that far
			}
			for table, rows := range snapshot(t, opened(t, url)) {
				if len(rows) > 0 {
					t.Errorf("%d rows of %s were kept", len(rows), table)
				}
			}
		})
	}
}

// Somebody writes while a backup is made: it holds one moment, and nobody waits.
func TestDumpIsOneMoment(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		if err := fill(db, 1); err != nil {
			t.Fatal(err)
		}
		w := &writeMeanwhile{do: func() error { return fill(db, 2) }}
		d, err := store.Dump(t.Context(), db.URL(), "test", w)
		if err != nil || w.err != nil {
			t.Fatal(err, w.err)
		}
		if want := int64(rowsPerRound * len(migrate.Tables)); d.Rows != want {
			t.Errorf("%d rows, want the %d of before", d.Rows, want)
		}
		if _, err := store.CheckDump(&w.Buffer); err != nil {
			t.Error(err)
		}
	})
}

// writeMeanwhile writes to the database when the first bytes of a backup come.
type writeMeanwhile struct {
	bytes.Buffer
	do   func() error
	done bool
	err  error
}

func (w *writeMeanwhile) Write(b []byte) (int, error) {
	if !w.done {
		w.done, w.err = true, w.do()
	}
	return w.Buffer.Write(b)
}

func TestDumpDoesNotMakeADatabase(t *testing.T) {
	url := "sqlite:" + filepath.Join(t.TempDir(), "none.db")
	if _, err := store.Dump(t.Context(), url, "test", io.Discard); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("said %v", err)
	}
	if _, err := os.Stat(strings.TrimPrefix(url, "sqlite:")); !os.IsNotExist(err) {
		t.Error("and made one")
	}
	storetest.EachEmpty(t, func(t *testing.T, d, url string) {
		if d == dialect.SQLite {
			opened(t, url)
		}
		if _, err := store.Dump(t.Context(), url, "test", io.Discard); !errors.Is(err, store.ErrInTheWay) {
			t.Errorf("a database that was never migrated: %v", err)
		}
	})
}

func pack(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func text(t *testing.T, raw []byte) string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(plain)
}

func altered(t *testing.T, raw []byte, was, is string) []byte {
	t.Helper()
	plain := text(t, raw)
	if !strings.Contains(plain, was) {
		t.Fatalf("no %s in the backup", was)
	}
	return pack(t, strings.Replace(plain, was, is, 1))
}
