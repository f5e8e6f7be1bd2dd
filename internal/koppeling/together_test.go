package koppeling_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/checkin"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// A child's tap is the matcher's alone: a frown calls her, a smile nobody, and neither
// counts as its parents' word.
func TestAChildsOwnSmiley(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun()
		k := d.Koppeling(v, s, term.KoppelingProefperiode)
		tap := func(who asker, smiley term.Smiley) error {
			_, err := d.by(who, func(ctx context.Context) (*ent.Koppeling, error) {
				return d.room.CheckInKind(ctx, koppeling.Tap{Act: koppeling.Act{ID: k.ID}, Smiley: smiley})
			})
			return err
		}
		refused(t, tap(s.Parent, term.SmileyGoed), "NOT_FOUND stap.niet.voor.jou at id")
		for smiley, want := range map[term.Smiley][]string{term.SmileyGoed: nil, term.SmileyGaatWel: nil, term.SmileyNietGoed: {": frown"}} {
			d.forget()
			if err := tap(v.Parent, smiley); err != nil {
				t.Fatal(err)
			}
			if got := d.heard(); !slices.Equal(got, want) {
				t.Errorf("%s told %q", smiley, got)
			}
		}
		for name, c := range map[string]struct {
			who *world.Person
			n   int
		}{"its parent": {v.Parent, 0}, "the steungezin": {s.Parent, 0}, "the matcher": {d.Matcher, 3}} {
			if n := d.Client.CheckIn.Query().Where(checkin.KoppelingID(k.ID)).CountX(c.who.Context()); n != c.n {
				t.Errorf("%s reads %d", name, n)
			}
		}
		_, err := d.step(d.Matcher, term.StapActivate, k)
		refused(t, err, "GUARD afspraken.steun.ja at id", "GUARD afspraken.vraag.ja at id", "GUARD checkin.steun at id", "GUARD checkin.vraag at id")
	})
}

// A look back is given when its moment is there, once; who wants it otherwise is called.
func TestALookBack(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun()
		k := d.Koppeling(v, s, term.KoppelingActief)
		give := func(who asker, nummer int, verder term.Verder) error {
			_, err := d.by(who, func(ctx context.Context) (*ent.Koppeling, error) {
				return d.room.GiveTerugblik(ctx, koppeling.LookBackOn{Act: koppeling.Act{ID: k.ID}, Nummer: nummer,
					Hoe: term.SmileyGoed, HoeVaak: term.HoeVaakPreciesGoed, Verder: verder})
			})
			return err
		}
		refused(t, give(v.Parent, 2, term.VerderJa), "GUARD terugblik.nog.niet at nummer")
		refused(t, give(v.Parent, 7, term.VerderJa), "GUARD terugblik.nog.niet at nummer")
		d.forget()
		refused(t, give(v.Parent, 1, term.VerderJa))
		if got := d.heard(); got != nil {
			t.Errorf("told %q", got)
		}
		refused(t, give(v.Parent, 1, term.VerderAnders), "EXISTS antwoord.al.gegeven at nummer")
		refused(t, give(s.Parent, 1, term.VerderAnders))
		if got := d.heard(); !slices.Equal(got, []string{": frown"}) {
			t.Errorf("told %q", got)
		}
		for who, n := range map[*world.Person]int{v.Parent: 1, s.Parent: 1, d.Matcher: 2} {
			if got := d.Client.Terugblik.Query().CountX(who.Context()); got != n {
				t.Errorf("%s reads %d, want %d", who.User.FirstName, got, n)
			}
		}
		courses, err := koppeling.Courses(storetest.Context(), d.Client)
		if err != nil {
			t.Fatal(err)
		}
		if why := courses[0].Redenen(time.Now()); !slices.ContainsFunc(why, func(r koppeling.Reden) bool { return r.Soort == term.SignaalVerschil }) {
			t.Errorf("they look back differently, and nobody is told: %v", why)
		}
	})
}

// "Kan een keer niet" tells the other family, once a day, and says no reason.
func TestSkippingAVisit(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun()
		k := d.Koppeling(v, s, term.KoppelingActief)
		skip := func(who asker, dag time.Time) error {
			_, err := d.by(who, func(ctx context.Context) (*ent.Koppeling, error) {
				return d.room.SkipVisit(ctx, koppeling.Act{ID: k.ID}, dag)
			})
			return err
		}
		for _, dag := range []time.Time{d.Now.AddDate(0, 0, -3), d.Now.AddDate(1, 0, 0)} {
			refused(t, skip(v.Parent, dag), "INVALID bezoek.dag at dag")
		}
		d.forget()
		refused(t, skip(v.Parent, d.Now.AddDate(0, 0, 2)))
		refused(t, skip(v.Parent, d.Now.AddDate(0, 0, 2)), "EXISTS bezoek.al.afgezegd at dag")
		if got := d.heard(); !slices.Equal(got, []string{"STEUN: visit skipped"}) {
			t.Errorf("told %q", got)
		}
		if now := d.Refresh(k.ID); now.Version != k.Version {
			t.Error("the koppeling itself changed")
		}
	})
}

// TestNobodyIsAskedTwice: the timer asks each side when its moment is there, and leaves
// in peace who answered, who rests and who is done.
func TestNobodyIsAskedTwice(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		began := func(days int) func(*ent.KoppelingCreate) {
			return func(c *ent.KoppelingCreate) {
				c.SetProefVan(d.Now.AddDate(0, 0, -days)).SetProefTot(d.Now.AddDate(0, 0, 42-days))
			}
		}
		v, s := d.Vraag(), d.Steun()
		due := d.Koppeling(v, s, term.KoppelingProefperiode, began(13))
		d.Koppeling(d.Vraag(), d.Steun(), term.KoppelingProefperiode, began(3))
		d.Koppeling(d.Vraag(), d.Steun(), term.KoppelingOnderbroken, began(13))
		d.CheckIn(due, s.Parent, term.KantSteun, term.SmileyGoed)
		ask := func() {
			err := d.DB.WithTx(context.Background(), func(ctx context.Context, _ *ent.Tx) error {
				_, err := d.room.AskHowItGoes(ctx, uuid.Nil, 50)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		moments := koppeling.Momenten(koppeling.Ritme{Months: 6, Terugblik: 6}, koppeling.Loop{Van: *due.ProefVan}, term.KantVraag, nil, time.Now())
		if !moments[0].Ask(time.Now(), 10) || moments[0].Ask(time.Now(), 3) || moments[1].Ask(time.Now(), 10) {
			t.Errorf("asked at the wrong hour or for the wrong moment: %+v", moments)
		}
		d.forget()
		d.room.Hour = func(time.Time) int { return 10 }
		ask()
		ask()
		if got := d.heard(); !slices.Equal(got, []string{"VRAAG: how is it"}) {
			t.Errorf("told %q", got)
		}
		d.room.Hour = func(time.Time) int { return 3 }
		d.Koppeling(d.Vraag(), d.Steun(), term.KoppelingProefperiode, began(14))
		ask()
		if got := d.heard(); len(got) != 1 {
			t.Errorf("in the night: %q", got)
		}
	})
}
