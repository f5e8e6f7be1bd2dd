package family_test

import (
	"context"
	"testing"

	"buurtdorp/ent"
	"buurtdorp/ent/toestemming"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// After a koppeling nobody is back in the pool by itself: each is asked, a yes brings it
// back, a no is a talk.
func TestAfterAKoppelingNobodyIsLookedForByItself(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		over := func(do func(ctx, sys context.Context, c *ent.Client)) {
			t.Helper()
			w.try(func(ctx, sys context.Context, c *ent.Client) {
				c.Vraaggezin.UpdateOne(w.vraag).SetState(term.VraagWachtend).SetWachtendSinds(inDays(-400)).ExecX(sys)
				c.Steungezin.UpdateOne(w.steun).SetState(term.SteunBeschikbaar).ExecX(sys)
				w.koppeling(sys, c, term.KoppelingAfgerond, w.vraag.ID, w.steun.ID)
				w.wantFaults(w.s.Rest(by(ctx, w.role["matcher"]), w.vraag.ID, w.steun.ID))
				do(ctx, sys, c)
			})
		}
		now := func(sys context.Context, c *ent.Client) (*ent.Vraaggezin, *ent.Steungezin) {
			return c.Vraaggezin.GetX(sys, w.vraag.ID), c.Steungezin.GetX(sys, w.steun.ID)
		}
		t.Run("both rest, and the clock wakes neither", func(t *testing.T) {
			over(func(ctx, sys context.Context, c *ent.Client) {
				if _, err := w.s.Tick(ctx, 50); err != nil {
					t.Error(err)
				}
				v, s := now(sys, c)
				if v.State != term.VraagGepauzeerd || v.VolgendeStap != "Vragen: opnieuw zoeken, of afronden?" || v.VolgendeDatum == nil {
					t.Errorf("vraaggezin %s, %q", v.State, v.VolgendeStap)
				}
				if s.State != term.SteunPauze || s.VolgendeStap != "Vragen: weer een gezin, of afronden?" {
					t.Errorf("steungezin %s, %q", s.State, s.VolgendeStap)
				}
			})
		})
		t.Run("yes", func(t *testing.T) {
			over(func(ctx, sys context.Context, c *ent.Client) {
				w.wantFaults(w.s.Again(ctx, term.KantVraag, w.vraag.ID, true))
				w.wantFaults(w.s.Again(ctx, term.KantSteun, w.steun.ID, true))
				v, s := now(sys, c)
				if v.State != term.VraagWachtend || v.VolgendeStap != "Wil opnieuw zoeken: klopt de intake nog?" || v.WachtendSinds.Before(clock.Now().AddDate(0, 0, -1)) {
					t.Errorf("vraaggezin %s since %v, %q", v.State, v.WachtendSinds, v.VolgendeStap)
				}
				if s.State != term.SteunBeschikbaar || s.VolgendeStap != "Wil weer een gezin: klopt alles nog?" {
					t.Errorf("steungezin %s, %q", s.State, s.VolgendeStap)
				}
			})
		})
		t.Run("no, and the matcher rounds off", func(t *testing.T) {
			over(func(ctx, sys context.Context, c *ent.Client) {
				w.wantFaults(w.s.Again(ctx, term.KantVraag, w.vraag.ID, false))
				w.wantFaults(w.s.Again(ctx, term.KantSteun, w.steun.ID, false))
				v, s := now(sys, c)
				if v.State != term.VraagGepauzeerd || v.VolgendeStap != "Wil niet opnieuw zoeken: samen afronden" || s.State != term.SteunPauze || s.VolgendeStap != "Wil geen nieuw gezin: samen afronden" {
					t.Errorf("%s %q, %s %q", v.State, v.VolgendeStap, s.State, s.VolgendeStap)
				}
				_, err := w.s.Close(by(ctx, w.role["matcher"]), act(v))
				w.wantFaults(err)
			})
		})
		t.Run("yes, and somebody else's yes is missing", func(t *testing.T) {
			over(func(ctx, sys context.Context, c *ent.Client) {
				c.Toestemming.Update().Where(toestemming.Giver("Ander van Samira"), toestemming.DoelEQ(term.DoelMatchen)).SetWithdrawnAt(clock.Now()).ExecX(sys)
				w.wantFaults(w.s.Again(ctx, term.KantVraag, w.vraag.ID, true))
				if v, _ := now(sys, c); v.State != term.VraagGepauzeerd || v.VolgendeStap != "Wil opnieuw zoeken: vragen wie nog ja moet zeggen" {
					t.Errorf("%s %q", v.State, v.VolgendeStap)
				}
				w.wantFaults(w.s.Wake(ctx, w.vraag.ID, w.steun.ID), "GUARD toestemming.volwassene at id")
			})
		})
		t.Run("together again", func(t *testing.T) {
			over(func(ctx, sys context.Context, c *ent.Client) {
				w.wantFaults(w.s.Wake(ctx, w.vraag.ID, w.steun.ID))
				if v, s := now(sys, c); v.State != term.VraagWachtend || s.State != term.SteunBeschikbaar {
					t.Errorf("%s, %s", v.State, s.State)
				}
			})
		})
		t.Run("with another koppeling that goes on", func(t *testing.T) {
			w.try(func(ctx, sys context.Context, c *ent.Client) {
				c.Vraaggezin.UpdateOne(w.vraag).SetState(term.VraagWachtend).ExecX(sys)
				c.Steungezin.UpdateOne(w.steun).SetState(term.SteunBeschikbaar).ExecX(sys)
				w.koppeling(sys, c, term.KoppelingActief, w.vraag.ID, w.steun.ID)
				w.wantFaults(w.s.Rest(ctx, w.vraag.ID, w.steun.ID))
				if v, s := now(sys, c); v.State != term.VraagWachtend || s.State != term.SteunBeschikbaar {
					t.Errorf("%s, %s", v.State, s.State)
				}
			})
		})
		t.Run("a trial that did not go on is a talk", func(t *testing.T) {
			w.try(func(ctx, sys context.Context, c *ent.Client) {
				w.wantFaults(w.s.AfterTrial(ctx, w.vraag.ID, w.steun.ID))
				if v, s := now(sys, c); v.VolgendeStap != "Eindgesprek voeren: hoe verder?" || s.VolgendeStap != v.VolgendeStap || v.State != w.vraag.State {
					t.Errorf("%s %q, %q", v.State, v.VolgendeStap, s.VolgendeStap)
				}
			})
		})
	})
}
