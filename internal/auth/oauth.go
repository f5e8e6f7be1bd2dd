package auth

import (
	"errors"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"buurtdorp/ent"
)

const (
	secretGuesses = 20 // wrong secrets in 10 minutes, per app and address
	tokensAMinute = 60 // per app; one lasts ten minutes
)

// oauthFault is an error as RFC 6749 section 5.2 says it. The description is for the
// developer of the app.
type oauthFault struct {
	status      int
	code        string
	description string
	retryAfter  int
}

// handleToken gives a third-party app an access token for its own id and secret:
// the grant client_credentials, and no other.
func (s *Service) handleToken(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Pragma", "no-cache")
	form, no := readForm(w, r)
	if no != nil {
		refuse(w, no)
		return
	}
	app, no, err := s.authenticate(r, form)
	if err != nil {
		s.broken(w, "authenticating an app", err)
		return
	}
	var scopes []string
	if no == nil {
		scopes, no = s.mayHave(app, form)
	}
	if no != nil {
		refuse(w, no)
		return
	}
	token, until, err := s.issueToClient(r.Context(), app, scopes, s.opt.AccessTTL)
	if err != nil {
		s.broken(w, "issuing to an app", err)
		return
	}
	write(w, http.StatusOK, "application/json", map[string]any{
		"access_token": token, "token_type": "Bearer",
		"expires_in": s.secondsUntil(until), "scope": strings.Join(scopes, " "),
	})
}

// readForm takes the parameters from the body alone: what is in an address ends up
// in logs.
func readForm(w http.ResponseWriter, r *http.Request) (url.Values, *oauthFault) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		return nil, &oauthFault{status: http.StatusMethodNotAllowed, code: "invalid_request", description: "use POST"}
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/x-www-form-urlencoded" {
		return nil, &oauthFault{status: http.StatusUnsupportedMediaType, code: "invalid_request", description: "send application/x-www-form-urlencoded"}
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return nil, &oauthFault{status: http.StatusRequestEntityTooLarge, code: "invalid_request", description: "the body is too large"}
		}
		return nil, badRequest("the body cannot be read")
	}
	if r.URL.RawQuery != "" {
		return nil, badRequest("parameters belong in the body")
	}
	for name, values := range r.PostForm {
		if len(values) > 1 {
			return nil, badRequest("a parameter is given twice: " + strconv.Quote(name))
		}
	}
	return r.PostForm, nil
}

// authenticate takes client_secret_basic or client_secret_post, not both.
func (s *Service) authenticate(r *http.Request, form url.Values) (*ent.ApiClient, *oauthFault, error) {
	id, secret, basic := r.BasicAuth()
	if basic {
		if form.Has("client_secret") {
			return nil, badRequest("the app says who it is in two ways"), nil
		}
		// RFC 6749 2.3.1: both are form-encoded first.
		var bad1, bad2 error
		id, bad1 = url.QueryUnescape(id)
		secret, bad2 = url.QueryUnescape(secret)
		if bad1 != nil || bad2 != nil || form.Has("client_id") && form.Get("client_id") != id {
			return nil, badRequest("the app says who it is in two ways"), nil
		}
	} else {
		id, secret = form.Get("client_id"), form.Get("client_secret")
	}
	if len(id) > 100 {
		id = "" // nobody's, and not worth remembering
	}
	guess, now := id+" "+s.address(r).String(), s.now()
	if s.guests.secrets.count(guess, now) >= secretGuesses {
		return nil, tooOften(600), nil
	}
	app, err := s.client(r.Context(), id, secret)
	if err != nil {
		return nil, nil, err
	}
	if app == nil {
		s.guests.secrets.add(guess, now)
		return nil, &oauthFault{status: http.StatusUnauthorized, code: "invalid_client", description: "unknown app, or another secret"}, nil
	}
	if s.guests.tokens.add(app.ClientID, now) > tokensAMinute {
		return nil, tooOften(60), nil
	}
	return app, nil, nil
}

// mayHave gives the scopes asked for; without asking, all the app has.
func (s *Service) mayHave(app *ent.ApiClient, form url.Values) ([]string, *oauthFault) {
	switch form.Get("grant_type") {
	case "client_credentials":
	case "":
		return nil, badRequest("grant_type is missing")
	default:
		return nil, &oauthFault{status: http.StatusBadRequest, code: "unsupported_grant_type", description: "only client_credentials"}
	}
	asked := strings.Fields(form.Get("scope"))
	if len(asked) == 0 {
		return app.Scopes, nil
	}
	for _, scope := range asked {
		if !slices.Contains(app.Scopes, scope) {
			return nil, &oauthFault{status: http.StatusBadRequest, code: "invalid_scope", description: "this app does not have that scope"}
		}
	}
	slices.Sort(asked)
	return slices.Compact(asked), nil
}

func badRequest(description string) *oauthFault {
	return &oauthFault{status: http.StatusBadRequest, code: "invalid_request", description: description}
}

func tooOften(seconds int) *oauthFault {
	return &oauthFault{status: http.StatusTooManyRequests, code: "temporarily_unavailable", description: "too many requests", retryAfter: seconds}
}

func refuse(w http.ResponseWriter, no *oauthFault) {
	if no.status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Basic realm="buurtdorp", charset="UTF-8"`)
	}
	if no.retryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(no.retryAfter))
	}
	write(w, no.status, "application/json", map[string]string{"error": no.code, "error_description": no.description})
}

// handleMetadata tells apps where everything is (RFC 8414).
func (s *Service) handleMetadata(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", "public, max-age=300")
	write(w, http.StatusOK, "application/json", map[string]any{
		"issuer":                                s.opt.PublicURL,
		"token_endpoint":                        s.opt.PublicURL + "/oauth/token",
		"jwks_uri":                              s.opt.PublicURL + "/.well-known/jwks.json",
		"grant_types_supported":                 []string{"client_credentials"},
		"response_types_supported":              []string{},
		"scopes_supported":                      Scopes(),
		"token_endpoint_auth_methods_supported": []string{"client_secret_basic", "client_secret_post"},
	})
}
