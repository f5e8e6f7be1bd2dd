package graph_test

import (
	"strings"
	"testing"

	"buurtdorp/ent"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// TestWhatWasNotSafeIsNotProposedAgain: who stops a koppeling because of a signal, or closes
// one that was interrupted, keeps these two apart; nobody sets that aside, and the families
// never read it. Custody that objected says nothing about the other family.
func TestWhatWasNotSafeIsNotProposedAgain(t *testing.T) {
	eachDesk(t, func(d *desk) {
		for name, end := range map[string]struct {
			as     *world.Person
			state  term.KoppelingState
			step   string
			reden  term.Reden
			object bool
			apart  bool
		}{
			"a trial with a signal":       {d.Matcher, term.KoppelingProefperiode, "stopKoppeling", term.RedenSignaal, false, true},
			"an interruption":             {d.HeadMatcher, term.KoppelingOnderbroken, "closeKoppeling", term.RedenAnders, false, true},
			"a farewell with a signal":    {d.Matcher, term.KoppelingAfronden, "closeKoppeling", term.RedenSignaal, false, true},
			"a trial without a click":     {d.Matcher, term.KoppelingProefperiode, "stopKoppeling", term.RedenGeenKlik, false, false},
			"a farewell that was good":    {d.Matcher, term.KoppelingAfronden, "closeKoppeling", term.RedenDoelBereikt, false, false},
			"an objection of who decides": {d.HeadMatcher, term.KoppelingOnderbroken, "closeKoppeling", term.RedenAnders, true, false},
		} {
			v, s := d.Vraag(world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetBezwaar(end.object) })), d.Steun()
			k := d.Koppeling(v, s, end.state)
			if said := d.atOnce(call{end.as, end.step, map[string]any{"id": k.ID, "baseVersion": k.Version, "reden": end.reden}}); said[0] != "" {
				t.Errorf("%s: %q", name, said)
			}
			got := d.ask(t, d.Matcher, `query($v: ID!, $s: ID!) { fit(vraaggezin: $v, steungezin: $s) { hard { key outcome waivable } } vraaggezin(id: $v) { family { uitElkaar { met { id } toelichting } } } }`,
				map[string]any{"v": v.ID(), "s": s.ID()})
			if said := strings.Contains(got.Raw, `"key":"H3","outcome":"NEE","waivable":"NEVER"`); said != end.apart {
				t.Errorf("%s: kept apart is %v: %s", name, said, got.Raw)
			}
			if said := strings.Contains(got.Raw, s.Family.ID.String()); said != end.apart {
				t.Errorf("%s: the dossier says so is %v: %s", name, said, got.Raw)
			}
			for _, p := range []*world.Person{v.Parent, s.Parent} {
				if own := d.ask(t, p, `{ viewer { family { id uitElkaar { id } } } }`, nil); strings.Contains(own.Raw, `"uitElkaar":[{`) {
					t.Errorf("%s: a family reads it: %s", name, own.Raw)
				}
			}
		}
	})
}

// TestKeepingApart: a matcher writes down that two families are not to be together. What was
// proposed between them ends at once; the head matcher ends it, and they are found again.
func TestKeepingApart(t *testing.T) {
	eachDesk(t, func(d *desk) {
		v, s := d.Vraag(), d.Steun()
		k := d.Koppeling(v, s, term.KoppelingVoorgesteldSteun)
		id := gid.New(gid.Blokkade)
		d.ok(d.Matcher, "keepApart", "family { id }", map[string]any{"id": id, "familyId": s.Family.ID, "anderId": v.Family.ID, "toelichting": "Oud-collega’s."})
		if now := d.Refresh(k.ID).State; now != term.KoppelingNietDoorgegaan {
			t.Errorf("the proposal is %s", now)
		}
		propose := call{d.Matcher, "proposeKoppeling", map[string]any{"id": gid.New(gid.Koppeling), "vraaggezinId": v.ID(), "steungezinId": s.ID(), "toelichting": "Toch."}}
		if said := d.atOnce(propose); said[0] != "CONSTRAINT waivers H3" {
			t.Errorf("proposed: %q", said)
		}
		end := map[string]any{"id": id, "familyId": v.Family.ID, "toelichting": "Allebei vinden het goed."}
		if said := d.atOnce(call{d.Matcher, "endApart", end}); said[0] != "NOT_FOUND id" {
			t.Errorf("a matcher ends it: %q", said)
		}
		d.ok(d.HeadMatcher, "endApart", "family { id }", end)
		if said := d.atOnce(propose); said[0] != "" {
			t.Errorf("not proposed: %q", said)
		}
	})
}
