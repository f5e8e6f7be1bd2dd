package wire

import (
	"context"
	"net/http"
	"net/netip"
	"sync"

	"buurtdorp/internal/fault"
)

// slots count the open streams: each holds a connection and its goroutines, so
// one session, one address and all together have a bound. A town hall is one address
// for all who work there: who is signed in counts with her session, and only far up
// with her address; of those who are nobody in particular there are few at each.
type slots struct {
	max Streams

	mu        sync.Mutex
	keys      map[string]int
	addresses map[string]int
	guests    map[string]int // by address, of nobody in particular
	total     int
	draining  context.Context
	drained   context.CancelFunc
	empty     chan struct{} // closed when the last leaves while draining
}

func newSlots(max Streams) *slots {
	s := &slots{max: max, keys: map[string]int{}, addresses: map[string]int{}, guests: map[string]int{}, empty: make(chan struct{})}
	s.draining, s.drained = context.WithCancel(context.Background())
	return s
}

// enter takes a place; leave gives it back. Who may not enter learns why.
func (s *slots) enter(key, address string) (leave func(), status int, no *fault.Error) {
	address = network(address)
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.draining.Err() != nil:
		return nil, http.StatusServiceUnavailable, fault.New(fault.Retryable, "server.herstart")
	case key != "" && s.keys[key] >= s.max.PerKey, key == "" && s.guests[address] >= s.max.PerGuest, s.addresses[address] >= s.max.PerAddress:
		return nil, http.StatusTooManyRequests, fault.New(fault.RateLimited, "stroom.veel")
	case s.total >= s.max.Total:
		return nil, http.StatusServiceUnavailable, fault.New(fault.Retryable, "")
	}
	s.count(key, address, 1)
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.count(key, address, -1)
		s.tellEmpty()
	}, 0, nil
}

func (s *slots) count(key, address string, n int) {
	s.total += n
	bump := func(m map[string]int, k string) {
		if m[k] += n; m[k] <= 0 {
			delete(m, k)
		}
	}
	if key != "" {
		bump(s.keys, key)
	} else {
		bump(s.guests, address)
	}
	bump(s.addresses, address)
}

func (s *slots) drain(ctx context.Context) error {
	s.mu.Lock()
	s.drained()
	s.tellEmpty()
	nobody := s.total == 0
	s.mu.Unlock()
	if nobody {
		return nil
	}
	select {
	case <-s.empty:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *slots) tellEmpty() {
	if s.total > 0 || s.draining.Err() == nil {
		return
	}
	select {
	case <-s.empty:
	default:
		close(s.empty)
	}
}

// network takes an IPv6 address to its /64: a home has that many, and a rented
// server too.
func network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	if ip = ip.Unmap(); ip.Is4() {
		return ip.String()
	}
	if p, err := ip.WithZone("").Prefix(64); err == nil {
		return p.String()
	}
	return address
}
