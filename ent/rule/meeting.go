package rule

import (
	"context"

	"buurtdorp/ent"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/privacy"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// NarrowSignups: one's own; a matcher her region's; a host those of these days.
func NarrowSignups(ctx context.Context, q *ent.SignupQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.Signup
	if household(v) {
		may = append(may, signup.FamilyID(v.FamilyID))
	}
	switch {
	case pairs(v):
		may = append(may, signup.RegionID(v.RegionID))
	case v.Has(term.RoleHost):
		may = append(may, in(signup.FieldMeetupID, theseDays(v)))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}
