package suggest

import (
	"context"
	"runtime"
	"sync"
)

// flights does something large for each key once at a time. Who asks while it is being
// done waits for the next one, together with all others who do: what she gets was begun
// after she asked. When nobody waits any more, it stops. And all keys together keep one
// processor free for everybody else.
type flights[K comparable, V any] struct {
	mu   sync.Mutex
	busy map[K]*flight[V]
	room chan struct{}
}

type flight[V any] struct {
	next    *flight[V]
	waiting int
	stop    context.CancelFunc
	done    chan struct{}
	value   V
	err     error
}

func (f *flights[K, V]) do(ctx context.Context, key K, fn func(context.Context) (V, error)) (V, error) {
	run, stop := context.WithCancel(context.WithoutCancel(ctx))
	mine := &flight[V]{waiting: 1, stop: stop, done: make(chan struct{})}
	f.mu.Lock()
	if f.busy == nil {
		f.busy, f.room = map[K]*flight[V]{}, make(chan struct{}, max(1, runtime.GOMAXPROCS(0)-1))
	}
	now := f.busy[key]
	switch {
	case now == nil:
		f.busy[key] = mine
		go f.fly(run, key, mine, fn)
	case now.next == nil:
		now.next = mine
		go func() {
			<-now.done
			f.fly(run, key, mine, fn)
		}()
	default:
		stop()
		mine = now.next
		mine.waiting++
	}
	f.mu.Unlock()
	select {
	case <-mine.done:
		return mine.value, mine.err
	case <-ctx.Done():
		f.mu.Lock()
		defer f.mu.Unlock()
		if mine.waiting--; mine.waiting == 0 {
			mine.stop()
		}
		var none V
		return none, ctx.Err()
	}
}

func (f *flights[K, V]) fly(ctx context.Context, key K, x *flight[V], fn func(context.Context) (V, error)) {
	select {
	case f.room <- struct{}{}:
		x.value, x.err = fn(ctx)
		<-f.room
	case <-ctx.Done():
		x.err = ctx.Err()
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	x.stop()
	if f.busy[key] = x.next; x.next == nil {
		delete(f.busy, key)
	}
	close(x.done)
}
