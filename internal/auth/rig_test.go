package auth

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// rig is the room with a server around it. Its clock can be moved; its mail keeps
// what would go out, for known addresses and unknown ones alike.
type rig struct {
	*Service
	t      testing.TB
	server http.Handler
	region *ent.Region

	mu    sync.Mutex
	later time.Duration
	mail  map[string][]string
}

func newRig(t testing.TB, db *store.DB, change ...func(*Options)) *rig {
	t.Helper()
	r := &rig{t: t, mail: map[string][]string{}}
	opt := Options{DB: db, PublicURL: "https://dorp.example/", Mail: func(_ context.Context, _ uuid.UUID, email, code string) error {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.mail[email] = append(r.mail[email], code)
		return nil
	}}
	for _, f := range change {
		f(&opt)
	}
	var err error
	if r.Service, err = New(context.Background(), opt); err != nil {
		t.Fatal(err)
	}
	r.Service.now = func() time.Time {
		r.mu.Lock()
		defer r.mu.Unlock()
		return clock.Now().Add(r.later)
	}
	mux := http.NewServeMux()
	r.Mount(mux)
	who := r.Middleware(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		_ = json.NewEncoder(w).Encode(viewer.FromContext(req.Context()))
	}))
	mux.Handle("/who", who)
	mux.Handle("/graphql", who)
	r.server = mux
	r.region, err = db.Client.Region.Create().SetKey("proef-" + uuid.NewString()).SetName("Proef").Save(storetest.Context())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *rig) wait(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.later += d
}

// person makes somebody with an address and roles.
func (r *rig) person(email string, roles ...term.Role) *ent.User {
	r.t.Helper()
	c, sys := r.opt.DB.Client, storetest.Context()
	u, err := c.User.Create().SetFirstName("Noor").Save(sys)
	if err == nil {
		err = c.Credential.Create().SetUserID(u.ID).SetEmail(email).Exec(sys)
	}
	for _, role := range roles {
		if err == nil {
			err = c.Membership.Create().SetUserID(u.ID).SetRegionID(r.region.ID).SetRole(role).Exec(sys)
		}
	}
	if err != nil {
		r.t.Fatal(err)
	}
	return u
}

// family makes a family that registered with an address.
func (r *rig) family(name, email string) *ent.Family {
	r.t.Helper()
	c, sys := r.opt.DB.Client, storetest.Context()
	f, err := c.Family.Create().SetRegionID(r.region.ID).SetName(name).SetPc4("3273").Save(sys)
	if err == nil {
		err = c.Contactgegevens.Create().SetRegionID(r.region.ID).SetFamilyID(f.ID).SetEmail(email).Exec(sys)
	}
	if err != nil {
		r.t.Fatal(err)
	}
	return f
}

type answer struct {
	status int
	header http.Header
	text   string
	body   map[string]any
}

func (a answer) cookie() string {
	for _, c := range (&http.Response{Header: a.header}).Cookies() {
		if c.Name == cookieName {
			return c.Value
		}
	}
	return ""
}

func (a answer) token() string { s, _ := a.body["accessToken"].(string); return s }

func (r *rig) do(req *http.Request) answer {
	w := httptest.NewRecorder()
	r.server.ServeHTTP(w, req)
	res := w.Result()
	raw, _ := io.ReadAll(res.Body)
	a := answer{status: res.StatusCode, header: res.Header, text: string(raw)}
	_ = json.Unmarshal(raw, &a.body)
	return a
}

func (r *rig) post(path string, body any, header ...string) answer {
	raw, err := json.Marshal(body)
	if err != nil {
		r.t.Error(err)
	}
	req := httptest.NewRequest(http.MethodPost, path, bytes.NewReader(raw))
	req.Header.Set("Content-Type", "application/json")
	req.RemoteAddr = "127.0.0.1:4711"
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	return r.do(req)
}

func (r *rig) askCode(email string) string {
	r.t.Helper()
	if a := r.post("/auth/code", map[string]string{"email": email}); a.status != http.StatusNoContent {
		r.t.Fatalf("asking a code: %d %s", a.status, a.text)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	all := r.mail[strings.ToLower(strings.TrimSpace(email))]
	return all[len(all)-1]
}

func (r *rig) try(email, code string) answer {
	return r.post("/auth/session", map[string]string{"email": email, "code": code})
}

func (r *rig) signedIn(email string) answer {
	r.t.Helper()
	a := r.try(email, r.askCode(email))
	if a.status != http.StatusOK {
		r.t.Fatalf("signing in: %d %s", a.status, a.text)
	}
	return a
}

func (r *rig) refreshWith(cookie string) answer {
	return r.post("/auth/refresh", struct{}{}, "Cookie", cookieName+"="+cookie, ownPage, "1")
}

func (r *rig) logoutWith(cookie string) answer {
	return r.post("/auth/logout", struct{}{}, "Cookie", cookieName+"="+cookie, ownPage, "1")
}

func (r *rig) get(path string, header ...string) answer {
	req := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(header); i += 2 {
		req.Header.Add(header[i], header[i+1])
	}
	return r.do(req)
}

func (r *rig) who(token string) answer { return r.get("/who", "Authorization", "Bearer "+token) }

func (r *rig) expect(what string, a answer, status int, words ...string) {
	r.t.Helper()
	if a.status != status {
		r.t.Errorf("%s: %d, want %d: %s", what, a.status, status, a.text)
	}
	for _, word := range words {
		if !strings.Contains(a.text, word) {
			r.t.Errorf("%s: no %q in %s", what, word, a.text)
		}
	}
}

// wrong is a code that is not the given one.
func wrong(code string) string {
	if code == "111111" {
		return "222222"
	}
	return "111111"
}
