package graph

import (
	"context"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent/family"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/overdracht"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/ent/zorgmelding"
	"buurtdorp/graph/model"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/viewer"
)

// deskKinds are what a matcher's screens are made of.
var deskKinds = []gid.Kind{gid.Koppeling, gid.Vraaggezin, gid.Steungezin, gid.Family, gid.Overdracht, gid.Zorgmelding}

// tellAtMost is how many ids one change of the desk tells: of more, she reads everything again.
const tellAtMost = 100

// deskChanged tells who pairs which dossiers of her region changed: what comes in one
// breath at once, and only ids that she may read herself. When her rights are others than
// at the beginning the stream ends.
func (r *Resolver) deskChanged(ctx context.Context) (<-chan *model.DeskChange, error) {
	v := viewer.FromContext(ctx)
	if v.IsAnonymous() || v.RegionID == uuid.Nil || !v.Pairs(v.RegionID) {
		return nil, fault.New(fault.Unauthenticated, "")
	}
	events := r.Bus.Subscribe(ctx, deskKinds...)
	out := make(chan *model.DeskChange)
	go func() {
		defer close(out)
		for e := range events {
			heap := gatherEvents(ctx, events, e, spread/2+rand.N(spread))
			if r.RightsChanged(ctx) {
				return
			}
			ids, all := []uuid.UUID{}, slices.ContainsFunc(heap, func(e sync.Event) bool { return e.Kind == 0 }) || len(heap) > tellAtMost
			if !all {
				var err error
				if ids, err = r.mayRead(ctx, heap); err != nil { // better a look too many
					ids, all = []uuid.UUID{}, true
				}
			}
			if !all && len(ids) == 0 {
				continue
			}
			select {
			case out <- &model.DeskChange{Ids: ids}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out, nil
}

// gatherEvents takes what comes in a while together, each once.
func gatherEvents(ctx context.Context, events <-chan sync.Event, first sync.Event, d time.Duration) []sync.Event {
	heap, enough := []sync.Event{first}, time.After(d)
	for {
		select {
		case e, open := <-events:
			if !open {
				return heap
			}
			if !slices.Contains(heap, e) {
				heap = append(heap, e)
			}
		case <-enough:
			return heap
		case <-ctx.Done():
			return heap
		}
	}
}

// mayRead are the ids of these that the viewer's own rules let through: a statement per kind.
func (r *Resolver) mayRead(ctx context.Context, heap []sync.Event) ([]uuid.UUID, error) {
	by := map[gid.Kind][]uuid.UUID{}
	for _, e := range heap {
		by[e.Kind] = append(by[e.Kind], e.ID)
	}
	out := []uuid.UUID{}
	for kind, ids := range by {
		var found []uuid.UUID
		var err error
		switch kind {
		case gid.Koppeling:
			found, err = r.Client.Koppeling.Query().Where(koppeling.IDIn(ids...)).IDs(ctx)
		case gid.Vraaggezin:
			found, err = r.Client.Vraaggezin.Query().Where(vraaggezin.IDIn(ids...)).IDs(ctx)
		case gid.Steungezin:
			found, err = r.Client.Steungezin.Query().Where(steungezin.IDIn(ids...)).IDs(ctx)
		case gid.Family:
			found, err = r.Client.Family.Query().Where(family.IDIn(ids...)).IDs(ctx)
		case gid.Overdracht:
			found, err = r.Client.Overdracht.Query().Where(overdracht.IDIn(ids...)).IDs(ctx)
		case gid.Zorgmelding:
			found, err = r.Client.Zorgmelding.Query().Where(zorgmelding.IDIn(ids...)).IDs(ctx)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}
