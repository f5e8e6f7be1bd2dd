package sync

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent/replica"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/viewer"
)

// Most pulls find nothing: something changed in the region, and this viewer does not see
// it. Those never wait for a turn to write. First there is the gate, one statement; then
// a look at what changed, without a lock; and only who has something to get is written
// down. What a look found is remembered in this process only: another one looks once more.

// gate is what one look at a device's memory tells.
type gate struct {
	n, seq  int64 // the pages that were sent; the counters of where the viewer may see something
	settled bool  // it was sent all there was, and says that it came
	rests   bool  // and nothing was committed since, and she is who she was
	fresh   bool  // its memory was written not long ago
}

// rests tells whether there is nothing for the device, without a lock.
func (f *Feed) rests(ctx context.Context, v *viewer.Viewer, kind gid.Kind, at Checkpoint, now time.Time) (bool, error) {
	g, err := f.gate(ctx, v, kind, at, now)
	if err != nil || g.rests {
		return g.rests, err
	}
	if !g.settled || !g.fresh {
		return false, nil
	}
	key := key{at.Replica, v.Key(), kind}
	if f.looked.same(key, found{g.n, g.seq, seenAs(v, now)}) {
		return true, nil
	}
	nothing, err := f.nothing(ctx, diff{c: f.DB.Client, v: v, shelf: shelves[kind], at: at, now: now}, kind)
	if nothing && err == nil {
		// The counters were read before: what is committed during the look raises them
		// above what is remembered here.
		f.looked.keep(key, found{g.n, g.seq, seenAs(v, now)})
	}
	return nothing, err
}

// again is how long a device's memory is good without being written: a device that is in
// touch and never has to be told anything may not be forgotten as one that is lost.
const again = Remembered / 4

// gate looks at the device's memory and the counters in one statement. A device that has
// nothing has no memory here, and is settled.
func (f *Feed) gate(ctx context.Context, v *viewer.Viewer, kind gid.Kind, at Checkpoint, now time.Time) (g gate, err error) {
	if at.N == 0 {
		err = f.DB.QueryRowContext(ctx, counted, v.RegionID, v.FamilyID).Scan(&g.seq)
		g.settled, g.fresh = true, true
		return g, wrap(err, "the counters of a viewer")
	}
	rows, err := f.DB.QueryContext(ctx, `SELECT r.n, r.seen_seq, r.seen_as, r.updated_at, (`+counted+`) FROM replicas r
		WHERE r.id = $3 AND r.viewer = $4 AND r.kind = $5`, v.RegionID, v.FamilyID, at.Replica, v.Key(), int(kind))
	if err != nil {
		return g, wrap(err, "looking whether anything changed")
	}
	defer func() { _ = rows.Close() }()
	if !rows.Next() {
		return g, errors.Join(rows.Err(), reset(rows.Err()))
	}
	var seen int64
	var as string
	var written time.Time
	if err := rows.Scan(&g.n, &seen, &as, &written, &g.seq); err != nil {
		return g, err
	}
	g.settled = g.n == at.N && as != ""
	g.rests = g.settled && seen == g.seq && as == seenAs(v, now)
	g.fresh = clock.Now().Sub(written) < again
	return g, rows.Err()
}

// reset sends a device back to the beginning, unless the database failed.
func reset(err error) error {
	if err != nil {
		return nil
	}
	return fault.New(fault.SyncResetRequired, "")
}

// nothing compares without a lock. A device that says that it has nothing may be wrong
// (begin): then any other of this viewer was sent something once.
func (f *Feed) nothing(ctx context.Context, d diff, kind gid.Kind) (bool, error) {
	if d.at.N == 0 {
		others, err := d.c.Replica.Query().Where(replica.Viewer(d.v.Key()), replica.Kind(int(kind))).Exist(rule.System(ctx))
		if err != nil || others {
			return false, wrap(err, "looking for other devices")
		}
	} else if gone, err := d.gone(ctx, 1); err != nil || len(gone) > 0 {
		return false, err
	}
	some, err := d.sent(ctx, 1)
	return len(some) == 0, err
}

// key is a device's list; one that has nothing is known by whose it is.
type key struct {
	replica uuid.UUID
	viewer  string
	kind    gid.Kind
}

// found is when there was nothing for it: after which page, at which counters, as whom.
type found struct {
	n, seq int64
	as     string
}

// looked remembers what looks found.
type looked struct {
	mu sync.Mutex
	of map[key]found
}

// mostLooked is how many of them are remembered; a few MiB. Then it begins anew.
const mostLooked = 20_000

func (l *looked) same(k key, now found) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	was, ok := l.of[k]
	return ok && was == now
}

func (l *looked) keep(k key, f found) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.of == nil || len(l.of) >= mostLooked {
		l.of = map[key]found{}
	}
	l.of[k] = f
}

func wrap(err error, doing string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
