package team_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/team"
)

func (d *desk) away(p *world.Person, in team.Away) (a *ent.Afwezigheid, err error) {
	if in.ID == uuid.Nil {
		in.ID = gid.New(gid.Afwezigheid)
	}
	err = d.as(p, func(ctx context.Context) error { a, err = d.s.SetAway(ctx, in); return err })
	return a, err
}

// Who covers follows from the day: from the first to the last, both in the Netherlands,
// and not a day longer.
func TestCoverBeginsAndEndsByItself(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		today := clock.Today(d.Now)
		in := func(days int) string { return today.AddDate(0, 0, days).Format(time.DateOnly) }
		a, err := d.away(d.Matcher, team.Away{Waarnemer: d.other.User.ID, Van: in(2), Tot: in(4)})
		if err != nil {
			t.Fatal(err)
		}
		noon := today.Add(12 * time.Hour)
		covers := func(days int) bool {
			t.Helper()
			at := noon.AddDate(0, 0, days)
			who, err := team.Waarnemers(t.Context(), d.Client, []uuid.UUID{d.Matcher.User.ID}, at)
			if err != nil {
				t.Fatal(err)
			}
			for_, err := team.CoveredBy(d.other.Context(), d.Client, d.other.User.ID, at)
			if err != nil || (len(for_) == 1) != (who[d.Matcher.User.ID] == d.other.User.ID) {
				t.Fatalf("two answers to one question: %v %v %v", who, for_, err)
			}
			return len(for_) == 1
		}
		for day, want := range map[int]bool{0: false, 1: false, 2: true, 3: true, 4: true, 5: false, 30: false} {
			if covers(day) != want {
				t.Errorf("day %d: covered %v", day, !want)
			}
		}
		end := func(p *world.Person) error {
			return d.as(p, func(ctx context.Context) error { _, err := d.s.EndAway(ctx, a.ID); return err })
		}
		for _, p := range []*world.Person{d.Host, d.MatcherElsewhere, world.Anonymous, d.Admin} {
			if err := end(p); !fault.Has(err, fault.NotFound) {
				t.Errorf("ended by a stranger: %v", err)
			}
		}
		if err := end(d.Matcher); err != nil || covers(3) {
			t.Errorf("back earlier: %v", err)
		}
		if _, err := d.away(d.Matcher, team.Away{Waarnemer: d.HeadMatcher.User.ID, Van: in(3), Tot: in(3)}); err != nil {
			t.Errorf("the days are free again: %v", err)
		}
	})
}

func TestAwayRefuses(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		today := clock.Today(d.Now)
		in := func(days int) string { return today.AddDate(0, 0, days).Format(time.DateOnly) }
		if _, err := d.away(d.Matcher, team.Away{Waarnemer: d.other.User.ID, Van: in(1), Tot: in(7)}); err != nil {
			t.Fatal(err)
		}
		head, she, me := d.HeadMatcher.User.ID, d.other.User.ID, d.Matcher.User.ID
		for name, c := range map[string]struct {
			as   *world.Person
			in   team.Away
			code fault.Code
		}{
			"away already":        {d.Matcher, team.Away{Waarnemer: head, Van: in(7), Tot: in(9)}, fault.Exists},
			"covered by the away": {d.HeadMatcher, team.Away{Waarnemer: me, Van: in(6), Tot: in(8)}, fault.Guard},
			"who covers goes too": {d.other, team.Away{Waarnemer: head, Van: in(0), Tot: in(1)}, fault.Guard},
			"by herself":          {d.HeadMatcher, team.Away{Waarnemer: head, Van: in(1), Tot: in(2)}, fault.Invalid},
			"by a host":           {d.HeadMatcher, team.Away{Waarnemer: d.Host.User.ID, Van: in(1), Tot: in(2)}, fault.Invalid},
			"by another region":   {d.HeadMatcher, team.Away{Waarnemer: d.MatcherElsewhere.User.ID, Van: in(1), Tot: in(2)}, fault.Invalid},
			"last before first":   {d.HeadMatcher, team.Away{Waarnemer: she, Van: in(3), Tot: in(2)}, fault.Invalid},
			"over already":        {d.HeadMatcher, team.Away{Waarnemer: she, Van: in(-3), Tot: in(-1)}, fault.Invalid},
			"half a year":         {d.HeadMatcher, team.Away{Waarnemer: she, Van: in(20), Tot: in(200)}, fault.Invalid},
			"no day":              {d.HeadMatcher, team.Away{Waarnemer: she, Van: "morgen", Tot: in(2)}, fault.Invalid},
			"another kind of id":  {d.HeadMatcher, team.Away{ID: gid.New(gid.Note), Waarnemer: she, Van: in(20), Tot: in(21)}, fault.Invalid},
			"for a colleague":     {d.other, team.Away{User: &head, Waarnemer: she, Van: in(20), Tot: in(21)}, fault.NotFound},
			"a parent":            {d.Vraag().Parent, team.Away{Waarnemer: she, Van: in(20), Tot: in(21)}, fault.NotFound},
		} {
			if _, err := d.away(c.as, c.in); !fault.Has(err, c.code) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := d.away(d.HeadMatcher, team.Away{User: &me, Waarnemer: head, Van: in(20), Tot: in(21)}); err != nil {
			t.Errorf("the head matcher for who is ill: %v", err)
		}
	})
}
