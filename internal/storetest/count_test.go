package storetest_test

import (
	"context"
	"testing"

	"buurtdorp/ent"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
)

func TestCounting(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		ctx := storetest.Context()
		counted, statements := storetest.Counting(t, db)
		if _, err := counted.Client.Place.Query().All(ctx); err != nil {
			t.Fatal(err)
		}
		err := counted.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
			_, err := ent.FromContext(ctx).Place.Query().Count(ctx)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := statements.Take(); len(got) != 2 {
			t.Errorf("%d statements, want the list and the count: %q", len(got), got)
		}
		if got := statements.Take(); len(got) != 0 {
			t.Errorf("counted twice: %q", got)
		}
	})
}
