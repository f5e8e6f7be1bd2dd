package rule

import (
	"context"

	"buurtdorp/ent"
	"buurtdorp/ent/meegenomen"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/privacy"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/viewer"
)

// NarrowToOwnMeegenomen: a matcher what she took along herself, in the region where she
// pairs, as long as it lasts.
func NarrowToOwnMeegenomen(ctx context.Context, q *ent.MeegenomenQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.Meegenomen
	if pairs(v) {
		may = append(may, meegenomen.And(meegenomen.RegionID(v.RegionID), meegenomen.UserID(v.UserID), meegenomen.TotGT(clock.Now())))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}
