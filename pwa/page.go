package pwa

import (
	"bytes"
	"compress/gzip"
	"html"
	"net/http"
	"regexp"
	"strconv"
)

// Page is what the server already knows of a page of the app: words for who shares it, for
// a search engine and for a browser without JavaScript. The app takes over when it runs.
type Page struct {
	Status    int
	Lang, Dir string // of the page; as the app is where these are empty
	Head      []byte // in the place of title and description
	Main      []byte // in the place of the app
}

// Shell is the app's page with room in it.
type Shell struct{ start, middle, end []byte }

// The parts of app.html that a page fills; a test holds index.html to them.
var (
	describes = regexp.MustCompile(`(?s)<title>[^<]*</title>\s*<meta name="description"[^>]*>`)
	speaks    = `<html lang="nl" dir="ltr">`
	stands    = regexp.MustCompile(`(?s)(<div id="app">)(</div>).*?</noscript>`)
)

// NewShell reads the app's page. Before the first build there is none: a bare page then,
// with the one style sheet of pages beside the app.
func NewShell() *Shell {
	files, err := index(FS())
	if err != nil {
		panic(err) // embedded files cannot fail to be read
	}
	if f, ok := find(files, "/ontmoeten"); ok {
		if s, ok := cut(f.plain()); ok {
			return s
		}
	}
	s, _ := cut([]byte(`<!doctype html>` + speaks + `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
		`<title></title><meta name="description" content=""><link rel="stylesheet" href="/blad.css"></head><body><div id="app"></div><noscript></noscript></body></html>`))
	return s
}

func cut(html []byte) (*Shell, bool) {
	head, app := describes.FindIndex(html), stands.FindSubmatchIndex(html)
	if head == nil || app == nil || app[0] < head[1] || !bytes.Contains(html[:head[0]], []byte(speaks)) {
		return nil, false
	}
	return &Shell{start: html[:head[0]], middle: html[head[1]:app[3]], end: append([]byte("</div>"), html[app[1]:]...)}, true
}

// Send answers with a page, under the same headers as the app. It is asked for anew each
// time: a page that was kept would name files of a build that is gone.
func (s *Shell) Send(w http.ResponseWriter, r *http.Request, p Page) {
	start := s.start
	if p.Lang != "" {
		start = bytes.Replace(start, []byte(speaks), []byte(`<html lang="`+html.EscapeString(p.Lang)+`" dir="`+html.EscapeString(p.Dir)+`">`), 1)
	}
	body := bytes.Join([][]byte{start, p.Head, s.middle, p.Main, s.end}, nil)
	h := w.Header()
	protect(h)
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	h.Add("Vary", "Accept-Encoding")
	etag := tag(body)
	if choose(r.Header.Get("Accept-Encoding"), map[string][]byte{"gzip": {}}) == "gzip" {
		body, etag = gzipped(body), etag+"-gzip"
		h.Set("Content-Encoding", "gzip")
	}
	etag = `"` + etag + `"`
	if p.Status == http.StatusOK {
		h.Set("ETag", etag)
		if matches(r.Header.Get("If-None-Match"), etag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(p.Status)
	if r.Method == http.MethodGet {
		_, _ = w.Write(body)
	}
}

func gzipped(body []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(body) // a buffer takes everything
	_ = z.Close()
	return b.Bytes()
}
