package suggest_test

import (
	"slices"
	"testing"

	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// There is one truth about who waits. Who has somebody, or is in the middle of a proposal,
// asks for nobody: not in the whole list, not in a preview, not in what would help, and not
// in the numbers a region may tell.
func TestWhoWaits(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		s := d.Steun(on(term.DagdeelZaAvond)) // fits nobody yet
		waiting, villages := 0, world.Village("3291", "Strijen")
		for _, state := range term.All[term.KoppelingState]() {
			v := d.Vraag(villages)
			d.Koppeling(v, d.Steun(), state)
			if !slices.Contains(koppeling.Holding, state) {
				waiting++
			}
		}
		if l := d.whole(); l.Waiting != waiting || waiting < 3 {
			t.Errorf("the whole list has %d, want %d", l.Waiting, waiting)
		}
		p, err := d.room.Preview(d.HeadMatcher.Context(), d.Region.ID, matching.Standaard(), 10)
		if err != nil || p.Wachtend != waiting || p.Bekeken != waiting {
			t.Errorf("a preview has %+v, want %d, %v", p, waiting, err)
		}
		helps, err := d.room.ZouHelpenSteun(d.Matcher.Context(), s.Row)
		if err != nil || len(helps) == 0 || len(helps[0].Erbij) != waiting {
			t.Errorf("what would help has %+v, want %d, %v", helps, waiting, err)
		}
		for _, c := range d.demand() {
			if c.Village == "" && c.Dagdeel == term.DagdeelWoMiddag && c.Children != waiting {
				t.Errorf("told of %d, want %d", c.Children, waiting)
			}
		}
	})
}
