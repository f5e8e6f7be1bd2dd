package app_test

import (
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

func wait() { time.Sleep(20 * time.Millisecond) }

// village makes the region with its matcher and a place, as an operator would.
func village(t *testing.T, db *store.DB) *ent.Region {
	t.Helper()
	ctx := rule.System(t.Context())
	r := db.Client.Region.Create().SetKey("hoeksche-waard").SetName("Hoeksche Waard").SetPhone("+31880000000").SetContactName("Ria").SaveX(ctx)
	for email, role := range map[string]term.Role{
		"matcher@proef.example": term.RoleMatcher, "hoofd@proef.example": term.RoleHeadMatcher, "host@proef.example": term.RoleHost,
	} {
		u := db.Client.User.Create().SetFirstName("Medewerker").SaveX(ctx)
		db.Client.Credential.Create().SetUserID(u.ID).SetEmail(email).SaveX(ctx)
		db.Client.Membership.Create().SetUserID(u.ID).SetRegionID(r.ID).SetRole(role).SaveX(ctx)
	}
	return r
}

// The main job, end to end: both families register, sign in with the mailed code, a
// matcher takes them in, sees who fits and why, proposes; both say yes, they meet, try
// and go on. All over HTTP, as the app does it.
func TestStory(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		village(t, db)
		_, s := server(t, db)

		vraag, vraagFamily := newID(gid.Vraaggezin), newID(gid.Family)
		samira := visitor(t, s)
		got := samira.do("registerVraaggezin", object{"id": vraag, "toestemming": true, "soorten": []string{"OPVANG", "SPELEN"},
			"dagdelen": []string{"WO_MIDDAG", "VR_OCHTEND"}, "bangVoor": []string{},
			"family": object{"id": vraagFamily, "name": "Samira", "postcode": "3273 AB", "talen": []string{"nl", "ar"}, "adults": 1,
				"vervoer": []string{"FIETS"}, "children": []object{{"id": newID(gid.Child), "firstName": "Noah", "age": 4}},
				"contact": object{"email": "samira@proef.example", "phone": "06 12345678"}}}, "vraaggezin { id state }")
		if state := got["vraaggezin"].(object)["state"]; state != "AANGEMELD" {
			t.Fatalf("the family that registers does not see its own state: %v", state)
		}

		steun, steunFamily := newID(gid.Steungezin), newID(gid.Family)
		anja := visitor(t, s)
		anja.do("registerSteungezin", object{"id": steun, "toestemming": true, "soorten": []string{"OPVANG", "SPELEN", "EROP_UIT"},
			"dagdelen": []string{"WO_MIDDAG"}, "maxReisMinuten": 30, "leeftijdVan": 2, "leeftijdTot": 10, "dieren": []string{}, "rookt": false, "haalt": true,
			"family": object{"id": steunFamily, "name": "Anja en Piet", "postcode": "3271AB", "talen": []string{"nl"}, "adults": 1,
				"vervoer": []string{"AUTO", "FIETS"}, "contact": object{"email": "anja@proef.example", "phone": "0612345679"}}}, "steungezin { id state }")

		samira.signIn("samira@proef.example")
		anja.signIn("anja@proef.example")
		me := samira.ask("{ viewer { roles family { id vraaggezinnen { id state } } } }", nil)["viewer"].(object)
		if me["family"].(object)["id"] != vraagFamily {
			t.Fatalf("who signs in is not the family that registered: %v", me)
		}

		ria := visitor(t, s)
		ria.signIn("matcher@proef.example")
		version := func(kind, id string) int {
			return int(ria.ask("query($id: ID!) { "+kind+"(id: $id) { version } }", object{"id": id})[kind].(object)["version"].(float64))
		}
		step := func(who *client, mutation, kind, id string, more object) object {
			in := object{"id": id, "baseVersion": version(kind, id)}
			for k, v := range more {
				in[k] = v
			}
			return who.do(mutation, in, kind+" { id state version }")[kind].(object)
		}
		now := clock.Now()
		at := now.Add(24 * time.Hour).Format(time.RFC3339)

		step(ria, "planIntake", "vraaggezin", vraag, object{"at": at})
		ria.do("giveToestemming", object{"id": newID(gid.Toestemming), "familyId": vraagFamily, "doel": "BIJZONDERE_GEGEVENS", "giver": "Samira", "textVersion": "2026-11"}, "family { id }")
		step(ria, "recordIntake", "vraaggezin", vraag, object{"gesprek": true, "gezag": "EEN", "keerPerMaand": 4, "zorg": []object{}})
		step(ria, "recordIntake", "vraaggezin", vraag, object{"gesprek": true})
		step(ria, "completeIntake", "vraaggezin", vraag, nil)

		step(ria, "planGesprek", "steungezin", steun, object{"at": at})
		step(ria, "recordGesprek", "steungezin", steun, object{"keerPerMaand": 4, "zorgtaken": []string{}, "toegankelijk": true, "maanden": 12})
		step(ria, "startScreening", "steungezin", steun, nil)
		ria.do("recordVog", object{"id": newID(gid.Vog), "steungezinId": steun, "voornaam": "Anja", "afgegevenOp": now.AddDate(0, -1, 0).Format(time.RFC3339)}, "steungezin { id }")
		for range 2 {
			ria.do("recordReferentie", object{"id": newID(gid.Referentie), "steungezinId": steun, "relatie": "buurvrouw", "positief": true}, "steungezin { id }")
		}
		day := now.Add(-time.Hour).Format(time.RFC3339)
		ria.do("recordScreening", object{"steungezinId": steun, "gesprekOp": day, "huisbezoekOp": day, "huisregelsOp": day}, "steungezin { screening { teDoen } }")
		step(ria, "approveSteungezin", "steungezin", steun, nil)

		fits := ria.ask(`query($id: ID!) { vraaggezin(id: $id) { suggestions(first: 3) {
			score band magVoorstellen steungezin { id family { name } } criteria { key points max match reason } hard { key outcome reason } vragen } } }`,
			object{"id": vraag})["vraaggezin"].(object)["suggestions"].([]any)
		if len(fits) != 1 {
			t.Fatalf("suggestions: %v", fits)
		}
		fit := fits[0].(object)
		sum := 0.0
		for _, c := range fit["criteria"].([]any) {
			sum += c.(object)["points"].(float64)
		}
		if sum != fit["score"].(float64) || fit["magVoorstellen"] != true {
			t.Fatalf("sum of points %v, %v", sum, fit)
		}

		k := newID(gid.Koppeling)
		ria.do("proposeKoppeling", object{"id": k, "vraaggezinId": vraag, "steungezinId": steun, "toelichting": "Wonen dichtbij en kunnen op woensdag."}, "koppeling { state }")
		if seen := samira.ask("query($id: ID!) { koppeling(id: $id) { id } }", object{"id": k})["koppeling"]; seen != nil {
			t.Fatal("the vraaggezin sees a proposal before it was asked")
		}
		p := anja.ask("query($id: ID!) { koppeling(id: $id) { profiel { naam village leeftijden reisband } andereFamilie { id name } vraaggezin { id } } }", object{"id": k})["koppeling"].(object)
		if p["andereFamilie"] != nil || p["vraaggezin"] != nil || p["profiel"].(object)["naam"] != nil {
			t.Fatalf("a name before two times yes: %v", p)
		}
		step(anja, "answerProposal", "koppeling", k, object{"antwoord": "JA"})
		if st := step(samira, "answerProposal", "koppeling", k, object{"antwoord": "JA"})["state"]; st != "KENNISMAKING" {
			t.Fatalf("after two times yes: %v", st)
		}
		other := "query($id: ID!) { koppeling(id: $id) { andereFamilie { name contactgegevens { phone } } } }"
		if o := samira.ask(other, object{"id": k})["koppeling"].(object)["andereFamilie"].(object); o["name"] != "Anja en Piet" || o["contactgegevens"] != nil {
			t.Fatalf("at the kennismaking: %v", o)
		}
		step(ria, "planKennismaking", "koppeling", k, object{"at": at, "plaats": "De Drie Lelies"})
		step(samira, "answerKennismaking", "koppeling", k, object{"antwoord": "JA"})
		step(anja, "answerKennismaking", "koppeling", k, object{"antwoord": "JA"})
		step(ria, "startProefperiode", "koppeling", k, object{"afspraken": object{"wanneer": "Woensdag van 13 tot 17 uur"}})
		if o := samira.ask(other, object{"id": k})["koppeling"].(object)["andereFamilie"].(object); o["contactgegevens"].(object)["phone"] != "+31612345679" {
			t.Fatalf("in the trial: %v", o)
		}
		for who, smiley := range map[*client]string{samira: "GOED", anja: "GAAT_WEL"} {
			who.do("checkIn", object{"id": k, "smiley": smiley}, "koppeling { checkIns { smiley } }")
			step(who, "confirmAfspraken", "koppeling", k, object{"nummer": 1})
		}
		if st := step(ria, "activateKoppeling", "koppeling", k, nil)["state"]; st != "ACTIEF" {
			t.Fatalf("after the trial: %v", st)
		}
		step(ria, "suspendKoppeling", "koppeling", k, nil)
		if o := samira.ask(other, object{"id": k})["koppeling"].(object)["andereFamilie"].(object); o["contactgegevens"] != nil {
			t.Fatal("contact details stay open while it is interrupted")
		}
	})
}
