package app

import (
	"net/http"
	"slices"
	"strings"

	"buurtdorp/internal/page"
	"buurtdorp/internal/taal"
)

// chosenLanguage is where a browser keeps the language that somebody chose by hand, on a
// page or in the app (pwa/src/text): a word, and nothing about who she is.
const chosenLanguage = "buurtdorp-taal"

// yearOfSeconds is how long a browser keeps it.
const yearOfSeconds = 365 * 24 * 60 * 60

// inHerLanguage has a page answer in the language that was chosen by hand, or else in the
// one that the browser asks for; and whoever keeps pages keeps one for each.
func inHerLanguage(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if c, err := r.Cookie(chosenLanguage); err == nil && slices.Contains(taal.Codes, c.Value) {
			r = r.WithContext(taal.NewContext(r.Context(), c.Value))
		}
		w.Header().Add("Vary", "Accept-Language, Cookie")
		w.Header().Set("Content-Language", taal.FromContext(r.Context()))
		next(w, r)
	}
}

// reader is who asked for a page.
func reader(r *http.Request) page.Reader {
	return page.Reader{Language: taal.FromContext(r.Context()), Path: r.URL.RequestURI()}
}

// choose keeps the language that somebody chose, and brings her back to where she was. The
// choice is not in the address: who gets a link from her reads it in a language of her own.
func (a *App) choose(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 4<<10)
	if code := r.PostFormValue("taal"); slices.Contains(taal.Codes, code) {
		http.SetCookie(w, &http.Cookie{Name: chosenLanguage, Value: code, Path: "/", MaxAge: yearOfSeconds,
			Secure: true, SameSite: http.SameSiteLaxMode}) //nolint:gosec // the app reads it too
	}
	http.Redirect(w, r, within(r.PostFormValue("naar")), http.StatusSeeOther)
}

// within is an address of ours, or else the list of meetups: never one of another site.
func within(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return "/ontmoeten"
	}
	return path
}
