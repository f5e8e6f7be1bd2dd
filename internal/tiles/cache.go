package tiles

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

type tile struct {
	kind, etag string
	body       []byte
	since      time.Time
}

// cache keeps the tiles that were looked at last, in memory.
type cache struct {
	mu     sync.Mutex
	recent recent[tile]
}

func newCache(ceiling int) *cache { return &cache{recent: newRecent[tile](int64(ceiling), nil)} }

func (c *cache) get(a at) (tile, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.recent.get(a)
}

func (c *cache) put(a at, t tile) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.recent.put(a, int64(len(t.body)), t)
}

// guests: how fast one visitor may ask. A screen full of map is some 30 tiles.
type guests struct {
	mu sync.Mutex
	of map[string]*rate.Limiter
}

const mostGuests = 10_000

func newGuests() *guests { return &guests{of: map[string]*rate.Limiter{}} }

func (g *guests) may(client string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.of) >= mostGuests { // they begin anew: better than to grow, and nobody waits for it
		clear(g.of)
	}
	if g.of[client] == nil {
		g.of[client] = rate.NewLimiter(15, 150)
	}
	return g.of[client].Allow()
}
