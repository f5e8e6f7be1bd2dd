package graph

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/family"
	"buurtdorp/ent/rule"
	"buurtdorp/graph/model"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/inzage"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/taal"
	"buurtdorp/internal/viewer"
)

// done is what a mutation did, ready to be told.
type done struct {
	sync.Outcome
	r *Resolver
}

// once runs a mutation's effect exactly once per clientMutationId. The ids that fn
// returns are kept with the key; the payload's nodes are read again after the
// commit, under the viewer's own rights.
func (r *Resolver) once(ctx context.Context, op, key string, input any, fn func(ctx context.Context) (map[string]uuid.UUID, error)) (done, error) {
	if no := turnedAway(ctx); no != "" {
		return done{sync.Outcome{Refusals: []sync.Refusal{{Code: no}}}, r}, nil
	}
	out, err := sync.Once(ctx, r.Tx, sync.Intent{Op: op, Key: key, Input: input}, func(ctx context.Context) (map[string]uuid.UUID, error) {
		return fn(inzage.Unseen(ctx)) // what a step reads for itself nobody sees; what it answers is read after it
	})
	return done{out, r}, err
}

// ID is the id that fn kept under a name, or uuid.Nil when the mutation was refused.
func (d done) ID(name string) uuid.UUID { return d.IDs[name] }

// Errors are the refusals, with a sentence each.
func (d done) Errors(ctx context.Context) []model.UserError {
	list := []model.UserError{}
	for _, no := range d.Refusals {
		f := no.Fault()
		path := f.Path
		if path == nil {
			path = []string{}
		}
		message := fault.Sentence(taal.FromContext(ctx), f)
		if no.Current == nil {
			list = append(list, &model.InputError{Code: f.Code, Message: message, Path: path})
			continue
		}
		current, _ := d.r.noder(ctx, *no.Current)
		list = append(list, &model.ConflictError{Code: f.Code, Message: message, Path: path, Current: current})
	}
	return list
}

// lostAnswer is how long a visitor may ask again what her registration made.
const lostAnswer = 15 * time.Minute

// asRegistered lets a visitor without an account see, in the answer to her own
// registration, the family that she just wrote down. With the same key and the same
// input she sees it again, when the answer was lost: for a little while, and as long as
// nobody signs in for that family. After that it is a dossier like any other, and who
// kept the request has no key to it.
func (r *Resolver) asRegistered(ctx context.Context, d done) (context.Context, error) {
	id := d.ID("family")
	if id == uuid.Nil || !viewer.FromContext(ctx).IsAnonymous() {
		return ctx, nil
	}
	fresh, err := r.Client.Family.Query().Where(family.ID(id), family.CreatedAtGT(clock.Now().Add(-lostAnswer)),
		family.Not(family.HasMembers())).Exist(rule.System(ctx))
	if err != nil || !fresh {
		return ctx, err
	}
	return viewer.NewContext(ctx, &viewer.Viewer{FamilyID: id}), nil
}

// noder reads anything by its id; what the viewer may not see is nil.
func (r *Resolver) noder(ctx context.Context, id uuid.UUID) (ent.Noder, error) {
	table, ok := gid.Table(id)
	if !ok {
		return nil, nil
	}
	n, err := r.Client.Noder(ctx, id, ent.WithFixedNodeType(table))
	if ent.IsNotFound(err) {
		return nil, nil
	}
	return n, err
}

// under makes ctx speak of the field name below the present one, so that ent
// collects what was selected there; false when nothing was.
func under(ctx context.Context, name string) (context.Context, bool) {
	fc := graphql.GetFieldContext(ctx)
	for _, f := range graphql.CollectFields(graphql.GetOperationContext(ctx), fc.Field.Selections, nil) {
		if f.Name == name {
			return graphql.WithFieldContext(ctx, &graphql.FieldContext{Parent: fc, Object: f.ObjectDefinition.Name, Field: f}), true
		}
	}
	return ctx, false
}

// selected tells whether something below the present field was asked for.
func selected(ctx context.Context, path ...string) bool {
	for _, name := range path {
		var ok bool
		if ctx, ok = under(ctx, name); !ok {
			return false
		}
	}
	return true
}

// collector is a query that knows how to fetch what was selected.
type collector[Q any, T any] interface {
	CollectFields(ctx context.Context, satisfies ...string) (Q, error)
	Only(ctx context.Context) (*T, error)
}

// payload reads the node that a payload's field name shows, if it was selected.
func payload[Q collector[Q, T], T any](ctx context.Context, id uuid.UUID, name string, query func() Q) (*T, error) {
	ctx, selected := under(ctx, name)
	if !selected || id == uuid.Nil {
		return nil, nil
	}
	return one[Q, T](ctx, query())
}

// one reads a single node with what was selected of it; hidden and absent are nil.
func one[Q collector[Q, T], T any](ctx context.Context, q Q) (*T, error) {
	q, err := q.CollectFields(ctx)
	if err != nil {
		return nil, err
	}
	return hidden(q.Only(ctx))
}

// hidden makes null of what the viewer may not see.
func hidden[T any](v *T, err error) (*T, error) {
	if ent.IsNotFound(err) {
		return nil, nil
	}
	return v, err
}
