package meetup_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/internal/clock"
	room "buurtdorp/internal/meetup"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

func TestFind(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		beijerland := w.newPlace("De Brug", "3262AB", "Oud-Beijerland")
		puttershoek := w.newPlace("De Kade", "3297", "Puttershoek")
		other := db.Client.Region.Create().SetKey("elders").SetName("Elders").SaveX(storetest.Context())
		at := func(p *ent.Place, title string, from time.Duration, change ...func(*ent.MeetupCreate)) *ent.Meetup {
			return w.meetup(aanmelden, 10, append([]func(*ent.MeetupCreate){startsIn(from), func(c *ent.MeetupCreate) {
				c.SetPlace(p).SetTitle(title)
			}}, change...)...)
		}
		day := 24 * time.Hour
		at(w.place, "geweest", -5*time.Hour)
		at(w.place, "bezig", -time.Hour)
		at(beijerland, "morgen", day, func(c *ent.MeetupCreate) { c.SetThema(term.ThemaSlapen) })
		at(puttershoek, "overmorgen", 2*day, func(c *ent.MeetupCreate) { c.SetWithChildren(false) })
		at(w.place, "afgelast", 3*day, func(c *ent.MeetupCreate) { c.SetCancelledAt(clock.Now()) })
		at(w.place, "elders", 4*day, func(c *ent.MeetupCreate) { c.SetRegion(other) })
		y, mo, d := clock.Now().In(clock.Amsterdam).AddDate(0, 0, 6).Date()
		evening := time.Date(y, mo, d, 19, 30, 0, 0, clock.Amsterdam).UTC()
		at(w.place, "avond", 0, func(c *ent.MeetupCreate) { c.SetStartsAt(evening).SetEndsAt(evening.Add(time.Hour)) })

		now := clock.Now()
		for _, c := range []struct {
			name string
			f    room.Filter
			want []string
		}{
			{"zonder iets: wat nog niet voorbij is", room.Filter{}, []string{"bezig", "morgen", "overmorgen", "afgelast", "elders", "avond"}},
			{"vanaf toen", room.Filter{From: p(now.Add(-day))}, []string{"geweest", "bezig", "morgen", "overmorgen", "afgelast", "elders", "avond"}},
			{"van tot", room.Filter{From: p(now.Add(time.Hour)), To: p(now.Add(2*day + time.Hour))}, []string{"morgen", "overmorgen"}},
			{"thema", room.Filter{Thema: p(term.ThemaSlapen)}, []string{"morgen"}},
			{"plek", room.Filter{PlaceID: &puttershoek.ID}, []string{"overmorgen"}},
			{"regio", room.Filter{RegionID: &other.ID}, []string{"elders"}},
			{"zonder kinderen", room.Filter{WithChildren: p(false)}, []string{"overmorgen"}},
			{"avond", room.Filter{Evening: p(true), From: p(now.Add(5 * day))}, []string{"avond"}},
			{"postcode zonder afstand", room.Filter{Near: p("3262 AB"), Thema: p(term.ThemaSlapen)}, []string{"morgen"}},
			{"om de hoek", room.Filter{Near: p("3262 ab"), Within: n(2)}, []string{"morgen"}},
			{"nul is het eigen dorp", room.Filter{Near: p("3261"), Within: n(0)}, []string{"morgen"}},
			{"dorp", room.Filter{Near: p("oud beijerland"), Within: n(2)}, []string{"morgen"}},
			{"dorp met een naam die niemand kent", room.Filter{Near: p("Nergenshuizen")}, nil},
			{"leeg", room.Filter{Near: p("")}, nil},
			{"negatief", room.Filter{Near: p("3262"), Within: n(-1)}, nil},
			{"ver genoeg voor alles", room.Filter{Near: p("3264"), Within: n(60), To: p(now.Add(2*day + time.Hour))}, []string{"bezig", "morgen", "overmorgen"}},
			{"een nieuwe postcode hoort bij zijn regio", room.Filter{Near: p("3298"), Within: n(1), To: p(now.Add(day + time.Hour))}, []string{"bezig", "morgen"}},
			{"een nieuwe postcode elders niet", room.Filter{Near: p("1199 ZZ"), Within: n(300)}, nil},
			{"postbus", room.Filter{Near: p("3280"), Within: n(5)}, nil},
			{"een taal die er geen is", room.Filter{Language: p("nederlands")}, nil},
			{"een taal van tekens", room.Filter{Language: p("a\x00b")}, nil},
			{"tekens", room.Filter{Near: p("' OR 1=1 --\x00")}, nil},
		} {
			t.Run(c.name, func(t *testing.T) {
				where, err := room.Find(anonymous(), db.Client, c.f)
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				for _, m := range db.Client.Meetup.Query().Where(where...).Order(meetup.ByStartsAt()).AllX(anonymous()) {
					got = append(got, m.Title)
				}
				if !slices.Equal(got, c.want) {
					t.Errorf("found %q, want %q", got, c.want)
				}
			})
		}
	})
}

func p[T any](v T) *T { return &v }

// Over the Spui lies Hekelingen, 1.5 km as the crow flies, and there is no bridge.
func TestFindGoesAroundTheWater(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.meetup(aanmelden, 10, func(c *ent.MeetupCreate) { c.SetPlace(w.newPlace("Overkant", "3209", "Hekelingen")) })
	for km, want := range map[int]int{3: 0, 300: 1} {
		where, err := room.Find(anonymous(), w.db.Client, room.Filter{Near: p("3264"), Within: &km})
		if err != nil {
			t.Fatal(err)
		}
		if got := w.db.Client.Meetup.Query().Where(where...).CountX(anonymous()); got != want {
			t.Errorf("within %d km: %d meetups, want %d", km, got, want)
		}
	}
}

func TestFindAsksOnce(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	for _, code := range []string{"3262", "3297", "3281"} {
		w.newPlace("Plek "+code, code, "ergens")
	}
	counting, statements := storetest.Counting(t, w.db)
	if _, err := room.Find(anonymous(), counting.Client, room.Filter{Near: p("3273"), Within: n(10)}); err != nil {
		t.Fatal(err)
	}
	if got := statements.Take(); len(got) != 1 {
		t.Errorf("%d statements: %q", len(got), got)
	}
	if _, err := room.Find(context.Background(), counting.Client, room.Filter{Near: p("3273"), Within: n(10)}); err == nil {
		t.Error("without a viewer nothing is read")
	}
}

func TestBand(t *testing.T) {
	for _, c := range []struct {
		near, postcode string
		want           term.Reisband
	}{
		{"3273", "3273AB", term.ReisbandZelfdeDorp},
		{"3273 ab", "3273", term.ReisbandZelfdeDorp},
		{"Oud-Beijerland", "3262", term.ReisbandZelfdeDorp},
		{"Westmaas", "3271", term.ReisbandTot5Km},
		{"3264", "3209", term.ReisbandTot15Km}, // by the ferry
		{"3298", "3273", term.ReisbandOnbekend},
		{"3273", "", term.ReisbandOnbekend},
	} {
		from, ok := room.Locate(c.near)
		if got := from.Band(c.postcode); !ok || got != c.want {
			t.Errorf("from %s to %s: %s, want %s", c.near, c.postcode, got, c.want)
		}
	}
	if _, ok := room.Locate("Nergenshuizen"); ok {
		t.Error("found a place that is not there")
	}
}
