package family_test

import (
	"context"
	"testing"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
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
	})
}
