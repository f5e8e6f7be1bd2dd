package suggest_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"buurtdorp/ent"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/suggest"
	"buurtdorp/internal/term"
)

func (d *desk) demand() []suggest.Cell {
	d.t.Helper()
	got, err := d.room.Demand(d.Matcher.Context(), d.Region.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	raw, _ := json.Marshal(got)
	if strings.Contains(string(raw), "gezin") || strings.Contains(string(raw), "kind ") {
		d.t.Errorf("a name in %s", raw)
	}
	return got.Cells
}

// Who looks is told of from three families on, of one moment, and only who waits.
func TestDemand(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		when := func(at ...term.Dagdeel) world.Option {
			return world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetDagdelen(at) })
		}
		strijen := world.Village("3291", "Strijen")
		d.Vraag(strijen, world.Child(6), when(term.DagdeelWoMiddag))
		d.Vraag(strijen, world.Child(9), world.Child(7), when(term.DagdeelWoMiddag, term.DagdeelVrMiddag))
		d.Koppeling(d.Vraag(strijen, when(term.DagdeelWoMiddag)), d.Steun(), term.KoppelingActief) // has somebody
		d.Vraag(strijen, when(term.DagdeelWoMiddag), world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetState(term.VraagGepauzeerd) }))
		d.Vraag(strijen, when(term.DagdeelWoMiddag), world.In(d.Elsewhere))
		if got := d.demand(); len(got) != 0 {
			t.Errorf("of two families: %+v", got)
		}
		d.Vraag(strijen, world.Child(8), when(term.DagdeelWoMiddag))
		want := []suggest.Cell{{"", term.DagdeelWoMiddag, 0, 0, 4}, {"Strijen", term.DagdeelWoMiddag, 0, 0, 4}, {"Strijen", term.DagdeelWoMiddag, 6, 9, 4}}
		if got := d.demand(); !slices.Equal(got, want) {
			t.Errorf("%+v, want %+v", got, want)
		}
		d.Vraag(strijen, world.Child(2), when(term.DagdeelWoMiddag)) // alone of that age: the sums go
		if got := d.demand(); !slices.Equal(got, want[2:]) {
			t.Errorf("%+v, want %+v", got, want[2:])
		}
	})
}
