package graph

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/graph/model"
	"buurtdorp/internal/device"
)

// nothingKept is for effects that leave no node: the answer is read anew.
func nothingKept(do func(ctx context.Context) error) func(ctx context.Context) (map[string]uuid.UUID, error) {
	return func(ctx context.Context) (map[string]uuid.UUID, error) { return nil, do(ctx) }
}

// berichtenStep changes what the viewer hears, and tells how that is now.
func (r *Resolver) berichtenStep(ctx context.Context, op, key string, input any, do func(ctx context.Context) error) (*model.BerichtenPayload, error) {
	d, err := r.once(ctx, op, key, input, nothingKept(do))
	if err != nil {
		return nil, err
	}
	p := &model.BerichtenPayload{ClientMutationID: key, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	if len(p.UserErrors) == 0 {
		p.Berichten, err = r.Devices.Berichten(ctx, r.Client)
	}
	return p, err
}

func (r *Resolver) endSession(ctx context.Context, in model.EndSessionInput) (*model.ApparatenPayload, error) {
	d, err := r.once(ctx, "endSession", in.ClientMutationID, in, nothingKept(func(ctx context.Context) error { return r.Devices.End(ctx, or(in.ID, uuid.Nil)) }))
	if err != nil {
		return nil, err
	}
	p := &model.ApparatenPayload{ClientMutationID: in.ClientMutationID, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	p.Apparaten, err = r.Devices.List(ctx, r.Client)
	return p, err
}

// meeStep changes which dossiers are on the viewer's device, and tells which they are now.
func (r *Resolver) meeStep(ctx context.Context, op, key string, input any, do func(ctx context.Context) error) (*model.MeegenomenPayload, error) {
	d, err := r.once(ctx, op, key, input, nothingKept(do))
	if err != nil {
		return nil, err
	}
	p := &model.MeegenomenPayload{ClientMutationID: key, Replayed: d.Replayed, UserErrors: d.Errors(ctx), Meegenomen: []*ent.Meegenomen{}}
	inside, selected := under(ctx, "meegenomen")
	if !selected {
		return p, nil
	}
	p.Meegenomen, err = r.meegenomen(inside)
	return p, err
}

func (r *Resolver) meegenomen(ctx context.Context) ([]*ent.Meegenomen, error) {
	q, err := device.Meegenomen(ctx, r.Client).CollectFields(ctx)
	if err != nil {
		return nil, err
	}
	return q.All(ctx)
}
