package sync_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/replica"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/term"
)

// BenchmarkFeed: the first pull of somebody's first phone, the one that finds nothing
// changed, the one that finds that something else in the region changed, and the one that
// gets one row: for a parent, a parent who has nothing, a matcher who guides 200 and has
// twenty dossiers along (the most there may be), and whoever keeps an agenda of 5,000.
func BenchmarkFeed(b *testing.B) {
	for name, open := range map[string]func(testing.TB) *store.DB{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		b.Run(name, func(b *testing.B) {
			db := open(b)
			w, parent := busyRegion(b, db)
			f := &sync.Feed{DB: db}
			sys := storetest.Context()
			for _, c := range []struct {
				name  string
				who   *world.Person
				kind  gid.Kind
				rows  int
				touch func() error // changes one row of hers
			}{
				{"parent's koppeling", parent, gid.Koppeling, 1, func() error {
					return db.Client.Koppeling.Update().Where(koppeling.ID(w.first)).SetKennismakingPlaats(uuid.NewString()).Exec(sys)
				}},
				{"parent without sign-ups", parent, gid.Signup, 0, nil},
				{"matcher's 200 koppelingen", w.Matcher, gid.Koppeling, 200, func() error {
					return db.Client.Koppeling.Update().Where(koppeling.ID(w.first)).SetKennismakingPlaats(uuid.NewString()).Exec(sys)
				}},
				{"matcher's 20 dossiers", w.bag, gid.Meegenomen, 20, func() error { return db.Client.Family.UpdateOneID(w.along).SetVillage(uuid.NewString()).Exec(sys) }},
				{"5000 meetups", w.Host, gid.Meetup, 5000, func() error { return db.Client.Meetup.UpdateOneID(w.meetup).SetTitle(uuid.NewString()).Exec(sys) }},
			} {
				settle := func(b *testing.B, d *device) {
					if err := d.settle(b.Context(), sync.MaxLimit); err != nil || len(d.docs) != c.rows {
						b.Fatalf("%d rows, %v", len(d.docs), err)
					}
				}
				b.Run(c.name+"/first", func(b *testing.B) {
					for b.Loop() {
						b.StopTimer() // she never had a phone
						db.Client.Replica.Delete().Where(replica.Viewer(c.who.Viewer.Key())).ExecX(sys)
						b.StartTimer()
						settle(b, newDevice(f, c.who, c.kind))
					}
				})
				d := newDevice(f, c.who, c.kind)
				settle(b, d)
				b.Run(c.name+"/unchanged", func(b *testing.B) {
					for b.Loop() {
						settle(b, d)
					}
				})
				after := func(change func() error) func(b *testing.B) {
					return func(b *testing.B) {
						for b.Loop() {
							b.StopTimer()
							if err := change(); err != nil {
								b.Fatal(err)
							}
							b.StartTimer()
							settle(b, d)
						}
					}
				}
				b.Run(c.name+"/something else", after(func() error { return db.Client.Note.UpdateOneID(w.note).SetText(uuid.NewString()).Exec(sys) }))
				if c.touch != nil {
					b.Run(c.name+"/one row", after(c.touch))
				}
			}
		})
	}
}

// busy is a region with 200 koppelingen that one matcher guides, and an agenda of 5,000.
type busy struct {
	*world.World
	bag                        *world.Person
	first, along, meetup, note uuid.UUID
}

func busyRegion(b *testing.B, db *store.DB) (*busy, *world.Person) {
	sys, w := storetest.Context(), &busy{World: world.New(b, db)}
	session := db.Client.Session.Create().SetUserID(w.Matcher.User.ID).SetExpiresAt(w.Now.Add(24 * time.Hour)).SaveX(sys)
	v := *w.Matcher.Viewer
	v.SessionID = session.ID
	w.bag = &world.Person{User: w.Matcher.User, Viewer: &v}
	var parent *world.Person
	for i := range 200 {
		v := w.Vraag()
		k := w.Koppeling(v, w.Steun(), term.KoppelingActief)
		if i < 20 {
			w.note, w.along = w.Note(v.Family, "De fiets staat achterom").ID, v.Family.ID
			db.Client.Meegenomen.Create().SetRegion(w.Region).SetUser(w.Matcher.User).SetSession(session).SetFamily(v.Family).SetTot(w.Now.Add(24 * time.Hour)).ExecX(sys)
		}
		parent, w.first = v.Parent, k.ID
	}
	w.note = w.Note(w.Vraag().Family, "van een ander").ID
	at := w.Place()
	for range 10 {
		var many []*ent.MeetupCreate
		for range 500 {
			many = append(many, db.Client.Meetup.Create().SetRegion(w.Region).SetPlace(at).SetTitle("koffie").
				SetStartsAt(w.Now.Add(24*time.Hour)).SetEndsAt(w.Now.Add(26*time.Hour)))
		}
		w.meetup = db.Client.Meetup.CreateBulk(many...).SaveX(sys)[0].ID
	}
	return w, parent
}
