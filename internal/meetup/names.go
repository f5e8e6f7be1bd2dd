package meetup

import (
	"context"
	"fmt"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/signup"
	"buurtdorp/ent/walkin"
	"buurtdorp/internal/clock"
)

// NoName stands where a guest's first name was, once that is forgotten.
const NoName = "Gast"

// ForgetNames forgets the first names of guests, and of who walked in, some days after a
// meetup: nobody needs them any more. How many people there were stays. For the server
// itself, a few at a time; it tells how many there were.
func (s *Service) ForgetNames(ctx context.Context, after time.Duration, limit int) (int, error) {
	sys, c, before := rule.System(ctx), ent.FromContext(ctx), clock.Now().Add(-after)
	guests, err := c.Signup.Query().Where(signup.FamilyIDIsNil(), signup.GuestNameNEQ(NoName), signup.HasMeetupWith(meetup.EndsAtLT(before))).
		Order(signup.ByID()).Limit(limit).IDs(sys)
	if err != nil {
		return 0, fmt.Errorf("reading guests: %w", err)
	}
	for _, id := range guests { // one by one, so that each tells the phones that hold it
		if err := c.Signup.UpdateOneID(id).SetGuestName(NoName).Exec(sys); err != nil {
			return 0, fmt.Errorf("forgetting a guest's name: %w", err)
		}
	}
	walked, err := c.WalkIn.Query().Where(walkin.NameNEQ(""), walkin.HasMeetupWith(meetup.EndsAtLT(before))).
		Order(walkin.ByID()).Limit(limit).IDs(sys)
	if err != nil {
		return 0, fmt.Errorf("reading who walked in: %w", err)
	}
	for _, id := range walked {
		if err := c.WalkIn.UpdateOneID(id).SetName("").Exec(sys); err != nil {
			return 0, fmt.Errorf("forgetting who walked in: %w", err)
		}
	}
	return len(guests) + len(walked), nil
}
