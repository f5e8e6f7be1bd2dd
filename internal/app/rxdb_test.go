package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/membership"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/app"
	"buurtdorp/internal/auth"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// TestRxDB runs the example of docs/api-sync.md, word for word, with rxdb as it comes from
// its makers, against the whole program: pwa/tests/rxdb/checks.mjs has the 11 things it
// has to be able to do.
func TestRxDB(t *testing.T) {
	dir := rxdbFolder(t)
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		p := newStage(t, db)
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		said, err := exec.CommandContext(ctx, "node", filepath.Join(dir, "checks.mjs"), p.server.URL).CombinedOutput()
		if passed := strings.Count("\n"+string(said), "\nok "); err != nil || passed != 11 {
			t.Errorf("%d of 11 checks, %v\n%s", passed, err, said)
		}
	})
}

// rxdbFolder has rxdb, the checks, and the example as the document has it.
func rxdbFolder(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../pwa/tests/rxdb")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "rxdb")); err != nil {
		if said, err := exec.CommandContext(t.Context(), "npm", "ci", "--no-audit", "--no-fund", "--prefix", dir).CombinedOutput(); err != nil {
			t.Fatalf("rxdb is not there, and npm does not get it: %v\n%s", err, said)
		}
	}
	doc, err := os.ReadFile("../../docs/api-sync.md")
	if err != nil {
		t.Fatal(err)
	}
	example := regexp.MustCompile("(?s)```js\n(.*?)```").FindSubmatch(doc)
	if example == nil {
		t.Fatal("docs/api-sync.md has no example")
	}
	if err := os.WriteFile(filepath.Join(dir, "follow.mjs"), example[1], 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// stage is a server whose network, people and database a script may play with.
type stage struct {
	t      *testing.T
	db     *store.DB
	server *httptest.Server

	mu       sync.Mutex
	app      *app.App
	handler  http.Handler // nil while it is away
	stop     context.CancelFunc
	lose     bool
	world    *world.World
	parent   *world.Person
	host     *world.Person
	stranger *ent.Family
	place    *ent.Place
}

func newStage(t *testing.T, db *store.DB) *stage {
	p := &stage{t: t, db: db}
	p.server = httptest.NewServer(http.HandlerFunc(p.serve))
	p.open()
	t.Cleanup(func() {
		p.close()
		p.server.Close()
	})
	return p
}

func (p *stage) open() {
	s := app.Settings{Addr: p.server.Listener.Addr().String(), DatabaseURL: p.db.URL(), LogFormat: "text", SMTPTLS: "starttls",
		PublicURL: p.server.URL, AccessTTL: app.DefaultAccessTTL}
	a, err := app.New(p.t.Context(), s, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		p.t.Error(err)
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	if err := a.Start(ctx); err != nil {
		p.t.Error(err)
	}
	h := a.Handler()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.app, p.stop = a, stop
	p.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		inner, cancel := context.WithCancel(r.Context())
		defer cancel()
		defer context.AfterFunc(ctx, cancel)()
		h.ServeHTTP(w, r.WithContext(inner))
	})
}

// close is as sudden as it gets in one process: every connection is cut.
func (p *stage) close() {
	p.mu.Lock()
	a, stop := p.app, p.stop
	p.handler, p.app = nil, nil
	p.mu.Unlock()
	if a != nil {
		stop()
		_ = a.Close()
	}
}

func (p *stage) serve(w http.ResponseWriter, r *http.Request) {
	if what, ok := strings.CutPrefix(r.URL.Path, "/play/"); ok {
		got, err := p.play(what, r.URL.Query().Get("id"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusTeapot)
			return
		}
		_ = json.NewEncoder(w).Encode(got)
		return
	}
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	p.mu.Lock()
	h := p.handler
	loses := p.lose && bytes.Contains(body, []byte("pushSignupSync"))
	p.lose = p.lose && !loses
	p.mu.Unlock()
	switch {
	case h == nil:
		panic(http.ErrAbortHandler)
	case loses:
		h.ServeHTTP(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler) // committed, and nobody hears of it
	}
	h.ServeHTTP(w, r)
}

func (p *stage) play(what, id string) (any, error) {
	sys := storetest.Context()
	switch what {
	case "start":
		return p.start()
	case "stop":
		p.close()
		return nil, nil
	case "restart":
		p.open()
		return nil, nil
	case "lose":
		p.mu.Lock()
		defer p.mu.Unlock()
		p.lose = true
		return nil, nil
	}
	c := p.app.DB.Client
	switch what {
	case "meetup":
		return object{"id": p.meetup(c, 48*time.Hour, 10)}, nil
	case "forty":
		var ids []uuid.UUID
		for range 40 {
			ids = append(ids, p.meetup(c, 48*time.Hour, 10))
		}
		return object{"ids": ids}, nil
	case "title":
		return nil, c.Meetup.UpdateOneID(uuid.MustParse(id)).SetTitle("Nieuw").Exec(sys)
	case "begin":
		at := time.Now().UTC().Add(-time.Second)
		return nil, c.Meetup.UpdateOneID(uuid.MustParse(id)).SetStartsAt(at).SetEndsAt(at.Add(2 * time.Hour)).Exec(sys)
	case "count":
		s, err := p.db.Client.Signup.Get(sys, uuid.MustParse(id)) // also while the server is away
		if ent.IsNotFound(err) {
			return object{"rows": 0}, nil
		}
		if err != nil {
			return nil, err
		}
		rows, err := p.db.Client.Signup.Query().Where(signup.MeetupID(s.MeetupID), signup.FamilyID(*s.FamilyID), signup.StateNEQ(term.SignupAfgemeld)).Count(sys)
		return object{"rows": rows, "adults": s.PresentAdults}, err
	case "revoke", "grant":
		was, is := term.RoleHost, term.RoleParent
		family := &p.stranger.ID
		if what == "grant" {
			was, is, family = is, was, nil
		}
		u := p.host.User.ID
		if _, err := c.Membership.Delete().Where(membership.UserID(u), membership.RoleEQ(was)).Exec(sys); err != nil {
			return nil, err
		}
		up := c.User.UpdateOneID(u).ClearFamilyID()
		if family != nil {
			up.SetFamilyID(*family)
		}
		if err := up.Exec(sys); err != nil {
			return nil, err
		}
		return nil, c.Membership.Create().SetRegionID(p.world.Region.ID).SetUserID(u).SetRole(is).Exec(sys)
	}
	return nil, fmt.Errorf("nobody knows how to %s", what)
}

func (p *stage) meetup(c *ent.Client, in time.Duration, capacity int) uuid.UUID {
	at := time.Now().UTC().Add(in)
	return c.Meetup.Create().SetRegionID(p.world.Region.ID).SetPlace(p.place).SetTitle("Koffie").SetCapacity(capacity).
		SetStartsAt(at).SetEndsAt(at.Add(2 * time.Hour)).SaveX(storetest.Context()).ID
}

// start is a region with 42 meetups and a list of 40 for the host, and one beside it.
func (p *stage) start() (any, error) {
	sys, c := storetest.Context(), p.app.DB.Client
	w := world.New(p.t, p.app.DB)
	p.world, p.place, p.host = w, w.Place(), w.Host
	v := w.Vraag()
	p.parent, p.stranger = v.Parent, w.Vraag().Family
	plenty, full := p.meetup(c, time.Hour, 500), p.meetup(c, 48*time.Hour, 1)
	c.Meetup.UpdateOneID(full).SetTaken(1).ExecX(sys)
	for range 40 {
		p.meetup(c, 48*time.Hour, 10)
		c.Signup.Create().SetRegion(w.Region).SetMeetupID(plenty).SetFamily(v.Family).SetState(term.SignupAfgemeld).SetAdults(1).SetChildren(0).ExecX(sys)
	}
	there := c.Place.Create().SetRegion(w.Elsewhere).SetName("daar").SetPostcode("1012").SetVillage("daar").SetLat(52).SetLon(5).SaveX(sys)
	elsewhere := w.Meetup(there, 48*time.Hour)
	// One old row of the family that the host will act for, which she does not see as a host.
	w.Signup(w.Meetup(p.place, -60*24*time.Hour), p.stranger, term.SignupGeweest)
	answer := object{"meetups": 42, "full": full, "plenty": plenty, "elsewhere": elsewhere.ID}
	for name, who := range map[string]*world.Person{"parent": p.parent, "host": p.host} {
		token, _, err := p.app.Auth.IssueFor(p.t.Context(), auth.Whom{UserID: who.User.ID}, 15*time.Minute)
		if err != nil {
			return nil, err
		}
		answer[name] = token
	}
	return answer, nil
}
