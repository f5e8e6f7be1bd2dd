package report_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/report"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// waited makes a family that came on the list, and began a trial so many days later,
// that ended so many days ago.
func waited(w *world.World, days, ago int, opts ...world.Option) *world.Vraag {
	began := w.Now.AddDate(0, 0, -ago)
	v := w.Vraag(append(opts, world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetWachtendSinds(began.AddDate(0, 0, -days)) }))...)
	w.Koppeling(v, w.Steun(opts...), term.KoppelingActief, func(c *ent.KoppelingCreate) {
		c.SetProefVan(began).SetProefTot(began.AddDate(0, 0, 42))
	})
	return v
}

func wait(t *testing.T, w *world.World) *report.Wait {
	t.Helper()
	got, err := (&report.Service{Client: w.Client}).Wait(t.Context(), w.Region.ID)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// The middle half, in whole weeks; and about fewer than five families nothing at all,
// whatever else there is.
func TestWait(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := world.New(t, db)
		if got := wait(t, w); got != nil {
			t.Errorf("out of nothing: %+v", got)
		}
		for _, days := range []int{14, 28, 35} {
			waited(w, days, 60)
		}
		again := waited(w, 56, 50)
		if got := wait(t, w); got != nil {
			t.Errorf("out of four families: %+v", got)
		}
		// The same family once more, one that began too long ago, one that will begin, one
		// elsewhere, and one that was on no list: still four.
		w.Koppeling(again, w.Steun(), term.KoppelingGestopt, func(c *ent.KoppelingCreate) {
			c.SetProefVan(w.Now.AddDate(0, 0, -10)).SetProefTot(w.Now)
		})
		waited(w, 20, 800)
		waited(w, 20, -5)
		waited(w, 20, 30, world.In(w.Elsewhere))
		waited(w, -3, 30) // came on the list again after its trial
		if got := wait(t, w); got != nil {
			t.Errorf("still four families: %+v", got)
		}
		waited(w, 120, 5)
		got := wait(t, w)
		if got == nil || *got != (report.Wait{From: 4, To: 8}) { // 14 28 35 56 120 days
			t.Errorf("five families: %+v", got)
		}
	})
}

// Less than a week is a week: nobody is promised nothing.
func TestWaitIsAtLeastAWeek(t *testing.T) {
	w := world.New(t, storetest.SQLite(t))
	for range 5 {
		waited(w, 0, 20)
	}
	if got := wait(t, w); got == nil || *got != (report.Wait{From: 1, To: 1}) {
		t.Errorf("%+v", got)
	}
}

// A figure is kept for a while: it does not move with the family that was just added.
func TestWaitIsKept(t *testing.T) {
	w := world.New(t, storetest.SQLite(t))
	s := &report.Service{Client: w.Client, Keep: time.Hour}
	for range 5 {
		waited(w, 14, 20)
	}
	first, err := s.Wait(t.Context(), w.Region.ID)
	if err != nil || first == nil {
		t.Fatal(first, err)
	}
	for range 20 {
		waited(w, 200, 10)
	}
	if then, err := s.Wait(t.Context(), w.Region.ID); err != nil || *then != *first {
		t.Errorf("%+v, and then %+v: %v", first, then, err)
	}
}

// Of under five families there is no figure; and who knows the wait of all but one, and the
// figure, still does not know that one better than to a week.
func TestWaitTellsOfNoSingleFamily(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 4))
	with := func(others []float64, one float64) *report.Wait {
		return report.Middle(append(slices.Clone(others), one))
	}
	for round := range 2000 {
		others := make([]float64, r.IntN(12))
		for i := range others {
			others[i] = float64(r.IntN(1 + r.IntN(400)))
		}
		one := float64(r.IntN(400))
		said := with(others, one)
		if (said == nil) != (len(others) < 4) {
			t.Fatalf("of %d families: %+v", len(others)+1, said)
		}
		if said == nil {
			continue
		}
		if said.From < 1 || said.To < said.From {
			t.Fatalf("%+v", said)
		}
		alike := 0
		for days := range 1000 {
			if *with(others, float64(days)) == *said {
				alike++
			}
		}
		if alike < 7 {
			t.Fatalf("round %d: beside %v, %+v leaves %d days for one family", round, others, said, alike)
		}
	}
}
