package family_test

import (
	"context"
	"testing"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/family"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// A family, and its matcher for it, asks to be forgotten and takes that back; nobody
// else does.
func TestWhoAsksToForget(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for _, id := range []*ent.Family{db.Client.Family.GetX(storetest.Context(), w.vraag.FamilyID), db.Client.Family.GetX(storetest.Context(), w.steun.FamilyID)} {
			w.whoFor(id.ID, "id", func(ctx context.Context, _ *ent.Client) error { _, err := w.s.AskToForget(ctx, id.ID); return err })
			w.whoFor(id.ID, "id", func(ctx context.Context, _ *ent.Client) error { _, err := w.s.Stay(ctx, id.ID); return err })
		}
	})
}

// It leaves the pool at once, proposals come loose, and nothing leads back in until the
// family says that it stays; then a person decides.
func TestAskToForget(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			id := w.vraag.FamilyID
			c.Vraaggezin.UpdateOneID(w.vraag.ID).SetState(term.VraagWachtend).ExecX(sys)
			k := w.koppeling(sys, c, term.KoppelingVoorgesteldSteun, w.vraag.ID, w.steun.ID)
			own := by(ctx, w.as("own parent", id))
			gone, err := w.s.AskToForget(own, id)
			if err != nil {
				t.Fatal(err)
			}
			days := gone.WissenOp.Sub(clock.Now()).Hours() / 24
			if days < 29 || days > 31 || len(gone.End) != 1 || gone.End[0] != k {
				t.Errorf("forgotten in %.0f days, loose %v", days, gone.Loose)
			}
			x := c.Vraaggezin.GetX(sys, w.vraag.ID)
			if x.State != term.VraagIntake || x.VolgendeStap != "Het gezin wil gewist worden: bellen en afronden" || x.VolgendeDatum == nil {
				t.Errorf("%+v", x)
			}
			matcher := by(ctx, w.as("matcher", id))
			_, err = w.s.CompleteIntake(matcher, family.Act{ID: x.ID, BaseVersion: x.Version})
			w.wantFaults(err, "GUARD gezin.wissen at id")
			if again, err := w.s.AskToForget(own, id); err != nil || !again.WissenOp.Equal(*gone.WissenOp) || len(again.End) != 0 {
				t.Errorf("asking again: %+v %v", again, err)
			}
			stays, err := w.s.Stay(own, id)
			if err != nil || stays.WissenOp != nil {
				t.Fatal(stays, err)
			}
			x = c.Vraaggezin.GetX(sys, w.vraag.ID)
			if x.State != term.VraagIntake || x.VolgendeStap != "Het gezin blijft toch: bellen hoe het verder gaat" {
				t.Errorf("after it stays: %+v", x)
			}
			_, err = w.s.CompleteIntake(matcher, family.Act{ID: x.ID, BaseVersion: x.Version})
			w.wantFaults(err)
		})
	})
}
