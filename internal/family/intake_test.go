package family_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/zorgfeit"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/family"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
	"buurtdorp/internal/workday"
)

// From a registration to the list of those we look for.
func TestAnIntakeFromBeginToEnd(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m, sys := w.role["matcher"], storetest.Context()
		in := w.asks(household("Amin"))
		if err := w.ask(w.role["anonymous"], in); err != nil {
			t.Fatal(err)
		}
		now := func() *ent.Vraaggezin { return db.Client.Vraaggezin.GetX(sys, in.ID) }
		do := func(fn func(ctx context.Context, a family.Act) error) {
			t.Helper()
			if err := w.do(m, func(ctx context.Context) error { return fn(ctx, family.Act{ID: in.ID, BaseVersion: now().Version}) }); err != nil {
				t.Fatal(err)
			}
		}
		talk := inDays(3)
		do(func(ctx context.Context, a family.Act) error { _, err := w.s.PlanIntake(ctx, a, talk); return err })
		if x := now(); x.MatcherID == nil || *x.MatcherID != m.UserID || !x.VolgendeDatum.Equal(talk) || x.VolgendeStap != "Gesprek voeren" {
			t.Errorf("planned: %+v", x)
		}
		if w.told[1].What != family.IntakePlanned || !w.told[1].By.Equal(talk) || w.told[1].Contact == nil {
			t.Errorf("told %+v", w.told)
		}
		do(func(ctx context.Context, a family.Act) error {
			_, err := w.s.RecordIntake(ctx, family.Intake{Act: a, Gesprek: true, Soorten: []term.Soort{term.SoortSpelen, term.SoortOpvang},
				Weken: ptr(term.WekenEven), KeerPerMaand: ptr(4), Gezag: ptr(term.GezagEen), Tolk: ptr(true), WensTuin: ptr(true),
				EigenWoorden: ptr("Rust op woensdag."), Zorg: []family.Zorg{{Kind: term.ZorgKindAllergie, Astma: true}}, Urgentie: ptr(1)})
			return err
		})
		x := now()
		if x.Gesprekken != 1 || !slices.Equal(x.Soorten, []term.Soort{term.SoortOpvang, term.SoortSpelen}) || x.Weken != term.WekenEven ||
			x.KeerPerMaand != 4 || x.Gezag != term.GezagEen || !x.Tolk || x.WensTuin == nil || !*x.WensTuin || x.WensRustig != nil ||
			x.EigenWoorden != "Rust op woensdag." || !x.ZorgBesproken || x.Urgentie != 1 || !slices.Equal(x.BangVoor, in.BangVoor) || !slices.Equal(x.Dagdelen, in.Dagdelen) {
			t.Errorf("recorded: %+v", x)
		}
		if x.VolgendeStap != "Gesprek plannen" || x.State != term.VraagIntake {
			t.Errorf("next: %q in %s", x.VolgendeStap, x.State)
		}
		facts := db.Client.ZorgFeit.Query().Where(zorgfeit.FamilyID(in.Family.ID)).AllX(sys)
		if len(facts) != 1 || !facts[0].Astma || len(facts[0].Dieren) != 0 {
			t.Errorf("care facts are replaced, not added: %v", facts)
		}
		// Only what is given changes; the plan of a matcher stands.
		do(func(ctx context.Context, a family.Act) error {
			_, err := w.s.RecordIntake(ctx, family.Intake{Act: a, VolgendeStap: ptr("Oma bellen"), VolgendeDatum: ptr(inDays(4))})
			return err
		})
		if y := now(); y.VolgendeStap != "Oma bellen" || y.Gesprekken != 1 || !y.ZorgBesproken || !slices.Equal(y.Soorten, x.Soorten) {
			t.Errorf("only the next step changes: %+v", y)
		}
		do(func(ctx context.Context, a family.Act) error {
			_, err := w.s.RecordIntake(ctx, family.Intake{Act: a, Zorg: []family.Zorg{}, Soorten: []term.Soort{}})
			return err
		})
		if y := now(); y.VolgendeStap != "Oma bellen" || len(y.Soorten) != 0 {
			t.Errorf("an empty list is an answer: %+v", y)
		}
		if n := db.Client.ZorgFeit.Query().Where(zorgfeit.FamilyID(in.Family.ID)).CountX(sys); n != 0 {
			t.Errorf("%d care facts after none was the answer", n)
		}
		do(func(ctx context.Context, a family.Act) error {
			_, err := w.s.RecordIntake(ctx, family.Intake{Act: a, Gesprek: true})
			return err
		})
		if y := now(); y.Gesprekken != 2 || !strings.Contains(y.VolgendeStap, "gaan zoeken") {
			t.Errorf("after two talks: %+v", y)
		}
		do(func(ctx context.Context, a family.Act) error { _, err := w.s.CompleteIntake(ctx, a); return err })
		if y := now(); y.State != term.VraagWachtend || y.WachtendSinds == nil || y.BevestigdOp == nil || !workday.Is(*y.VolgendeDatum) {
			t.Errorf("on the list: %+v", y)
		}
	})
}

func TestRecordIntakeSaysAllThatIsWrong(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			x := c.Vraaggezin.UpdateOne(w.vraag).SetState(term.VraagIntake).SaveX(sys)
			bad := family.Intake{Act: act(x), KeerPerMaand: ptr(32), MaxReisMinuten: ptr(-1), Maanden: ptr(241), Urgentie: ptr(3),
				EigenWoorden: ptr("bsn 111222333"), VolgendeStap: ptr(strings.Repeat("a", 201)), VolgendeDatum: ptr(inDays(-30)),
				Zorg: []family.Zorg{{Kind: term.ZorgKindAnders, Toelichting: strings.Repeat("a", 1001)}}}
			bad.Toelichting = strings.Repeat("a", 2001)
			want := []string{"INVALID getal.bereik at keerPerMaand", "INVALID getal.bereik at maxReisMinuten", "INVALID getal.bereik at maanden",
				"INVALID getal.bereik at urgentie", "INVALID bsn.niet at eigenWoorden", "TOO_LONG tekst.lang at volgendeStap",
				"INVALID datum.eerder at volgendeDatum", "TOO_LONG tekst.lang at zorg.0.toelichting", "TOO_LONG tekst.lang at toelichting"}
			_, err := w.s.RecordIntake(by(ctx, w.role["matcher"]), bad)
			w.wantFaults(err, want...)
			// Whose input it is comes first: to others it is not there, whatever they send.
			_, err = w.s.RecordIntake(by(ctx, w.own(x.FamilyID)), bad)
			w.wantFaults(err, "NOT_FOUND at id")
		})
	})
}

// Care facts need their own yes; that there are none does not.
func TestCareFactsNeedConsent(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			x := c.Vraaggezin.UpdateOne(w.vraag).SetState(term.VraagIntake).SaveX(sys)
			takeBack(sys, c, x.FamilyID.String(), term.DoelBijzondereGegevens)
			_, err := w.s.RecordIntake(by(ctx, w.role["matcher"]), family.Intake{Act: act(x), Zorg: []family.Zorg{{Kind: term.ZorgKindAnders}}})
			w.wantFaults(err, "GUARD zorg.vraag.eerst at zorg")
			if c.ZorgFeit.Query().CountX(sys) != 0 || c.Vraaggezin.GetX(sys, x.ID).ZorgBesproken {
				t.Error("care facts without a yes")
			}
			if _, err := w.s.RecordIntake(by(ctx, w.role["matcher"]), family.Intake{Act: act(x), Zorg: []family.Zorg{}}); err != nil {
				t.Error(err)
			}
			if !c.Vraaggezin.GetX(sys, x.ID).ZorgBesproken {
				t.Error("none is an answer")
			}
		})
	})
}

// Somebody with custody objects: out of the pool, proposals end, visits stop.
func TestAnObjectionStopsEverything(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for _, from := range []term.VraaggezinState{term.VraagIntake, term.VraagWachtend, term.VraagGepauzeerd} {
			w.try(func(ctx, sys context.Context, c *ent.Client) {
				x := c.Vraaggezin.UpdateOne(w.vraag).SetState(from).SaveX(sys)
				visit := w.koppeling(sys, c, term.KoppelingActief, x.ID, w.steun.ID)
				other := c.Steungezin.Create().SetRegion(w.region).SetFamily(c.Family.Create().SetRegion(w.region).SetName("X").SetPc4("3273").SaveX(sys)).SetAangemeldOp(clock.Now()).SaveX(sys)
				asked := w.koppeling(sys, c, term.KoppelingVoorgesteldVraag, x.ID, other.ID)
				got, err := w.s.RecordIntake(by(ctx, w.role["matcher"]), family.Intake{Act: act(x), Bezwaar: ptr(true)})
				if err != nil {
					t.Fatal(err)
				}
				if got.State != term.VraagIntake || !got.Bezwaar || !strings.Contains(got.VolgendeStap, "niet mee eens") {
					t.Errorf("from %s: %s, next %q", from, got.State, got.VolgendeStap)
				}
				if len(got.End) != 1 || got.End[0] != asked || len(got.Interrupt) != 1 || got.Interrupt[0] != visit {
					t.Errorf("loose: %+v", got.Loose)
				}
			})
		}
	})
}

func TestAPlanIsForADayThatComes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			x := c.Vraaggezin.UpdateOne(w.vraag).SetState(term.VraagAangemeld).SaveX(sys)
			ctx = by(ctx, w.role["matcher"])
			for day, want := range map[time.Time]string{
				inDays(-8): "INVALID datum.eerder at at", inDays(370): "INVALID datum.ver at at",
			} {
				_, err := w.s.PlanIntake(ctx, act(x), day)
				w.wantFaults(err, want)
			}
			x = c.Vraaggezin.UpdateOne(x).SetState(term.VraagWachtend).SaveX(sys)
			for day, want := range map[time.Time]string{
				clock.Now().Add(-time.Minute): "INVALID datum.eerder at until", inDays(370): "INVALID datum.ver at until",
			} {
				_, err := w.s.PauseVraag(ctx, act(x), day)
				w.wantFaults(err, want)
			}
			until := inDays(30)
			got, err := w.s.PauseVraag(by(ctx, w.own(x.FamilyID)), act(x), until)
			if err != nil || !got.PauzeTot.Equal(until) || !got.VolgendeDatum.Equal(until) {
				t.Fatalf("paused: %v %+v", err, got)
			}
			back, err := w.s.ResumeVraag(ctx, act(got.Vraaggezin))
			if err != nil || back.PauzeTot != nil || back.State != term.VraagWachtend {
				t.Errorf("back: %v %+v", err, back)
			}
		})
	})
}

// What a matcher writes with a step is a note, which the family does not read.
func TestAToelichtingIsANote(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			own := by(ctx, w.own(w.vraag.FamilyID))
			x := c.Vraaggezin.UpdateOne(w.vraag).SetState(term.VraagIntake).SaveX(sys)
			a := act(x)
			a.Toelichting = "Naar het wijkteam, zij wil dat zelf."
			if _, err := w.s.Refer(by(ctx, w.role["matcher"]), a); err != nil {
				t.Fatal(err)
			}
			if now := c.Vraaggezin.GetX(sys, x.ID); now.MatcherID == nil || *now.MatcherID != w.role["matcher"].UserID {
				t.Errorf("whom does the family call: %v", now.MatcherID)
			}
			n := c.Note.Query().OnlyX(by(ctx, w.role["head matcher"]))
			if n.Text != a.Toelichting || n.AuthorID != w.role["matcher"].UserID || n.FamilyID != x.FamilyID {
				t.Errorf("note %+v", n)
			}
			for _, v := range []context.Context{own, by(ctx, w.role["matcher elsewhere"]), by(ctx, w.role["host"]), by(ctx, w.role["admin"])} {
				if k := c.Note.Query().CountX(v); k != 0 {
					t.Errorf("%d notes are read", k)
				}
			}
		})
	})
}
