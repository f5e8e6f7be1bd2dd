package demo_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/family"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/demo"
	familyroom "buurtdorp/internal/family"
	"buurtdorp/internal/geo"
	koppelingroom "buurtdorp/internal/koppeling"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/suggest"
	"buurtdorp/internal/term"
)

// Every screen has something true to show, whatever the seed.
func TestThePresent(t *testing.T) {
	for _, seed := range []int64{0, 1, 2, 3} {
		db := storetest.SQLite(t)
		now := clock.Now() // suggest looks at the clock
		fill(t, db, demo.Options{Seed: seed, Now: now})
		shows(t, db.Client, now)
		everyState(t, db.Client)
		proposalsFit(t, db.Client)
		nothingIsDue(t, db)
		if t.Failed() {
			t.Fatalf("with seed %d", seed)
		}
	}
}

func shows(t *testing.T, c *ent.Client, now time.Time) {
	ctx := storetest.Context()
	today, tomorrow := clock.Today(now), clock.Today(now).AddDate(0, 0, 1)
	day := func(n int) time.Time { return now.AddDate(0, 0, n) }
	for what, n := range map[string][2]int{
		"new vraaggezinnen":           {c.Vraaggezin.Query().Where(vraaggezin.StateEQ(term.VraagAangemeld)).CountX(ctx), 3},
		"intakes":                     {c.Vraaggezin.Query().Where(vraaggezin.StateEQ(term.VraagIntake)).CountX(ctx), 4},
		"waiting over 42 days, alone": {alone(c.Vraaggezin.Query().Where(vraaggezin.StateEQ(term.VraagWachtend), vraaggezin.WachtendSindsLT(day(-42)))), 1},
		"overdue, alone":              {alone(c.Vraaggezin.Query().Where(vraaggezin.StateEQ(term.VraagWachtend), vraaggezin.VolgendeDatumLT(day(-1)), vraaggezin.UrgentieGT(0))), 1},
		"waiting over 31, alone":      {alone(c.Vraaggezin.Query().Where(vraaggezin.StateEQ(term.VraagWachtend), vraaggezin.WachtendSindsLT(day(-31)))), 2},
		"searching":                   {alone(c.Vraaggezin.Query().Where(vraaggezin.StateEQ(term.VraagWachtend))), 6},
		"kennismaking this week":      {c.Koppeling.Query().Where(koppeling.StateEQ(term.KoppelingKennismaking), koppeling.KennismakingOpGT(now), koppeling.KennismakingOpLT(day(7))).CountX(ctx), 1},
		"free steungezinnen": {c.Steungezin.Query().Where(steungezin.StateEQ(term.SteunBeschikbaar),
			steungezin.Not(steungezin.HasKoppelingenWith(koppeling.StateNotIn(term.KoppelingVerkend, term.KoppelingAfgerond, term.KoppelingAfgewezen,
				term.KoppelingVerlopen, term.KoppelingNietDoorgegaan, term.KoppelingGestopt)))).CountX(ctx), 26},
		"full with people waiting": {c.Meetup.Query().Where(meetup.StartsAtGT(now), meetup.Waiting(3)).CountX(ctx), 1},
		"called off":               {c.Meetup.Query().Where(meetup.StartsAtGT(now), meetup.CancelledAtNotNil()).CountX(ctx), 1},
		"blokkades":                {c.Blokkade.Query().CountX(ctx), 1},
	} {
		if n[0] != n[1] {
			t.Errorf("%s: %d, want %d", what, n[0], n[1])
		}
	}
	if !c.Vraaggezin.Query().Where(vraaggezin.StateEQ(term.VraagIntake)).ExistX(ctx) {
		t.Error("no intake")
	}
	for _, v := range c.Vraaggezin.Query().Where(vraaggezin.StateEQ(term.VraagIntake), vraaggezin.VolgendeStap("Tweede gesprek")).AllX(ctx) {
		if at := v.VolgendeDatum.In(clock.Amsterdam); !clock.Today(at).Equal(today) || at.Hour() != 10 {
			t.Errorf("the intake of today is at %v", at)
		}
	}
	for _, d := range []time.Time{today, tomorrow} {
		found := slices.ContainsFunc(c.Meetup.Query().AllX(ctx), func(m *ent.Meetup) bool { return clock.Today(m.StartsAt).Equal(d) && m.Taken > 0 })
		if !found {
			t.Errorf("nothing for the host on %v", d)
		}
	}
	lived := map[string]bool{}
	for _, f := range c.Family.Query().Where(family.AnonymisedAtIsNil()).AllX(ctx) {
		lived[f.Village] = true
	}
	villages := geo.Villages("hoeksche-waard")
	for _, v := range villages {
		if !lived[v.Naam] {
			t.Errorf("nobody lives in %s", v.Naam)
		}
	}
	if len(villages) != 16 || len(lived) != 16 {
		t.Errorf("%d villages, families in %d", len(villages), len(lived))
	}
	soon := 0
	for _, s := range c.Steungezin.Query().Where(steungezin.StateEQ(term.SteunBeschikbaar)).
		WithScreening(func(q *ent.ScreeningQuery) { q.WithVogs() }).AllX(ctx) {
		last := time.Time{}
		for _, v := range s.Edges.Screening.Edges.Vogs {
			if v.AfgegevenOp.After(last) {
				last = v.AfgegevenOp
			}
		}
		if end := last.AddDate(3, 0, 0); end.Before(day(10)) {
			soon++
		}
	}
	if soon != 1 {
		t.Errorf("%d steungezinnen whose VOG ends within nine days", soon)
	}
}

// alone counts those without a koppeling that runs.
func alone(q *ent.VraaggezinQuery) int {
	return q.Where(vraaggezin.Not(vraaggezin.HasKoppelingenWith(koppeling.StateNotIn(term.KoppelingVerkend, term.KoppelingAfgerond,
		term.KoppelingAfgewezen, term.KoppelingVerlopen, term.KoppelingNietDoorgegaan, term.KoppelingGestopt)))).CountX(storetest.Context())
}

func everyState(t *testing.T, c *ent.Client) {
	ctx := storetest.Context()
	for _, s := range term.All[term.VraaggezinState]() {
		if !c.Vraaggezin.Query().Where(vraaggezin.StateEQ(s)).ExistX(ctx) {
			t.Errorf("no vraaggezin is %s", s)
		}
	}
	for _, s := range term.All[term.SteungezinState]() {
		if !c.Steungezin.Query().Where(steungezin.StateEQ(s)).ExistX(ctx) {
			t.Errorf("no steungezin is %s", s)
		}
	}
	for _, s := range term.All[term.KoppelingState]() {
		if !c.Koppeling.Query().Where(koppeling.StateEQ(s)).ExistX(ctx) {
			t.Errorf("no koppeling is %s", s)
		}
	}
}

// proposalsFit: what is proposed has no hard constraint in its way but the plek that
// it holds itself; and the best for the first parent is the second.
func proposalsFit(t *testing.T, c *ent.Client) {
	ctx := storetest.Context()
	s := suggest.Service{Client: c}
	for _, k := range c.Koppeling.Query().Where(koppeling.StateIn(term.KoppelingVoorgesteldSteun, term.KoppelingVoorgesteldVraag,
		term.KoppelingKennismaking, term.KoppelingProefperiode)).WithVraaggezin().WithSteungezin().AllX(ctx) {
		verdict, err := s.Judge(ctx, k.Edges.Vraaggezin, k.Edges.Steungezin)
		if err != nil {
			t.Fatal(err)
		}
		_, open := matching.MagVoorstellen(verdict, nil)
		if slices.ContainsFunc(open, func(h matching.Hard) bool { return h.Key != matching.H2 }) {
			t.Errorf("%s has in its way: %+v", k.State, open)
		}
	}
	people, err := demo.List(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	samira := c.Vraaggezin.Query().Where(vraaggezin.FamilyID(*people[0].FamilyID)).OnlyX(ctx)
	dewit := c.Steungezin.Query().Where(steungezin.FamilyID(*people[1].FamilyID)).OnlyX(ctx)
	best, err := s.For(ctx, samira, 5)
	if err != nil || len(best) < 3 {
		t.Fatalf("%d suggestions: %v", len(best), err)
	}
	if best[0].SteunID != dewit.ID || best[0].Band != term.BandPastGoed || best[0].Score == best[1].Score {
		t.Errorf("best for %s: %d %s, then %d; want the family of %s", people[0].FirstName, best[0].Score, best[0].Band, best[1].Score, people[1].FirstName)
	}
}

// nothingIsDue: the timers of the programme find nothing to do in a fresh demo, so
// that it is what it was made to be when somebody looks.
func nothingIsDue(t *testing.T, db *store.DB) {
	err := db.WithTx(storetest.Context(), func(ctx context.Context, _ *ent.Tx) error {
		if n, err := (&koppelingroom.Service{}).Expire(ctx, 100); n > 0 || err != nil {
			t.Errorf("%d proposals expire: %v", n, err)
		}
		if n, err := (&familyroom.Service{}).Tick(ctx, 100); n > 0 || err != nil {
			t.Errorf("%d families are due: %v", n, err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
