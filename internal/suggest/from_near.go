package suggest

import (
	"context"
	"fmt"
	"math"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/matching"
)

// large is of how many a pool is too large to read for one question, if it can be helped.
var large = 20_000

// fromNear finds the best for one vraaggezin in a region that is too large to read for
// one question: it reads only who lives within reach, and is sure of the answer when there
// are enough of those, for who lives too far comes last. A region of an ordinary size it
// leaves alone: that is read whole, and kept.
func (s *Service) fromNear(sys context.Context, c *ent.Client, x *around, v *matching.Vraag, apart between, first int) ([]matching.Verdict, bool, error) {
	reach := (&nearby{roads: s.roads()}).reachKm(v, x.weights.Naast(v, clock.Now()).MaxReis())
	east, north, known := geo.PlaneKm(v.PC4)
	if !known || math.IsInf(reach, 1) {
		return nil, false, nil
	}
	region := x.terms.region
	if big, err := largePool(sys, c, region.ID, large); err != nil || !big {
		return nil, false, err
	}
	some, err := near(sys, c, region.ID, func(pc4 string) bool {
		e, n, known := geo.PlaneKm(pc4)
		return !known || math.Hypot(e-east, n-north) <= reach
	})
	if err != nil {
		return nil, false, fmt.Errorf("picking who lives near: %w", err)
	}
	part := *x
	if part.stock, err = s.readStock(sys, c, region, some); err != nil {
		return nil, false, err
	}
	found, sure := part.first(v, apart, first, far{s.roads().LeastBand(reach), matching.RangTeVer})
	return found, sure, nil
}
