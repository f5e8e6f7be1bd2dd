package koppeling_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/afscheid"
	entkoppeling "buurtdorp/ent/koppeling"
	"buurtdorp/ent/koppelinganswer"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// bothWant lets both families say that they want to go on again.
func (d *desk) bothWant(k *ent.Koppeling) *ent.Koppeling {
	k = d.AskedAgain(k)
	for kant, by := range d.parents(k) {
		d.Answer(k, by, kant, term.AnswerHeropenen, term.AntwoordJa)
	}
	return d.Refresh(k.ID)
}

// parents are somebody of each side, for what is written as the system.
func (d *desk) parents(*ent.Koppeling) map[term.Kant]*world.Person {
	return map[term.Kant]*world.Person{term.KantVraag: d.Matcher, term.KantSteun: d.Matcher}
}

func (d *desk) say(who asker, k *ent.Koppeling, woord string) error {
	_, err := d.by(who, func(ctx context.Context) (*ent.Koppeling, error) {
		return d.room.SayFarewell(ctx, koppeling.Farewell{Act: koppeling.Act{ID: k.ID}, Woord: woord})
	})
	return err
}

func (d *desk) answer(who asker, do func(context.Context, koppeling.Answer) (*ent.Koppeling, error), k *ent.Koppeling, yes bool) error {
	a := koppeling.Answer{Act: koppeling.Act{ID: k.ID}, Antwoord: term.AntwoordJa}
	if !yes {
		a.Antwoord = term.AntwoordNee
	}
	_, err := d.by(who, func(ctx context.Context) (*ent.Koppeling, error) { return do(ctx, a) })
	return err
}

// A word of each side, that both read, until thirty days after it was over.
func TestAWordAtTheFarewell(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun()
		k := d.Koppeling(v, s, term.KoppelingAfronden)
		refused(t, d.say(v.Parent, k, " \n"), "REQUIRED afscheid.leeg at woord")
		refused(t, d.say(v.Parent, k, "bsn 111222333"), "INVALID bsn.niet at woord")
		for _, word := range []string{"Dank jullie wel", "Dank jullie wel voor alles"} {
			if err := d.say(v.Parent, k, word); err != nil {
				t.Fatal(err)
			}
		}
		if err := d.say(s.Parent, k, "Dag lieve Sem"); err != nil {
			t.Fatal(err)
		}
		for _, p := range []*world.Person{v.Parent, s.Parent, d.Matcher} {
			var words []string
			for _, w := range d.Client.Afscheid.Query().Where(afscheid.KoppelingID(k.ID)).AllX(p.Context()) {
				words = append(words, w.Woord)
			}
			if slices.Sort(words); !slices.Equal(words, []string{"Dag lieve Sem", "Dank jullie wel voor alles"}) {
				t.Errorf("reads %q", words)
			}
		}
		for _, h := range d.Client.Koppeling.QuerySteps(k).AllX(storetest.Context()) {
			if h.Step == string(term.StapSayFarewell) && h.Toelichting != "" {
				t.Error("the words stand in the history too")
			}
		}
		for days, want := range map[int][]string{29: nil, 31: {"EXPIRED afscheid.te.laat at id"}} {
			late := d.Koppeling(d.Vraag(), s, term.KoppelingAfgerond, func(c *ent.KoppelingCreate) { c.SetAfgerondOp(d.Now.AddDate(0, 0, -days)) })
			refused(t, d.say(s.Parent, late, "nog een woord"), want...)
		}
	})
}

// The day of the closing talk: given, kept when it is not, planned anew by the matcher.
func TestTheDayOfTheClosingTalk(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun()
		k := d.Koppeling(v, s, term.KoppelingActief)
		start := func(who asker, op *time.Time) error {
			_, err := d.by(who, func(ctx context.Context) (*ent.Koppeling, error) {
				return d.room.StartAfronden(ctx, koppeling.Act{ID: k.ID, BaseVersion: d.Refresh(k.ID).Version}, op)
			})
			return err
		}
		refused(t, start(v.Parent, ptr(d.Now.AddDate(0, 0, -3))), "INVALID datum.eerder at afscheidOp")
		refused(t, start(v.Parent, ptr(d.Now.AddDate(2, 0, 0))), "INVALID datum.ver at afscheidOp")
		refused(t, start(v.Parent, nil))
		refused(t, start(v.Parent, ptr(d.Now)), "STATE at id") // the matcher's, from here on
		refused(t, start(d.Matcher, ptr(d.Now.AddDate(0, 0, 9))))
		refused(t, start(d.Matcher, nil))
		if op := d.Refresh(k.ID).AfscheidOp; op == nil || op.Before(d.Now.AddDate(0, 0, 8)) {
			t.Errorf("planned on %v", op)
		}
	})
}

// Each side answers for itself, may think otherwise, and is not asked twice.
func TestStayingInTouchTakesTwo(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun()
		k := d.Koppeling(v, s, term.KoppelingAfgerond)
		asked := func(kant term.Kant) []term.AnswerKind {
			whole, err := koppeling.Farewells(context.Background(), d.Client, []uuid.UUID{k.ID})
			if err != nil {
				t.Fatal(err)
			}
			return koppeling.Vragen(whole[k.ID], kant, clock.Now())
		}
		touch := func() bool {
			whole, err := koppeling.Farewells(context.Background(), d.Client, []uuid.UUID{k.ID})
			return err == nil && koppeling.InTouch(whole[k.ID])
		}
		if got := asked(term.KantVraag); !slices.Equal(got, []term.AnswerKind{term.AnswerContact}) || touch() {
			t.Errorf("asked %v", got)
		}
		refused(t, d.answer(v.Parent, d.room.AnswerContact, k, true))
		refused(t, d.answer(v.Parent, d.room.AnswerContact, k, true), "EXISTS antwoord.al.gegeven at antwoord")
		if len(asked(term.KantVraag)) != 0 || len(asked(term.KantSteun)) != 1 || touch() {
			t.Error("one yes is not two")
		}
		refused(t, d.answer(s.Parent, d.room.AnswerContact, k, false))
		if touch() {
			t.Error("a no is a no")
		}
		refused(t, d.answer(s.Parent, d.room.AnswerContact, k, true))
		if !touch() {
			t.Error("both said yes")
		}
		refused(t, d.answer(v.Parent, d.room.AnswerContact, k, false))
		if touch() {
			t.Error("who takes it back is out of reach")
		}
	})
}

// Both families answer whether they go on again, each for itself, within some working days.
func TestGoingOnAgainIsAskedOfBoth(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		ask := d.its(d.Matcher, term.StapAskReopen)
		t.Run("NotBeforeBothSaidYes", func(t *testing.T) {
			v, s := d.Vraag(), d.Steun()
			k := d.Koppeling(v, s, term.KoppelingAfgerond)
			refused(t, d.answer(v.Parent, d.room.AnswerReopen, k, true), "EXPIRED heropen.niet.gevraagd at id")
			_, err := d.step(d.Matcher, term.StapReopen, k)
			refused(t, err, "GUARD heropen.vraag.ja at id", "GUARD heropen.steun.ja at id")
			d.forget()
			k = d.steps(k, ask)
			if got := d.heard(); !slices.Equal(got, []string{"STEUN: reopen asked", "VRAAG: reopen asked"}) {
				t.Errorf("told %v", got)
			}
			_, err = d.step(d.Matcher, term.StapAskReopen, k)
			refused(t, err, "EXISTS heropen.al.gevraagd at id")
			refused(t, d.answer(v.Parent, d.room.AnswerReopen, k, true))
			refused(t, d.answer(v.Parent, d.room.AnswerReopen, k, true), "EXISTS antwoord.al.gegeven at antwoord")
			_, err = d.step(d.Matcher, term.StapReopen, d.Refresh(k.ID))
			refused(t, err, "GUARD heropen.steun.ja at id")
			refused(t, d.answer(s.Parent, d.room.AnswerReopen, k, true))
			k = d.steps(d.Refresh(k.ID), d.its(d.Matcher, term.StapReopen))
			if k.State != term.KoppelingActief || k.HeropenGevraagdOp != nil || k.AfgerondOp != nil {
				t.Errorf("%+v", k)
			}
		})
		t.Run("ANoEndsTheQuestion", func(t *testing.T) {
			v, s := d.Vraag(), d.Steun()
			k := d.steps(d.Koppeling(v, s, term.KoppelingAfgerond), ask)
			d.forget()
			refused(t, d.answer(s.Parent, d.room.AnswerReopen, k, false))
			if got := d.heard(); !slices.Equal(got, []string{": said no", "VRAAG: reopen gone"}) {
				t.Errorf("told %v", got)
			}
			refused(t, d.answer(v.Parent, d.room.AnswerReopen, k, false), "EXPIRED heropen.niet.gevraagd at id")
			if d.Refresh(k.ID).HeropenGevraagdOp != nil {
				t.Error("still asked")
			}
			// Asked anew, it is a new question.
			k = d.steps(d.Refresh(k.ID), ask)
			refused(t, d.answer(s.Parent, d.room.AnswerReopen, k, true))
			if n := d.Client.KoppelingAnswer.Query().Where(koppelinganswer.KoppelingID(k.ID), koppelinganswer.KindEQ(term.AnswerHeropenen)).CountX(storetest.Context()); n != 2 {
				t.Errorf("%d answers", n)
			}
		})
		t.Run("ItExpires_AndALateYesIsATask", func(t *testing.T) {
			v := d.Vraag()
			k := d.steps(d.Koppeling(v, d.Steun(), term.KoppelingAfgerond), ask)
			d.Client.Koppeling.UpdateOne(k).SetHeropenGevraagdOp(d.Now.AddDate(0, 0, -30)).ExecX(storetest.Context())
			d.forget()
			k, err := d.step(world.Timer, term.StapExpire, k)
			if err != nil || k.HeropenGevraagdOp != nil || k.State != term.KoppelingAfgerond {
				t.Fatalf("%v %+v", err, k)
			}
			refused(t, d.answer(v.Parent, d.room.AnswerReopen, k, false), "EXPIRED heropen.niet.gevraagd at id")
			refused(t, d.answer(v.Parent, d.room.AnswerReopen, k, true))
			if got := d.heard(); !slices.Equal(got, []string{": expired", ": late yes"}) {
				t.Errorf("told %v", got)
			}
		})
		t.Run("NotWhileSomebodysOwnYesIsMissing", func(t *testing.T) {
			v := d.Vraag()
			k := d.bothWant(d.Koppeling(v, d.Steun(), term.KoppelingAfgerond))
			d.Client.Child.Create().SetRegion(d.Region).SetFamily(v.Family).SetFirstName("kind").SetBirthMonth(clock.Today(d.Now).AddDate(-12, 0, 0).Format("2006-01")).ExecX(storetest.Context())
			_, err := d.step(d.Matcher, term.StapReopen, k)
			refused(t, err, "CONSTRAINT eis.vraag.nog at id")
		})
	})
}

// What a family said and wrote at the end goes when it is forgotten.
func TestAFarewellIsForgotten(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun()
		k := d.Koppeling(v, s, term.KoppelingAfgerond)
		d.Afscheid(k, v.Parent, term.KantVraag)
		d.Afscheid(k, s.Parent, term.KantSteun)
		for _, kind := range []term.AnswerKind{term.AnswerContact, term.AnswerOpnieuw, term.AnswerHeropenen} {
			d.Answer(k, v.Parent, term.KantVraag, kind, term.AntwoordJa)
			d.Answer(k, s.Parent, term.KantSteun, kind, term.AntwoordJa)
		}
		d.AskedAgain(k)
		err := d.DB.WithTx(world.Timer.In(context.Background()), func(ctx context.Context, _ *ent.Tx) error { return d.room.Forget(ctx, v.Family.ID) })
		if err != nil {
			t.Fatal(err)
		}
		sys := storetest.Context()
		words := d.Client.Afscheid.Query().CountX(sys)
		said := d.Client.KoppelingAnswer.Query().Where(koppelinganswer.KoppelingID(k.ID), koppelinganswer.KindIn(term.AnswerContact, term.AnswerOpnieuw, term.AnswerHeropenen)).CountX(sys)
		if words+said > 0 || d.Refresh(k.ID).HeropenGevraagdOp != nil {
			t.Errorf("%d words and %d answers are left", words, said)
		}
		if n := d.Client.Contactgegevens.Query().CountX(s.Parent.Context()); n != 1 {
			t.Errorf("reaches %d families", n)
		}
		if d.Client.Koppeling.Query().Where(entkoppeling.ID(k.ID)).CountX(sys) != 1 {
			t.Error("what is counted is gone")
		}
	})
}
