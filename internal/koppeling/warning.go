package koppeling

import (
	"context"
	"fmt"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/checkin"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/koppelingstep"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/screening"
	"buurtdorp/ent/terugblik"
	"buurtdorp/ent/vog"
	"buurtdorp/internal/term"
)

// Warned is a koppeling that asks for its matcher, since its newest reason.
type Warned struct {
	ID    uuid.UUID
	Sinds time.Time
}

// Warnings are the koppelingen of a region that ask for their matcher, the newest first.
// What goes well is left in the database, and of the rest only its last words are read:
// enough to tell since when, not to tell all. Read as the system.
func Warnings(ctx context.Context, c *ent.Client, region uuid.UUID, now time.Time, which ...predicate.Koppeling) ([]Warned, error) {
	r, err := c.Region.Get(rule.System(ctx), region)
	if err != nil {
		return nil, fmt.Errorf("reading a region: %w", err)
	}
	which = append(which, koppeling.RegionID(region), koppeling.StateIn(Going...), mayWorry(r, now))
	courses, err := lastWords(rule.System(ctx), c, r, now, which...)
	if err != nil {
		return nil, fmt.Errorf("looking for early warnings: %w", err)
	}
	out := []Warned{}
	for _, one := range courses {
		if why := one.Redenen(now); len(why) > 0 {
			out = append(out, Warned{one.K.ID, Sinds(why)})
		}
	}
	slices.SortStableFunc(out, func(a, b Warned) int { return b.Sinds.Compare(a.Sinds) })
	return out, nil
}

// Sinds is since when the newest of them is there.
func Sinds(why []Reden) (at time.Time) {
	for _, one := range why {
		if one.Sinds.After(at) {
			at = one.Sinds
		}
	}
	return at
}

// lastWords are courses with of each side its newest word alone: of what was asked before
// it nothing is missed any more, and what is asked after it is.
func lastWords(sys context.Context, c *ent.Client, r *ent.Region, now time.Time, which ...predicate.Koppeling) ([]Course, error) {
	rows, err := c.Koppeling.Query().Where(which...).
		Select(koppeling.FieldID, koppeling.FieldSteungezinID, koppeling.FieldProefVan, koppeling.FieldActiefSinds, koppeling.FieldAfgerondOp).
		WithTerugblikken(func(q *ent.TerugblikQuery) {
			q.Select(terugblik.FieldID, terugblik.FieldKoppelingID, terugblik.FieldKant, terugblik.FieldNummer, terugblik.FieldHoe,
				terugblik.FieldHoeVaak, terugblik.FieldVerder, terugblik.FieldCreatedAt)
		}).
		WithSteps(turns).
		Order(koppeling.ByID()).All(sys)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	vogs, err := endingVogs(sys, c, r, now, rows)
	if err != nil {
		return nil, err
	}
	of := make(map[uuid.UUID]*ent.Koppeling, len(rows))
	for _, k := range rows {
		of[k.ID] = k
	}
	if err := newestWords(sys, c, now, of); err != nil {
		return nil, err
	}
	if err := soSo(sys, c, rows); err != nil {
		return nil, err
	}
	out := make([]Course, len(rows))
	for i, k := range rows {
		k.Edges.Region = r
		out[i] = courseOf(k)
		out[i].Vogs = vogs[k.SteungezinID]
	}
	return out, nil
}

// newestWords reads the last word of each side, and of the child when it is not long ago:
// one step in the index each, however much was said before.
func newestWords(sys context.Context, c *ent.Client, now time.Time, of map[uuid.UUID]*ent.Koppeling) error {
	ids := make([]any, 0, len(of))
	for id := range of {
		ids = append(ids, id)
	}
	last := func(kant term.Kant, kid bool, since time.Time) *sql.Selector {
		k, w := sql.Table(koppeling.Table).As("spoken"), sql.Table(checkin.Table).As("word")
		word := sql.Select(w.C(checkin.FieldID)).From(w).Where(sql.And(sql.ColumnsEQ(w.C(checkin.FieldKoppelingID), k.C(koppeling.FieldID)),
			sql.EQ(w.C(checkin.FieldKant), kant), sql.EQ(w.C(checkin.FieldVanKind), kid), sql.GTE(w.C(checkin.FieldCreatedAt), since))).
			OrderBy(sql.Desc(w.C(checkin.FieldCreatedAt))).Limit(1)
		return sql.Select().AppendSelectExprAs(word, "word_id").From(k).Where(sql.In(k.C(koppeling.FieldID), ids...))
	}
	q := c.CheckIn.Query().Where(func(s *sql.Selector) {
		s.Where(sql.In(s.C(checkin.FieldID), last(term.KantVraag, false, time.Time{}).
			UnionAll(last(term.KantSteun, false, time.Time{})).UnionAll(last(term.KantVraag, true, now.Add(-kindLang).UTC()))))
	})
	return hear(sys, q, of)
}

// hear reads words, and lays each with its koppeling.
func hear(sys context.Context, q *ent.CheckInQuery, of map[uuid.UUID]*ent.Koppeling) error {
	said(q)
	words, err := q.All(sys)
	for _, w := range words {
		k := of[w.KoppelingID]
		k.Edges.CheckIns = append(k.Edges.CheckIns, w)
	}
	return err
}

// soSo reads all the words of a koppeling where the last of a side is "gaat wel": whether
// it was said twice depends on which were one word.
func soSo(sys context.Context, c *ent.Client, rows []*ent.Koppeling) error {
	all := map[uuid.UUID]*ent.Koppeling{}
	for _, k := range rows {
		if slices.ContainsFunc(k.Edges.CheckIns, func(w *ent.CheckIn) bool { return w.Smiley == term.SmileyGaatWel && !w.VanKind }) {
			all[k.ID], k.Edges.CheckIns = k, nil
		}
	}
	if len(all) == 0 {
		return nil
	}
	ids := make([]uuid.UUID, 0, len(all))
	for id := range all {
		ids = append(ids, id)
	}
	return hear(sys, c.CheckIn.Query().Where(checkin.KoppelingIDIn(ids...)), all)
}

// endingVogs are, by steungezin, until when those last that end soon.
func endingVogs(sys context.Context, c *ent.Client, r *ent.Region, now time.Time, rows []*ent.Koppeling) (map[uuid.UUID][]time.Time, error) {
	ids := make([]uuid.UUID, len(rows))
	for i, k := range rows {
		ids[i] = k.SteungezinID
	}
	soon := func(v *sql.Selector) { v.Where(ending(v.C, r.VogYears, now.UTC())) }
	list, err := c.Screening.Query().Where(screening.SteungezinIDIn(ids...), screening.HasVogsWith(soon)).
		Select(screening.FieldID, screening.FieldSteungezinID).
		WithVogs(func(q *ent.VogQuery) {
			q.Where(soon).Select(vog.FieldID, vog.FieldScreeningID, vog.FieldVoornaam, vog.FieldAfgegevenOp)
		}).All(sys)
	out := make(map[uuid.UUID][]time.Time, len(list))
	for _, s := range list {
		out[s.SteungezinID] = newest(s.Edges.Vogs, r.VogYears)
	}
	return out, err
}

// said reads of words what a course needs, oldest first.
func said(q *ent.CheckInQuery) {
	q.Order(checkin.ByCreatedAt(), checkin.ByID()).
		Select(checkin.FieldID, checkin.FieldKoppelingID, checkin.FieldKant, checkin.FieldVanKind, checkin.FieldSmiley, checkin.FieldCreatedAt)
}

// turns are the steps at which a rest begins or ends, oldest first.
func turns(q *ent.KoppelingStepQuery) {
	q.Where(koppelingstep.StepIn(string(term.StapPause), string(term.StapSuspend), string(term.StapResume), string(term.StapLift),
		string(term.StapStartAfronden), string(term.StapReopen))).Order(koppelingstep.ByCreatedAt()).
		Select(koppelingstep.FieldID, koppelingstep.FieldKoppelingID, koppelingstep.FieldStep, koppelingstep.FieldCreatedAt)
}
