package meetup

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
)

// AcceptOffer is a household's yes to a place: AANGEBODEN becomes AANGEMELD. Saying so
// twice changes nothing. As long as the place is still held a yes counts, also a few
// seconds late: nobody else has it yet.
func (s *Service) AcceptOffer(ctx context.Context, id uuid.UUID) (*ent.Signup, error) {
	who, err := somebody(ctx)
	if err != nil {
		return nil, err
	}
	su, m, err := find(ctx, id)
	if err != nil {
		return nil, err
	}
	if !ofFamily(su, who.FamilyID) {
		return nil, missing()
	}
	switch su.State {
	case term.SignupAangemeld, term.SignupGeweest:
		return su, nil
	case term.SignupAangeboden:
	case term.SignupVerlopen:
		return nil, fault.New(fault.Expired, "aanbod.verlopen").At("id").WithCurrent(su.ID)
	default:
		return nil, fault.New(fault.State, "aanbod.geen").At("id").WithCurrent(su.ID)
	}
	if f := closed(m, clock.Now()); f != nil {
		return nil, f.At("id")
	}
	su, err = su.Update().SetState(term.SignupAangemeld).ClearOfferedUntil().Save(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("accepting an offer: %w", err)
	}
	return su, s.tell(ctx, SignedUp, m, su)
}

// ExpireOffers ends offers that nobody answered in time, and offers their places to
// who is next. For the server itself; it tells how many there were.
func (s *Service) ExpireOffers(ctx context.Context, limit int) (int, error) {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	due, err := c.Signup.Query().Where(signup.StateEQ(term.SignupAangeboden), signup.OfferedUntilLTE(clock.Now())).
		Order(signup.ByMeetupID(), signup.ByID()).Limit(limit).All(sys)
	if err != nil {
		return 0, fmt.Errorf("reading offers: %w", err)
	}
	for _, su := range due {
		m, err := hold(sys, su.MeetupID, "id")
		if err != nil {
			return 0, err
		}
		su, err = c.Signup.Get(sys, su.ID)
		if err != nil {
			return 0, fmt.Errorf("reading an offer: %w", err)
		}
		if su.State != term.SignupAangeboden { // answered just now
			continue
		}
		if su, err = su.Update().SetState(term.SignupVerlopen).Save(sys); err != nil {
			return 0, fmt.Errorf("ending an offer: %w", err)
		}
		if err := s.leave(sys, m, su, term.SignupAangeboden, 0); err != nil {
			return 0, err
		}
		if err := s.tell(sys, OfferGone, m, su); err != nil {
			return 0, err
		}
	}
	return len(due), nil
}

// offer is until when a household has the time to say yes: as long as the region
// gives, and no longer than the meetup leaves. Nil when it has begun: then there is
// nothing to ask, and whoever is at the door comes in.
func offer(ctx context.Context, m *ent.Meetup, now time.Time) (*time.Time, error) {
	if !now.Before(m.StartsAt) {
		return nil, nil
	}
	r, err := ent.FromContext(ctx).Region.Get(rule.System(ctx), m.RegionID)
	if err != nil {
		return nil, fmt.Errorf("reading how long an offer stands: %w", err)
	}
	until := now.Add(time.Duration(r.OfferHours) * time.Hour)
	if until.After(m.StartsAt) {
		until = m.StartsAt
	}
	return &until, nil
}

// ofFamily tells whether a sign-up is a family's own; a guest's is nobody's.
func ofFamily(su *ent.Signup, family uuid.UUID) bool {
	return su.FamilyID != nil && family != uuid.Nil && *su.FamilyID == family
}
