package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
)

// retries is how often WithTx runs a transaction again that lost from another.
const retries = 5

// WithTx runs fn in a transaction: all of it is kept, or nothing. Inside fn,
// ent.FromContext(ctx) and tx.Client() are the same client; use no other.
//
// fn may run more than once: when it loses from another transaction it is rolled
// back and run again, so it has no effects but those in the database. What has to
// happen once, and only if it is kept, goes through AfterCommit. Nothing slow in
// fn: on SQLite all writers wait for it.
//
// Inside a running transaction of the same database WithTx joins it, with a
// savepoint: an error undoes what this fn did, and the caller decides on the rest.
func (db *DB) WithTx(ctx context.Context, fn func(ctx context.Context, tx *ent.Tx) error) error {
	return db.withTx(ctx, nil, fn)
}

// WithSnapshot is WithTx in which all reads see one moment. Who writes what another wrote
// since then loses, and is run again.
func (db *DB) WithSnapshot(ctx context.Context, fn func(ctx context.Context, tx *ent.Tx) error) error {
	return db.withTx(ctx, &sql.TxOptions{Isolation: db.snapshot()}, fn)
}

func (db *DB) withTx(ctx context.Context, o *sql.TxOptions, fn func(ctx context.Context, tx *ent.Tx) error) error {
	if t, ok := ctx.Value(txKey{}).(*transaction); ok {
		return t.join(ctx, db, fn)
	}
	for try := 1; ; try++ {
		after, err := db.attempt(ctx, o, fn)
		if err == nil {
			for _, f := range after {
				f()
			}
			return nil
		}
		if try > retries || !IsRetryable(err) || !pause(ctx, try) {
			return err
		}
	}
}

// AfterCommit runs f when the transaction in ctx has been committed, and not at all
// when it is rolled back: to wake the jobs, to tell subscribers. Without a
// transaction f runs at once. Call it from the goroutine of fn.
func AfterCommit(ctx context.Context, f func()) {
	if t, ok := ctx.Value(txKey{}).(*transaction); ok && !t.ended {
		t.after = append(t.after, f)
		return
	}
	f()
}

// TouchLock holds the row with this id until the transaction in ctx ends; whoever
// else wants it waits. Touching the row works in both databases, SELECT FOR UPDATE
// does not. The table is a constant of ent (steungezin.Table) and has a version.
func TouchLock(ctx context.Context, table string, id uuid.UUID) error {
	tx := ent.TxFromContext(ctx)
	if tx == nil {
		return errors.New("store: TouchLock needs a transaction")
	}
	res, err := tx.ExecContext(ctx, `UPDATE "`+table+`" SET version = version WHERE id = $1`, id)
	if err != nil {
		return fmt.Errorf("lock a row of %s: %w", table, err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errors.Join(&ent.NotFoundError{}, err)
	}
	return nil
}

type txKey struct{}

// transaction is what WithTx keeps in the context.
type transaction struct {
	db    *DB
	after []func()
	depth int
	ended bool
	changes
}

func (db *DB) attempt(ctx context.Context, o *sql.TxOptions, fn func(ctx context.Context, tx *ent.Tx) error) ([]func(), error) {
	done, err := db.turn(ctx)
	if err != nil {
		return nil, fmt.Errorf("wait for a turn to write: %w", err)
	}
	defer done()
	tx, err := db.Client.BeginTx(ctx, o)
	if err != nil {
		return nil, err
	}
	t := &transaction{db: db}
	defer func() {
		if !t.ended { // an error, a panic, or a test that stopped
			t.ended = true
			_ = tx.Rollback() // a broken connection rolls back by itself
		}
	}()
	inner := context.WithValue(ent.NewContext(ent.NewTxContext(ctx, tx), tx.Client()), txKey{}, t)
	if err := fn(inner, tx); err != nil {
		return nil, err
	}
	if err := t.changes.find(ctx, tx); err != nil {
		return nil, err
	}
	if err := t.changes.count(ctx, tx); err != nil { // the last thing: its row is held until the commit
		return nil, err
	}
	if err := tx.Commit(); err != nil {
		return nil, fmt.Errorf("commit: %w", err)
	}
	t.ended = true
	return append(t.after, func() { db.tell(&t.changes) }), nil
}

// turn waits until this is the only writer of a SQLite database. Left to itself
// SQLite lets writers poll for the lock, and some starve. Waiters of a channel are
// served in order, and a request that is given up leaves the queue.
func (db *DB) turn(ctx context.Context) (done func(), err error) {
	if db.writer == nil {
		return func() {}, nil
	}
	select {
	case db.writer <- struct{}{}:
		return func() { <-db.writer }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (t *transaction) join(ctx context.Context, db *DB, fn func(ctx context.Context, tx *ent.Tx) error) error {
	if t.db != db || t.ended {
		return errors.New("store: the context holds a transaction of another database, or one that has ended")
	}
	tx := ent.TxFromContext(ctx)
	t.depth++
	defer func() { t.depth-- }()
	point := fmt.Sprintf("joined_%d", t.depth)
	if _, err := tx.ExecContext(ctx, "SAVEPOINT "+point); err != nil {
		return err
	}
	mark := len(t.after)
	err := fn(ctx, tx)
	if err != nil {
		t.after = t.after[:mark]
		if _, undo := tx.ExecContext(ctx, "ROLLBACK TO SAVEPOINT "+point); undo != nil {
			return errors.Join(err, undo)
		}
	}
	_, release := tx.ExecContext(ctx, "RELEASE SAVEPOINT "+point)
	return errors.Join(err, release)
}

// pause waits a little longer after every try, not as long as the others do.
func pause(ctx context.Context, try int) bool {
	wait := time.Duration(1+rand.IntN(20<<try)) * time.Millisecond
	select {
	case <-time.After(wait):
		return true
	case <-ctx.Done():
		return false
	}
}
