package store

import (
	"context"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
)

// Prune removes rows a few at a time, each few in a transaction of its own, so that
// nobody waits for it. The function removes at most so many and tells how many it did;
// the first time that is fewer, nothing is left.
func (db *DB) Prune(ctx context.Context, few int, remove func(ctx context.Context, c *ent.Client, few int) (int, error)) error {
	for {
		var n int
		err := db.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) (err error) {
			n, err = remove(rule.System(ctx), tx.Client(), few)
			return err
		})
		if err != nil || n < few {
			return err
		}
	}
}
