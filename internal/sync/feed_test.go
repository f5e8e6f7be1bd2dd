package sync_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/term"
)

// onFeed is a village with a meetup, and a phone that has it.
func onFeed(t *testing.T, test func(t *testing.T, db *store.DB, w *world.World, f *sync.Feed)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := world.New(t, db)
		w.Meetup(w.Place(), 24*time.Hour)
		test(t, db, w, &sync.Feed{DB: db})
	})
}

func settled(t *testing.T, d *device) *device {
	t.Helper()
	if err := d.settle(t.Context(), 50); err != nil {
		t.Fatal(err)
	}
	return d
}

// Nothing changed: no row is compared or written, and the checkpoint stays what it was.
func TestFeedRests(t *testing.T) {
	onFeed(t, func(t *testing.T, db *store.DB, w *world.World, f *sync.Feed) {
		d := settled(t, newDevice(f, w.Host, gid.Meetup))
		if len(d.docs) != 1 || d.at.N != 1 {
			t.Fatalf("the first time: %v", d)
		}
		before := db.Client.Replica.Query().OnlyX(storetest.Context())
		for range 3 {
			if b, err := d.pull(t.Context(), d.at, 50); err != nil || len(b.docs) != 0 || b.at != d.at {
				t.Errorf("again: %v, %v", b, err)
			}
		}
		if after := db.Client.Replica.Query().OnlyX(storetest.Context()); !after.UpdatedAt.Equal(before.UpdatedAt) {
			t.Error("the replica was written")
		}
	})
}

// Every commit that changes something of a region raises its counter by one, whichever
// way it is written; what is undone does not, nor what is another region's.
func TestFeedCountsCommits(t *testing.T) {
	onFeed(t, func(t *testing.T, db *store.DB, w *world.World, f *sync.Feed) {
		sys := storetest.Context()
		at := w.Place()
		m := w.Meetup(at, time.Hour)
		family := w.Vraag().Family
		seq := func() int64 {
			n, err := f.Seq(sys, w.Region.ID)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		heard := 0
		db.OnChange(func(region uuid.UUID) {
			if region == w.Region.ID {
				heard++
			}
		})
		tx := func(fn func(ctx context.Context, c *ent.Client) error) error {
			return db.WithTx(sys, func(ctx context.Context, tx *ent.Tx) error { return fn(ctx, tx.Client()) })
		}
		for name, c := range map[string]struct {
			rise int64
			do   func() error
		}{
			"a new row": {1, func() error { w.Signup(m, family, term.SignupAfgemeld); return nil }},
			"a change":  {1, func() error { return db.Client.Meetup.UpdateOne(m).SetTitle("anders").Exec(sys) }},
			"many":      {1, func() error { return db.Client.Meetup.Update().SetTitle("alle").Exec(sys) }},
			"none":      {0, func() error { return db.Client.Meetup.Update().Where(meetup.ID(uuid.Nil)).SetTitle("geen").Exec(sys) }},
			"a removal": {1, func() error { return db.Client.Meetup.DeleteOne(w.Through(sys).Meetup(at, time.Hour)).Exec(sys) }},
			"plumbing":  {0, func() error { return db.Client.Secret.Create().SetName("x").SetValue([]byte{1}).Exec(sys) }},
			"elsewhere": {0, func() error {
				return db.Client.Place.Create().SetRegion(w.Elsewhere).SetName("daar").SetPostcode("1000").SetVillage("daar").SetLat(1).SetLon(1).Exec(sys)
			}},
			"two at once": {1, func() error {
				return tx(func(ctx context.Context, c *ent.Client) error {
					if err := c.Meetup.UpdateOneID(m.ID).SetTitle("een").Exec(ctx); err != nil {
						return err
					}
					return c.Family.UpdateOneID(family.ID).SetName("twee").Exec(ctx)
				})
			}},
			"undone": {0, func() error {
				_ = tx(func(ctx context.Context, c *ent.Client) error {
					_ = c.Meetup.UpdateOneID(m.ID).SetTitle("niet").Exec(ctx)
					return fault.New(fault.State, "")
				})
				return nil
			}},
		} {
			before, told := seq(), heard
			if name == "a removal" {
				before++ // it makes one first
				told++
			}
			if err := c.do(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if rise := seq() - before; rise != c.rise || int64(heard-told) != c.rise {
				t.Errorf("%s: the counter rose by %d, %d were told", name, rise, heard-told)
			}
		}
	})
}

// A checkpoint that we do not know, that is somebody else's, or of a time this database
// has forgotten (it was put back from a backup) sends the device to the beginning.
func TestFeedKnowsItsCheckpoints(t *testing.T) {
	onFeed(t, func(t *testing.T, db *store.DB, w *world.World, f *sync.Feed) {
		d := settled(t, newDevice(f, w.Host, gid.Meetup))
		for name, c := range map[string]struct {
			who  *world.Person
			kind gid.Kind
			at   sync.Checkpoint
		}{
			"unknown":       {w.Host, gid.Meetup, sync.Checkpoint{Replica: gid.New(gid.Replica), N: 1}},
			"somebody else": {w.Matcher, gid.Meetup, d.at},
			"another list":  {w.Host, gid.Signup, d.at},
			"the future":    {w.Host, gid.Meetup, sync.Checkpoint{Replica: d.at.Replica, N: d.at.N + 1}},
			"a third party": {w.ThirdParty(), gid.Meetup, d.at},
			"of elsewhere":  {w.MatcherElsewhere, gid.Meetup, d.at},
		} {
			if _, err := newDevice(f, c.who, c.kind).pull(t.Context(), c.at, 10); !fault.Has(err, fault.SyncResetRequired) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := newDevice(f, world.Anonymous, gid.Meetup).pull(t.Context(), sync.Checkpoint{}, 10); !fault.Has(err, fault.Unauthenticated) {
			t.Errorf("nobody: %v", err)
		}
		for _, limit := range []int{-1, 0, sync.MaxLimit + 1} {
			if _, err := d.pull(t.Context(), d.at, limit); !fault.Has(err, fault.Invalid) {
				t.Errorf("limit %d: %v", limit, err)
			}
		}
	})
}

// Who has nothing and gets nothing leaves nothing behind; many devices of one person push
// the oldest out; and what nobody asked for in 120 days is swept, with its holdings.
func TestFeedForgetsDevices(t *testing.T) {
	onFeed(t, func(t *testing.T, db *store.DB, w *world.World, f *sync.Feed) {
		sys := storetest.Context()
		for range 3 {
			settled(t, newDevice(f, w.Host, gid.Koppeling))
		}
		if n := db.Client.Replica.Query().CountX(sys); n != 0 {
			t.Errorf("%d replicas of nothing", n)
		}
		first := settled(t, newDevice(f, w.Host, gid.Meetup))
		for range 50 {
			settled(t, newDevice(f, w.Host, gid.Meetup))
		}
		if n := db.Client.Replica.Query().CountX(sys); n != 50 {
			t.Errorf("%d replicas of one person", n)
		}
		if _, err := first.pull(t.Context(), first.at, 10); !fault.Has(err, fault.SyncResetRequired) {
			t.Errorf("the oldest: %v", err)
		}
		if _, err := db.Exec(`UPDATE replicas SET updated_at = $1`, time.Now().UTC().AddDate(0, 0, -121)); err != nil {
			t.Fatal(err)
		}
		kept := settled(t, newDevice(f, w.Matcher, gid.Meetup))
		if err := sync.Sweep(t.Context(), db); err != nil {
			t.Fatal(err)
		}
		if r, h := db.Client.Replica.Query().CountX(sys), db.Client.Holding.Query().CountX(sys); r != 1 || h != 1 {
			t.Errorf("%d replicas and %d holdings left", r, h)
		}
		settled(t, kept)
	})
}

// What is on a phone, and what is never: agreements while the two are together, no phone
// number after it was interrupted; a list with a first name and a letter; for a matcher
// no names at all.
func TestFeedKeepsLittle(t *testing.T) {
	onFeed(t, func(t *testing.T, db *store.DB, w *world.World, f *sync.Feed) {
		sys := storetest.Context()
		v, s := w.Vraag(), w.Steun(world.Child(5))
		k := w.Koppeling(v, s, term.KoppelingActief)
		su := w.Signup(w.Meetup(w.Place(), time.Hour), v.Family, term.SignupAangemeld)
		has := func(who *world.Person, kind gid.Kind, id uuid.UUID, words ...string) {
			t.Helper()
			doc := settled(t, newDevice(f, who, kind)).docs[id]
			for _, word := range words {
				if strings.Contains(doc, strings.TrimPrefix(word, "!")) == strings.HasPrefix(word, "!") {
					t.Errorf("%v: %s in %s", who.Viewer.Roles, word, doc)
				}
			}
		}
		secret := []string{"!achternaam", "!straat", "!voorbeeld.example", "!+31", "!notitie", "!toelichting", "!eigen woorden"}
		has(v.Parent, gid.Koppeling, k.ID, append(secret, s.Family.Name, "woensdagmiddag", "0180", "VRAAG")...)
		has(s.Parent, gid.Koppeling, k.ID, append(secret, v.Family.Name, "woensdagmiddag", "STEUN")...)
		has(w.Matcher, gid.Koppeling, k.ID, append(secret, "ACTIEF", "!"+v.Family.Name, "!"+s.Family.Name, "!woensdagmiddag")...)
		has(w.Host, gid.Signup, su.ID, append(secret, "ouder A.", "!"+v.Family.Name)...)
		has(v.Parent, gid.Signup, su.ID, append(secret, "AANGEMELD", "!"+v.Family.Name)...)

		phone := settled(t, newDevice(f, v.Parent, gid.Koppeling))
		db.Client.Koppeling.UpdateOne(k).SetState(term.KoppelingOnderbroken).SetHervatAls(term.KoppelingActief).ExecX(sys)
		if doc := settled(t, phone).docs[k.ID]; strings.Contains(doc, "0180") || strings.Contains(doc, "woensdag") || !strings.Contains(doc, "ONDERBROKEN") {
			t.Errorf("after it was interrupted: %s", doc)
		}
	})
}

// A new version of the afspraken is a proposal until both said yes: the phone keeps what
// holds, as the screen with internet says it (geldigeAfspraken), and hears when that changes.
func TestFeedKeepsWhatHolds(t *testing.T) {
	onFeed(t, func(t *testing.T, db *store.DB, w *world.World, f *sync.Feed) {
		v, s := w.Vraag(), w.Steun(world.Child(5))
		k := w.Koppeling(v, s, term.KoppelingActief)
		phones := []*device{newDevice(f, v.Parent, gid.Koppeling), newDevice(f, s.Parent, gid.Koppeling)}
		keeps := func(nummer string, said ...string) {
			t.Helper()
			for i, d := range phones {
				doc := settled(t, d).docs[k.ID]
				for _, want := range []string{`"Afspraken":` + nummer, `"AfsprakenGezegd":` + said[i]} {
					if !strings.Contains(doc, want) {
						t.Errorf("%s is not in %s", want, doc)
					}
				}
			}
		}
		yes := func(who *world.Person, kant term.Kant, ronde int) {
			t.Helper()
			db.Client.KoppelingAnswer.Create().SetRegionID(k.RegionID).SetKoppelingID(k.ID).SetKant(kant).SetKind(term.AnswerAfspraken).
				SetAntwoord(term.AntwoordJa).SetRonde(ronde).SetUserID(who.User.ID).ExecX(storetest.Context())
		}
		keeps("1", "true", "true")
		w.Afspraken(k, 2)
		keeps("1", "true", "true")
		yes(v.Parent, term.KantVraag, 2)
		keeps("1", "true", "true")
		yes(s.Parent, term.KantSteun, 2)
		keeps("2", "true", "true")
		w.Afspraken(k, 3)
		yes(s.Parent, term.KantSteun, 3)
		keeps("2", "true", "true")
	})
}

// A page of hundreds, and more of them than a statement looks up at once.
func TestFeedInPages(t *testing.T) {
	onFeed(t, func(t *testing.T, db *store.DB, w *world.World, f *sync.Feed) {
		sys := storetest.Context()
		at := w.Place()
		var many []*ent.MeetupCreate
		for range 700 {
			many = append(many, db.Client.Meetup.Create().SetRegion(w.Region).SetPlace(at).SetTitle("veel").SetStartsAt(w.Now.Add(time.Hour)).SetEndsAt(w.Now.Add(2*time.Hour)))
		}
		db.Client.Meetup.CreateBulk(many...).ExecX(sys)
		d := newDevice(f, w.Host, gid.Meetup)
		if err := d.settle(t.Context(), sync.MaxLimit); err != nil || len(d.docs) != 701 || d.at.N != 2 {
			t.Errorf("%v: %d rows in %d pages", err, len(d.docs), d.at.N)
		}
		if err := db.WithTx(sys, func(ctx context.Context, tx *ent.Tx) error {
			return tx.Meetup.Update().SetTitle("anders").Exec(ctx)
		}); err != nil {
			t.Fatal(err)
		}
		if err := d.settle(t.Context(), 100); err != nil || d.at.N != 10 {
			t.Errorf("%v: after a change of all, %d pages", err, d.at.N)
		}
	})
}
