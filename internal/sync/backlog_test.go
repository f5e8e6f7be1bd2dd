package sync

import (
	"testing"

	"buurtdorp/internal/gid"
)

// When other instances cannot be told for a while, they are told that they missed
// something, and nobody waits.
func TestBacklogForOtherInstances(t *testing.T) {
	b := NewBus()
	out := b.outgoing()
	for range 3 * cap(out) {
		b.Publish(Event{Kind: gid.Meetup, ID: gid.New(gid.Meetup)})
	}
	if first := <-out; first != (Event{}) {
		t.Errorf("the first of the backlog is %v", first)
	}
	if e, ok := parseEvent(Event{}.word()); !ok || e != (Event{}) {
		t.Errorf("that some were missed travels as %v", e)
	}
}

func TestEventsTravel(t *testing.T) {
	e := Event{Kind: gid.Koppeling, ID: gid.New(gid.Koppeling)}
	if got, ok := parseEvent(e.word()); !ok || got != e {
		t.Errorf("%v arrives as %v", e, got)
	}
	for _, bad := range []string{"", "0b", e.word() + "0", "zz" + e.word()[2:], e.word()[:37] + "x"} {
		if got, ok := parseEvent(bad); ok {
			t.Errorf("%q was read as %v", bad, got)
		}
	}
}
