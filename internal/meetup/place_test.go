package meetup_test

import (
	"context"
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

func (w *world) addPlace(ctx context.Context, f room.PlaceFacts) (*ent.Place, error) {
	if f.ID == uuid.Nil {
		f.ID = gid.New(gid.Place)
	}
	return in(w, ctx, func(ctx context.Context) (*ent.Place, error) { return w.s.AddPlace(ctx, f) })
}

func (w *world) changePlace(ctx context.Context, c room.PlaceChange) (*ent.Place, error) {
	return in(w, ctx, func(ctx context.Context) (*ent.Place, error) { return w.s.ChangePlace(ctx, c) })
}

func (w *world) closePlace(ctx context.Context, p *ent.Place) (*ent.Place, error) {
	return in(w, ctx, func(ctx context.Context) (*ent.Place, error) { return w.s.ClosePlace(ctx, p.ID, p.Version) })
}

// worker is somebody of the region who signs in.
func (w *world) worker(role term.Role) uuid.UUID {
	ctx := storetest.Context()
	u := w.db.Client.User.Create().SetFirstName("Els").SaveX(ctx)
	w.db.Client.Membership.Create().SetUser(u).SetRegion(w.region).SetRole(role).ExecX(ctx)
	return u.ID
}

func TestAddPlace(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		els := w.worker(term.RoleHost)
		step := true
		p, err := w.addPlace(w.host(), room.PlaceFacts{Name: " Het  Anker ", Postcode: "3261 ab", StepFree: &step, Languages: []string{"nl"}, Hosts: []uuid.UUID{els}})
		if err != nil {
			t.Fatal(err)
		}
		if p.Name != "Het Anker" || p.Postcode != "3261AB" || p.Village != "Oud-Beijerland" || p.Lat < 51 || !*p.StepFree || len(p.HostIds) != 1 || !p.Active {
			t.Errorf("%+v", p)
		}
		_, err = w.addPlace(w.host(), room.PlaceFacts{Name: "Het Anker", Postcode: "3261"})
		wantFault(t, err, fault.Exists, "plek.bestaat", "name")
		_, err = w.addPlace(w.host(), room.PlaceFacts{ID: gid.New(gid.Meetup), Postcode: "32"})
		wantFault(t, err, fault.Invalid, "id.vreemd", "id")
		wantFault(t, err, fault.Required, "plek.naam", "name")
		wantFault(t, err, fault.Invalid, "postcode.vreemd", "postcode")
		far := 48.85
		_, err = w.addPlace(w.host(), room.PlaceFacts{Name: "Ver weg", Postcode: "3261", Lat: &far, Lon: &far})
		wantFault(t, err, fault.Invalid, "plek.kaart", "lat")
		_, err = w.addPlace(w.host(), room.PlaceFacts{Name: "Met wie", Postcode: "3261", Hosts: []uuid.UUID{w.worker(term.RoleParent)}})
		wantFault(t, err, fault.NotFound, "plek.host", "hosts")
		for name, who := range map[string]context.Context{"ouder": w.parent(), "professional": w.as(uuid.Nil, term.RoleProfessional)} {
			_, err = w.addPlace(who, room.PlaceFacts{Name: name, Postcode: "3261"})
			wantFault(t, err, fault.NotFound, "plek.weg")
		}
		_, err = w.addPlace(anonymous(), room.PlaceFacts{Name: "Niemand", Postcode: "3261"})
		wantFault(t, err, fault.Unauthenticated, "")
	})
}

func TestChangePlace(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		lat, lon, code := 51.75, 4.44, "3281 AB"
		change := func(f func(*room.PlaceChange)) (*ent.Place, error) {
			p := w.db.Client.Place.GetX(storetest.Context(), w.place.ID)
			c := room.PlaceChange{PlaceFacts: room.PlaceFacts{ID: p.ID, Street: "Dorpsstraat 2", Languages: []string{"nl", "ar"}}, BaseVersion: p.Version}
			f(&c)
			return w.changePlace(w.host(), c)
		}
		p, err := change(func(*room.PlaceChange) {})
		if err != nil || p.Name != w.place.Name || p.Village != w.place.Village || p.Lat != w.place.Lat || p.Street != "Dorpsstraat 2" {
			t.Fatalf("%+v, %v", p, err)
		}
		p, err = change(func(c *room.PlaceChange) { c.Lat, c.Lon = &lat, &lon })
		if err != nil || p.Lat != lat || p.Lon != lon {
			t.Errorf("%+v, %v", p, err)
		}
		// Another postcode is another village and another place on the map.
		p, err = change(func(c *room.PlaceChange) { c.Postcode = &code })
		if err != nil || p.Postcode != "3281AB" || p.Village != "Numansdorp" || p.Lat == lat {
			t.Errorf("%+v, %v", p, err)
		}
		_, err = change(func(c *room.PlaceChange) { c.BaseVersion-- })
		wantFault(t, err, fault.Conflict, "")
		_, err = w.changePlace(w.elsewhere(), room.PlaceChange{PlaceFacts: room.PlaceFacts{ID: w.place.ID}, BaseVersion: 1})
		wantFault(t, err, fault.NotFound, "plek.weg")
	})
}

func TestClosePlace(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m := w.meetup(aanmelden, 10, startsIn(48*time.Hour))
		_, err := w.closePlace(w.host(), w.place)
		wantFault(t, err, fault.Guard, "plek.gepland")
		m.Update().SetCancelledAt(clock.Now()).ExecX(storetest.Context())
		p, err := w.closePlace(w.host(), w.place)
		if err != nil || p.Active {
			t.Fatalf("%+v, %v", p, err)
		}
		_, err = w.plan(w.host(), nil)
		wantFault(t, err, fault.State, "plek.dicht", "placeId")
		p, err = in(w, w.host(), func(ctx context.Context) (*ent.Place, error) { return w.s.ReopenPlace(ctx, p.ID, p.Version) })
		if err != nil || !p.Active {
			t.Errorf("%+v, %v", p, err)
		}
		_, err = w.closePlace(w.parent(), p)
		wantFault(t, err, fault.NotFound, "plek.weg")
	})
}

func TestChangeMeetup_Kind(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		to := func(m *ent.Meetup, kind term.MeetupKind) error {
			m = w.read(m)
			p := room.Plan{ID: m.ID, PlaceID: m.PlaceID, Title: m.Title, Thema: m.Thema, Kind: kind, StartsAt: m.StartsAt, EndsAt: m.EndsAt, Capacity: m.Capacity, Languages: []string{"nl"}}
			_, err := in(w, w.host(), func(ctx context.Context) (*ent.Meetup, error) { return w.s.ChangeMeetup(ctx, p, m.Version) })
			return err
		}
		m := w.meetup(aanmelden, 2, startsIn(48*time.Hour))
		if err := to(m, term.MeetupKindInloop); err != nil || w.read(m).Kind != term.MeetupKindInloop {
			t.Errorf("nobody stands for it: %v", err)
		}
		if err := to(m, aanmelden); err != nil {
			t.Error(err)
		}
		w.must(m, 2, 0)
		wantFault(t, to(m, term.MeetupKindInloop), fault.State, "meetup.soort", "kind")
		if err := to(m, term.MeetupKindVolIsVol); err != nil {
			t.Errorf("nobody waits: %v", err)
		}
		if err := to(m, aanmelden); err != nil {
			t.Error(err)
		}
		w.must(m, 1, 0) // waits
		wantFault(t, to(m, term.MeetupKindVolIsVol), fault.State, "meetup.soort", "kind")
		if err := to(m, ""); err != nil || w.read(m).Kind != aanmelden {
			t.Errorf("left out: %v", err)
		}
	})
}
