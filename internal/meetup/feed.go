package meetup

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/calendarfeed"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
)

// maxFeeds is how many secret addresses a person may have at a time: one a device.
const maxFeeds = 10

// MakeFeed gives the viewer a secret address for her calendar. She made the secret; we
// keep its hash, so nobody can read the address here.
func (s *Service) MakeFeed(ctx context.Context, id uuid.UUID, secret string) (*ent.CalendarFeed, error) {
	who, err := somebody(ctx)
	if err != nil {
		return nil, err
	}
	if who.UserID == uuid.Nil { // an app
		return nil, fault.New(fault.Unauthenticated, "")
	}
	var list fault.List
	if !gid.Is(id, gid.CalendarFeed) {
		list.Add(fault.New(fault.Invalid, "id.vreemd").At("id"))
	}
	if !IsSecret(secret) {
		list.Add(fault.New(fault.Invalid, "gast.geheim").At("secret"))
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	if taken, err := c.CalendarFeed.Query().Where(calendarfeed.Or(calendarfeed.ID(id), calendarfeed.Hash(Hash(secret)))).Exist(sys); err != nil {
		return nil, fmt.Errorf("looking for a feed: %w", err)
	} else if taken {
		return nil, fault.New(fault.Exists, "id.vreemd").At("id")
	}
	if n, err := c.CalendarFeed.Query().Where(calendarfeed.UserID(who.UserID), calendarfeed.RevokedAtIsNil()).Count(sys); err != nil {
		return nil, fmt.Errorf("counting feeds: %w", err)
	} else if n >= maxFeeds {
		return nil, fault.At("id").TooMany(maxFeeds)
	}
	f, err := c.CalendarFeed.Create().SetID(id).SetUserID(who.UserID).SetHash(Hash(secret)).Save(sys)
	if err != nil {
		return nil, fmt.Errorf("making a feed: %w", err)
	}
	return f, nil
}

// RevokeFeed ends one of the viewer's own; again changes nothing.
func (s *Service) RevokeFeed(ctx context.Context, id uuid.UUID) (*ent.CalendarFeed, error) {
	who, err := somebody(ctx)
	if err != nil {
		return nil, err
	}
	f, err := ent.FromContext(ctx).CalendarFeed.Query().Where(calendarfeed.ID(id)).Only(ctx)
	if ent.IsNotFound(err) || err == nil && f.UserID != who.UserID {
		return nil, missing()
	}
	if err != nil || f.RevokedAt != nil {
		return f, err
	}
	if f, err = f.Update().SetRevokedAt(clock.Now()).Save(rule.System(ctx)); err != nil {
		return nil, fmt.Errorf("ending a feed: %w", err)
	}
	return f, nil
}

// FeedOf are the meetups of a secret address, with their places: those that the
// household of its owner comes to, from a month ago on. Nothing for who has no
// household; not found when the address was ended, or its owner may not come in any more.
func FeedOf(ctx context.Context, c *ent.Client, secret string) ([]*ent.Meetup, error) {
	if !IsSecret(secret) {
		return nil, missing()
	}
	sys := rule.System(ctx)
	f, err := c.CalendarFeed.Query().Where(calendarfeed.Hash(Hash(secret)), calendarfeed.RevokedAtIsNil()).WithUser().Only(sys)
	if ent.IsNotFound(err) || err == nil && f.Edges.User.DisabledAt != nil {
		return nil, missing()
	}
	if err != nil {
		return nil, fmt.Errorf("reading a feed: %w", err)
	}
	if f.Edges.User.FamilyID == nil {
		return nil, nil
	}
	return c.Meetup.Query().Where(meetup.StartsAtGTE(clock.Now().Add(-31*24*time.Hour)),
		meetup.HasSignupsWith(signup.FamilyID(*f.Edges.User.FamilyID), signup.StateIn(term.SignupAangemeld, term.SignupGeweest))).
		WithPlace().Order(meetup.ByStartsAt(), meetup.ByID()).Limit(300).All(sys)
}
