package tiles

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// upstream is a map that remembers what it was asked.
type upstream struct {
	*httptest.Server
	mu      sync.Mutex
	asked   []*http.Request
	answers http.HandlerFunc
}

func newUpstream(t *testing.T) *upstream {
	t.Helper()
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 256, 256))); err != nil {
		t.Fatal(err)
	}
	u := &upstream{answers: func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(picture.Bytes()) }}
	u.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u.mu.Lock()
		u.asked = append(u.asked, r)
		u.mu.Unlock()
		u.answers(w, r)
	}))
	t.Cleanup(u.Close)
	return u
}

func handler(u *upstream, ceiling int) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /tiles/{z}/{x}/{y}", New(Options{URL: u.URL + "/{z}/{x}/{y}.png", Ceiling: ceiling, Agent: "Buurtdorp",
		Client: func(r *http.Request) string { return r.RemoteAddr }, Log: slog.New(slog.DiscardHandler)}))
	return mux
}

func get(h http.Handler, path string, headers ...string) *http.Response {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func TestTilesOfTheNetherlands(t *testing.T) {
	u := newUpstream(t)
	h := handler(u, 0)
	for _, path := range []string{
		"/tiles/5/16/10.png",    // too far away
		"/tiles/20/0/0.png",     // too near
		"/tiles/10/0/0.png",     // the ocean
		"/tiles/10/525/358.png", // south of the border: Luxembourg
		"/tiles/10/+526/336.png", "/tiles/10/0526/336.png", "/tiles/10/526/336", "/tiles/10/526/336.jpg", "/tiles/a/b/c.png", "/tiles/10/-1/336.png",
	} {
		if res := get(h, path); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", path, res.StatusCode)
		}
	}
	if len(u.asked) > 0 {
		t.Errorf("asked the upstream for %v", u.asked[0].URL)
	}
	if res := get(h, "/tiles/10/525/340.png"); res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "image/png" {
		t.Errorf("%d %v", res.StatusCode, res.Header)
	}
}

func TestNothingOfTheVisitorGoesAlong(t *testing.T) {
	u := newUpstream(t)
	get(handler(u, 0), "/tiles/10/525/340.png?wie=anna", "Cookie", "s=geheim", "Authorization", "Bearer geheim", "X-Forwarded-For", "192.0.2.7", "Referer", "https://b.example/plek", "User-Agent", "Phone", "Accept-Language", "ar")
	if len(u.asked) != 1 {
		t.Fatal(u.asked)
	}
	r := u.asked[0]
	for name, values := range r.Header {
		switch name {
		case "User-Agent", "Accept", "Accept-Encoding":
		default:
			t.Errorf("sent %s: %v", name, values)
		}
	}
	if r.Header.Get("User-Agent") != "Buurtdorp" || r.URL.String() != "/10/525/340.png" {
		t.Errorf("%v %v", r.URL, r.Header)
	}
}

func TestKept(t *testing.T) {
	u := newUpstream(t)
	h := handler(u, 0)
	first := get(h, "/tiles/10/525/340.png")
	u.answers = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }
	if res := get(h, "/tiles/10/525/340.png"); res.StatusCode != http.StatusOK || len(u.asked) != 1 {
		t.Errorf("%d, asked %d times", res.StatusCode, len(u.asked))
	}
	res := get(h, "/tiles/10/525/340.png", "If-None-Match", first.Header.Get("ETag"))
	if body, _ := io.ReadAll(res.Body); res.StatusCode != http.StatusNotModified || len(body) > 0 || !strings.Contains(res.Header.Get("Cache-Control"), "max-age") {
		t.Errorf("%d, %d bytes, %v", res.StatusCode, len(body), res.Header)
	}
	if res := get(h, "/tiles/10/526/340.png"); res.StatusCode != http.StatusBadGateway || res.Header.Get("ETag") != "" {
		t.Errorf("%d %v", res.StatusCode, res.Header)
	}
}

func TestCeiling(t *testing.T) {
	u := newUpstream(t)
	h := handler(u, 1000) // room for some of the empty pictures, not for all
	for _, x := range []string{"524", "525", "526", "527", "528"} {
		get(h, "/tiles/10/"+x+"/340.png")
	}
	before := len(u.asked)
	get(h, "/tiles/10/528/340.png")
	get(h, "/tiles/10/524/340.png")
	if len(u.asked) != before+1 {
		t.Errorf("asked %d times after %d: the newest stays and the oldest goes", len(u.asked), before)
	}
}

func TestOnlyPictures(t *testing.T) {
	u := newUpstream(t)
	h := handler(u, 0)
	for name, answer := range map[string]http.HandlerFunc{
		"a page": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte("<html><script>alert(1)</script>"))
		},
		"too much": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, most+10)) },
		"a redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://127.0.0.1:1/", http.StatusFound)
		},
	} {
		u.answers = answer
		if res := get(h, "/tiles/10/525/340.png"); res.StatusCode != http.StatusBadGateway {
			t.Errorf("%s: %d", name, res.StatusCode)
		}
	}
}

func TestOneVisitorAsksTooMuch(t *testing.T) {
	h := handler(newUpstream(t), 0)
	last := 0
	for range 200 {
		last = get(h, "/tiles/10/525/340.png").StatusCode
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("the last of 200 at once: %d", last)
	}
}

func TestOff(t *testing.T) {
	mux := http.NewServeMux()
	mux.Handle("GET /tiles/{z}/{x}/{y}", New(Options{Client: func(*http.Request) string { return "" }, Log: slog.New(slog.DiscardHandler)}))
	if res := get(mux, "/tiles/10/525/340.png"); res.StatusCode != http.StatusNoContent {
		t.Error(res.StatusCode)
	}
}

func TestCheck(t *testing.T) {
	for url, good := range map[string]bool{"": true, "https://kaart.example/{z}/{x}/{y}.png": true, "https://kaart.example/{z}/{x}.png": false, "ftp://kaart.example/{z}/{x}/{y}": false} {
		if err := Check(url); (err == nil) != good {
			t.Errorf("%s: %v", url, err)
		}
	}
}
