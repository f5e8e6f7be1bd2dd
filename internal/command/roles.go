package command

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/credential"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/membership"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/store"
	"buurtdorp/internal/term"
)

func setRole(ctx context.Context, c *ent.Client, user, region uuid.UUID, role term.Role, has bool) error {
	found, err := c.Membership.Query().
		Where(membership.UserID(user), membership.RegionID(region), membership.RoleEQ(role)).Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return err
	}
	switch {
	case has && found == nil:
		return c.Membership.Create().SetUserID(user).SetRegionID(region).SetRole(role).Exec(ctx)
	case !has && found == nil:
		return notFound(fmt.Errorf("this person is no %s here", role))
	case has:
		return nil
	}
	if role == term.RoleMatcher || role == term.RoleHeadMatcher {
		if err := noOpenDossiers(ctx, c, user); err != nil {
			return err
		}
	}
	return c.Membership.DeleteOne(found).Exec(ctx)
}

// setDisabled ends an account at once. A matcher with open dossiers cannot be
// ended: somebody has to have them first.
func setDisabled(ctx context.Context, db *store.DB, email string) error {
	found, err := db.Client.Credential.Query().Where(credential.Email(email)).Only(ctx)
	if ent.IsNotFound(err) {
		return notFound(errors.New("nobody signs in with this address"))
	}
	if err != nil {
		return err
	}
	if err := noOpenDossiers(ctx, db.Client, found.UserID); err != nil {
		return err
	}
	return db.Client.User.UpdateOneID(found.UserID).SetDisabledAt(clock.Now()).Exec(ctx)
}

func noOpenDossiers(ctx context.Context, c *ent.Client, user uuid.UUID) error {
	n := 0
	for _, count := range []func() (int, error){
		func() (int, error) {
			return c.Vraaggezin.Query().Where(vraaggezin.MatcherID(user), vraaggezin.StateIn(term.VraagAangemeld, term.VraagIntake, term.VraagWachtend, term.VraagGepauzeerd)).Count(ctx)
		},
		func() (int, error) {
			return c.Steungezin.Query().Where(steungezin.MatcherID(user), steungezin.StateNotIn(term.SteunAfgewezen, term.SteunGestopt, term.SteunGeanonimiseerd)).Count(ctx)
		},
		func() (int, error) {
			return c.Koppeling.Query().Where(koppeling.MatcherID(user), koppeling.StateNotIn(term.KoppelingAfgerond, term.KoppelingAfgewezen,
				term.KoppelingVerlopen, term.KoppelingNietDoorgegaan, term.KoppelingGestopt)).Count(ctx)
		},
	} {
		one, err := count()
		if err != nil {
			return err
		}
		n += one
	}
	if n > 0 {
		return inTheWay(fmt.Errorf("this matcher has %d open dossiers: hand them over first", n))
	}
	return nil
}
