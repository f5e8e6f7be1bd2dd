// Package team is what matchers do with each other: hand their dossiers to a
// colleague, cover for one who is away, and leave only when nobody is left behind.
// Which dossier is whose is the matcher_id of the dossier itself; this room is what
// changes it when people change.
package team

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/membership"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/user"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/store"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// Service does it. Its methods run inside the transaction of the caller's mutation
// (ent.FromContext).
type Service struct {
	// Tell hears what families have to be told, in the transaction. Nil tells nobody.
	Tell func(ctx context.Context, e Event) error
}

// Event is something to tell a family.
type Event struct {
	What     What
	FamilyID uuid.UUID
}

// What happened, for who has to be told.
type What string

// NewMatcher: somebody else is there for the family from now on.
const NewMatcher What = "new matcher"

func (s *Service) tell(ctx context.Context, what What, family uuid.UUID) error {
	if s.Tell == nil {
		return nil
	}
	return s.Tell(ctx, Event{What: what, FamilyID: family})
}

// Pairing are the roles of those who have families in their care.
var Pairing = []term.Role{term.RoleMatcher, term.RoleHeadMatcher}

// takes holds a colleague to this transaction, and tells whether she may be given
// families: she works here, and still does when this is kept. Whoever ends her account
// at this moment waits, and then sees what she was given.
func takes(ctx context.Context, region, id uuid.UUID, at string) error {
	no := fault.New(fault.Invalid, "collega.vreemd").At(at)
	switch err := store.TouchLock(ctx, user.Table, id); {
	case ent.IsNotFound(err):
		return no
	case err != nil:
		return err
	}
	works, err := ent.FromContext(ctx).User.Query().Where(user.ID(id), user.DisabledAtIsNil(),
		user.HasMembershipsWith(membership.RegionID(region), membership.RoleIn(Pairing...))).Exist(rule.System(ctx))
	if err != nil {
		return fmt.Errorf("looking up a colleague: %w", err)
	}
	if !works {
		return no
	}
	return nil
}

// forWhom is whose dossiers or days it is about: one's own, or somebody else's by the
// head matcher. To anybody else a colleague is not there.
func forWhom(v *viewer.Viewer, whose *uuid.UUID, at string) (uuid.UUID, error) {
	switch {
	case !v.Pairs(v.RegionID) || v.RegionID == uuid.Nil:
		return uuid.Nil, fault.New(fault.NotFound, "")
	case whose == nil || *whose == v.UserID:
		return v.UserID, nil
	case !v.Has(term.RoleHeadMatcher):
		return uuid.Nil, fault.New(fault.NotFound, "").At(at)
	}
	return *whose, nil
}
