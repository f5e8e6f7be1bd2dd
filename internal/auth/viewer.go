package auth

import (
	"context"
	"fmt"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/apiclient"
	"buurtdorp/ent/membership"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/session"
	"buurtdorp/ent/user"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// person is somebody in one of her regions.
type person struct {
	user   *ent.User
	region uuid.UUID
	roles  []term.Role
}

// personIn reads somebody's roles in a region; with uuid.Nil that of her family, or
// else the first she got a role in.
func (s *Service) personIn(ctx context.Context, who *ent.User, region uuid.UUID) (*person, error) {
	all, err := s.opt.DB.Client.Membership.Query().Where(membership.UserID(who.ID)).
		Order(membership.ByID()).WithUser(func(q *ent.UserQuery) { q.WithFamily() }).All(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("reading memberships: %w", err)
	}
	if region == uuid.Nil && len(all) > 0 {
		region = all[0].RegionID
		if home := all[0].Edges.User.Edges.Family; home != nil && slices.ContainsFunc(all, func(m *ent.Membership) bool { return m.RegionID == home.RegionID }) {
			region = home.RegionID
		}
	}
	return narrow(who, all, region), nil
}

// narrow keeps the roles of one region, in the order of their list.
func narrow(who *ent.User, all []*ent.Membership, region uuid.UUID) *person {
	p := &person{user: who}
	for _, r := range term.All[term.Role]() {
		if slices.ContainsFunc(all, func(m *ent.Membership) bool { return m.RegionID == region && m.Role == r }) {
			p.roles = append(p.roles, r)
			p.region = region
		}
	}
	return p
}

// familyID is the household somebody acts for. That is a parent's; whoever lost that
// role acts for nobody.
func (p *person) familyID() uuid.UUID {
	if p.user.FamilyID != nil && slices.Contains(p.roles, term.RoleParent) {
		return *p.user.FamilyID
	}
	return uuid.Nil
}

// basics is what the app needs to choose its first screen.
func basics(p *person) map[string]any {
	id := func(id uuid.UUID) any {
		if id == uuid.Nil {
			return nil
		}
		return id
	}
	return map[string]any{
		"id": p.user.ID, "roles": lower(p.roles), "regionId": id(p.region), "familyId": id(p.familyID()),
	}
}

// fresh asks the database who the claims stand for now: what was taken away since the
// token was made, counts at once. It is nil when nobody is left.
func (s *Service) fresh(ctx context.Context, c *claims) (*viewer.Viewer, error) {
	if c.ClientID != appClient {
		return s.freshClient(ctx, c)
	}
	id, err := uuid.Parse(c.Subject)
	if err != nil {
		return nil, nil
	}
	where := []predicate.User{user.ID(id), user.DisabledAtIsNil()}
	var sid uuid.UUID
	if c.Session != "" {
		if sid, err = uuid.Parse(c.Session); err != nil {
			return nil, nil
		}
		where = append(where, signedIn(sid, s.now()))
	}
	who, err := s.opt.DB.Client.User.Query().Where(where...).WithMemberships().Only(rule.System(ctx))
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the viewer: %w", err)
	}
	if err := s.stillHere(ctx, sid, c); err != nil {
		return nil, err
	}
	region, _ := uuid.Parse(c.Region) // without one, no role is found
	p := narrow(who, who.Edges.Memberships, region)
	return &viewer.Viewer{
		UserID: who.ID, Roles: p.roles, RegionID: p.region, FamilyID: p.familyID(),
		SessionID: sid, Scopes: c.scopes(), Until: c.ExpiresAt.Time,
	}, nil
}

// signedIn asks that the session the token came from has not ended.
func signedIn(id uuid.UUID, now time.Time) predicate.User {
	return func(s *sql.Selector) {
		t := sql.Table(session.Table)
		s.Where(sql.In(s.C(user.FieldID), sql.Select(t.C(session.FieldUserID)).From(t).Where(sql.And(
			sql.EQ(t.C(session.FieldID), id),
			sql.IsNull(t.C(session.FieldEndedAt)),
			sql.GT(t.C(session.FieldExpiresAt), now),
		))))
	}
}

func (s *Service) freshClient(ctx context.Context, c *claims) (*viewer.Viewer, error) {
	app, err := s.opt.DB.Client.ApiClient.Query().
		Where(apiclient.ClientID(c.ClientID), apiclient.DisabledAtIsNil()).Only(rule.System(ctx))
	if ent.IsNotFound(err) || err == nil && c.Subject != c.ClientID {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the client: %w", err)
	}
	scopes := slices.DeleteFunc(c.scopes(), func(one string) bool { return !slices.Contains(app.Scopes, one) })
	return &viewer.Viewer{
		ClientID: app.ClientID, Roles: []term.Role{term.RoleClient}, RegionID: app.RegionID,
		Scopes: scopes, Until: c.ExpiresAt.Time,
	}, nil
}

type claimsKey struct{}

// Again asks once more who the viewer of a running stream is: her roles may be gone
// since it began, or her session. Past the end of the token it is UNAUTHENTICATED.
// An anonymous viewer and the server itself stay what they are.
func (s *Service) Again(ctx context.Context) (*viewer.Viewer, error) {
	c, ok := ctx.Value(claimsKey{}).(*claims)
	if !ok {
		return viewer.FromContext(ctx), nil
	}
	if !s.now().Before(c.ExpiresAt.Time) {
		return nil, ended()
	}
	v, err := s.fresh(ctx, c)
	if err != nil {
		return nil, fault.New(fault.Retryable, "").Because(err)
	}
	if v == nil {
		return nil, ended()
	}
	return v, nil
}

// RightsChanged tells whether the viewer of a running stream is not who she was when
// it began: other roles, another family, or nobody any more. When the database cannot
// say, the stream is better closed: its client comes back.
func (s *Service) RightsChanged(ctx context.Context) bool {
	was := viewer.FromContext(ctx)
	is, err := s.Again(ctx)
	if err != nil || was == nil || is == nil {
		return true
	}
	return is.RegionID != was.RegionID || is.FamilyID != was.FamilyID ||
		!slices.Equal(is.Roles, was.Roles) || !slices.Equal(is.Scopes, was.Scopes)
}
