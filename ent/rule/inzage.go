package rule

import (
	"context"

	"buurtdorp/ent"
	"buurtdorp/ent/inzage"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/privacy"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// NarrowInzagen: a family who looked at what is its own; a head matcher and an admin who
// looked in their region. A matcher does not watch her colleagues.
func NarrowInzagen(ctx context.Context, q *ent.InzageQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.Inzage
	if household(v) {
		may = append(may, inzage.FamilyID(v.FamilyID))
	}
	if v.Has(term.RoleHeadMatcher, term.RoleAdmin) {
		may = append(may, inzage.RegionID(v.RegionID))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}
