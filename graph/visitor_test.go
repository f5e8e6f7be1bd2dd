package graph_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

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
		for _, not := range []string{"zorg"} {
			delete(in, not)
		}
		if no := refusals(d.do(app, "registerSteungezin", "steungezin { id }", in)); no != "UNAUTHENTICATED " {
			t.Error(no)
		}
		if n := d.Client.Family.Query().CountX(storetest.Context()); n != 0 {
			t.Errorf("%d families", n)
		}
	})
}
