package graph

import (
	"context"
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
)

// changed turns events into what the viewer may see of them: each is read again
// under her rights, and what she may not see is passed over in silence. since lists what
// changed from a moment on, for when events were lost.
func changed[T any](ctx context.Context, r *Resolver, kind gid.Kind, only *uuid.UUID,
	read func(ctx context.Context, id uuid.UUID) (*T, error), since func(ctx context.Context, at time.Time) ([]uuid.UUID, error)) (<-chan *T, error) {
	events, told := r.Bus.Subscribe(ctx, kind), clock.Now()
	out := make(chan *T)
	go func() {
		defer close(out)
		for e := range events {
			if e.Kind != 0 && only != nil && e.ID != *only {
				continue
			}
			if r.RightsChanged(ctx) {
				return
			}
			ids := []uuid.UUID{e.ID}
			switch {
			case e.Kind == 0 && only != nil:
				ids[0] = *only
			case e.Kind == 0: // what cannot be read now, the next event tells
				ids, _ = since(ctx, told.Add(-behind))
			}
			told = clock.Now()
			for _, id := range ids {
				v, err := read(ctx, id)
				if err != nil || v == nil {
					continue
				}
				select {
				case out <- v:
				case <-ctx.Done():
					return
				}
			}
		}
	}()
	return out, nil
}

// behind is how much earlier than the last event one that was lost may have been.
const behind = time.Minute
