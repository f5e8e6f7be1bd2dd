package meetup_test

import (
	"context"
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

const (
	aanmelden = term.MeetupKindAanmelden
	volIsVol  = term.MeetupKindVolIsVol
	inloop    = term.MeetupKindInloop
)

func TestSignUp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for _, c := range []struct {
			name             string
			kind             term.MeetupKind
			capacity, before int // people who come already
			adults, children int
			want             string
			taken, waiting   int
		}{
			{"past", aanmelden, 10, 3, 1, 2, "AANGEMELD", 6, 0},
			{"laatste plekken", aanmelden, 10, 7, 1, 2, "AANGEMELD", 10, 0},
			{"past net niet: als geheel op de lijst", aanmelden, 10, 8, 1, 2, "WACHTLIJST 1", 8, 1},
			{"vol", aanmelden, 10, 10, 1, 0, "WACHTLIJST 1", 10, 1},
			{"zonder grens", aanmelden, 0, 11, 12, 12, "AANGEMELD", 35, 0},
			{"vol is vol, en het past", volIsVol, 10, 9, 0, 1, "AANGEMELD", 10, 0},
			{"alleen kinderen", aanmelden, 10, 0, 0, 2, "AANGEMELD", 2, 0},
		} {
			t.Run(c.name, func(t *testing.T) {
				w := &world{T: t, db: db, s: w.s, region: w.region, place: w.place}
				m := w.meetup(c.kind, c.capacity)
				if c.before > 0 {
					w.must(m, c.before/2, c.before-c.before/2)
				}
				_, su := w.must(m, c.adults, c.children)
				w.wantState(su.ID, c.want)
				if m = w.read(m); m.Taken != c.taken || m.Waiting != c.waiting {
					t.Errorf("taken %d and waiting %d, want %d and %d", m.Taken, m.Waiting, c.taken, c.waiting)
				}
				if su.RegionID != m.RegionID || su.Adults != c.adults || su.Children != c.children {
					t.Errorf("signed up as %+v", su)
				}
				w.wantWhole()
			})
		}
	})
}

func TestSignUpRefuses(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		open := w.meetup(aanmelden, 10)
		full := w.meetup(volIsVol, 2)
		w.must(full, 1, 1)
		cancelled := w.meetup(aanmelden, 10, func(c *ent.MeetupCreate) { c.SetCancelledAt(clock.Now()) })
		over := w.meetup(aanmelden, 10, startsIn(-3*time.Hour))
		walkIn := w.meetup(inloop, 0)
		good := gid.New(gid.Signup)
		for _, c := range []struct {
			name string
			who  context.Context
			in   room.SignUp
			code fault.Code
			key  string
			path string
		}{
			{"anoniem", anonymous(), room.SignUp{ID: good, MeetupID: open.ID, Adults: 1}, fault.Unauthenticated, "", ""},
			{"zonder gezin", w.host(), room.SignUp{ID: good, MeetupID: open.ID, Adults: 1}, fault.Unauthenticated, "gezin.eerst", ""},
			{"id van iets anders", w.parent(), room.SignUp{ID: gid.New(gid.Family), MeetupID: open.ID, Adults: 1}, fault.Invalid, "id.vreemd", "id"},
			{"id met toeval", w.parent(), room.SignUp{ID: uuid.New(), MeetupID: open.ID, Adults: 1}, fault.Invalid, "id.vreemd", "id"},
			{"onbekende ontmoeting", w.parent(), room.SignUp{ID: good, MeetupID: gid.New(gid.Meetup), Adults: 1}, fault.NotFound, "meetup.weg", "meetupId"},
			{"een plek is geen ontmoeting", w.parent(), room.SignUp{ID: good, MeetupID: w.place.ID, Adults: 1}, fault.NotFound, "meetup.weg", "meetupId"},
			{"niemand", w.parent(), room.SignUp{ID: good, MeetupID: open.ID}, fault.Required, "aanmelding.leeg", "adults"},
			{"min een", w.parent(), room.SignUp{ID: good, MeetupID: open.ID, Adults: -1, Children: 3}, fault.Invalid, "volwassenen.aantal", "adults"},
			{"13 kinderen", w.parent(), room.SignUp{ID: good, MeetupID: open.ID, Children: 13}, fault.Invalid, "kinderen.mee", "children"},
			{"meer dan er plekken zijn", w.parent(), room.SignUp{ID: good, MeetupID: open.ID, Adults: 5, Children: 6}, fault.Invalid, "meetup.groep", "adults"},
			{"vol is vol", w.parent(), room.SignUp{ID: good, MeetupID: full.ID, Adults: 1}, fault.Full, "meetup.vol.is.vol", "meetupId"},
			{"afgelast", w.parent(), room.SignUp{ID: good, MeetupID: cancelled.ID, Adults: 1}, fault.Expired, "meetup.afgelast", "meetupId"},
			{"voorbij", w.parent(), room.SignUp{ID: good, MeetupID: over.ID, Adults: 1}, fault.Expired, "meetup.voorbij", "meetupId"},
			{"inloop", w.parent(), room.SignUp{ID: good, MeetupID: walkIn.ID, Adults: 1}, fault.Guard, "meetup.inloop", "meetupId"},
		} {
			t.Run(c.name, func(t *testing.T) {
				_, err := in(w, c.who, func(ctx context.Context) (*ent.Signup, error) { return w.s.SignUp(ctx, c.in) })
				var path []string
				if c.path != "" {
					path = []string{c.path}
				}
				wantFault(t, err, c.code, c.key, path...)
			})
		}
		if n := db.Client.Signup.Query().CountX(storetest.Context()); n != 1 {
			t.Errorf("%d sign-ups, want only the one that filled the meetup", n)
		}
		w.wantWhole()
	})
}

func TestSignUpTellsAllThatIsWrongAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		_, err := in(w, w.parent(), func(ctx context.Context) (*ent.Signup, error) {
			return w.s.SignUp(ctx, room.SignUp{ID: uuid.New(), MeetupID: uuid.New(), Adults: 13, Children: -1})
		})
		wantFault(t, err, fault.Invalid, "id.vreemd", "id")
		wantFault(t, err, fault.Invalid, "volwassenen.aantal", "adults")
		wantFault(t, err, fault.Invalid, "kinderen.mee", "children")
		wantFault(t, err, fault.NotFound, "meetup.weg", "meetupId")
	})
}

func TestAHouseholdSignsUpOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m, other := w.meetup(aanmelden, 3), w.meetup(aanmelden, 3)
		who, su := w.must(m, 1, 1)

		_, err := w.signUp(who, m, 1, 0)
		wantFault(t, err, fault.Exists, "aanmelding.dubbel", "meetupId")
		if got := fault.All(err)[0].Current; got != su.ID {
			t.Errorf("current is %v, want the sign-up that is there", got)
		}
		if _, err := w.signUp(who, other, 1, 0); err != nil {
			t.Errorf("another meetup: %v", err)
		}
		// Somebody else's id, here or anywhere, tells nothing about whose it is.
		for _, m := range []*ent.Meetup{m, other} {
			_, err = in(w, w.parent(), func(ctx context.Context) (*ent.Signup, error) {
				return w.s.SignUp(ctx, room.SignUp{ID: su.ID, MeetupID: m.ID, Adults: 1})
			})
			wantFault(t, err, fault.Exists, "id.vreemd", "id")
			if got := fault.All(err)[0].Current; got != nil {
				t.Errorf("current is %v", got)
			}
		}
		// Whoever cancelled may come back, at the end of the line.
		if _, err := w.cancel(who, su.ID); err != nil {
			t.Fatal(err)
		}
		again, err := w.signUp(who, m, 1, 2)
		if err != nil {
			t.Fatal(err)
		}
		w.wantState(su.ID, "AFGEMELD")
		w.wantState(again.ID, "AANGEMELD")
		w.wantWhole()
	})
}

func TestWhoIsToldOfASignUp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.listens()
		m := w.meetup(aanmelden, 2)
		_, first := w.must(m, 1, 1)
		_, second := w.must(m, 1, 0)
		if len(w.told) != 2 || w.told[0].What != room.SignedUp || w.told[0].Signup.ID != first.ID ||
			w.told[1].What != room.OnTheList || w.told[1].Signup.ID != second.ID || w.told[1].Meetup.ID != m.ID {
			t.Errorf("told %+v", w.told)
		}
	})
}
