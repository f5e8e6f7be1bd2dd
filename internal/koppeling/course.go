package koppeling

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/screening"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/vog"
	"buurtdorp/internal/term"
)

// Going are the states in which families are asked how it goes.
var Going = []term.KoppelingState{term.KoppelingProefperiode, term.KoppelingActief}

// Course is a koppeling with what happened in it: enough to tell when somebody is asked,
// and what to worry about.
type Course struct {
	K            *ent.Koppeling
	Ritme        Ritme
	Loop         Loop
	Said         []Gezegd
	Terugblikken []*ent.Terugblik
	Vogs         []time.Time // per adult of the steungezin until when, the first first
}

// Momenten are those of one side.
func (c Course) Momenten(kant term.Kant, now time.Time) []Moment {
	if c.K.ProefVan == nil {
		return nil
	}
	return Momenten(c.Ritme, c.Loop, kant, c.Said, now)
}

// Courses reads koppelingen with what happened in them, as the system: a handful of
// statements however many there are. What of it somebody may see, the caller decides.
func Courses(ctx context.Context, c *ent.Client, which ...predicate.Koppeling) ([]Course, error) {
	rows, err := c.Koppeling.Query().Where(which...).WithRegion().WithTerugblikken().
		WithCheckIns(said).WithSteps(turns).
		WithSteungezin(func(q *ent.SteungezinQuery) {
			q.Select(steungezin.FieldID).WithScreening(func(q *ent.ScreeningQuery) {
				q.Select(screening.FieldID, screening.FieldSteungezinID).WithVogs(func(q *ent.VogQuery) {
					q.Select(vog.FieldID, vog.FieldScreeningID, vog.FieldVoornaam, vog.FieldAfgegevenOp)
				})
			})
		}).Order(koppeling.ByID()).All(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("reading the courses of koppelingen: %w", err)
	}
	out := make([]Course, 0, len(rows))
	for _, k := range rows {
		out = append(out, courseOf(k))
	}
	return out, nil
}

// CoursesByID is Courses, by koppeling.
func CoursesByID(ctx context.Context, c *ent.Client, ids []uuid.UUID) (map[uuid.UUID]Course, error) {
	list, err := Courses(ctx, c, koppeling.IDIn(ids...))
	out := make(map[uuid.UUID]Course, len(list))
	for _, one := range list {
		out[one.K.ID] = one
	}
	return out, err
}

func courseOf(k *ent.Koppeling) Course {
	c := Course{K: k, Ritme: Ritme{k.Edges.Region.CheckInMonths, k.Edges.Region.TerugblikMonths}, Terugblikken: k.Edges.Terugblikken}
	if k.ProefVan != nil {
		c.Loop = Loop{Van: *k.ProefVan, Actief: k.ActiefSinds, Tot: k.AfgerondOp, Rust: rests(k.Edges.Steps)}
	}
	for _, one := range k.Edges.CheckIns {
		c.Said = append(c.Said, Gezegd{Kant: one.Kant, Kind: one.VanKind, Soort: term.MomentCheckIn, At: one.CreatedAt, Smiley: one.Smiley})
	}
	for _, one := range k.Edges.Terugblikken {
		c.Said = append(c.Said, Gezegd{Kant: one.Kant, Soort: term.MomentTerugblik, Nummer: one.Nummer, At: one.CreatedAt, Smiley: one.Hoe})
	}
	if s := k.Edges.Steungezin; s != nil && s.Edges.Screening != nil {
		c.Vogs = newest(s.Edges.Screening.Edges.Vogs, k.Edges.Region.VogYears)
	}
	return c
}

// rests are the pauses and interruptions in a history, oldest first. An interruption of
// a pause is one rest.
func rests(steps []*ent.KoppelingStep) (out []Rust) {
	for _, s := range steps {
		resting := len(out) > 0 && out[len(out)-1].Tot == nil
		switch term.KoppelingStap(s.Step) {
		case term.StapPause, term.StapSuspend, term.StapStartAfronden:
			if !resting {
				out = append(out, Rust{Van: s.CreatedAt})
			}
		case term.StapResume, term.StapLift, term.StapReopen:
			if resting {
				at := s.CreatedAt
				out[len(out)-1].Tot = &at
			}
		}
	}
	return out
}

// newest is per adult the VOG that holds longest, the first to end in front.
func newest(vogs []*ent.Vog, years int) (out []time.Time) {
	until := map[string]time.Time{}
	for _, v := range vogs {
		if at := v.AfgegevenOp.AddDate(years, 0, 0); at.After(until[v.Voornaam]) {
			until[v.Voornaam] = at
		}
	}
	for _, at := range until {
		out = append(out, at)
	}
	slices.SortFunc(out, time.Time.Compare)
	return out
}
