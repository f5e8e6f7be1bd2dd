package graph_test

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

var bothDatabases = []struct {
	name string
	open func(testing.TB) *store.DB
}{{"sqlite", storetest.SQLite}, {"postgres", storetest.Postgres}}

// BenchmarkSignUp: households that sign up through the API, eight at a time: all for one
// meetup, and spread over a hundred. Each is a whole mutation: parsed, once-only, seats
// counted under the lock, the mail queued, and read again for the answer.
func BenchmarkSignUp(b *testing.B) {
	for _, d := range bothDatabases {
		b.Run(d.name, func(b *testing.B) {
			db := d.open(b)
			w, a := world.New(b, db), newAPI(b, db)
			people := make([]*world.Person, 64)
			for i := range people {
				people[i] = w.Vraag().Parent
			}
			for _, spread := range []int{1, 100} {
				b.Run(fmt.Sprintf("over %d meetups", spread), func(b *testing.B) {
					// A household comes once to a meetup: as many rounds as are needed.
					rounds := b.N/(len(people)*spread) + 1
					meetups := plenty(b, w, rounds*spread, 1)
					var next atomic.Int64
					b.SetParallelism(4)
					b.ResetTimer()
					b.RunParallel(func(pb *testing.PB) {
						for pb.Next() {
							i := int(next.Add(1) - 1)
							at := meetups[i/(len(people)*spread)*spread+i%spread]
							got := a.ask(b, people[i/spread%len(people)], `mutation($i: SignUpInput!) { signUp(input: $i) { signup { id state } meetup { id freePlaces } userErrors { code } } }`,
								map[string]any{"i": map[string]any{"clientMutationId": uuid.NewString(), "id": gid.New(gid.Signup), "meetupId": at, "adults": 1, "children": 1}})
							if errs, _ := got.Data["signUp"].(map[string]any); len(got.Errors) > 0 || errs == nil || len(errs["userErrors"].([]any)) > 0 {
								b.Errorf("%s", got.Raw)
								return
							}
						}
					})
					b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "sign-ups/s")
				})
			}
		})
	}
}

// BenchmarkPublicList: what a visitor asks of 5,000 upcoming meetups at 50 places: the first
// page as the app asks it, near and by theme, and the total; warm, and cold on a database
// that was just opened.
func BenchmarkPublicList(b *testing.B) {
	const fields = `totalCount pageInfo { hasNextPage endCursor } edges { node { id title startsAt endsAt freePlaces reisband languages doelgroepen place { name village lat lon } series { id } } }`
	queries := []struct{ name, query string }{
		{"first page", `{ meetups(first: 60) { ` + fields + ` } }`},
		{"near, within 10 km", `{ meetups(first: 60, near: "3273", within: 10) { ` + fields + ` } }`},
		{"theme, language, age", `{ meetups(first: 60, theme: SLAPEN, language: "ar", age: 3) { ` + fields + ` } }`},
	}
	for _, d := range bothDatabases {
		b.Run(d.name, func(b *testing.B) {
			db := d.open(b)
			w := world.New(b, db)
			plenty(b, w, 5000, 50)
			a := newAPI(b, db)
			for _, q := range queries {
				ask := func(b *testing.B, a api) {
					if got := a.ask(b, world.Anonymous, q.query, nil); len(got.Errors) > 0 || got.Data["meetups"].(map[string]any)["totalCount"] == 0.0 {
						b.Fatalf("%.200s", got.Raw)
					}
				}
				b.Run(q.name+"/warm", func(b *testing.B) {
					for b.Loop() {
						ask(b, a)
					}
				})
				b.Run(q.name+"/cold", func(b *testing.B) {
					for b.Loop() {
						b.StopTimer()
						fresh, err := store.Open(context.Background(), db.URL())
						if err != nil {
							b.Fatal(err)
						}
						cold := newAPI(b, fresh)
						b.StartTimer()
						ask(b, cold)
						b.StopTimer()
						if err := fresh.Close(); err != nil {
							b.Fatal(err)
						}
						b.StartTimer()
					}
				})
			}
		})
	}
}

// plenty plans so many meetups at so many places, one every quarter of an hour from
// tomorrow on, and gives their ids.
func plenty(b *testing.B, w *world.World, n, places int) []uuid.UUID {
	b.Helper()
	sys := storetest.Context()
	codes := []string{"3273", "3261", "3262", "3297", "3281", "3295", "3291", "3274", "3286", "3284"}
	var at []*ent.Place
	for i := range places {
		at = append(at, w.Client.Place.Create().SetRegion(w.Region).SetName(fmt.Sprintf("Plek %d %s", i, uuid.NewString())).SetPostcode(codes[i%len(codes)]).
			SetVillage("Dorp").SetLat(51.8).SetLon(4.5).SaveX(sys))
	}
	themas := term.All[term.Thema]()
	ids := make([]uuid.UUID, n)
	made := 0
	for chunk := range slices.Chunk(ids, 100) {
		creates := make([]*ent.MeetupCreate, len(chunk))
		for i := range chunk {
			starts := w.Now.Add(24*time.Hour + time.Duration(made)*15*time.Minute)
			made++
			chunk[i] = gid.New(gid.Meetup)
			creates[i] = w.Client.Meetup.Create().SetID(chunk[i]).SetRegion(w.Region).SetPlace(at[i%places]).SetTitle("Koffie en praten").
				SetThema(themas[i%len(themas)]).SetLanguages([][]string{{"nl"}, {"nl", "ar"}}[i%2]).SetStartsAt(starts).SetEndsAt(starts.Add(2 * time.Hour))
		}
		w.Client.Meetup.CreateBulk(creates...).ExecX(sys)
	}
	return ids
}
