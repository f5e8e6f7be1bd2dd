package graph

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/internal/gid"
)

// changed turns events into what the viewer may see of them: each is read again
// under her rights, and what she may not see is passed over in silence.
func changed[T any](ctx context.Context, r *Resolver, kind gid.Kind, only *uuid.UUID, read func(ctx context.Context, id uuid.UUID) (*T, error)) (<-chan *T, error) {
	events := r.Bus.Subscribe(ctx, kind)
	out := make(chan *T)
	go func() {
		defer close(out)
		for e := range events {
			if e.Kind != kind || only != nil && e.ID != *only {
				continue
			}
			if r.RightsChanged(ctx) {
				return
			}
			v, err := read(ctx, e.ID)
			if err != nil || v == nil {
				continue
			}
			select {
			case out <- v:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out, nil
}
