package demo_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"buurtdorp/ent/family"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/demo"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

func TestList(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		if people, err := demo.List(t.Context(), db.Client); err != nil || people == nil || len(people) > 0 {
			t.Errorf("in an empty database: %v, %v", people, err)
		}
		fill(t, db, demo.Options{})
		people, err := demo.List(t.Context(), db.Client)
		if err != nil {
			t.Fatal(err)
		}
		count, sides, seen := map[string]int{}, map[string]int{}, map[string]bool{}
		for _, p := range people {
			count[p.Role]++
			if want := fmt.Sprintf("%s%d@demo.buurtdorp.example", p.Role, count[p.Role]); p.Email != want {
				t.Errorf("%s, want %s", p.Email, want)
			}
			if p.Region != "hoeksche-waard" || p.FirstName == "" || seen[p.Email] {
				t.Errorf("%+v", p)
			}
			if (p.Role == "parent") != (p.FamilyID != nil) || (p.Role == "parent") != (p.Side != "") {
				t.Errorf("a %s with family %v on side %q", p.Role, p.FamilyID, p.Side)
			}
			seen[p.Email] = true
			sides[p.Side]++
		}
		for role, n := range map[string]int{"matcher": 2, "head_matcher": 1, "host": 2, "professional": 1, "admin": 1} {
			if count[role] != n {
				t.Errorf("%d of %s, want %d", count[role], role, n)
			}
		}
		if named := db.Client.Family.Query().CountX(storetest.Context()) - anonymised(db); count["parent"] != named {
			t.Errorf("%d parents for %d families", count["parent"], named)
		}
		if sides["vraaggezin"] < 30 || sides["steungezin"] < 40 {
			t.Errorf("sides: %v", sides)
		}
		b, err := json.Marshal(people[:2])
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{`"role":"parent"`, `"familyId":"`, `"side":"vraaggezin"`, `"firstName":"Samira"`, `"side":"steungezin"`, `"region":"hoeksche-waard"`} {
			if !strings.Contains(string(b), want) {
				t.Errorf("%s has no %s", b, want)
			}
		}
	})
}

// The first parents stand for what there is to see.
func TestTheFirstParents(t *testing.T) {
	db := storetest.SQLite(t)
	fill(t, db, demo.Options{})
	people, err := demo.List(t.Context(), db.Client)
	if err != nil {
		t.Fatal(err)
	}
	for i, state := range []term.KoppelingState{"", term.KoppelingVoorgesteldVraag, term.KoppelingVoorgesteldSteun, term.KoppelingKennismaking,
		term.KoppelingProefperiode, term.KoppelingActief} {
		vraag, steun := people[2*i], people[2*i+1]
		if vraag.Side != "vraaggezin" || steun.Side != "steungezin" {
			t.Errorf("%s is a %s, %s is a %s", vraag.Email, vraag.Side, steun.Email, steun.Side)
		}
		if state == "" {
			continue
		}
		there := db.Client.Koppeling.Query().Where(koppeling.StateEQ(state), koppeling.HasVraaggezinWith(vraaggezin.FamilyID(*vraag.FamilyID)),
			koppeling.HasSteungezinWith(steungezin.FamilyID(*steun.FamilyID))).ExistX(storetest.Context())
		if !there {
			t.Errorf("no koppeling of %s and %s is %s", vraag.Email, steun.Email, state)
		}
	}
}

func anonymised(db *store.DB) int {
	return db.Client.Family.Query().Where(family.AnonymisedAtNotNil()).CountX(storetest.Context())
}
