// Package graphiql carries the API console: GraphiQL, served by ourselves, on a page
// of its own that the app never loads.
package graphiql

import (
	"bytes"
	"embed"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed all:dist
var dist embed.FS

// csp lets the console style itself (CodeMirror and React set styles in the page) and
// reach this server only.
const csp = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; " +
	"connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

// Handler serves /graphiql and what is below it.
func Handler() http.Handler {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the path is a constant: only a broken build can get here
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/graphiql")
		if name == "" {
			name = "/index.html"
		}
		serve(w, r, files, strings.TrimPrefix(name, "/"))
	})
}

func serve(w http.ResponseWriter, r *http.Request, files fs.FS, name string) {
	raw, err := fs.ReadFile(files, name)
	if err != nil || name == ".keep" {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Security-Policy", csp)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-cache")
	h.Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	h.Add("Vary", "Accept-Encoding")
	if small, err := fs.ReadFile(files, name+".br"); err == nil && strings.Contains(r.Header.Get("Accept-Encoding"), "br") {
		h.Set("Content-Encoding", "br")
		raw = small
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(raw))
}
