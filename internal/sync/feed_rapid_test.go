package sync_test

import (
	"context"
	"flag"
	"maps"
	"slices"
	gosync "sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"buurtdorp/ent"
	"buurtdorp/ent/koppelingstep"
	"buurtdorp/ent/meegenomen"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/term"
)

// TestFeedBringsWhatIsVisible does whatever can happen to a few devices and to what they
// show, in random order: writes, grants and revocations, pages that are lost, crashes
// between the rows and the checkpoint, phones put back from a copy, two tabs that pull at
// once. Each time a device has pulled until there is no more, it holds exactly what its
// viewer may see now, as it is now.
func TestFeedBringsWhatIsVisible(t *testing.T) {
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue { // each is some 30 steps on a real database
		if err := f.Value.Set("15"); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = f.Value.Set(f.DefValue) }()
	}
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := world.New(t, db)
		rapid.Check(t, func(t *rapid.T) {
			h := newHamlet(t, w, db)
			t.Repeat(map[string]func(*rapid.T){
				"write": h.write, "rights": h.rights, "pull": h.pull, "lost": h.lost, "crash": h.crash,
				"copy": h.copy, "restore": h.restore, "together": h.together, "settle": h.settle,
			})
			h.all(t)
		})
	})
}

// hamlet is a region of its own for one run, with two families that are paired.
type hamlet struct {
	w       *world.World
	db      *store.DB
	feed    *sync.Feed
	region  *ent.Region
	place   *ent.Place
	meetups []*ent.Meetup
	v       *world.Vraag
	s       *world.Steun
	k       uuid.UUID
	nummer  int
	people  []*world.Person
	devices []*device
	copies  []*device
}

func newHamlet(t *rapid.T, w *world.World, db *store.DB) *hamlet {
	sys := storetest.Context()
	h := &hamlet{w: w, db: db, feed: &sync.Feed{DB: db, Lease: 24 * time.Hour}}
	h.region = db.Client.Region.Create().SetKey("gehucht-" + uuid.NewString()).SetName("Gehucht").SaveX(sys)
	h.place = db.Client.Place.Create().SetRegion(h.region).SetName("schuur").SetPostcode("3273").SetVillage("Westmaas").SetLat(51.7).SetLon(4.4).SaveX(sys)
	h.v, h.s = w.Vraag(world.In(h.region)), w.Steun(world.In(h.region), world.Child(5))
	h.k = w.Koppeling(h.v, h.s, term.KoppelingActief).ID
	h.nummer = 1
	matcher, host := w.Person(h.region, "Mia", term.RoleMatcher), w.Person(h.region, "Gon", term.RoleHost)
	db.Client.Koppeling.UpdateOneID(h.k).SetMatcherID(matcher.User.ID).ExecX(sys)
	h.people = []*world.Person{h.v.Parent, h.s.Parent, matcher, host, w.Person(w.Elsewhere, "Mo", term.RoleMatcher)}
	for _, p := range []*world.Person{matcher, host} {
		v := *p.Viewer
		v.SessionID = db.Client.Session.Create().SetUser(p.User).SetExpiresAt(clock.Now().Add(time.Hour)).SaveX(sys).ID
		p.Viewer = &v
	}
	for range 3 {
		h.meetups = append(h.meetups, h.meetup(t))
	}
	for _, p := range h.people {
		for _, kind := range []gid.Kind{gid.Meetup, gid.Signup, gid.Koppeling, gid.Meegenomen} {
			if kind == gid.Meegenomen && p.Viewer.SessionID == uuid.Nil {
				continue
			}
			h.devices = append(h.devices, newDevice(h.feed, p, kind))
		}
	}
	return h
}

func (h *hamlet) meetup(t *rapid.T) *ent.Meetup {
	in := rapid.SampledFrom([]time.Duration{-100 * time.Hour, time.Hour, 5 * time.Hour, 72 * time.Hour}).Draw(t, "begins")
	return h.w.Meetup(h.place, in)
}

// write changes something, in a transaction or without one.
func (h *hamlet) write(t *rapid.T) {
	sys := storetest.Context()
	what := rapid.SampledFrom([]string{"meetup", "title", "place", "signup", "count", "erase", "name", "state", "propose", "afspraken", "guide", "take", "put back", "note", "child", "suspend", "undone"}).Draw(t, "write")
	do := func(ctx context.Context, c *ent.Client) error { return h.change(t, ctx, c, what) }
	var err error
	if what == "undone" || rapid.Bool().Draw(t, "in a transaction") {
		err = h.db.WithTx(sys, func(ctx context.Context, tx *ent.Tx) error { return do(ctx, tx.Client()) })
	} else {
		err = do(sys, h.db.Client)
	}
	if err != nil && !fault.Has(err, fault.State) {
		t.Fatal(err)
	}
}

func (h *hamlet) change(t *rapid.T, ctx context.Context, c *ent.Client, what string) error {
	m := rapid.SampledFrom(h.meetups).Draw(t, "meetup")
	family := rapid.SampledFrom([]*ent.Family{h.v.Family, h.s.Family}).Draw(t, "family")
	switch what {
	case "meetup":
		at := clock.Now().Add(time.Duration(rapid.IntRange(-60, 60).Draw(t, "hours")) * time.Hour)
		m, err := c.Meetup.Create().SetRegionID(h.region.ID).SetPlace(h.place).SetTitle("nieuw").SetStartsAt(at).SetEndsAt(at.Add(time.Hour)).Save(ctx)
		if err == nil {
			h.meetups = append(h.meetups, m)
		}
		return err
	case "title", "undone":
		err := c.Meetup.UpdateOneID(m.ID).SetTitle("titel " + uuid.NewString()).Exec(ctx)
		if what == "undone" && err == nil {
			err = fault.New(fault.State, "") // rolled back
		}
		return err
	case "place":
		return c.Place.UpdateOneID(h.place.ID).SetName("plek " + uuid.NewString()[:8]).Exec(ctx)
	case "signup":
		_, err := c.Signup.Create().SetRegionID(h.region.ID).SetMeetupID(m.ID).SetFamilyID(family.ID).SetState(term.SignupAfgemeld).
			SetAdults(1).SetChildren(1).Save(ctx)
		return err
	case "count": // many at once
		_, err := c.Signup.Update().Where(signup.RegionID(h.region.ID)).SetPresentAdults(rapid.IntRange(0, 5).Draw(t, "adults")).Save(ctx)
		return err
	case "erase":
		ids, err := c.Signup.Query().Where(signup.RegionID(h.region.ID)).IDs(ctx)
		if err == nil && len(ids) > 0 {
			err = c.Signup.DeleteOneID(rapid.SampledFrom(inOrder(ids)).Draw(t, "erased")).Exec(ctx)
		}
		return err
	case "name":
		return c.Family.UpdateOneID(family.ID).SetName("naam " + uuid.NewString()[:8]).Exec(ctx)
	case "state":
		up := c.Koppeling.UpdateOneID(h.k)
		if rapid.Bool().Draw(t, "interrupted") {
			up.SetState(term.KoppelingOnderbroken).SetHervatAls(term.KoppelingActief)
		} else {
			up.SetState(term.KoppelingActief).ClearHervatAls()
		}
		return up.Exec(ctx)
	case "propose": // whose turn it is, and what the phone may have of the other
		first := rapid.Bool().Draw(t, "steun first")
		state := map[bool]term.KoppelingState{true: term.KoppelingVoorgesteldSteun, false: term.KoppelingVoorgesteldVraag}[first]
		return c.Koppeling.UpdateOneID(h.k).SetState(state).ClearHervatAls().SetVraagZiet(!first).SetVerlooptOp(clock.Now().Add(time.Hour)).Exec(ctx)
	case "take": // by whoever is matcher or host now: who may not keep it loses it at the next contact
		p := rapid.SampledFrom(h.people[2:4]).Draw(t, "taker")
		of := meegenomen.And(meegenomen.SessionID(p.Viewer.SessionID), meegenomen.FamilyID(family.ID))
		if _, err := c.Meegenomen.Delete().Where(of).Exec(ctx); err != nil {
			return err
		}
		return c.Meegenomen.Create().SetRegionID(h.region.ID).SetUserID(p.User.ID).SetSessionID(p.Viewer.SessionID).SetFamilyID(family.ID).
			SetTot(clock.Now().Add(24 * time.Hour)).Exec(ctx)
	case "put back":
		_, err := c.Meegenomen.Delete().Where(meegenomen.FamilyID(family.ID)).Exec(ctx)
		return err
	case "note":
		return c.Note.Create().SetRegionID(h.region.ID).SetFamilyID(family.ID).SetAuthorID(h.w.Matcher.User.ID).SetText("notitie " + uuid.NewString()[:8]).Exec(ctx)
	case "child":
		return c.Child.Create().SetRegionID(h.region.ID).SetFamilyID(family.ID).SetFirstName("kind").SetBirthMonth("2020-01").Exec(ctx)
	case "suspend": // what was taken along before this may not stay
		return c.KoppelingStep.Create().SetRegionID(h.region.ID).SetKoppelingID(h.k).SetStep(string(term.StapSuspend)).SetToState(term.KoppelingOnderbroken).Exec(ctx)
	case "afspraken":
		h.nummer++
		return c.Afspraken.Create().SetRegionID(h.region.ID).SetKoppelingID(h.k).SetNummer(h.nummer).SetWanneer("dag " + uuid.NewString()[:8]).Exec(ctx)
	}
	return c.Koppeling.UpdateOneID(h.k).SetMatcherID(rapid.SampledFrom(h.people[2:4]).Draw(t, "guide").User.ID).Exec(ctx)
}

// rights makes somebody another: a role more or less, another region, another household.
// Nothing she may see is touched.
func (h *hamlet) rights(t *rapid.T) {
	p := rapid.SampledFrom(h.people).Draw(t, "person")
	v := *p.Viewer
	v.Roles = rapid.SliceOfNDistinct(rapid.SampledFrom([]term.Role{term.RoleHost, term.RoleMatcher, term.RoleParent}), 0, 2, rapid.ID).Draw(t, "roles")
	v.RegionID = rapid.SampledFrom([]uuid.UUID{h.region.ID, h.region.ID, h.w.Elsewhere.ID}).Draw(t, "region")
	v.FamilyID = rapid.SampledFrom([]uuid.UUID{uuid.Nil, h.v.Family.ID, h.s.Family.ID}).Draw(t, "family")
	p.Viewer = &v
}

func (h *hamlet) one(t *rapid.T) *device { return rapid.SampledFrom(h.devices).Draw(t, "device") }

func limit(t *rapid.T) int { return rapid.IntRange(1, 4).Draw(t, "limit") }

func (h *hamlet) page(t *rapid.T, d *device) bulk {
	b, err := d.pull(context.Background(), d.at, limit(t))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// pull takes one page.
func (h *hamlet) pull(t *rapid.T) {
	d := h.one(t)
	b := h.page(t, d)
	d.write(b)
	d.at = b.at
}

// lost: the page was sent and never came.
func (h *hamlet) lost(t *rapid.T) { h.page(t, h.one(t)) }

// crash: the rows were written, and the phone died before the checkpoint.
func (h *hamlet) crash(t *rapid.T) {
	d := h.one(t)
	d.write(h.page(t, d))
}

func (h *hamlet) copy(t *rapid.T) { h.copies = append(h.copies, h.one(t).copied()) }

// restore puts a phone back as it was once, while what it pulled since then was sent.
func (h *hamlet) restore(t *rapid.T) {
	if len(h.copies) == 0 {
		return
	}
	old := rapid.SampledFrom(h.copies).Draw(t, "copy")
	for i, d := range h.devices {
		if d.who == old.who && d.kind == old.kind {
			h.devices[i] = old.copied()
		}
	}
}

// together: two pulls of one replica at the same time; either may be the one that is kept.
func (h *hamlet) together(t *rapid.T) {
	d, n := h.one(t), limit(t)
	var pages [2]bulk
	var errs [2]error
	var all gosync.WaitGroup
	for i := range pages {
		all.Go(func() { pages[i], errs[i] = d.pull(context.Background(), d.at, n) })
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
	kept := pages[rapid.IntRange(0, 1).Draw(t, "kept")]
	d.write(kept)
	d.at = kept.at
}

func (h *hamlet) settle(t *rapid.T) {
	d := h.one(t)
	if err := d.settle(context.Background(), limit(t)); err != nil {
		t.Fatal(err)
	}
	h.same(t, d)
}

func (h *hamlet) all(t *rapid.T) {
	for _, d := range h.devices {
		if err := d.settle(context.Background(), 3); err != nil {
			t.Fatal(err)
		}
		h.same(t, d)
	}
}

// same holds a device against what its viewer may see, worked out in another way: the
// rows by reading as she does, their fields by a device that is new.
func (h *hamlet) same(t *rapid.T, d *device) {
	want := h.visible(t, d)
	if got := inOrder(slices.Collect(maps.Keys(d.docs))); !slices.Equal(got, want) {
		t.Fatalf("%v %v holds %v, and may see %v", d.who.Viewer.Roles, d.kind, got, want)
	}
	fresh := newDevice(h.feed, d.who, d.kind)
	if err := fresh.settle(context.Background(), 500); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(fresh.docs, d.docs) {
		for id, doc := range fresh.docs {
			if d.docs[id] != doc {
				t.Errorf("%v %v holds\n%v\nand a new device gets\n%v", d.who.Viewer.Roles, d.kind, d.docs[id], doc)
			}
		}
		t.FailNow()
	}
}

func (h *hamlet) visible(t *rapid.T, d *device) []uuid.UUID {
	ctx, v, now := d.who.Context(), d.who.Viewer, clock.Now().UTC().Truncate(time.Hour) // decided by the hour, as phone.go says
	out := []uuid.UUID{}
	switch d.kind {
	case gid.Meetup:
		for _, m := range h.db.Client.Meetup.Query().AllX(ctx) {
			if m.RegionID == v.RegionID && !m.EndsAt.Before(now.Add(-48*time.Hour)) {
				out = append(out, m.ID)
			}
		}
	case gid.Signup:
		staff := v.Has(term.RoleHost, term.RoleMatcher)
		for _, s := range h.db.Client.Signup.Query().WithMeetup().AllX(ctx) {
			off := s.Edges.Meetup.StartsAt.Sub(now).Abs()
			if s.FamilyID != nil && *s.FamilyID == v.FamilyID || staff && s.Edges.Meetup.RegionID == v.RegionID && off <= 18*time.Hour {
				out = append(out, s.ID)
			}
		}
	case gid.Meegenomen:
		for _, m := range h.db.Client.Meegenomen.Query().Where(meegenomen.SessionID(v.SessionID)).AllX(storetest.Context()) {
			if v.Pairs(m.RegionID) && !h.suspendedSince(m) {
				out = append(out, m.ID)
			}
		}
	default:
		for _, k := range h.db.Client.Koppeling.Query().AllX(ctx) {
			guides := k.MatcherID != nil && *k.MatcherID == v.UserID
			own := h.k == k.ID && v.FamilyID != uuid.Nil
			if guides || own {
				out = append(out, k.ID)
			}
		}
	}
	return inOrder(out)
}

// suspendedSince tells whether the koppeling was interrupted after a dossier was taken.
func (h *hamlet) suspendedSince(m *ent.Meegenomen) bool {
	return h.db.Client.KoppelingStep.Query().Where(koppelingstep.KoppelingID(h.k), koppelingstep.ToStateEQ(term.KoppelingOnderbroken),
		koppelingstep.CreatedAtGT(m.CreatedAt)).ExistX(storetest.Context())
}

func inOrder(ids []uuid.UUID) []uuid.UUID {
	slices.SortFunc(ids, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
	return ids
}
