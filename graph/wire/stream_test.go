package wire_test

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"buurtdorp/graph/wire"
)

// listen opens a stream; the events come one by one.
type listener struct {
	t      *testing.T
	res    *http.Response
	lines  *bufio.Scanner
	cancel context.CancelFunc
}

func (w *world) listen(query string, header ...string) *listener {
	w.t.Helper()
	ctx, cancel := context.WithCancel(w.t.Context())
	w.t.Cleanup(cancel)
	req, err := http.NewRequestWithContext(ctx, "POST", w.url+"/graphql", strings.NewReader(`{"query":"`+query+`"}`))
	if err != nil {
		w.t.Fatal(err)
	}
	req.Header.Set("Content-Type", asJSON)
	req.Header.Set("Accept", "text/event-stream")
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(req)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { res.Body.Close() })
	return &listener{w.t, res, bufio.NewScanner(res.Body), cancel}
}

// event gives the next block that is not a comment, "" at the end.
func (l *listener) event() string {
	var block []string
	for l.lines.Scan() {
		switch line := l.lines.Text(); {
		case strings.HasPrefix(line, ":"):
		case line != "":
			block = append(block, line)
		case len(block) > 0:
			return strings.Join(block, "|")
		}
	}
	return ""
}

const complete = "event: complete|data:"

func (l *listener) expect(events ...string) {
	l.t.Helper()
	for _, want := range events {
		if got := l.event(); got != want {
			l.t.Fatalf("event %q, want %q", got, want)
		}
	}
}

// eventually waits for what another goroutine is about to do.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 500 {
		if ok() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("never: %s", what)
}

func TestAStreamTellsAllAndCompletes(t *testing.T) {
	w := start(t, wire.Options{})
	l := w.listen("subscription { n: ticks(count: 3) }", "Accept-Encoding", "gzip")
	if l.res.StatusCode != 200 || l.res.Header.Get("Content-Type") != "text/event-stream" || l.res.Header.Get("Content-Encoding") != "" ||
		l.res.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%d %v", l.res.StatusCode, l.res.Header)
	}
	l.expect(`event: next|data: {"data":{"n":1}}`, `event: next|data: {"data":{"n":2}}`, `event: next|data: {"data":{"n":3}}`, complete, "")
}

func TestQueriesAndMutationsMayBeStreamsToo(t *testing.T) {
	w := start(t, wire.Options{})
	w.listen("{ hello }").expect(`event: next|data: {"data":{"hello":"hallo buurt"}}`, complete, "")
	w.listen("mutation { bump }").expect(`event: next|data: {"data":{"bump":1}}`, complete, "")
}

func TestAStreamThatCannotBeginSaysSo(t *testing.T) {
	w := start(t, wire.Options{})
	l := w.listen("subscription { refused }")
	if got := l.event(); !strings.Contains(got, `"INTERNAL"`) || strings.Contains(got, "pq:") || strings.Contains(got, `"data"`) {
		t.Errorf("%s", got)
	}
	l.expect(complete, "")
	l = w.listen("subscription { nowhere }")
	if got := l.event(); !strings.Contains(got, `"GRAPHQL_VALIDATION_FAILED"`) {
		t.Errorf("%s", got)
	}
	l.expect(complete, "")
}

func TestAClientThatLeavesFreesEverything(t *testing.T) {
	w := start(t, wire.Options{})
	before := runtime.NumGoroutine()
	for range 30 {
		l := w.listen("subscription { forever }")
		if l.res.StatusCode != 200 {
			// the places of those before come free as the server notices
			l.res.Body.Close()
			time.Sleep(20 * time.Millisecond)
			continue
		}
		l.event()
		l.cancel()
	}
	eventually(t, "all subscriptions end", func() bool { return w.resolver.Open.Load() == 0 })
	eventually(t, "goroutines are back", func() bool { return runtime.NumGoroutine() <= before+3 })
}

func TestStreamsAreBoundedPerPersonAndAddress(t *testing.T) {
	type key struct{}
	var h *wire.Handler
	w := start(t, wire.Options{Streams: wire.Streams{
		Key:     func(ctx context.Context) string { s, _ := ctx.Value(key{}).(string); return s },
		Address: func(r *http.Request) string { return r.Header.Get("X-Test-Address") },
		PerKey:  2, PerGuest: 1, PerAddress: 3, Total: 5,
	}})
	h = w.handler
	server := newServer(t, http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(rw, r.WithContext(context.WithValue(r.Context(), key{}, r.Header.Get("X-Test-Key"))))
	}))
	w.url = server
	open := func(who, from string) *listener {
		l := w.listen("subscription { forever }", "X-Test-Key", who, "X-Test-Address", from)
		if l.res.StatusCode == 200 {
			l.event()
		}
		return l
	}
	first := open("anna", "10.0.0.1")
	for _, c := range []struct {
		who, from string
		status    int
	}{
		{"anna", "10.0.0.2", 200}, {"anna", "10.0.0.3", 429}, // two of hers
		{"", "10.0.0.1", 200}, {"", "10.0.0.1", 429}, // one of nobody in particular
		{"bas", "10.0.0.1", 200}, {"chris", "10.0.0.1", 429}, // three from there
		{"", "10.0.0.8", 200}, {"dian", "10.0.0.9", 503}, // five in all
	} {
		l := open(c.who, c.from)
		if l.res.StatusCode != c.status {
			t.Errorf("%s from %s: %d, want %d", c.who, c.from, l.res.StatusCode, c.status)
		}
		if c.status == 200 {
			continue
		}
		raw, _ := io.ReadAll(l.res.Body)
		if l.res.Header.Get("Retry-After") == "" || !strings.Contains(string(raw), `"code":"R`) || !strings.HasPrefix(l.res.Header.Get("Content-Type"), asJSON) {
			t.Errorf("%v %s", l.res.Header, raw)
		}
	}
	first.cancel()
	eventually(t, "her place is free again", func() bool {
		l := open("anna", "10.0.0.1")
		defer l.cancel()
		return l.res.StatusCode == 200
	})
}

func TestAStreamEndsWithItsToken(t *testing.T) {
	for name, until := range map[string]time.Duration{"soon": 60 * time.Millisecond, "already": -time.Second} {
		w := start(t, wire.Options{Streams: wire.Streams{Until: func(context.Context) time.Time { return time.Now().Add(until) }}})
		l := w.listen("subscription { forever }")
		last, n := "", 0
		for e := l.event(); e != "" && e != complete; e = l.event() {
			last, n = e, n+1
		}
		if !strings.Contains(last, `"UNAUTHENTICATED"`) || !strings.Contains(last, "Log opnieuw in.") || (name == "already") != (n == 1) {
			t.Errorf("%s: %d events, last %s", name, n, last)
		}
		eventually(t, "the subscription ends", func() bool { return w.resolver.Open.Load() == 0 })
	}
}

func TestAStreamDoesNotGrowOldForEver(t *testing.T) {
	w := start(t, wire.Options{Streams: wire.Streams{MaxAge: 50 * time.Millisecond}})
	l := w.listen("subscription { forever }")
	last := ""
	for e := l.event(); e != "" && e != complete; e = l.event() {
		last = e
	}
	if !strings.Contains(last, `"RETRYABLE"`) {
		t.Errorf("last %s", last)
	}
}

func TestDrainEndsStreamsWithAReason(t *testing.T) {
	w := start(t, wire.Options{})
	var wg sync.WaitGroup
	for range 5 {
		l := w.listen("subscription { forever }")
		l.event()
		wg.Go(func() {
			last, end := "", ""
			for e := l.event(); e != ""; e = l.event() {
				last, end = end, e
			}
			if end != complete || !strings.Contains(last, `"RETRYABLE"`) || !strings.Contains(last, "server.herstart") {
				t.Errorf("ended with %s, %s", last, end)
			}
		})
	}
	if err := w.handler.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := w.resolver.Open.Load(); n > 5 {
		t.Errorf("%d subscriptions", n)
	}
	wg.Wait()
	if l := w.listen("subscription { forever }"); l.res.StatusCode != 503 {
		t.Errorf("a new stream while draining: %d", l.res.StatusCode)
	}
	if a := w.post(hello); a.status != 200 {
		t.Errorf("a query while draining: %d", a.status)
	}
	if err := w.handler.Drain(t.Context()); err != nil {
		t.Errorf("again: %v", err)
	}
}

func TestDrainDoesNotWaitForEver(t *testing.T) {
	w := start(t, wire.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := w.handler.Drain(ctx); err != nil {
		t.Errorf("nobody was there: %v", err)
	}
}

func TestAQuietStreamIsKeptAlive(t *testing.T) {
	w := start(t, wire.Options{Streams: wire.Streams{KeepAlive: 5 * time.Millisecond}, Deadline: 60 * time.Millisecond})
	a := w.ask("{ waits }", nil, "Accept", "text/event-stream")
	if strings.Count(a.raw, ": ping\n\n") < 2 || !strings.HasSuffix(a.raw, "event: complete\ndata:\n\n") {
		t.Errorf("%s", a.raw)
	}
}

// TestTheServersReadTimeoutDoesNotEndStreams: it is meant for slow senders.
func TestTheServersReadTimeoutDoesNotEndStreams(t *testing.T) {
	w := start(t, wire.Options{Streams: wire.Streams{MaxAge: 300 * time.Millisecond}})
	w.url = newServerWith(t, &http.Server{Handler: w.handler, ReadTimeout: 50 * time.Millisecond, WriteTimeout: 80 * time.Millisecond})
	l := w.listen("subscription { forever }")
	last, end := "", ""
	for e := l.event(); e != ""; e = l.event() {
		last, end = end, e
	}
	if end != complete || !strings.Contains(last, `"RETRYABLE"`) {
		t.Errorf("ended with %s, %s", last, end)
	}
}
