// Package loader gathers what the fields of one answer need, so that a list of
// twenty costs one statement and not twenty. Loaders live as long as one answer:
// each event of a subscription begins anew.
package loader

import (
	"context"
	"fmt"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vikstrous/dataloadgen"
)

type key struct{}

// set holds the loaders of one answer, by name.
type set map[string]any

// PerResponse gives every answer its own loaders: an AroundResponses middleware.
// make is called once per answer and registers them with Add.
func PerResponse(make func(ctx context.Context, add Adder)) graphql.ResponseMiddleware {
	return func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		s := set{}
		make(ctx, Adder{s})
		return next(context.WithValue(ctx, key{}, s))
	}
}

// Adder registers loaders.
type Adder struct{ set set }

// gather is how long a loader waits for more to ask at once: the fields of a list
// are resolved side by side.
const gather = time.Millisecond

// Add registers a loader under a name. fetch gets all ids asked for and answers with
// what it found; an id it leaves out is a zero value.
func Add[V any](a Adder, name string, fetch func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]V, error)) {
	a.set[name+" fetch"] = fetcher[V](fetch)
	a.set[name] = dataloadgen.NewMappedLoader(func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]V, error) {
		found, err := fetch(ctx, ids)
		if err != nil {
			return nil, err
		}
		all := make(map[uuid.UUID]V, len(ids))
		for _, id := range ids {
			all[id] = found[id] // also the ones that are not there: absent is an answer
		}
		return all, nil
	}, dataloadgen.WithWait(gather))
}

// Fill fetches many at once before anybody asks one by one: for lists, whose ids are
// known. A loader that nobody registered is nothing to fill.
func Fill[V any](ctx context.Context, name string, ids []uuid.UUID) error {
	s, _ := ctx.Value(key{}).(set)
	l, ok := s[name].(*dataloadgen.Loader[uuid.UUID, V])
	fetch, known := s[name+" fetch"].(fetcher[V])
	if !ok || !known || len(ids) == 0 {
		return nil
	}
	found, err := fetch(ctx, ids)
	if err != nil {
		return err
	}
	for _, id := range ids {
		l.Prime(id, found[id])
	}
	return nil
}

type fetcher[V any] func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]V, error)

// Load asks a loader for one id.
func Load[V any](ctx context.Context, name string, id uuid.UUID) (V, error) {
	var zero V
	s, ok := ctx.Value(key{}).(set)
	if !ok {
		return zero, fmt.Errorf("loader %s: no loaders in this context", name)
	}
	l, ok := s[name].(*dataloadgen.Loader[uuid.UUID, V])
	if !ok {
		return zero, fmt.Errorf("loader %s is not registered for this type", name)
	}
	return l.Load(ctx, id)
}
