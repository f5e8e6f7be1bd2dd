package demo_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/demo"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
)

// saturday is the present of most tests: 20.30 uur in the Netherlands, on a Saturday.
var saturday = time.Date(2026, time.November, 21, 19, 30, 0, 0, time.UTC)

func fill(t *testing.T, db *store.DB, opts demo.Options) demo.Summary {
	t.Helper()
	if opts.Now.IsZero() {
		opts.Now = saturday
	}
	sum, err := demo.Fill(t.Context(), db, opts)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func TestFillOnlyAnEmptyDatabase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		before := fill(t, db, demo.Options{})
		t.Logf("%+v", before)
		if _, err := demo.Fill(t.Context(), db, demo.Options{Seed: 2}); !errors.Is(err, demo.ErrNotEmpty) {
			t.Errorf("a second time: %v", err)
		}
		if err := demo.Ensure(t.Context(), db, demo.Options{Seed: 2}); err != nil {
			t.Errorf("ensuring what is there: %v", err)
		}
		n, err := db.Client.Family.Query().Count(storetest.Context())
		if err != nil || n != before.Families {
			t.Errorf("%d families after, %d before: %v", n, before.Families, err)
		}
	})
}

func TestEnsureFillsWhatIsEmpty(t *testing.T) {
	db := storetest.SQLite(t)
	if err := demo.Ensure(t.Context(), db, demo.Options{Now: clock.Now()}); err != nil {
		t.Fatal(err)
	}
	if n := db.Client.Region.Query().CountX(storetest.Context()); n != 1 {
		t.Errorf("%d regions", n)
	}
}

// Of two instances that start at once one fills, and both go on.
func TestEnsureTwiceAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		errs := make(chan error)
		for seed := range int64(2) {
			go func() { errs <- demo.Ensure(context.Background(), db, demo.Options{Seed: seed, Now: saturday}) }()
		}
		for range 2 {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
		if n := db.Client.Region.Query().CountX(storetest.Context()); n != 1 {
			t.Errorf("%d regions", n)
		}
	})
}

// What cannot be filled leaves nothing behind.
func TestAllOrNothing(t *testing.T) {
	db := storetest.SQLite(t)
	lost := errors.New("another room failed")
	_, err := demo.Fill(t.Context(), db, demo.Options{Now: saturday, Also: func(context.Context, *ent.Tx, uuid.UUID) error { return lost }})
	if !errors.Is(err, lost) {
		t.Errorf("the error of another room: %v", err)
	}
	if n := db.Client.Family.Query().CountX(storetest.Context()); n != 0 {
		t.Errorf("%d families left", n)
	}
	for _, opts := range []demo.Options{{Families: -1}, {Now: saturday.AddDate(-4, 0, 0)}} {
		if _, err := demo.Fill(t.Context(), db, opts); err == nil {
			t.Errorf("%+v is filled", opts)
		}
	}
	var region uuid.UUID
	fill(t, db, demo.Options{Also: func(ctx context.Context, tx *ent.Tx, id uuid.UUID) error {
		region = id
		return tx.Region.UpdateOneID(id).SetContactName("Hilde").Exec(ctx)
	}})
	if r := db.Client.Region.Query().OnlyX(storetest.Context()); r.ID != region || r.ContactName != "Hilde" {
		t.Errorf("what another room wrote: %v", r)
	}
}
