package team

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/afwezigheid"
	"buurtdorp/ent/overdracht"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/user"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/store"
)

// StillHas says why a matcher cannot leave: so many dossiers are in her care.
type StillHas int

func (n StillHas) Error() string {
	if n == 1 {
		return "this matcher has 1 open dossier: hand it over first"
	}
	return fmt.Sprintf("this matcher has %d open dossiers: hand them over first", int(n))
}

// Leave holds somebody to this transaction and refuses with StillHas when she has open
// dossiers: in a region, or with uuid.Nil in any. Whoever gives her one at this moment
// waits for us, and then finds her gone. What she was asked to read goes back to who
// gave it, and whom she would cover for needs another.
func Leave(ctx context.Context, who, region uuid.UUID) error {
	if err := store.TouchLock(ctx, user.Table, who); err != nil {
		return err
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	n, err := OpenDossiers(ctx, c, who, region)
	if err != nil {
		return err
	}
	if n > 0 {
		return StillHas(n)
	}
	now := clock.Now()
	back, cover := c.Overdracht.Update().Where(overdracht.NaarID(who), Open), c.Afwezigheid.Update().
		Where(afwezigheid.Or(afwezigheid.UserID(who), afwezigheid.WaarnemerID(who)), afwezigheid.IngetrokkenOpIsNil(), afwezigheid.TotGTE(clock.Today(now)))
	if region != uuid.Nil {
		back.Where(overdracht.RegionID(region))
		cover.Where(afwezigheid.RegionID(region))
	}
	if err := back.SetIngetrokkenOp(now).Exec(sys); err != nil {
		return fmt.Errorf("giving back what was not read: %w", err)
	}
	if err := cover.SetIngetrokkenOp(now).Exec(sys); err != nil {
		return fmt.Errorf("ending covers: %w", err)
	}
	return nil
}
