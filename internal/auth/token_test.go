package auth

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"

	"buurtdorp/ent/membership"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

func TestTokenSaysNothingPersonal(t *testing.T) {
	r := newRig(t, storetest.SQLite(t))
	u := r.person("stil@dorp.nl", term.RoleMatcher, term.RoleHost)
	token := r.signedIn("stil@dorp.nl").token()
	header, body := decode(t, token, 0), decode(t, token, 1)
	if got := slices.Sorted(maps.Keys(header)); strings.Join(got, " ") != "alg kid typ" {
		t.Errorf("header: %v", got)
	}
	if header["typ"] != "at+jwt" || header["alg"] != "ES256" {
		t.Errorf("header: %v", header)
	}
	if got := slices.Sorted(maps.Keys(body)); strings.Join(got, " ") != "aud client_id exp iat iss jti region roles scope sid sub" {
		t.Errorf("claims: %v", got)
	}
	for name, want := range map[string]any{
		"iss": "https://dorp.example", "aud": "buurtdorp", "sub": u.ID.String(),
		"client_id": "buurtdorp-app", "region": r.region.ID.String(), "scope": "app",
	} {
		if body[name] != want {
			t.Errorf("%s is %v, want %v", name, body[name], want)
		}
	}
	if life := body["exp"].(float64) - body["iat"].(float64); life != 600 {
		t.Errorf("lives %v seconds", life)
	}
	if got := body["roles"].([]any); len(got) != 2 || got[0] != "host" || got[1] != "matcher" {
		t.Errorf("roles: %v", got)
	}
}

func TestTokenEnds(t *testing.T) {
	r := newRig(t, storetest.SQLite(t))
	r.person("eind@dorp.nl", term.RoleParent)
	token := r.signedIn("eind@dorp.nl").token()
	r.wait(defaultTTL - time.Second)
	r.expect("just before", r.who(token), 200)
	r.wait(leeway + 2*time.Second)
	a := r.who(token)
	r.expect("after", a, 401)
	if got := a.header.Get("WWW-Authenticate"); got != `Bearer error="invalid_token"` {
		t.Errorf("WWW-Authenticate %s", got)
	}
}

func TestViewerIsFresh(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := newRig(t, db)
		sys := storetest.Context()
		u := r.person("vers@dorp.nl", term.RoleMatcher, term.RoleParent)
		home := r.family("Vers", "")
		db.Client.User.UpdateOneID(u.ID).SetFamilyID(home.ID).ExecX(sys)
		token := r.signedIn("vers@dorp.nl").token()
		a := r.who(token)
		r.expect("all", a, 200, `"Roles":["PARENT","MATCHER"]`, home.ID.String())
		if got := a.header.Get("Cache-Control"); got != "private, no-store" {
			t.Errorf("Cache-Control %q", got)
		}
		db.Client.Membership.Delete().Where(membership.UserID(u.ID), membership.RoleEQ(term.RoleMatcher)).ExecX(sys)
		r.expect("no matcher", r.who(token), 200, `"Roles":["PARENT"]`)
		db.Client.Membership.Delete().Where(membership.UserID(u.ID)).ExecX(sys)
		r.expect("nothing left", r.who(token), 200, `"Roles":null`, `"FamilyID":"`+uuid.Nil.String(), `"RegionID":"`+uuid.Nil.String())
	})
}

func TestAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := newRig(t, db)
		u := r.person("stroom@dorp.nl", term.RoleMatcher)
		a := r.signedIn("stroom@dorp.nl")
		ctx, err := r.identify(t.Context(), []string{"Bearer " + a.token()})
		if err != nil {
			t.Fatal(err)
		}
		v := viewer.FromContext(ctx)
		if left := time.Until(v.Until); left < 9*time.Minute || left > 10*time.Minute {
			t.Errorf("the token ends in %s", left)
		}
		if v, err := r.Again(ctx); err != nil || !v.Has(term.RoleMatcher) {
			t.Errorf("%v %v", v, err)
		}
		if r.RightsChanged(ctx) {
			t.Error("nothing has changed yet")
		}
		db.Client.Membership.Delete().Where(membership.UserID(u.ID)).ExecX(storetest.Context())
		if !r.RightsChanged(ctx) {
			t.Error("a lost role is no change")
		}
		if v, err := r.Again(ctx); err != nil || v.Has(term.RoleMatcher) {
			t.Errorf("%v %v", v, err)
		}
		r.logoutWith(a.cookie())
		if _, err := r.Again(ctx); !fault.Has(err, fault.Unauthenticated) {
			t.Errorf("after logout: %v", err)
		}
		anonymous := viewer.NewContext(t.Context(), viewer.Anonymous())
		if v, err := r.Again(anonymous); err != nil || !v.IsAnonymous() || r.RightsChanged(anonymous) {
			t.Errorf("%v %v", v, err)
		}
	})
}

func TestAnonymousAndGraphQL(t *testing.T) {
	r := newRig(t, storetest.SQLite(t))
	r.expect("nobody", r.get("/who"), 200, `"UserID":"`+uuid.Nil.String())
	r.expect("a token in the address", r.get("/who?access_token=x"), 200, `"UserID":"`+uuid.Nil.String())
	a := r.get("/graphql", "Authorization", "Bearer x")
	r.expect("graphql", a, 401, `"errors":[{"extensions":{"code":"UNAUTHENTICATED"},"message":"Je bent een tijd weg geweest. Log opnieuw in."}]`)
	if got := a.header.Get("Content-Type"); got != "application/json; charset=utf-8" {
		t.Errorf("Content-Type %q", got)
	}
	if strings.Contains(a.text, "data") {
		t.Error("has data")
	}
	a = r.get("/graphql", "Authorization", "Bearer x", "Accept", "application/graphql-response+json, application/json;q=0.9")
	if got := a.header.Get("Content-Type"); got != "application/graphql-response+json; charset=utf-8" {
		t.Errorf("Content-Type %q", got)
	}
	a = r.get("/who", "Authorization", "Bearer x")
	if got := a.header.Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("Content-Type %q", got)
	}
}

// TestKeysRotate: the new key signs at once, also in another instance; tokens of the
// old one count until they end; then it is refused and no longer published.
func TestKeysRotate(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := newRig(t, db)
		r.person("sleutel@dorp.nl", term.RoleParent)
		second := newRig(t, db) // another instance of the same database
		kids := func(r *rig) (out []string) {
			a := r.get("/.well-known/jwks.json")
			r.expect("jwks", a, 200, `"alg":"ES256"`, `"use":"sig"`, `"crv":"P-256"`)
			if got := a.header.Get("Cache-Control"); got != "public, max-age=300" {
				t.Errorf("Cache-Control %q", got)
			}
			if strings.Contains(a.text, `"d"`) {
				t.Error("the private half is published")
			}
			for _, k := range a.body["keys"].([]any) {
				out = append(out, k.(map[string]any)["kid"].(string))
			}
			return out
		}
		if len(kids(r)) != 1 {
			t.Fatalf("%v", kids(r))
		}
		before := r.signedIn("sleutel@dorp.nl").token()
		r.expect("other instance", second.who(before), 200)
		kid, err := second.RotateKeys(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		after := r.signedIn("sleutel@dorp.nl").token()
		if decode(t, after, 0)["kid"] != kid {
			t.Error("the old key still signs")
		}
		if got := kids(r); len(got) != 2 || got[0] != kid {
			t.Errorf("published: %v, the new one is %s", got, kid)
		}
		for _, one := range []*rig{r, second} {
			r.expect("new token", one.who(after), 200)
			r.expect("old token", one.who(before), 200)
		}
		// Whoever stole the old key signs with it after it was retired.
		r.wait(keyMemory + time.Second)
		old := r.keys.known[decode(t, before, 0)["kid"].(string)]
		c := claimsOf(t, before)
		c["iat"], c["exp"] = r.now().Unix(), r.now().Add(5*time.Minute).Unix()
		r.expect("stolen key", r.who(signWith(t, old, map[string]any{"typ": tokenType, "kid": old.kid}, c)), 401)
		for _, one := range []*rig{r, second} {
			one.wait(keepRetired + time.Second)
			r.expect("retired key", one.who(before), 401)
			if got := kids(one); len(got) != 1 || got[0] != kid {
				t.Errorf("published: %v", got)
			}
		}
	})
}

func TestSecretsAndKeysAreMadeOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		type result struct {
			secret string
			err    error
		}
		got := make(chan result, 8)
		for range cap(got) {
			go func() {
				if _, err := New(t.Context(), Options{DB: db, PublicURL: "http://127.0.0.1:1"}); err != nil {
					got <- result{err: err}
					return
				}
				b, err := Secret(t.Context(), db, "proef")
				got <- result{string(b), err}
			}()
		}
		first := <-got
		for range cap(got) - 1 {
			if r := <-got; r != first {
				t.Errorf("%v, %v", r.err, first.err)
			}
		}
		if len(first.secret) != 32 {
			t.Errorf("%d bytes: %v", len(first.secret), first.err)
		}
		if n := db.Client.SigningKey.Query().CountX(storetest.Context()); n != 1 {
			t.Errorf("%d keys", n)
		}
	})
}

func TestOptions(t *testing.T) {
	db := storetest.SQLite(t)
	for name, o := range map[string]Options{
		"no address":   {DB: db},
		"half address": {DB: db, PublicURL: "dorp.example"},
		"long token":   {DB: db, PublicURL: "https://dorp.example", AccessTTL: 16 * time.Minute},
	} {
		if _, err := New(t.Context(), o); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

func decode(t testing.TB, token string, part int) map[string]any {
	t.Helper()
	raw, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[part])
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func claimsOf(t testing.TB, token string) map[string]any { return decode(t, token, 1) }

func signWith(t testing.TB, k *key, header, claims map[string]any) string {
	t.Helper()
	j := jwt.NewWithClaims(jwt.SigningMethodES256, jwt.MapClaims(claims))
	for name, value := range header {
		j.Header[name] = value
		if value == nil {
			delete(j.Header, name)
		}
	}
	s, err := j.SignedString(k.private)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
