package sync_test

import (
	"context"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/term"
)

// Whoever has nothing new to get waits for nobody who writes: not the household without
// sign-ups, and not the device for which nothing of what changed in the region counts.
func TestFeedWaitsForNobody(t *testing.T) {
	onFeed(t, func(t *testing.T, db *store.DB, w *world.World, f *sync.Feed) {
		v := w.Vraag()
		m := w.Meetup(w.Place(), 24*time.Hour)
		host := settled(t, newDevice(f, w.Host, gid.Meetup))
		none := settled(t, newDevice(f, v.Parent, gid.Signup))
		err := db.WithTx(storetest.Context(), func(ctx context.Context, tx *ent.Tx) error {
			// This one holds the turn to write of SQLite, and on PostgreSQL every row of a device.
			if _, err := tx.ExecContext(ctx, `UPDATE replicas SET n = n`); err != nil {
				return err
			}
			soon, cancel := context.WithTimeout(context.Background(), 10*time.Second)
			defer cancel()
			for what, d := range map[string]*device{"she has everything": host, "she has nothing": none} {
				if b, err := d.pull(soon, d.at, 50); err != nil || len(b.docs) != 0 || b.at != d.at {
					t.Errorf("%s: %v, %v", what, b, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		w.Note(v.Family, "telt voor niemand hier") // the counter rises, the agenda is as it was
		before := db.Client.Replica.Query().OnlyX(storetest.Context())
		if b, err := host.pull(t.Context(), host.at, 50); err != nil || len(b.docs) != 0 || b.at != host.at {
			t.Errorf("something else changed: %v, %v", b, err)
		}
		if after := db.Client.Replica.Query().OnlyX(storetest.Context()); !after.UpdatedAt.Equal(before.UpdatedAt) {
			t.Error("the replica was written")
		}
		w.Signup(m, v.Family, term.SignupAangemeld)
		if settled(t, none); len(none.docs) != 1 {
			t.Errorf("her first sign-up: %v", none.docs)
		}
		db.Client.Meetup.UpdateOne(m).SetTitle("anders").ExecX(storetest.Context())
		if b, err := host.pull(t.Context(), host.at, 50); err != nil || len(b.docs) != 1 {
			t.Errorf("a title: %v, %v", b, err)
		}
	})
}

// A device that is in touch is not forgotten because it never had to be told anything.
func TestFeedRemembersWhoIsInTouch(t *testing.T) {
	onFeed(t, func(t *testing.T, db *store.DB, w *world.World, f *sync.Feed) {
		d := settled(t, newDevice(f, w.Host, gid.Meetup))
		old := clock.Now().Add(-sync.Remembered / 2)
		db.Client.Replica.Update().SetUpdatedAt(old).ExecX(storetest.Context())
		w.Note(w.Vraag().Family, "telt voor niemand hier")
		settled(t, d)
		if r := db.Client.Replica.Query().OnlyX(storetest.Context()); !r.UpdatedAt.After(old.Add(time.Hour)) {
			t.Errorf("it was last heard of at %v", r.UpdatedAt)
		}
	})
}
