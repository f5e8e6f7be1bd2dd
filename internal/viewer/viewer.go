// Package viewer says who is asking. Every request has a viewer, also an
// anonymous one; a context without a viewer may read and write nothing. Leaf.
package viewer

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/term"
)

// Viewer is who is asking. The zero value is somebody anonymous.
type Viewer struct {
	UserID    uuid.UUID   // uuid.Nil when anonymous or a third-party client
	ClientID  string      // set for a third-party client
	Roles     []term.Role // roles in Region
	RegionID  uuid.UUID   // uuid.Nil when anonymous
	FamilyID  uuid.UUID   // the viewer's own household, uuid.Nil when none
	SessionID uuid.UUID   // the device she is signed in on; uuid.Nil for a token without one
	Scopes    []string
	Until     time.Time // when the viewer's token ends, and her streams with it; zero without a token
	system    bool
}

// Anonymous is a visitor without an account.
func Anonymous() *Viewer { return &Viewer{} }

// System is the server itself: timers, migrations, the demo. Never derived from a request.
func System() *Viewer { return &Viewer{system: true} }

// IsSystem tells whether the server itself is asking.
func (v *Viewer) IsSystem() bool { return v.system }

// IsAnonymous tells whether nobody signed in.
func (v *Viewer) IsAnonymous() bool {
	return !v.system && v.UserID == uuid.Nil && v.ClientID == ""
}

// Has tells whether the viewer has one of the roles.
func (v *Viewer) Has(roles ...term.Role) bool {
	return slices.ContainsFunc(roles, func(r term.Role) bool { return slices.Contains(v.Roles, r) })
}

// Pairs tells whether the viewer brings families together in a region.
func (v *Viewer) Pairs(region uuid.UUID) bool {
	return v.RegionID == region && v.Has(term.RoleMatcher, term.RoleHeadMatcher)
}

// Hosts tells whether the viewer receives people at meetups in a region.
func (v *Viewer) Hosts(region uuid.UUID) bool {
	return v.RegionID == region && v.Has(term.RoleHost, term.RoleMatcher, term.RoleHeadMatcher)
}

// Key names the viewer for locks, limits and the mutation log; never shown.
func (v *Viewer) Key() string {
	switch {
	case v.system:
		return "system"
	case v.ClientID != "":
		return "client:" + v.ClientID
	case v.UserID != uuid.Nil:
		return v.UserID.String()
	}
	return "anonymous"
}

type key struct{}

// NewContext puts the viewer in ctx.
func NewContext(ctx context.Context, v *Viewer) context.Context {
	return context.WithValue(ctx, key{}, v)
}

// FromContext returns the viewer, or nil when there is none.
func FromContext(ctx context.Context) *Viewer {
	v, _ := ctx.Value(key{}).(*Viewer)
	return v
}
