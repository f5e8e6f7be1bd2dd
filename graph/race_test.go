package graph_test

import (
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"buurtdorp/ent"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// call is a mutation that somebody sends.
type call struct {
	who   *world.Person
	name  string
	input map[string]any
}

// atOnce sends all of them at the same moment, and gives what each was refused for: ""
// is done.
func (d *desk) atOnce(calls ...call) []string {
	d.Helper()
	s, out := readSDL(), make([]string, len(calls))
	var ready, done sync.WaitGroup
	start := make(chan struct{})
	for i, c := range calls {
		ready.Add(1)
		done.Go(func() {
			in := maps.Clone(c.input)
			if in["clientMutationId"] == nil {
				in["clientMutationId"] = uuid.NewString()
			}
			doc := s.document(s.Mutation.Fields.ForName(c.name))
			ready.Done()
			<-start
			got := d.ask(d.T, c.who, doc, map[string]any{"in": in})
			payload, ok := got.Data[c.name].(map[string]any)
			if !ok {
				out[i] = got.Raw
				return
			}
			out[i] = refusals(payload)
		})
	}
	ready.Wait()
	close(start)
	done.Wait()
	return out
}

// ours are refusals that are nobody's fault but the server's.
func (d *desk) ours(said []string) {
	d.Helper()
	for _, s := range said {
		if strings.Contains(s, "INTERNAL") || strings.Contains(s, `"errors"`) {
			d.Error(s)
		}
	}
}

func count(said []string, what string) (n int) {
	for _, s := range said {
		if s == what {
			n++
		}
	}
	return n
}

// rounds is how often a race is run: whoever is first, the outcome has to be right.
const rounds = 8

// TestConsentIsTakenBackMeanwhile: a yes is taken back while a matcher acts on it.
func TestConsentIsTakenBackMeanwhile(t *testing.T) {
	eachDesk(t, func(d *desk) {
		sys := storetest.Context()
		consent := func(f *ent.Family, doel term.Doel) uuid.UUID {
			for _, c := range f.QueryToestemmingen().AllX(sys) {
				if c.Doel == doel {
					return c.ID
				}
			}
			d.Fatal("no consent")
			return uuid.Nil
		}
		for range rounds {
			v := d.Vraag(world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetState(term.VraagIntake) }))
			said := d.atOnce(
				call{d.Matcher, "completeIntake", map[string]any{"id": v.ID(), "baseVersion": 1}},
				call{v.Parent, "withdrawToestemming", map[string]any{"id": consent(v.Family, term.DoelMatchen)}},
				call{d.Matcher, "recordIntake", map[string]any{"id": v.ID(), "baseVersion": 1, "zorg": []any{map[string]any{"kind": "ALLERGIE"}}}},
				call{v.Parent, "withdrawToestemming", map[string]any{"id": consent(v.Family, term.DoelBijzondereGegevens)}},
			)
			if d.ours(said); said[1] != "" || said[3] != "" {
				t.Errorf("a consent cannot be taken back: %q", said)
			}
			s := d.Steun(world.Biedt(func(c *ent.SteungezinCreate) { c.SetState(term.SteunScreening) }))
			said = d.atOnce(
				call{d.Matcher, "approveSteungezin", map[string]any{"id": s.ID(), "baseVersion": 1}},
				call{s.Parent, "withdrawToestemming", map[string]any{"id": consent(s.Family, term.DoelMatchen)}},
			)
			if d.ours(said); said[1] != "" {
				t.Errorf("a consent cannot be taken back: %q", said)
			}
		}
		holds(t, d.Client)
	})
}

// TestChecksAtOnce: two matchers note different checks of one family; neither has seen a
// version, so neither can be late.
func TestChecksAtOnce(t *testing.T) {
	eachDesk(t, func(d *desk) {
		for range rounds {
			s := d.Steun(world.WithoutScreening(), world.Biedt(func(c *ent.SteungezinCreate) { c.SetState(term.SteunScreening) }))
			d.Client.Screening.Create().SetRegionID(s.Row.RegionID).SetSteungezin(s.Row).ExecX(storetest.Context())
			said := d.atOnce(
				call{d.Matcher, "recordVog", map[string]any{"id": gid.New(gid.Vog), "steungezinId": s.ID(), "voornaam": "Anja", "afgegevenOp": d.Now.AddDate(0, 0, -9)}},
				call{d.HeadMatcher, "recordReferentie", map[string]any{"id": gid.New(gid.Referentie), "steungezinId": s.ID(), "relatie": "buurvrouw", "positief": true}},
				call{d.Matcher, "recordScreening", map[string]any{"steungezinId": s.ID(), "huisbezoekOp": d.Now.AddDate(0, 0, -1)}},
				call{s.Parent, "confirmFamily", map[string]any{"id": s.Family.ID}},
			)
			if count(said, "") != len(said) {
				t.Errorf("%q", said)
			}
		}
	})
}

// TestTheSameIDAtOnce: one phone sends twice, or somebody uses an id again.
func TestTheSameIDAtOnce(t *testing.T) {
	eachDesk(t, func(d *desk) {
		at := d.Place()
		for range rounds {
			in := d.registration()
			var calls []call
			for range 5 {
				calls = append(calls, call{world.Anonymous, "registerVraaggezin", in})
			}
			said := d.atOnce(calls...)
			if d.ours(said); count(said, "") != 1 {
				t.Errorf("registered by %q", said)
			}
			v, id, plan := d.Vraag(), gid.New(gid.Signup), gid.New(gid.Meetup)
			signUp := func() call {
				return call{v.Parent, "signUp", map[string]any{"id": id, "meetupId": d.Meetup(at, 24*3600e9).ID}}
			}
			meet := call{d.Host, "planMeetup", map[string]any{"id": plan, "placeId": at.ID, "title": "Koffie", "startsAt": d.Now.AddDate(0, 0, 3), "endsAt": d.Now.AddDate(0, 0, 3).Add(3600e9)}}
			said = d.atOnce(signUp(), signUp(), signUp(), meet, meet, meet)
			if d.ours(said); count(said[:3], "") != 1 || count(said[3:], "") != 1 {
				t.Errorf("signed up and planned: %q", said)
			}
		}
		holds(t, d.Client)
	})
}

// TestStepsOfAKoppelingAtOnce: both families, the matcher and the head matcher act at
// once; one step is taken from each state, and what lost its ground does not go on.
func TestStepsOfAKoppelingAtOnce(t *testing.T) {
	eachDesk(t, func(d *desk) {
		for range rounds {
			v, s := d.Vraag(), d.Steun()
			k := d.Koppeling(v, s, term.KoppelingVoorgesteldVraag)
			step := map[string]any{"id": k.ID, "baseVersion": 1}
			with := func(more map[string]any) map[string]any {
				in := maps.Clone(step)
				maps.Copy(in, more)
				return in
			}
			said := d.atOnce(
				call{v.Parent, "answerProposal", with(map[string]any{"antwoord": "JA"})},
				call{v.Parent, "answerProposal", with(map[string]any{"antwoord": "NEE"})},
				call{d.Matcher, "answerProposal", with(map[string]any{"antwoord": "JA", "kant": "VRAAG"})},
				call{d.Matcher, "withdrawProposal", step},
				call{d.HeadMatcher, "suspendSteungezin", map[string]any{"id": s.ID(), "baseVersion": 1}},
				call{v.Parent, "withdrawVraaggezin", map[string]any{"id": v.ID(), "baseVersion": 1}},
			)
			if d.ours(said); count(said[:4], "") > 1 {
				t.Errorf("the proposal was answered twice: %q", said)
			}
			v, s = d.Vraag(), d.Steun()
			k = d.Koppeling(v, s, term.KoppelingKennismaking)
			d.World.Answer(k, v.Parent, term.KantVraag, term.AnswerKennismaking, term.AntwoordJa)
			d.World.Answer(k, s.Parent, term.KantSteun, term.AnswerKennismaking, term.AntwoordJa)
			step["id"] = k.ID
			said = d.atOnce(
				call{d.Matcher, "startProefperiode", with(map[string]any{"afspraken": map[string]any{"wanneer": "woensdag"}})},
				call{v.Parent, "stopKoppeling", with(map[string]any{"reden": "ANDERS"})},
				call{d.Matcher, "suspendKoppeling", step},
				call{d.HeadMatcher, "suspendSteungezin", map[string]any{"id": s.ID(), "baseVersion": 1}},
				call{s.Parent, "stopSteungezin", map[string]any{"id": s.ID(), "baseVersion": 1}},
				call{d.Matcher, "recordIntake", map[string]any{"id": v.ID(), "baseVersion": 1, "bezwaar": true}},
			)
			if d.ours(said); count(said[:3], "") > 1 {
				t.Errorf("two steps from KENNISMAKING: %q", said)
			}
		}
		holds(t, d.Client)
	})
}

// TestEverybodyAtOnce lets people do whatever they may, eight at a time, on a few things.
func TestEverybodyAtOnce(t *testing.T) {
	many, _ := strconv.Atoi(os.Getenv(OperationsSetting))
	many = max(many/8, 20)
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		hasty(t, db)
		c := newCast(t, db)
		d := &desk{t, c.World, newAPI(t, db)}
		f := &foreign{T: t, sdl: readSDL(), api: d.api, cast: c, db: db}
		rng := rand.New(rand.NewPCG(1, 1))
		who := slices.Sorted(maps.Keys(c.people))
		var steps []*ast.FieldDefinition
		for _, m := range f.mutations() {
			if !strings.HasPrefix(m.Name, "register") {
				steps = append(steps, m)
			}
		}
		said := map[string]int{}
		for range many {
			f.rows = c.rows(t)
			var calls []call
			for len(calls) < 8 {
				m, as := steps[rng.IntN(len(steps))], who[rng.IntN(len(who))]
				calls = append(calls, call{c.people[as], m.Name, f.likely(rng, m, as)})
			}
			answers := d.atOnce(calls...)
			d.ours(answers)
			for _, s := range answers {
				code, _, _ := strings.Cut(s, " ")
				said[code]++
			}
		}
		t.Log(said)
		if said[""] == 0 {
			t.Error("nothing was done")
		}
		holds(t, c.Client)
	})
}
