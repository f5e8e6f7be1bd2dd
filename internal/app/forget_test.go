package app_test

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"entgo.io/ent/dialect"
	"github.com/google/uuid"

	entmigrate "buurtdorp/ent/migrate"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/app"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// canary is a word that is nowhere but in what this family wrote, or what was written
// about it.
const canary = "Kanarievogel"

// sing puts the canary in every text that a family leaves behind, or that others write
// about it: SQL, because much of it is never changed otherwise.
func sing(t *testing.T, db *store.DB, family uuid.UUID, koppelingen ...uuid.UUID) {
	t.Helper()
	sys := storetest.Context()
	own := "family_id = $2"
	var of []string
	for _, k := range koppelingen {
		of = append(of, "'"+k.String()+"'")
	}
	pairs := "koppeling_id IN (" + strings.Join(of, ",") + ") AND $2 = $2"
	steun := "screening_id IN (SELECT id FROM screenings WHERE steungezin_id IN (SELECT id FROM steungezinnen WHERE family_id = $2))"
	for _, c := range []struct{ table, columns, where string }{
		{"families", "name zoeknaam", "id = $2"}, {"users", "first_name", own},
		{"children", "first_name", own}, {"contactgegevens", "last_name email phone street house_number", own},
		{"zorg_feiten", "toelichting", own}, {"toestemmingen", "giver", own}, {"notes", "text", own}, {"overdrachten", "toelichting", own}, {"zorgmeldingen", "tekst", own},
		{"blokkades", "toelichting", "vraag_family_id = $2 OR steun_family_id = $2"},
		{"vraaggezinnen", "eigen_woorden volgende_stap", own}, {"steungezinnen", "eigen_woorden volgende_stap", own},
		{"vogs", "voornaam", steun}, {"referenties", "relatie", steun},
		{"afscheidswoorden", "woord", pairs}, {"terugblikken", "toelichting", pairs},
		{"koppeling_steps", "toelichting", pairs}, {"check_ins", "toelichting", pairs},
		{"afspraken", "wanneer halen_brengen eten telefoon allergie noodnummer overig", pairs},
		{"credentials", "email", "user_id IN (SELECT id FROM users WHERE family_id = $2)"},
	} {
		for _, column := range strings.Fields(c.columns) {
			say := canary
			if column == "email" {
				say = strings.ToLower(canary) + "@voorbeeld.example"
			}
			if _, err := db.ExecContext(sys, fmt.Sprintf(`UPDATE "%s" SET "%s" = $1 WHERE %s`, c.table, column, c.where), say, family); err != nil {
				t.Fatalf("%s.%s: %v", c.table, column, err)
			}
		}
	}
}

// heard gives every place in the database where the canary is heard.
func heard(t *testing.T, db *store.DB) (places []string) {
	t.Helper()
	for _, table := range entmigrate.Tables {
		rows, err := db.QueryContext(t.Context(), `SELECT * FROM "`+table.Name+`"`)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			cells, at := make([]any, len(columns)), make([]any, len(columns))
			for i := range cells {
				at[i] = &cells[i]
			}
			if err := rows.Scan(at...); err != nil {
				t.Fatal(err)
			}
			for i, cell := range cells {
				if raw, ok := cell.([]byte); ok {
					cell = string(raw)
				}
				if strings.Contains(strings.ToLower(fmt.Sprint(cell)), strings.ToLower(canary)) {
					places = append(places, table.Name+"."+columns[i])
				}
			}
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		_ = rows.Close()
	}
	return places
}

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
		sing(t, db, goes.Family.ID, before.ID, runs.ID)
		if n := len(heard(t, db)); n < 30 {
			t.Fatalf("the canary sings in %d places only", n)
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
