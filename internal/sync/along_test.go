package sync_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/term"
)

// bag is a matcher with her phone, on which she takes dossiers along.
type bag struct {
	t    *testing.T
	db   *store.DB
	feed *sync.Feed
	who  *world.Person
	docs map[uuid.UUID]string
	at   sync.Checkpoint
}

func newBag(t *testing.T, db *store.DB, who *world.Person) *bag {
	s := db.Client.Session.Create().SetUserID(who.User.ID).SetExpiresAt(clock.Now().Add(time.Hour)).SaveX(storetest.Context())
	v := *who.Viewer
	v.SessionID = s.ID
	return &bag{t, db, &sync.Feed{DB: db, Lease: 24 * time.Hour}, &world.Person{User: who.User, Viewer: &v}, map[uuid.UUID]string{}, sync.Checkpoint{}}
}

// takes puts a dossier on the phone, since a while, and until then.
func (b *bag) takes(f *ent.Family, ago, left time.Duration) *ent.Meegenomen {
	return b.db.Client.Meegenomen.Create().SetRegionID(f.RegionID).SetUserID(b.who.User.ID).SetSessionID(b.who.Viewer.SessionID).SetFamilyID(f.ID).
		SetCreatedAt(clock.Now().Add(-ago)).SetTot(clock.Now().Add(left)).SaveX(storetest.Context())
}

func (b *bag) pulls() *bag {
	b.t.Helper()
	docs, next, err := b.feed.Dossiers(b.who.In(context.Background()), b.at, 50)
	if err != nil {
		b.t.Fatal(err)
	}
	b.at = next
	for _, d := range docs {
		if delete(b.docs, d.ID); !d.Deleted {
			raw, _ := json.Marshal(d)
			b.docs[d.ID] = string(raw)
		}
	}
	return b
}

func (b *bag) has(what string, words ...string) {
	b.t.Helper()
	all := ""
	for _, d := range b.docs {
		all += d
	}
	if len(words) == 0 && all != "" {
		b.t.Errorf("%s: it holds %s", what, all)
	}
	for _, w := range words {
		if !strings.Contains(all, w) {
			b.t.Errorf("%s: no %q in %s", what, w, all)
		}
	}
}

// A dossier goes along with what a matcher needs at the table, on the device where she
// took it, and follows what changes.
func TestDossierAlong(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		sys, w := storetest.Context(), world.New(t, db)
		v, s := w.Vraag(), w.Steun()
		k := w.Koppeling(v, s, term.KoppelingActief)
		w.CheckIn(k, v.Parent, term.KantVraag, term.SmileyGoed)
		other := w.Vraag()
		w.Note(v.Family, "Fiets achterom")
		w.Note(other.Family, "Van een ander gezin")
		b, elsewhere := newBag(t, db, w.Matcher), newBag(t, db, w.Matcher)
		b.pulls().has("nothing was taken")
		b.takes(v.Family, 0, 24*time.Hour)
		b.pulls().has("taken", v.Family.Name, "Fiets achterom", `\"smiley\":\"GOED\"`)
		if raw := b.docs; strings.Contains(strings.Join(values(raw), ""), "Van een ander gezin") || strings.Contains(strings.Join(values(raw), ""), s.Family.Name) {
			t.Error("it holds another family")
		}
		elsewhere.pulls().has("her other device")
		w.Note(v.Family, "De bel doet het niet")
		b.pulls().has("a new note", "De bel doet het niet")
		db.Client.Family.UpdateOneID(v.Family.ID).SetVillage("Elders").ExecX(sys)
		b.pulls().has("it moved", "Elders")
		db.Client.Meegenomen.Delete().ExecX(sys)
		b.pulls().has("put back")
	})
}

// In touch a dossier lasts longer, as long as it may stay; what may not, leaves.
func TestDossierLeavesByItself(t *testing.T) {
	each := func(name string, run func(t *testing.T, db *store.DB, w *world.World, b *bag)) {
		t.Run(name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, db *store.DB) { w := world.New(t, db); run(t, db, w, newBag(t, db, w.Matcher)) })
		})
	}
	each("RenewedWhenTheLeaseIsOver", func(t *testing.T, db *store.DB, w *world.World, b *bag) {
		m := b.takes(w.Vraag().Family, time.Hour, -time.Minute)
		b.pulls().has("renewed", m.ID.String())
		if tot := db.Client.Meegenomen.GetX(storetest.Context(), m.ID).Tot; time.Until(tot) < 23*time.Hour {
			t.Error("until", tot)
		}
	})
	each("NotForEver", func(t *testing.T, _ *store.DB, w *world.World, b *bag) {
		b.takes(w.Vraag().Family, 8*24*time.Hour, time.Hour)
		b.pulls().has("after a week")
	})
	each("HandedOverAndRead", func(t *testing.T, db *store.DB, w *world.World, b *bag) {
		v := w.Vraag()
		b.takes(v.Family, time.Hour, time.Hour)
		b.pulls().has("before", v.Family.Name)
		o := db.Client.Overdracht.Create().SetRegionID(v.Family.RegionID).SetBatchID(gid.New(gid.Overdracht)).SetFamilyID(v.Family.ID).SetDossierID(v.Row.ID).
			SetSoort(term.DossierSoort(term.DossierSoort("").Values()[0])).SetVanID(w.Matcher.User.ID).SetNaarID(w.HeadMatcher.User.ID).SetDoorID(w.Matcher.User.ID).SetUiterlijk(clock.Now()).SaveX(storetest.Context())
		b.pulls().has("not read yet", v.Family.Name)
		db.Client.Overdracht.UpdateOne(o).SetGelezenOp(clock.Now()).ExecX(storetest.Context())
		b.pulls().has("handed over")
	})
	each("Interrupted", func(t *testing.T, db *store.DB, w *world.World, b *bag) {
		v, s := w.Vraag(), w.Steun()
		k := w.Koppeling(v, s, term.KoppelingActief)
		b.takes(v.Family, time.Hour, time.Hour)
		b.takes(s.Family, time.Hour, time.Hour)
		b.pulls().has("before", v.Family.Name, s.Family.Name)
		db.Client.KoppelingStep.Create().SetRegionID(k.RegionID).SetKoppelingID(k.ID).SetStep("onderbreken").SetToState(term.KoppelingOnderbroken).ExecX(storetest.Context())
		b.pulls().has("interrupted")
	})
	each("NoMatcherAnyMore", func(t *testing.T, _ *store.DB, w *world.World, b *bag) {
		b.takes(w.Vraag().Family, time.Hour, time.Hour)
		b.pulls()
		b.who.Viewer.Roles = []term.Role{term.RoleHost}
		b.pulls().has("a host")
	})
	each("Forgotten", func(t *testing.T, db *store.DB, w *world.World, b *bag) {
		v := w.Vraag()
		b.takes(v.Family, time.Hour, time.Hour)
		b.pulls()
		db.Client.Family.UpdateOneID(v.Family.ID).SetAnonymisedAt(clock.Now()).ExecX(storetest.Context())
		b.pulls().has("forgotten")
	})
}

func values(m map[uuid.UUID]string) (out []string) {
	for _, v := range m {
		out = append(out, v)
	}
	return out
}
