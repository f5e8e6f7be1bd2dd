package app

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
)

// schemaHandler serves the SDL, comments and all, to anybody: the API is public,
// what it answers is not.
func schemaHandler(schema *ast.Schema) http.Handler {
	var b strings.Builder
	formatter.NewFormatter(&b, formatter.WithComments(), formatter.WithIndent("  ")).FormatSchema(schema)
	text := b.String()
	sum := sha256.Sum256([]byte(text))
	etag := `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Type", "text/plain; charset=utf-8")
		h.Set("Cache-Control", "public, max-age=300")
		h.Set("ETag", etag)
		h.Set("X-Content-Type-Options", "nosniff")
		if r.Header.Get("If-None-Match") == etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(text))
	})
}
