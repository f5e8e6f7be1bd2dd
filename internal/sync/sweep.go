package sync

import (
	"context"
	"errors"
	"fmt"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/mutationlog"
	"buurtdorp/ent/replica"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
)

// Remembered is how long a key counts: longer than a phone stays signed in without a word
// (auth.SessionLife), so that none that may still send can repeat what was forgotten. No
// clock of a phone has a part in it.
const Remembered = 120 * 24 * time.Hour

// swept is how many rows are forgotten in one transaction.
const swept = 1000

// Sweep forgets the keys and the replicas of long ago, a few at a time so that nobody
// waits for it. A device that comes back after its replica was forgotten begins anew.
func Sweep(ctx context.Context, db Transactor) error {
	keys := func(ctx context.Context, c *ent.Client, before time.Time) (int, error) {
		ids, err := c.MutationLog.Query().Where(mutationlog.CreatedAtLT(before)).Limit(swept).IDs(ctx)
		if err != nil {
			return 0, err
		}
		return c.MutationLog.Delete().Where(mutationlog.IDIn(ids...)).Exec(ctx)
	}
	replicas := func(ctx context.Context, c *ent.Client, before time.Time) (int, error) {
		ids, err := c.Replica.Query().Where(replica.UpdatedAtLT(before)).Limit(swept).IDs(ctx)
		if err != nil {
			return 0, err
		}
		return c.Replica.Delete().Where(replica.IDIn(ids...)).Exec(ctx)
	}
	return errors.Join(sweep(ctx, db, keys), sweep(ctx, db, replicas))
}

func sweep(ctx context.Context, db Transactor, some func(ctx context.Context, c *ent.Client, before time.Time) (int, error)) error {
	for {
		var n int
		err := db.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) (err error) {
			n, err = some(rule.System(ctx), tx.Client(), clock.Now().Add(-Remembered))
			return err
		})
		if err != nil {
			return fmt.Errorf("forgetting what is old: %w", err)
		}
		if n < swept {
			return nil
		}
	}
}
