package meetup_test

import (
	"context"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	room "buurtdorp/internal/meetup"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

func (w *world) accept(ctx context.Context, su *ent.Signup) (*ent.Signup, error) {
	return in(w, ctx, func(ctx context.Context) (*ent.Signup, error) { return w.s.AcceptOffer(ctx, su.ID) })
}

// Before a meetup begins a place is offered, to the first that fits: one in front keeps
// its place and is told so, once. Yes is coming; silence gives it to who is next.
func TestOffers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m := w.meetup(aanmelden, 4, startsIn(72*time.Hour))
		couple, a := w.must(m, 1, 1)
		other, b := w.must(m, 1, 1)
		first, four := w.must(m, 2, 2)
		who, two := w.must(m, 1, 1)
		_, next := w.must(m, 1, 1)
		w.listens()
		if _, err := w.cancel(couple, a.ID); err != nil {
			t.Fatal(err)
		}
		w.wantState(four.ID, "WACHTLIJST 1")
		w.wantState(two.ID, "AANGEBODEN")
		w.wantState(next.ID, "WACHTLIJST 2")
		if su := w.signup(two.ID); su.OfferedUntil == nil || su.OfferedUntil.Sub(clock.Now()) > 24*time.Hour || su.OfferedUntil.Sub(clock.Now()) < 23*time.Hour {
			t.Errorf("until %v", su.OfferedUntil)
		}
		if w.signup(four.ID).Passed != 1 || len(w.told) != 2 || w.told[0].What != room.Offered || w.told[0].Signup.ID != two.ID ||
			w.told[1].What != room.Passed || w.told[1].Signup.ID != four.ID {
			t.Errorf("told %+v", w.told)
		}
		w.wantWhole()
		for _, c := range []struct {
			name string
			who  context.Context
			su   *ent.Signup
			code fault.Code
		}{
			{"een ander", first, two, fault.NotFound}, {"de host", w.host(), two, fault.NotFound}, {"anoniem", anonymous(), two, fault.Unauthenticated},
			{"wie nog wacht", first, four, fault.State}, {"wie wegging", couple, a, fault.State},
		} {
			if _, err := w.accept(c.who, c.su); !fault.Has(err, c.code) {
				t.Errorf("%s: %v", c.name, err)
			}
		}
		db.Client.Signup.UpdateOneID(two.ID).SetOfferedUntil(clock.Now().Add(-time.Minute)).ExecX(storetest.Context())
		w.expire()
		w.wantState(two.ID, "VERLOPEN")
		w.wantState(next.ID, "AANGEBODEN")
		w.wantState(four.ID, "WACHTLIJST 1")
		if last := w.told[len(w.told)-2:]; last[0].What != room.Offered || last[1].What != room.OfferGone || w.signup(four.ID).Passed != 2 {
			t.Errorf("told %v and %v", last[0].What, last[1].What)
		}
		if _, err := w.accept(who, two); !fault.Has(err, fault.Expired) {
			t.Error(err)
		}
		w.expire() // nothing is late
		w.wantState(next.ID, "AANGEBODEN")
		// The whole table goes, and the four in front come.
		if _, err := w.cancel(w.host(), next.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := w.cancel(other, b.ID); err != nil {
			t.Fatal(err)
		}
		w.wantState(four.ID, "AANGEBODEN")
		for range 2 {
			if got, err := w.accept(first, four); err != nil || got.State != term.SignupAangemeld || got.OfferedUntil != nil {
				t.Errorf("%v %v", got, err)
			}
		}
		if again, err := w.signUp(who, m, 1, 1); err != nil || again.State != term.SignupWachtlijst {
			t.Errorf("%v %v", again, err)
		}
		w.wantWhole()
	})
}

func (w *world) expire() {
	w.Helper()
	if _, err := in(w, storetest.Context(), func(ctx context.Context) (int, error) { return w.s.ExpireOffers(ctx, 50) }); err != nil {
		w.Fatal(err)
	}
}

func TestGuestsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m := w.meetup(aanmelden, 2)
		const key = "0123456789abcdefghijkl"
		good := func() room.Guest {
			return room.Guest{ID: gid.New(gid.Signup), MeetupID: m.ID, FirstName: "Roos", Adults: 1, Secret: key}
		}
		come := func(g room.Guest) (*ent.Signup, error) {
			return in(w, anonymous(), func(ctx context.Context) (*ent.Signup, error) { return w.s.SignUpAsGuest(ctx, g) })
		}
		if su, err := come(good()); err != nil || su.FamilyID != nil || su.GuestName != "Roos" {
			t.Fatalf("%v %v", su, err)
		}
		for name, c := range map[string]struct {
			change func(*room.Guest)
			code   fault.Code
			key    string
		}{
			"zonder naam":       {func(g *room.Guest) { g.FirstName = "  " }, fault.Required, "gast.naam"},
			"kort geheim":       {func(g *room.Guest) { g.Secret = "kort" }, fault.Invalid, "gast.geheim"},
			"hetzelfde geheim":  {func(*room.Guest) {}, fault.Invalid, "gast.geheim"},
			"vol, geen lijst":   {func(g *room.Guest) { g.Adults, g.Secret = 2, key+"2" }, fault.Full, "gast.vol"},
			"niemand":           {func(g *room.Guest) { g.Adults, g.Secret = 0, key+"3" }, fault.Required, "aanmelding.leeg"},
			"een bsn als naam":  {func(g *room.Guest) { g.FirstName, g.Secret = "Roos 111222333", key+"4" }, fault.Invalid, "tekst.bsn"},
			"onbekende meeting": {func(g *room.Guest) { g.MeetupID, g.Secret = gid.New(gid.Meetup), key+"5" }, fault.NotFound, "meetup.weg"},
		} {
			g := good()
			c.change(&g)
			_, err := come(g)
			if !fault.Has(err, c.code) {
				t.Errorf("%s: %v", name, err)
			}
		}
		w.wantWhole()
	})
}

func TestWalkInsAddUp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m := w.meetup(inloop, 0)
		count := func(who context.Context, adults, peuters int) (*ent.WalkIn, error) {
			return in(w, who, func(ctx context.Context) (*ent.WalkIn, error) {
				return w.s.RecordWalkIn(ctx, room.WalkIn{ID: gid.New(gid.WalkIn), MeetupID: m.ID, Adults: adults, Peuters: peuters, Tieners: 1})
			})
		}
		one, err := count(w.host(), 3, 2)
		if err != nil {
			t.Fatal(err)
		}
		atOnce(func() {
			if _, err := count(w.host(), 1, 1); err != nil {
				t.Error(err)
			}
		}, func() {
			if _, err := count(w.matcher(), 2, 0); err != nil {
				t.Error(err)
			}
		})
		if m := w.read(m); m.WalkInAdults != 6 || m.WalkInChildren != 6 {
			t.Errorf("%d and %d", m.WalkInAdults, m.WalkInChildren)
		}
		remove := func(who context.Context) error {
			_, err := in(w, who, func(ctx context.Context) (*ent.WalkIn, error) { return w.s.RemoveWalkIn(ctx, one.ID) })
			return err
		}
		if err := remove(w.elsewhere()); !fault.Has(err, fault.NotFound) {
			t.Error(err)
		}
		if err := remove(w.host()); err != nil {
			t.Error(err)
		}
		if m := w.read(m); m.WalkInAdults != 3 || m.WalkInChildren != 3 {
			t.Errorf("%d and %d after taking one back", m.WalkInAdults, m.WalkInChildren)
		}
		for _, who := range []context.Context{w.parent(), w.elsewhere()} {
			if _, err := count(who, 1, 0); !fault.Has(err, fault.NotFound) {
				t.Error(err)
			}
		}
		for range 2 {
			_, err := in(w, w.host(), func(ctx context.Context) (*ent.Meetup, error) {
				return w.s.CloseMeetup(ctx, room.Close{ID: m.ID, Note: "Fijn", Themas: []term.Thema{term.ThemaSlapen}})
			})
			if err != nil {
				t.Error(err)
			}
		}
		if n := db.Client.Closing.Query().CountX(storetest.Context()); n != 1 || w.read(m).ClosedAt == nil {
			t.Errorf("%d closings", n)
		}
	})
}
