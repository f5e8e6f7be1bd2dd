package graph_test

import (
	"fmt"
	"os"
	"testing"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/demo"
	room "buurtdorp/internal/koppeling"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// BenchmarkWarnings looks for early warnings in a region of 2,000 families: in that of the
// demo, where most that runs worries because nobody answers, and where all smiled but each
// tenth. Beside it what it cost to read every course.
func BenchmarkWarnings(b *testing.B) {
	for kind, open := range map[string]func(testing.TB) *store.DB{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		b.Run(kind, func(b *testing.B) {
			if kind == "postgres" && os.Getenv(storetest.SQLiteOnly) != "" {
				b.Skip("without PostgreSQL")
			}
			db, sys := open(b), storetest.Context()
			if _, err := demo.Fill(sys, db, demo.Options{Families: 2000}); err != nil {
				b.Fatal(err)
			}
			region := db.Client.Region.Query().OnlyIDX(sys)
			going := db.Client.Koppeling.Query().Where(koppeling.StateIn(room.Going...)).AllX(sys)
			measure := func(name string) {
				b.Run(name+"/every course", func(b *testing.B) {
					began, found := spent(), 0
					for b.Loop() {
						courses, err := room.Courses(sys, db.Client, koppeling.RegionID(region), koppeling.StateIn(room.Going...))
						if err != nil {
							b.Fatal(err)
						}
						found = 0
						for _, c := range courses {
							found += min(1, len(c.Redenen(clock.Now())))
						}
					}
					b.ReportMetric(float64((spent()-began).Microseconds())/1000/float64(b.N), "cpu-ms/op")
					b.ReportMetric(float64(found), "found")
				})
				b.Run(name+"/what worries", func(b *testing.B) {
					began, found := spent(), 0
					for b.Loop() {
						list, err := room.Warnings(sys, db.Client, region, clock.Now())
						if err != nil {
							b.Fatal(err)
						}
						found = len(list)
					}
					b.ReportMetric(float64((spent()-began).Microseconds())/1000/float64(b.N), "cpu-ms/op")
					b.ReportMetric(float64(found), "found")
				})
			}
			measure(fmt.Sprintf("%d running, the demo's", len(going)))
			user := db.Client.User.Query().FirstIDX(sys)
			var words []*ent.CheckInCreate
			for i, k := range going {
				for _, kant := range term.All[term.Kant]() {
					if i%10 > 0 {
						words = append(words, db.Client.CheckIn.Create().SetRegionID(region).SetKoppelingID(k.ID).SetKant(kant).SetSmiley(term.SmileyGoed).SetUserID(user))
					}
				}
			}
			db.Client.CheckIn.CreateBulk(words...).ExecX(sys)
			measure(fmt.Sprintf("%d running, most well", len(going)))
		})
	}
}
