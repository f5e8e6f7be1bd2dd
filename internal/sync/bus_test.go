package sync_test

import (
	"context"
	"slices"
	gosync "sync"
	"testing"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/sync"
)

// waiting takes what a listener has not read yet.
func waiting(ch <-chan sync.Event) (got []sync.Event) {
	for {
		select {
		case e, ok := <-ch:
			if !ok {
				return got
			}
			got = append(got, e)
		default:
			return got
		}
	}
}

func event(k gid.Kind) sync.Event { return sync.Event{Kind: k, ID: gid.New(k)} }

func TestBusTellsWhoAsked(t *testing.T) {
	b := sync.NewBus()
	meetups, both := b.Subscribe(t.Context(), gid.Meetup), b.Subscribe(t.Context(), gid.Meetup, gid.Koppeling)
	m, k := event(gid.Meetup), event(gid.Koppeling)
	b.Publish(m)
	b.Publish(k)
	b.Publish(event(gid.Family))
	b.Publish(sync.Event{}) // some may have been missed: that is for everybody
	if got := waiting(meetups); !slices.Equal(got, []sync.Event{m, {}}) {
		t.Errorf("who asked for meetups heard %v", got)
	}
	if got := waiting(both); !slices.Equal(got, []sync.Event{m, k, {}}) {
		t.Errorf("who asked for both heard %v", got)
	}
}

// Nobody waits for a listener who does not read. It loses its backlog, and knows.
func TestBusAndASlowListener(t *testing.T) {
	b := sync.NewBus()
	slow, quick := b.Subscribe(t.Context(), gid.Meetup), b.Subscribe(t.Context(), gid.Meetup)
	heard, last := 0, sync.Event{}
	for range 1000 {
		last = event(gid.Meetup)
		b.Publish(last)
		heard += len(waiting(quick))
	}
	got := waiting(slow)
	lost := slices.Index(got, sync.Event{})
	if heard != 1000 || lost != 0 || len(got) < 2 || got[len(got)-1] != last {
		t.Errorf("the quick one heard %d; the slow one %d, told at %d that it lost some", heard, len(got), lost)
	}
}

func TestBusLeaves(t *testing.T) {
	b := sync.NewBus()
	ctx, cancel := context.WithCancel(t.Context())
	gone, there := b.Subscribe(ctx, gid.Meetup), b.Subscribe(t.Context(), gid.Meetup)
	cancel()
	if _, open := <-gone; open { // waits until it is closed
		t.Error("heard something before it left")
	}
	b.Publish(event(gid.Meetup))
	if got := waiting(there); len(got) != 1 {
		t.Errorf("who stayed heard %v", got)
	}
}

// Listeners come and go while others publish.
func TestBusInACrowd(t *testing.T) {
	b := sync.NewBus()
	var all gosync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 200 {
				b.Publish(event(gid.Meetup))
			}
		})
		all.Go(func() {
			for range 50 {
				ctx, cancel := context.WithCancel(t.Context())
				ch := b.Subscribe(ctx, gid.Meetup)
				waiting(ch)
				cancel()
				for range ch { // until it is closed
				}
			}
		})
	}
	all.Wait()
}
