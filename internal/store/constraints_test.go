package store_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"entgo.io/ent/dialect/entsql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/migrate"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

func seriesOf(w *world) *ent.SeriesCreate {
	return w.c.Series.Create().SetRegion(w.region).SetPlace(w.place).SetTitle("Elke maandag").SetFromDay("2026-01-05").SetAt("09:30").SetMinutes(60).
		SetRule(rhythm.Rule{Unit: term.RitmeWeek, Every: 1, Days: []term.Weekdag{term.WeekdagMa}})
}

func always(w *world, se *ent.Series) *ent.SeriesSignupCreate {
	return w.c.SeriesSignup.Create().SetRegion(w.region).SetSeries(se).SetFamily(w.families[0]).SetAdults(1).SetChildren(0)
}

// refusals: what the database itself says no to, whoever asks and on whatever
// path. A unique index is named with its columns, because SQLite names those.
var refusals = []struct {
	by, columns, name string
	do                func(ctx context.Context, w *world) error
}{
	{"series_end", "", "two ways to end", func(ctx context.Context, w *world) error {
		return seriesOf(w).SetCount(3).SetUntilDay("2026-12-31").Exec(ctx)
	}},
	{"series_signup_people", "", "nobody who always comes", func(ctx context.Context, w *world) error {
		return always(w, seriesOf(w).SaveX(ctx)).SetAdults(0).Exec(ctx)
	}},
	{"series_signup_once", "series_signups.series_id, series_signups.family_id", "always, twice", func(ctx context.Context, w *world) error {
		se := seriesOf(w).SaveX(ctx)
		return all(ctx, always(w, se), always(w, se))
	}},
	{"signup_whose", "", "a guest without a key", func(ctx context.Context, w *world) error {
		return w.c.Signup.Create().SetRegion(w.region).SetMeetup(w.meetup).SetState(term.SignupAangemeld).SetAdults(1).SetChildren(0).SetGuestName("Roos").Exec(ctx)
	}},
	{"signup_whose", "", "a family that is a guest as well", func(ctx context.Context, w *world) error {
		return w.signup(w.families[0], term.SignupAangemeld).SetGuestName("Roos").Exec(ctx)
	}},
	{"inzage_list_once", "inzagen.family_id, inzagen.user_id, inzagen.dag, inzagen.wat", "a list of today, twice", func(ctx context.Context, w *world) error {
		one := func() *ent.InzageCreate {
			return w.c.Inzage.Create().SetRegion(w.region).SetFamilyID(w.families[0].ID).SetUserID(w.families[0].ID).SetSoort(term.InzageLijst).SetWat("VRAAG").SetDag("2026-01-05")
		}
		return all(ctx, one(), one())
	}},
	{"walk_in_people", "", "nobody walks in", func(ctx context.Context, w *world) error {
		return w.c.WalkIn.Create().SetRegion(w.region).SetMeetup(w.meetup).SetAdults(0).Exec(ctx)
	}},
	{"koppeling_plek_once", "koppelingen.steungezin_id, koppelingen.plek", "two koppelingen on one plek", func(ctx context.Context, w *world) error {
		return all(ctx, w.koppeling(0, 0, term.KoppelingKennismaking), w.koppeling(1, 0, term.KoppelingActief).SetActiefSinds(w.now))
	}},
	{"koppeling_plek_once", "koppelingen.steungezin_id, koppelingen.plek", "a koppeling that moves to a held plek", func(ctx context.Context, w *world) error {
		k := w.koppeling(1, 0, term.KoppelingKennismaking).SetPlek(2).SaveX(ctx)
		return all(ctx, w.koppeling(0, 0, term.KoppelingAfronden), w.c.Koppeling.UpdateOne(k).SetPlek(1))
	}},
	{"koppeling_one_proposal_per_steungezin", "koppelingen.steungezin_id", "a second proposal to one steungezin", func(ctx context.Context, w *world) error {
		return all(ctx, w.voorstel(0, 0), w.voorstel(1, 0).SetPlek(2))
	}},
	{"koppeling_one_course_per_vraaggezin", "koppelingen.vraaggezin_id", "a second course for one vraaggezin", func(ctx context.Context, w *world) error {
		return all(ctx, w.koppeling(0, 0, term.KoppelingKennismaking), w.voorstel(0, 1))
	}},
	{"koppeling_pair_once", "koppelingen.vraaggezin_id, koppelingen.steungezin_id", "the same pair twice", func(ctx context.Context, w *world) error {
		return all(ctx, w.koppeling(0, 0, term.KoppelingActief).SetActiefSinds(w.now), w.koppeling(0, 0, term.KoppelingVerkend))
	}},
	{"koppeling_voorstel", "", "a proposal that never expires", func(ctx context.Context, w *world) error {
		return w.koppeling(0, 0, term.KoppelingVoorgesteldVraag).Exec(ctx)
	}},
	{"koppeling_proef", "", "a trial without an end", func(ctx context.Context, w *world) error {
		return w.koppeling(0, 0, term.KoppelingProefperiode).SetProefVan(w.now).Exec(ctx)
	}},
	{"koppeling_actief", "", "active since nobody knows when", func(ctx context.Context, w *world) error {
		return w.koppeling(0, 0, term.KoppelingActief).Exec(ctx)
	}},
	{"koppeling_hervat", "", "a pause that does not know where to go back to", func(ctx context.Context, w *world) error {
		return w.koppeling(0, 0, term.KoppelingGepauzeerd).Exec(ctx)
	}},
	{"koppeling_hervat", "", "a way back without a pause", func(ctx context.Context, w *world) error {
		return w.koppeling(0, 0, term.KoppelingKennismaking).SetHervatAls(term.KoppelingActief).Exec(ctx)
	}},
	{"koppeling_plek", "", "a plek before the first", func(ctx context.Context, w *world) error {
		return raw(ctx, w.koppeling(0, 0, term.KoppelingKennismaking), "UPDATE koppelingen SET plek = 0")
	}},
	{"koppeling_answer_once", "koppeling_answers.koppeling_id, koppeling_answers.kant, koppeling_answers.kind, koppeling_answers.ronde", "one side answers twice", func(ctx context.Context, w *world) error {
		k := w.voorstel(0, 0).SaveX(ctx)
		return all(ctx, w.answer(k, term.KantSteun), w.answer(k, term.KantSteun).SetAntwoord(term.AntwoordNee))
	}},
	{"vraaggezin_one_active", "vraaggezinnen.family_id", "a family that asks twice", func(ctx context.Context, w *world) error {
		return w.vraaggezin(w.families[0]).SetState(term.VraagIntake).Exec(ctx)
	}},
	{"vraaggezin_wachtend", "", "waiting after one talk", func(ctx context.Context, w *world) error {
		return w.c.Vraaggezin.UpdateOneID(w.vragen[0]).SetState(term.VraagWachtend).SetWachtendSinds(w.now).SetGesprekken(1).Exec(ctx)
	}},
	{"vraaggezin_wachtend", "", "waiting since nobody knows when", func(ctx context.Context, w *world) error {
		return w.c.Vraaggezin.UpdateOneID(w.vragen[0]).SetState(term.VraagWachtend).SetGesprekken(2).Exec(ctx)
	}},
	{"steungezin_one_active", "steungezinnen.family_id", "a family that offers twice", func(ctx context.Context, w *world) error {
		return w.steungezin(w.families[3]).Exec(ctx)
	}},
	{"steungezin_beschikbaar", "", "available since nobody knows when", func(ctx context.Context, w *world) error {
		return w.c.Steungezin.UpdateOneID(w.steunend[0]).SetState(term.SteunBeschikbaar).Exec(ctx)
	}},
	{"steungezin_leeftijd", "", "ages the wrong way round", func(ctx context.Context, w *world) error {
		return w.c.Steungezin.UpdateOneID(w.steunend[0]).SetLeeftijdVan(9).SetLeeftijdTot(8).Exec(ctx)
	}},
	{"meetup_not_overbooked", "", "more people than places", func(ctx context.Context, w *world) error {
		return w.c.Meetup.UpdateOne(w.meetup).AddTaken(2).Exec(ctx)
	}},
	{"meetup_not_overbooked", "", "fewer places than people", func(ctx context.Context, w *world) error {
		return w.c.Meetup.UpdateOne(w.meetup).SetCapacity(8).Exec(ctx)
	}},
	{"meetup_not_overbooked", "", "fewer than nobody", func(ctx context.Context, w *world) error {
		return w.c.Meetup.UpdateOne(w.meetup).AddTaken(-10).Exec(ctx)
	}},
	{"meetup_ends", "", "a meetup that ends before it begins", func(ctx context.Context, w *world) error {
		return w.newMeetup().SetEndsAt(w.now.Add(-time.Hour)).Exec(ctx)
	}},
	{"signup_once", "signups.meetup_id, signups.family_id", "a household twice at one meetup", func(ctx context.Context, w *world) error {
		return all(ctx, w.signup(w.families[0], term.SignupAangemeld), w.signup(w.families[0], term.SignupWachtlijst))
	}},
	{"signup_people", "", "a household of nobody", func(ctx context.Context, w *world) error {
		return w.signup(w.families[0], term.SignupAangemeld).SetAdults(0).SetChildren(0).Exec(ctx)
	}},
	{"blokkade_once", "blokkades.vraag_family_id, blokkades.steun_family_id", "two families kept apart twice", func(ctx context.Context, w *world) error {
		b := func() *ent.BlokkadeCreate {
			return w.c.Blokkade.Create().SetRegion(w.region).SetVraagFamily(w.families[0]).SetSteunFamily(w.families[3])
		}
		return all(ctx, b(), b())
	}},
	{"children_birth_month", "", "a month of birth in words", func(ctx context.Context, w *world) error {
		return w.c.Child.Create().SetRegion(w.region).SetFamily(w.families[0]).SetBirthMonth("mei '19").Exec(ctx)
	}},
	{"contact_email_lower", "", "contactgegevens in capitals", func(ctx context.Context, w *world) error {
		return w.c.Contactgegevens.Create().SetRegion(w.region).SetFamily(w.families[0]).SetEmail("Anna@voorbeeld.example").Exec(ctx)
	}},
	{"credentials_email_lower", "", "a sign-in address in capitals", func(ctx context.Context, w *world) error {
		return w.c.Credential.Create().SetUser(w.user).SetEmail("anna@Voorbeeld.example").Exec(ctx)
	}},
	{"overdracht_one_open", "overdrachten.dossier_id", "one dossier to two colleagues", func(ctx context.Context, w *world) error {
		return all(ctx, w.overdracht(w.colleague), w.overdracht(w.colleague))
	}},
	{"overdracht_ander", "", "handed over to herself", func(ctx context.Context, w *world) error {
		return w.overdracht(w.user).Exec(ctx)
	}},
	{"overdracht_einde", "", "read and taken back", func(ctx context.Context, w *world) error {
		return w.overdracht(w.colleague).SetGelezenOp(w.now).SetIngetrokkenOp(w.now).Exec(ctx)
	}},
	{"afwezigheid_ander", "", "away, and there for herself", func(ctx context.Context, w *world) error {
		return w.afwezigheid(w.user).Exec(ctx)
	}},
	{"afwezigheid_dagen", "", "back before she left", func(ctx context.Context, w *world) error {
		return w.afwezigheid(w.colleague).SetTot(w.now.AddDate(0, 0, -1)).Exec(ctx)
	}},
	{"weging_som", "", "weights of 99 together", func(ctx context.Context, w *world) error {
		return w.weging(2).SetReis(99).Exec(ctx)
	}},
	{"weging_banden", "", "good enough before it is good", func(ctx context.Context, w *world) error {
		return w.weging(2).SetGoedVanaf(40).Exec(ctx)
	}},
	{"weging_nummers", "", "a standard of one's own", func(ctx context.Context, w *world) error {
		// ent knows it too; the database has to, for whoever comes another way.
		return raw(ctx, w.weging(2), "UPDATE wegingen SET nummer = 1")
	}},
	{"zorgmelding_closed_once", "zorgmelding_stappen.zorgmelding_id", "a worry closed twice", func(ctx context.Context, w *world) error {
		z := w.c.Zorgmelding.Create().SetRegion(w.region).SetFamily(w.families[0]).SetAuthorID(w.user.ID).SetTekst("ik maak me zorgen").SaveX(ctx)
		closed := func() *ent.ZorgmeldingStapCreate {
			return w.c.ZorgmeldingStap.Create().SetRegion(w.region).SetZorgmelding(z).SetActor(w.user).SetStap(term.ZorgStapGesloten)
		}
		return all(ctx, closed(), closed())
	}},
	{"signin_code_tries", "", "a sixth try", func(ctx context.Context, w *world) error {
		return w.c.SigninCode.Create().SetEmailHash([]byte{1}).SetCodeHash([]byte{2}).SetExpiresAt(w.now).SetTries(6).Exec(ctx)
	}},
}

// allowed: what the same constraints let through. A net that refuses everything
// is no net.
var allowed = map[string]func(ctx context.Context, w *world) error{
	"two koppelingen on two plekken": func(ctx context.Context, w *world) error {
		return all(ctx, w.koppeling(0, 0, term.KoppelingKennismaking), w.koppeling(1, 0, term.KoppelingKennismaking).SetPlek(2))
	},
	"a proposal after one that expired": func(ctx context.Context, w *world) error {
		return all(ctx, w.koppeling(0, 0, term.KoppelingVerlopen), w.voorstel(0, 0))
	},
	"explored with many": func(ctx context.Context, w *world) error {
		return all(ctx, w.koppeling(0, 0, term.KoppelingVerkend), w.koppeling(0, 1, term.KoppelingVerkend), w.koppeling(1, 0, term.KoppelingVerkend))
	},
	"a pause with a way back": func(ctx context.Context, w *world) error {
		return w.koppeling(0, 0, term.KoppelingGepauzeerd).SetHervatAls(term.KoppelingActief).Exec(ctx)
	},
	"both sides answer": func(ctx context.Context, w *world) error {
		k := w.voorstel(0, 0).SaveX(ctx)
		return all(ctx, w.answer(k, term.KantSteun), w.answer(k, term.KantVraag), w.answer(k, term.KantVraag).SetRonde(2))
	},
	"asking again later": func(ctx context.Context, w *world) error {
		return all(ctx, w.c.Vraaggezin.UpdateOneID(w.vragen[0]).SetState(term.VraagAfgerond), w.vraaggezin(w.families[0]))
	},
	"waiting after two talks": func(ctx context.Context, w *world) error {
		return w.c.Vraaggezin.UpdateOneID(w.vragen[0]).SetState(term.VraagWachtend).SetWachtendSinds(w.now).SetGesprekken(2).Exec(ctx)
	},
	"the last place": func(ctx context.Context, w *world) error {
		return w.c.Meetup.UpdateOne(w.meetup).AddTaken(1).Exec(ctx)
	},
	"no limit": func(ctx context.Context, w *world) error { return w.newMeetup().SetTaken(400).Exec(ctx) },
	"signing up again after cancelling": func(ctx context.Context, w *world) error {
		return all(ctx, w.signup(w.families[0], term.SignupAfgemeld), w.signup(w.families[0], term.SignupAangemeld))
	},
	"to the next colleague, once it was read": func(ctx context.Context, w *world) error {
		return all(ctx, w.overdracht(w.colleague).SetGelezenOp(w.now), w.overdracht(w.colleague))
	},
	"away for a day": func(ctx context.Context, w *world) error { return w.afwezigheid(w.colleague).Exec(ctx) },
	"weights of 100": func(ctx context.Context, w *world) error { return w.weging(2).Exec(ctx) },
	"an address in small letters": func(ctx context.Context, w *world) error {
		return w.c.Credential.Create().SetUser(w.user).SetEmail("anna@voorbeeld.example").Exec(ctx)
	},
}

var errNotRefused = errors.New("not refused")

func TestTheDatabaseRefuses(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for _, c := range refusals {
			t.Run(c.name, func(t *testing.T) {
				err := db.WithTx(storetest.Context(), func(ctx context.Context, tx *ent.Tx) error {
					if err := c.do(ctx, w.in(tx)); err != nil {
						return err
					}
					return errNotRefused // and undone
				})
				refusedBy(t, db, err, c.by, c.columns)
			})
		}
		for name, do := range allowed {
			t.Run(name, func(t *testing.T) {
				err := db.WithTx(storetest.Context(), func(ctx context.Context, tx *ent.Tx) error {
					if err := do(ctx, w.in(tx)); err != nil {
						return err
					}
					return errNotRefused
				})
				if !errors.Is(err, errNotRefused) {
					t.Error(err)
				}
			})
		}
	})
}

var wordList = regexp.MustCompile(`^(\w+) IN \('`)

// Every closed list of words is closed in the database too.
func TestTheDatabaseKnowsItsWords(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		for round := 1; round <= 4; round++ {
			if err := fill(db, round); err != nil {
				t.Fatal(err)
			}
		}
		for _, table := range migrate.Tables {
			for name, check := range checks(table.Annotation) {
				if column := wordList.FindStringSubmatch(check); column != nil {
					refusedBy(t, db, wordRefused(t, db, table.Name, column[1], name), name, "")
				}
			}
		}
	})
}

// wordRefused is how a word of nobody's is refused, by the CHECK of that name when it is
// of any row: of some rows another CHECK refuses it first.
func wordRefused(t *testing.T, db *store.DB, table, column, name string) (last error) {
	t.Helper()
	rows, err := db.Query(fmt.Sprintf(`SELECT id FROM "%s"`, table))
	if err != nil {
		t.Fatal(err)
	}
	var ids []uuid.UUID
	for rows.Next() {
		var id uuid.UUID
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		if _, last = db.Exec(fmt.Sprintf(`UPDATE "%s" SET "%s" = 'TOVERWOORD' WHERE id = $1`, table, column), id); last == nil || strings.Contains(last.Error(), name) {
			return last
		}
	}
	return last
}

// A new CHECK or partial index needs a case above: this is where it is missed.
func TestEveryConstraintHasACase(t *testing.T) {
	has := map[string]bool{}
	for _, c := range refusals {
		has[c.by] = true
	}
	for _, table := range migrate.Tables {
		for name, check := range checks(table.Annotation) {
			if !has[name] && !wordList.MatchString(check) {
				t.Errorf("no case in constraints_test.go shows that CHECK %s (%s) holds", name, check)
			}
		}
		for _, index := range table.Indexes {
			if index.Unique && index.Annotation != nil && index.Annotation.Where != "" && !has[index.Name] {
				t.Errorf("no case in constraints_test.go shows that index %s holds", index.Name)
			}
		}
	}
}

func checks(a *entsql.Annotation) map[string]string {
	if a == nil {
		return nil
	}
	return a.Checks
}

// refusedBy wants exactly this constraint, so that a case cannot pass by accident.
func refusedBy(t *testing.T, db *store.DB, err error, name, columns string) {
	t.Helper()
	want := fmt.Sprintf("constraint %q", name)
	switch {
	case db.IsPostgres():
	case columns != "":
		want = "UNIQUE constraint failed: " + columns + " ("
	default:
		want = "CHECK constraint failed: " + name
	}
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("want a refusal by %s, got: %v", name, err)
	}
}

// raw makes a row and then goes past ent.
func raw(ctx context.Context, row interface{ Exec(context.Context) error }, statement string) error {
	if err := row.Exec(ctx); err != nil {
		return err
	}
	_, err := ent.TxFromContext(ctx).ExecContext(ctx, statement)
	return err
}
