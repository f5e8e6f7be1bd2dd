package family_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/family"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

func TestTeDoen(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	vogOf := func(name string, years, days int) *ent.Vog {
		return &ent.Vog{Voornaam: name, AfgegevenOp: clock.Today(now).AddDate(-years, 0, days)}
	}
	good, bad := &ent.Referentie{Positief: true}, &ent.Referentie{}
	all := func() *ent.Screening {
		s := &ent.Screening{GesprekOp: &now, HuisbezoekOp: &now, HuisregelsOp: &now}
		s.Edges.Vogs = []*ent.Vog{vogOf("Noor", 1, 0), vogOf("Jan", 2, 0)}
		s.Edges.Referenties = []*ent.Referentie{good, good}
		return s
	}
	for _, c := range []struct {
		name   string
		change func(*ent.Screening)
		adults int
		want   string
	}{
		{"alles gedaan", func(*ent.Screening) {}, 2, "[]"},
		{"training hoeft niet", func(s *ent.Screening) { s.TrainingOp = nil }, 2, "[]"},
		{"een derde volwassene", func(*ent.Screening) {}, 3, "[VOG]"},
		{"een VOG die twee keer gezien is", func(s *ent.Screening) { s.Edges.Vogs[1].Voornaam = " noor" }, 2, "[VOG]"},
		{"vandaag drie jaar oud", func(s *ent.Screening) { s.Edges.Vogs[1] = vogOf("Jan", 3, 0) }, 2, "[VOG]"},
		{"morgen drie jaar oud", func(s *ent.Screening) { s.Edges.Vogs[1] = vogOf("Jan", 3, 1) }, 2, "[]"},
		{"oud, en vernieuwd", func(s *ent.Screening) { s.Edges.Vogs = append(s.Edges.Vogs, vogOf("Jan", 5, 0)) }, 2, "[]"},
		{"een die niet positief was", func(s *ent.Screening) { s.Edges.Referenties = []*ent.Referentie{good, bad} }, 2, "[REFERENTIES]"},
		{"twee positief en een niet", func(s *ent.Screening) { s.Edges.Referenties = []*ent.Referentie{bad, good, good} }, 2, "[]"},
		{"niets", func(s *ent.Screening) { *s = ent.Screening{} }, 1, "[GESPREK VOG REFERENTIES HUISBEZOEK HUISREGELS]"},
	} {
		s := all()
		c.change(s)
		if got := fmt.Sprint(family.TeDoen(s, c.adults, 3, now)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if got := family.TeDoen(nil, 1, 3, now); len(got) != 5 {
		t.Errorf("no screening at all leaves %v", got)
	}
	if until := family.GeldigTot(vogOf("Noor", 0, 0), 3); until.Format(time.DateOnly) != "2029-11-21" {
		t.Errorf("valid until %s", until)
	}
}

// From a registration to available.
func TestAScreeningFromBeginToEnd(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m, sys := w.role["matcher"], storetest.Context()
		in := w.offers(household())
		if err := w.offer(w.role["anonymous"], in); err != nil {
			t.Fatal(err)
		}
		now := func() *ent.Steungezin { return db.Client.Steungezin.GetX(sys, in.ID) }
		do := func(want string, fn func(ctx context.Context, a family.Act) error) {
			t.Helper()
			w.wantFaults(w.do(m, func(ctx context.Context) error { return fn(ctx, family.Act{ID: in.ID, BaseVersion: now().Version}) }), lines(want)...)
		}
		next := func(want string) {
			t.Helper()
			if x := now(); x.VolgendeStap != want || x.VolgendeDatum == nil {
				t.Errorf("next is %q, want %q", x.VolgendeStap, want)
			}
		}
		do("", func(ctx context.Context, a family.Act) error {
			_, err := w.s.PlanGesprek(ctx, a, inDays(2))
			return err
		})
		next("Gesprek voeren")
		do("GUARD screening.gesprek at id", func(ctx context.Context, a family.Act) error { _, err := w.s.StartScreening(ctx, a); return err })
		do("", func(ctx context.Context, a family.Act) error {
			_, err := w.s.RecordGesprek(ctx, family.Gesprek{Act: a, Capaciteit: ptr(2), Zorgtaken: []term.Zorgtaak{}, Toegankelijk: ptr(true), MaxKinderen: ptr(2)})
			return err
		})
		next("Beginnen met de takenlijst")
		if x := now(); x.Capaciteit != 2 || !x.ZorgtakenBekend || x.Tuin != nil || *x.LeeftijdTot != 9 || x.MatcherID == nil {
			t.Errorf("recorded %+v", x)
		}
		do("", func(ctx context.Context, a family.Act) error { _, err := w.s.StartScreening(ctx, a); return err })
		next("VOG klaarzetten en bekijken")
		do("", func(ctx context.Context, _ family.Act) error {
			_, err := w.s.RecordVog(ctx, family.SeenVog{ID: gid.New(gid.Vog), SteungezinID: in.ID, Voornaam: "Samira", AfgegevenOp: inDays(-10), Functieaspect: "84"})
			return err
		})
		next("Bellen met wie hen kent")
		for range 2 {
			do("", func(ctx context.Context, _ family.Act) error {
				_, err := w.s.RecordReferentie(ctx, family.Reference{ID: gid.New(gid.Referentie), SteungezinID: in.ID, Relatie: "buurvrouw", Positief: true})
				return err
			})
		}
		next("Huisbezoek doen")
		do("", func(ctx context.Context, _ family.Act) error {
			_, err := w.s.RecordScreening(ctx, family.Checks{SteungezinID: in.ID, HuisbezoekOp: ptr(inDays(-1)), HuisregelsOp: ptr(clock.Now())})
			return err
		})
		next("Takenlijst is klaar: zet het gezin op beschikbaar")
		w.told = nil
		do("", func(ctx context.Context, a family.Act) error { _, err := w.s.Approve(ctx, a); return err })
		if x := now(); x.State != term.SteunBeschikbaar || x.BeschikbaarSinds == nil || x.BevestigdOp == nil {
			t.Errorf("available: %+v", x)
		}
		if len(w.told) != 1 || w.told[0].What != family.SteunApproved || w.told[0].Family.ID != in.Family.ID {
			t.Errorf("told %+v", w.told)
		}
		seen := db.Client.Vog.Query().Where().AllX(sys)
		if v := seen[len(seen)-1]; v.GezienDoorID != m.UserID {
			t.Errorf("seen by %s", v.GezienDoorID)
		}
	})
}

func TestChecksThatCannotBe(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			m, id := by(ctx, w.role["matcher"]), w.steun.ID
			c.Steungezin.UpdateOne(w.steun).SetState(term.SteunScreening).ExecX(sys)
			_, err := w.s.RecordVog(m, family.SeenVog{ID: gid.New(gid.Note), SteungezinID: id, AfgegevenOp: inDays(2)})
			w.wantFaults(err, "INVALID id.vreemd at id", "REQUIRED naam.leeg at voornaam", "REQUIRED at functieaspect", "INVALID datum.later at afgegevenOp")
			_, err = w.s.RecordVog(m, family.SeenVog{ID: gid.New(gid.Vog), SteungezinID: id, Voornaam: "Jan", Functieaspect: "84", AfgegevenOp: clock.Now().AddDate(-3, 0, 0)})
			w.wantFaults(err, "INVALID vog.oud at afgegevenOp")
			same := family.Reference{ID: gid.New(gid.Referentie), SteungezinID: id, Relatie: "juf", Positief: true}
			if _, err := w.s.RecordReferentie(m, same); err != nil {
				t.Fatal(err)
			}
			_, err = w.s.RecordReferentie(m, same)
			w.wantFaults(err, "EXISTS id.bestaat at id")
			_, err = w.s.RecordReferentie(m, family.Reference{ID: gid.New(gid.Referentie), SteungezinID: id, Relatie: "111222333"})
			w.wantFaults(err, "INVALID bsn.niet at relatie")
			_, err = w.s.RecordScreening(m, family.Checks{SteungezinID: id, HuisbezoekOp: ptr(inDays(1)), TrainingOp: ptr(clock.Now().AddDate(-11, 0, 0))})
			w.wantFaults(err, "INVALID datum.later at huisbezoekOp", "INVALID datum.oud at trainingOp")
			_, err = w.s.RecordGesprek(m, family.Gesprek{Act: family.Act{ID: id, BaseVersion: c.Steungezin.GetX(sys, id).Version}, Capaciteit: ptr(0), LeeftijdVan: ptr(9), LeeftijdTot: ptr(3), MaxKinderen: ptr(13)})
			w.wantFaults(err, "INVALID getal.bereik at capaciteit", "INVALID leeftijd.volgorde at leeftijdTot", "INVALID getal.bereik at maxKinderen")
		})
	})
}

// What a step leaves to the room of koppelingen.
func TestWhatComesLoose(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		suspend := func(ctx context.Context, x *ent.Steungezin) (family.Loose, error) {
			got, err := w.s.Suspend(ctx, steunAct(x))
			return loose(got, err)
		}
		stop := func(ctx context.Context, x *ent.Steungezin) (family.Loose, error) {
			got, err := w.s.Stop(ctx, steunAct(x))
			return loose(got, err)
		}
		pause := func(ctx context.Context, x *ent.Steungezin) (family.Loose, error) {
			got, err := w.s.PauseSteun(ctx, steunAct(x), inDays(9))
			return loose(got, err)
		}
		for _, state := range term.All[term.KoppelingState]() {
			for name, c := range map[string]struct {
				step           func(context.Context, *ent.Steungezin) (family.Loose, error)
				end, interrupt []term.KoppelingState
				held           []term.KoppelingState
			}{
				"suspend": {suspend, []term.KoppelingState{term.KoppelingVerkend, term.KoppelingVoorgesteldSteun, term.KoppelingVoorgesteldVraag},
					[]term.KoppelingState{term.KoppelingKennismaking, term.KoppelingProefperiode, term.KoppelingActief, term.KoppelingGepauzeerd, term.KoppelingAfronden}, nil},
				"stop": {stop, []term.KoppelingState{term.KoppelingVerkend, term.KoppelingVoorgesteldSteun, term.KoppelingVoorgesteldVraag, term.KoppelingKennismaking}, nil,
					[]term.KoppelingState{term.KoppelingProefperiode, term.KoppelingActief, term.KoppelingGepauzeerd, term.KoppelingAfronden, term.KoppelingOnderbroken}},
				"pause": {pause, []term.KoppelingState{term.KoppelingVerkend, term.KoppelingVoorgesteldSteun, term.KoppelingVoorgesteldVraag}, nil, nil},
			} {
				w.try(func(ctx, sys context.Context, cl *ent.Client) {
					x := cl.Steungezin.UpdateOne(w.steun).SetState(term.SteunBeschikbaar).SaveX(sys)
					k := w.koppeling(sys, cl, state, w.vraag.ID, x.ID)
					got, err := c.step(by(ctx, w.role["matcher"]), x)
					if slices.Contains(c.held, state) {
						w.wantFaults(err, "GUARD bezoek.loopt at id")
						return
					}
					if err != nil {
						t.Fatal(err)
					}
					if slices.Contains(c.end, state) != slices.Contains(got.End, k) || slices.Contains(c.interrupt, state) != slices.Contains(got.Interrupt, k) {
						t.Errorf("%s with %s: %+v", name, state, got)
					}
					if cl.Koppeling.Query().Where(koppeling.ID(k), koppeling.StateEQ(state)).CountX(sys) != 1 {
						t.Error("the koppeling is not this room's to change")
					}
				})
			}
		}
	})
}

func loose(x *family.Steun, err error) (family.Loose, error) {
	if err != nil {
		return family.Loose{}, err
	}
	return x.Loose, nil
}

// Fewer places than are in use is no number.
func TestCapacityIsNotLessThanWhatIsHeld(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			x := c.Steungezin.UpdateOne(w.steun).SetState(term.SteunBeschikbaar).SetCapaciteit(3).SaveX(sys)
			c.Koppeling.UpdateOneID(w.koppeling(sys, c, term.KoppelingActief, w.vraag.ID, x.ID)).SetPlek(2).ExecX(sys)
			m := by(ctx, w.role["matcher"])
			_, err := w.s.RecordGesprek(m, family.Gesprek{Act: steunAct(x), Capaciteit: ptr(1)})
			w.wantFaults(err, "GUARD capaciteit.bezet at capaciteit")
			if _, err := w.s.RecordGesprek(m, family.Gesprek{Act: steunAct(x), Capaciteit: ptr(2)}); err != nil {
				t.Error(err)
			}
		})
	})
}
