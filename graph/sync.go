package graph

import (
	"context"
	"encoding/binary"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"buurtdorp/graph/model"
	"buurtdorp/graph/scalar"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// pullPage asks a page of the feed, and seals how far the device is then: its checkpoint
// tells nothing, cannot be made up, and is good for this viewer and this list only.
func pullPage[D any](ctx context.Context, kind gid.Kind, cursor *string, limit int,
	pull func(ctx context.Context, at sync.Checkpoint, limit int) ([]*D, sync.Checkpoint, error)) ([]*D, *model.SyncCheckpoint, error) {
	at, err := openCheckpoint(ctx, kind, cursor)
	if err != nil {
		return nil, nil, err
	}
	docs, next, err := pull(ctx, at, limit)
	if err != nil {
		return nil, nil, err
	}
	sealed, err := scalar.Seal(ctx, checkpointOf(ctx, kind), binary.AppendUvarint(next.Replica[:], uint64(next.N)))
	return docs, &model.SyncCheckpoint{Cursor: sealed}, err
}

func openCheckpoint(ctx context.Context, kind gid.Kind, cursor *string) (at sync.Checkpoint, err error) {
	if cursor == nil {
		return at, nil
	}
	raw, err := scalar.Open(ctx, checkpointOf(ctx, kind), *cursor)
	if err != nil || len(raw) <= len(at.Replica) {
		return at, fault.New(fault.SyncResetRequired, "")
	}
	n, _ := binary.Uvarint(raw[len(at.Replica):])
	return sync.Checkpoint{Replica: uuid.UUID(raw[:len(at.Replica)]), N: int64(n)}, nil
}

func checkpointOf(ctx context.Context, kind gid.Kind) string {
	return "sync " + strconv.Itoa(int(kind)) + " " + viewer.FromContext(ctx).Key()
}

// mogelijkOffline is what `mogelijk` says of the same koppeling to the same family; staff
// decide at the desk.
func (r *Resolver) mogelijkOffline(d *sync.KoppelingDoc) *string {
	if d.State == nil || d.Kant == nil {
		return nil
	}
	side := map[term.Kant]koppeling.Who{term.KantVraag: koppeling.Vraag, term.KantSteun: koppeling.Steun}[*d.Kant]
	var words []string
	for _, step := range koppeling.Possible(*d.State, []koppeling.Who{side}) {
		words = append(words, string(step))
	}
	text := strings.Join(words, " ")
	return &text
}

// spread is how long news for a desk waits at the most: what is written in one breath is told
// once. A desk is one of a few; for phones see sync.Listeners.
const spread = 250 * time.Millisecond

// syncWake tells a device that something changed in the viewer's region, and nothing
// else: what it may know of it, it pulls under its own rights. When those rights are
// others than at the beginning the stream ends; whoever comes back pulls first.
func (r *Resolver) syncWake(ctx context.Context) (<-chan *model.SyncWake, error) {
	v := viewer.FromContext(ctx)
	if v.IsAnonymous() {
		return nil, fault.New(fault.Unauthenticated, "")
	}
	events := r.Bus.Subscribe(ctx, gid.Region)
	leave := r.Feed.Listeners.Enter(v.RegionID)
	out := make(chan *model.SyncWake)
	go func() {
		defer leave()
		defer close(out)
		for e := range events {
			if e.Kind != 0 && e.ID != v.RegionID {
				continue
			}
			settle(ctx, events, rand.N(r.Feed.Listeners.Spread(v.RegionID)))
			if r.RightsChanged(ctx) {
				return
			}
			seq, err := r.Feed.Seq(ctx, v.RegionID)
			if err != nil { // the next change tells
				continue
			}
			select {
			case out <- &model.SyncWake{Seq: strconv.FormatInt(seq, 10)}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out, nil
}

// settle takes what comes in a while for one event.
func settle(ctx context.Context, events <-chan sync.Event, d time.Duration) {
	enough := time.After(d)
	for {
		select {
		case _, open := <-events:
			if !open {
				return
			}
		case <-enough:
			return
		case <-ctx.Done():
			return
		}
	}
}
