package graph_test

import (
	"strings"
	"testing"
	"time"

	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// A host reads who comes by name, then offers, then the line in its order, then who does
// not come; a tick moves nobody, and what is asked of them makes no difference.
func TestSignupsHaveAnOrder(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, a, sys := world.New(t, db), newAPI(t, db), storetest.Context()
		m := w.Meetup(w.Place(), 24*time.Hour)
		put := func(name string, state term.SignupState, queue int) {
			v := w.Vraag()
			v.Family.Update().SetName(name).ExecX(sys)
			w.Client.Signup.Create().SetRegion(w.Region).SetMeetup(m).SetFamily(v.Family).SetState(state).SetQueueNumber(queue).SetAdults(1).SetChildren(0).ExecX(sys)
		}
		put("Weg", term.SignupAfgemeld, 0)
		put("Derde", term.SignupWachtlijst, 3)
		put("zoë", term.SignupAangemeld, 0)
		put("Eerste", term.SignupWachtlijst, 1)
		put("Aangeboden", term.SignupAangeboden, 0)
		put("Amal", term.SignupGeweest, 0)
		put("Tweede", term.SignupWachtlijst, 2)
		put("Mia", term.SignupNietGeweest, 0)
		for range 3 {
			for _, query := range []string{
				`query($id: ID!) { meetup(id: $id) { signups { family { name } } } }`,
				`query($id: ID!) { meetup(id: $id) { signups { waitingPlace state family { name } createdAt } } }`,
				`query($id: ID!) { meetup(id: $id) { rij: signups { id family { name } } } }`,
			} {
				got := a.ask(t, w.Host, query, map[string]any{"id": m.ID})
				at, last := -1, ""
				for _, name := range []string{"Amal", "Mia", "zoë", "Aangeboden", "Eerste", "Tweede", "Derde", "Weg"} {
					i := strings.Index(string(got.Raw), `"`+name+`"`)
					if i < at {
						t.Errorf("%s comes before %s: %s", name, last, got.Raw)
					}
					at, last = i, name
				}
			}
		}
	})
}
