package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"buurtdorp/ent"
	"buurtdorp/graph/generated"
	"buurtdorp/graph/loader"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/store"
)

// Schema is the API as gqlgen runs it.
func (r *Resolver) Schema() graphql.ExecutableSchema {
	return generated.NewExecutableSchema(generated.Config{Resolvers: r})
}

// Loaders registers what the fields of one answer gather.
func (r *Resolver) Loaders(ctx context.Context, add loader.Adder) {
	r.viewerLoaders(ctx, add)
	r.steunLoaders(ctx, add)
	r.koppelingLoaders(ctx, add)
	r.samenLoaders(ctx, add)
	r.apartLoaders(ctx, add)
	r.courseLoaders(ctx, add)
	r.meetupLoaders(ctx, add)
	r.teamLoaders(ctx, add)
	r.wegingLoaders(ctx, add)
	r.seriesLoaders(ctx, add)
	r.walkInLoaders(ctx, add)
}

// Translate makes faults of what the lower rooms say, so that the door tells
// clients what they can do about it.
func Translate(_ context.Context, err error) error {
	switch {
	case store.IsTimeout(err), store.IsRetryable(err), store.IsAway(err):
		return fault.New(fault.Retryable, "").Because(err)
	case ent.IsNotFound(err):
		return fault.New(fault.NotFound, "").Because(err)
	}
	return err
}
