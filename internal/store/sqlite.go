package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"entgo.io/ent/dialect"
	_ "modernc.org/sqlite" // registers itself as "sqlite"; ent calls it "sqlite3"
)

// sqliteConns is how many connections read at the same time. Writers queue for
// one turn (see WithTx): SQLite has one writer whatever we do.
const sqliteConns = 4

func openSQLite(ctx context.Context, databaseURL string, p purpose) (*DB, error) {
	path := strings.TrimPrefix(databaseURL, "sqlite:")
	if path == "" || strings.HasPrefix(path, ":memory:") || strings.HasPrefix(path, "//") {
		return nil, errors.New("DATABASE_URL needs the path of a file, such as sqlite:data/buurtdorp.db")
	}
	path = filepath.Clean(path)
	if err := makeFile(path); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", sqliteDSN(path, p))
	if err != nil {
		return nil, fmt.Errorf("the database file %s cannot be opened: %w", path, err)
	}
	conns := sqliteConns
	if p == migrating {
		conns = 1
	}
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	if err := readSQLite(ctx, db); err != nil {
		db.Close()
		return nil, fmt.Errorf("the database file %s cannot be opened: %w", path, err)
	}
	out := newDB(db, dialect.SQLite, databaseURL)
	out.writer = make(chan struct{}, 1)
	return out, nil
}

// readSQLite reads the file, which opening does not: this is where "not a database"
// shows. Two programs that both turn a new file to WAL do not wait for each other,
// so that is tried again.
func readSQLite(ctx context.Context, db *sql.DB) error {
	for try := 1; ; try++ {
		var tables int
		err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables)
		if err == nil || try > retries || !IsRetryable(err) || !pause(ctx, try) {
			return err
		}
	}
}

// sqliteDSN is the one place that knows the pragmas. They are in the address and
// not in statements, so that every connection of the pool has them.
func sqliteDSN(path string, p purpose) string {
	q := url.Values{}
	q.Set("_busy_timeout", "10000") // these short keys are checked by the driver; a typo in _pragma=… would be ignored
	q.Set("_foreign_keys", "1")
	if p == migrating {
		// A changed column is a rebuilt table: make new, copy, DROP old. With foreign
		// keys on, that drop deletes the rows of every table that cascades from it, and
		// "PRAGMA foreign_keys = off" inside the migration is ignored, because goose
		// runs it in a transaction.
		q.Set("_foreign_keys", "0")
	}
	q.Set("_journal_mode", "WAL")
	q.Set("_synchronous", "FULL")        // NORMAL loses acknowledged writes when the power fails
	q.Set("_txlock", "immediate")        // else read-then-write fails with SQLITE_BUSY, whatever the timeout
	q.Set("_time_format", "sqlite")      // text that sorts ...
	q.Set("_timezone", "UTC")            // ... if every value is in one zone
	q.Set("_texttotime", "1")            // MAX(created_at) scans as a time
	q.Add("_pragma", "secure_delete(1)") // who is forgotten is gone from the file too, not only from the table
	q.Set("_dqs", "0")                   // "typo" is an error, not a string
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// makeFile makes the data folder and the file when they are not there, readable
// by nobody else; SQLite gives its WAL the rights of the file.
func makeFile(path string) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("the data folder %s cannot be made: %w", dir, reason(err))
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("the database file %s cannot be written: %w", path, reason(err))
	}
	if err := f.Close(); err != nil {
		return err
	}
	// WAL makes files beside it: a writable file in a read-only folder is not enough.
	probe, err := os.CreateTemp(dir, ".writable-*")
	if err != nil {
		return fmt.Errorf("the data folder %s cannot be written: %w", dir, reason(err))
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// reason strips the path from a file error, so that the sentence names it once.
func reason(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// Tidy brings what was erased out of the files as well: what SQLite wrote beside the
// database goes into it, and that is empty then. PostgreSQL does so by itself.
func (db *DB) Tidy(ctx context.Context) error {
	if db.Dialect != dialect.SQLite {
		return nil
	}
	done, err := db.turn(ctx)
	if err != nil {
		return err
	}
	defer done()
	if _, err := db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		return fmt.Errorf("tidy the database: %w", err)
	}
	return nil
}
