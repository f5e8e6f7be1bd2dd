package report_test

import (
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/report"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

func TestMeetups(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := world.New(t, db), storetest.Context()
		a, b := w.Place(), w.Place()
		on := func(p *ent.Place, at time.Time, walkAdults, walkChildren int) *ent.Meetup {
			return db.Client.Meetup.Create().SetRegion(w.Region).SetPlace(p).SetTitle("Koffie").SetStartsAt(at).SetEndsAt(at.Add(time.Hour)).
				SetWalkInAdults(walkAdults).SetWalkInChildren(walkChildren).SaveX(ctx)
		}
		// The last evening of the year in the Netherlands is the same day in UTC; an hour later it is not.
		eve := time.Date(2022, 12, 31, 23, 30, 0, 0, clock.Amsterdam)
		one, two, three := on(a, eve.AddDate(0, -6, 0), 4, 6), on(a, eve, 3, 5), on(b, eve.AddDate(0, -1, 0), 1, 2)
		on(a, eve.Add(time.Hour), 50, 0) // 2023
		off := on(b, eve.AddDate(0, -2, 0), 9, 9)
		off.Update().SetCancelledAt(clock.Now()).ExecX(ctx)
		db.Client.Closing.Create().SetRegion(w.Region).SetMeetup(three).SetThemas([]term.Thema{term.ThemaSlapen, term.ThemaKoffie}).ExecX(ctx)
		for i := range 6 {
			f := w.Vraag().Family
			w.Signup(one, f, term.SignupGeweest)
			if i < 5 {
				w.Signup(two, f, term.SignupGeweest).Update().SetPresentAdults(1).SetPresentChildren(0).ExecX(ctx)
			}
			w.Signup(off, f, term.SignupGeweest)
			w.Signup(three, f, term.SignupNietGeweest)
		}
		got, err := report.MeetupsOf(ctx, db.Client, w.Region.ID, 2022)
		if err != nil {
			t.Fatal(err)
		}
		if got.Meetups != 3 || got.Places != 2 || got.Visits == nil || *got.Visits != 10+18+8+5+3 {
			t.Errorf("%+v", got)
		}
		if got.New == nil || *got.New != 6 {
			t.Errorf("new %v", got.New)
		}
		// Three people at one place are not told, and neither is what would give them away.
		for _, c := range got.PerPlace {
			if c.Visits != nil {
				t.Errorf("%d visits at a place, of two", *c.Visits)
			}
		}
		if len(got.PerMonth) != 2 || len(got.PerThema) != 2 || got.PerThema[1].Of != term.ThemaSlapen || got.PerThema[1].Talked != 1 || got.PerThema[0].Talked != 1 {
			t.Errorf("%+v", got)
		}
		none, err := report.MeetupsOf(ctx, db.Client, w.Elsewhere.ID, 2022)
		if err != nil || none.Meetups != 0 || *none.Visits != 0 {
			t.Errorf("%+v, %v", none, err)
		}
	})
}
