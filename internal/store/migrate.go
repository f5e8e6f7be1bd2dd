package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// Both folders have the same names; `make migration NAME=…` writes them.
//
//go:embed migrations/sqlite/*.sql migrations/postgres/*.sql
var files embed.FS

// migrateWait is how many seconds an instance waits for another that migrates.
const migrateWait = 600

// Migrate brings the database up to this program and returns how many steps that
// took. Instances that start together on one PostgreSQL wait for each other.
// There is no way back: a step that went wrong is repaired by a next one.
func Migrate(ctx context.Context, databaseURL string) (applied int, err error) {
	return migrate(ctx, databaseURL, Migrations(), 0)
}

// Migrations are the files in this program: a folder sqlite and a folder postgres.
func Migrations() fs.FS {
	sub, err := fs.Sub(files, "migrations")
	if err != nil {
		panic(err) // the name above is the name in the embed line
	}
	return sub
}

// migrate applies the files up to a version, all of them for 0.
func migrate(ctx context.Context, databaseURL string, migrations fs.FS, upTo int64) (int, error) {
	db, err := open(ctx, databaseURL, migrating)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	steps, err := provider(db, migrations)
	if err != nil {
		return 0, err
	}
	if err := refuseNewer(ctx, steps); err != nil {
		return 0, err
	}
	if upTo == 0 {
		upTo = newest(steps)
	}
	done, err := steps.UpTo(ctx, upTo)
	// SQLite has no lock for programs that start together: the one that comes second
	// fails on a table that is there by then, and goes on with what is left.
	for try := 1; err != nil && !db.IsPostgres() && try <= retries && pause(ctx, try); try++ {
		done, err = steps.UpTo(ctx, upTo)
	}
	if err != nil {
		return len(done), fmt.Errorf("migrate the database: %w", err)
	}
	if len(done) > 0 && !db.IsPostgres() {
		err = checkForeignKeys(ctx, db)
	}
	return len(done), err
}

func newest(steps *goose.Provider) int64 {
	sources := steps.ListSources()
	return sources[len(sources)-1].Version
}

func provider(db *DB, migrations fs.FS) (*goose.Provider, error) {
	kind, folder, options := goose.DialectSQLite3, "sqlite", []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	if db.IsPostgres() {
		locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, migrateWait))
		if err != nil {
			return nil, err
		}
		kind, folder, options = goose.DialectPostgres, "postgres", append(options, goose.WithSessionLocker(locker))
	}
	sub, err := fs.Sub(migrations, folder)
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(kind, db.DB, sub, options...)
}

// refuseNewer stops an older program before it writes in a database it does not know.
func refuseNewer(ctx context.Context, steps *goose.Provider) error {
	has, err := steps.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("read the version of the database: %w", err)
	}
	if known := newest(steps); has > known {
		return refuse("the database is at version %d and this program knows %d: use a newer program", has, known)
	}
	return nil
}

// checkForeignKeys looks for what SQLite did not watch while foreign keys were off.
func checkForeignKeys(ctx context.Context, db *DB) error {
	var table string
	var row, parent, key any
	err := db.QueryRowContext(ctx, "PRAGMA foreign_key_check").Scan(&table, &row, &parent, &key)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err == nil {
		err = fmt.Errorf("rows of %s point to rows of %v that are not there; restore the backup", table, parent)
	}
	return fmt.Errorf("check the migrated database: %w", err)
}
