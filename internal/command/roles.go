package command

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/credential"
	"buurtdorp/ent/membership"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/store"
	"buurtdorp/internal/team"
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
	if slices.Contains(team.Pairing, role) {
		others, err := c.Membership.Query().Where(membership.UserID(user), membership.RegionID(region),
			membership.RoleIn(team.Pairing...), membership.IDNEQ(found.ID)).Exist(ctx)
		if err != nil {
			return err
		}
		if !others { // who stays as head matcher keeps her families
			if err := leave(ctx, user, region); err != nil {
				return err
			}
		}
	}
	return c.Membership.DeleteOne(found).Exec(ctx)
}

// setDisabled ends an account at once. A matcher with open dossiers cannot be
// ended: somebody has to have them first.
func setDisabled(ctx context.Context, db *store.DB, email string) error {
	return db.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
		sys := rule.System(ctx)
		found, err := tx.Credential.Query().Where(credential.Email(email)).Only(sys)
		if ent.IsNotFound(err) {
			return notFound(errors.New("nobody signs in with this address"))
		}
		if err != nil {
			return err
		}
		if err := leave(sys, found.UserID, uuid.Nil); err != nil {
			return err
		}
		return tx.User.UpdateOneID(found.UserID).SetDisabledAt(clock.Now()).Exec(sys)
	})
}

// leave refuses in words for an operator.
func leave(ctx context.Context, user, region uuid.UUID) error {
	err := team.Leave(ctx, user, region)
	if still := team.StillHas(0); errors.As(err, &still) {
		return inTheWay(still)
	}
	return err
}
