package demo_test

import (
	"reflect"
	"testing"
	"time"

	"buurtdorp/internal/demo"
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
