package team

import (
	"context"
	"fmt"

	"entgo.io/ent"
	"github.com/google/uuid"

	gen "buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/user"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/store"
)

// Watch makes sure, for whoever writes a matcher into a dossier, that she is somebody
// who can have it: an account that ends at this very moment and a dossier that is given
// at this very moment wait for each other (Leave), so that no family is left with
// somebody who is gone. No code path has to remember it.
func Watch(c *gen.Client) {
	c.Vraaggezin.Use(stays)
	c.Steungezin.Use(stays)
	c.Koppeling.Use(stays)
}

func stays(next ent.Mutator) ent.Mutator {
	return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
		if x, ok := m.(interface{ MatcherID() (uuid.UUID, bool) }); ok {
			if id, set := x.MatcherID(); set && gen.TxFromContext(ctx) != nil {
				if err := here(ctx, id); err != nil {
					return nil, err
				}
			}
		}
		return next.Mutate(ctx, m)
	})
}

func here(ctx context.Context, id uuid.UUID) error {
	if err := store.TouchLock(ctx, user.Table, id); err != nil {
		return fmt.Errorf("holding a matcher: %w", err)
	}
	is, err := gen.FromContext(ctx).User.Query().Where(user.ID(id), user.DisabledAtIsNil()).Exist(rule.System(ctx))
	if err != nil {
		return fmt.Errorf("looking up a matcher: %w", err)
	}
	if !is {
		return fault.New(fault.Guard, "collega.weg")
	}
	return nil
}
