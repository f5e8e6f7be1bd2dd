package sync

import (
	"context"
	"fmt"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/mutationlog"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
)

// Remembered is how long a key counts: longer than a phone stays signed in without a word
// (auth.SessionLife), so that none that may still send can repeat what was forgotten. No
// clock of a phone has a part in it.
const Remembered = 120 * 24 * time.Hour

// swept is how many keys are forgotten in one transaction.
const swept = 1000

// Sweep forgets the keys of long ago, a few at a time so that nobody waits for it.
func Sweep(ctx context.Context, db Transactor) error {
	for {
		var n int
		err := db.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
			sys := rule.System(ctx)
			ids, err := tx.MutationLog.Query().Where(mutationlog.CreatedAtLT(clock.Now().Add(-Remembered))).Limit(swept).IDs(sys)
			if err == nil {
				n, err = tx.MutationLog.Delete().Where(mutationlog.IDIn(ids...)).Exec(sys)
			}
			return err
		})
		if err != nil {
			return fmt.Errorf("forgetting old keys: %w", err)
		}
		if n < swept {
			return nil
		}
	}
}
