// Package wire speaks GraphQL over HTTP in front of gqlgen. What a client sends
// is decoded here, by our own rules, and judged by guard; only then gqlgen sees
// it. gqlgen's transports stay out: they echo a broken body into the answer and
// the log, have no limit on its length, answer the wrong statuses, and their
// event stream cannot be ended with a reason. No WebSocket, no multipart, no
// forms.
package wire

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"

	"buurtdorp/graph/guard"
)

// Options say who may do what. The zero value runs: nobody introspects, no
// foreign origin is let in, nothing of a viewer is known.
type Options struct {
	Limits guard.Limits // zero: guard.Default()
	// AllowIntrospection tells who may read the schema; for others __schema is
	// refused and __type knows no type.
	AllowIntrospection func(context.Context) bool
	// Extensions run inside gqlgen, in this order.
	Extensions []graphql.HandlerExtension
	// Translate turns errors of lower rooms into faults before they are judged.
	Translate func(context.Context, error) error
	// Language of the sentences for people. Nil: Dutch.
	Language func(context.Context) string
	Log      *slog.Logger

	MaxBody        int64         // bytes of a request, 256 KiB
	Deadline       time.Duration // of a query or mutation, 5 s
	CacheBytes     int           // for documents seen before, 16 MiB
	AllowedOrigins []string      // "https://app.example", or "*"; the own origin needs no mention

	Streams Streams
}

// Streams bound the event streams.
type Streams struct {
	// Key names who a stream belongs to; "" is nobody in particular.
	Key func(context.Context) string
	// Until is when the viewer's token ends; zero: no end.
	Until func(context.Context) time.Time
	// Address is where a request comes from. Nil: the other side of the connection.
	Address func(*http.Request) string

	PerKey       int           // 5
	PerGuest     int           // of nobody in particular, from one address: 20
	PerAddress   int           // 500
	Total        int           // 2,000
	KeepAlive    time.Duration // 15 s
	MaxAge       time.Duration // 1 h
	WriteTimeout time.Duration // per event, 10 s
}

// Handler answers /graphql.
type Handler struct {
	o       Options
	guard   *guard.Guard
	gqlgen  *handler.Server
	origins origins
	slots   *slots
}

// New makes the handler for a schema.
func New(exec graphql.ExecutableSchema, o Options) *Handler {
	o = o.withDefaults()
	h := &Handler{
		o: o,
		guard: guard.New(exec.Schema(), guard.Options{
			Limits: o.Limits, AllowIntrospection: o.AllowIntrospection, CacheBytes: o.CacheBytes / 4,
		}),
		origins: newOrigins(o.AllowedOrigins),
		slots:   newSlots(o.Streams),
	}
	h.gqlgen = handler.New(exec)
	h.gqlgen.AddTransport(stream{h}) // first: it, too, takes POST
	h.gqlgen.AddTransport(several{h})
	h.gqlgen.AddTransport(single{h})
	h.gqlgen.SetParserTokenLimit(o.Limits.Tokens) // a second net
	h.gqlgen.SetDisableSuggestion(true)
	h.gqlgen.SetValidationRulesFn(validationRules)
	h.gqlgen.SetQueryCache(documents{guard.NewCache[*document](o.CacheBytes * 3 / 4)})
	h.gqlgen.SetErrorPresenter(h.present)
	h.gqlgen.SetRecoverFunc(recovered)
	h.gqlgen.Use(introspection{h.guard})
	for _, e := range o.Extensions {
		h.gqlgen.Use(e)
	}
	return h
}

// ServeHTTP takes a request through the door: where it comes from, how, what it
// wants back, what it says, whether that may run. Each step may end it.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	req := &request{ref: newRef(), media: mediaJSON}
	ctx := withRequest(r.Context(), req)
	r = r.WithContext(ctx)
	defer h.recover(w, r)

	head := w.Header()
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Cache-Control", "no-store")
	head.Add("Vary", "Accept, Accept-Encoding")
	if p := h.origins.admit(w, r); p != nil {
		h.refuse(w, r, p)
		return
	}
	if r.Method == http.MethodOptions && h.origins.any() {
		preflight(w)
		return
	}
	if p := h.read(w, r, req); p != nil {
		h.refuse(w, r, p)
		return
	}
	if r.Method == http.MethodGet && r.Header.Get("Authorization") == "" {
		head.Set("Cache-Control", "no-cache")
	}
	if req.batch == nil {
		if p := h.judgeDocument(ctx, r.Method, req); p != nil {
			h.refuse(w, r, p)
			return
		}
	}
	h.gqlgen.ServeHTTP(w, r)
}

// read decodes what the client sent into req.
func (h *Handler) read(w http.ResponseWriter, r *http.Request, req *request) *problem {
	methods := []string{http.MethodGet, http.MethodPost}
	if !slices.Contains(methods, r.Method) {
		if h.origins.any() {
			methods = append(methods, http.MethodOptions)
		}
		return notAllowed(methods...)
	}
	media, ok := negotiate(r.Header.Values("Accept"), r.Method == http.MethodPost)
	if !ok {
		return notAcceptable("Accept application/graphql-response+json, application/json, or on POST text/event-stream.")
	}
	req.media = media
	if r.Method == http.MethodGet {
		return h.readURL(r, req)
	}
	return h.readBody(w, r, req)
}

// judgeDocument lets the guard decide, and holds the operation against the method.
func (h *Handler) judgeDocument(ctx context.Context, method string, req *request) *problem {
	op, err := h.guard.Check(ctx, guard.Request{Query: req.Query, OperationName: req.OperationName, Variables: req.Variables})
	if err != nil {
		return refused(err)
	}
	req.operation = op
	switch {
	case method == http.MethodGet && op.Kind != "query":
		return notAllowed(http.MethodPost)
	case op.Kind == "subscription" && req.media != mediaEvents:
		return notAcceptable("Subscriptions are answered as text/event-stream.")
	}
	return nil
}

// Drain ends every stream with a reason and takes no new ones; it returns when
// the last is gone or ctx ends. Call it before http.Server.Shutdown, which waits
// for them.
func (h *Handler) Drain(ctx context.Context) error { return h.slots.drain(ctx) }

func (o Options) withDefaults() Options {
	if o.Limits == (guard.Limits{}) {
		o.Limits = guard.Default()
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	s := &o.Streams
	or(&o.MaxBody, 256<<10)
	or(&o.Deadline, 5*time.Second)
	or(&o.CacheBytes, 16<<20)
	or(&s.PerKey, 5)
	or(&s.PerGuest, 20)
	or(&s.PerAddress, 500)
	or(&s.Total, 2000)
	or(&s.KeepAlive, 15*time.Second)
	or(&s.MaxAge, time.Hour)
	or(&s.WriteTimeout, 10*time.Second)
	if s.Address == nil {
		s.Address = remote
	}
	return o
}

func or[N int | int64 | time.Duration](n *N, otherwise N) {
	if *n <= 0 {
		*n = otherwise
	}
}

func remote(r *http.Request) string {
	if i := strings.LastIndexByte(r.RemoteAddr, ':'); i > 0 {
		return strings.Trim(r.RemoteAddr[:i], "[]")
	}
	return r.RemoteAddr
}
