package rule_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/privacy"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/viewer"
)

// clients are those of all types that ent knows, by name.
func clients(c *ent.Client) map[string]reflect.Value {
	out := map[string]reflect.Value{}
	v := reflect.ValueOf(c).Elem()
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.IsExported() && strings.HasSuffix(f.Type.String(), "Client") && f.Name != "Schema" {
			out[f.Name] = v.Field(i)
		}
	}
	return out
}

func call(on reflect.Value, method string, args ...any) []reflect.Value {
	in := make([]reflect.Value, len(args))
	for i, a := range args {
		in[i] = reflect.ValueOf(a)
	}
	return on.MethodByName(method).Call(in)
}

func failure(out []reflect.Value) error {
	err, _ := out[len(out)-1].Interface().(error)
	return err
}

// Every type has a policy with a name that ent/rule knows. A new type without one is
// readable by all, which is what this test is for.
func TestEveryTypeHasAPolicy(t *testing.T) {
	db := storetest.SQLite(t)
	all := clients(db.Client)
	if len(all) < 30 {
		t.Fatalf("only %d types found", len(all))
	}
	for name, c := range all {
		err := failure(call(call(c, "Query")[0], "Count", context.Background()))
		if !errors.Is(err, privacy.Deny) || !strings.Contains(fmt.Sprint(err), "no viewer") {
			t.Errorf("%s without a viewer: %v", name, err)
		}
		if err := failure(call(call(c, "Query")[0], "Count", storetest.Context())); err != nil {
			t.Errorf("%s by the server: %v", name, err)
		}
	}
}

// Nobody writes but the server: not a parent in her own dossier, not a head matcher,
// not an admin. Who may do what is said in the rooms, which then write as the system.
func TestNobodyWrites(t *testing.T) {
	db := storetest.SQLite(t)
	w := world.New(t, db)
	v := w.Vraag()
	people := map[string]context.Context{
		"nobody":       context.Background(),
		"anonymous":    world.Anonymous.Context(),
		"a client":     w.ThirdParty().Context(),
		"a parent":     v.Parent.Context(),
		"matcher":      w.Matcher.Context(),
		"head matcher": w.HeadMatcher.Context(),
		"admin":        w.Admin.Context(),
		// a viewer who says she is the server, but is not a decision
		"the server's viewer": viewer.NewContext(context.Background(), viewer.System()),
	}
	for name, c := range clients(db.Client) {
		for who, ctx := range people {
			for what, err := range map[string]error{
				"create":     failure(call(call(c, "Create")[0], "Save", ctx)),
				"update":     failure(call(call(c, "Update")[0], "Save", ctx)),
				"update one": failure(call(call(c, "UpdateOneID", uuid.Nil)[0], "Save", ctx)),
				"delete":     failure(call(call(c, "Delete")[0], "Exec", ctx)),
				"delete one": failure(call(call(c, "DeleteOneID", uuid.Nil)[0], "Exec", ctx)),
			} {
				if !errors.Is(err, privacy.Deny) {
					t.Errorf("%s, %s by %s: %v", name, what, who, err)
				}
			}
		}
	}
	sys := rule.System(v.Parent.Context())
	if err := db.Client.Family.UpdateOneID(v.Family.ID).SetName("een andere naam").Exec(sys); err != nil {
		t.Errorf("by the server: %v", err)
	}
	if got := viewer.FromContext(v.Parent.Context()); got.IsSystem() {
		t.Error("the parent became the server")
	}
}

// What is the server's own is nobody's: codes, sessions, keys, jobs, the log of intents.
func TestPlumbingIsNobodys(t *testing.T) {
	db := storetest.SQLite(t)
	w := world.New(t, db)
	for _, name := range plumbing {
		c, ok := clients(db.Client)[name]
		if !ok {
			t.Errorf("no type %s", name)
			continue
		}
		for _, p := range []*world.Person{world.Anonymous, w.ThirdParty(), w.Vraag().Parent, w.Host, w.Matcher, w.HeadMatcher, w.Admin} {
			if err := failure(call(call(c, "Query")[0], "Count", p.Context())); !errors.Is(err, privacy.Deny) {
				t.Errorf("%s by %v: %v", name, p.Viewer.Roles, err)
			}
		}
	}
}

var plumbing = []string{"ApiClient", "Feed", "Gevraagd", "Holding", "Job", "ListLog", "MutationLog", "PushSubscription", "RefreshToken", "Replica", "Secret", "Session", "SigninCode", "SigningKey"}
