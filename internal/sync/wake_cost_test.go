package sync_test

import (
	"testing"
	"time"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/term"
)

// TestWakeCost: what a phone asks of the database for its four lists when it was woken for
// somebody else's row, and when nothing happened: beside the one look at counters that each
// list begins with (look.go). It does not grow with what it holds.
func TestWakeCost(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		counted, statements := storetest.Counting(t, db)
		w, sys := world.New(t, db), storetest.Context()
		v, s := w.Vraag(), w.Steun()
		w.Koppeling(v, s, term.KoppelingActief)
		f := &sync.Feed{DB: counted}
		lists := []*device{newDevice(f, v.Parent, gid.Meetup), newDevice(f, v.Parent, gid.Signup), newDevice(f, v.Parent, gid.Koppeling), newDevice(f, v.Parent, gid.Family)}
		cost := func() int {
			statements.Take()
			for _, d := range lists {
				settled(t, d)
			}
			return len(statements.Take())
		}
		var woken []int
		for range 2 {
			for range 8 {
				w.Signup(w.Meetup(w.Place(), time.Hour), v.Family, term.SignupAangemeld)
			}
			cost()
			cost() // what was learned just now is settled
			quiet := cost()
			db.Client.Note.Create().SetRegionID(w.Region.ID).SetFamily(s.Family).SetText("een notitie").SetAuthorID(w.Matcher.User.ID).ExecX(sys)
			if woken = append(woken, cost()); quiet > woken[0] {
				t.Errorf("nothing happened: %d statements, woken %d", quiet, woken[0])
			}
			t.Logf("nothing happened: %d statements", quiet)
		}
		t.Logf("woken: %v statements", woken)
		if woken[1] > woken[0] {
			t.Errorf("woken for another's row: %d statements, and %d with twice the rows", woken[0], woken[1])
		}
	})
}
