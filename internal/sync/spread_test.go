package sync

import (
	"testing"
	"time"

	"github.com/google/uuid"
)

// Few hear of news at once, many one after another; each region for itself.
func TestSpread(t *testing.T) {
	var l Listeners
	here, there := uuid.New(), uuid.New()
	want := func(what string, region uuid.UUID, d time.Duration) {
		t.Helper()
		if got := l.Spread(region); got != d {
			t.Errorf("%s: over %v, not %v", what, got, d)
		}
	}
	want("nobody", here, 250*time.Millisecond)
	var leave []func()
	for range 1000 {
		leave = append(leave, l.Enter(here))
	}
	want("a thousand", here, 10*time.Second)
	want("elsewhere", there, 250*time.Millisecond)
	for range 9000 {
		leave = append(leave, l.Enter(here))
	}
	want("ten thousand", here, 15*time.Second)
	for _, gone := range leave {
		gone()
		gone() // a stream may end for two reasons
	}
	want("all gone", here, 250*time.Millisecond)
	if len(l.of) != 0 {
		t.Errorf("a region without listeners is still counted: %v", l.of)
	}
}
