package meetup

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/series"
	"buurtdorp/ent/seriessignup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/term"
)

// MakeAhead makes the meetups of series that are not there yet, some months ahead. For
// the server itself, a few series at a time; it tells how many it looked at. As often
// as one likes: a day of a series has one meetup, also when that was moved or called off.
func (s *Service) MakeAhead(ctx context.Context, limit int) (int, error) {
	sys, c, now := rule.System(ctx), ent.FromContext(ctx), clock.Now()
	due, err := c.Series.Query().Where(series.MadeUntilLT(string(horizon(now)))).
		Order(series.ByMadeUntil(), series.ByID()).Limit(limit).IDs(sys)
	if err != nil {
		return 0, fmt.Errorf("reading series: %w", err)
	}
	for _, id := range due {
		se, err := holdSeries(sys, id, "id")
		if err != nil {
			return 0, err
		}
		if _, err := s.extend(sys, se, now); err != nil {
			return 0, err
		}
	}
	return len(due), nil
}

func horizon(now time.Time) rhythm.Day { return rhythm.DayOf(now.AddDate(0, aheadMonths, 0)) }

// extend makes what is not there until the horizon.
func (s *Service) extend(ctx context.Context, se *ent.Series, now time.Time) (*ent.Series, error) {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	until := horizon(now)
	if rhythm.Day(se.MadeUntil) >= until { // another instance was quicker
		return se, nil
	}
	in, err := c.Region.Get(sys, se.RegionID)
	if err != nil {
		return nil, fmt.Errorf("reading a region: %w", err)
	}
	// A series always has its first meetups, also when it begins beyond the horizon.
	plan := planOf(se, in)
	list := plan.Days(rhythm.DayOf(now), until)
	if len(list) == 0 && se.MadeUntil == "" {
		list = plan.Next(rhythm.DayOf(now), 1)
	}
	for _, d := range list {
		if err := s.makeOne(ctx, se, d, now); err != nil {
			return nil, err
		}
	}
	if plan.Until != "" && plan.Until <= until {
		until = forever
	}
	if se, err = se.Update().SetMadeUntil(string(until)).Save(sys); err != nil {
		return nil, fmt.Errorf("noting how far a series is made: %w", err)
	}
	return se, nil
}

// makeOne makes the meetup of a day, if there is none, and lets in who comes always.
func (s *Service) makeOne(ctx context.Context, se *ent.Series, d rhythm.Day, now time.Time) error {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	begins := d.At(se.At)
	if !begins.After(now) {
		return nil
	}
	there, err := c.Meetup.Query().Where(meetup.SeriesID(se.ID), meetup.SeriesDay(string(d))).Exist(sys)
	if err != nil || there {
		return err
	}
	m, err := c.Meetup.Create().SetRegionID(se.RegionID).SetSeriesID(se.ID).SetSeriesDay(string(d)).SetPlaceID(se.PlaceID).
		SetTitle(se.Title).SetDescription(se.Description).SetThema(se.Thema).SetKind(se.Kind).SetCapacity(se.Capacity).
		SetWithChildren(se.WithChildren).SetNillableAgeFrom(se.AgeFrom).SetNillableAgeTo(se.AgeTo).SetLanguages(se.Languages).
		SetDoelgroepen(se.Doelgroepen).SetStartsAt(begins).SetEndsAt(begins.Add(time.Duration(se.Minutes) * time.Minute)).Save(sys)
	if err != nil {
		return fmt.Errorf("making a meetup of a series: %w", err)
	}
	always, err := c.SeriesSignup.Query().Where(seriessignup.SeriesID(se.ID), seriessignup.EndedAtIsNil()).
		Order(seriessignup.ByID()).All(sys)
	if err != nil {
		return fmt.Errorf("reading who comes always: %w", err)
	}
	for _, ss := range always {
		if _, err := s.comeOnce(ctx, ss, m); err != nil {
			return err
		}
	}
	return nil
}

// comeOnce signs a household that comes always up for one held meetup; nil where it
// does not fit and full is full, or it is there already.
func (s *Service) comeOnce(ctx context.Context, ss *ent.SeriesSignup, m *ent.Meetup) (*ent.Signup, error) {
	if m.Kind == term.MeetupKindInloop || m.Capacity > 0 && ss.Adults+ss.Children > m.Capacity {
		return nil, nil
	}
	in := SignUp{ID: gid.New(gid.Signup), MeetupID: m.ID}
	if err := s.once(ctx, in, ss.FamilyID); fault.Has(err, fault.Exists) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	su, err := s.seat(ctx, m, newcomer{id: in.ID, family: &ss.FamilyID, series: &ss.ID, adults: ss.Adults, children: ss.Children})
	if fault.Has(err, fault.Full) {
		return nil, nil
	}
	return su, err
}

// SeriesUp is a household that comes to every meetup of a series.
type SeriesUp struct {
	ID, SeriesID     uuid.UUID
	Adults, Children int
}
