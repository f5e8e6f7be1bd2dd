package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// TestSignalen: a matcher reads what worries about what runs in her region; a family
// reads nothing, not even about itself.
func TestSignalen(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := world.New(t, db)
		a := newAPI(t, db)
		sad := w.Vraag()
		v, s := w.Vraag(), w.Steun()
		w.Koppeling(v, s, term.KoppelingActief)
		k := w.Koppeling(sad, w.Steun(), term.KoppelingActief)
		w.CheckIn(k, sad.Parent, term.KantVraag, term.SmileyNietGoed)
		far := w.Vraag(world.In(w.Elsewhere))
		other := w.Koppeling(far, w.Steun(world.In(w.Elsewhere)), term.KoppelingActief)
		w.CheckIn(other, far.Parent, term.KantVraag, term.SmileyNietGoed)
		const ask = `{ signalen { redenen { soort kant aantal } koppeling { id vraaggezin { family { name } } } } }`
		got := a.ask(t, w.Matcher, ask, nil).Raw
		if !strings.Contains(got, `"soort":"NIET_GOED","kant":"VRAAG","aantal":1`) || !strings.Contains(got, sad.Family.Name) || strings.Contains(got, other.ID.String()) {
			t.Errorf("the matcher reads %s", got)
		}
		for name, who := range map[string]*world.Person{"the family": sad.Parent, "a visitor": world.Anonymous, "a host": w.Host, "an admin": w.Admin, "a client": w.ThirdParty()} {
			if got := a.ask(t, who, ask, nil).Raw; strings.Contains(got, "soort") {
				t.Errorf("%s reads %s", name, got)
			}
		}
		if got := a.ask(t, w.Matcher, fmt.Sprintf(`{ signalen(matcher: %q) { sinds } }`, w.HeadMatcher.User.ID), nil).Raw; !strings.Contains(got, `"signalen":[]`) {
			t.Errorf("of a colleague who has none: %s", got)
		}
		const page = `query($n: Int) { vroegeSignalen(hoogstens: $n) { totalCount lijst { sinds koppeling { id } } } }`
		w.CheckIn(w.Koppeling(w.Vraag(), w.Steun(), term.KoppelingActief), sad.Parent, term.KantVraag, term.SmileyNietGoed)
		for n, want := range map[int]int{0: 0, 1: 1, 50: 2} {
			got := a.ask(t, w.Matcher, page, map[string]any{"n": n}).Raw
			if !strings.Contains(got, `"totalCount":2`) || strings.Count(got, `"sinds"`) != want {
				t.Errorf("the first %d: %s", n, got)
			}
		}
		if got := a.ask(t, sad.Parent, page, nil).Raw; !strings.Contains(got, `"vroegeSignalen":null`) {
			t.Errorf("the family reads %s", got)
		}
	})
}

// TestTheRunningAfsprakenHold: a new version is a proposal until both said yes.
func TestTheRunningAfsprakenHold(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := world.New(t, db)
		a, v, s := newAPI(t, db), w.Vraag(), w.Steun()
		k := w.Koppeling(v, s, term.KoppelingActief)
		holds := func(want string) {
			t.Helper()
			for _, who := range []*world.Person{v.Parent, s.Parent, w.Matcher} {
				if got := a.ask(t, who, fmt.Sprintf(`{ koppeling(id: %q) { geldigeAfspraken afspraken { nummer } } }`, k.ID), nil).Raw; !strings.Contains(got, `"geldigeAfspraken":`+want) {
					t.Errorf("%s reads %s, want %s", who.User.FirstName, got, want)
				}
			}
		}
		confirm := func(who *world.Person, nummer int) {
			t.Helper()
			got := a.ask(t, who, `mutation($i: ConfirmAfsprakenInput!) { confirmAfspraken(input: $i) { userErrors { code message } } }`,
				map[string]any{"i": map[string]any{"clientMutationId": fmt.Sprint(who.User.ID, nummer), "id": k.ID, "baseVersion": w.Refresh(k.ID).Version, "nummer": nummer}}).Raw
			if !strings.Contains(got, `"userErrors":[]`) {
				t.Fatal(got)
			}
		}
		holds("1")
		w.Afspraken(k, 2)
		holds("1")
		confirm(v.Parent, 2)
		holds("1")
		confirm(s.Parent, 2)
		holds("2")
		if got := a.ask(t, w.Host, fmt.Sprintf(`{ koppeling(id: %q) { geldigeAfspraken } }`, k.ID), nil).Raw; !strings.Contains(got, `"koppeling":null`) {
			t.Error(got)
		}
	})
}
