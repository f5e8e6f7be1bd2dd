package auth

import (
	"net/http/httptest"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// TestNobodyIsMovedByAStranger: registering is open to anybody, with any address. Who
// works for us stays in her region, whoever registers a family elsewhere as hers.
func TestNobodyIsMovedByAStranger(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := newRig(t, db)
		here := r.region
		r.person("matcher@dorp.nl", term.RoleMatcher)
		r.person("ouder@dorp.nl", term.RoleParent)
		there, err := db.Client.Region.Create().SetKey("elders-" + uuid.NewString()).SetName("Elders").Save(storetest.Context())
		if err != nil {
			t.Fatal(err)
		}
		r.region = there
		r.family("Vreemd", "matcher@dorp.nl")
		moved := r.family("Verhuisd", "ouder@dorp.nl")
		r.expect("matcher", r.who(r.signedIn("matcher@dorp.nl").token()), 200, `"Roles":["MATCHER"]`, `"RegionID":"`+here.ID.String(), `"FamilyID":"`+uuid.Nil.String())
		r.expect("parent", r.who(r.signedIn("ouder@dorp.nl").token()), 200, `"RegionID":"`+there.ID.String(), moved.ID.String())
	})
}

// TestVisitorsWriteSoOften: per address of a client, and this machine itself as it likes.
func TestVisitorsWriteSoOften(t *testing.T) {
	r := newRig(t, storetest.SQLite(t))
	from := func(address string) (n int) {
		req := httptest.NewRequest("POST", "/graphql", nil)
		req.RemoteAddr = address
		for range 130 {
			if r.MayVisit(req) {
				n++
			}
		}
		return n
	}
	for address, want := range map[string]int{"192.0.2.1:1": 120, "192.0.2.2:1": 120, "127.0.0.1:1": 130, "[2001:db8::1]:1": 120} {
		if got := from(address); got != want {
			t.Errorf("%s: %d, want %d", address, got, want)
		}
	}
	if got := from("[2001:db8::2]:1"); got != 0 { // the same home
		t.Errorf("a second address of one home: %d", got)
	}
}
