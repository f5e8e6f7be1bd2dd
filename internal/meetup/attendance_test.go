package meetup_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	room "buurtdorp/internal/meetup"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

func n(i int) *int { return &i }

func TestRecordAttendance(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m := w.meetup(aanmelden, 10)
		_, su := w.must(m, 1, 2)
		host := w.host()
		for _, c := range []struct {
			name string
			in   room.Attendance
			want string // state, adults, children
		}{
			{"er", room.Attendance{Present: true}, "GEWEEST nil nil"},
			{"geteld", room.Attendance{Present: true, Adults: n(2), Children: n(1)}, "GEWEEST 2 1"},
			{"alleen een tik laat de telling staan", room.Attendance{Present: true}, "GEWEEST 2 1"},
			{"alleen de kinderen", room.Attendance{Present: true, Children: n(0)}, "GEWEEST 2 0"},
			{"toch niet", room.Attendance{}, "NIET_GEWEEST nil nil"},
			{"toch wel", room.Attendance{Present: true, Adults: n(0), Children: n(12)}, "GEWEEST 0 12"},
		} {
			c.in.ID = su.ID
			got, err := w.tick(host, c.in)
			if err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
			if stored := w.signup(su.ID); counted(got) != c.want || counted(stored) != c.want {
				t.Errorf("%s: %s, stored %s, want %s", c.name, counted(got), counted(stored), c.want)
			}
		}
		before := w.signup(su.ID)
		if _, err := w.tick(w.matcher(), room.Attendance{ID: su.ID, Present: true}); err != nil {
			t.Fatal(err)
		}
		if now := w.signup(su.ID); now.Version != before.Version {
			t.Errorf("the same tick again made version %d of %d", now.Version, before.Version)
		}
		if m := w.read(m); m.Taken != 3 {
			t.Errorf("taken %d: ticking changes no seats", m.Taken)
		}
		w.wantWhole()
	})
}

func counted(su *ent.Signup) string {
	show := func(i *int) string {
		if i == nil {
			return "nil"
		}
		return fmt.Sprint(*i)
	}
	return fmt.Sprint(su.State, " ", show(su.PresentAdults), " ", show(su.PresentChildren))
}

func TestAttendanceRefuses(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m := w.meetup(aanmelden, 2)
		parent, su := w.must(m, 1, 1)
		_, waits := w.must(m, 1, 0)
		leaver, left := w.must(m, 1, 0)
		if _, err := w.cancel(leaver, left.ID); err != nil {
			t.Fatal(err)
		}
		_, tomorrow := w.must(w.meetup(aanmelden, 2, startsIn(25*time.Hour)), 1, 1)
		_, off := w.must(w.meetup(aanmelden, 2), 1, 1)
		db.Client.Meetup.UpdateOneID(off.MeetupID).SetCancelledAt(clock.Now()).ExecX(storetest.Context())
		for _, c := range []struct {
			name string
			who  context.Context
			in   room.Attendance
			code fault.Code
			key  string
			path string
		}{
			{"het gezin zelf", parent, room.Attendance{ID: su.ID, Present: true}, fault.NotFound, "", "id"},
			{"een ander gezin", w.parent(), room.Attendance{ID: su.ID, Present: true}, fault.NotFound, "", "id"},
			{"een andere regio", w.elsewhere(), room.Attendance{ID: su.ID, Present: true}, fault.NotFound, "", "id"},
			{"anoniem", anonymous(), room.Attendance{ID: su.ID}, fault.Unauthenticated, "", ""},
			{"onbekend", w.host(), room.Attendance{ID: gid.New(gid.Signup)}, fault.NotFound, "", "id"},
			{"wachtlijst", w.host(), room.Attendance{ID: waits.ID, Present: true}, fault.State, "aanmelding.wacht", "id"},
			{"afgemeld", w.host(), room.Attendance{ID: left.ID, Present: true}, fault.State, "aanmelding.weg", "id"},
			{"de dag ervoor", w.host(), room.Attendance{ID: tomorrow.ID, Present: true}, fault.Guard, "aanwezig.later", "id"},
			{"afgelast", w.host(), room.Attendance{ID: off.ID, Present: true}, fault.Expired, "meetup.afgelast", "id"},
			{"er, maar niemand", w.host(), room.Attendance{ID: su.ID, Present: true, Adults: n(0), Children: n(0)}, fault.Invalid, "aanwezig.niemand", "adults"},
			{"13", w.host(), room.Attendance{ID: su.ID, Present: true, Adults: n(13)}, fault.Invalid, "volwassenen.aantal", "adults"},
			{"min een", w.host(), room.Attendance{ID: su.ID, Present: true, Children: n(-1)}, fault.Invalid, "kinderen.mee", "children"},
			{"oude versie", w.host(), room.Attendance{ID: su.ID, Present: true, BaseVersion: n(99)}, fault.Conflict, "", "baseVersion"},
		} {
			t.Run(c.name, func(t *testing.T) {
				_, err := w.tick(c.who, c.in)
				var path []string
				if c.path != "" {
					path = []string{c.path}
				}
				wantFault(t, err, c.code, c.key, path...)
			})
		}
		w.wantState(su.ID, "AANGEMELD")
		w.wantWhole()
	})
}

// From the first minute of the day in the Netherlands, whatever the clock in UTC says.
func TestAttendanceFromTheDayOn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		y, mo, d := clock.Now().In(clock.Amsterdam).Date()
		tonight := time.Date(y, mo, d, 23, 59, 0, 0, clock.Amsterdam)
		m := w.meetup(aanmelden, 5, func(c *ent.MeetupCreate) {
			c.SetStartsAt(tonight.UTC()).SetEndsAt(tonight.Add(2 * time.Hour).UTC())
		})
		_, su := w.must(m, 1, 0)
		if _, err := w.tick(w.host(), room.Attendance{ID: su.ID, Present: true}); err != nil {
			t.Error(err)
		}
	})
}

func TestTwoHostsTickAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m := w.meetup(aanmelden, 40)
		var all []uuid.UUID
		for range 10 {
			_, su := w.must(m, 1, 2)
			all = append(all, su.ID)
		}
		var hosts sync.WaitGroup
		for _, who := range []context.Context{w.host(), w.host()} {
			hosts.Go(func() {
				for i, id := range all {
					// Both speak of everybody, and agree.
					if _, err := w.tick(who, room.Attendance{ID: id, Present: i%2 == 0}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		hosts.Wait()
		for i, id := range all {
			w.wantState(id, []string{"GEWEEST", "NIET_GEWEEST"}[i%2])
			if v := w.signup(id).Version; v != 2 {
				t.Errorf("version %d: the same word twice is one change", v)
			}
		}
		w.wantWhole()
	})
}

func TestTicksMergeAndBaseVersionConflicts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		_, su := w.must(w.meetup(aanmelden, 40), 1, 2)
		if _, err := w.tick(w.host(), room.Attendance{ID: su.ID, Present: true, Children: n(1), BaseVersion: n(su.Version)}); err != nil {
			t.Fatal(err)
		}
		got, err := w.tick(w.host(), room.Attendance{ID: su.ID, Present: true, Adults: n(2)})
		if err != nil || counted(got) != "GEWEEST 2 1" {
			t.Errorf("%v, %v: want both counts", got, err)
		}
		_, err = w.tick(w.host(), room.Attendance{ID: su.ID, BaseVersion: n(su.Version)})
		wantFault(t, err, fault.Conflict, "", "baseVersion")
		if now := fault.All(err)[0].Current; now != su.ID {
			t.Errorf("current %v", now)
		}
		if s := w.signup(su.ID).State; s != term.SignupGeweest {
			t.Errorf("state %s", s)
		}
	})
}
