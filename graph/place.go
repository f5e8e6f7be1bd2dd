package graph

import (
	"context"

	"entgo.io/contrib/entgql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/place"
	"buurtdorp/graph/model"
	"buurtdorp/internal/meetup"
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

// changePlace says what a place is like, and tells how it is now.
func (r *Resolver) changePlace(ctx context.Context, in model.ChangePlaceInput) (*model.PlacePayload, error) {
	d, err := r.once(ctx, "changePlace", in.ClientMutationID, in, func(ctx context.Context) (map[string]uuid.UUID, error) {
		p, err := r.Meetups.ChangePlace(ctx, meetup.PlaceChange{ID: in.ID, BaseVersion: in.BaseVersion, Street: in.Street, Access: in.Access,
			StepFree: in.StepFree, Pram: in.Pram, Toilet: in.Toilet, Languages: in.Languages, Lat: in.Lat, Lon: in.Lon, Hosts: in.Hosts})
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"place": p.ID}, nil
	})
	if err != nil {
		return nil, err
	}
	out := &model.PlacePayload{ClientMutationID: in.ClientMutationID, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	out.Place, err = payload(ctx, d.ID("place"), "place", func() *ent.PlaceQuery {
		return r.Client.Place.Query().Where(place.ID(d.ID("place")))
	})
	return out, err
}
