// Package taal is the languages the app speaks, and in which of them somebody asks. Leaf.
package taal

import (
	"context"
	"net/http"
	"slices"

	"golang.org/x/text/language"
)

// Default is the language of who has another than ours, or says none.
const Default = "nl"

// Codes are the languages of the app (BCP 47), the first one first.
var Codes = []string{Default, "en", "ar", "tr", "pl", "uk"}

// Ours is a code when it is one of ours, and else the default.
func Ours(code string) string {
	if slices.Contains(Codes, code) {
		return code
	}
	return Default
}

// RightToLeft tells whether a language is read from the right.
func RightToLeft(code string) bool { return code == "ar" }

// Accepted is the first of our languages in an Accept-Language header (RFC 9110, 12.5.4);
// none of ours is not ok. By the language alone: language.NewMatcher gives English to who
// reads Tigrinya.
func Accepted(header string) (code string, ok bool) {
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return "", false
	}
	for _, tag := range tags {
		if base, _ := tag.Base(); slices.Contains(Codes, base.String()) {
			return base.String(), true
		}
	}
	return "", false
}

type key struct{}

// NewContext says in which language is asked.
func NewContext(ctx context.Context, code string) context.Context {
	return context.WithValue(ctx, key{}, code)
}

// FromContext is the language in which is asked; the default where nobody says.
func FromContext(ctx context.Context) string {
	if code, said := Said(ctx); said {
		return code
	}
	return Default
}

// Said is the language in which is asked, if that was said.
func Said(ctx context.Context) (code string, said bool) {
	code, said = ctx.Value(key{}).(string)
	return code, said
}

// Middleware has every request answered in the language that it asks for, as far as we
// speak it.
func Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if code, ok := Accepted(r.Header.Get("Accept-Language")); ok {
			r = r.WithContext(NewContext(r.Context(), code))
		}
		next.ServeHTTP(w, r)
	})
}
