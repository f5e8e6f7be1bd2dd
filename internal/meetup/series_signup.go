package meetup

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/seriessignup"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
)

// SignUpForSeries lets the viewer's household come to every meetup of a series: those
// that are there, and those that are still to be made. Each is a sign-up of its own, so
// that she can skip one. Where it does not fit it waits, as a unit; where full is full
// it is not there that time. She gets one message, about the first.
func (s *Service) SignUpForSeries(ctx context.Context, in SeriesUp) (*ent.SeriesSignup, error) {
	who, err := somebody(ctx)
	if err != nil {
		return nil, err
	}
	if who.FamilyID == uuid.Nil {
		return nil, fault.New(fault.Unauthenticated, "gezin.eerst")
	}
	var list fault.List
	if !gid.Is(in.ID, gid.SeriesSignup) {
		list.Add(fault.New(fault.Invalid, "id.vreemd").At("id"))
	}
	list.Add(household(in.Adults, in.Children)...)
	se, err := holdSeries(ctx, in.SeriesID, "seriesId")
	if gone := fault.All(err); len(gone) > 0 {
		list.Add(gone...)
	} else if err != nil {
		return nil, err
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	if f, err := s.mayJoin(ctx, se, in, who.FamilyID); err != nil || f != nil {
		return nil, orFault(f, err)
	}
	ss, err := ent.FromContext(ctx).SeriesSignup.Create().SetID(in.ID).SetRegionID(se.RegionID).SetSeriesID(se.ID).
		SetFamilyID(who.FamilyID).SetAdults(in.Adults).SetChildren(in.Children).Save(rule.System(ctx))
	if ent.IsConstraintError(err) {
		return nil, fault.New(fault.Retryable, "").Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("signing up for a series: %w", err)
	}
	return ss, s.comeToAll(ctx, ss)
}

func orFault(f *fault.Error, err error) error {
	if err != nil {
		return err
	}
	return f
}

// mayJoin says what is in the way.
func (s *Service) mayJoin(ctx context.Context, se *ent.Series, in SeriesUp, family uuid.UUID) (*fault.Error, error) {
	there, err := ent.FromContext(ctx).SeriesSignup.Query().Where(seriessignup.Or(seriessignup.ID(in.ID),
		seriessignup.And(seriessignup.SeriesID(se.ID), seriessignup.FamilyID(family), seriessignup.EndedAtIsNil()))).All(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("looking for a series sign-up: %w", err)
	}
	for _, ss := range there {
		if ss.SeriesID == se.ID && ss.FamilyID == family && ss.EndedAt == nil {
			return fault.New(fault.Exists, "reeks.dubbel").At("seriesId").WithCurrent(ss.ID), nil
		}
	}
	switch {
	case len(there) > 0:
		return fault.New(fault.Exists, "id.vreemd").At("id"), nil
	case se.Kind == term.MeetupKindInloop:
		return fault.New(fault.Guard, "reeks.geen.inloop").At("seriesId"), nil
	case se.Capacity > 0 && in.Adults+in.Children > se.Capacity:
		return fault.New(fault.Invalid, "meetup.groep").At("adults").With("max", se.Capacity), nil
	}
	return nil, nil
}

// comeToAll signs a household up for what is there already, first one first.
func (s *Service) comeToAll(ctx context.Context, ss *ent.SeriesSignup) error {
	ids, err := ent.FromContext(ctx).Meetup.Query().Where(meetup.SeriesID(ss.SeriesID), meetup.CancelledAtIsNil(), notOver(clock.Now())).
		Order(meetup.ByStartsAt(), meetup.ByID()).IDs(rule.System(ctx))
	if err != nil {
		return fmt.Errorf("reading the meetups of a series: %w", err)
	}
	told := false
	for _, id := range ids {
		m, err := hold(rule.System(ctx), id, "seriesId")
		if err != nil {
			return err
		}
		su, err := s.comeOnce(ctx, ss, m)
		if err != nil {
			return err
		}
		if su == nil || told {
			continue
		}
		told = true
		what := SignedUp
		if su.State == term.SignupWachtlijst {
			what = OnTheList
		}
		if err := s.tell(ctx, what, m, su); err != nil {
			return err
		}
	}
	return nil
}

// LeaveSeries ends it: the household's own, or as a host or matcher of the region. What
// was to come because of it is cancelled, and frees its seats.
func (s *Service) LeaveSeries(ctx context.Context, id uuid.UUID) (*ent.SeriesSignup, error) {
	who, err := somebody(ctx)
	if err != nil {
		return nil, err
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	ss, err := c.SeriesSignup.Query().Where(seriessignup.ID(id)).Only(ctx)
	if ent.IsNotFound(err) || err == nil && ss.FamilyID != who.FamilyID && !who.Hosts(ss.RegionID) {
		return nil, missing()
	}
	if err != nil {
		return nil, fmt.Errorf("reading a series sign-up: %w", err)
	}
	if ss.EndedAt != nil {
		return ss, nil
	}
	if ss, err = ss.Update().SetEndedAt(clock.Now()).Save(sys); err != nil {
		return nil, fmt.Errorf("leaving a series: %w", err)
	}
	return ss, s.freeAll(ctx, signup.SeriesSignupID(ss.ID))
}
