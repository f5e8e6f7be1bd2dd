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

// "Klopt nog" is one tap, also when somebody's own yes is missing by then: a child turned 12
// while the offer slept. What the family said is kept; the offer waits for that yes, and its
// matcher is told.
func TestKloptNogWhileAYesIsMissing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for _, state := range []term.SteungezinState{term.SteunBevestigen, term.SteunSlapend} {
			for _, who := range []string{"own parent", "matcher"} {
				w.try(func(ctx, sys context.Context, c *ent.Client) {
					c.Steungezin.UpdateOne(w.steun).SetState(state).ExecX(sys)
					c.Child.Create().SetRegionID(w.region.ID).SetFamilyID(w.steun.FamilyID).SetFirstName("Sem").
						SetBirthMonth(clock.Now().AddDate(-12, 0, 0).Format("2006-01")).ExecX(sys)
					f, err := w.s.ConfirmFamily(by(ctx, w.as(who, w.steun.FamilyID)), w.steun.FamilyID)
					if w.wantFaults(err); err != nil {
						return
					}
					x := c.Steungezin.GetX(sys, w.steun.ID)
					if f.ConfirmedAt == nil || x.BevestigdOp == nil {
						t.Errorf("%s by %s: what was said is lost", state, who)
					}
					if x.State == term.SteunBeschikbaar || x.VolgendeStap != "Alles klopt nog: vragen wie nog ja moet zeggen" {
						t.Errorf("%s by %s: %s, %q", state, who, x.State, x.VolgendeStap)
					}
				})
			}
		}
	})
}
