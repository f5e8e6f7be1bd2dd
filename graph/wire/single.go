package wire

import (
	"context"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"buurtdorp/internal/fault"
)

// single answers a query or mutation with one JSON text. It is a gqlgen
// transport for a request that was decoded before.
type single struct{ h *Handler }

func (single) Supports(r *http.Request) bool {
	return requestFrom(r.Context()).media != mediaEvents
}

func (t single) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	defer t.h.recover(w, r)
	ctx, cancel := context.WithTimeout(r.Context(), t.h.o.Deadline)
	defer cancel()
	resp, p := t.h.execute(ctx, exec)
	if p != nil {
		t.h.refuse(w, r, p)
		return
	}
	write(w, r, http.StatusOK, encode(resp.Errors, resp.Data, resp.Extensions))
}

// execute runs a query or mutation to its one answer.
func (h *Handler) execute(ctx context.Context, exec graphql.GraphExecutor) (*graphql.Response, *problem) {
	ctx, next, p := h.begin(ctx, exec)
	if p != nil {
		return nil, p
	}
	resp := next(ctx)
	if resp == nil { // the deadline passed before it began
		resp = &graphql.Response{Data: []byte("null"), Errors: gqlerror.List{h.tell(ctx, fault.List{fault.New(fault.Retryable, "")})}}
	}
	h.sweep(ctx, resp)
	return resp, nil
}

// begin validates and starts the operation of the request in ctx.
func (h *Handler) begin(ctx context.Context, exec graphql.GraphExecutor) (context.Context, graphql.ResponseHandler, *problem) {
	req := requestFrom(ctx)
	opCtx, errs := exec.CreateOperationContext(ctx, &graphql.RawParams{
		Query: req.Query, OperationName: req.OperationName, Variables: req.Variables, Extensions: req.Extensions,
	})
	if len(errs) > 0 {
		return ctx, nil, &problem{errors: h.invalid(graphql.WithOperationContext(ctx, opCtx), errs)}
	}
	next, ctx := exec.DispatchOperation(ctx, opCtx)
	return ctx, next, nil
}
