package auth

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/apiclient"
	"buurtdorp/ent/credential"
	"buurtdorp/ent/membership"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/user"
	"buurtdorp/internal/term"
)

// Whom says for which existing person a token is meant. What is given has to be true
// together; of several people it is the one with the lowest id. RoleClient stands for
// a third-party app.
type Whom struct {
	UserID uuid.UUID
	Email  string
	Role   term.Role
}

// Nobody says that who was asked for is not there.
type Nobody string

func (n Nobody) Error() string { return string(n) }

// IssueFor makes an access token without a sign-in, for the operator's command: who
// can read the database and its keys, can do so anyway. It lives at most 15 minutes;
// zero takes the usual.
func (s *Service) IssueFor(ctx context.Context, whom Whom, ttl time.Duration) (token string, until time.Time, err error) {
	if ttl == 0 {
		ttl = s.opt.AccessTTL
	}
	if ttl < time.Second || ttl > MaxTTL {
		return "", until, errors.New("a token lives at least a second and at most 15 minutes")
	}
	if whom.Role != "" && !term.Valid(whom.Role) {
		return "", until, fmt.Errorf("there is no role %q; there is %s", whom.Role, strings.Join(whom.Role.Values(), ", "))
	}
	if whom == (Whom{}) {
		return "", until, errors.New("a token is for somebody: give a role, an email or an id")
	}
	sys := rule.System(ctx)
	if whom.Role == term.RoleClient && whom.UserID == uuid.Nil && whom.Email == "" {
		app, err := s.opt.DB.Client.ApiClient.Query().
			Where(apiclient.DisabledAtIsNil()).Order(apiclient.ByID()).First(sys)
		if ent.IsNotFound(err) {
			return "", until, Nobody("there is no third-party app yet")
		}
		if err != nil {
			return "", until, fmt.Errorf("finding an app: %w", err)
		}
		return s.issueToClient(ctx, app, app.Scopes, ttl)
	}
	who, err := s.opt.DB.Client.User.Query().Where(whom.predicates()...).Order(user.ByID()).First(sys)
	if ent.IsNotFound(err) {
		return "", until, Nobody("there is nobody like that")
	}
	if err != nil {
		return "", until, fmt.Errorf("finding a person: %w", err)
	}
	var region uuid.UUID
	if whom.Role != "" {
		has, err := s.opt.DB.Client.Membership.Query().
			Where(membership.UserID(who.ID), membership.RoleEQ(whom.Role)).Order(membership.ByID()).First(sys)
		if err != nil {
			return "", until, fmt.Errorf("finding a role: %w", err)
		}
		region = has.RegionID
	}
	token, until, _, err = s.issueToUser(ctx, who, region, uuid.Nil, ttl)
	return token, until, err
}

func (w Whom) predicates() []predicate.User {
	where := []predicate.User{user.DisabledAtIsNil()}
	if w.UserID != uuid.Nil {
		where = append(where, user.ID(w.UserID))
	}
	if w.Email != "" {
		where = append(where, user.HasCredentialWith(credential.Email(strings.ToLower(strings.TrimSpace(w.Email)))))
	}
	if w.Role != "" {
		where = append(where, user.HasMembershipsWith(membership.RoleEQ(w.Role)))
	}
	return where
}
