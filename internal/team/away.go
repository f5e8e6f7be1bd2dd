package team

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/afwezigheid"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/user"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/viewer"
)

// longest is how many days somebody is away with a colleague to cover; who is away for
// longer hands her families over.
const longest = 92

// Away is when somebody is away, and who covers.
type Away struct {
	ID        uuid.UUID
	User      *uuid.UUID
	Waarnemer uuid.UUID
	Van, Tot  string
}

// SetAway writes down who looks after whose families on which days. Nothing is started
// or stopped later: it follows from the day.
func (s *Service) SetAway(ctx context.Context, in Away) (*ent.Afwezigheid, error) {
	v := viewer.FromContext(ctx)
	who, err := forWhom(v, in.User, "user")
	if err != nil {
		return nil, err
	}
	van, tot, err := in.check(who)
	if err != nil {
		return nil, err
	}
	// Both are held, in one order, so that two who cover for each other meet here.
	first, second := who, in.Waarnemer
	if first.String() > second.String() {
		first, second = second, first
	}
	for _, id := range []uuid.UUID{first, second} {
		if err := store.TouchLock(ctx, user.Table, id); err != nil && !ent.IsNotFound(err) {
			return nil, err
		}
	}
	if err := takes(ctx, v.RegionID, who, "user"); err != nil {
		return nil, err
	}
	if err := takes(ctx, v.RegionID, in.Waarnemer, "waarnemer"); err != nil {
		return nil, err
	}
	if err := s.clear(ctx, v.RegionID, who, in.Waarnemer, van, tot); err != nil {
		return nil, err
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx).Afwezigheid
	taken, err := c.Query().Where(afwezigheid.ID(in.ID)).Exist(sys)
	if err != nil {
		return nil, fmt.Errorf("looking up an afwezigheid id: %w", err)
	}
	if taken {
		return nil, fault.New(fault.Exists, "id.bestaat").At("id")
	}
	a, err := c.Create().SetID(in.ID).SetRegionID(v.RegionID).SetUserID(who).SetWaarnemerID(in.Waarnemer).SetVan(van).SetTot(tot).Save(sys)
	if err != nil {
		return nil, fmt.Errorf("writing an afwezigheid: %w", err)
	}
	return a, nil
}

func (in *Away) check(who uuid.UUID) (van, tot time.Time, err error) {
	var list fault.List
	if !gid.Is(in.ID, gid.Afwezigheid) {
		list.Add(fault.At("id").New(fault.Invalid, "id.vreemd"))
	}
	if in.Waarnemer == who {
		list.Add(fault.At("waarnemer").New(fault.Invalid, "collega.zelf"))
	}
	van, no := time.Parse(time.DateOnly, in.Van)
	if no != nil {
		list.Add(fault.At("van").New(fault.Invalid, "datum.vorm"))
	}
	tot, not := time.Parse(time.DateOnly, in.Tot)
	switch {
	case not != nil:
		list.Add(fault.At("tot").New(fault.Invalid, "datum.vorm"))
	case no != nil:
	case tot.Before(van):
		list.Add(fault.At("tot").New(fault.Invalid, "tijd.volgorde"))
	case tot.Before(clock.Today(clock.Now())):
		list.Add(fault.At("tot").New(fault.Invalid, "datum.eerder"))
	case tot.Sub(van) > longest*24*time.Hour:
		list.Add(fault.At("tot").New(fault.Invalid, "afwezig.lang").With("max", longest))
	}
	return van, tot, list.Err()
}

// clear tells what stands in the way on these days: she is away already, her colleague
// is, or she covers for somebody herself.
func (s *Service) clear(ctx context.Context, region, who, waarnemer uuid.UUID, van, tot time.Time) error {
	var list fault.List
	for _, c := range []struct {
		is predicate.Afwezigheid
		no *fault.Error
	}{
		{afwezigheid.UserID(who), fault.New(fault.Exists, "afwezig.al").At("van")},
		{afwezigheid.UserID(waarnemer), fault.New(fault.Guard, "waarnemer.afwezig").At("waarnemer")},
		{afwezigheid.WaarnemerID(who), fault.New(fault.Guard, "afwezig.neemt.waar").At("van")},
	} {
		found, err := ent.FromContext(ctx).Afwezigheid.Query().Where(afwezigheid.RegionID(region), c.is, afwezigheid.IngetrokkenOpIsNil(),
			afwezigheid.VanLTE(tot), afwezigheid.TotGTE(van)).Exist(rule.System(ctx))
		if err != nil {
			return fmt.Errorf("looking who is away: %w", err)
		}
		if found {
			list.Add(c.no)
		}
	}
	return list.Err()
}

// EndAway: she is back earlier, or does not go. By herself, who covers, or the head
// matcher.
func (s *Service) EndAway(ctx context.Context, id uuid.UUID) (*ent.Afwezigheid, error) {
	a, err := ent.FromContext(ctx).Afwezigheid.Get(ctx, id)
	if err != nil && !ent.IsNotFound(err) {
		return nil, fmt.Errorf("reading an afwezigheid: %w", err)
	}
	if err != nil {
		return nil, fault.New(fault.NotFound, "").At("id")
	}
	v := viewer.FromContext(ctx)
	if _, err := forWhom(v, &a.UserID, "id"); err != nil && a.WaarnemerID != v.UserID {
		return nil, err
	}
	if a.IngetrokkenOp != nil {
		return a, nil
	}
	a, err = ent.FromContext(ctx).Afwezigheid.UpdateOneID(id).SetIngetrokkenOp(clock.Now()).Save(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("ending an afwezigheid: %w", err)
	}
	return a, nil
}

// Today is: away on the day of t.
func Today(t time.Time) predicate.Afwezigheid {
	day := clock.Today(t)
	return afwezigheid.And(afwezigheid.IngetrokkenOpIsNil(), afwezigheid.VanLTE(day), afwezigheid.TotGTE(day))
}

// ToCome is: away on the day of t, or later.
func ToCome(t time.Time) predicate.Afwezigheid {
	return afwezigheid.And(afwezigheid.IngetrokkenOpIsNil(), afwezigheid.TotGTE(clock.Today(t)))
}

// Waarnemers tells for these matchers who covers for them on the day of t. A family may
// know it, so it is read as the system: a first name, and no more.
func Waarnemers(ctx context.Context, c *ent.Client, who []uuid.UUID, t time.Time) (map[uuid.UUID]uuid.UUID, error) {
	rows, err := c.Afwezigheid.Query().Where(afwezigheid.UserIDIn(who...), Today(t)).All(rule.System(ctx))
	out := make(map[uuid.UUID]uuid.UUID, len(rows))
	for _, a := range rows {
		out[a.UserID] = a.WaarnemerID
	}
	return out, err
}

// CoveredBy are those for whom somebody covers on the day of t.
func CoveredBy(ctx context.Context, c *ent.Client, waarnemer uuid.UUID, t time.Time) ([]uuid.UUID, error) {
	rows, err := c.Afwezigheid.Query().Where(afwezigheid.WaarnemerID(waarnemer), Today(t)).All(ctx)
	out := make([]uuid.UUID, 0, len(rows))
	for _, a := range rows {
		out = append(out, a.UserID)
	}
	return out, err
}
