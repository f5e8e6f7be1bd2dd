// Package store is the one room that knows which database there is: embedded
// SQLite (modernc, no cgo) or PostgreSQL (lib/pq). It opens, migrates, and runs
// transactions; everything else speaks ent and does not care.
package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	_ "buurtdorp/ent/rule"    // without its rules a client denies everything
	_ "buurtdorp/ent/runtime" // defaults, hooks and policies
)

// DB is an open database.
type DB struct {
	*sql.DB
	// Dialect is dialect.SQLite or dialect.Postgres.
	Dialect string
	// Client reads and writes without a transaction of its own. Inside WithTx
	// use ent.FromContext instead: this one does not see the open transaction,
	// and on SQLite its writes would wait for it.
	Client *ent.Client

	url    string
	writer chan struct{} // nil where writers do not have to queue
	heard  []func(region uuid.UUID)
}

// Open opens "sqlite:PATH" or "postgres://…" and makes sure that it answers. Its
// errors are one sentence for an operator and never hold a password. It does not
// migrate; see Migrate.
func Open(ctx context.Context, databaseURL string) (*DB, error) {
	return open(ctx, databaseURL, ordinary)
}

// purpose tells what a connection is for.
type purpose int

const (
	ordinary  purpose = iota
	migrating         // one connection, no timeouts, on SQLite no foreign keys
	copying           // no timeouts: all of a database takes as long as it takes
)

func open(ctx context.Context, databaseURL string, p purpose) (*DB, error) {
	switch {
	case strings.HasPrefix(databaseURL, "sqlite:"):
		return openSQLite(ctx, databaseURL, p)
	case strings.HasPrefix(databaseURL, "postgres://"), strings.HasPrefix(databaseURL, "postgresql://"):
		return openPostgres(ctx, databaseURL, p)
	}
	return nil, errors.New("DATABASE_URL has to begin with sqlite: or postgres://")
}

func newDB(db *sql.DB, d, url string) *DB {
	out := &DB{DB: db, Dialect: d, Client: ent.NewClient(ent.Driver(entsql.OpenDB(d, db))), url: url}
	out.Client.Use(out.counting)
	return out
}

// URL is the address this database was opened with, complete with the settings
// Open added: for a listener of its own. It may hold a password; never log it.
func (db *DB) URL() string { return db.url }

// IsPostgres tells whether this is PostgreSQL; otherwise it is SQLite.
func (db *DB) IsPostgres() bool { return db.Dialect == dialect.Postgres }
