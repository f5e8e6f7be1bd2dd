package wire

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"buurtdorp/graph/guard"
	"buurtdorp/internal/fault"
)

// MaxBatch is how many requests one POST may hold.
const MaxBatch = 25

// readBatch decodes a list of requests, for a phone that was away and has much to say. Each
// is held against the same limits as one that comes alone, and their costs together
// against that of one. What is wrong with one of them is answered in its place.
func (h *Handler) readBatch(ctx context.Context, req *request, body []byte) *problem {
	if req.media == mediaEvents {
		return notAcceptable("A batch is answered as JSON.")
	}
	var items []json.RawMessage
	if json.Unmarshal(body, &items) != nil || len(items) == 0 || len(items) > MaxBatch {
		return badRequest(fmt.Sprintf("A batch has 1 to %d requests.", MaxBatch))
	}
	cost := 0
	for _, raw := range items {
		one := &request{ref: newRef(), media: req.media}
		one.problem = h.readOne(ctx, one, raw)
		if cost += one.operation.Cost; cost > h.o.Limits.Cost && one.problem == nil {
			one.problem = say(0, string(guard.DocumentTooCostly), "The requests of this batch together cost too much. Send fewer at once.")
		}
		req.batch = append(req.batch, one)
	}
	return nil
}

func (h *Handler) readOne(ctx context.Context, one *request, raw json.RawMessage) *problem {
	var fields map[string]json.RawMessage
	if raw[0] != '{' || json.Unmarshal(raw, &fields) != nil {
		return badRequest("Each request of a batch is a JSON object.")
	}
	if p := h.fill(one, fields); p != nil {
		return p
	}
	p := h.judgeDocument(ctx, http.MethodPost, one)
	if p == nil && one.operation.Kind == "subscription" {
		p = notAcceptable("A batch holds no subscriptions.")
	}
	return p
}

// several answers a batch: one after another, in the order in which they came, each with
// what it would have been answered alone.
type several struct{ h *Handler }

func (several) Supports(r *http.Request) bool { return requestFrom(r.Context()).batch != nil }

// batchDeadline is how long a batch may take, in deadlines of one request.
const batchDeadline = 3

func (t several) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	defer t.h.recover(w, r)
	ctx, cancel := context.WithTimeout(r.Context(), batchDeadline*t.h.o.Deadline)
	defer cancel()
	out, later := []byte{'['}, false
	for i, one := range requestFrom(ctx).batch {
		if i > 0 {
			out = append(out, ',')
		}
		if later || ctx.Err() != nil {
			out = append(out, t.h.notYet(withRequest(ctx, one))...)
			continue
		}
		var answer []byte
		answer, later = t.one(withRequest(ctx, one), exec, t.h.o.Deadline)
		out = append(out, answer...)
	}
	write(w, r, http.StatusOK, append(out, ']'))
}

// one answers a single request of a batch, and tells whether it may work later: then
// those behind it wait too, because what a person did in an order happens in that order.
func (t several) one(ctx context.Context, exec graphql.GraphExecutor, limit time.Duration) (answer []byte, later bool) {
	if p := requestFrom(ctx).problem; p != nil {
		return encode(p.errors, nil, nil), false
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	defer func() {
		if value := recover(); value != nil {
			p := t.h.tell(ctx, fault.List{fault.New(fault.Internal, "").Because(recovered(ctx, value))})
			answer, later = encode(gqlerror.List{p}, nil, nil), true
		}
	}()
	resp, p := t.h.execute(ctx, exec)
	if p != nil {
		return encode(p.errors, nil, nil), false
	}
	for _, e := range resp.Errors {
		switch code := fmt.Sprint(e.Extensions["code"]); fault.Code(code) {
		case fault.Retryable, fault.RateLimited, fault.Unauthenticated, fault.Internal:
			later = requestFrom(ctx).operation.Kind == "mutation"
		}
	}
	return encode(resp.Errors, resp.Data, resp.Extensions), later
}

// notYet is the answer to what was not begun.
func (h *Handler) notYet(ctx context.Context) []byte {
	return encode(gqlerror.List{h.tell(ctx, fault.List{fault.New(fault.Retryable, "")})}, nil, nil)
}

// isBatch tells whether a body is a list.
func isBatch(body []byte) bool { return bytes.HasPrefix(body, []byte("[")) }
