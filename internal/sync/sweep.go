package sync

import (
	"context"
	"errors"
	"fmt"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/mutationlog"
	"buurtdorp/ent/replica"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/store"
)

// Remembered is how long a key counts: longer than a phone stays signed in without a word
// (auth.SessionLife), so that none that may still send can repeat what was forgotten. No
// clock of a phone has a part in it.
const Remembered = 120 * 24 * time.Hour

// swept is how many rows are forgotten in one transaction.
const swept = 1000

// Sweep forgets the keys and the replicas of long ago. A device that comes back after its
// replica was forgotten begins anew.
func Sweep(ctx context.Context, db *store.DB) error {
	before := clock.Now().Add(-Remembered)
	keys := db.Prune(ctx, swept, func(ctx context.Context, c *ent.Client, few int) (int, error) {
		ids, err := c.MutationLog.Query().Where(mutationlog.CreatedAtLT(before)).Limit(few).IDs(ctx)
		if err != nil {
			return 0, err
		}
		return c.MutationLog.Delete().Where(mutationlog.IDIn(ids...)).Exec(ctx)
	})
	replicas := db.Prune(ctx, swept, func(ctx context.Context, c *ent.Client, few int) (int, error) {
		ids, err := c.Replica.Query().Where(replica.UpdatedAtLT(before)).Limit(few).IDs(ctx)
		if err != nil {
			return 0, err
		}
		return c.Replica.Delete().Where(replica.IDIn(ids...)).Exec(ctx)
	})
	if err := errors.Join(keys, replicas); err != nil {
		return fmt.Errorf("forgetting what is old: %w", err)
	}
	return nil
}
