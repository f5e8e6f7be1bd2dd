package wire

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"buurtdorp/graph/guard"
)

// introspection opens the schema for those who may read it. For others __type
// knows no type, as it does for a name that does not exist; the guard has
// refused their __schema.
type introspection struct{ guard *guard.Guard }

func (introspection) ExtensionName() string                   { return "Introspection" }
func (introspection) Validate(graphql.ExecutableSchema) error { return nil }

func (i introspection) MutateOperationContext(ctx context.Context, oc *graphql.OperationContext) *gqlerror.Error {
	oc.DisableIntrospection = !i.guard.MayIntrospect(ctx)
	return nil
}

func (introspection) InterceptRootField(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
	if fc := graphql.GetRootFieldContext(ctx); fc != nil && fc.Field.Field != nil && fc.Field.Name == "__type" &&
		graphql.GetOperationContext(ctx).DisableIntrospection {
		return graphql.Null
	}
	return next(ctx)
}
