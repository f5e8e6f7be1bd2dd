package meetup

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	entmeetup "buurtdorp/ent/meetup"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/term"
)

// Forget gives back the seats a household holds in what is to come: whoever waits moves
// up. What has been stays, as numbers.
func (s *Service) Forget(ctx context.Context, family uuid.UUID) error {
	sys, now := rule.System(ctx), clock.Now()
	ids, err := ent.FromContext(ctx).Signup.Query().
		Where(signup.FamilyID(family), signup.HasMeetupWith(entmeetup.StartsAtGT(now), entmeetup.CancelledAtIsNil())).IDs(sys)
	if err != nil {
		return fmt.Errorf("reading sign-ups to forget: %w", err)
	}
	for _, id := range ids {
		su, m, err := find(sys, id)
		if err != nil {
			return err
		}
		if !stands(su.State) || closed(m, now) != nil {
			continue
		}
		was, place := su.State, su.QueueNumber
		if su, err = su.Update().SetState(term.SignupAfgemeld).SetQueueNumber(0).Save(sys); err != nil {
			return fmt.Errorf("cancelling a sign-up: %w", err)
		}
		if err := s.leave(sys, m, su, was, place); err != nil {
			return err
		}
	}
	return nil
}
