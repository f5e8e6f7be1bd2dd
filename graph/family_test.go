package graph_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// desk is the API with a region behind it, for the steps of families.
type desk struct {
	*testing.T
	*world.World
	api
}

func eachDesk(t *testing.T, test func(d *desk)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, db *store.DB) { test(&desk{t, world.New(t, db), newAPI(t, db)}) })
}

// do runs a mutation with an input under a fresh key, and gives its payload.
func (d *desk) do(who *world.Person, name, selection string, input map[string]any) map[string]any {
	d.Helper()
	in := maps.Clone(input)
	if in["clientMutationId"] == nil {
		in["clientMutationId"] = uuid.NewString()
	}
	doc := fmt.Sprintf(`mutation($in: %sInput!) { %s(input: $in) { replayed %s userErrors { code message path ... on ConflictError { current { id } } } } }`,
		inputOf(name), name, selection)
	got := d.ask(d, who, doc, map[string]any{"in": in})
	payload, ok := got.Data[name].(map[string]any)
	if !ok || len(got.Errors) > 0 {
		d.Fatalf("%s: %s", name, got.Raw)
	}
	return payload
}

// inputOf: steps that have no more to them than why share an input.
func inputOf(name string) string {
	switch {
	case name == "completeIntake", strings.HasSuffix(name, "Vraaggezin") && !strings.HasPrefix(name, "register") && name != "pauseVraaggezin":
		return "VraaggezinStep"
	case name == "startScreening", strings.HasSuffix(name, "Steungezin") && !strings.HasPrefix(name, "register") && name != "pauseSteungezin":
		return "SteungezinStep"
	case strings.HasPrefix(name, "pause"):
		return "Pause"
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

// refusals writes userErrors as "CODE path", one a line.
func refusals(payload map[string]any) string {
	var lines []string
	for _, e := range payload["userErrors"].([]any) {
		e := e.(map[string]any)
		lines = append(lines, fmt.Sprintf("%s %s", e["code"], strings.Trim(fmt.Sprint(e["path"]), "[]")))
		if e["message"] == "" {
			lines = append(lines, "without a sentence")
		}
	}
	return strings.Join(lines, "\n")
}

// ok runs a mutation that must succeed.
func (d *desk) ok(who *world.Person, name, selection string, input map[string]any) map[string]any {
	d.Helper()
	p := d.do(who, name, selection, input)
	if no := refusals(p); no != "" {
		d.Fatalf("%s: %s", name, no)
	}
	return p
}

func (d *desk) registration() map[string]any {
	return map[string]any{"id": gid.New(gid.Vraaggezin), "region": d.Region.ID, "soorten": []string{"SPELEN"}, "dagdelen": []string{"WO_MIDDAG"},
		"zorg": []any{map[string]any{"kind": "ALLERGIE", "dieren": []string{"KAT"}}}, "eigenWoorden": "Even rust.", "toestemming": true,
		"family": map[string]any{"id": gid.New(gid.Family), "name": "Samira", "postcode": "3273 AB", "adults": 1,
			"children": []any{map[string]any{"id": gid.New(gid.Child), "firstName": "Amin", "age": 4}},
			"contact":  map[string]any{"phone": "06 12345678", "email": "samira@voorbeeld.example"}}}
}

// From a phone without an account to the list of those we look for.
func TestVraaggezinFromPhoneToList(t *testing.T) {
	eachDesk(t, func(d *desk) {
		in := d.registration()
		in["clientMutationId"] = "een keer"
		p := d.ok(world.Anonymous, "registerVraaggezin", `belVoor vraaggezin { id family { name } }`, in)
		if own, _ := p["vraaggezin"].(map[string]any); own == nil || p["belVoor"] == nil || p["replayed"] != false {
			t.Errorf("who registers gets %v", p)
		}
		if got := d.ask(t, world.Anonymous, `query($id: ID!) { vraaggezin(id: $id) { id } node(id: $id) { id } }`, map[string]any{"id": in["id"]}); got.Data["vraaggezin"] != nil || got.Data["node"] != nil {
			t.Errorf("a visitor who knows the id gets %s", got.Raw)
		}
		// A lost answer: the same again makes nothing twice.
		if p := d.ok(world.Anonymous, "registerVraaggezin", `vraaggezin { id }`, in); p["replayed"] != true {
			t.Errorf("again: %v", p)
		}
		in["eigenWoorden"] = "Anders."
		if no := refusals(d.do(world.Anonymous, "registerVraaggezin", "", in)); no != "IDEMPOTENCY_KEY_REUSED clientMutationId" {
			t.Error(no)
		}
		in["clientMutationId"] = "een andere keer"
		if no := refusals(d.do(world.Anonymous, "registerVraaggezin", "", in)); no != "EXISTS id\nEXISTS family id\nEXISTS family children 0 id" {
			t.Error(no)
		}
		sys := storetest.Context()
		if n := d.Client.Family.Query().CountX(sys); n != 1 {
			t.Fatalf("%d families", n)
		}
		id := in["id"]
		const all = `vraaggezin { version state gesprekken volgendeStap volgendeDatum matcher { firstName } family { children { age } zorgFeiten { kind } } }`
		version := 1
		step := func(name string, more map[string]any) map[string]any {
			t.Helper()
			input := map[string]any{"id": id, "baseVersion": version}
			maps.Copy(input, more)
			v := d.ok(d.Matcher, name, all, input)["vraaggezin"].(map[string]any)
			version = int(v["version"].(float64))
			return v
		}
		v := step("planIntake", map[string]any{"at": clock.Now().AddDate(0, 0, 2)})
		if v["state"] != "INTAKE" || fmt.Sprint(v["matcher"]) != "map[firstName:Mieke]" || fmt.Sprint(v["family"]) != "map[children:[map[age:4]] zorgFeiten:[map[kind:ALLERGIE]]]" {
			t.Errorf("planned: %v", v)
		}
		step("recordIntake", map[string]any{"gesprek": true, "gezag": "BEIDE"})
		family := d.Client.Vraaggezin.Query().OnlyX(sys).FamilyID
		const needed = `family { jaNodig { wie nummer toestemming { giver mondeling } } }`
		yes := map[string]any{"id": gid.New(gid.Toestemming), "familyId": family, "doel": "MATCHEN", "giver": "Karim", "textVersion": "2026-11"}
		if p := d.ok(d.Matcher, "giveToestemming", needed, yes); fmt.Sprint(p["family"]) !=
			"map[jaNodig:[map[nummer:1 toestemming:map[giver:Samira mondeling:false] wie:OUDER] map[nummer:2 toestemming:map[giver:Karim mondeling:true] wie:OUDER]]]" {
			t.Errorf("whose yes is needed: %v", p["family"])
		}
		if no := refusals(d.do(d.Matcher, "completeIntake", "", map[string]any{"id": id, "baseVersion": version})); no != "GUARD id" {
			t.Error(no)
		}
		v = step("recordIntake", map[string]any{"gesprek": true, "zorg": []any{}})
		if fmt.Sprint(v["family"]) != "map[children:[map[age:4]] zorgFeiten:[]]" {
			t.Errorf("none is an answer: %v", v)
		}
		if v = step("completeIntake", nil); v["state"] != "WACHTEND" || v["gesprekken"] != float64(2) {
			t.Errorf("on the list: %v", v)
		}
		stale := d.do(d.Matcher, "closeVraaggezin", all, map[string]any{"id": id, "baseVersion": 1})
		if refusals(stale) != "CONFLICT baseVersion" || !strings.Contains(fmt.Sprint(stale["userErrors"]), fmt.Sprintf("current:map[id:%s]", id)) || stale["vraaggezin"] != nil {
			t.Errorf("stale: %v", stale)
		}
		// Whoever may not see it is told the same as when it is not there.
		for _, who := range []*world.Person{world.Anonymous, d.Host, d.Professional, d.Admin, d.MatcherElsewhere, d.Vraag().Parent} {
			for _, some := range []any{id, gid.New(gid.Vraaggezin)} {
				if no := refusals(d.do(who, "closeVraaggezin", all, map[string]any{"id": some, "baseVersion": version})); no != "NOT_FOUND id" {
					t.Errorf("%v: %s", who.Viewer.Roles, no)
				}
			}
		}
	})
}

func TestSteungezinFromPhoneToAvailable(t *testing.T) {
	eachDesk(t, func(d *desk) {
		in := d.registration()
		delete(in, "zorg")
		id := gid.New(gid.Steungezin)
		in["id"], in["maxReisMinuten"], in["dieren"] = id, 20, []string{}
		if p := d.ok(world.Anonymous, "registerSteungezin", `belVoor steungezin { id }`, in); p["steungezin"] == nil || p["belVoor"] == nil {
			t.Errorf("who registers gets %v", p)
		}
		const all = `steungezin { version state capaciteit vrij dierenBekend volgendeStap screening { teDoen vogs { voornaam geldigTot gezienDoor { firstName } } referenties { relatie gesprokenDoor { firstName } } } }`
		version := 1
		step := func(name string, more map[string]any) map[string]any {
			t.Helper()
			input := map[string]any{"id": id, "baseVersion": version}
			switch name {
			case "recordVog", "recordReferentie", "recordScreening":
				input = map[string]any{"steungezinId": id}
			}
			maps.Copy(input, more)
			s := d.ok(d.Matcher, name, all, input)["steungezin"].(map[string]any)
			version = int(s["version"].(float64))
			return s
		}
		todo := func(s map[string]any) string { return fmt.Sprint(s["screening"].(map[string]any)["teDoen"]) }
		step("planGesprek", map[string]any{"at": clock.Now().AddDate(0, 0, 2)})
		s := step("recordGesprek", map[string]any{"capaciteit": 2})
		if todo(s) != "[VOG REFERENTIES HUISBEZOEK HUISREGELS]" || s["vrij"] != float64(2) || s["dierenBekend"] != true {
			t.Errorf("after the talk: %v", s)
		}
		step("startScreening", nil)
		given := clock.Today(clock.Now()).AddDate(-1, 0, 0)
		s = step("recordVog", map[string]any{"id": gid.New(gid.Vog), "voornaam": "Samira", "afgegevenOp": given})
		if vogs := fmt.Sprint(s["screening"].(map[string]any)["vogs"]); !strings.Contains(vogs, "geldigTot:"+given.AddDate(3, 0, 0).Format("2006-01-02")) || !strings.Contains(vogs, "firstName:Mieke") {
			t.Errorf("vogs %s", vogs)
		}
		for range 2 {
			step("recordReferentie", map[string]any{"id": gid.New(gid.Referentie), "relatie": "buurvrouw", "positief": true})
		}
		s = step("recordScreening", map[string]any{"huisbezoekOp": clock.Now()})
		if todo(s) != "[HUISREGELS]" {
			t.Errorf("left: %s", todo(s))
		}
		if no := refusals(d.do(d.Matcher, "approveSteungezin", all, map[string]any{"id": id, "baseVersion": version})); no != "GUARD id" {
			t.Error(no)
		}
		step("recordScreening", map[string]any{"huisregelsOp": clock.Now()})
		if s = step("approveSteungezin", nil); s["state"] != "BESCHIKBAAR" || todo(s) != "[]" {
			t.Errorf("available: %v", s)
		}
	})
}

// What a step takes the ground from under ends, or stops, in the same transaction.
func TestStepsLetGoOfKoppelingen(t *testing.T) {
	eachDesk(t, func(d *desk) {
		state := func(k *ent.Koppeling) term.KoppelingState { return d.Refresh(k.ID).State }
		step := func(who *world.Person, name string, id uuid.UUID) {
			t.Helper()
			version := 0
			if name == "withdrawVraaggezin" {
				version = d.Client.Vraaggezin.GetX(storetest.Context(), id).Version
			} else {
				version = d.Client.Steungezin.GetX(storetest.Context(), id).Version
			}
			d.ok(who, name, "", map[string]any{"id": id, "baseVersion": version, "toelichting": "Zo is het."})
		}
		two := func(c *ent.KoppelingCreate) { c.SetPlek(2) }

		// A signal: what runs is interrupted, what was proposed ends.
		s := d.Steun()
		runs, asked := d.Koppeling(d.Vraag(), s, term.KoppelingActief), d.Koppeling(d.Vraag(), s, term.KoppelingVoorgesteldVraag, two)
		noted := d.Koppeling(d.Vraag(), s, term.KoppelingVerkend)
		step(d.Matcher, "suspendSteungezin", s.ID())
		if state(runs) != term.KoppelingOnderbroken || state(asked) != term.KoppelingNietDoorgegaan || state(noted) != term.KoppelingNietDoorgegaan {
			t.Errorf("suspended: %s %s %s", state(runs), state(asked), state(noted))
		}
		if k := d.Refresh(runs.ID); k.HervatAls == nil || *k.HervatAls != term.KoppelingActief {
			t.Errorf("goes on as %v", k.HervatAls)
		}
		last := d.Client.Koppeling.Query().Where(koppeling.ID(runs.ID)).QuerySteps().Order(ent.Desc("id")).FirstX(storetest.Context())
		if last.Step != string(term.StapSuspend) || last.ActorID == nil || *last.ActorID != d.Matcher.User.ID {
			t.Errorf("history: %+v", last)
		}

		// A parent stops: what she was not even asked yet ends too.
		s = d.Steun()
		noted, met := d.Koppeling(d.Vraag(), s, term.KoppelingVerkend), d.Koppeling(d.Vraag(), s, term.KoppelingKennismaking)
		step(s.Parent, "stopSteungezin", s.ID())
		if state(noted) != term.KoppelingNietDoorgegaan || state(met) != term.KoppelingNietDoorgegaan {
			t.Errorf("stopped: %s %s", state(noted), state(met))
		}
		v := d.Vraag()
		asked = d.Koppeling(v, d.Steun(), term.KoppelingVoorgesteldSteun)
		step(v.Parent, "withdrawVraaggezin", v.ID())
		if state(asked) != term.KoppelingNietDoorgegaan {
			t.Errorf("withdrawn: %s", state(asked))
		}

		// A consent that is taken back ends the proposal, not the visits.
		v = d.Vraag()
		asked = d.Koppeling(v, d.Steun(), term.KoppelingVoorgesteldVraag)
		yes := v.Family.QueryToestemmingen().AllX(storetest.Context())
		for _, y := range yes {
			if y.Doel == term.DoelMatchen {
				p := d.ok(v.Parent, "withdrawToestemming", "toestemming { doel withdrawnAt } family { vraaggezinnen { state } }", map[string]any{"id": y.ID})
				if !strings.Contains(fmt.Sprint(p), "state:INTAKE") || strings.Contains(fmt.Sprint(p), "withdrawnAt:<nil>") {
					t.Errorf("withdrawn: %v", p)
				}
			}
		}
		if state(asked) != term.KoppelingNietDoorgegaan {
			t.Errorf("without consent: %s", state(asked))
		}

		// The matcher's own words are not for the family, whose dossier it is.
		for who, want := range map[*world.Person]string{v.Parent: `"volgendeStap":""`, d.Matcher: `"volgendeStap":"We mogen niet meer zoeken`} {
			if got := d.ask(t, who, `query($id: ID!) { vraaggezin(id: $id) { volgendeStap volgendeDatum } }`, map[string]any{"id": v.ID()}); !strings.Contains(got.Raw, want) {
				t.Errorf("%v reads %s", who.Viewer.Roles, got.Raw)
			}
		}

		// A refused step lets go of nothing.
		v, s = d.Vraag(), d.Steun()
		runs, noted = d.Koppeling(v, s, term.KoppelingActief), d.Koppeling(d.Vraag(), s, term.KoppelingVerkend)
		if no := refusals(d.do(s.Parent, "stopSteungezin", "", map[string]any{"id": s.ID(), "baseVersion": s.Row.Version})); no != "GUARD id" {
			t.Error(no)
		}
		if state(runs) != term.KoppelingActief || state(noted) != term.KoppelingVerkend {
			t.Errorf("refused, and yet: %s %s", state(runs), state(noted))
		}
	})
}

func TestContactNotesAndKloptNog(t *testing.T) {
	eachDesk(t, func(d *desk) {
		v := d.Vraag()
		contact := v.Family.QueryContactgegevens().OnlyX(storetest.Context())
		p := d.ok(v.Parent, "updateContact", "family { contactgegevens { phone version } }", map[string]any{
			"familyId": v.Family.ID, "baseVersion": contact.Version, "contact": map[string]any{"phone": "06 87654321"}})
		if fmt.Sprint(p["family"]) != "map[contactgegevens:map[phone:+31687654321 version:2]]" {
			t.Errorf("contact: %v", p)
		}
		again := d.do(v.Parent, "updateContact", "", map[string]any{"familyId": v.Family.ID, "baseVersion": contact.Version, "contact": map[string]any{"phone": "12"}})
		if refusals(again) != "INVALID contact phone" {
			t.Errorf("again: %v", again)
		}
		if p := d.ok(v.Parent, "confirmFamily", "family { confirmedAt }", map[string]any{"id": v.Family.ID}); strings.Contains(fmt.Sprint(p), "confirmedAt:<nil>") {
			t.Errorf("confirmed: %v", p)
		}
		note := map[string]any{"id": gid.New(gid.Note), "familyId": v.Family.ID, "text": "Gebeld, komt goed."}
		p = d.ok(d.Matcher, "addNote", "note { text author { firstName } } family { notes { text } }", note)
		if fmt.Sprint(p["note"]) != "map[author:map[firstName:Mieke] text:Gebeld, komt goed.]" {
			t.Errorf("note: %v", p)
		}
		note["id"] = gid.New(gid.Note)
		if p := d.do(v.Parent, "addNote", "note { text } family { name }", note); refusals(p) != "NOT_FOUND familyId" || p["note"] != nil || p["family"] != nil {
			t.Errorf("a parent writes no notes: %v", p)
		}
		if p := d.ok(d.Matcher, "giveToestemming", "toestemming { doel giver }", map[string]any{"id": gid.New(gid.Toestemming), "familyId": v.Family.ID,
			"doel": "CONTACT", "giver": "Samira", "textVersion": "2026-12"}); fmt.Sprint(p["toestemming"]) != "map[doel:CONTACT giver:Samira]" {
			t.Errorf("consent: %v", p)
		}
	})
}

// The lists of the desk: by state, by matcher, by a part of a name.
func TestListsOfTheDesk(t *testing.T) {
	eachDesk(t, func(d *desk) {
		sys := storetest.Context()
		a, b, s := d.Vraag(), d.Vraag(), d.Steun()
		d.Client.Vraaggezin.UpdateOne(a.Row).SetState(term.VraagIntake).SetMatcherID(d.Matcher.User.ID).ExecX(sys)
		d.Client.Steungezin.UpdateOne(s.Row).SetMatcherID(d.HeadMatcher.User.ID).ExecX(sys)
		d.Client.Family.UpdateOne(b.Family).SetName("Çağla").ExecX(sys)
		d.Koppeling(b, s, term.KoppelingActief)
		d.Vraag(world.In(d.Elsewhere))
		count := func(query string, vars map[string]any) string {
			t.Helper()
			got := d.ask(t, d.Matcher, query, vars)
			if len(got.Errors) > 0 {
				t.Fatal(got.Raw)
			}
			return fmt.Sprint(got.Data)
		}
		const vraag = `query($s: [VraaggezinState!], $m: ID) { vraaggezinnen(states: $s, matcher: $m) { totalCount edges { node { id } } } }`
		for want, vars := range map[string]map[string]any{
			"totalCount:2": {}, "edges:[map[node:map[id:" + a.ID().String(): {"s": []string{"INTAKE"}},
			"totalCount:1]": {"m": d.Matcher.User.ID}, "totalCount:0": {"s": []string{"AFGEROND"}, "m": d.Matcher.User.ID},
		} {
			if got := count(vraag, vars); !strings.Contains(got, want) {
				t.Errorf("%v: %s", vars, got)
			}
		}
		if got := count(`query($m: ID) { steungezinnen(states: [BESCHIKBAAR], matcher: $m) { totalCount edges { node { capaciteit vrij } } } }`,
			map[string]any{"m": d.HeadMatcher.User.ID}); !strings.Contains(got, "vrij:0") || !strings.Contains(got, "totalCount:1") {
			t.Errorf("steungezinnen: %s", got)
		}
		if got := count(`{ families(search: "cagla") { totalCount edges { node { name } } } }`, nil); !strings.Contains(got, "Çağla") || !strings.Contains(got, "totalCount:1") {
			t.Errorf("search: %s", got)
		}
		if got := d.ask(t, d.Matcher, `query($q: String) { families(search: $q) { totalCount } }`, map[string]any{"q": strings.Repeat("a", 81)}); !strings.Contains(got.Raw, "TOO_LONG") {
			t.Errorf("too long: %s", got.Raw)
		}
	})
}
