package device

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/family"
	"buurtdorp/ent/meegenomen"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/viewer"
)

// mostTaken is how many dossiers are on a device at once: the visits of a few days.
const mostTaken = 20

// TakeAlong is a dossier for on the way.
type TakeAlong struct {
	ID       uuid.UUID
	FamilyID uuid.UUID
}

// TakeAlong puts a dossier on the viewer's device, or makes it last longer there. Only
// who pairs where the family lives takes it along.
func (s *Service) TakeAlong(ctx context.Context, in TakeAlong) error {
	if !pairs(ctx) {
		return fault.New(fault.NotFound, "").At("familyId")
	}
	v, err := here(ctx)
	if err != nil {
		return err
	}
	c, sys, now := ent.FromContext(ctx), rule.System(ctx), clock.Now()
	fam, err := c.Family.Query().Where(family.ID(in.FamilyID), family.AnonymisedAtIsNil()).Only(ctx)
	if ent.IsNotFound(err) || err == nil && !v.Pairs(fam.RegionID) {
		return fault.New(fault.NotFound, "").At("familyId")
	}
	if err != nil {
		return fmt.Errorf("finding a family: %w", err)
	}
	if !gid.Is(in.ID, gid.Meegenomen) {
		return fault.New(fault.Invalid, "").At("id")
	}
	// What was there before begins anew: a dossier that came back by handing over is
	// another one than what went then.
	mine := meegenomen.SessionID(v.SessionID)
	if _, err := c.Meegenomen.Delete().Where(mine, meegenomen.FamilyID(fam.ID)).Exec(sys); err != nil {
		return fmt.Errorf("putting back: %w", err)
	}
	n, err := c.Meegenomen.Query().Where(mine).Count(sys)
	if err != nil {
		return fmt.Errorf("counting what goes along: %w", err)
	}
	if n >= mostTaken {
		return fault.New(fault.TooMany, "mee.veel").With("max", mostTaken)
	}
	taken, err := c.Meegenomen.Query().Where(meegenomen.ID(in.ID)).Exist(sys)
	if err != nil {
		return fmt.Errorf("looking up an id: %w", err)
	}
	if taken {
		return fault.New(fault.Exists, "id.bestaat").At("id")
	}
	err = c.Meegenomen.Create().SetID(in.ID).SetRegionID(fam.RegionID).SetUserID(v.UserID).SetSessionID(v.SessionID).
		SetFamilyID(fam.ID).SetTot(now.Add(s.Lease)).Exec(sys)
	if ent.IsConstraintError(err) {
		return fault.New(fault.Retryable, "")
	}
	if err != nil {
		return fmt.Errorf("taking along: %w", err)
	}
	return nil
}

// pairs tells whether there is anything here for the viewer: nobody else takes dossiers.
func pairs(ctx context.Context) bool {
	v := viewer.FromContext(ctx)
	return v.Pairs(v.RegionID)
}

// PutBack takes a dossier off the viewer's device; with uuid.Nil all of them.
func (s *Service) PutBack(ctx context.Context, of uuid.UUID) error {
	if !pairs(ctx) {
		return fault.New(fault.NotFound, "").At("familyId")
	}
	v, err := here(ctx)
	if err != nil {
		return err
	}
	d := ent.FromContext(ctx).Meegenomen.Delete().Where(meegenomen.SessionID(v.SessionID))
	if of != uuid.Nil {
		d.Where(meegenomen.FamilyID(of))
	}
	if _, err := d.Exec(rule.System(ctx)); err != nil {
		return fmt.Errorf("putting back: %w", err)
	}
	return nil
}

// Meegenomen selects what is on the viewer's device, the rules still to come.
func Meegenomen(ctx context.Context, c *ent.Client) *ent.MeegenomenQuery {
	return c.Meegenomen.Query().Where(meegenomen.SessionID(viewer.FromContext(ctx).SessionID)).Order(meegenomen.ByID())
}

// longest is how long a dossier is on a device at the most (sync.Feed holds to it too).
const longest = 7 * 24 * time.Hour

// Sweep forgets what was taken along too long ago, on devices that were never heard of again.
func Sweep(ctx context.Context) error {
	_, err := ent.FromContext(ctx).Meegenomen.Delete().Where(meegenomen.CreatedAtLT(clock.Now().Add(-longest))).Exec(rule.System(ctx))
	return err
}
