package sync_test

import (
	"fmt"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/term"
)

// BenchmarkFeed: the first pull of a new phone and the one that finds nothing changed, for
// a parent, a matcher with 200 dossiers, and whoever keeps an agenda of 5,000 rows.
func BenchmarkFeed(b *testing.B) {
	for name, open := range map[string]func(testing.TB) *store.DB{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		b.Run(name, func(b *testing.B) {
			db := open(b)
			w, parent := busyRegion(b, db)
			f := &sync.Feed{DB: db}
			for _, c := range []struct {
				name string
				who  *world.Person
				kind gid.Kind
				rows int
			}{
				{"parent's koppeling", parent, gid.Koppeling, 1}, {"matcher's 200 koppelingen", w.Matcher, gid.Koppeling, 200},
				{"5000 meetups", w.Host, gid.Meetup, 5000},
			} {
				b.Run(fmt.Sprintf("%s/first", c.name), func(b *testing.B) {
					for b.Loop() {
						d := newDevice(f, c.who, c.kind)
						if err := d.settle(b.Context(), sync.MaxLimit); err != nil || len(d.docs) != c.rows {
							b.Fatalf("%d rows, %v", len(d.docs), err)
						}
					}
				})
				b.Run(fmt.Sprintf("%s/unchanged", c.name), func(b *testing.B) {
					d := newDevice(f, c.who, c.kind)
					if err := d.settle(b.Context(), sync.MaxLimit); err != nil {
						b.Fatal(err)
					}
					for b.Loop() {
						if err := d.settle(b.Context(), sync.MaxLimit); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
		})
	}
}

// busyRegion has 200 koppelingen that one matcher guides, and an agenda of 5,000.
func busyRegion(b *testing.B, db *store.DB) (*world.World, *world.Person) {
	sys, w := storetest.Context(), world.New(b, db)
	v := w.Vraag()
	w.Koppeling(v, w.Steun(), term.KoppelingActief)
	for range 199 {
		w.Koppeling(w.Vraag(), w.Steun(), term.KoppelingActief)
	}
	at := w.Place()
	for range 10 {
		var many []*ent.MeetupCreate
		for range 500 {
			many = append(many, db.Client.Meetup.Create().SetRegion(w.Region).SetPlace(at).SetTitle("koffie").
				SetStartsAt(w.Now.Add(24*time.Hour)).SetEndsAt(w.Now.Add(26*time.Hour)))
		}
		db.Client.Meetup.CreateBulk(many...).ExecX(sys)
	}
	return w, v.Parent
}
