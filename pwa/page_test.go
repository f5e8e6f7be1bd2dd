package pwa

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

// The page of the app has the places that a page of the server fills.
func TestShellFitsTheApp(t *testing.T) {
	html, err := os.ReadFile("index.html")
	if err != nil {
		t.Fatal(err)
	}
	s, ok := cut(html)
	if !ok {
		t.Fatal("index.html has no title, description, app and noscript to fill")
	}
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodGet, "/ontmoeten/x", nil)
	s.Send(w, r, Page{Status: http.StatusOK, Head: []byte("<title>Koffie</title>"), Main: []byte("<main>Welkom</main>")})
	body := w.Body.String()
	if !strings.Contains(body, `<div id="app"><main>Welkom</main></div>`) || strings.Count(body, "<title>") != 1 ||
		strings.Contains(body, "noscript") || strings.Contains(body, `name="description"`) || !strings.HasSuffix(strings.TrimSpace(body), "</html>") {
		t.Errorf("%s", body)
	}
	if w.Header().Get("Content-Security-Policy") != csp || w.Header().Get("Cache-Control") != "no-cache" {
		t.Errorf("%v", w.Header())
	}

	r.Header.Set("If-None-Match", w.Header().Get("ETag"))
	w = httptest.NewRecorder()
	s.Send(w, r, Page{Status: http.StatusOK, Head: []byte("<title>Koffie</title>"), Main: []byte("<main>Welkom</main>")})
	if w.Code != http.StatusNotModified || w.Body.Len() > 0 {
		t.Errorf("again: %d", w.Code)
	}

	r = httptest.NewRequest(http.MethodGet, "/ontmoeten/x", nil)
	r.Header.Set("Accept-Encoding", "br, gzip")
	w = httptest.NewRecorder()
	s.Send(w, r, Page{Status: http.StatusNotFound, Main: []byte("<main>weg</main>")})
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(z)
	if err != nil || w.Code != http.StatusNotFound || !strings.Contains(string(plain), "<main>weg</main>") || w.Header().Get("ETag") != "" {
		t.Errorf("%v %d %s", err, w.Code, plain)
	}
}
