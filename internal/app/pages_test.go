package app_test

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// page gets or posts without a cookie and without a script.
func page(t *testing.T, method, address string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(raw)
}

// A guest comes with a first name, looks at her link, and cancels by it; her seat goes
// to the family that waits, which says yes. What we keep of her link opens nothing.
func TestAGuestComesAndGoes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := village(t, db)
		_, s := server(t, db)
		ctx := rule.System(t.Context())
		at := db.Client.Place.Create().SetRegion(r).SetName("De Drie Lelies").SetPostcode("3273").SetVillage("Westmaas").SetLat(51.8).SetLon(4.5).SaveX(ctx)
		m := db.Client.Meetup.Create().SetRegion(r).SetPlace(at).SetTitle("Koffie & spelen").SetCapacity(3).
			SetStartsAt(clock.Now().Add(48 * time.Hour)).SetEndsAt(clock.Now().Add(50 * time.Hour)).SaveX(ctx)
		const secret = "abcdefghijklmnopqrstuvwxyz_-0123"
		roos := visitor(t, s)
		got := roos.do("signUpAsGuest", object{"id": newID(gid.Signup), "meetupId": m.ID, "firstName": "Roos", "adults": 1, "children": 1, "secret": secret}, "meetup { freePlaces }")
		if got["meetup"].(object)["freePlaces"] != 1.0 {
			t.Errorf("%v", got)
		}
		f := db.Client.Family.Create().SetRegion(r).SetName("Noor").SetPc4("3273").SaveX(ctx)
		waits := db.Client.Signup.Create().SetRegion(r).SetMeetup(m).SetFamily(f).SetState(term.SignupWachtlijst).SetQueueNumber(1).SetAdults(1).SetChildren(1).SaveX(ctx)
		m.Update().SetWaiting(1).ExecX(ctx)

		link := s.URL + "/ik-kom/" + secret
		for range 2 { // looking changes nothing
			status, text := page(t, "GET", link)
			if status != 200 || !strings.Contains(text, "Je komt") || !strings.Contains(text, "Koffie &amp; spelen") || !strings.Contains(text, "De Drie Lelies") {
				t.Errorf("%d %s", status, text)
			}
		}
		status, text := page(t, "POST", link)
		if status != 200 || !strings.Contains(text, "Je komt niet") {
			t.Errorf("%d %s", status, text)
		}
		if status, _ := page(t, "POST", link); status != 200 {
			t.Errorf("again: %d", status)
		}
		if now := db.Client.Signup.GetX(ctx, waits.ID); now.State != term.SignupAangeboden || now.OfferedUntil == nil {
			t.Errorf("who waited is %s", now.State)
		}
		for _, other := range []string{"abcdefghijklmnopqrstuvwxyz_-0124", "x", strings.Repeat("a", 64), url.PathEscape("' OR 1=1")} {
			for _, way := range []string{"GET", "POST"} {
				if status, text := page(t, way, s.URL+"/ik-kom/"+other); status != 404 || strings.Contains(text, "Koffie") {
					t.Errorf("%s %s: %d", way, other, status)
				}
			}
		}
	})
}

// A reminder goes out once, says where and when, and its link cancels without signing in.
func TestAReminderAndItsLink(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := village(t, db)
		a, s := server(t, db)
		ctx := rule.System(t.Context())
		now := clock.Now().In(clock.Amsterdam)
		// Due this minute, whatever the time is: the region reminds on the day before, from midnight on.
		r = r.Update().SetReminderAt("00:00").SetQuietFrom("00:00").SetQuietUntil("00:00").SaveX(ctx)
		at := db.Client.Place.Create().SetRegion(r).SetName("De Drie Lelies").SetPostcode("3273").SetVillage("Westmaas").SetLat(51.8).SetLon(4.5).SaveX(ctx)
		tomorrow := time.Date(now.Year(), now.Month(), now.Day()+1, 10, 0, 0, 0, clock.Amsterdam).UTC()
		m := db.Client.Meetup.Create().SetRegion(r).SetPlace(at).SetTitle("Koffie").SetTaken(2).SetStartsAt(tomorrow).SetEndsAt(tomorrow.Add(time.Hour)).SaveX(ctx)
		f := db.Client.Family.Create().SetRegion(r).SetName("Noor").SetPc4("3273").SaveX(ctx)
		db.Client.Contactgegevens.Create().SetRegion(r).SetFamily(f).SetEmail("noor@proef.example").ExecX(ctx)
		su := db.Client.Signup.Create().SetRegion(r).SetMeetup(m).SetFamily(f).SetState(term.SignupAangemeld).SetAdults(1).SetChildren(1).
			SetCreatedAt(clock.Now().Add(-72 * time.Hour)).SaveX(ctx)
		for range 3 {
			err := db.WithTx(ctx, func(ctx context.Context, _ *ent.Tx) error {
				_, err := a.Rooms.Meetups.Remind(ctx, 50)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		link := ""
		for deadline := time.Now().Add(20 * time.Second); link == "" && time.Now().Before(deadline); wait() {
			_, post := page(t, "GET", s.URL+"/dev/mail?format=json&to=noor@proef.example")
			link = regexp.MustCompile(`/afmelden/[A-Za-z0-9_-]{43}`).FindString(post)
			if strings.Count(post, `"subject"`) > 1 {
				t.Fatal("more than one mail")
			}
		}
		if link == "" {
			t.Fatal("no reminder")
		}
		if status, text := page(t, "GET", s.URL+link); status != 200 || !strings.Contains(text, "10.00 tot 11.00 uur") {
			t.Errorf("%d %s", status, text)
		}
		broken := link[:len(link)-2] + "AA"
		if status, _ := page(t, "POST", s.URL+broken); broken != link && status != 404 {
			t.Errorf("a link that we did not write: %d", status)
		}
		if status, _ := page(t, "POST", s.URL+link); status != 200 || db.Client.Signup.GetX(ctx, su.ID).State != term.SignupAfgemeld {
			t.Errorf("%d", status)
		}
		row := db.Client.Reminder.Query().OnlyX(ctx)
		if row.State != term.BezorgingVerstuurd || row.SentAt == nil {
			t.Errorf("the host reads %s", row.State)
		}
	})
}
