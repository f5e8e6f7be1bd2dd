package graph_test

import (
	"testing"

	"buurtdorp/ent"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// TestWhatWasStoppedStaysStopped: a koppeling does not go on, and no address opens, while
// what interrupted it still holds; also when both are decided at the same moment.
func TestWhatWasStoppedStaysStopped(t *testing.T) {
	eachDesk(t, func(d *desk) {
		lift := func(k *ent.Koppeling) call {
			return call{d.HeadMatcher, "liftKoppeling", map[string]any{"id": k.ID, "baseVersion": d.Refresh(k.ID).Version}}
		}
		v, s := d.Vraag(), d.Steun()
		k := d.Koppeling(v, s, term.KoppelingActief)
		d.ok(d.Matcher, "suspendSteungezin", "steungezin { id }", map[string]any{"id": s.ID(), "baseVersion": 1})
		if said := d.atOnce(lift(k)); said[0] != "GUARD id" {
			t.Errorf("lifted under a suspended steungezin: %q", said)
		}
		d.ok(d.HeadMatcher, "liftSteungezin", "steungezin { id }", map[string]any{"id": s.ID(), "baseVersion": 2})
		if said := d.atOnce(lift(k)); said[0] != "" {
			t.Errorf("not lifted: %q", said)
		}
		v, s = d.Vraag(world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetBezwaar(true) })), d.Steun()
		if said := d.atOnce(lift(d.Koppeling(v, s, term.KoppelingOnderbroken))); said[0] != "GUARD id" {
			t.Errorf("lifted against somebody with custody: %q", said)
		}
		for range rounds {
			v, s := d.Vraag(), d.Steun()
			k := d.Koppeling(v, s, term.KoppelingOnderbroken)
			d.ours(d.atOnce(lift(k), call{d.Matcher, "suspendSteungezin", map[string]any{"id": s.ID(), "baseVersion": 1}}))
		}
		holds(t, d.Client)
	})
}
