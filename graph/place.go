package graph

import (
	"context"

	"entgo.io/contrib/entgql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/place"
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
