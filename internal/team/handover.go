package team

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/overdracht"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/text"
	"buurtdorp/internal/viewer"
	"buurtdorp/internal/workday"
)

const (
	maxDossiers = 500
	maxWords    = 2000
	// readDays is within how many working days a colleague has read what she was given.
	readDays = 2
)

// errMoved: the dossier is not the giver's any more.
var errMoved = errors.New("team: the dossier has another matcher meanwhile")

// HandOver is dossiers on their way to a colleague.
type HandOver struct {
	Van         *uuid.UUID
	Naar        uuid.UUID
	Dossiers    []uuid.UUID
	Alle        bool
	Toelichting string
}

// HandOver writes down, per dossier, that a colleague is asked to read it. Nothing
// changes hands yet: it does when she says that she has. It gives the id of what was
// handed over in one go.
func (s *Service) HandOver(ctx context.Context, in HandOver) (uuid.UUID, error) {
	v := viewer.FromContext(ctx)
	van, err := forWhom(v, in.Van, "van")
	if err != nil {
		return uuid.Nil, err
	}
	if err := in.check(van); err != nil {
		return uuid.Nil, err
	}
	if err := takes(ctx, v.RegionID, in.Naar, "naar"); err != nil {
		return uuid.Nil, err
	}
	list, err := in.find(ctx, v, van)
	if err != nil {
		return uuid.Nil, err
	}
	c, now, batch := ent.FromContext(ctx).Overdracht, clock.Now(), gid.New(gid.Overdracht)
	rows := make([]*ent.OverdrachtCreate, len(list))
	for i, d := range list {
		rows[i] = c.Create().SetID(gid.New(gid.Overdracht)).SetRegionID(v.RegionID).SetBatchID(batch).SetFamilyID(d.family).
			SetDossierID(d.id).SetSoort(d.soort).SetNillableVanID(d.matcher).SetNaarID(in.Naar).SetDoorID(v.UserID).
			SetToelichting(in.Toelichting).SetUiterlijk(workday.Add(now, readDays))
	}
	for chunk := range slices.Chunk(rows, 50) {
		err := c.CreateBulk(chunk...).Exec(rule.System(ctx))
		if ent.IsConstraintError(err) { // a twin was quicker; the same again finds it and says so
			return uuid.Nil, fault.New(fault.Retryable, "").Because(err)
		}
		if err != nil {
			return uuid.Nil, fmt.Errorf("writing an overdracht: %w", err)
		}
	}
	return batch, nil
}

func (in *HandOver) check(van uuid.UUID) error {
	var list fault.List
	in.Toelichting = text.Clean(in.Toelichting)
	switch {
	case text.Len(in.Toelichting) > maxWords:
		list.Add(fault.At("toelichting").TooLong(maxWords))
	case text.HoldsBSN(in.Toelichting):
		list.Add(fault.At("toelichting").New(fault.Invalid, "bsn.niet"))
	}
	if in.Naar == van {
		list.Add(fault.At("naar").New(fault.Invalid, "collega.zelf"))
	}
	switch {
	case len(in.Dossiers) > maxDossiers:
		list.Add(fault.At("dossiers").TooMany(maxDossiers))
	case !in.Alle && len(in.Dossiers) == 0:
		list.Add(fault.At("dossiers").New(fault.Required, "dossiers.leeg"))
	}
	return list.Err()
}

// find are the dossiers that are meant, each with what stands in its way. Whose they
// are not, are not there: but a head matcher may give anybody's, also what was nobody's.
func (in *HandOver) find(ctx context.Context, v *viewer.Viewer, van uuid.UUID) ([]dossier, error) {
	var all []dossier
	var err error
	if in.Alle {
		all, err = caseload(ctx, v.RegionID, van)
	} else {
		all, err = named(ctx, v.RegionID, in.Dossiers)
	}
	if err != nil {
		return nil, err
	}
	moving, err := underway(ctx, all)
	if err != nil {
		return nil, err
	}
	if in.Alle { // what is on its way already stays so
		all = slices.DeleteFunc(all, func(d dossier) bool { return moving[d.id] })
		if len(all) == 0 {
			return nil, fault.New(fault.Required, "dossiers.leeg").At("dossiers")
		}
		if len(all) > maxDossiers { // and then once more
			all = all[:maxDossiers]
		}
		return all, nil
	}
	var list fault.List
	var out []dossier
	for i, id := range in.Dossiers {
		at := fault.At("dossiers").Index(i)
		n := slices.IndexFunc(all, func(d dossier) bool { return d.id == id })
		switch {
		case n < 0 || !in.mayGive(v, all[n], van):
			list.Add(at.New(fault.NotFound, ""))
		case !all[n].open:
			list.Add(at.New(fault.State, "dossier.klaar"))
		case moving[id]:
			list.Add(at.New(fault.Exists, "dossier.onderweg"))
		case all[n].matcher != nil && *all[n].matcher == in.Naar:
			list.Add(at.New(fault.Exists, "dossier.heeft"))
		case !slices.ContainsFunc(out, func(d dossier) bool { return d.id == id }):
			out = append(out, all[n])
		}
	}
	// Both a family and its koppeling are ticked: it goes along, and is read once.
	out = slices.DeleteFunc(out, func(d dossier) bool {
		return d.vraag != uuid.Nil && slices.ContainsFunc(out, func(o dossier) bool {
			return o.id == d.vraag && o.matcher != nil && d.matcher != nil && *o.matcher == *d.matcher
		})
	})
	return out, list.Err()
}

func (in *HandOver) mayGive(v *viewer.Viewer, d dossier, van uuid.UUID) bool {
	if d.matcher == nil { // nobody's yet: whoever pairs here may ask a colleague to take it
		return true
	}
	return *d.matcher == van
}

func underway(ctx context.Context, all []dossier) (map[uuid.UUID]bool, error) {
	out := map[uuid.UUID]bool{}
	for chunk := range slices.Chunk(all, 200) {
		ids := make([]uuid.UUID, len(chunk))
		for i, d := range chunk {
			ids[i] = d.id
		}
		rows, err := ent.FromContext(ctx).Overdracht.Query().Where(overdracht.DossierIDIn(ids...), Open).All(rule.System(ctx))
		if err != nil {
			return nil, fmt.Errorf("looking for what is on its way: %w", err)
		}
		for _, o := range rows {
			out[o.DossierID] = true
		}
	}
	return out, nil
}

// Open is not read and not taken back.
var Open = overdracht.And(overdracht.GelezenOpIsNil(), overdracht.IngetrokkenOpIsNil())

// Confirm: the colleague has read the dossier, and it is hers from now on. The family
// hears once who is there for it, however many dossiers it has.
func (s *Service) Confirm(ctx context.Context, id uuid.UUID) (*ent.Overdracht, error) {
	o, err := s.mine(ctx, id, func(v *viewer.Viewer, o *ent.Overdracht) bool { return o.NaarID == v.UserID })
	if err != nil {
		return nil, err
	}
	if err := takes(ctx, o.RegionID, o.NaarID, "id"); err != nil {
		return nil, err
	}
	if err := give(ctx, o.Soort, o.DossierID, o.VanID, o.NaarID); err != nil {
		if errors.Is(err, errMoved) {
			return nil, fault.New(fault.State, "dossier.elders").At("id").Because(err)
		}
		return nil, err
	}
	first, err := ent.FromContext(ctx).Overdracht.Query().Where(overdracht.BatchID(o.BatchID), overdracht.FamilyID(o.FamilyID),
		overdracht.GelezenOpNotNil()).Exist(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("looking whether a family was told: %w", err)
	}
	if o, err = end(ctx, o, func(u *ent.OverdrachtUpdateOne, now time.Time) { u.SetGelezenOp(now) }); err != nil || first {
		return o, err
	}
	return o, s.tell(ctx, NewMatcher, o.FamilyID)
}

// Withdraw takes back what was not read yet: by who gave it, who asked for it, or the
// head matcher; and by the colleague herself, who cannot take it.
func (s *Service) Withdraw(ctx context.Context, id uuid.UUID) (*ent.Overdracht, error) {
	o, err := s.mine(ctx, id, func(v *viewer.Viewer, o *ent.Overdracht) bool {
		_, err := forWhom(v, &o.DoorID, "id")
		return err == nil || o.NaarID == v.UserID || o.VanID != nil && *o.VanID == v.UserID
	})
	if err != nil {
		return nil, err
	}
	return end(ctx, o, func(u *ent.OverdrachtUpdateOne, now time.Time) { u.SetIngetrokkenOp(now) })
}

// mine finds an open overdracht that is the viewer's to decide on.
func (s *Service) mine(ctx context.Context, id uuid.UUID, may func(*viewer.Viewer, *ent.Overdracht) bool) (*ent.Overdracht, error) {
	o, err := ent.FromContext(ctx).Overdracht.Get(ctx, id)
	if err != nil && !ent.IsNotFound(err) {
		return nil, fmt.Errorf("reading an overdracht: %w", err)
	}
	switch {
	case err != nil, !may(viewer.FromContext(ctx), o):
		return nil, fault.New(fault.NotFound, "").At("id")
	case o.GelezenOp != nil || o.IngetrokkenOp != nil:
		return nil, fault.New(fault.State, "overdracht.klaar").At("id").WithCurrent(o.ID)
	}
	return o, nil
}

func end(ctx context.Context, o *ent.Overdracht, how func(*ent.OverdrachtUpdateOne, time.Time)) (*ent.Overdracht, error) {
	u := ent.FromContext(ctx).Overdracht.UpdateOneID(o.ID).Where(overdracht.Version(o.Version))
	how(u, clock.Now())
	ended, err := u.Save(rule.System(ctx))
	if ent.IsNotFound(err) {
		return nil, fault.New(fault.Conflict, "").At("id").WithCurrent(o.ID)
	}
	if err != nil {
		return nil, fmt.Errorf("ending an overdracht: %w", err)
	}
	return ended, nil
}

// heldBy is: its matcher is this person, or nobody.
func heldBy[P ~func(*sql.Selector)](column string, who *uuid.UUID) P {
	return func(s *sql.Selector) {
		if who == nil {
			s.Where(sql.IsNull(s.C(column)))
			return
		}
		s.Where(sql.EQ(s.C(column), *who))
	}
}
