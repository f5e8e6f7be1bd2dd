package pwa

import (
	"crypto/sha256"
	"encoding/base64"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

// csp lets the app load from its own origin and from nowhere else: no inline
// script or style, no frame around it, no form that posts away.
const csp = "default-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; " +
	"frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

// hashed is the folder whose names carry a hash of what is in them.
const hashed = "a/"

// types are named here because what a machine knows about types differs.
var types = map[string]string{
	".css":         "text/css; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".ico":         "image/x-icon",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".webmanifest": "application/manifest+json",
	".woff2":       "font/woff2",
}

// file is one thing to serve, with the ways it can be sent. Each way is read out of the
// binary when it is first asked for: of most files nobody asks all, and what is not read
// is not in memory.
type file struct {
	etag      func() string
	kind      string
	immutable bool
	plain     func() []byte
	packed    map[string]func() []byte // by content coding
}

// Handler serves the app. Paths without an extension that are no file get app.html,
// because the app finds its own way from there; the front door itself is index.html,
// which fetches its screen at once.
func Handler() http.Handler { return handler(FS()) }

func handler(root fs.FS) http.Handler {
	files, err := index(root)
	if err != nil {
		panic(err) // embedded files cannot fail to be read
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		protect(w.Header())
		if r.Method == http.MethodPost && r.URL.Path == "/delen" {
			// The app's own worker answers this and keeps what is shared on the phone. Where it is
			// not there (yet), we do not read it either.
			http.Redirect(w, r, "/werkplek/ontmoeten/nieuw", http.StatusSeeOther)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "Deze pagina kun je alleen lezen.", http.StatusMethodNotAllowed)
			return
		}
		f, ok := find(files, r.URL.Path)
		switch {
		case ok:
			f.send(w, r)
		case len(files) == 0:
			http.Error(w, "De app is nog niet gebouwd. Doe eerst: make build", http.StatusServiceUnavailable)
		default:
			http.NotFound(w, r)
		}
	})
}

func find(files map[string]*file, url string) (*file, bool) {
	name := strings.TrimPrefix(path.Clean("/"+url), "/")
	if f, ok := files[name]; ok {
		return f, true
	}
	if path.Ext(name) != "" {
		return nil, false // a picture that is gone is gone; an app page in its place would be a riddle
	}
	if f, ok := files["app.html"]; ok && name != "" {
		return f, true
	}
	f, ok := files["index.html"]
	return f, ok
}

// protect sets what every answer needs, also the ones that fail.
func protect(h http.Header) {
	h.Set("Content-Security-Policy", csp)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}

func (f *file) send(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Vary", "Accept-Encoding")
	if f.immutable {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "no-cache")
	}
	read, etag := f.plain, f.etag()
	if coding := choose(r.Header.Get("Accept-Encoding"), f.packed); coding != "" {
		read, etag = f.packed[coding], etag+"-"+coding
		h.Set("Content-Encoding", coding)
	}
	etag = `"` + etag + `"`
	h.Set("ETag", etag)
	if matches(r.Header.Get("If-None-Match"), etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := read()
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodGet {
		_, _ = w.Write(body)
	}
}

// choose picks the smallest coding the client takes; q=0 means it does not.
func choose[V any](accept string, packed map[string]V) string {
	taken := map[string]bool{}
	for part := range strings.SplitSeq(accept, ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		q = strings.ReplaceAll(q, " ", "")
		taken[strings.ToLower(strings.TrimSpace(name))] = !refused(q)
	}
	for _, coding := range []string{"br", "gzip"} {
		if _, there := packed[coding]; there && taken[coding] {
			return coding
		}
	}
	return ""
}

func refused(q string) bool {
	value, found := strings.CutPrefix(strings.ToLower(q), "q=")
	if !found {
		return false
	}
	n, err := strconv.ParseFloat(value, 64)
	return err == nil && n == 0
}

func matches(header, etag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		if part = strings.TrimSpace(part); part == etag || part == "W/"+etag || part == "*" {
			return true
		}
	}
	return false
}

// index finds the whole build once: every answer is then a map look-up.
func index(root fs.FS) (map[string]*file, error) {
	files := map[string]*file{}
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		if ext := path.Ext(name); ext == ".br" || ext == ".gz" {
			return nil
		}
		f := &file{etag: sync.OnceValue(func() string { return tag(read(root, name)) }), kind: kind(name), immutable: strings.HasPrefix(name, hashed),
			plain: sync.OnceValue(func() []byte { return read(root, name) }), packed: map[string]func() []byte{}}
		for coding, ext := range map[string]string{"br": ".br", "gzip": ".gz"} {
			if _, err := fs.Stat(root, name+ext); err == nil {
				f.packed[coding] = sync.OnceValue(func() []byte { return read(root, name+ext) })
			}
		}
		files[name] = f
		return nil
	})
	return files, err
}

func read(root fs.FS, name string) []byte {
	raw, err := fs.ReadFile(root, name)
	if err != nil {
		panic(err) // it was there when we looked, in the binary
	}
	return raw
}

func tag(body []byte) string {
	sum := sha256.Sum256(body)
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}

func kind(name string) string {
	ext := path.Ext(name)
	if t, ok := types[ext]; ok {
		return t
	}
	if t := mime.TypeByExtension(ext); t != "" {
		return t
	}
	return "application/octet-stream"
}
