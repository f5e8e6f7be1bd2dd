package wire

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"buurtdorp/internal/fault"
)

// presented marks an error that has been through present: what lacks the mark
// never leaves.
type presented struct{}

func (presented) Error() string { return "presented" }

// present makes of any error what the outside may read. Only faults keep their
// own code and sentence.
func (h *Handler) present(ctx context.Context, err error) *gqlerror.Error {
	if err == nil {
		return nil
	}
	g, _ := errors.AsType[*gqlerror.Error](err)
	if g != nil {
		if _, done := g.Err.(presented); done {
			return g
		}
	}
	argument, unread := unreadArgument(ctx, g)
	out := h.tell(ctx, h.judge(ctx, err, unread))
	switch {
	case unread:
		out.Path = graphql.GetFieldContext(ctx).Path()
		if _, own := out.Extensions["field"]; !own && len(argument) > 0 {
			out.Extensions["field"] = argument
		}
	case g != nil:
		out.Path = g.Path
	}
	if g != nil {
		out.Locations = g.Locations
	}
	return out
}

// tell writes faults down: the first one's sentence and code, all of them when
// there are more.
func (h *Handler) tell(ctx context.Context, faults fault.List) *gqlerror.Error {
	lang := "nl"
	if h.o.Language != nil {
		lang = h.o.Language(ctx)
	}
	one := func(f *fault.Error) map[string]any {
		m := map[string]any{"code": f.Code}
		if f.Key != "" {
			m["key"] = f.Key
		}
		if len(f.Path) > 0 {
			m["field"] = f.Path
		}
		return m
	}
	first := faults[0]
	ext := one(first)
	if first.Code == fault.Internal {
		ext["reference"] = requestFrom(ctx).ref
	}
	if len(faults) > 1 {
		all := make([]map[string]any, len(faults))
		for i, f := range faults {
			all[i] = one(f)
			all[i]["message"] = fault.Sentence(lang, f)
		}
		ext["errors"] = all
	}
	return &gqlerror.Error{Message: fault.Sentence(lang, first), Extensions: ext, Err: presented{}}
}

// judge decides which faults an error is. What is not ours becomes RETRYABLE when
// trying again may help, INVALID when it is about an argument that could not be
// read, INTERNAL otherwise; the log gets the whole of it.
func (h *Handler) judge(ctx context.Context, err error, unread bool) fault.List {
	if h.o.Translate != nil {
		if better := h.o.Translate(ctx, err); better != nil {
			err = better
		}
	}
	if all := fault.All(err); len(all) > 0 {
		if all[0].Code == fault.Internal {
			h.log(ctx, slog.LevelError, err)
		}
		return all
	}
	_, panicked := errors.AsType[*panicError](err)
	switch why := passing(ctx, err); {
	case panicked:
	case why == gone:
		return fault.List{fault.New(fault.Retryable, "")} // nobody reads it
	case why != "":
		h.log(ctx, slog.LevelWarn, err, slog.String("why", why))
		return fault.List{fault.New(fault.Retryable, "")}
	case unread:
		return fault.List{fault.New(fault.Invalid, "")}
	}
	h.log(ctx, slog.LevelError, err)
	return fault.List{fault.New(fault.Internal, "")}
}

// unreadArgument tells that gqlgen could not turn an argument into its Go type:
// a field that takes arguments has none yet. Such errors are made by scalars and
// cite what they got. The path goes on into the input.
func unreadArgument(ctx context.Context, g *gqlerror.Error) (argument []string, unread bool) {
	fc := graphql.GetFieldContext(ctx)
	if fc == nil || fc.Args != nil || fc.Field.Field == nil || fc.Field.Definition == nil || len(fc.Field.Definition.Arguments) == 0 {
		return nil, false
	}
	if g == nil {
		return nil, true
	}
	own := len(fc.Path())
	for i, step := range g.Path {
		if i < own {
			continue
		}
		switch s := step.(type) {
		case ast.PathName:
			argument = append(argument, string(s))
		case ast.PathIndex:
			argument = append(argument, fmt.Sprint(int(s)))
		}
	}
	return argument, true
}

// mostErrors in one answer; a list of a hundred rows may fail a hundred times.
const mostErrors = 50

// sweep presents what went around the presenter. entgql's transaction puts the
// driver's text into an answer by itself.
func (h *Handler) sweep(ctx context.Context, resp *graphql.Response) {
	resp.Errors = resp.Errors[:min(len(resp.Errors), mostErrors)]
	for i, e := range resp.Errors {
		resp.Errors[i] = h.present(ctx, e)
	}
}

// mostLogged errors of one request; the rest says the same.
const mostLogged = 5

// log writes an error down under the reference that the person gets. Never the
// variables, and no text that looks like a person's.
func (h *Handler) log(ctx context.Context, level slog.Level, err error, more ...slog.Attr) {
	req := requestFrom(ctx)
	if req.logged.Add(1) > mostLogged {
		return
	}
	attrs := append([]slog.Attr{
		slog.String("reference", req.ref),
		slog.String("operation", string(req.operation.Kind)),
		slog.String("name", cut(req.operation.Name, 60)),
		slog.String("error", scrub(err.Error())),
	}, more...)
	if fc := graphql.GetFieldContext(ctx); fc != nil {
		attrs = append(attrs, slog.String("path", cut(fc.Path().String(), 200)))
	}
	if p, ok := errors.AsType[*panicError](err); ok {
		attrs = append(attrs, slog.String("stack", string(p.stack)))
	}
	h.o.Log.LogAttrs(ctx, level, "graphql", attrs...)
}

// panicError is a panic of ours with the place it came from.
type panicError struct {
	value any
	stack []byte
}

func (p *panicError) Error() string { return fmt.Sprintf("panic: %v", p.value) }

func recovered(_ context.Context, value any) error {
	return &panicError{value, debug.Stack()}
}

// recover is the last net: a panic outside the resolvers.
func (h *Handler) recover(w http.ResponseWriter, r *http.Request) {
	value := recover()
	if value == nil {
		return
	}
	if value == http.ErrAbortHandler {
		panic(value)
	}
	ctx := r.Context()
	e := h.present(ctx, recovered(ctx, value))
	if req := requestFrom(ctx); !req.answered {
		h.refuse(w, r, &problem{status: http.StatusInternalServerError, errors: gqlerror.List{e}})
	}
}
