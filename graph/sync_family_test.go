package graph_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// home is a phone that follows its own household.
type home struct {
	*testing.T
	api    api
	who    *world.Person
	cursor any
}

// pull gives what came, as "id vraag steun" per document, or "gone".
func (h *home) pull() (came []string) {
	h.Helper()
	vars := object{}
	if h.cursor != nil {
		vars["at"] = object{"cursor": h.cursor}
	}
	got := h.api.ask(h.T, h.who, `query($at: FamilySyncInputCheckpoint) { pullFamilySync(checkpoint: $at, limit: 10) { documents { id version vraag steun _deleted } checkpoint { cursor } } }`, vars)
	if len(got.Errors) > 0 {
		h.Fatal(got.Raw)
	}
	bulk := got.Data["pullFamilySync"].(object)
	h.cursor = bulk["checkpoint"].(object)["cursor"]
	for _, d := range bulk["documents"].([]any) {
		doc := d.(object)
		came = append(came, fmt.Sprint(doc["id"], " ", doc["vraag"], " ", doc["steun"]))
	}
	return came
}

// Every step that a matcher takes in a dossier wakes the phones of that household, and
// brings it one document: where it stands now. Nobody else gets anything, and what the
// household may not read, a note or a worry, is not even known to have happened.
func TestHouseholdFollowsItsDossier(t *testing.T) {
	eachDesk(t, func(d *desk) {
		t := d.T
		v, s, other := d.Vraag(), d.Steun(), d.Vraag()
		asks, gives := &home{T: t, api: d.api, who: v.Parent}, &home{T: t, api: d.api, who: s.Parent}
		others := []*home{{T: t, api: d.api, who: other.Parent}, {T: t, api: d.api, who: d.Matcher}, {T: t, api: d.api, who: d.Host}}
		quiet := func(what string, all ...*home) {
			t.Helper()
			for _, h := range all {
				if came := h.pull(); len(came) != 0 {
					t.Errorf("%s: %s gets %v", what, h.who.User.FirstName, came)
				}
			}
		}
		if came := asks.pull(); len(came) != 1 || came[0] != fmt.Sprint(v.Family.ID, " WACHTEND <nil>") {
			t.Fatalf("the first time: %v", came)
		}
		gives.pull()
		if came := others[0].pull(); len(came) != 1 || strings.Contains(came[0], v.Family.ID.String()) {
			t.Fatalf("another household: %v", came)
		}
		quiet("staff has no household", others[1:]...)

		woken := d.api.stream(t, v.Parent, "subscription { syncWake { seq } }")
		heard := func(what string) {
			t.Helper()
			select {
			case <-woken:
			case <-time.After(10 * time.Second):
				t.Fatalf("%s: not woken", what)
			}
		}
		version := 1
		step := func(at *home, family uuid.UUID, name string, more object, want string) {
			t.Helper()
			kind, id := "vraaggezin", v.ID()
			if at == gives {
				kind, id = "steungezin", s.ID()
			}
			input := object{"id": id, "baseVersion": version}
			if name == "recordScreening" {
				input = object{"steungezinId": id}
			}
			for k, x := range more {
				input[k] = x
			}
			got := d.ok(d.Matcher, name, kind+" { version }", input)
			version = int(got[kind].(object)["version"].(float64))
			heard(name)
			if came := at.pull(); len(came) != 1 || came[0] != fmt.Sprint(family, want) {
				t.Errorf("%s: %v", name, came)
			}
			rest := append([]*home{gives}, others...)
			if at == gives {
				rest[0] = asks
			}
			quiet(name, rest...)
		}
		why, until := object{"toelichting": "samen besproken"}, object{"until": clock.Now().AddDate(0, 1, 0)}
		step(asks, v.Family.ID, "pauseVraaggezin", until, " GEPAUZEERD <nil>")
		step(asks, v.Family.ID, "resumeVraaggezin", nil, " WACHTEND <nil>")
		step(asks, v.Family.ID, "withdrawVraaggezin", why, " INGETROKKEN <nil>")
		step(asks, v.Family.ID, "reopenVraaggezin", why, " INTAKE <nil>")
		step(asks, v.Family.ID, "referVraaggezin", why, " DOORVERWEZEN <nil>")
		version = 1
		step(gives, s.Family.ID, "recordScreening", object{"huisregelsOp": clock.Now().AddDate(0, 0, -1)}, " <nil> BESCHIKBAAR")
		step(gives, s.Family.ID, "pauseSteungezin", until, " <nil> PAUZE")
		step(gives, s.Family.ID, "resumeSteungezin", nil, " <nil> BESCHIKBAAR")
		step(gives, s.Family.ID, "suspendSteungezin", why, " <nil> OPGESCHORT")

		d.Note(v.Family, "Sprak de huisarts.")
		d.Zorg(v.Parent, v.Family, nil, "Ik ben bang thuis.", term.ZorgStapGesproken)
		quiet("a note and a worry", append(others, asks, gives)...)

		got := d.api.ask(t, other.Parent, `query($c: String!) { pullFamilySync(checkpoint: {cursor: $c}, limit: 5) { documents { id } } }`, object{"c": asks.cursor})
		if !strings.Contains(got.Raw, `"SYNC_RESET_REQUIRED"`) {
			t.Errorf("with the checkpoint of another household: %s", got.Raw)
		}
	})
}
