package meetup

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/term"
)

// gone are the states of a household that does not come and may sign up again.
var gone = []term.SignupState{term.SignupAfgemeld, term.SignupVerlopen}

// Standing finds the sign-ups that stand; the partial unique index has the same words.
func Standing() predicate.Signup { return signup.StateNotIn(gone...) }

func stands(s term.SignupState) bool { return !slices.Contains(gone, s) }

func seats(su *ent.Signup) int { return su.Adults + su.Children }

func waitingFor(id uuid.UUID) predicate.Signup {
	return signup.And(signup.MeetupID(id), signup.StateEQ(term.SignupWachtlijst))
}

// moveUp gives the free seats to those who wait: to the first in line that fits,
// then to the next that fits. They get an offer, or once the meetup has begun the seats
// themselves. Who stood in front of them and did not fit keeps its place and is told so,
// the first time. The meetup is held.
func (s *Service) moveUp(ctx context.Context, m *ent.Meetup) error {
	free, limited := Free(m)
	if m.Waiting == 0 || limited && free == 0 || closed(m, clock.Now()) != nil {
		return nil
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	line, err := c.Signup.Query().Where(waitingFor(m.ID)).Order(signup.ByQueueNumber(), signup.ByID()).All(sys)
	if err != nil {
		return fmt.Errorf("reading the waiting list: %w", err)
	}
	lucky, passed, taken := pick(line, free, limited)
	if len(lucky) == 0 {
		return nil
	}
	until, err := offer(ctx, m, clock.Now())
	if err != nil {
		return err
	}
	fits, err := count(ctx, m, taken, -len(lucky))
	if err != nil {
		return err
	}
	if !fits { // only when somebody counted without holding the meetup
		return fmt.Errorf("moving up %d people, and the seats are gone", taken)
	}
	// From the back, so that the places still to leave are where they were.
	state, what := term.SignupAangemeld, MovedUp
	if until != nil {
		state, what = term.SignupAangeboden, Offered
	}
	for i, su := range slices.Backward(lucky) {
		lucky[i], err = su.Update().SetState(state).SetQueueNumber(0).SetNillableOfferedUntil(until).Save(sys)
		if err != nil {
			return fmt.Errorf("moving up: %w", err)
		}
		if err := closeGap(ctx, m, su.QueueNumber, m.Waiting+i); err != nil {
			return err
		}
	}
	if err := s.tell(ctx, what, m, lucky...); err != nil {
		return err
	}
	return s.stay(ctx, m, passed)
}

// pick takes from the line who fits, front first, and tells whom they went before.
func pick(line []*ent.Signup, free int, limited bool) (lucky, passed []*ent.Signup, taken int) {
	var skipped []*ent.Signup
	for _, su := range line {
		if limited && taken+seats(su) > free {
			skipped = append(skipped, su)
			continue
		}
		taken += seats(su)
		lucky, passed = append(lucky, su), slices.Clone(skipped)
	}
	return lucky, passed, taken
}

// stay counts that somebody went before these households.
func (s *Service) stay(ctx context.Context, m *ent.Meetup, passed []*ent.Signup) error {
	for _, su := range passed {
		first := su.Passed == 0
		su, err := ent.FromContext(ctx).Signup.UpdateOneID(su.ID).AddPassed(1).Save(rule.System(ctx))
		if err != nil {
			return fmt.Errorf("keeping a place in line: %w", err)
		}
		if !first {
			continue
		}
		if err := s.tell(ctx, Passed, m, su); err != nil {
			return err
		}
	}
	return nil
}

// closeGap moves everybody behind a place on the waiting list one place forward;
// left is how many still stand there.
func closeGap(ctx context.Context, m *ent.Meetup, place, left int) error {
	if place > left { // it was the last
		return nil
	}
	err := ent.FromContext(ctx).Signup.Update().Where(waitingFor(m.ID), signup.QueueNumberGT(place)).
		AddQueueNumber(-1).Exec(rule.System(ctx))
	if err != nil {
		return fmt.Errorf("closing the waiting list: %w", err)
	}
	return nil
}
