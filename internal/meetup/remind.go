package meetup

import (
	"context"
	"fmt"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/reminder"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/store"
	"buurtdorp/internal/term"
)

// before is the kind of the one reminder there is: the unique index on a sign-up and a
// kind makes that nobody gets it twice, whoever runs.
const before = "voor-de-dag"

// Remind tells who comes that it is nearly time: so many days before and at the time
// that the region sets, never in its quiet hours, and only who signed up earlier than
// that (who did later has just read when it is). For the server itself, a few at a
// time; it tells how many there were.
func (s *Service) Remind(ctx context.Context, limit int) (int, error) {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	regions, err := c.Region.Query().All(sys)
	if err != nil {
		return 0, fmt.Errorf("reading regions: %w", err)
	}
	done, now := 0, clock.Now()
	for _, r := range regions {
		if done >= limit {
			break
		}
		n, err := s.remindIn(ctx, r, now, limit-done)
		if err != nil {
			return 0, err
		}
		done += n
	}
	return done, nil
}

func (s *Service) remindIn(ctx context.Context, r *ent.Region, now time.Time, limit int) (int, error) {
	if !clock.QuietUntil(r.QuietFrom, r.QuietUntil, now).IsZero() {
		return 0, nil
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	soon, err := c.Meetup.Query().Where(meetup.RegionID(r.ID), meetup.CancelledAtIsNil(), meetup.StartsAtGT(now),
		meetup.StartsAtLT(now.AddDate(0, 0, r.ReminderDays+1))).Order(meetup.ByStartsAt(), meetup.ByID()).All(sys)
	if err != nil {
		return 0, fmt.Errorf("reading what comes soon: %w", err)
	}
	done := 0
	for _, m := range soon {
		due := Due(r, m.StartsAt)
		if now.Before(due) || done >= limit {
			continue
		}
		unreminded := c.Signup.Query().Where(signup.MeetupID(m.ID), signup.StateEQ(term.SignupAangemeld), signup.FamilyIDNotNil(),
			signup.CreatedAtLT(due), signup.Not(signup.HasRemindersWith(reminder.Kind(before)))).
			Order(signup.ByID()).Limit(limit - done)
		if some, err := unreminded.Clone().Exist(sys); err != nil || !some {
			if err != nil {
				return 0, fmt.Errorf("reading who comes: %w", err)
			}
			continue
		}
		// Another server may be at the same meetup: it is waited for, and then there is nothing left to do.
		if err := store.TouchLock(sys, meetup.Table, m.ID); err != nil {
			return 0, err
		}
		list, err := unreminded.All(sys)
		if err != nil {
			return 0, fmt.Errorf("reading who comes: %w", err)
		}
		for _, su := range list {
			if err := c.Reminder.Create().SetRegionID(r.ID).SetSignupID(su.ID).SetKind(before).Exec(sys); err != nil {
				return 0, fmt.Errorf("noting a reminder: %w", err)
			}
			if err := s.tell(sys, Reminded, m, su); err != nil {
				return 0, err
			}
		}
		done += len(list)
	}
	return done, nil
}

// Due is when the reminder of a meetup goes out. A meetup that begins before that, in
// the morning of a region that reminds on the day itself, has none.
func Due(r *ent.Region, starts time.Time) time.Time {
	return rhythm.DayOf(starts).Plus(-r.ReminderDays).At(r.ReminderAt)
}
