package graph

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/graph/model"
	"buurtdorp/internal/viewer"
)

// demand tells what a region looks for, to who pairs there.
func (r *Resolver) demand(ctx context.Context, region *uuid.UUID) (*model.Demand, error) {
	v := viewer.FromContext(ctx)
	in := v.RegionID
	if region != nil {
		in = *region
	}
	if !v.Pairs(in) {
		return nil, nil
	}
	found, err := r.Suggest.Demand(ctx, in)
	if err != nil {
		return nil, err
	}
	out := &model.Demand{MadeAt: found.At, Cells: []*model.DemandCell{}}
	for _, c := range found.Cells {
		cell := &model.DemandCell{Children: c.Children}
		if c.Village != "" {
			cell.Village = &c.Village
		}
		if c.Dagdeel != "" {
			cell.Dagdeel = &c.Dagdeel
		}
		if c.Tot > 0 {
			cell.Van, cell.Tot = &c.Van, &c.Tot
		}
		out.Cells = append(out.Cells, cell)
	}
	return out, nil
}
