package graph_test

import (
	"strings"
	"testing"
	"time"

	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/term"
)

// What a colleague or a family changes is told to who pairs there, by its id and by
// nothing else; a worry too. Nobody else hears of it, and what was lost is said to be lost.
func TestTheDeskHears(t *testing.T) {
	const query = "subscription { deskChanged { ids } }"
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, w := newAPI(t, db), world.New(t, db)
		v, s := w.Vraag(), w.Steun()
		pair := w.Koppeling(v, s, term.KoppelingActief)
		here, head, elsewhere := a.stream(t, w.Matcher, query), a.stream(t, w.HeadMatcher, query), a.stream(t, w.MatcherElsewhere, query)
		sys := storetest.Context()
		hears := func(name string, want ...string) {
			t.Helper()
			deadline := time.After(10 * time.Second)
			for missing := want; len(missing) > 0; {
				select {
				case data := <-here:
					var left []string
					for _, id := range missing {
						if !strings.Contains(data, id) {
							left = append(left, id)
						}
					}
					missing = left
				case <-deadline:
					t.Fatalf("%s: did not hear of %v", name, missing)
				}
			}
		}
		w.Client.Vraaggezin.UpdateOne(v.Row).SetVolgendeStap("bellen").ExecX(sys)
		w.Client.Steungezin.UpdateOne(s.Row).SetVolgendeStap("bellen").ExecX(sys)
		hears("two dossiers", v.ID().String(), s.ID().String())
		w.Note(v.Family, "belt graag")
		hears("a note", v.Family.ID.String())
		w.Client.CheckIn.Create().SetRegion(w.Region).SetKoppelingID(pair.ID).SetKant(term.KantVraag).SetSmiley(term.SmileyNietGoed).SetUserID(v.Parent.User.ID).ExecX(sys)
		hears("a frown", pair.ID.String())
		z := w.Client.Zorgmelding.Create().SetRegion(w.Region).SetFamily(v.Family).SetAuthorID(v.Parent.User.ID).SetTekst("geheim woord").SaveX(sys)
		hears("a worry", z.ID.String())
		given := w.Client.Overdracht.Create().SetRegion(w.Region).SetBatchID(v.ID()).SetFamily(v.Family).SetDossierID(v.ID()).SetSoort(term.DossierVraag).
			SetNaarID(w.HeadMatcher.User.ID).SetDoorID(w.Matcher.User.ID).SetUiterlijk(w.Now).SaveX(sys)
		hears("a handover", given.ID.String())
		for seen := ""; !strings.Contains(seen, given.ID.String()); {
			select {
			case seen = <-head:
				if strings.Contains(seen, "geheim") || strings.Contains(seen, v.Family.Name) {
					t.Errorf("more than ids: %s", seen)
				}
			case <-time.After(10 * time.Second):
				t.Fatal("the head matcher hears nothing")
			}
		}
		a.app.Rooms.Bus.Publish(sync.Event{})
		for data := ""; !strings.Contains(data, `"ids":[]`); {
			select {
			case data = <-here:
			case <-time.After(10 * time.Second):
				t.Fatal("what was lost is not told")
			}
		}
		for data := range drain(elsewhere) {
			if data != `{"data":{"deskChanged":{"ids":[]}}}` {
				t.Errorf("elsewhere: %s", data)
			}
		}
		for name, as := range map[string]*world.Person{"nobody": world.Anonymous, "a parent": v.Parent, "a host": w.Host, "a professional": w.Professional} {
			if data := <-a.stream(t, as, query); !strings.Contains(data, "UNAUTHENTICATED") {
				t.Errorf("%s: %s", name, data)
			}
		}
	})
}

// drain is what has come by now.
func drain(from <-chan string) <-chan string {
	out := make(chan string, 100)
	defer close(out)
	for {
		select {
		case data := <-from:
			out <- data
		default:
			return out
		}
	}
}
