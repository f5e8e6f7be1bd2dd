package auth

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent/apiclient"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

func (r *rig) token(form url.Values, change ...func(*http.Request)) answer {
	req := httptest.NewRequest(http.MethodPost, "/oauth/token", strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, f := range change {
		f(req)
	}
	return r.do(req)
}

func basic(id, secret string) func(*http.Request) {
	return func(r *http.Request) { r.SetBasicAuth(id, secret) }
}

func TestClientCredentials(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := newRig(t, db)
		id, secret, err := r.CreateClient(t.Context(), r.region.ID, "Dorpskrant", []string{ScopeMeetups})
		if err != nil {
			t.Fatal(err)
		}
		row := db.Client.ApiClient.Query().Where(apiclient.ClientID(id)).OnlyX(storetest.Context())
		if strings.Contains(string(row.SecretHash), secret) || len(row.SecretHash) != 32 {
			t.Error("the secret is kept")
		}
		grant := url.Values{"grant_type": {"client_credentials"}}
		post := url.Values{"grant_type": {"client_credentials"}, "client_id": {id}, "client_secret": {secret}}

		t.Run("Passes", func(t *testing.T) {
			for name, a := range map[string]answer{
				"basic": r.token(grant, basic(id, secret)),
				"post":  r.token(post),
				"scope": r.token(url.Values{"grant_type": {"client_credentials"}, "scope": {ScopeMeetups}}, basic(id, secret)),
			} {
				r.expect(name, a, 200, `"token_type":"Bearer"`, `"expires_in":600`, `"scope":"meetups:read"`)
				if a.header.Get("Cache-Control") != "no-store" || a.header.Get("Pragma") != "no-cache" {
					t.Errorf("%s: may be cached", name)
				}
				token := a.body["access_token"].(string)
				c := claimsOf(t, token)
				if c["sub"] != id || c["client_id"] != id || c["scope"] != ScopeMeetups || c["sid"] != nil || c["roles"].([]any)[0] != "client" {
					t.Errorf("%s: %v", name, c)
				}
				r.expect(name, r.who(token), 200, `"Roles":["CLIENT"]`, `"ClientID":"`+id, `"Scopes":["meetups:read"]`, `"UserID":"`+uuid.Nil.String())
			}
		})
		t.Run("Refusals", func(t *testing.T) {
			with := func(name, value string) url.Values {
				v := url.Values{}
				for n, all := range post {
					v[n] = all
				}
				v.Set(name, value)
				return v
			}
			without := func(name string) url.Values { v := with(name, ""); v.Del(name); return v }
			twice := with("grant_type", "client_credentials")
			twice.Add("grant_type", "client_credentials")
			for name, c := range map[string]struct {
				a      answer
				status int
				code   string
			}{
				"get":               {r.token(post, func(r *http.Request) { r.Method = http.MethodGet }), 405, "invalid_request"},
				"json":              {r.token(post, func(r *http.Request) { r.Header.Set("Content-Type", "application/json") }), 415, "invalid_request"},
				"no grant":          {r.token(without("grant_type")), 400, "invalid_request"},
				"password":          {r.token(with("grant_type", "password")), 400, "unsupported_grant_type"},
				"refresh":           {r.token(with("grant_type", "refresh_token")), 400, "unsupported_grant_type"},
				"implicit":          {r.token(with("grant_type", "implicit")), 400, "unsupported_grant_type"},
				"code":              {r.token(with("grant_type", "authorization_code")), 400, "unsupported_grant_type"},
				"no client":         {r.token(grant), 401, "invalid_client"},
				"no secret":         {r.token(without("client_secret")), 401, "invalid_client"},
				"other secret":      {r.token(with("client_secret", secret+"x")), 401, "invalid_client"},
				"empty secret":      {r.token(with("client_secret", "")), 401, "invalid_client"},
				"the hash":          {r.token(with("client_secret", string(row.SecretHash))), 401, "invalid_client"},
				"other client":      {r.token(with("client_id", "app-0000")), 401, "invalid_client"},
				"long client":       {r.token(with("client_id", strings.Repeat("a", 3000))), 401, "invalid_client"},
				"basic, wrong":      {r.token(grant, basic(id, "x")), 401, "invalid_client"},
				"two ways":          {r.token(post, basic(id, secret)), 400, "invalid_request"},
				"two clients":       {r.token(url.Values{"grant_type": {"client_credentials"}, "client_id": {"app-1"}}, basic(id, secret)), 400, "invalid_request"},
				"twice":             {r.token(twice), 400, "invalid_request"},
				"in the address":    {r.token(url.Values{}, func(r *http.Request) { r.URL.RawQuery = post.Encode() }), 400, "invalid_request"},
				"unknown scope":     {r.token(with("scope", "families:read")), 400, "invalid_scope"},
				"one scope too far": {r.token(with("scope", ScopeMeetups+" admin")), 400, "invalid_scope"},
				"large":             {r.token(with("x", strings.Repeat("a", maxBody))), 413, "invalid_request"},
			} {
				r.expect(name, c.a, c.status, `"error":"`+c.code+`"`)
				if c.a.header.Get("Content-Type") != "application/json" || c.a.header.Get("Cache-Control") != "no-store" {
					t.Errorf("%s: %v", name, c.a.header)
				}
				if c.status == 401 && !strings.HasPrefix(c.a.header.Get("WWW-Authenticate"), "Basic ") {
					t.Errorf("%s: no WWW-Authenticate", name)
				}
				if strings.Contains(c.a.text, "access_token") || strings.Contains(c.a.text, secret) {
					t.Errorf("%s: %s", name, c.a.text)
				}
			}
			r.expect("the strict client still passes", r.token(post), 200)
		})
		t.Run("DisabledIsGoneAtOnce", func(t *testing.T) {
			id, secret, err := r.CreateClient(t.Context(), r.region.ID, "Even", []string{ScopeMeetups})
			if err != nil {
				t.Fatal(err)
			}
			token := r.token(grant, basic(id, secret)).body["access_token"].(string)
			db.Client.ApiClient.Update().Where(apiclient.ClientID(id)).SetDisabledAt(time.Now()).ExecX(storetest.Context())
			r.expect("token", r.who(token), 401)
			r.expect("new token", r.token(grant, basic(id, secret)), 401, "invalid_client")
		})
		t.Run("AScopeTakenAwayIsGoneAtOnce", func(t *testing.T) {
			id, secret, _ := r.CreateClient(t.Context(), r.region.ID, "Minder", []string{ScopeMeetups})
			token := r.token(grant, basic(id, secret)).body["access_token"].(string)
			db.Client.ApiClient.Update().Where(apiclient.ClientID(id)).SetScopes([]string{}).ExecX(storetest.Context())
			r.expect("viewer", r.who(token), 200, `"Scopes":[]`)
		})
		t.Run("GuessesAreLimited", func(t *testing.T) {
			r := newRig(t, db)
			for range secretGuesses {
				r.expect("guess", r.token(grant, basic(id, "x")), 401)
			}
			a := r.token(grant, basic(id, secret))
			r.expect("right, too late", a, 429)
			if a.header.Get("Retry-After") == "" {
				t.Error("no Retry-After")
			}
			elsewhere := func(r *http.Request) { r.RemoteAddr = "203.0.113.7:1" }
			r.expect("the app itself, elsewhere", r.token(grant, basic(id, secret), elsewhere), 200)
		})
		t.Run("CreateRefuses", func(t *testing.T) {
			for name, f := range map[string]func() error{
				"no name": func() error {
					_, _, err := r.CreateClient(t.Context(), r.region.ID, " ", []string{ScopeMeetups})
					return err
				},
				"no scope": func() error { _, _, err := r.CreateClient(t.Context(), r.region.ID, "x", nil); return err },
				"a scope that is not there": func() error {
					_, _, err := r.CreateClient(t.Context(), r.region.ID, "x", []string{"families:read"})
					return err
				},
				"no region": func() error {
					_, _, err := r.CreateClient(t.Context(), uuid.New(), "x", []string{ScopeMeetups})
					return err
				},
			} {
				if f() == nil {
					t.Errorf("%s: taken", name)
				}
			}
		})
		t.Run("Metadata", func(t *testing.T) {
			r.expect("metadata", r.get("/.well-known/oauth-authorization-server"), 200,
				`"issuer":"https://dorp.example"`, `"token_endpoint":"https://dorp.example/oauth/token"`, `"jwks_uri":"https://dorp.example/.well-known/jwks.json"`)
		})
	})
}

func TestIssueFor(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := newRig(t, db)
		first := r.person("a@dorp.nl", term.RoleMatcher)
		second := r.person("b@dorp.nl", term.RoleMatcher, term.RoleHeadMatcher)
		issue := func(w Whom, ttl time.Duration) string {
			t.Helper()
			token, until, err := r.IssueFor(t.Context(), w, ttl)
			if err != nil {
				t.Fatal(err)
			}
			if ttl > 0 && (until.After(r.now().Add(ttl)) || until.Before(r.now().Add(ttl-2*time.Second))) {
				t.Errorf("ends at %s", until)
			}
			return token
		}
		r.expect("role", r.who(issue(Whom{Role: term.RoleMatcher}, 0)), 200, first.ID.String(), `"MATCHER"`)
		r.expect("role", r.who(issue(Whom{Role: term.RoleHeadMatcher}, 15*time.Minute)), 200, second.ID.String())
		r.expect("email", r.who(issue(Whom{Email: "B@dorp.nl"}, time.Minute)), 200, second.ID.String())
		r.expect("both", r.who(issue(Whom{Email: "b@dorp.nl", Role: term.RoleMatcher}, 0)), 200, second.ID.String())
		r.expect("id", r.who(issue(Whom{UserID: first.ID}, 0)), 200, first.ID.String())
		for name, c := range map[string]struct {
			w   Whom
			ttl time.Duration
		}{
			"nobody":     {Whom{}, 0},
			"too long":   {Whom{Role: term.RoleMatcher}, 16 * time.Minute},
			"backwards":  {Whom{Role: term.RoleMatcher}, -time.Minute},
			"not hers":   {Whom{Email: "a@dorp.nl", Role: term.RoleHeadMatcher}, 0},
			"no such":    {Whom{Role: term.RoleAdmin}, 0},
			"no role":    {Whom{Role: "BAAS"}, 0},
			"no app yet": {Whom{Role: term.RoleClient}, 0},
		} {
			if token, _, err := r.IssueFor(t.Context(), c.w, c.ttl); err == nil || token != "" {
				t.Errorf("%s: %q %v", name, token, err)
			}
		}
		id, _, err := r.CreateClient(t.Context(), r.region.ID, "Krant", []string{ScopeMeetups})
		if err != nil {
			t.Fatal(err)
		}
		r.expect("app", r.who(issue(Whom{Role: term.RoleClient}, 0)), 200, id, `"CLIENT"`)
	})
}
