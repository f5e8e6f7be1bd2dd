package graph

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	entkoppeling "buurtdorp/ent/koppeling"
	"buurtdorp/ent/predicate"
	"buurtdorp/graph/loader"
	"buurtdorp/graph/model"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// samenLoaders read, as the system, what the rhythm of a koppeling follows from; a side
// gets its own moments of it.
func (r *Resolver) samenLoaders(_ context.Context, add loader.Adder) {
	loader.Add(add, "koppeling.course", func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]koppeling.Course, error) {
		return koppeling.CoursesByID(ctx, r.Client, ids)
	})
	loader.Add(add, "koppeling.afspraken.hold", func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]int, error) {
		return sync.Geldig(ctx, r.Client, ids)
	})
}

// geldigeAfspraken is for who may read the afspraken themselves.
func (r *Resolver) geldigeAfspraken(ctx context.Context, k *ent.Koppeling) (*int, error) {
	mayRead := viewer.FromContext(ctx).Pairs(k.RegionID) || slices.Contains([]term.KoppelingState{
		term.KoppelingProefperiode, term.KoppelingActief, term.KoppelingGepauzeerd, term.KoppelingAfronden}, k.State)
	if !mayRead {
		return nil, nil
	}
	n, err := loader.Load[int](ctx, "koppeling.afspraken.hold", k.ID)
	if err != nil || n == 0 {
		return nil, err
	}
	return &n, nil
}

// momenten are the viewer's own side's; both sides' for a matcher.
func (r *Resolver) momenten(ctx context.Context, k *ent.Koppeling) ([]*model.CheckInMoment, error) {
	out := []*model.CheckInMoment{}
	if k.ProefVan == nil {
		return out, nil
	}
	kant, side, err := r.kant(ctx, k)
	if err != nil {
		return nil, err
	}
	staff := viewer.FromContext(ctx).Pairs(k.RegionID)
	course, err := loader.Load[koppeling.Course](ctx, "koppeling.course", k.ID)
	if err != nil || course.K == nil {
		return out, err
	}
	for _, one := range term.All[term.Kant]() {
		if !staff && (!side || one != kant) {
			continue
		}
		for _, m := range course.Momenten(one, clock.Now()) {
			out = append(out, &model.CheckInMoment{Kant: m.Kant, Soort: m.Soort, Nummer: m.Nummer, Vanaf: m.Vanaf, Voor: m.Voor, Stand: m.Stand, GedaanOp: m.GedaanOp})
		}
	}
	return out, nil
}

// signalenAtOnce is how many warnings one answer has at most, and how many when nobody says.
const (
	signalenAtOnce = 200
	signalenPage   = 50
)

// signalen are the early warnings of what runs in a matcher's region: the newest of them,
// and how many there are. Only those of the page are read with all that was asked of them.
func (r *Resolver) signalen(ctx context.Context, matcher *uuid.UUID, most int, path ...string) (*model.Signalen, error) {
	v := viewer.FromContext(ctx)
	if !v.Pairs(v.RegionID) || v.RegionID == uuid.Nil {
		return nil, nil
	}
	var which []predicate.Koppeling
	if matcher != nil {
		which = append(which, entkoppeling.MatcherID(*matcher))
	}
	now := clock.Now()
	warned, err := koppeling.Warnings(ctx, r.Client, v.RegionID, now, which...)
	if err != nil {
		return nil, err
	}
	page := warned[:min(len(warned), max(0, most), signalenAtOnce)]
	list, err := r.warnings(ctx, page, now)
	if err != nil {
		return nil, err
	}
	return &model.Signalen{TotalCount: len(warned), Lijst: list}, r.underHerEyes(ctx, list, path...)
}

// warnings are those of a page, with all that happened in each.
func (r *Resolver) warnings(ctx context.Context, page []koppeling.Warned, now time.Time) ([]*model.Signaal, error) {
	out := []*model.Signaal{}
	if len(page) == 0 {
		return out, nil
	}
	ids := make([]uuid.UUID, len(page))
	for i, one := range page {
		ids[i] = one.ID
	}
	courses, err := koppeling.CoursesByID(ctx, r.Client, ids)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		c, there := courses[id]
		if !there {
			continue // gone in between
		}
		why := c.Redenen(now)
		s := &model.Signaal{Koppeling: c.K, Redenen: []*model.SignaalReden{}, Sinds: koppeling.Sinds(why)}
		for _, one := range why {
			s.Redenen = append(s.Redenen, &model.SignaalReden{Soort: one.Soort, Kant: one.Kant, Sinds: one.Sinds, Aantal: one.Aantal})
		}
		out = append(out, s)
	}
	return out, nil
}

// underHerEyes reads the koppelingen of a list of warnings again, with the viewer's own
// rights and what she selected of them.
func (r *Resolver) underHerEyes(ctx context.Context, list []*model.Signaal, path ...string) error {
	below := ctx
	for _, name := range path {
		var selected bool
		if below, selected = under(below, name); !selected || len(list) == 0 {
			return nil
		}
	}
	ids := make([]uuid.UUID, len(list))
	for i, s := range list {
		ids[i] = s.Koppeling.ID
	}
	q, err := r.Client.Koppeling.Query().Where(entkoppeling.IDIn(ids...)).CollectFields(below)
	if err != nil {
		return err
	}
	rows, err := q.All(ctx)
	if err != nil {
		return err
	}
	seen := make(map[uuid.UUID]*ent.Koppeling, len(rows))
	for _, k := range rows {
		seen[k.ID] = k
	}
	for _, s := range list {
		s.Koppeling = seen[s.Koppeling.ID]
	}
	return nil
}
