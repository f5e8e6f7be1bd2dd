package tiles

import (
	"container/list"
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

type tile struct {
	kind, etag string
	body       []byte
	since      time.Time
}

// cache keeps the tiles that were looked at last, up to a number of bytes.
type cache struct {
	mu      sync.Mutex
	ceiling int
	size    int
	order   *list.List // newest first; each is a row
	rows    map[at]*list.Element
}

type row struct {
	at   at
	tile tile
}

func newCache(ceiling int) *cache {
	return &cache{ceiling: ceiling, order: list.New(), rows: map[at]*list.Element{}}
}

func (c *cache) get(a at) (tile, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.rows[a]
	if !ok {
		return tile{}, false
	}
	c.order.MoveToFront(e)
	return e.Value.(row).tile, true
}

func (c *cache) put(a at, t tile) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.rows[a]; ok {
		c.drop(e)
	}
	c.rows[a] = c.order.PushFront(row{a, t})
	for c.size += len(t.body); c.size > c.ceiling && c.order.Len() > 0; {
		c.drop(c.order.Back())
	}
}

func (c *cache) drop(e *list.Element) {
	gone := c.order.Remove(e).(row)
	delete(c.rows, gone.at)
	c.size -= len(gone.tile.body)
}

// flights: who asks for a tile that is on its way waits for that one.
type flights struct {
	mu sync.Mutex
	of map[at]*flight
}

type flight struct {
	done chan struct{}
	tile tile
	err  error
}

func newFlights() *flights { return &flights{of: map[at]*flight{}} }

func (f *flights) once(ctx context.Context, a at, fetch func() (tile, error)) (tile, error) {
	f.mu.Lock()
	one, under := f.of[a]
	if !under {
		one = &flight{done: make(chan struct{})}
		f.of[a] = one
		go func() {
			one.tile, one.err = fetch()
			f.mu.Lock()
			delete(f.of, a)
			f.mu.Unlock()
			close(one.done)
		}()
	}
	f.mu.Unlock()
	select {
	case <-one.done:
		return one.tile, one.err
	case <-ctx.Done():
		return tile{}, ctx.Err()
	}
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
