package koppeling_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// An interruption goes back to where it began, from wherever that was, and leaves
// nothing of itself behind.
func TestSuspendAndLift(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		for from, back := range map[term.KoppelingState]term.KoppelingState{
			term.KoppelingKennismaking: term.KoppelingKennismaking, term.KoppelingProefperiode: term.KoppelingProefperiode,
			term.KoppelingActief: term.KoppelingActief, term.KoppelingAfronden: term.KoppelingAfronden,
			term.KoppelingGepauzeerd: term.KoppelingActief, // a pause is over when it is interrupted
		} {
			k := d.Koppeling(d.Vraag(), d.Steun(), from)
			k = d.steps(k, d.its(d.Matcher, term.StapSuspend))
			if k.State != term.KoppelingOnderbroken || k.HervatAls == nil || *k.HervatAls != back || k.PauzeTot != nil {
				t.Errorf("from %s: %+v", from, k)
			}
			_, err := d.step(d.Matcher, term.StapLift, k)
			refused(t, err, "NOT_FOUND stap.niet.voor.jou at id")
			k = d.steps(k, d.its(d.HeadMatcher, term.StapLift))
			if k.State != back || k.HervatAls != nil || k.PauzeTot != nil {
				t.Errorf("back to %s: %+v", from, k)
			}
		}
	})
}

func TestPauseAndResume(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun()
		k := d.Koppeling(v, s, term.KoppelingActief)
		for _, until := range []time.Time{d.Now.Add(-time.Hour), d.Now.AddDate(-1, 0, 0)} {
			_, err := d.by(v.Parent, func(ctx context.Context) (*ent.Koppeling, error) {
				return d.room.Pause(ctx, koppeling.Act{ID: k.ID, BaseVersion: k.Version}, until)
			})
			refused(t, err, "INVALID datum.eerder at until")
		}
		for _, who := range []asker{d.Matcher, v.Parent, s.Parent, world.Timer} {
			k = d.steps(k, d.its(s.Parent, term.StapPause))
			if k.State != term.KoppelingGepauzeerd || k.PauzeTot == nil || d.holds(s) != 1 {
				t.Errorf("%+v", k)
			}
			k = d.steps(k, d.its(who, term.StapResume))
			if k.State != term.KoppelingActief || k.PauzeTot != nil || k.HervatAls != nil {
				t.Errorf("%+v", k)
			}
		}
		k = d.steps(k, d.its(v.Parent, term.StapPause), d.its(v.Parent, term.StapStartAfronden))
		if k.State != term.KoppelingAfronden || k.PauzeTot != nil || k.HervatAls != nil {
			t.Errorf("from a pause to its end: %+v", k)
		}
	})
}

// Every end frees the plek in the same step, and who has to know is told.
func TestEnds(t *testing.T) {
	both := []string{"STEUN: stopped", "VRAAG: stopped"}
	each(t, func(t *testing.T, d *desk) {
		for _, c := range []struct {
			from term.KoppelingState
			stap term.KoppelingStap
			to   term.KoppelingState
			told []string
		}{
			{term.KoppelingVerkend, term.StapWithdrawProposal, term.KoppelingNietDoorgegaan, nil},
			{term.KoppelingVoorgesteldSteun, term.StapWithdrawProposal, term.KoppelingNietDoorgegaan, []string{"STEUN: proposal gone"}},
			{term.KoppelingVoorgesteldVraag, term.StapWithdrawProposal, term.KoppelingNietDoorgegaan, []string{"STEUN: proposal gone", "VRAAG: proposal gone"}},
			{term.KoppelingKennismaking, term.StapStop, term.KoppelingNietDoorgegaan, append([]string{": said no"}, both...)},
			{term.KoppelingProefperiode, term.StapStop, term.KoppelingGestopt, append([]string{": said no"}, both...)},
			{term.KoppelingAfronden, term.StapClose, term.KoppelingAfgerond, []string{"STEUN: closed", "VRAAG: closed"}},
			{term.KoppelingOnderbroken, term.StapClose, term.KoppelingGestopt, both},
		} {
			s := d.Steun()
			k := d.Koppeling(d.Vraag(), s, c.from)
			d.forget()
			k = d.steps(k, d.its(d.HeadMatcher, c.stap))
			if k.State != c.to || k.AfgerondOp == nil || k.VerlooptOp != nil || k.HervatAls != nil || d.holds(s) != 0 {
				t.Errorf("%s from %s: %+v", c.stap, c.from, k)
			}
			if got := d.heard(); !slices.Equal(got, c.told) {
				t.Errorf("%s from %s: told %q, want %q", c.stap, c.from, got, c.told)
			}
			d.propose(d.Vraag(), s)
		}
	})
}

// A no after the first meeting: the other side hears that it stops, the matcher who
// said so, and nobody why.
func TestANoAfterTheFirstMeeting(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun()
		k := d.Koppeling(v, s, term.KoppelingKennismaking)
		k = d.steps(k, d.its(s.Parent, term.StapAnswerKennismaking)) // a yes
		d.forget()
		k, err := d.by(v.Parent, func(ctx context.Context) (*ent.Koppeling, error) {
			return d.room.AnswerKennismaking(ctx, koppeling.Answer{Antwoord: term.AntwoordNee,
				Act: koppeling.Act{ID: k.ID, BaseVersion: k.Version, Reden: ptr(term.RedenGeenKlik), Toelichting: "het voelde niet goed"}})
		})
		if err != nil || k.State != term.KoppelingNietDoorgegaan || d.holds(s) != 0 {
			t.Fatalf("%v, %+v", err, k)
		}
		if got := d.heard(); !slices.Equal(got, []string{": said no", "STEUN: stopped"}) {
			t.Errorf("told %q", got)
		}
		d.propose(v, d.Steun())
		d.propose(d.Vraag(), s)
	})
}

func TestReopen(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		sys := storetest.Context()
		reopen := func(k *ent.Koppeling) (*ent.Koppeling, error) {
			return d.step(d.Matcher, term.StapReopen, d.bothWant(k))
		}

		t.Run("GoesOn", func(t *testing.T) {
			s := d.Steun(world.Capaciteit(2))
			d.Koppeling(d.Vraag(), s, term.KoppelingActief)
			k := d.Koppeling(d.Vraag(), s, term.KoppelingAfgerond)
			k = d.steps(k, reopen)
			if k.State != term.KoppelingActief || k.Plek != 2 || k.AfgerondOp != nil || k.ActiefSinds == nil {
				t.Errorf("%+v", k)
			}
		})
		t.Run("NotWithoutAPlek", func(t *testing.T) {
			s := d.Steun()
			k := d.Koppeling(d.Vraag(), s, term.KoppelingAfgerond)
			d.Koppeling(d.Vraag(), s, term.KoppelingVoorgesteldSteun)
			_, err := reopen(k)
			refused(t, err, full)
		})
		t.Run("NotAfterHalfAYear", func(t *testing.T) {
			for days, want := range map[int][]string{182: nil, 184: {"EXPIRED heropen.te.laat at id"}} {
				k := d.Koppeling(d.Vraag(), d.Steun(), term.KoppelingAfgerond, func(c *ent.KoppelingCreate) { c.SetAfgerondOp(d.Now.AddDate(0, 0, -days)) })
				_, err := reopen(k)
				refused(t, err, want...)
			}
		})
		t.Run("NotWhenTheyHaveANewOne", func(t *testing.T) {
			v, s := d.Vraag(), d.Steun(world.Capaciteit(2))
			k := d.Koppeling(v, s, term.KoppelingAfgerond)
			d.Koppeling(v, s, term.KoppelingVerkend)
			_, err := reopen(k)
			refused(t, err, "EXISTS koppeling.bestaat at id")
		})
		t.Run("NotOverWhatNobodyMaySetAside", func(t *testing.T) {
			v, s := d.Vraag(), d.Steun()
			k := d.Koppeling(v, s, term.KoppelingAfgerond)
			d.Blokkade(v.Family, s.Family)
			d.Client.Steungezin.UpdateOne(s.Row).SetState(term.SteunOpgeschort).ExecX(sys)
			_, err := reopen(k)
			refused(t, err, "GUARD steungezin.niet.beschikbaar at id", "CONSTRAINT eis.past.niet at id")
		})
	})
}

// A pause ends on its date, by itself; one that is not due, or was interrupted, stays.
func TestAPauseEnds(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		until := func(at time.Time) func(*ent.KoppelingCreate) {
			return func(c *ent.KoppelingCreate) { c.SetPauzeTot(at) }
		}
		var due []*ent.Koppeling
		for range 3 {
			due = append(due, d.Koppeling(d.Vraag(), d.Steun(), term.KoppelingGepauzeerd, until(d.Now.Add(-time.Hour))))
		}
		later := d.Koppeling(d.Vraag(), d.Steun(), term.KoppelingGepauzeerd, until(d.Now.Add(time.Hour)))
		interrupted := d.Koppeling(d.Vraag(), d.Steun(), term.KoppelingOnderbroken, until(d.Now.Add(-time.Hour)))
		for _, want := range []int{2, 1, 0} {
			err := d.DB.WithTx(context.Background(), func(ctx context.Context, _ *ent.Tx) error {
				n, err := d.room.Wake(world.Timer.In(ctx), 2)
				if n != want {
					t.Errorf("%d pauses ended, want %d", n, want)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		for _, k := range due {
			if now := d.Refresh(k.ID); now.State != term.KoppelingActief || now.PauzeTot != nil || now.HervatAls != nil {
				t.Errorf("%+v", now)
			}
		}
		if a, b := d.Refresh(later.ID).State, d.Refresh(interrupted.ID).State; a != term.KoppelingGepauzeerd || b != term.KoppelingOnderbroken {
			t.Errorf("not due: %s; interrupted: %s", a, b)
		}
	})
}
