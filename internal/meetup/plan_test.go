package meetup_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	room "buurtdorp/internal/meetup"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

func (w *world) plan(ctx context.Context, change func(*room.Plan)) (*ent.Meetup, error) {
	p := room.Plan{
		ID: gid.New(gid.Meetup), PlaceID: w.place.ID, Title: "Samen eten", Thema: term.ThemaEten, Kind: aanmelden,
		StartsAt: clock.Now().Add(48 * time.Hour), EndsAt: clock.Now().Add(50 * time.Hour),
		Capacity: 20, WithChildren: true, Languages: []string{"nl", "ar"},
	}
	if change != nil {
		change(&p)
	}
	return in(w, ctx, func(ctx context.Context) (*ent.Meetup, error) { return w.s.PlanMeetup(ctx, p) })
}

func TestPlanMeetup(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for name, who := range map[string]context.Context{
			"gastvrouw": w.host(), "matcher": w.matcher(), "hoofdmatcher": w.as(uuid.Nil, term.RoleHeadMatcher),
		} {
			m, err := w.plan(who, func(p *room.Plan) { p.Title = "  Samen\teten " })
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			m = w.read(m)
			if m.Title != "Samen eten" || m.RegionID != w.region.ID || m.Taken != 0 || m.Capacity != 20 || m.Thema != term.ThemaEten {
				t.Errorf("%s: planned %+v", name, m)
			}
		}
		for name, who := range map[string]context.Context{
			"ouder": w.parent(), "een andere regio": w.elsewhere(), "professional": w.as(uuid.Nil, term.RoleProfessional),
		} {
			t.Run(name, func(t *testing.T) {
				_, err := w.plan(who, nil)
				wantFault(t, err, fault.NotFound, "", "placeId")
			})
		}
		_, err := w.plan(anonymous(), nil)
		wantFault(t, err, fault.Unauthenticated, "")
	})
}

func TestPlanRefuses(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		closed := db.Client.Place.Create().SetRegion(w.region).SetName("Het oude huis").SetPostcode("3297").
			SetVillage("Puttershoek").SetLat(51.8).SetLon(4.57).SetActive(false).SaveX(storetest.Context())
		there, err := w.plan(w.host(), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			name   string
			change func(*room.Plan)
			code   fault.Code
			key    string
			path   []string
		}{
			{"onbekende plek", func(p *room.Plan) { p.PlaceID = gid.New(gid.Place) }, fault.NotFound, "", []string{"placeId"}},
			{"plek dicht", func(p *room.Plan) { p.PlaceID = closed.ID }, fault.State, "plek.dicht", []string{"placeId"}},
			{"id", func(p *room.Plan) { p.ID = uuid.New() }, fault.Invalid, "id.vreemd", []string{"id"}},
			{"id bestaat", func(p *room.Plan) { p.ID = there.ID }, fault.Exists, "", []string{"id"}},
			{"geen titel", func(p *room.Plan) { p.Title = " \u200b " }, fault.Required, "meetup.titel.leeg", []string{"title"}},
			{"lange titel", func(p *room.Plan) { p.Title = strings.Repeat("é", 121) }, fault.TooLong, "tekst.lang", []string{"title"}},
			{"lang verhaal", func(p *room.Plan) { p.Description = strings.Repeat("a", 2001) }, fault.TooLong, "tekst.lang", []string{"description"}},
			{"bsn", func(p *room.Plan) { p.Description = "bel 123456782" }, fault.Invalid, "bsn.niet", []string{"description"}},
			{"thema", func(p *room.Plan) { p.Thema = "VOETBAL" }, fault.Invalid, "keuze.vreemd", []string{"thema"}},
			{"soort", func(p *room.Plan) { p.Kind = "" }, fault.Invalid, "keuze.vreemd", []string{"kind"}},
			{"gisteren", func(p *room.Plan) { p.StartsAt = clock.Now().Add(-time.Hour) }, fault.Invalid, "datum.eerder", []string{"startsAt"}},
			{"eind voor begin", func(p *room.Plan) { p.EndsAt = p.StartsAt }, fault.Invalid, "tijd.volgorde", []string{"endsAt"}},
			{"een week", func(p *room.Plan) { p.EndsAt = p.StartsAt.Add(168 * time.Hour) }, fault.Invalid, "meetup.lang", []string{"endsAt"}},
			{"min een plek", func(p *room.Plan) { p.Capacity = -1 }, fault.Invalid, "meetup.plekken", []string{"capacity"}},
			{"te veel plekken", func(p *room.Plan) { p.Capacity = 1001 }, fault.Invalid, "meetup.plekken", []string{"capacity"}},
			{"leeftijd", func(p *room.Plan) { p.AgeFrom = n(-1) }, fault.Invalid, "meetup.leeftijd", []string{"ageFrom"}},
			{"leeftijd andersom", func(p *room.Plan) { p.AgeFrom, p.AgeTo = n(8), n(4) }, fault.Invalid, "meetup.leeftijd", []string{"ageTo"}},
			{"geen taal", func(p *room.Plan) { p.Languages = nil }, fault.Required, "keuze.leeg", []string{"languages"}},
			{"vreemde taal", func(p *room.Plan) { p.Languages = []string{"nl", "Nederlands"} }, fault.Invalid, "keuze.vreemd", []string{"languages", "1"}},
			{"taal dubbel", func(p *room.Plan) { p.Languages = []string{"nl", "nl"} }, fault.Invalid, "keuze.vreemd", []string{"languages", "1"}},
		} {
			t.Run(c.name, func(t *testing.T) {
				_, err := w.plan(w.host(), c.change)
				wantFault(t, err, c.code, c.key, c.path...)
			})
		}
		if got := db.Client.Meetup.Query().CountX(storetest.Context()); got != 1 {
			t.Errorf("%d meetups, want 1", got)
		}
		// The longest there is goes in, in characters and not in bytes.
		if _, err := w.plan(w.host(), func(p *room.Plan) { p.Title = strings.Repeat("é", 120) }); err != nil {
			t.Error(err)
		}
	})
}

func TestEveningIsTheEveningInTheNetherlands(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		y := clock.Now().Year() + 1
		for _, c := range []struct {
			at   time.Time
			want bool
		}{
			{time.Date(y, 1, 11, 15, 59, 0, 0, time.UTC), false}, // 16.59 in winter
			{time.Date(y, 1, 11, 16, 0, 0, 0, time.UTC), true},   // 17.00
			{time.Date(y, 7, 11, 14, 59, 0, 0, time.UTC), false}, // 16.59 in summer
			{time.Date(y, 7, 11, 15, 0, 0, 0, time.UTC), true},   // 17.00
			{time.Date(y, 7, 11, 22, 30, 0, 0, time.UTC), false}, // half past midnight
		} {
			m, err := w.plan(w.host(), func(p *room.Plan) { p.StartsAt, p.EndsAt = c.at, c.at.Add(time.Hour) })
			if err != nil {
				t.Fatal(err)
			}
			if m.Evening != c.want {
				t.Errorf("%s: evening is %v", c.at, m.Evening)
			}
			moved := db.Client.Meetup.UpdateOneID(m.ID).SetStartsAt(c.at.Add(-8 * time.Hour)).SaveX(storetest.Context())
			if got := moved.StartsAt.In(clock.Amsterdam).Hour() >= 17; moved.Evening != got {
				t.Errorf("moved to %s: evening is %v", moved.StartsAt, moved.Evening)
			}
		}
	})
}

func TestCancelMeetup(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m := w.meetup(aanmelden, 2)
		_, comes := w.must(m, 1, 1)
		_, waits := w.must(m, 1, 0)
		leaver, left := w.must(m, 1, 0)
		if _, err := w.cancel(leaver, left.ID); err != nil {
			t.Fatal(err)
		}
		off := func(who context.Context, base int) (*ent.Meetup, error) {
			return in(w, who, func(ctx context.Context) (*ent.Meetup, error) { return w.s.CancelMeetup(ctx, m.ID, base) })
		}
		now := w.read(m).Version
		for name, who := range map[string]context.Context{"ouder": w.parent(), "een andere regio": w.elsewhere()} {
			t.Run(name, func(t *testing.T) {
				_, err := off(who, now)
				wantFault(t, err, fault.NotFound, "meetup.weg", "id")
			})
		}
		_, err := off(anonymous(), now)
		wantFault(t, err, fault.Unauthenticated, "")
		_, err = off(w.host(), now-1)
		wantFault(t, err, fault.Conflict, "", "baseVersion")

		w.listens()
		got, err := off(w.host(), now)
		if err != nil || got.CancelledAt == nil {
			t.Fatalf("%v, %v", got, err)
		}
		if len(w.told) != 2 || w.told[0].What != room.CalledOff || w.told[0].Signup.ID != comes.ID || w.told[1].Signup.ID != waits.ID {
			t.Errorf("told %+v, want who comes and who waits", w.told)
		}
		w.wantState(comes.ID, "AANGEMELD")
		w.wantState(waits.ID, "WACHTLIJST 1")
		if m := w.read(m); m.Taken != 2 || m.Waiting != 1 {
			t.Errorf("taken %d, waiting %d", m.Taken, m.Waiting)
		}
		_, err = off(w.host(), got.Version)
		wantFault(t, err, fault.Expired, "meetup.afgelast", "id")
		_, err = w.signUp(w.parent(), m, 1, 0)
		wantFault(t, err, fault.Expired, "meetup.afgelast", "meetupId")

		over := w.meetup(aanmelden, 2, startsIn(-5*time.Hour))
		_, err = in(w, w.host(), func(ctx context.Context) (*ent.Meetup, error) {
			return w.s.CancelMeetup(ctx, over.ID, over.Version)
		})
		wantFault(t, err, fault.Expired, "meetup.voorbij", "id")
		w.wantWhole()
	})
}
