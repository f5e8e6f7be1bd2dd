package graph_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// How many statements a query costs does not grow with the rows it finds.
func TestStatementsDoNotGrow(t *testing.T) {
	queries := map[string]struct{ as, query string }{
		"public meetups": {"anonymous", `{ meetups(first: 50) { totalCount edges { node { title freePlaces place { name region { name } } } } pageInfo { hasNextPage } } }`},
		"meetups near":   {"parent", `{ meetups(first: 50, near: "3273") { edges { node { title reisband place { name } mySignup { state waitingPlace } } } } }`},
		"vraaggezinnen": {"matcher", `{ vraaggezinnen(first: 50) { totalCount edges { node { state matcher { firstName } family { name village children { firstName age } contactgegevens { phone } zorgFeiten { kind } toestemmingen { doel } notes { text author { firstName } } }
			koppelingen { state steungezin { family { name } } } } } } }`},
		"steungezinnen": {"matcher", `{ steungezinnen(first: 50) { totalCount edges { node { state vrij family { name children { age } } screening { teDoen vogs { voornaam geldigTot gezienDoor { firstName } } referenties { relatie } } } } } }`},
		"koppelingen": {"matcher", `{ koppelingen(first: 50) { totalCount edges { node { state kant mogelijk profiel { reisband } matcher { firstName } vraaggezin { family { name } } steungezin { family { name } }
			answers { kant antwoord } checkIns { smiley } afspraken { nummer } steps { step actor { firstName } } } } } }`},
		"families":        {"matcher", `{ families(first: 50) { edges { node { name uitElkaar { toelichting met { name } } vraaggezinnen { state } steungezinnen { state } } } } }`},
		"suggestions":     {"matcher", `query { vraaggezinnen(first: 1) { edges { node { suggestions(first: 50) { score steungezin { family { name village } } criteria { reason } } } } } }`},
		"what would help": {"matcher", `query { vraaggezinnen(first: 1) { edges { node { zouHelpen { zin steungezinnen { family { name } } } suggestions(first: 20) { score enigeVoor { family { name } } } } } } }`},
		"other weights":   {"matcher", `query { previewWeights(weights: {reis: 0, dagdelen: 0, hulp: 0, kind: 0, taal: 0, opvoeding: 0, duur: 0, interesses: 0, ervaring: 0, huis: 0, beurt: 100, goedVanaf: 75, pastVanaf: 50}) { veranderd lijst { vraaggezin } vraaggezinnen { family { name } } steungezinnen { family { name } } } }`},
		"how we look":     {"anonymous", `{ regions { name zoZoekenWij } }`},
		"host's list":     {"host", `{ meetups(first: 50) { edges { node { title signups { adults family { name } } } } } }`},
		"vroegeSignalen":  {"matcher", `{ vroegeSignalen(hoogstens: 20) { totalCount lijst { sinds redenen { soort kant aantal } koppeling { id vraaggezin { family { name } } steungezin { family { name } } } } } }`},
		"signalen":        {"matcher", `{ signalen { sinds redenen { soort kant aantal } koppeling { id vraaggezin { family { name } } steungezin { family { name } } } } }`},
		"rhythm":          {"matcher", `{ koppelingen(first: 50) { edges { node { geldigeAfspraken momenten { kant soort stand } terugblikken { nummer } } } } }`},
		"whole list": {"matcher", `{ listProposal { waiting places paired score pairs(first: 30) { vaker vraaggezin { family { name village children { age } } matcher { firstName } } suggestion { score steungezin { id family { name } } criteria { reason } }
			others { minder punten suggestion { score steungezin { family { name } } } } } alone(first: 30) { passend belet { key bij } vraaggezin { family { name } } } } }`},
		"demand": {"matcher", `{ demand { cells { village dagdeel van tot children } } }`},
		"map":    {"matcher", `{ regionMap { layers { soort cells { dorpen gezinnen rand { lat lon } } eigen { naam dorp } } } }`},
	}
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		counted, statements := storetest.Counting(t, db)
		w, a := world.New(t, db), newAPI(t, counted)
		people := map[string]*world.Person{"anonymous": world.Anonymous, "matcher": w.Matcher, "host": w.Host, "parent": w.Vraag().Parent}
		grow := func(n int) {
			place := w.Place()
			for range n {
				v, s := w.Vraag(), w.Steun()
				w.Client.Vraaggezin.UpdateOne(v.Row).SetMatcherID(w.Person(w.Region, "Thirza", term.RoleMatcher).User.ID).ExecX(storetest.Context())
				w.Client.Overdracht.Create().SetRegion(w.Region).SetBatchID(v.ID()).SetFamily(v.Family).SetDossierID(v.ID()).SetSoort(term.DossierVraag).
					SetNaarID(w.Matcher.User.ID).SetDoorID(w.HeadMatcher.User.ID).SetUiterlijk(w.Now).ExecX(storetest.Context())
				w.CheckIn(w.Koppeling(v, s, term.KoppelingActief), v.Parent, term.KantVraag, term.SmileyNietGoed)
				w.CheckIn(w.Koppeling(w.Vraag(), w.Steun(), term.KoppelingActief), s.Parent, term.KantSteun, term.SmileyGoed) // all is well: not read
				w.Steun()                                                                                                     // one that is free
				w.Vraag()                                                                                                     // and two who wait
				w.Vraag()
				w.Note(v.Family, "belt graag")
				w.Blokkade(v.Family, s.Family)
				w.Allergie(v.Family, term.DierKat)
				w.Signup(w.Meetup(place, 24*time.Hour), v.Family, term.SignupAangemeld)
			}
		}
		count := func(name string) []string {
			q := queries[name]
			w.Client.Region.UpdateOne(w.Region).SetName(w.Region.Name).ExecX(storetest.Context()) // what was kept in memory of it is of no use now
			statements.Take()
			if got := a.ask(t, people[q.as], q.query, nil); len(got.Errors) > 0 {
				t.Fatalf("%s: %s", name, got.Raw)
			}
			// Who looked is written down once: the second question of a day finds the line there. And
			// whether a region is large is asked by each field that comes before it is in memory.
			return slices.DeleteFunc(statements.Take(), func(s string) bool {
				return strings.Contains(s, "INTO `inzagen`") || strings.Contains(s, `INTO "inzagen"`) || strings.Contains(s, " OFFSET ")
			})
		}
		grow(2)
		before := map[string][]string{}
		names := slices.Sorted(maps.Keys(queries)) // in one order: what one question reads, the next may remember
		for _, name := range names {
			before[name] = fewest(func() []string { return count(name) })
		}
		grow(8)
		for _, name := range names {
			if after := fewest(func() []string { return count(name) }); len(after) > len(before[name]) {
				t.Errorf("%s: %d statements for 2 rows, %d for 10: %s", name, len(before[name]), len(after), more(before[name], after))
			} else {
				t.Logf("%s: %d statements", name, len(after))
			}
		}
	})
}

// fewest is what a question costs, of three times: a loader waits a millisecond for more to
// ask at once, and on a busy machine some of them come later.
func fewest(ask func() []string) (out []string) {
	for i := range 3 {
		if said := ask(); i == 0 || len(said) < len(out) {
			out = said
		}
	}
	return out
}

// more are the statements of which there are more than before, without what was asked for.
func more(before, after []string) (out []string) {
	plain := func(s string) string {
		s, _, _ = strings.Cut(s, " args=")
		return regexp.MustCompile(`\([$?0-9, ]+\)`).ReplaceAllString(s, "(…)")
	}
	n := map[string]int{}
	for _, s := range before {
		n[plain(s)]++
	}
	for _, s := range after {
		if n[plain(s)]--; n[plain(s)] < 0 {
			out = append(out, plain(s))
		}
	}
	return out
}
