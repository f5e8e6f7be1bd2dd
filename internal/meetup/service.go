// Package meetup is about the ontmoetingsplekken: planning a meetup, finding one,
// coming with the whole household, the waiting list, and who was there.
//
// # A household is one unit
//
// A household that signs up comes whole or not at all: it never gets two of the
// three seats it asked for. When it is full a household stands on the waiting list,
// as a unit. Whoever frees seats makes room, in the same transaction, for the first
// household in line that fits, and then for the next that fits. One that needs more
// seats than there are keeps its place in front.
//
// So a seat that stays free while people wait is one that nobody in line can use,
// and a newcomer who does fit takes it: an empty chair helps nobody. In all other
// cases a newcomer stands at the end of the line. That a family of five can see a
// couple go before it is the price; it is told so, and that it is still first.
//
// Room is offered, not given: a household has some time to say yes (AANGEBODEN), and its
// seats are held as long. Without an answer the offer ends (VERLOPEN) and goes on to who
// is next.
//
// # What always holds
//
// taken is the number of people of the sign-ups AANGEMELD, AANGEBODEN, GEWEEST and
// NIET_GEWEEST; waiting is the number of sign-ups on WACHTLIJST, and these have the
// queue numbers 1, 2, 3 ... in the order in which they came. Everything that counts
// holds the row of the meetup first (hold), so that two never see the same free
// seat; the condition in the UPDATE and the CHECK of the table stand behind that.
package meetup

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/store"
	"buurtdorp/internal/viewer"
)

// Service does what happens around meetups. Its methods run inside the transaction
// of the caller's mutation (ent.FromContext).
type Service struct {
	// Tell hears what a household has to be told, in the transaction.
	Tell func(ctx context.Context, e Event) error
}

// Event is something to tell a household about a meetup.
type Event struct {
	What   What
	Meetup *ent.Meetup
	Signup *ent.Signup
}

// What happened.
type What string

// What households are told. Of what they did themselves they get the date to keep.
const (
	SignedUp  What = "signed up"  // you come: when and where
	OnTheList What = "on list"    // it is full: you are on the list
	Offered   What = "offered"    // there is room after all: do you come?
	OfferGone What = "offer gone" // you did not say so in time
	MovedUp   What = "moved up"   // there is room after all, and it has begun: you come
	Passed    What = "passed"     // one further back went first; you keep your place
	Changed   What = "changed"    // another day, time or place
	Reminded  What = "reminded"   // it is nearly time
	TakenOff  What = "taken off"  // a host or matcher cancelled for you
	CalledOff What = "called off" // the meetup does not go on

	SeriesChanged What = "series changed" // more than one of your dates at once
)

func (s *Service) tell(ctx context.Context, what What, m *ent.Meetup, signups ...*ent.Signup) error {
	if s.Tell == nil {
		return nil
	}
	for _, su := range signups {
		if err := s.Tell(ctx, Event{What: what, Meetup: m, Signup: su}); err != nil {
			return fmt.Errorf("telling %s: %w", what, err)
		}
	}
	return nil
}

// somebody is the viewer, who has to be signed in.
func somebody(ctx context.Context) (*viewer.Viewer, error) {
	if v := viewer.FromContext(ctx); v != nil && !v.IsAnonymous() {
		return v, nil
	}
	return nil, fault.New(fault.Unauthenticated, "")
}

// hold keeps a meetup to this transaction until it ends, and reads it as it is from
// then on. A meetup the viewer may not see is not found.
func hold(ctx context.Context, id uuid.UUID, path string) (*ent.Meetup, error) {
	err := store.TouchLock(ctx, meetup.Table, id)
	var m *ent.Meetup
	if err == nil {
		m, err = ent.FromContext(ctx).Meetup.Query().Where(meetup.ID(id)).Only(ctx)
	}
	switch {
	case ent.IsNotFound(err):
		return nil, fault.New(fault.NotFound, "meetup.weg").At(path)
	case err != nil:
		return nil, fmt.Errorf("holding a meetup: %w", err)
	}
	return m, nil
}

// count changes what a meetup counts. False when that many people do not fit.
func count(ctx context.Context, m *ent.Meetup, taken, waiting int) (bool, error) {
	u := ent.FromContext(ctx).Meetup.UpdateOneID(m.ID).AddTaken(taken).AddWaiting(waiting)
	if taken > 0 && m.Capacity > 0 {
		u.Where(meetup.Capacity(m.Capacity), meetup.TakenLTE(m.Capacity-taken))
	}
	now, err := u.Save(rule.System(ctx))
	if ent.IsNotFound(err) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("counting seats: %w", err)
	}
	*m = *now
	return true, nil
}

// Free is how many seats there are; false when there is no limit.
func Free(m *ent.Meetup) (int, bool) {
	if m.Capacity == 0 {
		return 0, false
	}
	return max(0, m.Capacity-m.Taken), true
}
