package wire_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"buurtdorp/graph/wire"
	"buurtdorp/graph/wire/internal/testschema"
)

// world is a running handler with what it did and logged.
type world struct {
	t        *testing.T
	url      string
	handler  *wire.Handler
	resolver *testschema.Resolver
	log      *lockedBuffer
}

func start(t *testing.T, o wire.Options) *world {
	t.Helper()
	w := &world{t: t, resolver: &testschema.Resolver{}, log: &lockedBuffer{}}
	o.Log = slog.New(slog.NewJSONHandler(w.log, nil))
	w.handler = wire.New(testschema.NewExecutableSchema(testschema.Config{Resolvers: w.resolver}), o)
	server := httptest.NewServer(w.handler)
	t.Cleanup(server.Close)
	w.url = server.URL
	return w
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	raw    string
	body   map[string]any
}

func (a answer) data() map[string]any {
	d, _ := a.body["data"].(map[string]any)
	return d
}

func (a answer) errors() []map[string]any {
	list, _ := a.body["errors"].([]any)
	out := make([]map[string]any, len(list))
	for i := range list {
		out[i] = list[i].(map[string]any)
	}
	return out
}

// code of the first error, "" without one.
func (a answer) code() string {
	for _, e := range a.errors() {
		ext, _ := e["extensions"].(map[string]any)
		c, _ := ext["code"].(string)
		return c
	}
	return ""
}

// do sends a request; header pairs follow the body.
func (w *world) do(method, path, body string, header ...string) answer {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), method, w.url+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Add(header[i], header[i+1])
	}
	res, err := (&http.Transport{DisableCompression: true}).RoundTrip(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	a := answer{status: res.StatusCode, header: res.Header, raw: string(raw)}
	_ = json.Unmarshal(raw, &a.body)
	return a
}

// post sends a body as application/json.
func (w *world) post(body string, header ...string) answer {
	w.t.Helper()
	return w.do("POST", "/graphql", body, append([]string{"Content-Type", "application/json"}, header...)...)
}

// ask sends a document with variables.
func (w *world) ask(query string, vars map[string]any, header ...string) answer {
	w.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": vars})
	if err != nil {
		w.t.Fatal(err)
	}
	return w.post(string(body), header...)
}

func everyone(context.Context) bool { return true }

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func newServer(t *testing.T, h http.Handler) string {
	t.Helper()
	return newServerWith(t, &http.Server{Handler: h})
}

func newServerWith(t *testing.T, s *http.Server) string {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	server.Config = s
	server.Start()
	t.Cleanup(server.Close)
	return server.URL
}
