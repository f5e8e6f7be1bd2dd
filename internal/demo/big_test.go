package demo_test

import (
	"slices"
	"testing"

	"buurtdorp/ent/family"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/demo"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
)

func TestAnySize(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		var heard []int
		sum := fill(t, db, demo.Options{Families: 1203, Progress: func(done, of int) { heard = append(heard, done, of) }})
		t.Logf("%+v", sum)
		if !slices.Equal(heard, []int{500, 1203, 1000, 1203, 1203, 1203}) {
			t.Errorf("progress: %v", heard)
		}
		ctx, c := storetest.Context(), db.Client
		if n := c.Family.Query().CountX(ctx); n != 1203 || sum.Families != n || sum.Vraaggezinnen != 722 || sum.Steungezinnen != 481 {
			t.Errorf("%d families; %+v", n, sum)
		}
		if sum.Koppelingen < 150 || sum.Meetups < 60 || sum.Signups < 1000 || sum.Koppelingen != c.Koppeling.Query().CountX(ctx) {
			t.Errorf("%+v", sum)
		}
		for _, f := range c.Family.Query().AllX(ctx) {
			if r, _ := geo.RegionOf(f.Pc4); r.Key != "hoeksche-waard" {
				t.Errorf("somebody lives at %s", f.Pc4)
			}
		}
		people, err := demo.List(t.Context(), c)
		if err != nil || len(people) != 1007 || people[0].Side != "vraaggezin" || people[1].Side != "steungezin" || people[999].Email != "parent1000@demo.buurtdorp.example" {
			t.Errorf("%d people: %v", len(people), err)
		}
		first := koppeling.Or(koppeling.HasVraaggezinWith(vraaggezin.FamilyID(*people[0].FamilyID)), koppeling.HasSteungezinWith(steungezin.FamilyID(*people[1].FamilyID)))
		if c.Koppeling.Query().Where(first).ExistX(ctx) {
			t.Error("the first two parents are not free")
		}
		if !c.Meetup.Query().Where(meetup.StartsAtGT(saturday)).ExistX(ctx) {
			t.Error("nothing to come")
		}
	})
}

// A country does not fit on an island.
func TestManyLiveAllOver(t *testing.T) {
	db := storetest.SQLite(t)
	fill(t, db, demo.Options{Families: 5000})
	regions := map[string]int{}
	for _, f := range db.Client.Family.Query().Select(family.FieldPc4).StringsX(storetest.Context()) {
		regions[f[:1]]++
	}
	if len(regions) < 5 {
		t.Errorf("families in %v", regions)
	}
}
