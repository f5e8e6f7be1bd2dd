package meetup_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"buurtdorp/ent"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	room "buurtdorp/internal/meetup"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// village is some households and meetups, in the database and in the model. The last
// meetups are a series.
type village struct {
	*world
	r       *rapid.T
	host    context.Context
	homes   []uuid.UUID
	ids     []uuid.UUID // of the meetups, as they come
	halls   map[uuid.UUID]*hall
	series  *ent.Series
	weekly  []uuid.UUID
	members map[int]uuid.UUID // household to its sign-up for the series
}

// TestAnyHistoryWithOffers compares random histories over several meetups with the model:
// sign-ups of households and guests, cancels, offers with their yes, no and silence,
// coming always and not any more, more chairs, and households that are forgotten. For
// thousands: go test ./internal/meetup -run AnyHistoryWithOffers -rapid.checks=5000
func TestAnyHistoryWithOffers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		homes := make([]uuid.UUID, 9)
		for i := range homes {
			homes[i] = w.family()
		}
		host := w.matcher() // a host sees who comes these days; a matcher always
		rapid.Check(t, func(r *rapid.T) {
			v := &village{world: w, r: r, host: host, homes: homes, halls: map[uuid.UUID]*hall{}, members: map[int]uuid.UUID{}}
			v.build()
			steps := []func(){v.signUp, v.signUp, v.signUp, v.guest, v.leave, v.leave, v.yes, v.silence, v.always, v.notAny, v.forget, v.moreChairs}
			for range rapid.IntRange(1, 24).Draw(r, "steps") {
				steps[rapid.IntRange(0, len(steps)-1).Draw(r, "step")]()
			}
			v.compare()
		})
	})
}

func (v *village) build() {
	for range rapid.IntRange(1, 2).Draw(v.r, "meetups") {
		h := &hall{chairs: rapid.IntRange(1, 9).Draw(v.r, "chairs"), vol: rapid.IntRange(0, 5).Draw(v.r, "kind") == 0, begun: rapid.Bool().Draw(v.r, "begun")}
		change := startsIn(72 * time.Hour)
		if h.begun {
			change = func(*ent.MeetupCreate) {}
		}
		v.add(v.world.meetup(kindOf(h), h.chairs, change).ID, h)
	}
	if !rapid.Bool().Draw(v.r, "a series") {
		return
	}
	h := hall{chairs: rapid.IntRange(2, 7).Draw(v.r, "chairs of the series"), vol: rapid.IntRange(0, 5).Draw(v.r, "kind of the series") == 0}
	se, err := v.repeat(v.host, v.world.weekly(func(p *room.SeriesPlan) { p.Count, p.Capacity, p.Kind = 2, h.chairs, kindOf(&h) }))
	if err != nil {
		v.r.Fatal(err)
	}
	v.series = se
	for _, m := range v.of(se) {
		one := h.clone()
		v.add(m.ID, &one)
		v.weekly = append(v.weekly, m.ID)
	}
}

func kindOf(h *hall) term.MeetupKind {
	if h.vol {
		return volIsVol
	}
	return aanmelden
}

func (v *village) add(id uuid.UUID, h *hall) {
	v.ids, v.halls[id] = append(v.ids, id), h
}

func (v *village) who(i int) context.Context { return v.as(v.homes[i], term.RoleParent) }

func (v *village) aMeetup() uuid.UUID {
	return v.ids[rapid.IntRange(0, len(v.ids)-1).Draw(v.r, "meetup")]
}

func (v *village) people() (adults, children int) {
	return rapid.IntRange(0, 3).Draw(v.r, "adults"), rapid.IntRange(0, 3).Draw(v.r, "children")
}

func (v *village) signUp() {
	id, home := v.aMeetup(), rapid.IntRange(0, len(v.homes)-1).Draw(v.r, "household")
	adults, children := v.people()
	in1 := room.SignUp{ID: gid.New(gid.Signup), MeetupID: id, Adults: adults, Children: children}
	want := v.halls[id].come(seated{id: in1.ID, family: home, people: adults + children})
	_, err := in(v.world, v.who(home), func(ctx context.Context) (*ent.Signup, error) { return v.s.SignUp(ctx, in1) })
	expected(v.r, err, want)
}

func (v *village) guest() {
	id := v.aMeetup()
	adults, children := v.people()
	g := room.Guest{ID: gid.New(gid.Signup), MeetupID: id, FirstName: "Roos", Adults: adults, Children: children, Secret: gid.New(gid.Signup).String()}
	want := v.halls[id].come(seated{id: g.ID, family: -1, people: adults + children})
	_, err := in(v.world, anonymous(), func(ctx context.Context) (*ent.Signup, error) { return v.s.SignUpAsGuest(ctx, g) })
	expected(v.r, err, want)
}

// aUnit is anybody who ever signed up.
func (v *village) aUnit() (meetup uuid.UUID, u *seated) {
	meetup = v.aMeetup()
	if h := v.halls[meetup]; len(h.units) > 0 {
		u = &h.units[rapid.IntRange(0, len(h.units)-1).Draw(v.r, "unit")]
	}
	return meetup, u
}

// leave is a cancel: her own, by the host, or by the link in a mail.
func (v *village) leave() {
	meetup, u := v.aUnit()
	if u == nil {
		return
	}
	id, by, who := u.id, rapid.IntRange(0, 2).Draw(v.r, "by whom"), v.host
	if by == 0 && u.family >= 0 {
		who = v.who(u.family)
	}
	_, err := in(v.world, who, func(ctx context.Context) (*ent.Signup, error) {
		if by == 2 {
			return v.s.CancelByLink(ctx, id)
		}
		return v.s.CancelSignup(ctx, id)
	})
	expected(v.r, err, "")
	v.halls[meetup].goes(id, term.SignupAfgemeld)
}

func (v *village) yes() {
	meetup, u := v.aUnit()
	if u == nil || u.family < 0 {
		return
	}
	want := v.halls[meetup].saysYes(u.id)
	_, err := v.accept(v.who(u.family), &ent.Signup{ID: u.id})
	expected(v.r, err, want)
}

// silence lets the time of some offers pass.
func (v *village) silence() {
	var late []freed
	for _, id := range v.ids {
		for _, unit := range v.halls[id].promised() {
			if rapid.Bool().Draw(v.r, "too late") {
				late = append(late, freed{id, unit})
			}
		}
	}
	slices.SortFunc(late, byMeetup)
	for _, l := range late {
		v.db.Client.Signup.UpdateOneID(l.unit).SetOfferedUntil(clock.Now().Add(-time.Minute)).ExecX(storetest.Context())
	}
	if _, err := in(v.world, storetest.Context(), func(ctx context.Context) (int, error) { return v.s.ExpireOffers(ctx, 50) }); err != nil {
		v.r.Fatal(err)
	}
	for _, l := range late {
		v.halls[l.meetup].goes(l.unit, term.SignupVerlopen)
	}
}

func (v *village) always() {
	if v.series == nil {
		return
	}
	home := rapid.IntRange(0, len(v.homes)-1).Draw(v.r, "household")
	adults, children := v.people()
	up := room.SeriesUp{ID: gid.New(gid.SeriesSignup), SeriesID: v.series.ID, Adults: adults, Children: children}
	want := fault.Code("")
	switch _, there := v.members[home]; {
	case adults+children == 0:
		want = fault.Required
	case there:
		want = fault.Exists
	case adults+children > v.series.Capacity:
		want = fault.Invalid
	}
	_, err := in(v.world, v.who(home), func(ctx context.Context) (*ent.SeriesSignup, error) { return v.s.SignUpForSeries(ctx, up) })
	if !expected(v.r, err, want) {
		return
	}
	v.members[home] = up.ID
	for _, id := range v.weekly { // the room made the ids: which they are, it tells
		u := seated{family: home, series: up.ID, people: adults + children}
		row, err := v.db.Client.Signup.Query().Where(signup.MeetupID(id), signup.SeriesSignupID(up.ID)).Only(storetest.Context())
		if err == nil {
			u.id = row.ID
		}
		if code := v.halls[id].come(u); (code == "") != (err == nil) {
			v.r.Fatalf("coming always: the model says %q, the room %v", code, err)
		}
	}
}

func (v *village) notAny() {
	home := rapid.IntRange(0, len(v.homes)-1).Draw(v.r, "household")
	id, there := v.members[home]
	if !there {
		return
	}
	_, err := in(v.world, v.who(home), func(ctx context.Context) (*ent.SeriesSignup, error) { return v.s.LeaveSeries(ctx, id) })
	expected(v.r, err, "")
	delete(v.members, home)
	v.free(func(u seated) bool { return u.series == id })
}

// forget is what happens to seats when a household is erased.
func (v *village) forget() {
	home := rapid.IntRange(0, len(v.homes)-1).Draw(v.r, "household")
	_, err := in(v.world, storetest.Context(), func(ctx context.Context) (bool, error) { return true, v.s.Forget(ctx, v.homes[home]) })
	expected(v.r, err, "")
	delete(v.members, home)
	v.free(func(u seated) bool { return u.family == home })
}

func (v *village) free(which func(seated) bool) {
	var all []freed
	for _, id := range v.ids {
		for _, u := range v.halls[id].units {
			if which(u) && u.stands() {
				all = append(all, freed{id, u.id})
			}
		}
	}
	slices.SortFunc(all, byMeetup)
	for _, f := range all {
		v.halls[f.meetup].goes(f.unit, term.SignupAfgemeld)
	}
}

func (v *village) moreChairs() {
	id := v.aMeetup()
	h, m := v.halls[id], v.db.Client.Meetup.GetX(storetest.Context(), id)
	h.chairs += rapid.IntRange(1, 3).Draw(v.r, "more chairs")
	plan := room.Plan{ID: id, PlaceID: m.PlaceID, Title: m.Title, Thema: m.Thema, StartsAt: m.StartsAt, EndsAt: m.EndsAt, Capacity: h.chairs,
		WithChildren: true, Languages: []string{"nl"}, Doelgroepen: []term.Doelgroep{}}
	_, err := in(v.world, v.host, func(ctx context.Context) (*ent.Meetup, error) { return v.s.ChangeMeetup(ctx, plan, m.Version) })
	expected(v.r, err, "")
	h.letIn()
}

func (v *village) compare() {
	for _, id := range v.ids {
		rows := v.db.Client.Signup.Query().Where(signup.MeetupID(id)).Order(signup.ByQueueNumber(), signup.ByID()).AllX(storetest.Context())
		if err := whole(v.db.Client.Meetup.GetX(storetest.Context(), id), rows); err != nil {
			v.r.Fatal(err)
		}
		slices.SortFunc(rows, func(a, b *ent.Signup) int { return bytes.Compare(a.ID[:], b.ID[:]) })
		got := ""
		for _, su := range rows {
			got += fmt.Sprintf("%s %d %s passed %d\n", su.ID, su.Adults+su.Children, stand(su), su.Passed)
		}
		if want := v.halls[id].String(); got != want {
			v.r.Fatalf("the room has\n%s\nthe model has\n%s", got, want)
		}
	}
}
