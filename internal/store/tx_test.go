package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"buurtdorp/ent"
	"buurtdorp/ent/region"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
)

var errNo = errors.New("no")

func TestWithTx(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		ctx := storetest.Context()
		count := func() int { return db.Client.Region.Query().CountX(ctx) }
		add := func(ctx context.Context) {
			ent.FromContext(ctx).Region.Create().SetKey(fmt.Sprint(time.Now().UnixNano())).SetName("Westmaas").SaveX(ctx)
		}

		t.Run("KeepsAll", func(t *testing.T) {
			before := count()
			err := db.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
				if ent.TxFromContext(ctx) != tx || ent.FromContext(ctx) != tx.Client() {
					t.Error("the context does not hold this transaction")
				}
				add(ctx)
				add(ctx)
				return nil
			})
			if err != nil || count() != before+2 {
				t.Errorf("%v, %d rows more", err, count()-before)
			}
		})

		t.Run("KeepsNothingAfterAnError", func(t *testing.T) {
			before := count()
			err := db.WithTx(ctx, func(ctx context.Context, _ *ent.Tx) error { add(ctx); return errNo })
			if !errors.Is(err, errNo) || count() != before {
				t.Errorf("%v, %d rows more", err, count()-before)
			}
		})

		t.Run("KeepsNothingAfterAPanic", func(t *testing.T) {
			before := count()
			func() {
				defer func() {
					if recover() != "help" {
						t.Error("the panic did not come through")
					}
				}()
				_ = db.WithTx(ctx, func(ctx context.Context, _ *ent.Tx) error { add(ctx); panic("help") })
			}()
			if count() != before {
				t.Errorf("%d rows more", count()-before)
			}
			// And the next writer gets its turn.
			if err := db.WithTx(ctx, func(ctx context.Context, _ *ent.Tx) error { add(ctx); return nil }); err != nil {
				t.Error(err)
			}
		})

		t.Run("JoinsTheRunningOne", func(t *testing.T) {
			before := count()
			var told []string
			err := db.WithTx(ctx, func(ctx context.Context, _ *ent.Tx) error {
				add(ctx)
				if err := db.WithTx(ctx, func(ctx context.Context, _ *ent.Tx) error {
					add(ctx)
					store.AfterCommit(ctx, func() { told = append(told, "undone") })
					return errNo
				}); !errors.Is(err, errNo) {
					t.Error(err)
				}
				return db.WithTx(ctx, func(ctx context.Context, _ *ent.Tx) error {
					add(ctx)
					store.AfterCommit(ctx, func() { told = append(told, "kept") })
					return nil
				})
			})
			if err != nil || count() != before+2 || len(told) != 1 || told[0] != "kept" {
				t.Errorf("%v, %d rows more, told %v", err, count()-before, told)
			}
		})
	})
}

func TestAfterCommit(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		ctx := storetest.Context()
		var told []string
		tell := func(ctx context.Context, what string) {
			store.AfterCommit(ctx, func() {
				// By now others see it, and it is somebody else's turn to write.
				told = append(told, fmt.Sprint(what, db.Client.Region.Query().CountX(ctx)))
				db.Client.Region.Update().SetPhone("+31180000000").ExecX(ctx)
			})
		}
		err := db.WithTx(ctx, func(inner context.Context, tx *ent.Tx) error {
			store.AfterCommit(inner, func() { told = append(told, fmt.Sprint("made ", db.Client.Region.Query().CountX(ctx))) })
			tx.Region.Create().SetKey("a").SetName("A").SaveX(inner)
			if len(told) > 0 {
				t.Error("told before the commit")
			}
			return nil
		})
		if err != nil || strings.Join(told, ",") != "made 1" {
			t.Errorf("%v, told %v", err, told)
		}
		told = nil
		_ = db.WithTx(ctx, func(ctx context.Context, _ *ent.Tx) error { tell(ctx, "undone "); return errNo })
		if len(told) > 0 {
			t.Errorf("told after a rollback: %v", told)
		}
		tell(ctx, "at once ")
		if strings.Join(told, ",") != "at once 1" {
			t.Errorf("told %v", told)
		}
	})
}

// Two transactions lock the same two rows in opposite order. PostgreSQL stops one
// of them; SQLite lets them in one by one. Both end up done, once.
func TestWithTxRetriesADeadlock(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		ctx := storetest.Context()
		a := db.Client.Region.Create().SetKey("a").SetName("A").SetReservationDays(1).SaveX(ctx)
		b := db.Client.Region.Create().SetKey("b").SetName("B").SetReservationDays(1).SaveX(ctx)
		var both sync.WaitGroup // both hold their first row
		both.Add(2)
		var mu sync.Mutex
		runs, told := 0, 0
		move := func(first, second *ent.Region) error {
			mine := 0
			return db.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
				mu.Lock()
				runs++
				mu.Unlock()
				mine++
				store.AfterCommit(ctx, func() { mu.Lock(); told++; mu.Unlock() })
				if err := tx.Region.UpdateOneID(first.ID).AddReservationDays(1).Exec(ctx); err != nil {
					return err
				}
				if mine == 1 && db.IsPostgres() {
					both.Done()
					both.Wait()
				}
				return tx.Region.UpdateOneID(second.ID).AddReservationDays(1).Exec(ctx)
			})
		}
		errs := make(chan error, 2)
		go func() { errs <- move(a, b) }()
		go func() { errs <- move(b, a) }()
		for range 2 {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
		for _, r := range db.Client.Region.Query().AllX(ctx) {
			if r.ReservationDays != 3 {
				t.Errorf("%s was changed %d times, want 2", r.Key, r.ReservationDays-1)
			}
		}
		want := 2
		if db.IsPostgres() {
			want = 3 // the one that was stopped ran twice
		}
		if runs != want || told != 2 {
			t.Errorf("%d runs, want %d; told %d times, want 2", runs, want, told)
		}
	})
}

func TestWithTxRetriesABusySQLite(t *testing.T) {
	db := storetest.SQLite(t)
	ctx := storetest.Context()
	// The holder of the file is a transaction of another program: another pool.
	other, err := store.Open(ctx, db.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	busy := func(ctx context.Context) error {
		conn, err := other.Conn(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		if _, err := conn.ExecContext(ctx, "PRAGMA busy_timeout = 0"); err != nil {
			return err
		}
		_, err = conn.ExecContext(ctx, "BEGIN IMMEDIATE")
		return err
	}

	runs := 0
	err = db.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
		runs++
		tx.Region.Create().SetKey("a").SetName("A").SaveX(ctx)
		if runs <= 2 {
			return fmt.Errorf("while writing: %w", busy(ctx))
		}
		return nil
	})
	if err != nil || runs != 3 || db.Client.Region.Query().CountX(ctx) != 1 {
		t.Errorf("%v after %d runs, %d rows", err, runs, db.Client.Region.Query().CountX(ctx))
	}

	runs = 0
	err = db.WithTx(ctx, func(ctx context.Context, _ *ent.Tx) error { runs++; return busy(ctx) })
	if !store.IsRetryable(err) || runs != 1+store.Retries {
		t.Errorf("gave up after %d runs with %v", runs, err)
	}

	runs = 0
	err = db.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
		runs++
		return tx.Region.Create().SetKey("a").SetName("A").Exec(ctx) // there is one
	})
	if !ent.IsConstraintError(err) || runs != 1 {
		t.Errorf("an error that stays was tried %d times: %v", runs, err)
	}
}

// Forty at once read a number, add one, and write it back, each five times.
func TestWritersAllGetTheirTurn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		ctx, cancel := context.WithTimeout(storetest.Context(), 2*time.Minute)
		defer cancel()
		id := db.Client.Region.Create().SetKey("a").SetName("A").SetReservationDays(1).SaveX(ctx).ID
		const writers, times = 40, 5
		errs := make(chan error, writers)
		for range writers {
			go func() {
				for range times {
					if err := db.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
						if err := store.TouchLock(ctx, region.Table, id); err != nil {
							return err
						}
						r, err := tx.Region.Get(ctx, id)
						if err != nil {
							return err
						}
						return tx.Region.UpdateOne(r).SetReservationDays(r.ReservationDays + 1).Exec(ctx)
					}); err != nil {
						errs <- err
						return
					}
				}
				errs <- nil
			}()
		}
		for range writers {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
		r := db.Client.Region.GetX(ctx, id)
		if got := r.ReservationDays - 1; got != writers*times {
			t.Errorf("%d of %d were kept", got, writers*times)
		}
		if r.Version != 1+writers*times {
			t.Errorf("version %d: touching a row counted as a change", r.Version)
		}
	})
}

func TestTouchLock(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		ctx := storetest.Context()
		r := db.Client.Region.Create().SetKey("a").SetName("A").SaveX(ctx)
		if err := store.TouchLock(ctx, region.Table, r.ID); err == nil {
			t.Error("locked outside a transaction")
		}
		err := db.WithTx(ctx, func(ctx context.Context, _ *ent.Tx) error {
			unknown := r.ID
			unknown[0] ^= 1
			return store.TouchLock(ctx, region.Table, unknown)
		})
		if !ent.IsNotFound(err) {
			t.Errorf("a row that is not there: %v", err)
		}
	})
}

// A turn that does not come in time is given up, and the queue goes on.
func TestAWaitingWriterMayLeave(t *testing.T) {
	db := storetest.SQLite(t)
	ctx := storetest.Context()
	err := db.WithTx(ctx, func(context.Context, *ent.Tx) error {
		impatient, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
		defer cancel()
		err := db.WithTx(impatient, func(context.Context, *ent.Tx) error { t.Error("two at once"); return nil })
		if !store.IsTimeout(err) {
			t.Errorf("left with %v", err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if err := db.WithTx(ctx, func(context.Context, *ent.Tx) error { return nil }); err != nil {
		t.Error(err)
	}
}

func TestIsTimeout(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		endless := "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
		var n int
		err := db.QueryRowContext(ctx, endless).Scan(&n)
		if !store.IsTimeout(err) || store.IsRetryable(err) {
			t.Errorf("a statement that took too long: %T %v", err, err)
		}
		if err := db.QueryRow("SELECT 1").Scan(&n); err != nil {
			t.Errorf("the next statement: %v", err)
		}
		err = db.QueryRow("SELECT nothing").Scan(&n)
		if err == nil || store.IsTimeout(err) || store.IsRetryable(err) {
			t.Errorf("a wrong statement: %v", err)
		}
	})
	if !store.IsRetryable(fmt.Errorf("commit: %w", &pq.Error{Code: pqerror.TRSerializationFailure})) {
		t.Error("a serialization failure can be run again")
	}
}
