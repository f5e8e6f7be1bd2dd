package graph

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/graph/model"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/team"
	"buurtdorp/internal/viewer"
)

// regionMap is for who pairs in the region; her own families are those she guides, and
// those of whom she covers for today.
func (r *Resolver) regionMap(ctx context.Context, region *uuid.UUID) (*model.RegionMap, error) {
	v := viewer.FromContext(ctx)
	in := v.RegionID
	if region != nil {
		in = *region
	}
	if !v.Pairs(in) {
		return nil, nil
	}
	found, err := r.Client.Region.Get(ctx, in)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	care, err := team.CoveredBy(ctx, r.Client, v.UserID, clock.Now())
	if err != nil {
		return nil, err
	}
	m, err := r.Suggest.Map(ctx, in, found.Key, append(care, v.UserID))
	if err != nil {
		return nil, err
	}
	out := &model.RegionMap{MadeAt: m.At, Layers: []*model.RegionLayer{}}
	for _, l := range m.Layers {
		layer := &model.RegionLayer{Soort: model.RegionLaag(l.Kind), Cells: []*model.RegionCell{}, Eigen: []*model.RegionEigen{}}
		for _, c := range l.Cells {
			cell := &model.RegionCell{Dorpen: c.Villages, Gezinnen: c.Families, Rand: [][]*model.GeoPoint{}}
			for _, ring := range c.Edge {
				cell.Rand = append(cell.Rand, points(ring))
			}
			layer.Cells = append(layer.Cells, cell)
		}
		for _, o := range l.Own {
			layer.Eigen = append(layer.Eigen, &model.RegionEigen{DossierID: o.Dossier, Naam: o.Name, Dorp: o.Village})
		}
		out.Layers = append(out.Layers, layer)
	}
	return out, nil
}

func points(ring []geo.Point) []*model.GeoPoint {
	out := make([]*model.GeoPoint, len(ring))
	for i, p := range ring {
		out[i] = &model.GeoPoint{Lat: p.Lat, Lon: p.Lon}
	}
	return out
}
