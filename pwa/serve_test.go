package pwa

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

var built = fstest.MapFS{
	".keep":                {Data: nil},
	"index.html":           {Data: []byte("<!doctype html>de app")},
	"index.html.br":        {Data: []byte("brotli html")},
	"sw.js":                {Data: []byte("self.x=1")},
	"manifest.webmanifest": {Data: []byte("{}")},
	"a/main-abc.js":        {Data: []byte("console.log(1)")},
	"a/main-abc.js.br":     {Data: []byte("brotli js")},
	"a/main-abc.js.gz":     {Data: []byte("gzip js")},
	"a/letter-abc.woff2":   {Data: []byte("letter")},
	"icons/icon-192.png":   {Data: []byte("png")},
}

func get(t *testing.T, root fstest.MapFS, method, url string, headers ...string) (*http.Response, string) {
	t.Helper()
	r := httptest.NewRequest(method, url, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	handler(root).ServeHTTP(w, r)
	res := w.Result()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(body)
}

// What somebody shares is for the worker on her own phone: without one it is not read here either.
func TestSharedIsNotRead(t *testing.T) {
	res, body := get(t, built, http.MethodPost, "/delen")
	if to := res.Header.Get("Location"); res.StatusCode != http.StatusSeeOther || to != "/werkplek/ontmoeten/nieuw" || body != "" {
		t.Errorf("got %d to %q: %q", res.StatusCode, to, body)
	}
}

func TestServe(t *testing.T) {
	for _, c := range []struct {
		name, url, accept         string
		status                    int
		body, kind, cache, coding string
	}{
		{"HtmlIsNeverOld", "/", "", 200, "<!doctype html>de app", "text/html; charset=utf-8", "no-cache", ""},
		{"HtmlBrotli", "/", "gzip, deflate, br", 200, "brotli html", "text/html; charset=utf-8", "no-cache", "br"},
		{"HashedForever", "/a/main-abc.js", "", 200, "console.log(1)", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", ""},
		{"BrotliBeforeGzip", "/a/main-abc.js", "gzip, br", 200, "brotli js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", "br"},
		{"GzipWhenBrotliRefused", "/a/main-abc.js", "br;q=0, gzip;q=0.5", 200, "gzip js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", "gzip"},
		{"LetterIsNotPacked", "/a/letter-abc.woff2", "br, gzip", 200, "letter", "font/woff2", "public, max-age=31536000, immutable", ""},
		{"WorkerIsNeverOld", "/sw.js", "", 200, "self.x=1", "text/javascript; charset=utf-8", "no-cache", ""},
		{"Manifest", "/manifest.webmanifest", "", 200, "{}", "application/manifest+json", "no-cache", ""},
		{"AppPage", "/ontmoeten/0190a5c4-0000-7000-8000-00000000000b", "", 200, "<!doctype html>de app", "text/html; charset=utf-8", "no-cache", ""},
		{"AppPageBelowFolder", "/a/iets", "", 200, "<!doctype html>de app", "text/html; charset=utf-8", "no-cache", ""},
		{"GonePictureIsGone", "/a/main-old.js", "", 404, "404 page not found\n", "text/plain; charset=utf-8", "", ""},
		{"NoWayOut", "/../../etc/passwd", "", 200, "<!doctype html>de app", "text/html; charset=utf-8", "no-cache", ""},
		{"NoDotFile", "/.keep", "", 404, "404 page not found\n", "text/plain; charset=utf-8", "", ""},
		{"PackedFileIsNoPage", "/a/main-abc.js.br", "", 404, "404 page not found\n", "text/plain; charset=utf-8", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			res, body := get(t, built, http.MethodGet, c.url, "Accept-Encoding", c.accept)
			if res.StatusCode != c.status || body != c.body {
				t.Fatalf("got %d %q, want %d %q", res.StatusCode, body, c.status, c.body)
			}
			for header, want := range map[string]string{"Content-Type": c.kind, "Cache-Control": c.cache, "Content-Encoding": c.coding} {
				if got := res.Header.Get(header); got != want {
					t.Errorf("%s: got %q, want %q", header, got, want)
				}
			}
		})
	}
}

func TestServe_Protects(t *testing.T) {
	for _, url := range []string{"/", "/a/main-abc.js", "/a/gone.js"} {
		res, _ := get(t, built, http.MethodGet, url)
		policy := res.Header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "connect-src 'self'"} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: policy lacks %s", url, want)
			}
		}
		if strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") {
			t.Errorf("%s: policy is open: %s", url, policy)
		}
		for header, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"} {
			if got := res.Header.Get(header); got != want {
				t.Errorf("%s %s: got %q, want %q", url, header, got, want)
			}
		}
		if res.Header.Get("Permissions-Policy") == "" {
			t.Errorf("%s: no permissions policy", url)
		}
	}
}

func TestServe_NotModified(t *testing.T) {
	first, _ := get(t, built, http.MethodGet, "/", "Accept-Encoding", "br")
	etag := first.Header.Get("ETag")
	if etag == "" {
		t.Fatal("no ETag")
	}
	again, body := get(t, built, http.MethodGet, "/", "Accept-Encoding", "br", "If-None-Match", `"other", W/`+etag)
	if again.StatusCode != http.StatusNotModified || body != "" {
		t.Errorf("got %d %q, want 304 without body", again.StatusCode, body)
	}
	plain, _ := get(t, built, http.MethodGet, "/", "If-None-Match", etag)
	if plain.StatusCode != http.StatusOK {
		t.Errorf("the tag of the packed page answered the plain one: %d", plain.StatusCode)
	}
}

func TestServe_OnlyReads(t *testing.T) {
	res, _ := get(t, built, http.MethodPost, "/")
	if res.StatusCode != http.StatusMethodNotAllowed || res.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("got %d, Allow %q", res.StatusCode, res.Header.Get("Allow"))
	}
	head, body := get(t, built, http.MethodHead, "/")
	if head.StatusCode != http.StatusOK || body != "" || head.Header.Get("Content-Length") != "21" {
		t.Errorf("HEAD: %d %q %s", head.StatusCode, body, head.Header.Get("Content-Length"))
	}
}

func TestServe_NotBuiltYet(t *testing.T) {
	res, body := get(t, fstest.MapFS{".keep": {}}, http.MethodGet, "/")
	if res.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, "make build") {
		t.Errorf("got %d %q", res.StatusCode, body)
	}
}
