package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

const wholeList = `query($region: ID, $first: Int, $from: Int) { listProposal(region: $region) { waiting places paired
	pairs(first: $first, from: $from) { vraaggezin { id family { name } } suggestion { score band magVoorstellen steungezin { id family { name } } } others { minder punten suggestion { steungezin { id } } } }
	alone(first: $first, from: $from) { passend vraaggezin { id } belet { key bij alleen } } } }`

// A matcher sees who could go with whom, proposes a pair in her own words, and the next
// list goes on from there. Nobody else sees that there is a list.
func TestTheListIsProposedPairByPair(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, a := world.New(t, db), newAPI(t, db)
		v, near, far := w.Vraag(), w.Steun(world.Village("3286", "Klaaswaal")), w.Steun()
		other := w.Vraag(world.Village("3281", "Numansdorp"))
		third := w.Vraag(world.Village("3281", "Numansdorp"))
		list := func(as *world.Person, vars map[string]any) map[string]any {
			t.Helper()
			got := a.ask(t, as, wholeList, vars)
			if len(got.Errors) > 0 {
				t.Fatal(got.Raw)
			}
			l, _ := got.Data["listProposal"].(map[string]any)
			return l
		}
		for name, as := range map[string]*world.Person{"anonymous": world.Anonymous, "a parent": v.Parent, "a host": w.Host, "a professional": w.Professional,
			"an app": w.ThirdParty(), "a matcher elsewhere": w.MatcherElsewhere} {
			for _, region := range []any{w.Region.ID, gid.New(gid.Region)} {
				if got := a.ask(t, as, `query($region: ID) { listProposal(region: $region) { waiting } demand(region: $region) { cells { children } } regionMap(region: $region) { madeAt } }`, map[string]any{"region": region}); got.Raw != `{"data":{"listProposal":null,"demand":null,"regionMap":null}}` {
					t.Errorf("%s: %s", name, got.Raw)
				}
			}
		}
		l := list(w.HeadMatcher, nil)
		text := fmt.Sprint(l)
		if l["waiting"] != 3.0 || l["places"] != 2.0 || l["paired"] != 2.0 || !strings.Contains(text, v.Family.Name) || !strings.Contains(text, near.Family.Name) {
			t.Fatal(text)
		}
		pair := l["pairs"].([]any)[0].(map[string]any)
		steun := pair["suggestion"].(map[string]any)["steungezin"].(map[string]any)["id"]
		if pair["vraaggezin"].(map[string]any)["id"] != v.ID().String() || steun != near.ID().String() || len(pair["others"].([]any)) != 1 {
			t.Fatalf("%v", pair)
		}
		if one := list(w.Matcher, map[string]any{"first": 1, "from": 1}); len(one["pairs"].([]any)) != 1 || len(one["alone"].([]any)) != 0 || one["paired"] != 2.0 {
			t.Errorf("one from the second on: %v", one)
		}
		for _, vars := range []map[string]any{{"first": 101}, {"from": -1}} {
			if got := a.ask(t, w.Matcher, wholeList, vars); len(got.Errors) == 0 {
				t.Errorf("%v: %s", vars, got.Raw)
			}
		}

		done := a.ask(t, w.Matcher, `mutation($input: ProposeKoppelingInput!) { proposeKoppeling(input: $input) { koppeling { state } userErrors { code } } }`, map[string]any{"input": map[string]any{
			"clientMutationId": "lijst-1", "id": gid.New(gid.Koppeling), "vraaggezinId": v.ID(), "steungezinId": steun, "toelichting": "ze wonen vlakbij en Samira kent de straat"}})
		if done.Raw != `{"data":{"proposeKoppeling":{"koppeling":{"state":"`+string(term.KoppelingVoorgesteldSteun)+`"},"userErrors":[]}}}` {
			t.Fatal(done.Raw)
		}
		l = list(w.Matcher, nil)
		if text := fmt.Sprint(l["pairs"], l["alone"]); l["waiting"] != 2.0 || l["places"] != 1.0 || strings.Contains(text, v.ID().String()) || strings.Contains(text, near.ID().String()) ||
			!strings.Contains(text, far.ID().String()) || !strings.Contains(text, other.ID().String()) || !strings.Contains(text, third.ID().String()) {
			t.Errorf("%v", l)
		}
	})
}
