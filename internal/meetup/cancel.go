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

// CancelSignup cancels: one's own, or as a host or matcher of the region. What it
// frees goes to those who wait, in the same transaction. Cancelling again changes
// nothing: two phones of one household may both say so.
func (s *Service) CancelSignup(ctx context.Context, id uuid.UUID) (*ent.Signup, error) {
	who, err := somebody(ctx)
	if err != nil {
		return nil, err
	}
	su, m, err := find(ctx, id)
	if err != nil {
		return nil, err
	}
	own := ofFamily(su, who.FamilyID)
	if !own && !who.Hosts(m.RegionID) {
		return nil, missing()
	}
	return s.cancel(ctx, su, m, own)
}

// cancel takes a sign-up off the list of a held meetup. Who did not do it herself is told.
func (s *Service) cancel(ctx context.Context, su *ent.Signup, m *ent.Meetup, own bool) (*ent.Signup, error) {
	if !stands(su.State) {
		return su, nil
	}
	if f := closed(m, clock.Now()); f != nil {
		return nil, f.At("id")
	}
	if su.State == term.SignupGeweest || su.State == term.SignupNietGeweest {
		return nil, fault.New(fault.State, "aanmelding.geweest").At("id").WithCurrent(su.ID)
	}
	was, place := su.State, su.QueueNumber
	su, err := su.Update().SetState(term.SignupAfgemeld).SetQueueNumber(0).ClearOfferedUntil().Save(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("cancelling a sign-up: %w", err)
	}
	if err := s.leave(ctx, m, su, was, place); err != nil {
		return nil, err
	}
	if own {
		return su, nil
	}
	return su, s.tell(ctx, TakenOff, m, su)
}

// leave gives back what a household held: its seats, or its place in line.
func (s *Service) leave(ctx context.Context, m *ent.Meetup, su *ent.Signup, was term.SignupState, place int) error {
	if was == term.SignupWachtlijst {
		if _, err := count(ctx, m, 0, -1); err != nil {
			return err
		}
		return closeGap(ctx, m, place, m.Waiting)
	}
	if _, err := count(ctx, m, -seats(su), 0); err != nil {
		return err
	}
	return s.moveUp(ctx, m)
}

// find reads a sign-up the viewer may see, and holds its meetup. The sign-up is read
// again once the meetup is held: until then somebody else could change it.
func find(ctx context.Context, id uuid.UUID) (*ent.Signup, *ent.Meetup, error) {
	q := ent.FromContext(ctx).Signup.Query().Where(signup.ID(id))
	su, err := q.Clone().Only(ctx)
	if err == nil {
		var m *ent.Meetup
		if m, err = hold(ctx, su.MeetupID, "id"); err != nil {
			return nil, nil, err
		}
		if su, err = q.Only(ctx); err == nil {
			return su, m, nil
		}
	}
	if ent.IsNotFound(err) {
		return nil, nil, missing()
	}
	return nil, nil, fmt.Errorf("reading a sign-up: %w", err)
}

// missing is the answer for what is not there and for what is not yours.
func missing() error { return fault.New(fault.NotFound, "").At("id") }
