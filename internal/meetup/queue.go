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
// then to the next that fits. The meetup is held.
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
	var lucky []*ent.Signup
	taken := 0
	for _, su := range line {
		if limited && taken+seats(su) > free {
			continue
		}
		taken += seats(su)
		lucky = append(lucky, su)
	}
	if len(lucky) == 0 {
		return nil
	}
	fits, err := count(ctx, m, taken, -len(lucky))
	if err != nil {
		return err
	}
	if !fits { // only when somebody counted without holding the meetup
		return fmt.Errorf("moving up %d people, and the seats are gone", taken)
	}
	// From the back, so that the places still to leave are where they were.
	for i, su := range slices.Backward(lucky) {
		lucky[i], err = su.Update().SetState(term.SignupAangemeld).SetQueueNumber(0).Save(sys)
		if err != nil {
			return fmt.Errorf("moving up: %w", err)
		}
		if err := closeGap(ctx, m, su.QueueNumber, m.Waiting+i); err != nil {
			return err
		}
	}
	return s.tell(ctx, MovedUp, m, lucky...)
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
