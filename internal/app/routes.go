package app

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/google/uuid"

	"buurtdorp/graph"
	"buurtdorp/graph/loader"
	"buurtdorp/graph/scalar"
	"buurtdorp/graph/wire"
	"buurtdorp/internal/inzage"
	"buurtdorp/internal/taal"
	"buurtdorp/internal/tiles"
	"buurtdorp/internal/viewer"
	"buurtdorp/pwa"
	"buurtdorp/pwa/graphiql"
)

// Handler is everything that answers over HTTP.
func (a *App) Handler() http.Handler {
	mux := http.NewServeMux()
	a.Auth.Mount(mux)
	a.Notify.Mount(mux)
	a.mountCalendar(mux)
	a.mountLists(mux)
	a.mountOntmoeten(mux)
	a.mountPages(mux)
	mux.Handle("/graphql", a.Auth.Middleware(a.GraphQL()))
	mux.Handle("GET /graphiql", graphiql.Handler())
	mux.Handle("GET /graphiql/", graphiql.Handler())
	mux.Handle("GET /schema.graphql", schemaHandler(a.Rooms.Schema().Schema()))
	mux.Handle("GET /tiles/{z}/{x}/{y}", tiles.New(tiles.Options{URL: a.Settings.TilesURL, Dir: a.Settings.TilesDir, DiskCeiling: int64(a.Settings.TilesMB) << 20, Client: a.Auth.ClientAddress, Agent: "Buurtdorp (" + a.Settings.PublicURL + ")", Log: a.log}))
	mux.HandleFunc("GET /healthz", healthy)
	mux.HandleFunc("GET /readyz", a.ready)
	mux.Handle("GET /metrics", a.metricsHandler())
	for _, api := range []string{"/.well-known/", "/auth/", "/calendar/", "/graphql/", "/lijsten/", "/oauth/", "/push/", "/tiles/"} {
		mux.HandleFunc(api, nothing)
	}
	mux.Handle("/", pwa.Handler())
	return a.protect(taal.Middleware(a.meter.count(mux, a.observe(mux))))
}

// GraphQL answers /graphql for the viewer in the context: what stands behind the
// door. Every request gets the sealer of its cursors, and who counts what visitors do.
func (a *App) GraphQL() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := graph.WithGate(scalar.WithSealer(r.Context(), a.sealer), func() bool { return a.Auth.MayVisit(r) })
		a.wire.ServeHTTP(w, r.WithContext(ctx))
	})
}

func (a *App) wireOptions() wire.Options {
	return wire.Options{
		AllowIntrospection: func(ctx context.Context) bool { return !viewer.FromContext(ctx).IsAnonymous() },
		Extensions:         []graphql.HandlerExtension{looking{&inzage.Log{Client: a.DB.Client}}, loaders{a.Rooms}},
		Translate:          graph.Translate,
		Language:           taal.FromContext,
		Log:                a.log,
		AllowedOrigins:     a.Settings.AllowedOrigins,
		Streams: wire.Streams{
			Key: func(ctx context.Context) string {
				v := viewer.FromContext(ctx)
				switch {
				case v.IsAnonymous():
					return ""
				case v.SessionID != uuid.Nil: // each of her devices by itself
					return v.SessionID.String()
				}
				return v.Key()
			},
			Until:   func(ctx context.Context) time.Time { return viewer.FromContext(ctx).Until },
			Address: a.Auth.ClientAddress,
			PerKey:  a.Settings.StreamsSession, PerAddress: a.Settings.StreamsAddress, Total: a.Settings.StreamsTotal,
		},
	}
}

// loaders gives every answer its own loaders.
type loaders struct{ rooms *graph.Resolver }

func (loaders) ExtensionName() string                   { return "Loaders" }
func (loaders) Validate(graphql.ExecutableSchema) error { return nil }
func (l loaders) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	return loader.PerResponse(l.rooms.Loaders)(ctx, next)
}

func healthy(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte("ok\n"))
}

// ready tells whether the database answers.
func (a *App) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	w.Header().Set("Cache-Control", "no-store")
	if err := a.DB.PingContext(ctx); err != nil {
		a.log.Error("not ready: the database does not answer")
		http.Error(w, "database does not answer", http.StatusServiceUnavailable)
		return
	}
	_, _ = w.Write([]byte("ready\n"))
}

// observe says what a request was, for the log: never a query string, an address
// or an id.
func (a *App) observe(mux *http.ServeMux) func(r *http.Request, status int, took time.Duration) {
	return func(r *http.Request, status int, took time.Duration) {
		_, pattern := mux.Handler(r)
		if status < http.StatusInternalServerError && !strings.HasPrefix(pattern, "/graphql") {
			return
		}
		a.log.Info("request", "method", r.Method, "route", pattern, "status", status, "ms", took.Milliseconds())
	}
}
