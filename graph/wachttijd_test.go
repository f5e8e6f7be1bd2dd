package graph_test

import (
	"strings"
	"testing"

	"buurtdorp/ent"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// TestWachttijd: of four families that waited nobody is told how long, on no way there is:
// not on the home screen of who waits, not at a desk. Nothing else reads it:
// no message has a place for it. Of five it is said
// to who belongs to the region, and to nobody else.
func TestWachttijd(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := world.New(t, db)
		parent, far := w.Vraag(), w.Vraag(world.In(w.Elsewhere))
		helped := func() {
			v := w.Vraag(world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetWachtendSinds(w.Now.AddDate(0, 0, -100)) }))
			w.Koppeling(v, w.Steun(), term.KoppelingActief, func(c *ent.KoppelingCreate) {
				c.SetProefVan(w.Now.AddDate(0, 0, -30)).SetProefTot(w.Now)
			})
		}
		ways := []string{
			`{ viewer { region { wachttijd { vanWeken totWeken } } } }`,
			`{ regions { key wachttijd { vanWeken totWeken } } }`,
			`{ vraaggezinnen(first: 20) { edges { node { region { wachttijd { vanWeken totWeken } } } } } }`,
		}
		people := map[string]*world.Person{"a parent": parent.Parent, "a matcher": w.Matcher, "a host": w.Host, "a visitor": world.Anonymous, "a family elsewhere": far.Parent, "a client": w.ThirdParty()}
		told := func(who string) bool { return who == "a parent" || who == "a matcher" || who == "a host" }
		look := func(families int) {
			t.Helper()
			a := newAPI(t, db) // a figure is kept for a while
			for name, who := range people {
				var all strings.Builder
				for _, way := range ways {
					all.WriteString(a.ask(t, who, way, nil).Raw)
				}
				if says := strings.Contains(all.String(), `"vanWeken":`); says != (families >= 5 && told(name)) {
					t.Errorf("of %d families %s reads %s", families, name, all.String())
				}
			}
		}
		for range 4 {
			helped()
		}
		look(4)
		helped()
		look(5)
	})
}
