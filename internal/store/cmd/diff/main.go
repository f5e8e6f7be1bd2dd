// Command diff writes the next migration, for both databases under one name:
//
//	make migration NAME=add_something    (needs a PostgreSQL: scripts/with-postgres.sh)
//	make migration-init                  before the first release: one fresh 00001_init
//	go run ./internal/store/cmd/diff -seal    after editing a new file by hand
//
// Run from the root of the project. Read what it wrote: a new NOT NULL column
// needs an UPDATE by hand where rows exist.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"regexp"

	"buurtdorp/internal/store"
	"buurtdorp/internal/store/plan"
	"buurtdorp/internal/store/scratch"
)

const root = "internal/store/migrations"

var folders = []string{"sqlite", "postgres"}

func main() {
	log.SetFlags(0)
	initial := flag.Bool("init", false, "replace the only migration by a fresh 00001_init")
	seal := flag.Bool("seal", false, "write the checksums again after editing a file")
	flag.Parse()
	var err error
	switch {
	case *seal:
		err = errors.Join(plan.Seal(filepath.Join(root, "sqlite")), plan.Seal(filepath.Join(root, "postgres")))
	case *initial:
		err = restart(context.Background())
	default:
		err = next(context.Background(), flag.Arg(0))
	}
	if err != nil {
		log.Fatal(err)
	}
}

// next adds one file to each folder.
func next(ctx context.Context, name string) error {
	if !regexp.MustCompile(`^[a-z0-9_]+$`).MatchString(name) {
		return errors.New("give the migration a name of lower case letters and underscores: make migration NAME=add_something")
	}
	present, err := names()
	if err != nil {
		return err
	}
	return write(ctx, root, fmt.Sprintf("%05d_%s.sql", len(present)+1, name))
}

// restart makes the first migration anew: planned in an empty folder, and put in
// place only when both are there.
func restart(ctx context.Context) error {
	present, err := names()
	if err != nil {
		return err
	}
	if len(present) > 1 {
		return errors.New("there is more than one migration: databases in use were made with them, so they stay as they are; use make migration NAME=…")
	}
	fresh, err := os.MkdirTemp("", "migrations-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh)
	for _, f := range folders {
		if err := os.Mkdir(filepath.Join(fresh, f), 0o755); err != nil {
			return err
		}
		if err := plan.Seal(filepath.Join(fresh, f)); err != nil {
			return err
		}
	}
	if err := write(ctx, fresh, "00001_init.sql"); err != nil {
		return err
	}
	for _, f := range folders {
		if err := replace(filepath.Join(root, f), filepath.Join(fresh, f)); err != nil {
			return err
		}
	}
	return nil
}

// write plans both databases and then writes both files in a tree of migrations.
func write(ctx context.Context, tree, file string) error {
	plans := map[string][]byte{}
	for _, folder := range folders {
		sql, err := planned(ctx, folder, filepath.Join(tree, folder))
		if err != nil && !errors.Is(err, plan.ErrNoPlan) {
			return fmt.Errorf("%s: %w", folder, err)
		}
		plans[folder] = sql
	}
	if plans["sqlite"] == nil && plans["postgres"] == nil {
		return errors.New("nothing to do: the migrations say what ent/schema says")
	}
	for _, folder := range folders {
		sql := plans[folder]
		if sql == nil { // the names stay equal
			sql = []byte("-- +goose Up\n-- nothing changes here\nSELECT 1;\n")
		}
		path := filepath.Join(tree, folder, file)
		if err := os.WriteFile(path, sql, 0o644); err != nil {
			return err
		}
		if err := plan.Seal(filepath.Join(tree, folder)); err != nil {
			return err
		}
		fmt.Println("wrote", filepath.Join(root, folder, file))
	}
	return nil
}

// planned opens an empty database of a kind and plans on it.
func planned(ctx context.Context, kind, folder string) ([]byte, error) {
	url, remove, err := empty(ctx, kind)
	if err != nil {
		return nil, err
	}
	defer remove()
	db, err := store.Open(ctx, url)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	return plan.Next(ctx, db, folder)
}

func empty(ctx context.Context, kind string) (url string, remove func(), err error) {
	if kind == "sqlite" {
		dir, err := os.MkdirTemp("", "plan-")
		return "sqlite:" + filepath.Join(dir, "plan.db"), func() { os.RemoveAll(dir) }, err
	}
	server, err := scratch.Dial(ctx)
	if err != nil {
		return "", nil, err
	}
	d, err := server.Create(ctx, "")
	if err != nil {
		return "", nil, err
	}
	return d.URL, func() {
		if err := errors.Join(d.Drop(), server.Close()); err != nil {
			log.Print(err)
		}
	}, nil
}

func names() ([]string, error) {
	return filepath.Glob(filepath.Join(root, "sqlite", "*.sql"))
}

// replace empties a folder of migrations and fills it from another.
func replace(folder, from string) error {
	old, err := filepath.Glob(filepath.Join(folder, "*.sql"))
	if err != nil {
		return err
	}
	for _, f := range old {
		if err := os.Remove(f); err != nil {
			return err
		}
	}
	fresh, err := filepath.Glob(filepath.Join(from, "*"))
	if err != nil {
		return err
	}
	for _, f := range fresh {
		b, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, filepath.Base(f)), b, 0o644); err != nil {
			return err
		}
	}
	return nil
}
