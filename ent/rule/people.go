package rule

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/credential"
	"buurtdorp/ent/membership"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/privacy"
	"buurtdorp/ent/user"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// NarrowToSelfAndStaff lets people see themselves, and whoever is signed in see
// the first names of those who work in her region. Admins see all of their region.
func NarrowToSelfAndStaff(ctx context.Context, q *ent.UserQuery) error {
	v := viewer.FromContext(ctx)
	may := []predicate.User{user.ID(v.UserID)}
	if v.UserID != uuid.Nil { // a person, not an app
		may = append(may, user.HasMembershipsWith(membership.RegionID(v.RegionID),
			membership.RoleIn(term.RoleHost, term.RoleMatcher, term.RoleHeadMatcher)))
	}
	if v.Has(term.RoleAdmin) {
		may = append(may, user.HasMembershipsWith(membership.RegionID(v.RegionID)))
	}
	q.Where(user.Or(may...))
	return privacy.Allow
}

// NarrowToOwnMemberships: one's own, and an admin's region.
func NarrowToOwnMemberships(ctx context.Context, q *ent.MembershipQuery) error {
	v := viewer.FromContext(ctx)
	may := []predicate.Membership{membership.UserID(v.UserID)}
	if v.Has(term.RoleAdmin) {
		may = append(may, membership.RegionID(v.RegionID))
	}
	q.Where(membership.Or(may...))
	return privacy.Allow
}

// NarrowToOwnCredential: nobody reads somebody else's address.
func NarrowToOwnCredential(ctx context.Context, q *ent.CredentialQuery) error {
	q.Where(credential.UserID(viewer.FromContext(ctx).UserID))
	return privacy.Allow
}
