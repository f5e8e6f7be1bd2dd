package app_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"buurtdorp/internal/app"
	"buurtdorp/internal/storetest"
)

// fetch asks for a path, with headers in pairs.
func fetch(t *testing.T, s *httptest.Server, method, path string, headers ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := http.DefaultTransport.RoundTrip(req) // follows nothing
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(body)
}

func TestHealthAndReadiness(t *testing.T) {
	a, s := server(t, storetest.SQLite(t))
	for path, want := range map[string]string{"/healthz": "ok\n", "/readyz": "ready\n"} {
		if res, body := fetch(t, s, http.MethodGet, path); res.StatusCode != http.StatusOK || body != want || res.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %q", path, res.StatusCode, body)
		}
	}
	if err := a.DB.Close(); err != nil {
		t.Fatal(err)
	}
	if res, body := fetch(t, s, http.MethodGet, "/readyz"); res.StatusCode != http.StatusServiceUnavailable || strings.Contains(body, "sql") {
		t.Errorf("without a database: %d %q", res.StatusCode, body)
	}
	if res, _ := fetch(t, s, http.MethodGet, "/healthz"); res.StatusCode != http.StatusOK {
		t.Errorf("the process is well, and says %d", res.StatusCode)
	}
}

// Figures are for this machine, or for who has the token; in production a token it is.
func TestWhoMayReadMetrics(t *testing.T) {
	db := storetest.SQLite(t)
	plain := func(*app.Settings) {}
	token := func(s *app.Settings) { s.MetricsToken = "geheim" }
	production := func(s *app.Settings) {
		s.Production, s.PublicURL, s.SMTPHost, s.SMTPPort, s.SMTPFrom = true, "https://dorp.example", "127.0.0.1", 25, "dorp@voorbeeld.example"
	}
	for name, c := range map[string]struct {
		change  func(*app.Settings)
		headers []string
		status  int
	}{
		"FromHere":        {plain, nil, 200},
		"ThroughAProxy":   {plain, []string{"X-Forwarded-For", "192.0.2.1"}, 404},
		"ThroughOurProxy": {func(s *app.Settings) { s.ProxyHeader = "X-Real-IP" }, nil, 404},
		"NoToken":         {token, nil, 404},
		"WrongToken":      {token, []string{"Authorization", "Bearer geheimer"}, 404},
		"WithToken":       {token, []string{"Authorization", "Bearer geheim"}, 200},
		"Production":      {production, nil, 404},
		"ProductionToken": {func(s *app.Settings) { production(s); token(s) }, []string{"Authorization", "Bearer geheim"}, 200},
	} {
		t.Run(name, func(t *testing.T) {
			_, s := serverWith(t, db, io.Discard, c.change)
			fetch(t, s, http.MethodGet, "/mijn-steun/0190a5c4?email=samira@proef.example")
			res, body := fetch(t, s, http.MethodGet, "/metrics", c.headers...)
			if res.StatusCode != c.status {
				t.Fatalf("status %d, want %d", res.StatusCode, c.status)
			}
			if has := strings.Contains(body, `buurtdorp_http_request_seconds_count{route="/"`); has != (c.status == 200) {
				t.Errorf("figures: %v", has)
			}
			if strings.Contains(body, "samira") || strings.Contains(body, "0190a5c4") {
				t.Error("an address or an id in the figures")
			}
		})
	}
}

// The SDL that anybody can read is the one that answers.
func TestSchema(t *testing.T) {
	a, s := server(t, storetest.SQLite(t))
	res, body := fetch(t, s, http.MethodGet, "/schema.graphql")
	if res.StatusCode != http.StatusOK || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/plain") {
		t.Fatalf("%d %s", res.StatusCode, res.Header.Get("Content-Type"))
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: body})
	if err != nil {
		t.Fatal(err)
	}
	mine := a.Rooms.Schema().Schema()
	for name, d := range mine.Types {
		if d.BuiltIn {
			continue
		}
		there := schema.Types[name]
		if there == nil || len(there.Fields) != len(d.Fields) || there.Description != d.Description {
			t.Errorf("%s is not the same", name)
		}
	}
	again, rest := fetch(t, s, http.MethodGet, "/schema.graphql", "If-None-Match", res.Header.Get("ETag"))
	if again.StatusCode != http.StatusNotModified || rest != "" {
		t.Errorf("once more: %d %q", again.StatusCode, rest)
	}
}

// A program that asks for what is not there hears so, and gets no page of the app.
func TestUnknownPathsOfTheAPI(t *testing.T) {
	_, s := server(t, storetest.SQLite(t))
	for _, path := range []string{"/auth/", "/auth/codes", "/auth/session/x", "/oauth/authorize", "/.well-known/openid-configuration", "/graphql/", "/calendar/x", "/calendar/iemand/x.ics"} {
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodDelete} {
			res, body := fetch(t, s, method, path)
			var problem struct {
				Status int
				Code   string
			}
			if res.StatusCode != http.StatusNotFound || res.Header.Get("Content-Type") != "application/problem+json" ||
				json.Unmarshal([]byte(body), &problem) != nil || problem.Status != 404 || problem.Code != "NOT_FOUND" {
				t.Errorf("%s %s: %d %s %q", method, path, res.StatusCode, res.Header.Get("Content-Type"), body)
			}
		}
	}
}

// Whatever is asked, and however it fails, the answer can do no harm.
func TestHeadersOnEveryAnswer(t *testing.T) {
	_, s := serverWith(t, storetest.SQLite(t), io.Discard, func(s *app.Settings) { s.PublicURL = "https://dorp.example" })
	paths := []string{"/", "/x.js", "//dubbel", "/healthz", "/readyz", "/metrics", "/schema.graphql", "/graphiql", "/graphiql/none.js", "/dev/mail", "/dev/mail?id=x",
		"/graphql", "/graphql?query={viewer{roles}}", "/graphql?query={", "/auth/code", "/auth/none", "/oauth/token", "/.well-known/jwks.json", "/calendar/meetup/x.ics", "/ontmoeten", "/ontmoeten/x", "/ontmoeten/x/beeld.png", "/ontmoeten.jsonld", "/aanmelden/x", "/robots.txt", "/sitemap.xml", "/%00", "/../etc/passwd"}
	for _, path := range paths {
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodOptions, "ODD"} {
			for _, token := range []string{"", "Bearer x.y.z"} {
				res, _ := fetch(t, s, method, path, "Authorization", token)
				h, at := res.Header, method+" "+path
				if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "no-referrer" || !strings.HasPrefix(h.Get("Strict-Transport-Security"), "max-age=") {
					t.Errorf("%s: %d without protection: %v", at, res.StatusCode, h)
				}
				csp := h.Get("Content-Security-Policy")
				if !strings.Contains(csp, "frame-ancestors 'none'") || strings.Contains(csp, "script-src 'unsafe") || strings.Contains(csp, "default-src 'unsafe") || strings.Contains(csp, "http") {
					t.Errorf("%s: policy %q", at, csp)
				}
				if h.Get("Server") != "" || h.Get("X-Powered-By") != "" {
					t.Errorf("%s tells what it is made of", at)
				}
				if token != "" && strings.HasPrefix(path, "/graphql") && !strings.Contains(h.Get("Cache-Control"), "no-store") {
					t.Errorf("%s with a token may be kept: %q", at, h.Get("Cache-Control"))
				}
				if res.StatusCode >= 500 && res.StatusCode != http.StatusServiceUnavailable {
					t.Errorf("%s: %d", at, res.StatusCode)
				}
			}
		}
	}
}
