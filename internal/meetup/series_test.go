package meetup_test

import (
	"context"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	room "buurtdorp/internal/meetup"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

func (w *world) weekly(change ...func(*room.SeriesPlan)) room.SeriesPlan {
	p := room.SeriesPlan{
		Plan: room.Plan{ID: gid.New(gid.Series), PlaceID: w.place.ID, Title: "Koffie", Thema: term.ThemaKoffie, Kind: aanmelden, Capacity: 3,
			WithChildren: true, Languages: []string{"nl"}},
		Rule: rhythm.Rule{Unit: term.RitmeWeek, Every: 1, Days: []term.Weekdag{rhythm.DayOf(clock.Now()).Plus(2).WeekdayOf()}},
		From: string(rhythm.DayOf(clock.Now())), Clock: "09:30", Minutes: 90,
	}
	for _, f := range change {
		f(&p)
	}
	return p
}

func (w *world) repeat(who context.Context, p room.SeriesPlan) (*ent.Series, error) {
	return in(w, who, func(ctx context.Context) (*ent.Series, error) { return w.s.PlanSeries(ctx, p) })
}

func (w *world) of(se *ent.Series) []*ent.Meetup {
	return w.db.Client.Meetup.Query().Where(meetup.SeriesID(se.ID)).Order(meetup.ByStartsAt()).AllX(storetest.Context())
}

func (w *world) ahead() {
	w.Helper()
	_, err := in(w, storetest.Context(), func(ctx context.Context) (int, error) { return w.s.MakeAhead(ctx, 100) })
	if err != nil {
		w.Fatal(err)
	}
}

// The meetups of a series are there at once, at half past nine in any season; making
// them again makes none, also not one that was moved or called off.
func TestSeries(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		se, err := w.repeat(w.host(), w.weekly())
		if err != nil {
			t.Fatal(err)
		}
		list := w.of(se)
		if len(list) < 16 || len(list) > 19 {
			t.Errorf("%d meetups in four months", len(list))
		}
		for _, m := range list {
			if at := m.StartsAt.In(clock.Amsterdam).Format("15:04"); at != "09:30" || m.EndsAt.Sub(m.StartsAt) != 90*time.Minute || m.Capacity != 3 {
				t.Errorf("%s: %+v", at, m)
			}
		}
		w.listens()
		_, su := w.must(list[1], 1, 1)
		if _, err := in(w, w.host(), func(ctx context.Context) (*ent.Meetup, error) {
			return w.s.CancelMeetup(ctx, list[0].ID, list[0].Version)
		}); err != nil {
			t.Fatal(err)
		}
		moved := room.Plan{ID: list[1].ID, PlaceID: w.place.ID, Title: "Koffie", Thema: term.ThemaKoffie, StartsAt: list[1].StartsAt.Add(24 * time.Hour),
			EndsAt: list[1].EndsAt.Add(24 * time.Hour), Capacity: 3, Languages: []string{"nl"}, Doelgroepen: []term.Doelgroep{}}
		m := w.read(list[1])
		if _, err := in(w, w.host(), func(ctx context.Context) (*ent.Meetup, error) { return w.s.ChangeMeetup(ctx, moved, m.Version) }); err != nil {
			t.Fatal(err)
		}
		if last := w.told[len(w.told)-1]; last.What != room.Changed || last.Signup.ID != su.ID {
			t.Errorf("told %v", last.What)
		}
		if m := w.read(m); m.Sequence != 1 || m.SeriesDay != list[1].SeriesDay {
			t.Errorf("moved: %+v", m)
		}
		db.Client.Series.Update().SetMadeUntil("").ExecX(storetest.Context()) // as if another instance had not noted it
		w.ahead()
		w.ahead()
		if again := w.of(se); len(again) != len(list) {
			t.Errorf("%d meetups, and again %d", len(list), len(again))
		}
		w.wantWhole()
	})
}

func TestSeriesEnds(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		se, err := w.repeat(w.host(), w.weekly())
		if err != nil {
			t.Fatal(err)
		}
		list := w.of(se)
		w.must(list[0], 1, 0)
		_, su := w.must(list[3], 1, 0)
		w.listens()
		if _, err := in(w, w.host(), func(ctx context.Context) (*ent.Series, error) {
			return w.s.EndSeries(ctx, se.ID, w.db.Client.Series.GetX(storetest.Context(), se.ID).Version, list[2].SeriesDay)
		}); err != nil {
			t.Fatal(err)
		}
		for i, m := range w.of(se) {
			if off := m.CancelledAt != nil; off != (i > 2) {
				t.Errorf("meetup %d is called off: %v", i, off)
			}
		}
		if len(w.told) != 1 || w.told[0].What != room.CalledOff || w.told[0].Signup.ID != su.ID {
			t.Errorf("told %+v", w.told)
		}
		w.ahead()
		if n := len(w.of(se)); n != len(list) {
			t.Errorf("%d meetups after the end", n)
		}
	})
}

func TestSeriesRefuses(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for _, c := range []struct {
			name   string
			who    context.Context
			change func(*room.SeriesPlan)
			code   fault.Code
			key    string
		}{
			{"elders", w.elsewhere(), func(*room.SeriesPlan) {}, fault.NotFound, ""},
			{"een ouder", w.parent(), func(*room.SeriesPlan) {}, fault.NotFound, ""},
			{"anoniem", anonymous(), func(*room.SeriesPlan) {}, fault.Unauthenticated, ""},
			{"geen dagen", w.host(), func(p *room.SeriesPlan) { p.Rule.Days = nil }, fault.Required, "ritme.dagen"},
			{"om de nul weken", w.host(), func(p *room.SeriesPlan) { p.Rule.Every = 0 }, fault.Invalid, "ritme.elke"},
			{"welke van de maand", w.host(), func(p *room.SeriesPlan) { p.Rule.Unit = term.RitmeMaand }, fault.Required, "ritme.welke"},
			{"gisteren", w.host(), func(p *room.SeriesPlan) { p.From = "2020-01-01" }, fault.Invalid, "datum.eerder"},
			{"geen dag", w.host(), func(p *room.SeriesPlan) { p.From = "morgen" }, fault.Invalid, "dag.vorm"},
			{"twee eindes", w.host(), func(p *room.SeriesPlan) { p.Count, p.Until = 3, "2099-01-01" }, fault.Invalid, "reeks.einde"},
			{"geen tijd", w.host(), func(p *room.SeriesPlan) { p.Clock = "half tien" }, fault.Invalid, "tijd.vorm"},
			{"nul minuten", w.host(), func(p *room.SeriesPlan) { p.Minutes = 0 }, fault.Invalid, "tijd.volgorde"},
			{"er komt niets van", w.host(), func(p *room.SeriesPlan) {
				p.Until, p.Rule.Days = p.From, []term.Weekdag{rhythm.Day(p.From).Plus(1).WeekdayOf()}
			}, fault.Invalid, "reeks.leeg"},
		} {
			t.Run(c.name, func(t *testing.T) {
				_, err := w.repeat(c.who, w.weekly(c.change))
				wantFault(t, err, c.code, c.key)
			})
		}
	})
}

// A household that always comes is there at each, also at those made later; whoever
// leaves frees all of it, and a family that is forgotten does so by itself.
func TestAlwaysComing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.s.Watch(db.Client)
		se, err := w.repeat(w.host(), w.weekly())
		if err != nil {
			t.Fatal(err)
		}
		list := w.of(se)
		always := func(who context.Context, adults, children int) (*ent.SeriesSignup, error) {
			return in(w, who, func(ctx context.Context) (*ent.SeriesSignup, error) {
				return w.s.SignUpForSeries(ctx, room.SeriesUp{ID: gid.New(gid.SeriesSignup), SeriesID: se.ID, Adults: adults, Children: children})
			})
		}
		w.listens()
		noor := w.parent()
		ss, err := always(noor, 1, 1)
		if err != nil || len(w.told) != 1 || w.told[0].What != room.SignedUp || w.told[0].Meetup.ID != list[0].ID {
			t.Fatalf("%v, told %+v", err, w.told)
		}
		if _, err := always(noor, 1, 0); !fault.Has(err, fault.Exists) {
			t.Error(err)
		}
		family := w.family()
		if _, err := always(w.as(family, term.RoleParent), 1, 1); err != nil { // does not fit: waits everywhere
			t.Fatal(err)
		}
		for _, m := range w.of(se) {
			if m.Taken != 2 || m.Waiting != 1 {
				t.Errorf("%s: %d and %d wait", m.SeriesDay, m.Taken, m.Waiting)
			}
		}
		db.Client.Meetup.DeleteOneID(list[len(list)-1].ID).ExecX(storetest.Context())
		db.Client.Series.Update().SetMadeUntil("").ExecX(storetest.Context())
		w.ahead()
		later := w.of(se)
		if m := later[len(later)-1]; len(later) != len(list) || m.Taken != 2 || m.Waiting != 1 {
			t.Errorf("made later: %d, %+v", len(later), m)
		}
		if _, err := in(w, noor, func(ctx context.Context) (*ent.SeriesSignup, error) { return w.s.LeaveSeries(ctx, ss.ID) }); err != nil {
			t.Fatal(err)
		}
		for _, m := range w.of(se) {
			if m.Taken != 2 || m.Waiting != 0 {
				t.Errorf("%s: %d and %d wait", m.SeriesDay, m.Taken, m.Waiting)
			}
		}
		w.wantWhole()
		err = db.WithTx(storetest.Context(), func(ctx context.Context, tx *ent.Tx) error {
			return tx.Family.UpdateOneID(family).SetAnonymisedAt(clock.Now()).Exec(ctx)
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range w.of(se) {
			if m.Taken != 0 || m.Waiting != 0 {
				t.Errorf("%s after forgetting: %d and %d wait", m.SeriesDay, m.Taken, m.Waiting)
			}
		}
		w.wantWhole()
	})
}
