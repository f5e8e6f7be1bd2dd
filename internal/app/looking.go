package app

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"buurtdorp/internal/inzage"
)

// looking writes down who sees what of a family before she sees it, of every answer and
// of every event. What cannot be written down is not shown.
type looking struct{ log *inzage.Log }

func (looking) ExtensionName() string                   { return "Inzage" }
func (looking) Validate(graphql.ExecutableSchema) error { return nil }

func (l looking) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	ctx, reads := inzage.NewContext(ctx)
	answer := next(ctx)
	if err := l.log.Keep(ctx, reads); err != nil {
		graphql.AddError(ctx, err)
		return &graphql.Response{Errors: graphql.GetErrors(ctx)}
	}
	return answer
}
