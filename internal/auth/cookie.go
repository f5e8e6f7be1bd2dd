package auth

import (
	"net/http"
	"time"
)

// cookieName begins with __Host-: the browser takes it only with Secure, for this
// host alone and for every path. Chromium counts http://localhost and
// http://127.0.0.1 as secure, so that development needs no other name.
const cookieName = "__Host-buurtdorp-refresh"

// cookie makes the refresh cookie; a negative life takes it away.
func cookie(value string, life time.Duration) *http.Cookie {
	age := -1
	if life > 0 {
		age = int(life.Seconds())
	}
	return &http.Cookie{
		Name: cookieName, Value: value, Path: "/", MaxAge: age,
		Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode,
	}
}

// cookieOf is the refresh token of a request; empty when there is none, or more
// than one, which no browser sends.
func cookieOf(r *http.Request) string {
	all := r.CookiesNamed(cookieName)
	if len(all) != 1 || len(all[0].Value) > 128 {
		return ""
	}
	return all[0].Value
}
