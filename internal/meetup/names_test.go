package meetup_test

import (
	"context"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	room "buurtdorp/internal/meetup"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
)

// Thirty days after the meetup the names are gone and the numbers are there.
func TestNamesAreForgotten(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		ctx := storetest.Context()
		const day = 24 * time.Hour
		guest := func(ago time.Duration, name, secret string) *ent.Signup {
			m := w.meetup(aanmelden, 9, func(c *ent.MeetupCreate) {
				c.SetStartsAt(clock.Now().Add(-ago - 2*time.Hour)).SetEndsAt(clock.Now().Add(-ago)).SetTaken(3)
			})
			db.Client.WalkIn.Create().SetRegion(w.region).SetMeetup(m).SetName(name).SetAdults(2).ExecX(ctx)
			hash := room.Hash(secret)
			return db.Client.Signup.Create().SetID(gid.New(gid.Signup)).SetRegion(w.region).SetMeetup(m).SetGuestName(name).SetGuestHash(hash).
				SetState("AANGEMELD").SetAdults(1).SetChildren(2).SaveX(ctx)
		}
		old := guest(31*day, "Roos", "aaaaaaaaaaaaaaaaaaaaaaaa")
		young := guest(29*day, "Fatima", "bbbbbbbbbbbbbbbbbbbbbbbb")
		_, household := w.must(w.meetup(aanmelden, 9), 1, 1)
		total := 0
		for {
			n, err := in(w, ctx, func(ctx context.Context) (int, error) { return w.s.ForgetNames(ctx, 30*day, 1) })
			if err != nil {
				t.Fatal(err)
			}
			if total += n; n == 0 {
				break
			}
		}
		if total != 2 {
			t.Errorf("%d names, want a guest's and one who walked in", total)
		}
		now := w.signup(old.ID)
		if now.GuestName != room.NoName || now.Adults != 1 || now.Children != 2 || now.Version != old.Version+1 {
			t.Errorf("%+v", now)
		}
		if w.signup(young.ID).GuestName != "Fatima" || w.signup(household.ID).GuestName != "" {
			t.Error("too early")
		}
		for _, row := range db.Client.WalkIn.Query().AllX(ctx) {
			if (row.MeetupID == old.MeetupID) != (row.Name == "") || row.Adults != 2 {
				t.Errorf("%+v", row)
			}
		}
		if n := db.Client.Signup.Query().Where(signup.GuestName("Roos")).CountX(ctx); n != 0 {
			t.Error("the name is still there")
		}
		// Her own link still shows her what she had.
		if su, err := room.GuestOf(ctx, db.Client, "aaaaaaaaaaaaaaaaaaaaaaaa"); err != nil || su.ID != old.ID {
			t.Error(err)
		}
	})
}
