package app_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/internal/app"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
)

// register is a family that registers; it gives the codes of what was refused.
func register(c *client, key, id string) (refused []string) {
	c.t.Helper()
	data, errs := c.try("mutation($input: RegisterVraaggezinInput!) { registerVraaggezin(input: $input) { replayed userErrors { code message } vraaggezin { id } } }",
		object{"input": object{"clientMutationId": key, "id": id, "toestemming": true, "soorten": []string{"OPVANG"}, "dagdelen": []string{}, "bangVoor": []string{},
			"eigenWoorden": strings.Repeat("woorden ", 200),
			"family": object{"id": newID(gid.Family), "name": "Samira", "postcode": "3273", "talen": []string{"nl"}, "adults": 1, "vervoer": []string{},
				"children": []object{{"id": newID(gid.Child), "age": 4}}, "contact": object{"phone": "06 12345671"}}}})
	for _, e := range errs {
		refused = append(refused, e.(object)["extensions"].(object)["code"].(string))
	}
	if p, ok := data["registerVraaggezin"].(object); ok {
		for _, e := range p["userErrors"].([]any) {
			refused = append(refused, e.(object)["code"].(string))
		}
	}
	return refused
}

// hurt is a server whose database goes away and comes back.
func hurt(t *testing.T, db *store.DB, url string, away, back func(a *app.App)) {
	t.Helper()
	village(t, db)
	log := &lines{}
	a, s := serverWith(t, db, log, func(s *app.Settings) { s.DatabaseURL = url })
	c := visitor(t, s)
	if refused := register(c, uuid.NewString(), newID(gid.Vraaggezin)); refused != nil {
		t.Fatalf("before anything happened: %v", refused)
	}
	away(a)
	key, id := uuid.NewString(), newID(gid.Vraaggezin)
	var refused []string
	for range 200 { // a full disk shows when the first page is wanted
		if refused = register(c, key, id); refused != nil {
			break
		}
		key, id = uuid.NewString(), newID(gid.Vraaggezin)
	}
	if len(refused) != 1 || refused[0] != "RETRYABLE" {
		t.Errorf("a write is refused with %v", refused)
	}
	if res := c.post("/auth/code", object{"email": "matcher@proef.example"}); res.StatusCode != http.StatusServiceUnavailable && res.StatusCode != http.StatusNoContent {
		t.Errorf("asking for a code: %d\n%s", res.StatusCode, log)
	}
	if res, _ := fetch(t, s, http.MethodGet, "/healthz"); res.StatusCode != http.StatusOK {
		t.Errorf("the process does not live: %d", res.StatusCode)
	}
	back(a)
	if refused := register(c, key, id); refused != nil {
		t.Errorf("afterwards: %v", refused)
	}
	if refused := register(c, key, id); len(refused) != 1 || refused[0] != "IDEMPOTENCY_KEY_REUSED" { // its family has another id: the first one counted
		t.Errorf("and once more: %v", refused)
	}
	if res, _ := fetch(t, s, http.MethodGet, "/readyz"); res.StatusCode != http.StatusOK {
		t.Errorf("not ready again: %d", res.StatusCode)
	}
	if said := log.String(); strings.Contains(said, "panic") || strings.Contains(said, "goroutine") {
		t.Errorf("it fell over:\n%s", said)
	}
}

// A full disk, a PostgreSQL that restarts, a network that does: writing is refused in
// one clear word, and when it is over all is well without a restart.
func TestDatabaseAway(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		if !db.IsPostgres() {
			hurt(t, db, db.URL(), func(a *app.App) {
				pages(t, a, 1) // SQLite makes it as many as there are
				if n := a.DB.Client.Region.Query().CountX(storetest.Context()); n != 1 {
					t.Errorf("reading does not go on: %d regions", n)
				}
			}, func(a *app.App) { pages(t, a, 1e6) })
			return
		}
		u, err := url.Parse(db.URL())
		if err != nil {
			t.Fatal(err)
		}
		line := newLine(t, u.Host)
		u.Host = line.Addr().String()
		hurt(t, db, u.String(), func(*app.App) { line.cut() }, func(*app.App) { line.mend() })
	})
}

// pages is how large a SQLite database may become.
func pages(t *testing.T, a *app.App, most int) {
	t.Helper()
	a.DB.SetMaxOpenConns(1) // the limit is that of one connection
	for a.DB.Stats().OpenConnections > 1 {
		wait()
	}
	if _, err := a.DB.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", most)); err != nil {
		t.Fatal(err)
	}
}

// line is a network between a server and its database that can be cut.
type line struct {
	net.Listener
	to   string
	mu   sync.Mutex
	open map[net.Conn]bool
	down bool
}

func newLine(t *testing.T, to string) *line {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	out := &line{Listener: l, to: to, open: map[net.Conn]bool{}}
	go out.run()
	return out
}

func (l *line) run() {
	for {
		in, err := l.Accept()
		if err != nil {
			return
		}
		go l.join(in)
	}
}

func (l *line) join(in net.Conn) {
	defer in.Close()
	out, err := net.Dial("tcp", l.to)
	if err != nil {
		return
	}
	defer out.Close()
	l.mu.Lock()
	if l.down {
		l.mu.Unlock()
		return
	}
	l.open[in], l.open[out] = true, true
	l.mu.Unlock()
	go func() {
		_, _ = io.Copy(out, in)
		_ = out.Close()
	}()
	_, _ = io.Copy(in, out)
}

func (l *line) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.down = true
	for c := range l.open {
		_ = c.Close()
	}
	l.open = map[net.Conn]bool{}
}

func (l *line) mend() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.down = false
}
