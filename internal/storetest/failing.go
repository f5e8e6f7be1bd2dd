package storetest

import (
	"context"
	stdsql "database/sql"
	"errors"
	"sync"
	"testing"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"buurtdorp/ent"
	"buurtdorp/internal/store"
)

// ErrPulled is what a statement answers when the plug is pulled.
var ErrPulled = errors.New("the plug was pulled")

// Plug can be pulled at a statement of the next transaction.
type Plug struct {
	mu     sync.Mutex
	at     int // 0: not armed
	seen   int
	pulled bool
	commit bool
}

// Failing is the same database, with a client whose transactions can be made to break at
// any statement: it is not carried out, and no later one is either, as when the
// connection is lost. What was written before is rolled back by the database.
func Failing(t testing.TB, db *store.DB) (*store.DB, *Plug) {
	t.Helper()
	p := &Plug{}
	failing := *db
	failing.Client = ent.NewClient(ent.Driver(&plugged{entsql.OpenDB(db.Dialect, db.DB), p}))
	return &failing, p
}

// PullAt arms the plug: the n-th statement of what follows fails, and all after it.
func (p *Plug) PullAt(n int) { p.set(n, false) }

// PullAtCommit lets everything be written, and loses it at the commit.
func (p *Plug) PullAtCommit() { p.set(0, true) }

func (p *Plug) set(n int, commit bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.at, p.seen, p.pulled, p.commit = n, 0, false, commit
}

// Mend disarms it, and tells whether it was pulled.
func (p *Plug) Mend() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	pulled := p.pulled
	p.at, p.seen, p.pulled, p.commit = 0, 0, false, false
	return pulled
}

func (p *Plug) statement() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.at == 0 {
		return nil
	}
	if p.seen++; p.seen < p.at {
		return nil
	}
	p.pulled = true
	return ErrPulled
}

func (p *Plug) committing() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.commit && !p.pulled {
		return nil
	}
	p.pulled = true
	return ErrPulled
}

type plugged struct {
	*entsql.Driver
	plug *Plug
}

func (d *plugged) Tx(ctx context.Context) (dialect.Tx, error) { return d.BeginTx(ctx, nil) }

func (d *plugged) BeginTx(ctx context.Context, opts *stdsql.TxOptions) (dialect.Tx, error) {
	tx, err := d.Driver.BeginTx(ctx, opts)
	if err != nil {
		return nil, err
	}
	return &pluggedTx{tx.(*entsql.Tx), d.plug}, nil
}

type pluggedTx struct {
	*entsql.Tx
	plug *Plug
}

func (t *pluggedTx) Exec(ctx context.Context, query string, args, v any) error {
	if err := t.plug.statement(); err != nil {
		return err
	}
	return t.Tx.Exec(ctx, query, args, v)
}

func (t *pluggedTx) Query(ctx context.Context, query string, args, v any) error {
	if err := t.plug.statement(); err != nil {
		return err
	}
	return t.Tx.Query(ctx, query, args, v)
}

func (t *pluggedTx) ExecContext(ctx context.Context, query string, args ...any) (stdsql.Result, error) {
	if err := t.plug.statement(); err != nil {
		return nil, err
	}
	return t.Tx.ExecContext(ctx, query, args...)
}

func (t *pluggedTx) QueryContext(ctx context.Context, query string, args ...any) (*stdsql.Rows, error) {
	if err := t.plug.statement(); err != nil {
		return nil, err
	}
	return t.Tx.QueryContext(ctx, query, args...)
}

func (t *pluggedTx) Commit() error {
	if err := t.plug.committing(); err != nil {
		return errors.Join(err, t.Tx.Rollback())
	}
	return t.Tx.Commit()
}
