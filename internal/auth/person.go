package auth

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/contactgegevens"
	"buurtdorp/ent/credential"
	"buurtdorp/ent/family"
	"buurtdorp/ent/membership"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/user"
	"buurtdorp/internal/store"
	"buurtdorp/internal/term"
)

// Known tells whether somebody can sign in with this address: a person who did so
// before, or a family that registered with it and has not been here yet. To nobody
// else is a code ever mailed. The address is in lower case.
func Known(ctx context.Context, db *store.DB, email string) (bool, error) {
	sys := rule.System(ctx)
	is, err := db.Client.User.Query().Where(activeWith(email)).Exist(sys)
	if err != nil || is {
		return is, err
	}
	taken, err := db.Client.Credential.Query().Where(credential.Email(email)).Exist(sys)
	if err != nil || taken { // a person who has been disabled
		return false, err
	}
	return db.Client.Family.Query().Where(waitingFor(email)).Exist(sys)
}

func activeWith(email string) predicate.User {
	return user.And(user.DisabledAtIsNil(), user.HasCredentialWith(credential.Email(email)))
}

// waitingFor are the families that registered with an address and that nobody
// belongs to yet.
func waitingFor(email string) predicate.Family {
	return family.And(family.AnonymisedAtIsNil(), family.Not(family.HasMembers()),
		family.HasContactgegevensWith(contactgegevens.Email(email)))
}

// personFor finds who signs in with an address, and makes her at her first time. It
// is nil for an address that is nobody's.
func personFor(ctx context.Context, tx *ent.Tx, email string) (*ent.User, error) {
	sys := rule.System(ctx)
	who, err := tx.User.Query().Where(activeWith(email)).Only(sys)
	if err != nil && !ent.IsNotFound(err) {
		return nil, fmt.Errorf("finding a person: %w", err)
	}
	if who != nil && who.FamilyID != nil {
		return who, nil
	}
	may, err := mayJoin(sys, who)
	if err != nil {
		return nil, err
	}
	home, err := tx.Family.Query().Where(waitingFor(email), may).
		Order(family.ByCreatedAt(sql.OrderDesc()), family.ByID(sql.OrderDesc())).First(sys)
	if ent.IsNotFound(err) {
		return who, nil
	}
	if err != nil {
		return nil, fmt.Errorf("finding a family: %w", err)
	}
	if who == nil {
		return firstTime(sys, tx, email, home)
	}
	return who, join(sys, tx, who, home)
}

// mayJoin leaves somebody who works for us in her own region: anybody may register a
// family with her address, and that of her family is where she is when she signs in.
func mayJoin(sys context.Context, who *ent.User) (predicate.Family, error) {
	anywhere := family.IDNEQ(uuid.Nil)
	if who == nil {
		return anywhere, nil
	}
	roles, err := who.QueryMemberships().Where(membership.RoleNEQ(term.RoleParent)).All(sys)
	if err != nil || len(roles) == 0 {
		return anywhere, err
	}
	var regions []uuid.UUID
	for _, m := range roles {
		regions = append(regions, m.RegionID)
	}
	return family.RegionIDIn(regions...), nil
}

func firstTime(sys context.Context, tx *ent.Tx, email string, home *ent.Family) (*ent.User, error) {
	// A disabled person keeps her address: it does not open a second door.
	if taken, err := tx.Credential.Query().Where(credential.Email(email)).Exist(sys); err != nil || taken {
		return nil, err
	}
	who, err := tx.User.Create().SetFirstName(home.Name).Save(sys)
	if err != nil {
		return nil, fmt.Errorf("making a person: %w", err)
	}
	if err := tx.Credential.Create().SetUserID(who.ID).SetEmail(email).Exec(sys); err != nil {
		return nil, fmt.Errorf("making a credential: %w", err)
	}
	return who, join(sys, tx, who, home)
}

// join makes somebody a parent in her own family.
func join(sys context.Context, tx *ent.Tx, who *ent.User, home *ent.Family) error {
	if err := tx.User.UpdateOneID(who.ID).SetFamilyID(home.ID).Exec(sys); err != nil {
		return fmt.Errorf("joining a family: %w", err)
	}
	who.FamilyID = &home.ID
	parent := []predicate.Membership{
		membership.UserID(who.ID), membership.RegionID(home.RegionID), membership.RoleEQ(term.RoleParent),
	}
	if has, err := tx.Membership.Query().Where(parent...).Exist(sys); err != nil || has {
		return err
	}
	err := tx.Membership.Create().SetUserID(who.ID).SetRegionID(home.RegionID).SetRole(term.RoleParent).Exec(sys)
	if err != nil {
		return fmt.Errorf("making a membership: %w", err)
	}
	return nil
}
