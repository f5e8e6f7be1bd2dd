package meetup

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
)

// Attendance is what a host ticks for one household.
type Attendance struct {
	ID          uuid.UUID // of the sign-up
	BaseVersion *int
	Present     bool
	// Adults and Children are who she counted; nil leaves what was counted before.
	Adults, Children *int
}

// RecordAttendance ticks who came; hosts and matchers of the region only, from the
// day of the meetup on. Two hosts may tick at once, also on phones without a
// network: the last word about a household wins, and a count that one of them made
// stays when the other only ticks. Who wants to be told of the other's word gives a
// baseVersion. Nobody's seat changes hands by it, and nobody is blamed.
func (s *Service) RecordAttendance(ctx context.Context, in Attendance) (*ent.Signup, error) {
	who, err := somebody(ctx)
	if err != nil {
		return nil, err
	}
	su, m, err := find(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if !who.Hosts(m.RegionID) {
		return nil, missing()
	}
	if err := in.check(); err != nil {
		return nil, err
	}
	if in.BaseVersion != nil && *in.BaseVersion != su.Version {
		return nil, fault.New(fault.Conflict, "").At("baseVersion").WithCurrent(su.ID)
	}
	if f := mayTick(su, m); f != nil {
		return nil, f
	}
	return in.write(ctx, su)
}

func (in Attendance) check() error {
	var list fault.List
	if n := in.Adults; n != nil && (*n < 0 || *n > most) {
		list.Add(fault.New(fault.Invalid, "volwassenen.aantal").At("adults").With("max", most))
	}
	if n := in.Children; n != nil && (*n < 0 || *n > most) {
		list.Add(fault.New(fault.Invalid, "kinderen.mee").At("children").With("max", most))
	}
	if in.Present && in.Adults != nil && in.Children != nil && *in.Adults == 0 && *in.Children == 0 {
		list.Add(fault.New(fault.Invalid, "aanwezig.niemand").At("adults"))
	}
	return list.Err()
}

func mayTick(su *ent.Signup, m *ent.Meetup) *fault.Error {
	switch su.State {
	case term.SignupWachtlijst:
		return fault.New(fault.State, "aanmelding.wacht").At("id").WithCurrent(su.ID)
	case term.SignupAfgemeld, term.SignupVerlopen:
		return fault.New(fault.State, "aanmelding.weg").At("id").WithCurrent(su.ID)
	}
	if m.CancelledAt != nil {
		return fault.New(fault.Expired, "meetup.afgelast").At("id")
	}
	if clock.Today(clock.Now()).Before(clock.Today(m.StartsAt)) {
		return fault.New(fault.Guard, "aanwezig.later").At("id")
	}
	return nil
}

// write changes what is to be changed; the same again is no new version.
func (in Attendance) write(ctx context.Context, su *ent.Signup) (*ent.Signup, error) {
	state, adults, children := term.SignupNietGeweest, (*int)(nil), (*int)(nil)
	if in.Present {
		state, adults, children = term.SignupGeweest, su.PresentAdults, su.PresentChildren
		if in.Adults != nil {
			adults = in.Adults
		}
		if in.Children != nil {
			children = in.Children
		}
	}
	if su.State == state && same(su.PresentAdults, adults) && same(su.PresentChildren, children) {
		return su, nil
	}
	u := su.Update().SetState(state).ClearOfferedUntil().
		SetNillablePresentAdults(adults).SetNillablePresentChildren(children)
	if adults == nil {
		u.ClearPresentAdults()
	}
	if children == nil {
		u.ClearPresentChildren()
	}
	su, err := u.Where(signup.Version(su.Version)).Save(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("ticking: %w", err)
	}
	return su, nil
}

func same(a, b *int) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
