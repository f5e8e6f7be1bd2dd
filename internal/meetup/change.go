package meetup

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/place"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// ChangeMeetup moves a meetup, or changes what it is; hosts and matchers of the
// region. In.ID and In.PlaceID are the meetup's; a Kind that is left out stays as it was.
// With another day, time or place everybody who stands for it is told. A meetup of a
// series keeps its day in the series, so that it is not made again.
func (s *Service) ChangeMeetup(ctx context.Context, in Plan, baseVersion int) (*ent.Meetup, error) {
	at, err := s.placeFor(ctx, in.PlaceID)
	if err != nil {
		return nil, err
	}
	m, err := s.mine(ctx, in.ID, baseVersion)
	if err != nil {
		return nil, err
	}
	if at.RegionID != m.RegionID {
		return nil, fault.New(fault.NotFound, "").At("placeId")
	}
	in.Title, in.Description, in.Kind = text.Line(in.Title), text.Clean(in.Description), cmp.Or(in.Kind, m.Kind)
	from := clock.Now()
	if m.StartsAt.Before(from) && in.StartsAt.Equal(m.StartsAt) { // it has begun, and stays where it was
		from = m.StartsAt
	}
	list := in.check(from)
	if in.Capacity > 0 && in.Capacity < m.Taken {
		list.Add(fault.New(fault.Invalid, "meetup.minder").At("capacity").With("min", m.Taken))
	}
	if !at.Active && at.ID != m.PlaceID {
		list.Add(fault.New(fault.State, "plek.dicht").At("placeId"))
	}
	f, err := otherKind(ctx, m, in.Kind)
	if err != nil {
		return nil, err
	}
	list.Add(f)
	if err := list.Err(); err != nil {
		return nil, err
	}
	moved := !in.StartsAt.Equal(m.StartsAt) || !in.EndsAt.Equal(m.EndsAt) || in.PlaceID != m.PlaceID
	u := m.Update().Where(meetup.Version(baseVersion)).SetPlaceID(in.PlaceID).SetTitle(in.Title).SetDescription(in.Description).
		SetThema(in.Thema).SetKind(in.Kind).SetStartsAt(in.StartsAt).SetEndsAt(in.EndsAt).SetCapacity(in.Capacity).SetWithChildren(in.WithChildren).
		ClearAgeFrom().ClearAgeTo().SetNillableAgeFrom(in.AgeFrom).SetNillableAgeTo(in.AgeTo).
		SetLanguages(in.Languages).SetDoelgroepen(in.Doelgroepen)
	if moved || in.Title != m.Title || in.Description != m.Description {
		u.AddSequence(1).SetRevisedAt(clock.Now())
	}
	if m, err = u.Save(rule.System(ctx)); err != nil {
		return nil, fmt.Errorf("changing a meetup: %w", err)
	}
	if moved {
		if err := s.tellAll(ctx, Changed, m); err != nil {
			return nil, err
		}
	}
	return m, s.moveUp(ctx, m) // there may be more places now
}

// otherKind says why one cannot come to a meetup in another way: who signed up counts on a
// place, and who waits on a waiting list.
func otherKind(ctx context.Context, m *ent.Meetup, kind term.MeetupKind) (*fault.Error, error) {
	stands := []predicate.Signup{signup.MeetupID(m.ID), Standing()}
	switch {
	case kind == m.Kind || kind == term.MeetupKindAanmelden:
		return nil, nil
	case kind == term.MeetupKindVolIsVol:
		stands = append(stands, signup.StateIn(term.SignupWachtlijst, term.SignupAangeboden))
	}
	there, err := ent.FromContext(ctx).Signup.Query().Where(stands...).Exist(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("reading who stands for a meetup: %w", err)
	}
	if there {
		return fault.New(fault.State, "meetup.soort").At("kind"), nil
	}
	return nil, nil
}

// placeFor is a place where the viewer may plan.
func (s *Service) placeFor(ctx context.Context, id uuid.UUID) (*ent.Place, error) {
	who, err := somebody(ctx)
	if err != nil {
		return nil, err
	}
	at, err := ent.FromContext(ctx).Place.Query().Where(place.ID(id)).Only(ctx)
	if ent.IsNotFound(err) || err == nil && !who.Hosts(at.RegionID) {
		return nil, fault.New(fault.NotFound, "").At("placeId")
	}
	if err != nil {
		return nil, fmt.Errorf("reading a place: %w", err)
	}
	return at, nil
}

// mine holds a meetup that the viewer may change, at the version she knows.
func (s *Service) mine(ctx context.Context, id uuid.UUID, baseVersion int) (*ent.Meetup, error) {
	who, err := somebody(ctx)
	if err != nil {
		return nil, err
	}
	m, err := hold(ctx, id, "id")
	if err != nil {
		return nil, err
	}
	if !who.Hosts(m.RegionID) { // in the words of hold: not yours and not there are the same
		return nil, fault.New(fault.NotFound, "meetup.weg").At("id")
	}
	if m.Version != baseVersion {
		return nil, fault.New(fault.Conflict, "").At("baseVersion").WithCurrent(m.ID)
	}
	if f := closed(m, clock.Now()); f != nil {
		return nil, f.At("id")
	}
	return m, nil
}

// callOff ends a held meetup that was still to come, and tells everybody.
func (s *Service) callOff(ctx context.Context, m *ent.Meetup, now time.Time) (*ent.Meetup, error) {
	m, err := off(ctx, m, now)
	if err != nil {
		return nil, err
	}
	return m, s.tellAll(ctx, CalledOff, m)
}

// off ends a held meetup; the caller tells who has to know.
func off(ctx context.Context, m *ent.Meetup, now time.Time) (*ent.Meetup, error) {
	m, err := m.Update().Where(meetup.Version(m.Version)).SetCancelledAt(now).AddSequence(1).SetRevisedAt(now).Save(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("calling a meetup off: %w", err)
	}
	return m, nil
}

// tellAll tells everybody who stands for a meetup, also who waits.
func (s *Service) tellAll(ctx context.Context, what What, m *ent.Meetup) error {
	if s.Tell == nil {
		return nil
	}
	all, err := ent.FromContext(ctx).Signup.Query().Where(signup.MeetupID(m.ID), Standing()).
		Order(signup.ByID()).All(rule.System(ctx))
	if err != nil {
		return fmt.Errorf("reading who has to be told: %w", err)
	}
	return s.tell(ctx, what, m, all...)
}
