package graph

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/ent"
	entregion "buurtdorp/ent/region"
	"buurtdorp/graph/model"
	"buurtdorp/internal/region"
	"buurtdorp/internal/viewer"
)

// regionTerms is what a region agreed on; null for who does not work with it.
func regionTerms(ctx context.Context, of *ent.Region) *model.RegionTerms {
	who := viewer.FromContext(ctx)
	if !region.MayRead(who, of.ID) {
		return nil
	}
	return &model.RegionTerms{Version: of.Version, UpdatedAt: of.UpdatedAt, MagVeranderen: region.MaySet(who, of.ID),
		Now: of, Standaard: region.Standard(), Bounds: region.Bounds()}
}

// updateRegion changes what a region agreed on.
func (r *Resolver) updateRegion(ctx context.Context, in model.UpdateRegionInput) (*model.RegionPayload, error) {
	d, err := r.once(ctx, "updateRegion", in.ClientMutationID, in, func(ctx context.Context) (map[string]uuid.UUID, error) {
		row, err := r.Regions.Update(ctx, region.Change{ID: in.ID, BaseVersion: in.BaseVersion, Terms: termsIn(in)})
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"region": row.ID}, nil
	})
	if err != nil {
		return nil, err
	}
	p := &model.RegionPayload{ClientMutationID: in.ClientMutationID, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	p.Region, err = payload(ctx, d.ID("region"), "region", func() *ent.RegionQuery {
		return r.Client.Region.Query().Where(entregion.ID(d.ID("region")))
	})
	return p, err
}

func termsIn(in model.UpdateRegionInput) region.Terms {
	return region.Terms{Name: in.Name, Phone: in.Phone, ContactName: in.ContactName, ReservationDays: in.ReservationDays,
		TrialWeeks: in.TrialWeeks, CheckInMonths: in.CheckInMonths, TerugblikMonths: in.TerugblikMonths, AskedPerWeek: in.AskedPerWeek,
		VogYears: in.VogYears, OfferHours: in.OfferHours, ReminderDays: in.ReminderDays, Vakantieregio: in.Vakantieregio,
		ReminderAt: in.ReminderAt, QuietFrom: in.QuietFrom, QuietUntil: in.QuietUntil, SteunFirst: in.SteunFirst}
}
