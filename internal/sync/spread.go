package sync

import (
	"sync"
	"time"

	"github.com/google/uuid"
)

// Listeners counts who waits for news of a region in this process, so that they do not
// all come for it in the same moment.
type Listeners struct {
	mu sync.Mutex
	of map[uuid.UUID]int
}

// leastSpread also makes one wake of what is written in one breath.
const leastSpread = 250 * time.Millisecond

// perListener is more than a wake and its pull take of a small machine (bench/README.md):
// whoever else asks something is answered as on any other day.
const perListener = 10 * time.Millisecond

// longestSpread: later than this is not live.
const longestSpread = 15 * time.Second

// Enter counts one more; leave takes it back.
func (l *Listeners) Enter(region uuid.UUID) (leave func()) {
	l.add(region, 1)
	return sync.OnceFunc(func() { l.add(region, -1) })
}

func (l *Listeners) add(region uuid.UUID, n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.of == nil {
		l.of = map[uuid.UUID]int{}
	}
	if l.of[region] += n; l.of[region] == 0 {
		delete(l.of, region)
	}
}

// Spread is over how long the wakes of a region are spread: each takes a moment of it by
// chance.
func (l *Listeners) Spread(region uuid.UUID) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return min(max(leastSpread, time.Duration(l.of[region])*perListener), longestSpread)
}
