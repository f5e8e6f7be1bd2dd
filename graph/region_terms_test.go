package graph_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
)

const updateRegion = `mutation($in: UpdateRegionInput!) { updateRegion(input: $in) {
  replayed region { name terms { version now { reservationDays trialWeeks } } } userErrors { __typename code message path ... on ConflictError { current { ... on Region { terms { version } } } } } } }`

// The head matcher and the admin change the terms of their region, once per key; to all
// others it is not there, whatever is in the input.
func TestUpdateRegion(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		var log bytes.Buffer
		c, a := newCast(t, db), newAPILogging(t, db, &log)
		id, version := c.Region.ID, c.Region.Version
		ask := func(who string, input map[string]any) string {
			t.Helper()
			in := map[string]any{"clientMutationId": uuid.NewString(), "id": id, "baseVersion": version}
			for k, v := range input {
				in[k] = v
			}
			return a.ask(t, c.people[who], updateRegion, map[string]any{"in": in}).Raw
		}
		for _, who := range []string{"anonymous", "client", "samira", "anja", "els", "kim", "host", "professional", "matcher", "matcher_elsewhere"} {
			here := ask(who, map[string]any{"reservationDays": 2})
			none := ask(who, map[string]any{"id": gid.New(gid.Region), "reservationDays": 0, "phone": "x"})
			if here != none || !strings.Contains(here, `"region":null`) || !strings.Contains(here, `"code":"NOT_FOUND"`) && who != "client" { // an app is asked to sign in
				t.Errorf("%s: %s\nand of none: %s", who, here, none)
			}
		}
		if got := ask("head_matcher", map[string]any{"id": c.Elsewhere.ID}); !strings.Contains(got, "NOT_FOUND") {
			t.Errorf("another region: %s", got)
		}
		if got := ask("head_matcher", map[string]any{"trialWeeks": 9, "quietFrom": "laat", "phone": "06 12"}); !strings.Contains(got, `"path":["trialWeeks"]`) ||
			!strings.Contains(got, "Kies een getal van 4 tot 8.") || !strings.Contains(got, `"path":["quietFrom"]`) || !strings.Contains(got, `"path":["phone"]`) {
			t.Errorf("not all at once: %s", got)
		}
		once := map[string]any{"clientMutationId": "een keer", "reservationDays": 2, "phone": "0186 123 456"}
		if got := ask("head_matcher", once); !strings.Contains(got, `"now":{"reservationDays":2,"trialWeeks":6}`) || !strings.Contains(got, `"userErrors":[]`) || !strings.Contains(got, `"replayed":false`) {
			t.Errorf("%s", got)
		}
		if got := ask("head_matcher", once); !strings.Contains(got, `"replayed":true`) || !strings.Contains(got, `"reservationDays":2`) {
			t.Errorf("again: %s", got)
		}
		if got := ask("admin", map[string]any{"trialWeeks": 8}); !strings.Contains(got, `"ConflictError"`) || !strings.Contains(got, `"current":{"terms":{"version":2}}`) {
			t.Errorf("overtaken: %s", got)
		}
		if got := ask("admin", map[string]any{"baseVersion": version + 1, "trialWeeks": 8}); !strings.Contains(got, `"now":{"reservationDays":2,"trialWeeks":8}`) {
			t.Errorf("%s", got)
		}
		if r := db.Client.Region.GetX(storetest.Context(), id); r.Phone != "+31186123456" || r.Version != version+2 {
			t.Errorf("%+v", r)
		}
		if said := log.String(); strings.Count(said, "region: other terms") != 2 || !strings.Contains(said, `terms="phone reservationDays"`) || strings.Contains(said, "123456") {
			t.Errorf("the log: %s", said)
		}
	})
}
