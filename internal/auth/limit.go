package auth

import (
	"net/http"
	"net/netip"
	"sync"
	"time"
)

// Limits are how often in an hour. Those per address are counted in the database,
// so that they hold over all instances; those per client in the memory of each.
// Zero takes the default.
type Limits struct {
	CodesPerAddress int // 5: codes mailed to one address
	TriesPerAddress int // 20: wrong codes for one address
	CodesPerClient  int // 60: codes asked from one IP address
	TriesPerClient  int // 120: codes tried from one IP address
	VisitsPerClient int // 120: what visitors without an account write from one IP address
}

func (l Limits) orDefault() Limits {
	for _, d := range []struct {
		field *int
		value int
	}{{&l.CodesPerAddress, 5}, {&l.TriesPerAddress, 20}, {&l.CodesPerClient, 60}, {&l.TriesPerClient, 120}, {&l.VisitsPerClient, 120}} {
		if *d.field == 0 {
			*d.field = d.value
		}
	}
	return l
}

// guests counts what clients do.
type guests struct{ codes, tries, visits, secrets, tokens *counter }

func newGuests() guests {
	return guests{
		codes: newCounter(time.Hour), tries: newCounter(time.Hour), visits: newCounter(time.Hour),
		secrets: newCounter(10 * time.Minute), tokens: newCounter(time.Minute),
	}
}

// MayVisit counts one more thing that a visitor without an account wants to write, and
// tells whether she may: registering is open to everybody, so it is to machines as well.
func (s *Service) MayVisit(r *http.Request) bool {
	return mayAsk(s.guests.visits, s.address(r), s.opt.Limits.VisitsPerClient, s.now())
}

// mayAsk tells whether a client stays within its limit. The machine itself always
// does: a loopback address is development, or a proxy whose ProxyHeader is not set,
// and then it is everybody at once.
func mayAsk(c *counter, client netip.Addr, limit int, now time.Time) bool {
	return client.IsLoopback() || c.add(client.String(), now) <= limit
}

// counter counts per key in windows of a fixed length. What it holds is bounded:
// with too many keys the oldest windows go, and then any.
type counter struct {
	window time.Duration
	mu     sync.Mutex
	seen   map[string]*tally
}

type tally struct {
	since time.Time
	n     int
}

const maxKeys = 20_000

func newCounter(window time.Duration) *counter {
	return &counter{window: window, seen: map[string]*tally{}}
}

// add counts one more and tells how many there are now.
func (c *counter) add(key string, now time.Time) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := c.seen[key]
	if t == nil || now.Sub(t.since) >= c.window {
		if t == nil && len(c.seen) >= maxKeys {
			c.shrink(now)
		}
		t = &tally{since: now}
		c.seen[key] = t
	}
	t.n++
	return t.n
}

// count tells how many there are, and adds none.
func (c *counter) count(key string, now time.Time) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if t := c.seen[key]; t != nil && now.Sub(t.since) < c.window {
		return t.n
	}
	return 0
}

func (c *counter) shrink(now time.Time) {
	for key, t := range c.seen {
		if now.Sub(t.since) >= c.window {
			delete(c.seen, key)
		}
	}
	for key := range c.seen {
		if len(c.seen) < maxKeys*3/4 {
			return
		}
		delete(c.seen, key)
	}
}
