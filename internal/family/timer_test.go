package family_test

import (
	"context"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/vog"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/family"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

func TestTheClockTakesItsSteps(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		now := clock.Now()
		tick := func(ctx context.Context, want int) {
			t.Helper()
			if took, err := w.s.Tick(ctx, 10); err != nil || took != want {
				t.Errorf("took %d steps (%v), want %d", took, err, want)
			}
		}
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			c.Vraaggezin.UpdateOne(w.vraag).SetState(term.VraagGepauzeerd).SetPauzeTot(now).ExecX(sys)
			c.Steungezin.UpdateOne(w.steun).SetState(term.SteunPauze).SetPauzeTot(now).ExecX(sys)
			tick(ctx, 2)
			if v, s := c.Vraaggezin.GetX(sys, w.vraag.ID), c.Steungezin.GetX(sys, w.steun.ID); v.State != term.VraagWachtend || s.State != term.SteunBeschikbaar || v.PauzeTot != nil || s.PauzeTot != nil {
				t.Errorf("after the pause: %s %s", v.State, s.State)
			}
			tick(ctx, 0)
		})
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			c.Vraaggezin.UpdateOne(w.vraag).SetState(term.VraagGepauzeerd).SetPauzeTot(now.AddDate(0, 0, 1)).ExecX(sys)
			c.Steungezin.UpdateOne(w.steun).SetState(term.SteunPauze).ExecX(sys) // without a date
			tick(ctx, 0)
			// Nothing is started against the family's will.
			c.Vraaggezin.UpdateOne(w.vraag).SetPauzeTot(now).ExecX(sys)
			takeBack(sys, c, w.vraag.FamilyID.String(), term.DoelMatchen)
			tick(ctx, 0)
			if v := c.Vraaggezin.GetX(sys, w.vraag.ID); v.State != term.VraagGepauzeerd {
				t.Errorf("without consent: %s", v.State)
			}
		})
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			c.Steungezin.UpdateOne(w.steun).SetState(term.SteunBeschikbaar).SetBevestigdOp(now.AddDate(0, -3, 1)).ExecX(sys)
			tick(ctx, 0)
			c.Steungezin.UpdateOne(w.steun).SetBevestigdOp(now.AddDate(0, -3, -1)).ExecX(sys)
			tick(ctx, 1)
			x := c.Steungezin.GetX(sys, w.steun.ID)
			if x.State != term.SteunBevestigen || x.VolgendeStap != "Bellen: klopt alles nog?" {
				t.Errorf("asked: %s %q", x.State, x.VolgendeStap)
			}
			tick(ctx, 0)
			c.Steungezin.UpdateOne(w.steun).SetUpdatedAt(now.AddDate(0, 0, -31)).ExecX(sys)
			tick(ctx, 1)
			if x := c.Steungezin.GetX(sys, w.steun.ID); x.State != term.SteunSlapend {
				t.Errorf("after a month of silence: %s", x.State)
			}
		})
		// A VOG that runs out in eight weeks is on the list, once; a new one takes it off.
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			w.s.Tick(ctx, 10)
			years := w.region.VogYears
			c.Steungezin.UpdateOne(w.steun).SetState(term.SteunBeschikbaar).SetBevestigdOp(now).SetVolgendeStap("Bellen").SetVolgendeDatum(now.AddDate(0, 3, 0)).ExecX(sys)
			all := c.Vog.Query().Where(vog.ScreeningID(w.screening.ID)).AllX(sys)
			if len(all) == 0 {
				t.Fatal("nobody has a VOG")
			}
			given := func(at time.Time) {
				c.Vog.Delete().Where(vog.ScreeningID(w.screening.ID)).ExecX(sys)
				c.Vog.Create().SetRegion(w.region).SetScreening(w.screening).SetVoornaam("Noor").SetFunctieaspect("84").SetAfgegevenOp(at).
					SetGezienOp(at).SetGezienDoorID(all[0].GezienDoorID).ExecX(sys)
			}
			given(now.AddDate(-years, 0, 60))
			tick(ctx, 0)
			given(now.AddDate(-years, 0, 50))
			tick(ctx, 1)
			x := c.Steungezin.GetX(sys, w.steun.ID)
			if x.VolgendeStap != "VOG loopt af: een nieuwe klaarzetten en bekijken" || x.State != term.SteunBeschikbaar {
				t.Errorf("a VOG that runs out: %s %q", x.State, x.VolgendeStap)
			}
			tick(ctx, 0)
			c.Steungezin.UpdateOne(x).SetVolgendeStap("Huisbezoek").SetVolgendeDatum(now.AddDate(0, 0, 10)).ExecX(sys)
			tick(ctx, 0) // her own plan comes first
			c.Steungezin.UpdateOneID(w.steun.ID).SetVolgendeStap(x.VolgendeStap).ExecX(sys)
			_, err := w.s.RecordVog(by(ctx, w.as("matcher", w.steun.FamilyID)), family.SeenVog{ID: gid.New(gid.Vog), SteungezinID: w.steun.ID, Voornaam: "noor", AfgegevenOp: inDays(-9), Functieaspect: "84"})
			w.wantFaults(err)
			if x := c.Steungezin.GetX(sys, w.steun.ID); x.VolgendeStap != "Vragen of alles nog klopt" {
				t.Errorf("after a new VOG: %q", x.VolgendeStap)
			}
			c.Steungezin.UpdateOneID(w.steun.ID).SetVolgendeDatum(now.AddDate(0, 3, 0)).ExecX(sys)
			tick(ctx, 0) // renewed
		})
	})
}
