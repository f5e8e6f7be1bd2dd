package sync

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/family"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/koppelingstep"
	"buurtdorp/ent/meegenomen"
	"buurtdorp/ent/overdracht"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// longestAlong is how long a dossier may be on a device, however often that is in touch.
const longestAlong = 7 * 24 * time.Hour

// Dossiers is the next page of what the viewer took along on the device that asks. It is
// in touch now: so first what may not stay leaves it, and the rest lasts longer.
func (f *Feed) Dossiers(ctx context.Context, at Checkpoint, limit int) ([]*DossierDoc, Checkpoint, error) {
	if v := viewer.FromContext(ctx); v != nil && v.SessionID != uuid.Nil && !v.IsAnonymous() {
		if err := f.touch(ctx, v); err != nil {
			return nil, at, err
		}
	}
	return pull(ctx, f, gid.Meegenomen, at, limit, dossiers, func(id uuid.UUID) *DossierDoc { return &DossierDoc{ID: id, Deleted: true} })
}

// touch renews what is on a device and may stay there, and takes the rest away. Mostly
// there is nothing, or nothing to do: then nothing is written.
func (f *Feed) touch(ctx context.Context, v *viewer.Viewer) error {
	sys := rule.System(ctx)
	rows, err := f.DB.Client.Meegenomen.Query().Where(meegenomen.SessionID(v.SessionID)).All(sys)
	if err != nil || len(rows) == 0 {
		return err
	}
	away, err := f.away(sys, v, rows)
	if err != nil {
		return err
	}
	var leave, last []uuid.UUID
	now := clock.Now()
	for _, m := range rows {
		switch {
		case away[m.FamilyID] || m.UserID != v.UserID || !v.Pairs(m.RegionID) || m.CreatedAt.Before(now.Add(-longestAlong)):
			leave = append(leave, m.ID)
		case m.Tot.Before(now.Add(f.Lease / 2)):
			last = append(last, m.ID)
		}
	}
	if len(leave)+len(last) == 0 {
		return nil
	}
	return f.DB.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
		sys := rule.System(ctx)
		if len(leave) > 0 {
			if _, err := tx.Meegenomen.Delete().Where(meegenomen.IDIn(leave...)).Exec(sys); err != nil {
				return fmt.Errorf("taking dossiers back: %w", err)
			}
		}
		if len(last) == 0 {
			return nil
		}
		return tx.Meegenomen.Update().Where(meegenomen.IDIn(last...)).SetTot(now.Add(f.Lease)).Exec(sys)
	})
}

// away are the families whose dossier may not stay, since it was taken along: it was
// handed over to somebody else and read there, a koppeling of theirs was interrupted, or
// they are forgotten.
func (f *Feed) away(sys context.Context, v *viewer.Viewer, rows []*ent.Meegenomen) (map[uuid.UUID]bool, error) {
	taken, of := map[uuid.UUID]time.Time{}, make([]uuid.UUID, len(rows))
	for i, m := range rows {
		taken[m.FamilyID], of[i] = m.CreatedAt, m.FamilyID
	}
	out := map[uuid.UUID]bool{}
	gone, err := f.DB.Client.Family.Query().Where(family.IDIn(of...), family.AnonymisedAtNotNil()).IDs(sys)
	if err != nil {
		return nil, fmt.Errorf("looking who is forgotten: %w", err)
	}
	for _, id := range gone {
		out[id] = true
	}
	given, err := f.DB.Client.Overdracht.Query().Where(overdracht.FamilyIDIn(of...), overdracht.VanID(v.UserID), overdracht.GelezenOpNotNil()).All(sys)
	if err != nil {
		return nil, fmt.Errorf("looking what was handed over: %w", err)
	}
	for _, o := range given {
		out[o.FamilyID] = out[o.FamilyID] || o.GelezenOp.After(taken[o.FamilyID])
	}
	steps, err := f.DB.Client.KoppelingStep.Query().Where(koppelingstep.ToStateEQ(term.KoppelingOnderbroken), koppelingstep.HasKoppelingWith(koppeling.Or(
		koppeling.HasVraaggezinWith(vraaggezin.FamilyIDIn(of...)), koppeling.HasSteungezinWith(steungezin.FamilyIDIn(of...))))).
		WithKoppeling(func(q *ent.KoppelingQuery) { q.WithVraaggezin().WithSteungezin() }).All(sys)
	if err != nil {
		return nil, fmt.Errorf("looking what was interrupted: %w", err)
	}
	for _, s := range steps {
		for _, id := range []uuid.UUID{s.Edges.Koppeling.Edges.Vraaggezin.FamilyID, s.Edges.Koppeling.Edges.Steungezin.FamilyID} {
			since, along := taken[id]
			out[id] = out[id] || along && s.CreatedAt.After(since)
		}
	}
	return out, nil
}
