package sync

import (
	"context"
	"encoding/hex"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
)

const channel = "buurtdorp_changed"

// Relay carries events between instances on one PostgreSQL, until ctx ends. What
// this instance committed is sent in one batch a moment later, outside of any
// transaction (NOTIFY inside one takes a global lock at commit); what others
// committed reaches this instance's listeners. After a lost connection some may
// have been missed, and listeners are told so. On SQLite there is one instance and
// nothing to relay.
func Relay(ctx context.Context, db *store.DB, b *Bus, log *slog.Logger) error {
	if !db.IsPostgres() {
		return nil
	}
	self := uuid.NewString()[:8]
	l := pq.NewListener(db.URL(), time.Second, 30*time.Second, nil)
	if err := l.Listen(channel); err != nil {
		_ = l.Close()
		return fmt.Errorf("listening for other instances: %w", err)
	}
	go hear(ctx, l, b, self)
	go say(ctx, db, b, b.outgoing(), self, log)
	return nil
}

func hear(ctx context.Context, l *pq.Listener, b *Bus, self string) {
	defer func() { _ = l.Close() }()
	for {
		select {
		case <-ctx.Done():
			return
		case n := <-l.Notify:
			if n == nil { // reconnected
				b.deliver(Event{})
				continue
			}
			from, rest, _ := strings.Cut(n.Extra, " ")
			if from == self {
				continue
			}
			for _, word := range strings.Fields(rest) {
				if e, ok := parseEvent(word); ok {
					b.deliver(e)
				}
			}
		}
	}
}

const (
	pause = 100 * time.Millisecond // events of so long go in one NOTIFY
	most  = 150                    // of them; its payload is under 8,000 bytes
)

// say gathers what was committed here for a tenth of a second and tells it at once.
func say(ctx context.Context, db *store.DB, b *Bus, out <-chan Event, self string, log *slog.Logger) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-out:
			err := notify(ctx, db, append([]string{self}, gather(ctx, out, e)...))
			if err == nil || ctx.Err() != nil {
				continue
			}
			log.Error("sync: telling other instances", "error", err)
			b.missed()
			wait(ctx, time.Second)
		}
	}
}

func gather(ctx context.Context, out <-chan Event, first Event) []string {
	words := []string{first.word()}
	enough := time.After(pause)
	for len(words) < most {
		select {
		case e := <-out:
			words = append(words, e.word())
		case <-enough:
			return words
		case <-ctx.Done():
			return words
		}
	}
	return words
}

// notify also sends what was gathered when the server began to stop.
func notify(ctx context.Context, db *store.DB, words []string) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	_, err := db.ExecContext(ctx, "SELECT pg_notify($1, $2)", channel, strings.Join(words, " "))
	return err
}

func wait(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

func (e Event) word() string { return hex.EncodeToString([]byte{byte(e.Kind)}) + e.ID.String() }

func parseEvent(word string) (Event, bool) {
	if len(word) != 38 {
		return Event{}, false
	}
	kind, err := hex.DecodeString(word[:2])
	if err != nil {
		return Event{}, false
	}
	id, err := uuid.Parse(word[2:])
	return Event{Kind: gid.Kind(kind[0]), ID: id}, err == nil
}
