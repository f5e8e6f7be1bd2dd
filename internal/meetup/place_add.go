package meetup

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/place"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/series"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/rhythm"
)

// AddPlace makes a place in the viewer's region; hosts and matchers.
func (s *Service) AddPlace(ctx context.Context, in PlaceFacts) (*ent.Place, error) {
	who, err := somebody(ctx)
	if err != nil {
		return nil, err
	}
	if !who.Hosts(who.RegionID) {
		return nil, fault.New(fault.NotFound, "plek.weg").At("id")
	}
	in = in.clean()
	list := in.check()
	if !gid.Is(in.ID, gid.Place) {
		list.Add(fault.New(fault.Invalid, "id.vreemd").At("id"))
	}
	at, f := in.where()
	list.Add(f)
	if err := list.Err(); err != nil {
		return nil, err
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	if there, err := c.Place.Query().Where(place.ID(in.ID)).Exist(sys); err != nil {
		return nil, fmt.Errorf("looking for a place: %w", err)
	} else if there {
		return nil, fault.New(fault.Exists, "").At("id").WithCurrent(in.ID)
	}
	if err := in.free(ctx, who.RegionID); err != nil {
		return nil, err
	}
	p, err := c.Place.Create().SetID(in.ID).SetRegionID(who.RegionID).SetName(in.Name).SetStreet(in.Street).SetAccess(in.Access).
		SetPostcode(at.postcode).SetVillage(at.village).SetLat(at.lat).SetLon(at.lon).
		SetNillableStepFree(in.StepFree).SetNillablePram(in.Pram).SetNillableToilet(in.Toilet).
		SetLanguages(in.Languages).SetHostIds(in.Hosts).Save(sys)
	if ent.IsConstraintError(err) {
		return nil, fault.New(fault.Retryable, "").Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("adding a place: %w", err)
	}
	return p, nil
}

// ClosePlace ends planning at a place. What is still planned there is moved or called off
// first, by somebody who knows who has to be told.
func (s *Service) ClosePlace(ctx context.Context, id uuid.UUID, baseVersion int) (*ent.Place, error) {
	p, err := ownPlace(ctx, id)
	if err != nil {
		return nil, err
	}
	sys, c, now := rule.System(ctx), ent.FromContext(ctx), clock.Now()
	planned, err := c.Meetup.Query().Where(meetup.PlaceID(p.ID), meetup.CancelledAtIsNil(), meetup.EndsAtGT(now)).Exist(sys)
	if err == nil && !planned {
		planned, err = c.Series.Query().Where(series.PlaceID(p.ID), series.Or(series.UntilDay(""), series.UntilDayGTE(string(rhythm.DayOf(now))))).Exist(sys)
	}
	if err != nil {
		return nil, fmt.Errorf("reading what is planned at a place: %w", err)
	}
	if planned {
		return nil, fault.New(fault.Guard, "plek.gepland").At("id")
	}
	return stand(ctx, p, baseVersion, false)
}

// ReopenPlace lets people plan there again.
func (s *Service) ReopenPlace(ctx context.Context, id uuid.UUID, baseVersion int) (*ent.Place, error) {
	p, err := ownPlace(ctx, id)
	if err != nil {
		return nil, err
	}
	return stand(ctx, p, baseVersion, true)
}

func stand(ctx context.Context, p *ent.Place, baseVersion int, active bool) (*ent.Place, error) {
	if p.Version != baseVersion {
		return nil, fault.New(fault.Conflict, "").At("baseVersion").WithCurrent(p.ID)
	}
	return saved(ctx, p.Update().Where(place.Version(baseVersion)).SetActive(active), p.ID)
}
