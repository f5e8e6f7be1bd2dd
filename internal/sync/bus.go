package sync

import (
	"context"
	"sync"

	"github.com/google/uuid"

	"buurtdorp/internal/gid"
)

// Event says that something changed; never what, because each listener reads it
// again under its own rights. An Event with Kind 0 says that some may have been
// missed: read everything again.
type Event struct {
	Kind gid.Kind
	ID   uuid.UUID
}

// Bus carries events from commits to listeners in this process. With more than
// one instance store's listener feeds it what the others did.
type Bus struct {
	mu        sync.Mutex
	listeners map[chan Event]map[gid.Kind]bool
	out       chan Event // to other instances; nil where there are none
}

// NewBus makes an empty bus.
func NewBus() *Bus { return &Bus{listeners: map[chan Event]map[gid.Kind]bool{}} }

// outgoing is what Publish hears, for Relay.
func (b *Bus) outgoing() <-chan Event {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.out == nil {
		b.out = make(chan Event, 1024)
	}
	return b.out
}

// backlog is how many events a slow listener may be behind.
const backlog = 64

// Subscribe listens for kinds until ctx ends; then the channel is closed.
func (b *Bus) Subscribe(ctx context.Context, kinds ...gid.Kind) <-chan Event {
	ch := make(chan Event, backlog)
	want := map[gid.Kind]bool{0: true}
	for _, k := range kinds {
		want[k] = true
	}
	b.mu.Lock()
	b.listeners[ch] = want
	b.mu.Unlock()
	context.AfterFunc(ctx, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.listeners, ch)
		close(ch)
	})
	return ch
}

// Publish tells every listener, here and at other instances. It waits for none.
func (b *Bus) Publish(e Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.out != nil {
		offer(b.out, e)
	}
	b.tell(e)
}

// deliver tells the listeners here only.
func (b *Bus) deliver(e Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tell(e)
}

// missed tells other instances, when they can be told again, that they missed some.
func (b *Bus) missed() {
	b.mu.Lock()
	defer b.mu.Unlock()
	offer(b.out, Event{})
}

func (b *Bus) tell(e Event) {
	for ch, want := range b.listeners {
		if want[e.Kind] {
			offer(ch, e)
		}
	}
}

// offer waits for nobody: who is too far behind loses the backlog and is told so. The
// caller holds the lock, so nobody else fills what drain made empty.
func offer(ch chan Event, e Event) {
	select {
	case ch <- e:
	default:
		drain(ch)
		ch <- Event{}
	}
}

func drain(ch chan Event) {
	for {
		select {
		case <-ch:
		default:
			return
		}
	}
}
