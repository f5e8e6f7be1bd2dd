package storetest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"testing"

	"buurtdorp/internal/store"
	"buurtdorp/internal/store/scratch"
)

// server is dialled once a process.
var server = sync.OnceValues(func() (*scratch.Server, error) {
	s, err := scratch.Dial(context.Background())
	if err != nil {
		err = fmt.Errorf("%w (or set %s=1 to leave PostgreSQL out)", err, SQLiteOnly)
	}
	return s, err
})

// database makes one, empty or a copy of a template, and drops it after the test.
func database(t testing.TB, template string) *scratch.Database {
	t.Helper()
	s, err := server()
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Create(context.Background(), template)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Drop(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// migratedTemplate names the database that tests copy. All test programs of one
// server share it: its name says which migrations are in it, and whoever needs it
// first makes it. On a server of your own it stays for the next run, with its
// maker's comment on it; see scratch.Server.Template.
var migratedTemplate = sync.OnceValues(func() (string, error) {
	s, err := server()
	if err != nil {
		return "", err
	}
	digest, err := migrationsDigest()
	if err != nil {
		return "", err
	}
	return s.Template(context.Background(), digest, func(ctx context.Context, url string) error {
		_, err := store.Migrate(ctx, url)
		return err
	})
})

func migrationsDigest() (string, error) {
	h := sha256.New()
	files := store.Migrations()
	names, err := fs.Glob(files, "postgres/*.sql")
	if err != nil || len(names) == 0 {
		return "", errors.Join(errors.New("no migrations for PostgreSQL"), err)
	}
	for _, name := range names {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%s %d\n", name, len(b))
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil)[:8]), nil
}
