package app_test

import (
	"bytes"
	"io"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"entgo.io/ent/dialect"

	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/app"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// A family that asked to be forgotten is, when its day has come: not a word of it or
// about it is left in any table, nor in the file; its visits end, its seats go to who
// waits; the other family and the counts stay.
func TestForget(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, sys := world.New(t, db), storetest.Context()
		goes := w.Vraag()
		offer := w.Steun(world.Capaciteit(4))
		offers := w.Client.Steungezin.Create().SetRegionID(goes.Row.RegionID).SetFamilyID(goes.Family.ID).SetAangemeldOp(w.Now).SaveX(sys)
		sc := w.Client.Screening.Create().SetRegionID(goes.Row.RegionID).SetSteungezin(offers).SaveX(sys)
		w.Client.Vog.Create().SetRegionID(goes.Row.RegionID).SetScreening(sc).SetVoornaam("x").SetFunctieaspect("84").SetAfgegevenOp(w.Now).
			SetGezienOp(w.Now).SetGezienDoorID(w.Matcher.User.ID).ExecX(sys)
		w.Client.Referentie.Create().SetRegionID(goes.Row.RegionID).SetScreening(sc).SetRelatie("x").SetPositief(true).
			SetGesprokenOp(w.Now).SetGesprokenDoorID(w.Matcher.User.ID).ExecX(sys)
		before := w.Koppeling(goes, w.Steun(), term.KoppelingAfgerond)
		runs := w.Koppeling(goes, offer, term.KoppelingActief)
		w.Afscheid(before, goes.Parent, term.KantVraag)
		w.Note(goes.Family, "x")
		w.Allergie(goes.Family, term.DierKat)
		w.Blokkade(goes.Family, offer.Family)
		place := w.Place()
		full := w.Meetup(place, 48*time.Hour)
		full.Update().SetCapacity(3).SetTaken(3).SetWaiting(1).ExecX(sys)
		w.Signup(full, goes.Family, term.SignupAangemeld)
		waits := w.Signup(full, offer.Family, term.SignupWachtlijst).Update().SetQueueNumber(1).SaveX(sys)
		leavesBehind(w, goes, before)
		if sang, n := sing(t, db, goes.Family.ID), len(heard(t, db)); n < sang || sang < 60 {
			t.Fatalf("the canary sings in %d columns and is heard in %d", sang, n)
		}
		a, err := app.On(t.Context(), app.Settings{DatabaseURL: db.URL(), PublicURL: "http://127.0.0.1", SMTPTLS: "starttls", AccessTTL: app.DefaultAccessTTL}, db, slog.New(slog.NewTextHandler(io.Discard, nil)))
		if err != nil {
			t.Fatal(err)
		}
		forget := func(at time.Time) {
			w.Client.Family.UpdateOneID(goes.Family.ID).SetWissenOp(at).ExecX(sys)
			if err := a.Forget(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		forget(w.Now.Add(time.Hour)) // not yet
		if len(heard(t, db)) < 30 {
			t.Fatal("forgotten before its day")
		}
		forget(w.Now.Add(-time.Minute))
		if left := heard(t, db); len(left) > 0 {
			t.Errorf("still heard in %v", left)
		}
		if db.Dialect == dialect.SQLite {
			for _, file := range []string{"", "-wal"} {
				raw, err := os.ReadFile(strings.TrimPrefix(db.URL(), "sqlite:") + file)
				if err == nil && bytes.Contains(bytes.ToLower(raw), []byte(strings.ToLower(canary))) {
					t.Errorf("still in the file of the database%s", file)
				}
			}
		}
		f := w.Client.Family.GetX(sys, goes.Family.ID)
		if f.AnonymisedAt == nil || f.WissenOp != nil || f.Name != "Anoniem" || f.Village != goes.Family.Village {
			t.Errorf("what is left to count: %+v", f)
		}
		if x := w.Client.Vraaggezin.Query().Where(vraaggezin.FamilyID(f.ID)).OnlyX(sys); x.State != term.VraagGeanonimiseerd || len(x.Soorten) == 0 {
			t.Errorf("what it asked: %+v", x)
		}
		if is := w.Refresh(runs.ID); is.State != term.KoppelingAfgerond && is.State != term.KoppelingGestopt {
			t.Errorf("visits go on: %s", is.State)
		}
		if is := w.Client.Signup.GetX(sys, waits.ID); is.State != term.SignupAangeboden {
			t.Errorf("who waited is %s", is.State)
		}
		u := w.Client.User.GetX(sys, goes.Parent.User.ID)
		if u.FamilyID != nil || u.DisabledAt == nil || u.FirstName != "" {
			t.Errorf("who signed in: %+v", u)
		}
		other := w.Client.Family.GetX(sys, offer.Family.ID)
		if other.AnonymisedAt != nil || other.QueryContactgegevens().CountX(sys) != 1 || w.Client.User.GetX(sys, offer.Parent.User.ID).FamilyID == nil {
			t.Error("the other family lost something")
		}
		if err := a.Forget(t.Context()); err != nil { // and again changes nothing
			t.Error(err)
		}
	})
}

// Who works here too keeps her work.
func TestForgetAMatchersOwnHousehold(t *testing.T) {
	db := storetest.SQLite(t)
	w, sys := world.New(t, db), storetest.Context()
	home := w.Vraag()
	w.Client.Membership.Create().SetRegionID(home.Row.RegionID).SetUserID(home.Parent.User.ID).SetRole(term.RoleMatcher).ExecX(sys)
	w.Client.Family.UpdateOneID(home.Family.ID).SetWissenOp(w.Now.Add(-time.Minute)).ExecX(sys)
	a, err := app.On(t.Context(), app.Settings{DatabaseURL: db.URL(), PublicURL: "http://127.0.0.1", SMTPTLS: "starttls", AccessTTL: app.DefaultAccessTTL}, db, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Forget(t.Context()); err != nil {
		t.Fatal(err)
	}
	u := w.Client.User.GetX(sys, home.Parent.User.ID)
	if roles := u.QueryMemberships().AllX(sys); u.DisabledAt != nil || u.FamilyID != nil || len(roles) != 1 || roles[0].Role != term.RoleMatcher || u.QueryCredential().CountX(sys) != 1 {
		t.Errorf("a matcher after her household was forgotten: %+v %v", u, roles)
	}
}
