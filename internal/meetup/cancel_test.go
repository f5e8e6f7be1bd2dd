package meetup_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	room "buurtdorp/internal/meetup"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

func TestCancelMovesUpTheFirstThatFits(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m := w.meetup(aanmelden, 4)
		couple, a := w.must(m, 1, 1)
		_, b := w.must(m, 1, 1)
		_, three := w.must(m, 1, 2)
		_, two := w.must(m, 1, 1)
		_, one := w.must(m, 1, 0)
		w.wantState(three.ID, "WACHTLIJST 1")
		w.wantState(two.ID, "WACHTLIJST 2")
		w.wantState(one.ID, "WACHTLIJST 3")

		w.listens()
		if _, err := w.cancel(couple, a.ID); err != nil {
			t.Fatal(err)
		}
		w.wantState(a.ID, "AFGEMELD")
		w.wantState(b.ID, "AANGEMELD")
		w.wantState(three.ID, "WACHTLIJST 1") // needs three, keeps its place in front
		w.wantState(two.ID, "AANGEMELD")
		w.wantState(one.ID, "WACHTLIJST 2")
		if len(w.told) != 2 || w.told[0].What != room.MovedUp || w.told[0].Signup.ID != two.ID || w.told[1].What != room.Passed || w.told[1].Signup.ID != three.ID {
			t.Errorf("told %+v", w.told)
		}
		w.wantWhole()
	})
}

func TestCancelMovesUpSeveral(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m := w.meetup(aanmelden, 5)
		who, all := w.must(m, 2, 3)
		_, two := w.must(m, 1, 1)
		_, four := w.must(m, 2, 2)
		_, three := w.must(m, 1, 2)
		_, last := w.must(m, 1, 0)
		w.listens()
		if _, err := w.cancel(who, all.ID); err != nil {
			t.Fatal(err)
		}
		w.wantState(two.ID, "AANGEMELD")
		w.wantState(four.ID, "WACHTLIJST 1")
		w.wantState(three.ID, "AANGEMELD")
		w.wantState(last.ID, "WACHTLIJST 2")
		if len(w.told) != 3 || w.told[0].Signup.ID != two.ID || w.told[1].Signup.ID != three.ID || w.told[2].What != room.Passed || w.told[2].Signup.ID != four.ID {
			t.Errorf("told %+v, in the order of the line", w.told)
		}
		if w.signup(four.ID).Version == four.Version {
			t.Error("a place that changed has no new version: phones keep the old one")
		}
		w.wantWhole()
	})
}

func TestANewcomerAndTheLine(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m := w.meetup(aanmelden, 4)
		w.must(m, 1, 1)
		leaver, su := w.must(m, 1, 1)
		_, three := w.must(m, 1, 2)
		if _, err := w.cancel(leaver, su.ID); err != nil {
			t.Fatal(err)
		}
		// Two seats that the three cannot use: a newcomer of two may have them.
		_, two := w.must(m, 2, 0)
		w.wantState(three.ID, "WACHTLIJST 1")
		w.wantState(two.ID, "AANGEMELD")
		_, late := w.must(m, 1, 0)
		w.wantState(late.ID, "WACHTLIJST 2")
		w.wantWhole()

		// Where something else made room, the line goes before a newcomer.
		db.Client.Meetup.UpdateOneID(m.ID).SetCapacity(7).ExecX(storetest.Context())
		_, newcomer := w.must(m, 1, 0)
		w.wantState(three.ID, "AANGEMELD")
		w.wantState(late.ID, "WACHTLIJST 1")
		w.wantState(newcomer.ID, "WACHTLIJST 2")
		w.wantWhole()
	})
}

func TestCancelFromTheLine(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m := w.meetup(aanmelden, 2)
		w.must(m, 1, 1)
		_, a := w.must(m, 1, 0)
		who, b := w.must(m, 1, 0)
		_, c := w.must(m, 1, 0)
		if _, err := w.cancel(who, b.ID); err != nil {
			t.Fatal(err)
		}
		w.wantState(a.ID, "WACHTLIJST 1")
		w.wantState(b.ID, "AFGEMELD")
		w.wantState(c.ID, "WACHTLIJST 2")
		w.wantWhole()
	})
}

func TestWhoMayCancel(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m := w.meetup(aanmelden, 10)
		_, su := w.must(m, 1, 1)
		for name, who := range map[string]context.Context{
			"een ander gezin": w.parent(), "een andere regio": w.elsewhere(),
			"een professional": w.as(uuid.Nil, term.RoleProfessional),
		} {
			t.Run(name, func(t *testing.T) {
				_, err := w.cancel(who, su.ID)
				wantFault(t, err, fault.NotFound, "", "id")
			})
		}
		_, err := w.cancel(anonymous(), su.ID)
		wantFault(t, err, fault.Unauthenticated, "")
		_, err = w.cancel(w.parent(), gid.New(gid.Signup))
		wantFault(t, err, fault.NotFound, "", "id")
		w.wantState(su.ID, "AANGEMELD")

		w.listens()
		for name, who := range map[string]context.Context{"gastvrouw": w.host(), "matcher": w.matcher()} {
			t.Run(name, func(t *testing.T) {
				w.told = nil
				_, su := w.must(m, 1, 1)
				if _, err := w.cancel(who, su.ID); err != nil {
					t.Fatal(err)
				}
				w.wantState(su.ID, "AFGEMELD")
				if n := len(w.told); n != 2 || w.told[1].What != room.TakenOff || w.told[1].Signup.ID != su.ID {
					t.Errorf("told %+v", w.told)
				}
			})
		}
		w.wantWhole()
	})
}

func TestCancelAgainAndTooLate(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		ctx := storetest.Context()
		m := w.meetup(aanmelden, 10)
		who, su := w.must(m, 1, 1)
		for range 2 {
			got, err := w.cancel(who, su.ID)
			if err != nil || got.State != term.SignupAfgemeld {
				t.Errorf("%v, %v", got, err)
			}
		}
		w.wantWhole()

		who, su = w.must(m, 1, 1)
		if _, err := w.tick(w.host(), room.Attendance{ID: su.ID, Present: true}); err != nil {
			t.Fatal(err)
		}
		_, err := w.cancel(who, su.ID)
		wantFault(t, err, fault.State, "aanmelding.geweest", "id")

		who, su = w.must(m, 1, 1)
		db.Client.Meetup.UpdateOneID(m.ID).SetCancelledAt(clock.Now()).ExecX(ctx)
		_, err = w.cancel(who, su.ID)
		wantFault(t, err, fault.Expired, "meetup.afgelast", "id")
		db.Client.Meetup.UpdateOneID(m.ID).ClearCancelledAt().SetEndsAt(clock.Now().Add(-time.Minute)).ExecX(ctx)
		_, err = w.cancel(who, su.ID)
		wantFault(t, err, fault.Expired, "meetup.voorbij", "id")
		w.wantState(su.ID, "AANGEMELD")
		w.wantWhole()
	})
}

func TestATellerThatFailsUndoesAll(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m := w.meetup(aanmelden, 2)
		who, su := w.must(m, 1, 1)
		_, next := w.must(m, 1, 0)
		w.s = &room.Service{Tell: func(context.Context, room.Event) error { return context.Canceled }}
		if _, err := w.cancel(who, su.ID); err == nil || len(fault.All(err)) > 0 {
			t.Errorf("got %v, want an error that is not for people", err)
		}
		w.wantState(su.ID, "AANGEMELD")
		w.wantState(next.ID, "WACHTLIJST 1")
		w.wantWhole()
	})
}
