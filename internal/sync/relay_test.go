package sync_test

import (
	"context"
	"io"
	"log/slog"
	"os"
	"testing"
	"time"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/sync"
)

// instance is one server of several: its own connections, its own bus.
type instance struct {
	db    *store.DB
	bus   *sync.Bus
	heard <-chan sync.Event
}

func start(t *testing.T, url string) *instance {
	t.Helper()
	db, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel) // before its database closes
	i := &instance{db: db, bus: sync.NewBus()}
	i.heard = i.bus.Subscribe(ctx, gid.Meetup)
	if err := sync.Relay(ctx, db, i.bus, slog.New(slog.NewTextHandler(io.Discard, nil))); err != nil {
		t.Fatal(err)
	}
	return i
}

// next waits for an event; a test that never gets it runs into the patience.
func (i *instance) next(t *testing.T, patience <-chan time.Time) sync.Event {
	t.Helper()
	select {
	case e := <-i.heard:
		return e
	case <-patience:
		t.Fatal("nothing was heard")
	}
	return sync.Event{}
}

func soon() <-chan time.Time { return time.After(time.Minute) }

func TestRelay(t *testing.T) {
	if os.Getenv(storetest.SQLiteOnly) == "1" {
		t.Skip(storetest.SQLiteOnly + " is set")
	}
	url := storetest.Postgres(t).URL()
	a, b := start(t, url), start(t, url)

	t.Run("CarriesBothWays", func(t *testing.T) {
		for _, way := range [][2]*instance{{a, b}, {b, a}} {
			e := event(gid.Meetup) // at once: the relay has only just begun
			way[0].bus.Publish(e)
			if got := way[0].next(t, soon()); got != e {
				t.Fatalf("here: %v, want %v", got, e)
			}
			if got := way[1].next(t, soon()); got != e {
				t.Fatalf("there: %v, want %v", got, e)
			}
		}
	})

	t.Run("CarriesManyInOrder", func(t *testing.T) {
		var sent []sync.Event
		for range 60 {
			sent = append(sent, event(gid.Meetup))
			a.bus.Publish(sent[len(sent)-1])
			a.next(t, soon())
		}
		for i, want := range sent {
			if got := b.next(t, soon()); got != want {
				t.Fatalf("number %d: %v, want %v", i, got, want)
			}
		}
	})

	t.Run("TellsNothingTwice", func(t *testing.T) {
		e := event(gid.Meetup)
		a.bus.Publish(e)
		for got := b.next(t, soon()); got != e; got = b.next(t, soon()) {
		}
		marker := event(gid.Meetup)
		b.bus.Publish(marker) // comes back to a after everything that went before
		first := a.next(t, soon())
		if first != e {
			t.Errorf("a heard %v of its own, want %v", first, e)
		}
		if second := a.next(t, soon()); second != marker {
			t.Errorf("a heard its own again: %v", second)
		}
	})

	t.Run("SurvivesALostConnection", func(t *testing.T) {
		waiting(b.heard)
		if _, err := a.db.Exec(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
			WHERE datname = current_database() AND pid <> pg_backend_pid()`); err != nil {
			t.Fatal(err)
		}
		patience := soon()
		for b.next(t, patience) != (sync.Event{}) {
			// Listening again, it tells that some may have been missed.
		}
		for { // a's own connections are new as well
			e := event(gid.Meetup)
			a.bus.Publish(e)
			if got := b.next(t, patience); got == e {
				return
			}
		}
	})
}

// On SQLite there is one instance, and nobody to tell.
func TestRelayOnSQLite(t *testing.T) {
	db := storetest.SQLite(t)
	b := sync.NewBus()
	heard := b.Subscribe(t.Context(), gid.Meetup)
	if err := sync.Relay(t.Context(), db, b, slog.Default()); err != nil {
		t.Fatal(err)
	}
	e := event(gid.Meetup)
	b.Publish(e)
	if got := waiting(heard); len(got) != 1 || got[0] != e {
		t.Errorf("heard %v", got)
	}
}
