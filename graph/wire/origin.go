package wire

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// origins are the foreign sites whose pages may use the API. There are no
// cookies here, so credentials are never allowed; but a page elsewhere must not
// make a visitor's browser run operations either.
type origins struct{ list []string }

func newOrigins(list []string) origins {
	o := origins{}
	for _, s := range list {
		o.list = append(o.list, strings.TrimSuffix(strings.ToLower(s), "/"))
	}
	return o
}

func (o origins) any() bool { return len(o.list) > 0 }

func (o origins) allows(origin string) bool {
	return slices.Contains(o.list, "*") || slices.Contains(o.list, strings.ToLower(origin))
}

// admit turns away what a browser says comes from a page of somebody else, and
// tells the browser when we know that page.
func (o origins) admit(w http.ResponseWriter, r *http.Request) *problem {
	w.Header().Add("Vary", "Origin, Sec-Fetch-Site")
	origin := r.Header.Get("Origin")
	site := r.Header.Get("Sec-Fetch-Site")
	if origin == "" {
		if site == "cross-site" || site == "same-site" { // an image, a script, a link
			return foreign()
		}
		return nil
	}
	if o.allows(origin) {
		allow := origin
		if slices.Contains(o.list, "*") {
			allow = "*"
		}
		w.Header().Set("Access-Control-Allow-Origin", allow)
		w.Header().Set("Access-Control-Expose-Headers", "Retry-After")
		return nil
	}
	// A proxy may have changed Host; what the browser itself says cannot be forged
	// by a page.
	if site == "same-origin" {
		return nil
	}
	if u, err := url.Parse(origin); err == nil && u.Host != "" && strings.EqualFold(u.Host, r.Host) {
		return nil
	}
	return foreign()
}

func preflight(w http.ResponseWriter) {
	head := w.Header()
	head.Set("Allow", "GET, POST, OPTIONS")
	if head.Get("Access-Control-Allow-Origin") != "" {
		head.Set("Access-Control-Allow-Methods", "GET, POST")
		head.Set("Access-Control-Allow-Headers", "Accept, Authorization, Content-Type")
		head.Set("Access-Control-Max-Age", "7200")
	}
	w.WriteHeader(http.StatusNoContent)
}
