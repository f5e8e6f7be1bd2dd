package meetup

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
)

// most is how many grown-ups, and how many children, one household comes with.
const most = 12

// SignUp is a household that wants to come.
type SignUp struct {
	ID, MeetupID     uuid.UUID
	Adults, Children int
}

// SignUp signs the viewer's household up: AANGEMELD when all of it fits, otherwise
// on the waiting list, or FULL where full is full. Nobody signs up somebody else's
// household.
func (s *Service) SignUp(ctx context.Context, in SignUp) (*ent.Signup, error) {
	who, err := somebody(ctx)
	if err != nil {
		return nil, err
	}
	family := who.FamilyID
	if family == uuid.Nil {
		return nil, fault.New(fault.Unauthenticated, "gezin.eerst")
	}
	m, err := s.mayCome(ctx, in, family)
	if err != nil {
		return nil, err
	}
	su, err := s.seat(ctx, m, newcomer{id: in.ID, family: &family, adults: in.Adults, children: in.Children})
	if err != nil {
		return nil, err
	}
	if su.State == term.SignupWachtlijst {
		return su, s.tell(ctx, OnTheList, m, su)
	}
	return su, s.tell(ctx, SignedUp, m, su)
}

// newcomer is who wants to come: a household, or a guest with a name and a hash.
type newcomer struct {
	id               uuid.UUID
	family, series   *uuid.UUID
	name             string
	hash             *[]byte
	adults, children int
}

// seat gives a newcomer seats, or a place at the end of the line, at a held meetup. FULL
// where there is no line: full is full, and a guest could not be told.
func (s *Service) seat(ctx context.Context, m *ent.Meetup, n newcomer) (*ent.Signup, error) {
	// Not needed as long as every free seat was offered at once; it keeps those who
	// wait in front of a newcomer even where something else made room.
	if err := s.moveUp(ctx, m); err != nil {
		return nil, err
	}
	state, place := term.SignupAangemeld, 0
	fits, err := count(ctx, m, n.adults+n.children, 0)
	if err != nil {
		return nil, err
	}
	if !fits {
		if m.Kind == term.MeetupKindVolIsVol {
			return nil, fault.New(fault.Full, "meetup.vol.is.vol").At("meetupId")
		}
		if n.family == nil {
			return nil, fault.New(fault.Full, "gast.vol").At("meetupId")
		}
		if _, err := count(ctx, m, 0, 1); err != nil {
			return nil, err
		}
		state, place = term.SignupWachtlijst, m.Waiting
	}
	create := ent.FromContext(ctx).Signup.Create().SetID(n.id).SetRegionID(m.RegionID).
		SetMeetupID(m.ID).SetNillableFamilyID(n.family).SetNillableSeriesSignupID(n.series).SetGuestName(n.name).
		SetState(state).SetQueueNumber(place).SetAdults(n.adults).SetChildren(n.children)
	if n.hash != nil {
		create.SetGuestHash(*n.hash)
	}
	su, err := create.Save(rule.System(ctx))
	if ent.IsConstraintError(err) { // a twin at another meetup was quicker; the same again says so
		return nil, fault.New(fault.Retryable, "").Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("signing up: %w", err)
	}
	return su, nil
}

// mayCome holds the meetup and tells everything that is in the way.
func (s *Service) mayCome(ctx context.Context, in SignUp, family uuid.UUID) (*ent.Meetup, error) {
	var list fault.List
	if !gid.Is(in.ID, gid.Signup) {
		list.Add(fault.New(fault.Invalid, "id.vreemd").At("id"))
	}
	list.Add(household(in.Adults, in.Children)...)
	m, err := hold(ctx, in.MeetupID, "meetupId")
	if gone := fault.All(err); len(gone) > 0 {
		list.Add(gone...)
	} else if err != nil {
		return nil, err
	} else if m.Capacity > 0 && in.Adults+in.Children > m.Capacity && len(list) == 0 {
		list.Add(fault.New(fault.Invalid, "meetup.groep").At("adults").With("max", m.Capacity))
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	if f := closed(m, clock.Now()); f != nil {
		return nil, f.At("meetupId")
	}
	if m.Kind == term.MeetupKindInloop {
		return nil, fault.New(fault.Guard, "meetup.inloop").At("meetupId")
	}
	return m, s.once(ctx, in, family)
}

// once: a household once per meetup, and an id once at all. Asked beforehand,
// because PostgreSQL gives up a transaction in which an index has said no.
func (s *Service) once(ctx context.Context, in SignUp, family uuid.UUID) error {
	same := []predicate.Signup{signup.ID(in.ID)}
	if family != uuid.Nil {
		same = append(same, signup.And(signup.MeetupID(in.MeetupID), signup.FamilyID(family), Standing()))
	}
	there, err := ent.FromContext(ctx).Signup.Query().Where(signup.Or(same...)).Order(signup.ByID()).All(rule.System(ctx))
	if err != nil {
		return fmt.Errorf("looking for a sign-up: %w", err)
	}
	for _, su := range there {
		if su.MeetupID == in.MeetupID && ofFamily(su, family) && stands(su.State) {
			return fault.New(fault.Exists, "aanmelding.dubbel").At("meetupId").WithCurrent(su.ID)
		}
	}
	if len(there) > 0 {
		return fault.New(fault.Exists, "id.vreemd").At("id")
	}
	return nil
}

// household checks who come: not none, and not a busload.
func household(adults, children int) fault.List {
	var list fault.List
	if adults < 0 || adults > most {
		list.Add(fault.New(fault.Invalid, "volwassenen.aantal").At("adults").With("max", most))
	}
	if children < 0 || children > most {
		list.Add(fault.New(fault.Invalid, "kinderen.mee").At("children").With("max", most))
	}
	if adults == 0 && children == 0 {
		list.Add(fault.New(fault.Required, "aanmelding.leeg").At("adults"))
	}
	return list
}

// closed says why nothing can be changed about who comes any more; nil when it can.
func closed(m *ent.Meetup, now time.Time) *fault.Error {
	if m.CancelledAt != nil {
		return fault.New(fault.Expired, "meetup.afgelast")
	}
	if !now.Before(m.EndsAt) {
		return fault.New(fault.Expired, "meetup.voorbij")
	}
	return nil
}
