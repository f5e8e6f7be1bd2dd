package meetup

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/seriessignup"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/store"
	"buurtdorp/internal/text"
)

// SeriesChange is what a change of a series does to its dates that are still to come.
// What has begun or been never changes.
type SeriesChange struct {
	Changed []*ent.Meetup // get what is other now
	Moved   []*ent.Meetup // of these, with another time or place
	Off     []*ent.Meetup // fall away by the new rule
	Kept    []*ent.Meetup // were changed by hand, and stay as they are
	Stays   []*ent.Meetup // were called off, and stay so
	Added   []rhythm.Day  // come by the new rule
	Told    int           // households that hear of it

	series *ent.Series
	told   []*ent.Signup // one of each household, at the first date that is other
	alone  map[uuid.UUID]bool
}

// LookAtChange tells what ChangeSeries would do, to who may do it. It writes nothing.
func (s *Service) LookAtChange(ctx context.Context, in SeriesPlan, baseVersion int) (*SeriesChange, error) {
	se, err := ent.FromContext(ctx).Series.Get(ctx, in.ID)
	if ent.IsNotFound(err) {
		return nil, fault.New(fault.NotFound, "reeks.weg").At("id")
	}
	if err != nil {
		return nil, fmt.Errorf("reading a series: %w", err)
	}
	return in.change(ctx, se, baseVersion, false)
}

// ChangeSeries changes a series as a whole; hosts and matchers of the region. Its dates
// to come get what is other now, but for those that somebody changed by hand or called
// off. Days that are not in the rule any more are called off. Each household hears of it
// once, whatever number of its dates is other.
func (s *Service) ChangeSeries(ctx context.Context, in SeriesPlan, baseVersion int) (*ent.Series, error) {
	se, err := holdSeries(ctx, in.ID, "id")
	if err != nil {
		return nil, err
	}
	ch, err := in.change(ctx, se, baseVersion, true)
	if err != nil {
		return nil, err
	}
	in.Title, in.Description, in.Rule = text.Line(in.Title), text.Clean(in.Description), in.Rule.Whole()
	se, err = se.Update().SetPlaceID(in.PlaceID).SetTitle(in.Title).SetDescription(in.Description).SetThema(in.Thema).SetKind(in.Kind).
		SetCapacity(in.Capacity).SetWithChildren(in.WithChildren).ClearAgeFrom().ClearAgeTo().SetNillableAgeFrom(in.AgeFrom).SetNillableAgeTo(in.AgeTo).
		SetLanguages(in.Languages).SetDoelgroepen(in.doelgroepen()).SetRule(in.Rule).SetFromDay(in.From).SetUntilDay(in.Until).SetCount(in.Count).
		SetSkipDays(in.skip()).SetSchoolGaps(in.SchoolGaps).SetAt(in.Clock).SetMinutes(in.Minutes).SetMadeUntil("").Save(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("changing a series: %w", err)
	}
	for _, m := range ch.Off {
		if _, err := off(ctx, m, clock.Now()); err != nil {
			return nil, err
		}
	}
	for _, m := range ch.Changed {
		if err := s.become(ctx, m, se); err != nil {
			return nil, err
		}
	}
	if se, err = s.extend(ctx, se, clock.Now()); err != nil {
		return nil, err
	}
	return se, s.tellChange(ctx, ch)
}

// change finds out what a plan would do to a series, or what is in its way. With hold
// nobody signs up for a date or changes it until the transaction ends.
func (in SeriesPlan) change(ctx context.Context, se *ent.Series, baseVersion int, hold bool) (*SeriesChange, error) {
	in.Title, in.Description, in.Rule = text.Line(in.Title), text.Clean(in.Description), in.Rule.Whole()
	who, err := somebody(ctx)
	switch {
	case err != nil:
		return nil, err
	case !who.Hosts(se.RegionID):
		return nil, fault.New(fault.NotFound, "reeks.weg").At("id")
	case se.Version != baseVersion:
		return nil, fault.New(fault.Conflict, "").At("baseVersion").WithCurrent(se.ID)
	}
	sys, c, now := rule.System(ctx), ent.FromContext(ctx), clock.Now()
	at, err := c.Place.Get(sys, in.PlaceID)
	if ent.IsNotFound(err) || err == nil && at.RegionID != se.RegionID {
		return nil, fault.New(fault.NotFound, "").At("placeId")
	}
	if err != nil {
		return nil, fmt.Errorf("reading a place: %w", err)
	}
	region, err := c.Region.Get(sys, se.RegionID)
	if err != nil {
		return nil, fmt.Errorf("reading a region: %w", err)
	}
	list := in.check(now, se.FromDay, region.Vakantieregio)
	if !at.Active && at.ID != se.PlaceID {
		list.Add(fault.New(fault.State, "plek.dicht").At("placeId"))
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	comes := c.Meetup.Query().Where(meetup.SeriesID(se.ID), meetup.Or(meetup.StartsAtGT(now), meetup.SeriesDayGTE(string(rhythm.DayOf(now))))).Order(meetup.ByStartsAt(), meetup.ByID())
	if hold {
		if err := touch(ctx, comes.Clone()); err != nil {
			return nil, err
		}
	}
	coming, err := comes.All(sys)
	if err != nil {
		return nil, fmt.Errorf("reading what comes: %w", err)
	}
	ch := in.compare(se, coming, in.rhythm(region.Vakantieregio), now)
	if err := in.fits(ctx, ch); err != nil {
		return nil, err
	}
	return ch, ch.reach(ctx)
}

func touch(ctx context.Context, q *ent.MeetupQuery) error {
	ids, err := q.IDs(rule.System(ctx))
	if err != nil {
		return fmt.Errorf("reading what comes: %w", err)
	}
	for _, id := range ids {
		if err := store.TouchLock(ctx, meetup.Table, id); err != nil {
			return err
		}
	}
	return nil
}

// compare lays the dates that are there beside the days of the new plan.
func (in SeriesPlan) compare(se *ent.Series, coming []*ent.Meetup, plan rhythm.Plan, now time.Time) *SeriesChange {
	ch := &SeriesChange{series: se}
	today, until := rhythm.DayOf(now), horizon(now)
	there := map[rhythm.Day]bool{}
	for _, m := range coming {
		until = max(until, rhythm.Day(m.SeriesDay))
	}
	wanted := plan.Days(today, until)
	for _, m := range coming {
		d := rhythm.Day(m.SeriesDay)
		there[d] = true
		switch on := slices.Contains(wanted, d); {
		case !m.StartsAt.After(now): // it has begun
		case m.CancelledAt != nil && on:
			ch.Stays = append(ch.Stays, m)
		case m.CancelledAt != nil:
		case !asMade(m, se):
			ch.Kept = append(ch.Kept, m)
		case !on:
			ch.Off = append(ch.Off, m)
		default:
			next := in.on(d)
			if !sameAs(m, next) {
				ch.Changed = append(ch.Changed, m)
			}
			if moved(m, next) {
				ch.Moved = append(ch.Moved, m)
			}
		}
	}
	if len(wanted) == 0 { // it begins later than we look
		wanted = plan.Next(today, 1)
	}
	for _, d := range wanted {
		if !there[d] && d.At(in.Clock).After(now) {
			ch.Added = append(ch.Added, d)
		}
	}
	return ch
}

// on is the meetup that a plan makes for a day.
func (in SeriesPlan) on(d rhythm.Day) Plan {
	p := in.Plan
	p.StartsAt = d.At(in.Clock)
	p.EndsAt = p.StartsAt.Add(time.Duration(in.Minutes) * time.Minute)
	return p
}

// asMade tells whether a meetup is still what its series made: nobody changed it by hand.
func asMade(m *ent.Meetup, se *ent.Series) bool {
	return sameAs(m, planned(se).on(rhythm.Day(m.SeriesDay)))
}

// planned is the plan of a series as it is now.
func planned(se *ent.Series) SeriesPlan {
	return SeriesPlan{Clock: se.At, Minutes: se.Minutes, Plan: Plan{PlaceID: se.PlaceID, Title: se.Title, Description: se.Description, Thema: se.Thema,
		Kind: se.Kind, Capacity: se.Capacity, WithChildren: se.WithChildren, AgeFrom: se.AgeFrom, AgeTo: se.AgeTo, Languages: se.Languages, Doelgroepen: se.Doelgroepen}}
}

func sameAs(m *ent.Meetup, p Plan) bool {
	age := func(a, b *int) bool { return a == b || a != nil && b != nil && *a == *b }
	return !moved(m, p) && m.Title == p.Title && m.Description == p.Description && m.Thema == p.Thema && m.Kind == p.Kind &&
		m.Capacity == p.Capacity && m.WithChildren == p.WithChildren && age(m.AgeFrom, p.AgeFrom) && age(m.AgeTo, p.AgeTo) &&
		slices.Equal(m.Languages, p.Languages) && slices.Equal(m.Doelgroepen, p.Doelgroepen)
}

func moved(m *ent.Meetup, p Plan) bool {
	return !m.StartsAt.Equal(p.StartsAt) || !m.EndsAt.Equal(p.EndsAt) || m.PlaceID != p.PlaceID
}

// fits refuses what takes a place away from somebody who counts on it.
func (in SeriesPlan) fits(ctx context.Context, ch *SeriesChange) error {
	var list fault.List
	least := 0
	for _, m := range ch.Changed {
		if least = max(least, m.Taken); len(list) > 0 {
			continue
		}
		f, err := otherKind(ctx, m, in.Kind)
		if err != nil {
			return err
		}
		list.Add(f)
	}
	if in.Capacity > 0 && in.Capacity < least {
		list.Add(fault.New(fault.Invalid, "meetup.minder").At("capacity").With("min", least))
	}
	return list.Err()
}

// reach finds who has to hear of it: each household once, at its first date.
func (ch *SeriesChange) reach(ctx context.Context) error {
	on := map[uuid.UUID]*ent.Meetup{}
	ids := []uuid.UUID{}
	for _, m := range append(slices.Clone(ch.Moved), ch.Off...) {
		on[m.ID], ids = m, append(ids, m.ID)
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	all, err := c.Signup.Query().Where(signup.MeetupIDIn(ids...), Standing(), signup.FamilyIDNotNil()).Order(signup.ByID()).All(sys)
	if err != nil {
		return fmt.Errorf("reading who has to be told: %w", err)
	}
	always, err := c.SeriesSignup.Query().Where(seriessignup.SeriesID(ch.series.ID), seriessignup.EndedAtIsNil()).All(sys)
	if err != nil {
		return fmt.Errorf("reading who comes always: %w", err)
	}
	slices.SortStableFunc(all, func(a, b *ent.Signup) int { return on[a.MeetupID].StartsAt.Compare(on[b.MeetupID].StartsAt) })
	ch.alone = map[uuid.UUID]bool{}
	for _, su := range all {
		_, again := ch.alone[*su.FamilyID]
		if ch.alone[*su.FamilyID] = !again; !again {
			ch.told = append(ch.told, su)
		}
	}
	for _, ss := range always {
		if len(ch.Added) > 0 {
			ch.alone[ss.FamilyID] = false
		}
	}
	ch.Told = len(ch.told)
	return nil
}

// tellChange tells each household once: about its one date, or about all of them.
func (s *Service) tellChange(ctx context.Context, ch *SeriesChange) error {
	for _, su := range ch.told {
		m, err := ent.FromContext(ctx).Meetup.Get(rule.System(ctx), su.MeetupID)
		if err != nil {
			return fmt.Errorf("reading a meetup: %w", err)
		}
		what := SeriesChanged
		switch {
		case ch.alone[*su.FamilyID] && m.CancelledAt != nil:
			what = CalledOff
		case ch.alone[*su.FamilyID]:
			what = Changed
		}
		if err := s.tell(ctx, what, m, su); err != nil {
			return err
		}
	}
	return nil
}

// become makes a date what its series is now, and lets in who fits then.
func (s *Service) become(ctx context.Context, m *ent.Meetup, se *ent.Series) error {
	p := planned(se).on(rhythm.Day(m.SeriesDay))
	u := m.Update().SetPlaceID(p.PlaceID).SetTitle(p.Title).SetDescription(p.Description).SetThema(p.Thema).SetKind(p.Kind).
		SetStartsAt(p.StartsAt).SetEndsAt(p.EndsAt).SetCapacity(p.Capacity).SetWithChildren(p.WithChildren).
		ClearAgeFrom().ClearAgeTo().SetNillableAgeFrom(p.AgeFrom).SetNillableAgeTo(p.AgeTo).SetLanguages(p.Languages).SetDoelgroepen(p.doelgroepen())
	if moved(m, p) || p.Title != m.Title || p.Description != m.Description {
		u.AddSequence(1).SetRevisedAt(clock.Now())
	}
	m, err := u.Save(rule.System(ctx))
	if err != nil {
		return fmt.Errorf("changing a date of a series: %w", err)
	}
	return s.moveUp(ctx, m)
}
