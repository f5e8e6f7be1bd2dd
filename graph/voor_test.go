package graph_test

import (
	"strings"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// TestWhatIsDue: the list of today asks for what has to be done before tomorrow, also of who
// rests or is available, and not for the thousands of whom nothing is asked today.
func TestWhatIsDue(t *testing.T) {
	eachDesk(t, func(d *desk) {
		at := func(days int) time.Time { return d.Now.AddDate(0, 0, days) }
		asks := func(days int) *world.Vraag {
			return d.Vraag(world.Vraagt(func(c *ent.VraaggezinCreate) {
				c.SetState(term.VraagGepauzeerd).SetVolgendeStap("Vragen: opnieuw zoeken?").SetVolgendeDatum(at(days))
			}))
		}
		gives := func(days int) *world.Steun {
			return d.Steun(world.Biedt(func(c *ent.SteungezinCreate) { c.SetVolgendeStap("Eindgesprek voeren").SetVolgendeDatum(at(days)) }))
		}
		due, later, free, resting := asks(-3), asks(9), gives(-1), gives(30)
		got := d.ask(t, d.Matcher, `query($voor: DateTime) { vraaggezinnen(first: 50, voor: $voor) { totalCount edges { node { id } } } steungezinnen(first: 50, voor: $voor) { totalCount edges { node { id } } } }`,
			map[string]any{"voor": at(1)}).Raw
		for id, want := range map[string]bool{due.ID().String(): true, later.ID().String(): false, free.ID().String(): true, resting.ID().String(): false} {
			if strings.Contains(got, id) != want {
				t.Errorf("%s is there is %v: %s", id, !want, got)
			}
		}
		if own := d.ask(t, later.Parent, `query($voor: DateTime) { vraaggezinnen(first: 50, voor: $voor) { totalCount } }`, map[string]any{"voor": at(1)}).Raw; !strings.Contains(own, `"totalCount":0`) {
			t.Errorf("a parent finds others: %s", own)
		}
	})
}
