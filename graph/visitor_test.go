package graph_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent/job"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
)

// TestARegistrationIsNoKey: the same registration sent again shows what was written
// down to who lost the answer, and not to who keeps the request: not after a while, and
// not once the family has somebody who signs in.
func TestARegistrationIsNoKey(t *testing.T) {
	const all = `belVoor vraaggezin { id family { name contactgegevens { phone } zorgFeiten { kind } koppelingen: vraaggezinnen { id } } }`
	eachDesk(t, func(d *desk) {
		sees := func(in map[string]any) bool {
			t.Helper()
			p := d.ok(world.Anonymous, "registerVraaggezin", all, in)
			if p["replayed"] != true || p["belVoor"] == nil {
				t.Errorf("again: %v", p)
			}
			return p["vraaggezin"] != nil
		}
		register := func() (in map[string]any, family uuid.UUID) {
			in = d.registration()
			in["clientMutationId"] = uuid.NewString()
			d.ok(world.Anonymous, "registerVraaggezin", all, in)
			return in, in["family"].(map[string]any)["id"].(uuid.UUID)
		}
		in, family := register()
		if !sees(in) {
			t.Error("who lost the answer does not get it")
		}
		d.Parent(d.Client.Family.GetX(storetest.Context(), family), "Samira")
		if sees(in) {
			t.Error("a request opens a dossier that somebody signs in to")
		}
		in, family = register()
		if _, err := d.DB.ExecContext(t.Context(), `UPDATE families SET created_at = $1 WHERE id = $2`, d.Now.Add(-time.Hour), family); err != nil {
			t.Fatal(err)
		}
		if sees(in) {
			t.Error("a request opens a dossier for ever")
		}
	})
}

// TestAppsOnlyRead: what an app has is leave to read what is public.
func TestAppsOnlyRead(t *testing.T) {
	eachDesk(t, func(d *desk) {
		app := d.ThirdParty()
		if no := refusals(d.do(app, "registerVraaggezin", "vraaggezin { id }", d.registration())); no != "UNAUTHENTICATED " {
			t.Error(no)
		}
		in := d.registration()
		in["id"] = gid.New(gid.Steungezin)
		delete(in, "zorg")
		if no := refusals(d.do(app, "registerSteungezin", "steungezin { id }", in)); no != "UNAUTHENTICATED " {
			t.Error(no)
		}
		if n := d.Client.Family.Query().CountX(storetest.Context()); n != 0 {
			t.Errorf("%d families", n)
		}
	})
}

// TestVisitorsAreCounted: who has no account may do so much an hour from one address.
// It is over for visitors then, and not for who signed in.
func TestVisitorsAreCounted(t *testing.T) {
	eachDesk(t, func(d *desk) {
		parent := d.Vraag().Parent
		said := map[string]int{}
		ask := func(who *world.Person, from string) string {
			body, _ := json.Marshal(map[string]any{"query": `mutation($in: SignUpInput!) { signUp(input: $in) { userErrors { code message } } }`,
				"variables": map[string]any{"in": map[string]any{"clientMutationId": uuid.NewString(), "id": gid.New(gid.Signup), "meetupId": gid.New(gid.Meetup)}}})
			r := httptest.NewRequestWithContext(who.In(t.Context()), http.MethodPost, "/graphql", bytes.NewReader(body))
			r.Header.Set("Content-Type", "application/json")
			r.RemoteAddr = from
			w := httptest.NewRecorder()
			d.handler.ServeHTTP(w, r)
			for _, code := range []string{"UNAUTHENTICATED", "RATE_LIMITED", "NOT_FOUND"} {
				if strings.Contains(w.Body.String(), code) {
					return code
				}
			}
			return w.Body.String()
		}
		for range 125 {
			said[ask(world.Anonymous, "192.0.2.7:1")]++
		}
		if said["UNAUTHENTICATED"] != 120 || said["RATE_LIMITED"] != 5 {
			t.Error(said)
		}
		if got := ask(world.Anonymous, "192.0.2.8:1"); got != "UNAUTHENTICATED" {
			t.Errorf("somebody else: %s", got)
		}
		if got := ask(parent, "192.0.2.7:1"); got != "NOT_FOUND" {
			t.Errorf("who signed in: %s", got)
		}
	})
}

// TestNobodyIsMailedByAStranger: a registration thanks the address that was typed, which
// may be anybody's; so not again and again.
func TestNobodyIsMailedByAStranger(t *testing.T) {
	eachDesk(t, func(d *desk) {
		for range 6 {
			d.ok(world.Anonymous, "registerVraaggezin", "belVoor", d.registration())
		}
		if n := d.Client.Job.Query().Where(job.Kind("mail.vraag-registered")).CountX(storetest.Context()); n != 3 {
			t.Errorf("%d mails to one address", n)
		}
	})
}
