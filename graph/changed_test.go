package graph_test

import (
	"bufio"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/sync"
)

// stream listens as somebody, and hands over the data of every event.
func (a api) stream(t *testing.T, as *world.Person, query string) <-chan string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.handler.ServeHTTP(w, r.WithContext(as.In(r.Context())))
	}))
	t.Cleanup(server.Close)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/graphql", strings.NewReader(`{"query":`+quote(query)+`}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "text/event-stream")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = resp.Body.Close() })
	out := make(chan string, 100)
	go func() {
		defer close(out)
		for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				out <- data
			}
		}
	}()
	time.Sleep(50 * time.Millisecond) // the headers come before the subscription stands
	return out
}

func quote(s string) string { return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"` }

// TestLostEventsAreMadeUpFor: who fell behind is told what changed in the meantime, of
// what she may see.
func TestLostEventsAreMadeUpFor(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		c, a := newCast(t, db), newAPI(t, db)
		for who, want := range map[string][]uuid.UUID{
			"matcher": {c.ids["trial"], c.ids["proposal"]}, "samira": {c.ids["trial"]}, "els": {c.ids["proposal"]}, "kim": nil,
		} {
			for _, only := range []bool{false, true} {
				query, expect := "subscription { koppelingChanged { id } }", want
				if only && len(want) > 0 {
					query, expect = `subscription { koppelingChanged(id: "`+want[0].String()+`") { id } }`, want[:1]
				}
				events := a.stream(t, c.people[who], query)
				a.app.Rooms.Bus.Publish(sync.Event{})
				got := ""
				for range expect {
					select {
					case data := <-events:
						got += data
					case <-time.After(10 * time.Second):
						t.Fatalf("%s hears nothing", who)
					}
				}
				for _, id := range expect {
					if !strings.Contains(got, id.String()) {
						t.Errorf("%s hears %s", who, got)
					}
				}
				select {
				case more := <-events:
					t.Errorf("%s hears also %s", who, more)
				case <-time.After(100 * time.Millisecond):
				}
			}
		}
	})
}
