package graph

import (
	"context"

	"entgo.io/contrib/entgql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/place"
	"buurtdorp/ent/user"
	"buurtdorp/graph/model"
	"buurtdorp/internal/meetup"
	"buurtdorp/internal/viewer"
)

// places is the list by name.
func (r *Resolver) places(ctx context.Context, p paging, region *uuid.UUID) (*ent.PlaceConnection, error) {
	first, last, err := page(p.first, p.last)
	if err != nil {
		return nil, err
	}
	q := r.Client.Place.Query()
	if region != nil {
		q.Where(place.RegionID(*region))
	}
	return q.Paginate(ctx, p.after, first, p.before, last, ent.WithPlaceOrder(&ent.PlaceOrder{
		Direction: entgql.OrderDirectionAsc, Field: ent.PlaceOrderFieldName,
	}))
}

// placeStep runs what happens to a place, and tells how it is now.
func (r *Resolver) placeStep(ctx context.Context, op, key string, input any, step func(ctx context.Context) (*ent.Place, error)) (*model.PlacePayload, error) {
	d, err := r.once(ctx, op, key, input, func(ctx context.Context) (map[string]uuid.UUID, error) {
		p, err := step(ctx)
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"place": p.ID}, nil
	})
	if err != nil {
		return nil, err
	}
	out := &model.PlacePayload{ClientMutationID: key, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	out.Place, err = payload(ctx, d.ID("place"), "place", func() *ent.PlaceQuery {
		return r.Client.Place.Query().Where(place.ID(d.ID("place")))
	})
	return out, err
}

func changePlaceInput(in model.ChangePlaceInput) meetup.PlaceChange {
	return meetup.PlaceChange{BaseVersion: in.BaseVersion, Name: in.Name, Postcode: in.Postcode, Village: in.Village, PlaceFacts: meetup.PlaceFacts{
		ID: in.ID, Street: in.Street, Access: in.Access, StepFree: in.StepFree, Pram: in.Pram, Toilet: in.Toilet,
		Languages: in.Languages, Lat: in.Lat, Lon: in.Lon, Hosts: in.Hosts}}
}

func addPlaceInput(in model.AddPlaceInput) meetup.PlaceFacts {
	return meetup.PlaceFacts{ID: in.ID, Name: in.Name, Postcode: in.Postcode, Village: in.Village, Street: in.Street, Access: in.Access,
		StepFree: in.StepFree, Pram: in.Pram, Toilet: in.Toilet, Languages: in.Languages, Lat: in.Lat, Lon: in.Lon, Hosts: in.Hosts}
}

// receivers are the people who may receive others in the viewer's region, by name.
func (r *Resolver) receivers(ctx context.Context) ([]*ent.User, error) {
	v := viewer.FromContext(ctx)
	if v.IsAnonymous() || !v.Hosts(v.RegionID) {
		return nil, nil
	}
	return r.Client.User.Query().Where(meetup.Receives(v.RegionID)).Order(user.ByFirstName(), user.ByID()).All(ctx)
}
