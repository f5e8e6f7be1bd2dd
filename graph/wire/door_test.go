package wire_test

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"buurtdorp/graph/wire"
)

const hello = `{"query":"{ hello }"}`

func TestOnlySomeMethods(t *testing.T) {
	for _, o := range []struct {
		origins []string
		allow   string
		options int
	}{{nil, "GET, POST", 405}, {[]string{"https://app.example"}, "GET, POST, OPTIONS", 204}} {
		w := start(t, wire.Options{AllowedOrigins: o.origins})
		for _, m := range []string{"PUT", "PATCH", "DELETE", "HEAD", "TRACE", "BREW"} {
			if a := w.do(m, "/graphql", hello, "Content-Type", asJSON); a.status != 405 || a.header.Get("Allow") != o.allow {
				t.Errorf("%s: %d, Allow %q", m, a.status, a.header.Get("Allow"))
			}
		}
		if a := w.do("OPTIONS", "/graphql", ""); a.status != o.options || a.header.Get("Allow") != o.allow {
			t.Errorf("OPTIONS: %d, Allow %q", a.status, a.header.Get("Allow"))
		}
		if w.resolver.Ran.Load() != 0 {
			t.Error("an operation ran")
		}
	}
}

func TestAGetRunsQueriesOnly(t *testing.T) {
	w := start(t, wire.Options{})
	get := func(values url.Values, header ...string) answer {
		return w.do("GET", "/graphql?"+values.Encode(), "", header...)
	}
	if a := get(url.Values{"query": {"mutation { bump }"}}); a.status != 405 || a.header.Get("Allow") != "POST" || w.resolver.Bumps.Load() != 0 {
		t.Errorf("mutation: %d, Allow %q, %d bumps", a.status, a.header.Get("Allow"), w.resolver.Bumps.Load())
	}
	if a := get(url.Values{"query": {"query A { hello } mutation B { bump }"}, "operationName": {"B"}}); a.status != 405 || w.resolver.Bumps.Load() != 0 {
		t.Errorf("mutation by name: %d", a.status)
	}
	if a := get(url.Values{"query": {"query Q($n: String) { hello(name: $n) }"}, "variables": {`{"n":"é"}`}}); a.data()["hello"] != "hallo é" {
		t.Errorf("query: %s", a.raw)
	}
	for _, bad := range []string{"query=%zz", "query=%ff", "query={hello}&query={hello}", "query={hello}&variables=[1]", "query={hello}&variables={", "variables={}", ""} {
		if a := w.do("GET", "/graphql?"+bad, ""); a.status != 400 || strings.Contains(a.raw, "zz") {
			t.Errorf("%q: %d %s", bad, a.status, a.raw)
		}
	}
	if a := get(url.Values{"query": {"subscription { ticks(count: 1) }"}}, "Accept", "text/event-stream"); a.status != 406 {
		t.Errorf("subscription: %d", a.status)
	}
}

func TestOnlyJSONComesIn(t *testing.T) {
	w := start(t, wire.Options{})
	for _, kind := range []string{
		"text/plain", "text/plain; x=application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
		"application/graphql", "application/json; charset=latin1", "application/json, text/plain", "json", "application/jsonp", "",
	} {
		if a := w.do("POST", "/graphql", hello, "Content-Type", kind); a.status != 415 {
			t.Errorf("%q: %d", kind, a.status)
		}
	}
	if a := w.do("POST", "/graphql", hello, "Content-Type", asJSON, "Content-Type", "text/plain"); a.status != 415 {
		t.Errorf("two content types: %d", a.status)
	}
	if a := w.post(hello, "Content-Encoding", "gzip"); a.status != 415 {
		t.Errorf("a compressed body: %d", a.status)
	}
	for _, kind := range []string{"application/json", "application/json;charset=UTF-8", "Application/JSON; charset=\"utf-8\""} {
		if a := w.do("POST", "/graphql", hello, "Content-Type", kind); a.status != 200 {
			t.Errorf("%q: %d", kind, a.status)
		}
	}
	if w.resolver.Ran.Load() != 3 {
		t.Errorf("%d operations ran", w.resolver.Ran.Load())
	}
}

func TestABrokenBodyIsNeverEchoed(t *testing.T) {
	w := start(t, wire.Options{})
	const secret = "code-493817"
	for _, body := range []string{
		secret, `{"query":"{ hello }","variables":{"code":"` + secret + `"`, `{"query":"` + secret + `\q"}`, `[{"query":"` + secret + `"}`,
		`"` + secret + `"`, `{"query":"{ hello }"} ` + secret, "{\"query\":\"\xff" + secret + "\"}", `{"query":"{ hello }","variables":"` + secret + `"}`,
		`{"query":{"` + secret + `":1}}`, strings.Repeat("[", 20000) + secret, `null`, `{"QUERY":"{ hello }"}`,
	} {
		for _, accept := range []string{asJSON, asResponse, "text/event-stream"} {
			a := w.post(body, "Accept", accept)
			if a.status != 400 || a.code() != "BAD_REQUEST" {
				t.Errorf("%.40q as %s: %d %s", body, accept, a.status, a.raw)
			}
			if strings.Contains(a.raw+w.log.String(), secret) {
				t.Errorf("%.40q as %s came back or into the log: %s", body, accept, a.raw)
			}
		}
	}
	if w.resolver.Ran.Load() != 0 {
		t.Error("an operation ran")
	}
}

func TestABodyHasALimit(t *testing.T) {
	w := start(t, wire.Options{})
	long := `{"query":"{ hello }","extensions":{"x":"` + strings.Repeat("x", 256<<10) + `"}}`
	if a := w.post(long); a.status != 413 || a.code() != "BODY_TOO_LARGE" {
		t.Errorf("%d %s", a.status, a.raw)
	}
	// without saying beforehand how long it is
	req, _ := http.NewRequestWithContext(t.Context(), "POST", w.url, io.MultiReader(strings.NewReader(long[:1000]), strings.NewReader(long[1000:])))
	req.Header.Set("Content-Type", asJSON)
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != 413 {
		t.Errorf("chunked: %d", res.StatusCode)
	}
	if a := w.post(strings.Replace(long, "x\"}}", "", 1)); a.status != 413 {
		t.Errorf("too long and broken: %d", a.status)
	}
	if a := w.post(long[:len(long)-200] + `"}}`); a.status != 200 {
		t.Errorf("just within: %d", a.status)
	}
}

func TestWhatTheClientAccepts(t *testing.T) {
	w := start(t, wire.Options{})
	for accept, want := range map[string]string{
		"application/json": asJSON,
		"application/graphql-response+json; charset=utf-8":          asResponse,
		"application/graphql-response+json, application/json;q=0.9": asResponse,
		"application/json;q=0.5, application/graphql-response+json": asResponse,
		"application/graphql-response+json;q=0, application/json":   asJSON,
		"text/html, application/*;q=0.1":                            asJSON,
		"text/event-stream;q=0.1, application/json":                 asJSON,
		"":                                    asJSON,
		"text/html":                           "406",
		"image/png, text/*":                   "406",
		"application/json; charset=utf-16":    "406",
		"application/json;q=0":                "406",
		"nonsense":                            "406",
		"multipart/mixed; deferSpec=20220824": "406",
	} {
		a := w.post(hello, "Accept", accept)
		media, _, _ := strings.Cut(a.header.Get("Content-Type"), ";")
		if want == "406" && a.status == 406 && media == asJSON {
			continue
		}
		if a.status != 200 || media != want {
			t.Errorf("%q: %d %s", accept, a.status, media)
		}
	}
	if a := w.ask("subscription { ticks(count: 1) }", nil); a.status != 406 {
		t.Errorf("a subscription as JSON: %d", a.status)
	}
}

// TestForeignPagesRunNothing: what a browser sends for a page of somebody else,
// by the ways that need no preflight.
func TestForeignPagesRunNothing(t *testing.T) {
	w := start(t, wire.Options{AllowedOrigins: []string{"https://app.example"}})
	own := strings.TrimPrefix(w.url, "http://")
	refused := [][]string{
		{"Origin", "https://evil.example"}, {"Origin", "null"}, {"Origin", "https://app.example.evil.example"},
		{"Origin", "http://app.example"}, {"Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"},
		{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"}, {"Sec-Fetch-Site", "same-site"},
	}
	for _, header := range refused {
		for _, a := range []answer{
			w.post(hello, header...),
			w.do("GET", "/graphql?query={hello}", "", header...),
			w.do("OPTIONS", "/graphql", "", append(header, "Access-Control-Request-Method", "POST")...),
			w.post(hello, append(header, "Accept", "text/event-stream")...),
		} {
			if a.status != 403 || a.header.Get("Access-Control-Allow-Origin") != "" || strings.Contains(a.raw, "hallo") {
				t.Errorf("%v: %d %v %s", header, a.status, a.header, a.raw)
			}
		}
	}
	if n := w.resolver.Ran.Load(); n != 0 {
		t.Errorf("%d operations ran", n)
	}
	for _, header := range [][]string{
		{}, {"Origin", "http://" + own}, {"Sec-Fetch-Site", "same-origin"}, {"Sec-Fetch-Site", "none"},
		{"Origin", "http://behind.a.proxy", "Sec-Fetch-Site", "same-origin"}, {"Origin", "https://app.example", "Sec-Fetch-Site", "cross-site"},
	} {
		a := w.post(hello, header...)
		if a.status != 200 || a.header.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%v: %d", header, a.status)
		}
	}
	a := w.do("OPTIONS", "/graphql", "", "Origin", "https://app.example", "Access-Control-Request-Method", "POST")
	if a.status != 204 || a.header.Get("Access-Control-Allow-Origin") != "https://app.example" ||
		!strings.Contains(a.header.Get("Access-Control-Allow-Headers"), "Authorization") || a.header.Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("preflight: %d %v", a.status, a.header)
	}
}

func TestEveryoneMayBeLetIn(t *testing.T) {
	w := start(t, wire.Options{AllowedOrigins: []string{"*"}})
	a := w.post(hello, "Origin", "https://anyone.example")
	if a.status != 200 || a.header.Get("Access-Control-Allow-Origin") != "*" || a.header.Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("%d %v", a.status, a.header)
	}
}

func TestLongAnswersAreCompressed(t *testing.T) {
	w := start(t, wire.Options{})
	long := `{"query":"{ large(bytes: 20000) }"}`
	for _, c := range []struct {
		body, accept string
		want         string
	}{
		{long, "gzip", "gzip"}, {long, "br, gzip;q=0.5", "gzip"}, {long, "GZIP", "gzip"}, {long, "", ""}, {long, "br", ""},
		{long, "gzip;q=0", ""}, {hello, "gzip", ""},
	} {
		a := w.post(c.body, "Accept-Encoding", c.accept)
		if a.header.Get("Content-Encoding") != c.want || !strings.Contains(strings.Join(a.header.Values("Vary"), ","), "Accept-Encoding") {
			t.Errorf("%s with %q: %v", c.body, c.accept, a.header)
		}
		if c.want == "" {
			continue
		}
		z, err := gzip.NewReader(strings.NewReader(a.raw))
		if err != nil {
			t.Fatal(err)
		}
		plain, err := io.ReadAll(z)
		if err != nil || !json.Valid(plain) || len(plain) < 20000 || len(a.raw) > 1000 {
			t.Errorf("%v: %d bytes from %d", err, len(plain), len(a.raw))
		}
	}
}

func TestAnswersAreNotKept(t *testing.T) {
	w := start(t, wire.Options{})
	for name, a := range map[string]answer{
		"no-store": w.post(hello),
		"no-cache": w.do("GET", "/graphql?query={hello}", ""),
	} {
		if a.header.Get("Cache-Control") != name || a.header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("want %s: %v", name, a.header)
		}
	}
	if a := w.do("GET", "/graphql?query={hello}", "", "Authorization", "Bearer x"); a.header.Get("Cache-Control") != "no-store" {
		t.Errorf("signed in: %v", a.header)
	}
}

func TestNoSocketsNoFormsNoHashes(t *testing.T) {
	w := start(t, wire.Options{})
	if a := w.do("GET", "/graphql", "", "Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Version", "13",
		"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol", "graphql-transport-ws"); a.status != 400 {
		t.Errorf("websocket: %d", a.status)
	}
	a := w.post(`{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}`)
	if a.status != 200 || a.code() != "PERSISTED_QUERY_NOT_SUPPORTED" {
		t.Errorf("hash without document: %d %s", a.status, a.raw)
	}
}

func TestNobodyReadsTheSchemaUnasked(t *testing.T) {
	type key struct{}
	w := start(t, wire.Options{AllowIntrospection: func(ctx context.Context) bool { return ctx.Value(key{}) != nil }})
	if a := w.ask("{ __schema { types { name } } }", nil); a.code() != "INTROSPECTION_CLOSED" || strings.Contains(a.raw, "Thing") {
		t.Errorf("%s", a.raw)
	}
	if a := w.ask(`{ x: __type(name: "Thing") { name fields { name } } ...A } fragment A on Query { y: __type(name: "Nothing") { name } hello }`, nil); a.status != 200 ||
		a.code() != "" || a.data()["x"] != nil || a.data()["y"] != nil || a.data()["hello"] == nil {
		t.Errorf("%s", a.raw)
	}
	open := start(t, wire.Options{AllowIntrospection: everyone})
	if a := open.ask(`{ __schema { queryType { name } } __type(name: "Thing") { name } }`, nil); a.code() != "" || !strings.Contains(a.raw, `"Thing"`) {
		t.Errorf("%s", a.raw)
	}
}
