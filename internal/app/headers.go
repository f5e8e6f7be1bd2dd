package app

import (
	"encoding/json"
	"net/http"
	"strings"

	"buurtdorp/internal/fault"
)

// protect gives every answer the headers that make it harmless, also one that fails
// and one that nobody thought of. A handler that knows better sets its own.
func (a *App) protect(next http.Handler) http.Handler {
	secure := strings.HasPrefix(a.Settings.PublicURL, "https://")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// nothing answers for paths of the API that are none: a program has to hear that,
// where a person would get a page of the app.
func nothing(w http.ResponseWriter, _ *http.Request) {
	problem(w, http.StatusNotFound, fault.New(fault.NotFound, ""))
}

// problem answers with a fault, as RFC 9457 says it.
func problem(w http.ResponseWriter, status int, f *fault.Error) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{ // nobody is left to tell when the client has gone
		"type": "about:blank", "title": http.StatusText(status), "status": status,
		"detail": fault.Sentence("nl", f), "code": f.Code,
	})
}
