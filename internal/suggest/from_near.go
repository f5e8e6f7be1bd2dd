package suggest

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/term"
)

// large is of how many a pool is too large to read for one question, if it can be helped.
var large = 20_000

// fromNear finds the best for one vraaggezin in a region that is too large to read for
// one question: it reads only who lives within the distance that is worth points, and is
// sure of the answer when nobody further off can reach the points of the last of them. A
// region of an ordinary size it leaves alone: that is read whole, and kept.
func (s *Service) fromNear(sys context.Context, c *ent.Client, x *around, v *matching.Vraag, apart between, first int) ([]matching.Verdict, bool, error) {
	all := available(x.terms.region.ID)
	codes := geo.Near(v.PC4, s.roads().LeastBand)
	if len(codes) == 0 {
		return nil, false, nil
	}
	if end, err := all.end(sys, c, uuid.Nil, large); err != nil || end == uuid.Nil {
		return nil, false, err
	}
	part := *x
	var err error
	if part.stock, err = s.readStock(sys, c, x.terms.region, all.near(x.terms.region.ID, codes)); err != nil {
		return nil, false, err
	}
	found, sure := part.first(v, apart, first, term.ReisbandVerder)
	return found, sure, nil
}
