package auth

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"maps"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// TestForgedTokens tries every way we know to pass with a token that is not ours,
// not an access token, or not any more. None is taken, none breaks anything, none
// makes the server fetch what the token points to.
func TestForgedTokens(t *testing.T) {
	r := newRig(t, storetest.SQLite(t))
	u := r.person("echt@dorp.nl", term.RoleAdmin)
	r.person("dicht@dorp.nl", term.RoleAdmin)
	signedIn := r.signedIn("echt@dorp.nl")
	real := signedIn.token()
	r.expect("the real one", r.who(real), 200, u.ID.String())
	r.expect("the real one, lower case", r.get("/who", "Authorization", "bearer "+real), 200)

	trap, fetched := listen(t)
	f := forger{t: t, r: r, real: real, claims: claimsOf(t, real), trap: trap, refresh: signedIn.cookie()}
	f.key, _ = r.keys.signer(t.Context())
	cases := f.all()
	if len(cases) < 150 {
		t.Errorf("only %d forms", len(cases))
	}
	for name, header := range cases {
		a := r.get("/who", header...)
		if a.status != http.StatusUnauthorized {
			t.Errorf("%s: %d %s", name, a.status, a.text)
			continue
		}
		if got := a.header.Get("WWW-Authenticate"); got != `Bearer error="invalid_token"` {
			t.Errorf("%s: WWW-Authenticate %q", name, got)
		}
		if strings.Contains(a.text, u.ID.String()) || !strings.Contains(a.text, "Log opnieuw in") {
			t.Errorf("%s: %s", name, a.text)
		}
	}
	select {
	case from := <-fetched:
		t.Errorf("the server went to %s", from)
	default:
	}
	r.expect("the real one is unharmed", r.who(real), 200)
}

type forger struct {
	t       *testing.T
	r       *rig
	key     *key
	real    string
	refresh string
	claims  map[string]any
	trap    string
}

func (f *forger) all() map[string][]string {
	out := map[string][]string{}
	for _, part := range []map[string]string{f.unsigned(), f.otherKeys(), f.headers(), f.badClaims(), f.cut()} {
		for name, token := range part {
			out[name] = []string{"Authorization", "Bearer " + token}
		}
	}
	maps.Copy(out, f.schemes())
	return out
}

// with is the real token's claims but for one.
func (f *forger) with(name string, value any) map[string]any {
	c := maps.Clone(f.claims)
	c[name] = value
	if value == nil {
		delete(c, name)
	}
	return c
}

// ours signs with the real key: what is wrong is elsewhere.
func (f *forger) ours(header, claims map[string]any) string {
	h := map[string]any{"typ": tokenType, "kid": f.key.kid}
	maps.Copy(h, header)
	return signWith(f.t, f.key, h, claims)
}

func (f *forger) unsigned() map[string]string {
	out := map[string]string{}
	body := segment(f.claims)
	for _, alg := range []string{"none", "None", "NONE", "nOnE", "", "null", "HS256", "ES256", "es256", "ES256K", "EdDSA", "RS256", "PS256", "A128KW", "dir"} {
		head := segment(map[string]any{"alg": alg, "typ": tokenType, "kid": f.key.kid})
		out["unsigned "+alg] = head + "." + body + "."
		out["unsigned, 64 zero bytes "+alg] = head + "." + body + "." + base64.RawURLEncoding.EncodeToString(make([]byte, 64))
		out["the real signature under "+alg] = head + "." + body + "." + strings.Split(f.real, ".")[2]
	}
	delete(out, "the real signature under ES256") // may be the very same bytes
	for name, alg := range map[string]any{"no": nil, "number": 1, "list": []string{"ES256"}, "object": map[string]any{}, "true": true} {
		h := map[string]any{"typ": tokenType, "kid": f.key.kid, "alg": alg}
		if alg == nil {
			delete(h, "alg")
		}
		out["alg is "+name] = segment(h) + "." + body + ".AAAA"
	}
	return out
}

func (f *forger) otherKeys() map[string]string {
	out := map[string]string{}
	other, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	p384, _ := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	p521, _ := ecdsa.GenerateKey(elliptic.P521(), rand.Reader)
	rsaKey, _ := rsa.GenerateKey(rand.Reader, 2048)
	_, ed, _ := ed25519.GenerateKey(rand.Reader)
	point, _ := f.key.private.PublicKey.Bytes()
	der, _ := x509.MarshalPKIXPublicKey(&f.key.private.PublicKey)
	public, _ := publicJWK(f.key.private)
	publicJSON, _ := json.Marshal(public)
	jwks, _ := json.Marshal(map[string]any{"keys": []any{public}})

	sign := func(name string, method jwt.SigningMethod, with any) {
		j := jwt.NewWithClaims(method, jwt.MapClaims(f.claims))
		j.Header["typ"], j.Header["kid"] = tokenType, f.key.kid
		s, err := j.SignedString(with)
		if err != nil {
			f.t.Fatal(err)
		}
		out[name] = s
	}
	sign("another P-256 key", jwt.SigningMethodES256, other)
	sign("ES384", jwt.SigningMethodES384, p384)
	sign("ES512", jwt.SigningMethodES512, p521)
	sign("RS256", jwt.SigningMethodRS256, rsaKey)
	sign("RS512", jwt.SigningMethodRS512, rsaKey)
	sign("PS256", jwt.SigningMethodPS256, rsaKey)
	sign("EdDSA", jwt.SigningMethodEdDSA, ed)
	// Key confusion: the public key, which everybody has, as an HMAC secret.
	for name, secret := range map[string][]byte{
		"point": point, "DER": der, "JWK": publicJSON, "JWKS": jwks, "kid": []byte(f.key.kid), "empty": {},
		"PEM":       pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}),
		"PEM, trim": []byte(strings.TrimSpace(string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})))),
		"secret":    []byte("secret"), "x": []byte(public.X),
	} {
		sign("HS256 with the public key as "+name, jwt.SigningMethodHS256, secret)
		sign("HS512 with the public key as "+name, jwt.SigningMethodHS512, secret)
	}
	// A key that the token brings along.
	mine := &key{kid: f.key.kid, private: other}
	brought, _ := publicJWK(other)
	for name, header := range map[string]map[string]any{
		"jwk":              {"jwk": brought},
		"jwk, own kid":     {"jwk": brought, "kid": brought.KeyID},
		"jku":              {"jku": f.trap + "/jwks.json"},
		"jku, own kid":     {"jku": f.trap + "/jwks.json", "kid": brought.KeyID},
		"x5u":              {"x5u": f.trap + "/cert.pem"},
		"x5c":              {"x5c": []string{base64.StdEncoding.EncodeToString(der)}},
		"kid is a URL":     {"kid": f.trap + "/key"},
		"kid is a path":    {"kid": "../../../../dev/null"},
		"kid is SQL":       {"kid": "x' OR '1'='1"},
		"kid is a command": {"kid": "x|/usr/bin/id"},
		"kid is long":      {"kid": strings.Repeat("k", 65)},
		"kid is empty":     {"kid": ""},
		"kid is a number":  {"kid": 1},
		"kid is null":      {"kid": map[string]any(nil)},
		"kid is a list":    {"kid": []string{f.key.kid}},
		"no kid":           {"kid": nil},
		"unknown kid":      {"kid": brought.KeyID},
		"kid with a zero":  {"kid": f.key.kid + "\x00"},
	} {
		h := map[string]any{"typ": tokenType, "kid": f.key.kid}
		maps.Copy(h, header)
		out["own key, "+name] = signWith(f.t, mine, h, f.claims)
	}
	return out
}

// headers are signed with the real key: what they say is not for us to take.
func (f *forger) headers() map[string]string {
	out := map[string]string{}
	for _, typ := range []any{nil, "JWT", "jwt", "at+JWT", "AT+JWT", "application/at+jwt", "at+jwt ", "dpop+jwt", "id_token", "rt+jwt", "refresh", "logout+jwt", "", 1, []string{tokenType}} {
		out[fmt.Sprintf("typ %v", typ)] = f.ours(map[string]any{"typ": typ}, f.claims)
	}
	for name, value := range map[string]any{
		"jku": f.trap, "x5u": f.trap, "x5c": []string{"AAAA"}, "x5t": "AAAA", "jwk": map[string]any{"kty": "EC"},
		"crit": []string{"exp"}, "b64": false, "zip": "DEF", "cty": "JWT", "enc": "A128GCM", "exp": 1, "nonce": "x", "url": f.trap,
	} {
		out["header "+name] = f.ours(map[string]any{name: value}, f.claims)
	}
	return out
}

// badClaims are signed with the real key too.
func (f *forger) badClaims() map[string]string {
	out := map[string]string{}
	now := f.r.now().Unix()
	at := func(iat, exp any) map[string]any { c := f.with("iat", iat); c["exp"] = exp; return c }
	for name, c := range map[string]map[string]any{
		"no iss": f.with("iss", nil), "other iss": f.with("iss", "https://elders.example"), "iss with a slash": f.with("iss", "https://dorp.example/"),
		"iss as http": f.with("iss", "http://dorp.example"), "iss is a list": f.with("iss", []string{"https://dorp.example"}), "iss empty": f.with("iss", ""),
		"no aud": f.with("aud", nil), "other aud": f.with("aud", "elders"), "aud empty": f.with("aud", ""),
		"aud is us among others": f.with("aud", []string{"buurtdorp", "elders"}), "aud in capitals": f.with("aud", "BUURTDORP"), "aud is a number": f.with("aud", 1),
		"no sub": f.with("sub", nil), "sub empty": f.with("sub", ""), "sub is nobody": f.with("sub", gid.New(gid.User).String()),
		"sub is the nil id": f.with("sub", uuid.Nil.String()), "sub is a name": f.with("sub", "admin"), "sub is a number": f.with("sub", 1), "sub is SQL": f.with("sub", "' OR 1=1 --"),
		"no client_id": f.with("client_id", nil), "other client_id": f.with("client_id", "app-0000000000000000"), "client_id empty": f.with("client_id", ""),
		"no jti": f.with("jti", nil), "jti empty": f.with("jti", ""),
		"no exp": f.with("exp", nil), "exp zero": f.with("exp", 0), "exp negative": f.with("exp", -1), "exp is a word": f.with("exp", "never"),
		"exp is a list": f.with("exp", []int64{now + 60}), "exp in 1e300 s": f.with("exp", 1e300), "exp is true": f.with("exp", true),
		"no iat": f.with("iat", nil), "iat tomorrow": at(now+86400, now+86460), "iat in a minute": at(now+60, now+120), "iat is a word": f.with("iat", "now"),
		"ended a minute ago": at(now-600, now-60), "ended just past the leeway": at(now-600, now-int64(leeway/time.Second)-1), "ended last year": at(now-86400*365, now-86400*364),
		"lives a day": at(now, now+86400), "lives sixteen minutes": at(now, now+960), "began long ago": at(now-86400, now+60), "ends before it began": at(now, now-5),
		"not before tomorrow": f.with("nbf", now+86400), "nbf is a word": f.with("nbf", "later"),
		"session of nobody": f.with("sid", gid.New(gid.Session).String()), "session is a word": f.with("sid", "x"), "session is a user": f.with("sid", f.claims["sub"]),
		"roles are a word": f.with("roles", "admin"), "roles are numbers": f.with("roles", []int{1}), "scope is a list": f.with("scope", []string{"app"}),
		"region is a list": f.with("region", []string{"x"}), "empty": {}, "only exp": {"exp": now + 60}, "an id_token": {"iss": "https://dorp.example", "aud": "buurtdorp-app", "sub": f.claims["sub"], "iat": now, "exp": now + 60, "nonce": "x"},
	} {
		out["claims: "+name] = f.ours(nil, c)
	}
	// The session of another person.
	code := f.r.askCode("dicht@dorp.nl")
	other := claimsOf(f.t, f.r.try("dicht@dorp.nl", code).token())
	out["claims: session of another person"] = f.ours(nil, f.with("sid", other["sid"]))
	for name, raw := range map[string]string{"null": "null", "list": "[]", "word": `"x"`, "number": "1", "nothing": "", "not JSON": "{", "two": "{}{}", "deep": strings.Repeat("[", 2000)} {
		head := segment(map[string]any{"alg": "ES256", "typ": tokenType, "kid": f.key.kid})
		text := head + "." + base64.RawURLEncoding.EncodeToString([]byte(raw))
		sig, err := jwt.SigningMethodES256.Sign(text, f.key.private)
		if err != nil {
			f.t.Fatal(err)
		}
		out["payload is "+name] = text + "." + base64.RawURLEncoding.EncodeToString(sig)
	}
	return out
}

// cut takes the real token apart.
func (f *forger) cut() map[string]string {
	p := strings.Split(f.real, ".")
	flip := func(s string, i int) string {
		b := []byte(s)
		if b[i] == 'A' {
			b[i] = 'B'
		} else {
			b[i] = 'A'
		}
		return string(b)
	}
	sig, _ := base64.RawURLEncoding.DecodeString(p[2])
	swapped := append(append([]byte{}, sig[32:]...), sig[:32]...)
	admin := segment(f.with("roles", []string{"head_matcher"}))
	out := map[string]string{
		"empty": "", "space": " ", "dots": "..", "one part": p[0], "two parts": p[0] + "." + p[1], "no signature": p[0] + "." + p[1] + ".",
		"four parts": f.real + ".x", "five parts": f.real + "." + p[1] + "." + p[2], "twice": f.real + f.real, "twice with a dot": f.real + "." + f.real,
		"twice with a comma": f.real + "," + f.real, "reversed": p[2] + "." + p[1] + "." + p[0], "payload twice": p[0] + "." + p[1] + "." + p[1],
		"leading space": " " + f.real, "trailing space": f.real + " ", "newline": f.real + "\n", "padded": f.real + "==", "tab inside": p[0] + ".\t" + p[1] + "." + p[2],
		"quoted": `"` + f.real + `"`, "other payload": p[0] + "." + admin + "." + p[2], "other head": segment(map[string]any{"alg": "ES256", "typ": tokenType, "kid": f.key.kid, "x": 1}) + "." + p[1] + "." + p[2],
		"signature swapped": p[0] + "." + p[1] + "." + base64.RawURLEncoding.EncodeToString(swapped), "signature halved": p[0] + "." + p[1] + "." + base64.RawURLEncoding.EncodeToString(sig[:32]),
		"signature doubled": p[0] + "." + p[1] + "." + base64.RawURLEncoding.EncodeToString(append(sig, sig...)), "signature as ASN.1": p[0] + "." + p[1] + "." + base64.RawURLEncoding.EncodeToString(append([]byte{0x30, 0x44, 2, 32}, sig...)),
		"signature in standard base64": p[0] + "." + p[1] + "." + base64.StdEncoding.EncodeToString(sig), "last bits of the signature": p[0] + "." + p[1] + "." + lastBits(p[2]),
		"long": strings.Repeat("a", maxToken+1), "long and dotted": f.real + strings.Repeat("a", maxToken), "many dots": strings.Repeat(".", 3000), "zero byte": f.real + "\x00", "not ASCII": f.real + "é",
		"the refresh token": f.refresh, "the refresh token in parts": f.refresh + "." + f.refresh + "." + f.refresh, "a JWE": strings.Repeat("eyJhbGciOiJkaXIifQ.", 4) + "x", "JSON": `{"alg":"none"}`, "undefined": "undefined", "null": "null", "[object Object]": "[object Object]",
	}
	for i := 0; i < len(f.real); i += 29 {
		if f.real[i] != '.' && i != len(f.real)-1 {
			out[fmt.Sprint("one character other at ", i)] = flip(f.real, i)
		}
	}
	return out
}

func (f *forger) schemes() map[string][]string {
	out := map[string][]string{"two headers": {"Authorization", "Bearer " + f.real, "Authorization", "Bearer " + f.real}}
	for _, v := range []string{"", "Bearer", "Bearer ", f.real, "Basic " + f.real, "Token " + f.real, "JWT " + f.real, "DPoP " + f.real, "Bearer: " + f.real, "Bearer\t" + f.real, "Bearer  " + f.real, "Bearer Bearer " + f.real, "Basic YWRtaW46YWRtaW4=", "Negotiate x"} {
		out[fmt.Sprintf("scheme %.14q", v)] = []string{"Authorization", v}
	}
	return out
}

func segment(v any) string {
	raw, _ := json.Marshal(v)
	return base64.RawURLEncoding.EncodeToString(raw)
}

// lastBits changes bits that a lenient decoder throws away.
func lastBits(sig string) string {
	const abc = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	i := strings.IndexByte(abc, sig[len(sig)-1])
	return sig[:len(sig)-1] + string(abc[i|1])
}

// listen tells who comes to the address that forged tokens point to.
func listen(t *testing.T) (url string, from <-chan string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	seen := make(chan string, 1)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			select {
			case seen <- c.RemoteAddr().String():
			default:
			}
			c.Close()
		}
	}()
	return "http://" + l.Addr().String(), seen
}
