package command_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
)

// The whole demo region moves from SQLite to PostgreSQL and back, and is the same.
func TestBackupMovesBetweenDatabases(t *testing.T) {
	storetest.EachEmpty(t, func(t *testing.T, _, elsewhere string) {
		o := newOperator(t)
		o.does("demo")
		first := hashes(t, o.does("backup", "--json", "DIR/first.backup"))
		if first.Rows < 1000 || len(first.Hashes) < 30 {
			t.Fatalf("only %d rows of %d tables in a backup of the demo", first.Rows, len(first.Hashes))
		}
		steps := []string{elsewhere, "sqlite:" + o.path("back.db")}
		for i, url := range steps {
			from := []string{"DIR/first.backup", "DIR/second.backup"}[i]
			t.Setenv("DATABASE_URL", url)
			o.does("restore", from)
			next := hashes(t, o.does("backup", "--json", []string{"DIR/second.backup", "DIR/third.backup"}[i]))
			if next.Rows != first.Rows {
				t.Errorf("step %d: %d rows became %d", i, first.Rows, next.Rows)
			}
			for table, sum := range first.Hashes {
				if next.Hashes[table] != sum {
					t.Errorf("step %d: %s is not the same", i, table)
				}
			}
		}
		var was, is []map[string]any // and it can be used
		t.Setenv("DATABASE_URL", "sqlite:"+o.path("data/buurtdorp.db"))
		mustJSON(t, o.does("demo", "--list"), &was)
		t.Setenv("DATABASE_URL", "sqlite:"+o.path("back.db"))
		mustJSON(t, o.does("demo", "--list"), &is)
		if len(was) == 0 || len(was) != len(is) {
			t.Errorf("%d people became %d", len(was), len(is))
		}
	})
}

func TestBackupFile(t *testing.T) {
	o := newOperator(t)
	o.does("migrate")
	if out := o.does("backup", "DIR/a.backup"); out != o.path("a.backup")+"\n" {
		t.Errorf("printed %q", out)
	}
	info, err := os.Stat(o.path("a.backup"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("who may read it: %v %v", info.Mode(), err)
	}
	before, err := os.ReadFile(o.path("a.backup"))
	if err != nil {
		t.Fatal(err)
	}
	if code, _, errs := o.types("backup", "DIR/a.backup"); code != 4 || !strings.Contains(errs, "is there already") {
		t.Errorf("a second one in its place: %d %s", code, errs)
	}
	if after, err := os.ReadFile(o.path("a.backup")); err != nil || string(after) != string(before) {
		t.Error("the first backup was changed")
	}
	if code, _, errs := o.types("backup", "DIR/none/b.backup"); code != 1 || !strings.Contains(errs, "cannot be written: no such file or directory") {
		t.Errorf("into a folder that is not there: %d %s", code, errs)
	}
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"restore", "DIR/a.backup"}, 0, "counts and hashes are equal"}, // empty, though migrated
		{[]string{"restore", "DIR/none"}, 3, "there is no file"},
		{[]string{"restore", "DIR"}, 2, "is a folder"},
		{[]string{"restore"}, 2, "use it as: buurtdorp restore FILE"},
		{[]string{"restore", "--check", "DIR/a.backup"}, 0, "the file is whole"},
		{[]string{"restore", "--check", "DIR/data/buurtdorp.db"}, 1, "this is not a backup of Buurtdorp"},
	} {
		if code, out, errs := o.types(c.args...); code != c.code || !strings.Contains(errs, c.says) || out != "" {
			t.Errorf("%v: %d %s%s", c.args, code, out, errs)
		}
	}
	o.does("demo")
	if code, _, errs := o.types("restore", "DIR/a.backup"); code != 4 || !strings.Contains(errs, "the database is not empty") {
		t.Errorf("over a region: %d %s", code, errs)
	}
	entries, err := os.ReadDir(o.dir)
	if err != nil || len(entries) != 2 { // data and a.backup: nothing half done lies about
		t.Errorf("left behind: %v %v", entries, err)
	}
	t.Setenv("DATABASE_URL", "sqlite:"+o.path("none.db"))
	if code, _, errs := o.types("backup", "DIR/c.backup"); code != 3 || !strings.Contains(errs, "there is no database file") {
		t.Errorf("of nothing: %d %s", code, errs)
	}
}

func TestBackupToStandardOutput(t *testing.T) {
	o := newOperator(t)
	o.does("migrate")
	raw := o.does("backup", "-")
	if d, err := store.CheckDump(strings.NewReader(raw)); err != nil || d.Tables == 0 {
		t.Errorf("%v %v", d, err)
	}
}

func hashes(t *testing.T, raw string) (d store.Dumped) {
	t.Helper()
	mustJSON(t, raw, &d)
	return d
}

func mustJSON(t *testing.T, raw string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(raw), into); err != nil {
		t.Fatalf("%v in %s", err, raw)
	}
}
