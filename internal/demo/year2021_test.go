package demo_test

import (
	"maps"
	"reflect"
	"testing"
	"time"

	"buurtdorp/ent/region"
	"buurtdorp/internal/demo"
	"buurtdorp/internal/report"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
)

// The figures of 2021 come out of the rows by their dates, whatever the seed and
// whatever the present.
func TestFigures2021(t *testing.T) {
	want := demo.Figures{
		Vraaggezinnen: 33, Steungezinnen: 40, Koppelingen: 10, VraagTalks: 28, SteunTalks: 34, Proposed: 16, Met: 12,
		Meetups: 54, Participants: 1050, Days: 41,
		ByPlace: map[string]int{"Oud-Beijerland": 402, "Numansdorp": 268, "Puttershoek": 214, "Westmaas": 166},
		ByMonth: [12]int{62, 71, 84, 88, 96, 101, 48, 34, 104, 118, 151, 93},
	}
	check := func(t *testing.T, db *store.DB, opts demo.Options) {
		fill(t, db, opts)
		got, err := demo.Figures2021(storetest.Context(), db.Client)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%+v\nwant %+v", got, want)
		}
	}
	storetest.Each(t, func(t *testing.T, db *store.DB) { check(t, db, demo.Options{}) })
	for _, opts := range presents {
		t.Run(opts.Now.Format(time.DateTime), func(t *testing.T) { check(t, storetest.SQLite(t), opts) })
	}
}

// The figures that hosts read come out of the same rows by the report's own code. Nobody
// has come before the first year; what is told of few is told of none.
func TestMeetupFigures2021(t *testing.T) {
	check := func(t *testing.T, db *store.DB, opts demo.Options) {
		fill(t, db, opts)
		ctx := storetest.Context()
		region := db.Client.Region.Query().Where(region.Key("hoeksche-waard")).OnlyX(ctx)
		got, err := report.MeetupsOf(ctx, db.Client, region.ID, 2021)
		if err != nil {
			t.Fatal(err)
		}
		if got.Meetups != 54 || got.Places != 4 || got.Visits == nil || *got.Visits != 1050 {
			t.Errorf("%d meetups at %d places, %v visits", got.Meetups, got.Places, got.Visits)
		}
		byVillage, meetups := map[string]int{}, 0
		for _, c := range got.PerPlace {
			byVillage[db.Client.Place.GetX(ctx, c.Of).Village] = *c.Visits
			meetups += c.Meetups
		}
		if want := map[string]int{"Oud-Beijerland": 402, "Numansdorp": 268, "Puttershoek": 214, "Westmaas": 166}; !maps.Equal(byVillage, want) || meetups != 54 {
			t.Errorf("%v in %d meetups", byVillage, meetups)
		}
		if len(got.PerMonth) != 12 {
			t.Fatalf("%d months", len(got.PerMonth))
		}
		for i, want := range []int{62, 71, 84, 88, 96, 101, 48, 34, 104, 118, 151, 93} {
			if c := got.PerMonth[i]; c.Of != i+1 || c.Visits == nil || *c.Visits != want {
				t.Errorf("month %+v, want %d", c, want)
			}
		}
		if got.New == nil || *got.New == 0 {
			t.Errorf("new households: %v", got.New)
		}
	}
	storetest.Each(t, func(t *testing.T, db *store.DB) { check(t, db, demo.Options{}) })
	t.Run("another present", func(t *testing.T) { check(t, storetest.SQLite(t), presents[1]) })
}

// presents are other seeds at awkward moments: just past midnight, the change of the
// clock, a leap day, the turn of the year.
var presents = []demo.Options{
	{Seed: 1, Now: time.Date(2026, time.November, 22, 23, 0, 30, 0, time.UTC)},
	{Seed: 2, Now: time.Date(2027, time.March, 28, 1, 30, 0, 0, time.UTC)},
	{Seed: 3, Now: time.Date(2028, time.February, 29, 9, 15, 0, 123456789, time.UTC)},
	{Seed: -4, Now: time.Date(2026, time.December, 31, 22, 59, 59, 0, time.UTC)},
	{Seed: 5, Now: time.Date(2025, time.January, 2, 12, 0, 0, 0, time.UTC)},
	{Seed: 6, Now: time.Date(2031, time.July, 13, 7, 0, 0, 0, time.UTC)},
}
