package rule

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/privacy"
	"buurtdorp/ent/zorgmelding"
	"buurtdorp/ent/zorgmeldingstap"
	"buurtdorp/internal/viewer"
)

// NarrowZorgmeldingen: who wrote it, and the matchers of her region. Not her household:
// the worry may be about somebody in it.
func NarrowZorgmeldingen(ctx context.Context, q *ent.ZorgmeldingQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.Zorgmelding
	if v.UserID != uuid.Nil {
		may = append(may, zorgmelding.AuthorID(v.UserID))
	}
	if pairs(v) {
		may = append(may, zorgmelding.RegionID(v.RegionID))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// NarrowZorgmeldingStappen: matchers; it says what was thought of somebody.
func NarrowZorgmeldingStappen(ctx context.Context, q *ent.ZorgmeldingStapQuery) error {
	q.Where(zorgmeldingstap.RegionID(pairsIn(viewer.FromContext(ctx))))
	return privacy.Allow
}
