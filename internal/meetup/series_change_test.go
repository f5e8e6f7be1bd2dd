package meetup_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	room "buurtdorp/internal/meetup"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

func (w *world) series(id uuid.UUID) *ent.Series {
	return w.db.Client.Series.GetX(storetest.Context(), id)
}

func (w *world) alter(who context.Context, p room.SeriesPlan) (*ent.Series, error) {
	v := w.series(p.ID).Version
	return in(w, who, func(ctx context.Context) (*ent.Series, error) { return w.s.ChangeSeries(ctx, p, v) })
}

func (w *world) look(who context.Context, p room.SeriesPlan) (*room.SeriesChange, error) {
	v := w.series(p.ID).Version
	return in(w, who, func(ctx context.Context) (*room.SeriesChange, error) { return w.s.LookAtChange(ctx, p, v) })
}

func (w *world) always(se *ent.Series, adults, children int) (context.Context, *ent.SeriesSignup) {
	w.Helper()
	who := w.parent()
	ss, err := in(w, who, func(ctx context.Context) (*ent.SeriesSignup, error) {
		return w.s.SignUpForSeries(ctx, room.SeriesUp{ID: gid.New(gid.SeriesSignup), SeriesID: se.ID, Adults: adults, Children: children})
	})
	if err != nil {
		w.Fatal(err)
	}
	return who, ss
}

// A series half an hour later, elsewhere: all dates that nobody touched go along, and each
// household hears of it once. What was seen before is what happens.
func TestSeriesChangesAsAWhole(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		plan := w.weekly(func(p *room.SeriesPlan) { p.Capacity = 6 })
		se, err := w.repeat(w.host(), plan)
		if err != nil {
			t.Fatal(err)
		}
		list := w.of(se)
		past := w.db.Client.Meetup.UpdateOne(list[0]).SetStartsAt(clock.Now().Add(-48 * time.Hour)).SetEndsAt(clock.Now().Add(-46 * time.Hour)).SaveX(storetest.Context())
		byHand := w.db.Client.Meetup.UpdateOne(list[2]).SetTitle("Pannenkoeken").SaveX(storetest.Context())
		gone := w.db.Client.Meetup.UpdateOne(list[3]).SetCancelledAt(clock.Now()).SaveX(storetest.Context())
		w.always(se, 1, 1)
		_, once := w.must(list[4], 1, 0)
		_, kept := w.must(byHand, 1, 0) // of a date that stays: hears nothing
		w.listens()

		plan.Title, plan.Clock, plan.PlaceID, plan.Capacity = "Koffie en thee", "10:00", w.newPlace("De Brug", "3273", "Westmaas").ID, 8
		seen, err := w.look(w.host(), plan)
		if err != nil {
			t.Fatal(err)
		}
		if len(seen.Changed) != len(list)-3 || len(seen.Moved) != len(list)-3 || len(seen.Kept) != 1 || len(seen.Stays) != 1 || len(seen.Off)+len(seen.Added) != 0 || seen.Told != 2 {
			t.Errorf("seen: %d changed, %d kept, %d stay off, %d off, %d added, %d told", len(seen.Changed), len(seen.Kept), len(seen.Stays), len(seen.Off), len(seen.Added), seen.Told)
		}
		if again := w.of(se); again[5].Title != "Koffie" || len(w.told) != 0 {
			t.Errorf("looking wrote %q and told %d", again[5].Title, len(w.told))
		}
		if _, err := w.alter(w.host(), plan); err != nil {
			t.Fatal(err)
		}
		for _, m := range w.of(se) {
			switch m.ID {
			case past.ID, byHand.ID, gone.ID:
				if before := map[uuid.UUID]*ent.Meetup{past.ID: past, byHand.ID: byHand, gone.ID: gone}[m.ID]; m.Title != before.Title || !m.StartsAt.Equal(before.StartsAt) || m.PlaceID != before.PlaceID || m.Sequence != before.Sequence {
					t.Errorf("%s was touched: %+v", before.Title, m)
				}
			default:
				if at := m.StartsAt.In(clock.Amsterdam).Format("15:04"); at != "10:00" || m.Title != "Koffie en thee" || m.PlaceID != plan.PlaceID || m.Capacity != 8 || m.Sequence != 1 || m.EndsAt.Sub(m.StartsAt) != 90*time.Minute {
					t.Errorf("%s: %s %+v", m.SeriesDay, at, m)
				}
			}
		}
		if len(w.told) != 2 {
			t.Fatalf("told %+v", w.told)
		}
		for _, e := range w.told {
			switch {
			case e.Signup.ID == kept.ID:
				t.Error("told of a date that stays")
			case e.Signup.ID == once.ID && e.What != room.Changed, e.Signup.ID != once.ID && e.What != room.SeriesChanged:
				t.Errorf("told %s", e.What)
			}
		}
		w.wantWhole()
		n := len(w.of(se))
		db.Client.Series.Update().SetMadeUntil("").ExecX(storetest.Context())
		w.ahead()
		if again := len(w.of(se)); again != n {
			t.Errorf("%d meetups, and made ahead %d", n, again)
		}
	})
}

// From one day of the week to another: the old dates fall away and the new ones come, who
// comes always goes along and hears so once; who came to one date hears of that one.
func TestSeriesChangesItsRule(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		plan := w.weekly()
		se, err := w.repeat(w.host(), plan)
		if err != nil {
			t.Fatal(err)
		}
		old := w.of(se)
		byHand := w.db.Client.Meetup.UpdateOne(old[1]).SetCapacity(5).SaveX(storetest.Context())
		_, ss := w.always(se, 1, 1)
		_, once := w.must(old[2], 1, 0)
		w.listens()
		plan.Rule.Days = []term.Weekdag{rhythm.DayOf(clock.Now()).Plus(3).WeekdayOf()}
		plan.Skip = []string{string(rhythm.DayOf(clock.Now()).Plus(3))}
		seen, err := w.look(w.host(), plan)
		if err != nil || len(seen.Off) != len(old)-1 || len(seen.Kept) != 1 || len(seen.Added) < 14 || slices.Contains(seen.Added, rhythm.Day(plan.Skip[0])) || seen.Told != 2 {
			t.Errorf("%v, seen %+v", err, seen)
		}
		if _, err := w.alter(w.host(), plan); err != nil {
			t.Fatal(err)
		}
		on, off := 0, 0
		for _, m := range w.of(se) {
			switch isOld := slices.ContainsFunc(old, func(o *ent.Meetup) bool { return o.ID == m.ID }); {
			case m.CancelledAt != nil:
				if off++; !isOld || m.ID == byHand.ID || m.Sequence != 1 {
					t.Errorf("%s is off", m.SeriesDay)
				}
			case m.ID == byHand.ID:
			default:
				if on++; isOld || m.Taken != 2 || rhythm.Day(m.SeriesDay).WeekdayOf() != plan.Rule.Days[0] {
					t.Errorf("%s is on: %+v", m.SeriesDay, m)
				}
			}
		}
		if on != len(seen.Added) || off != len(old)-1 {
			t.Errorf("%d on, %d off", on, off)
		}
		told := map[uuid.UUID]room.What{}
		for _, e := range w.told {
			told[*e.Signup.FamilyID] = e.What
		}
		if len(w.told) != 2 || told[ss.FamilyID] != room.SeriesChanged || told[*once.FamilyID] != room.CalledOff {
			t.Errorf("told %v", told)
		}
		w.wantWhole()
	})
}

// More places let the first of the list in; fewer than there are people are refused, and
// nothing has happened then.
func TestSeriesChangeRefuses(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		se, err := w.repeat(w.host(), w.weekly())
		if err != nil {
			t.Fatal(err)
		}
		base := w.weekly(func(p *room.SeriesPlan) { p.ID = se.ID })
		list := w.of(se)
		w.must(list[0], 1, 1)
		_, waits := w.must(list[0], 2, 0)
		w.wantState(waits.ID, "WACHTLIJST 1")
		for _, c := range []struct {
			name   string
			who    context.Context
			change func(*room.SeriesPlan)
			code   fault.Code
			key    string
		}{
			{"elders", w.elsewhere(), func(*room.SeriesPlan) {}, fault.NotFound, "reeks.weg"},
			{"een ouder", w.parent(), func(*room.SeriesPlan) {}, fault.NotFound, "reeks.weg"},
			{"anoniem", anonymous(), func(*room.SeriesPlan) {}, fault.Unauthenticated, ""},
			{"plek van niemand", w.host(), func(p *room.SeriesPlan) { p.PlaceID = gid.New(gid.Place) }, fault.NotFound, ""},
			{"te weinig plekken", w.host(), func(p *room.SeriesPlan) { p.Capacity = 1 }, fault.Invalid, "meetup.minder"},
			{"inloop terwijl er iemand komt", w.host(), func(p *room.SeriesPlan) { p.Kind = term.MeetupKindInloop }, fault.State, "meetup.soort"},
			{"geen titel", w.host(), func(p *room.SeriesPlan) { p.Title = " " }, fault.Required, "meetup.titel.leeg"},
			{"geen dagen", w.host(), func(p *room.SeriesPlan) { p.Rule.Days = nil }, fault.Required, "ritme.dagen"},
			{"een ander begin dat voorbij is", w.host(), func(p *room.SeriesPlan) { p.From = "2020-01-01" }, fault.Invalid, "datum.eerder"},
			{"er blijft niets over", w.host(), func(p *room.SeriesPlan) { p.Until = p.From }, fault.Invalid, "reeks.leeg"},
		} {
			t.Run(c.name, func(t *testing.T) {
				p := base
				c.change(&p)
				_, err := w.alter(c.who, p)
				wantFault(t, err, c.code, c.key)
				_, err = w.look(c.who, p)
				wantFault(t, err, c.code, c.key)
			})
		}
		v := w.series(se.ID).Version
		if _, err := in(w, w.host(), func(ctx context.Context) (*ent.Series, error) { return w.s.ChangeSeries(ctx, base, v-1) }); !fault.Has(err, fault.Conflict) {
			t.Error(err)
		}
		if now := w.of(se); now[0].Sequence != 0 || now[0].Version != w.read(list[0]).Version || w.series(se.ID).Version != v {
			t.Error("a refused change left something")
		}
		more := base
		more.Capacity = 4
		w.listens()
		if _, err := w.alter(w.host(), more); err != nil {
			t.Fatal(err)
		}
		w.wantState(waits.ID, "AANGEBODEN")
		if len(w.told) != 1 || w.told[0].What != room.Offered {
			t.Errorf("told %+v", w.told)
		}
		w.wantWhole()
	})
}
