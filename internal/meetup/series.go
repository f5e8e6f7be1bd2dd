package meetup

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/place"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/series"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/store"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// How far ahead meetups of a series are made, and the limits of a rule.
const (
	aheadMonths = 4
	maxEvery    = 12
	maxCount    = 200
	maxSkip     = 200
	forever     = rhythm.Day("9999-12-31")
)

// SeriesPlan is a series to come. Of Plan it takes what a meetup is; its times are not used.
type SeriesPlan struct {
	Plan
	Rule       rhythm.Rule
	From       string
	Until      string
	Count      int
	Skip       []string
	SchoolGaps bool
	Clock      string // 09:30, in the Netherlands
	Minutes    int
}

// PlanSeries plans a series at a place of the viewer's region, and makes its first
// meetups; hosts and matchers.
func (s *Service) PlanSeries(ctx context.Context, in SeriesPlan) (*ent.Series, error) {
	in.Title, in.Description = text.Line(in.Title), text.Clean(in.Description)
	who, err := somebody(ctx)
	if err != nil {
		return nil, err
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	at, err := c.Place.Query().Where(place.ID(in.PlaceID)).WithRegion().Only(ctx)
	if ent.IsNotFound(err) || err == nil && !who.Hosts(at.RegionID) {
		return nil, fault.New(fault.NotFound, "").At("placeId")
	}
	if err != nil {
		return nil, fmt.Errorf("reading a place: %w", err)
	}
	in.Rule = in.Rule.Whole()
	list := in.check(clock.Now(), "", at.Edges.Region.Vakantieregio)
	if !at.Active {
		list.Add(fault.New(fault.State, "plek.dicht").At("placeId"))
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	if there, err := c.Series.Query().Where(series.ID(in.ID)).Exist(sys); err != nil {
		return nil, fmt.Errorf("looking for a series: %w", err)
	} else if there {
		return nil, fault.New(fault.Exists, "").At("id").WithCurrent(in.ID)
	}
	se, err := c.Series.Create().SetID(in.ID).SetRegionID(at.RegionID).SetPlaceID(at.ID).SetTitle(in.Title).SetDescription(in.Description).
		SetThema(in.Thema).SetKind(in.Kind).SetCapacity(in.Capacity).SetWithChildren(in.WithChildren).
		SetNillableAgeFrom(in.AgeFrom).SetNillableAgeTo(in.AgeTo).SetLanguages(in.Languages).SetDoelgroepen(in.doelgroepen()).
		SetRule(in.Rule).SetFromDay(in.From).SetUntilDay(in.Until).SetCount(in.Count).SetSkipDays(in.skip()).SetSchoolGaps(in.SchoolGaps).
		SetAt(in.Clock).SetMinutes(in.Minutes).Save(sys)
	if ent.IsConstraintError(err) {
		return nil, fault.New(fault.Retryable, "").Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("planning a series: %w", err)
	}
	return s.extend(ctx, se, clock.Now())
}

func (in SeriesPlan) skip() []string {
	if in.Skip == nil {
		return []string{}
	}
	return in.Skip
}

// check checks a plan; was is the first day that it had already, or none.
func (in SeriesPlan) check(now time.Time, was string, region term.Vakantieregio) fault.List {
	list := in.Plan.about(gid.Series)
	list.Add(rhythmic(in.Rule)...)
	from, ok := rhythm.ParseDay(in.From)
	if !ok {
		list.Add(fault.New(fault.Invalid, "dag.vorm").At("fromDay"))
	} else if from < rhythm.DayOf(now) && in.From != was {
		list.Add(fault.New(fault.Invalid, "datum.eerder").At("fromDay"))
	}
	if _, ok := rhythm.ParseDay(in.Until); in.Until != "" && (!ok || in.Until < in.From) {
		list.Add(fault.New(fault.Invalid, "dag.vorm").At("untilDay"))
	}
	if in.Count < 0 || in.Count > maxCount || in.Count > 0 && in.Until != "" {
		list.Add(fault.New(fault.Invalid, "reeks.einde").At("count"))
	}
	if len(in.Skip) > maxSkip {
		list.Add(fault.At("skipDays").TooMany(maxSkip))
	}
	for i, d := range in.Skip {
		if _, ok := rhythm.ParseDay(d); !ok {
			list.Add(fault.At("skipDays").Index(i).New(fault.Invalid, "dag.vorm"))
		}
	}
	if !rhythm.IsClock(in.Clock) {
		list.Add(fault.New(fault.Invalid, "tijd.vorm").At("at"))
	}
	switch {
	case in.Minutes < 1:
		list.Add(fault.New(fault.Invalid, "tijd.volgorde").At("minutes"))
	case time.Duration(in.Minutes)*time.Minute > maxLong:
		list.Add(fault.New(fault.Invalid, "meetup.lang").At("minutes"))
	}
	if len(list) == 0 {
		plan := in.rhythm(region)
		if len(plan.Next(max(from, rhythm.DayOf(now)), 1)) == 0 {
			list.Add(fault.New(fault.Invalid, "reeks.leeg").At("rhythm"))
		}
	}
	return list
}

// rhythmic checks a rule.
func rhythmic(r rhythm.Rule) fault.List {
	var list fault.List
	odd := len(r.Days) == 0 || len(r.Days) > 7 || slices.ContainsFunc(r.Days, func(d term.Weekdag) bool { return !term.Valid(d) })
	if odd {
		list.Add(fault.New(fault.Required, "ritme.dagen").At("rhythm", "days"))
	}
	if r.Every < 1 || r.Every > maxEvery {
		list.Add(fault.New(fault.Invalid, "ritme.elke").At("rhythm", "every").With("max", maxEvery))
	}
	if !term.Valid(r.Unit) || !term.Valid(r.Weken) {
		list.Add(fault.New(fault.Invalid, "keuze.vreemd").At("rhythm", "unit"))
	}
	wrong := func(n int) bool { return n != -1 && (n < 1 || n > 5) }
	if r.Unit == term.RitmeMaand && len(r.Nth) == 0 || len(r.Nth) > 6 || slices.ContainsFunc(r.Nth, wrong) {
		list.Add(fault.New(fault.Required, "ritme.welke").At("rhythm", "nth"))
	}
	return list
}

func (in SeriesPlan) rhythm(region term.Vakantieregio) rhythm.Plan {
	p := rhythm.Plan{Rule: in.Rule, From: rhythm.Day(in.From), Until: rhythm.Day(in.Until), Count: in.Count, Skip: days(in.Skip)}
	if in.SchoolGaps {
		p.Gaps = region
	}
	return p
}

// Preview are the days to come that a plan would give, and those it leaves out for the schools.
// What cannot be a plan gives none.
func Preview(in SeriesPlan, region term.Vakantieregio) (on, out []string) {
	on, out = []string{}, []string{}
	in.Rule = in.Rule.Whole()
	from, ok := rhythm.ParseDay(in.From)
	if !ok || len(rhythmic(in.Rule)) > 0 || in.Count < 0 {
		return on, out
	}
	from = max(from, rhythm.DayOf(clock.Now()))
	plan := in.rhythm(region)
	for _, d := range plan.Next(from, 24) {
		on = append(on, string(d))
	}
	if plan.Gaps == "" || len(on) == 0 {
		return on, out
	}
	plan.Gaps, plan.Count = "", 0
	for _, d := range plan.Days(from, rhythm.Day(on[len(on)-1])) {
		if _, free := rhythm.SchoolHoliday(region, d); free {
			out = append(out, string(d))
		}
	}
	return on, out
}

// planOf is the plan of a series with its region.
func planOf(se *ent.Series, r *ent.Region) rhythm.Plan {
	p := rhythm.Plan{Rule: se.Rule, From: rhythm.Day(se.FromDay), Until: rhythm.Day(se.UntilDay), Count: se.Count, Skip: days(se.SkipDays)}
	if se.SchoolGaps {
		p.Gaps = r.Vakantieregio
	}
	return p
}

// NextDays are the next days of a series by its rule, at most so many.
func NextDays(se *ent.Series, r *ent.Region, most int) []string {
	out := []string{}
	for _, d := range planOf(se, r).Next(rhythm.DayOf(clock.Now()), most) {
		out = append(out, string(d))
	}
	return out
}

func days(list []string) []rhythm.Day {
	out := make([]rhythm.Day, len(list))
	for i, s := range list {
		out[i] = rhythm.Day(s)
	}
	return out
}

// EndSeries ends a series after a day; hosts and matchers of the region. Meetups after
// it are called off, and everybody who stands for one is told.
func (s *Service) EndSeries(ctx context.Context, id uuid.UUID, baseVersion int, lastDay string) (*ent.Series, error) {
	who, err := somebody(ctx)
	if err != nil {
		return nil, err
	}
	se, err := holdSeries(ctx, id, "id")
	if err != nil {
		return nil, err
	}
	last, ok := rhythm.ParseDay(lastDay)
	switch {
	case !who.Hosts(se.RegionID):
		return nil, fault.New(fault.NotFound, "reeks.weg").At("id")
	case se.Version != baseVersion:
		return nil, fault.New(fault.Conflict, "").At("baseVersion").WithCurrent(se.ID)
	case !ok:
		return nil, fault.New(fault.Invalid, "dag.vorm").At("lastDay")
	}
	se, err = se.Update().SetUntilDay(string(last)).SetCount(0).SetMadeUntil(string(forever)).Save(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("ending a series: %w", err)
	}
	later, err := ent.FromContext(ctx).Meetup.Query().Where(meetup.SeriesID(se.ID), meetup.SeriesDayGT(string(last)),
		meetup.CancelledAtIsNil(), meetup.StartsAtGT(clock.Now())).Order(meetup.ByID()).IDs(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading what comes: %w", err)
	}
	for _, id := range later {
		m, err := hold(ctx, id, "id")
		if err != nil {
			return nil, err
		}
		if _, err := s.callOff(ctx, m, clock.Now()); err != nil {
			return nil, err
		}
	}
	return se, nil
}

// holdSeries keeps a series to this transaction, and reads it.
func holdSeries(ctx context.Context, id uuid.UUID, path string) (*ent.Series, error) {
	err := store.TouchLock(ctx, series.Table, id)
	var se *ent.Series
	if err == nil {
		se, err = ent.FromContext(ctx).Series.Query().Where(series.ID(id)).Only(ctx)
	}
	switch {
	case ent.IsNotFound(err):
		return nil, fault.New(fault.NotFound, "reeks.weg").At(path)
	case err != nil:
		return nil, fmt.Errorf("holding a series: %w", err)
	}
	return se, nil
}
