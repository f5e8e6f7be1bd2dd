package koppeling_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/koppelingstep"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
	"buurtdorp/internal/workday"
)

// late lets the term of a proposal end, without the timer.
func (d *desk) late(k *ent.Koppeling) *ent.Koppeling {
	return d.Client.Koppeling.UpdateOne(k).SetVerlooptOp(d.Now.Add(-time.Second)).SaveX(storetest.Context())
}

func (d *desk) expire(limit int) (n int, err error) {
	err = d.DB.WithTx(context.Background(), func(ctx context.Context, _ *ent.Tx) error {
		n, err = d.room.Expire(world.Timer.In(ctx), limit)
		return err
	})
	return n, err
}

func TestAProposalThatNobodyAnswers(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun()
		k := d.propose(v, s)
		if want := workday.Add(d.Now, d.Region.ReservationDays); k.VerlooptOp == nil || k.VerlooptOp.Sub(want).Abs() > time.Minute {
			t.Errorf("holds its plek until %v, want %v", k.VerlooptOp, want)
		}
		if n, err := d.expire(10); n != 0 || err != nil {
			t.Fatalf("in time: %d ended, %v", n, err)
		}
		d.forget()
		d.late(k)
		if n, err := d.expire(10); n != 1 || err != nil {
			t.Fatalf("%d ended, %v", n, err)
		}
		now := d.Refresh(k.ID)
		if now.State != term.KoppelingVerlopen || now.VerlooptOp != nil || now.AfgerondOp == nil {
			t.Errorf("%+v", now)
		}
		if got := d.heard(); !slices.Equal(got, []string{": expired", "STEUN: proposal gone"}) {
			t.Errorf("told %q: the vraaggezin never knew", got)
		}
		// Its plek is free at once, also for the same two.
		other := d.propose(d.Vraag(), s)
		d.steps(other, d.its(d.Matcher, term.StapWithdrawProposal))
		d.propose(v, s)
	})
}

func TestTheOneWhoWasAskedLastIsToldToo(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		s := d.Steun()
		k := d.steps(d.propose(d.Vraag(), s), d.its(s.Parent, term.StapAnswerProposal))
		d.forget()
		d.late(k)
		if n, err := d.expire(10); n != 1 || err != nil {
			t.Fatalf("%d ended, %v", n, err)
		}
		if got := d.heard(); !slices.Equal(got, []string{": expired", "STEUN: proposal gone", "VRAAG: proposal gone"}) {
			t.Errorf("told %q", got)
		}
	})
}

// A yes that comes too late moves nothing, is kept, and is a task for the matcher; before
// the timer came by and after, whatever version it was decided on. A no is told it is over.
func TestALateYesIsATask(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		for _, timer := range []bool{false, true} {
			v, s := d.Vraag(), d.Steun()
			k := d.propose(v, s)
			seen := *d.late(k)
			if timer {
				if _, err := d.expire(10); err != nil {
					t.Fatal(err)
				}
			}
			_, err := d.by(s.Parent, func(ctx context.Context) (*ent.Koppeling, error) {
				return d.room.AnswerProposal(ctx, koppeling.Answer{Act: koppeling.Act{ID: k.ID, BaseVersion: seen.Version}, Antwoord: term.AntwoordNee})
			})
			refused(t, err, "EXPIRED voorstel.verlopen at id")
			_, err = d.step(v.Parent, term.StapAnswerProposal, &seen) // never asked
			refused(t, err, "NOT_FOUND koppeling.weg at id")
			_, err = d.step(d.Matcher, term.StapAnswerProposal, &seen, term.KantVraag)
			if !timer {
				refused(t, err, "STATE at kant")
			} else {
				refused(t, err, "EXPIRED voorstel.verlopen at id")
			}
			d.forget()
			if _, err := d.step(s.Parent, term.StapAnswerProposal, &seen); err != nil {
				t.Fatal(err)
			}
			now := d.Refresh(k.ID)
			said := now.QueryAnswers().AllX(storetest.Context())
			if now.State != term.KoppelingVerlopen || d.holds(s) != 0 || len(said) != 1 || said[0].CreatedAt.Before(*now.AfgerondOp) {
				t.Errorf("it moved, or was not kept: %+v %+v", now, said)
			}
			if !slices.Contains(d.heard(), ": late yes") {
				t.Errorf("told %q", d.heard())
			}
			_, err = d.step(s.Parent, term.StapAnswerProposal, &seen) // once is enough
			refused(t, err, "EXPIRED voorstel.verlopen at id")

			// They talked, and it does not come to it: that is kept too, once, and moves nothing.
			d.forget()
			no := func() error {
				_, err := d.by(d.Matcher, func(ctx context.Context) (*ent.Koppeling, error) {
					return d.room.AnswerProposal(ctx, koppeling.Answer{Act: koppeling.Act{ID: k.ID, BaseVersion: seen.Version}, Antwoord: term.AntwoordNee, Kant: ptr(term.KantSteun)})
				})
				return err
			}
			refused(t, no())
			refused(t, no(), "EXPIRED voorstel.verlopen at id")
			if now := d.Refresh(k.ID); now.State != term.KoppelingVerlopen || d.heard() != nil {
				t.Errorf("a no behind it: %s, told %q", now.State, d.heard())
			}
		}
	})
}

// A matcher does not wait for the timer: what is late and in her way ends when she
// proposes.
func TestAProposalOverALateOne(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun()
		late := []*ent.Koppeling{d.late(d.propose(v, d.Steun())), d.late(d.propose(d.Vraag(), s))}
		elsewhere := d.late(d.propose(d.Vraag(), d.Steun()))
		d.propose(v, s)
		for _, k := range late {
			if got := d.Refresh(k.ID).State; got != term.KoppelingVerlopen {
				t.Errorf("the late one is %s", got)
			}
		}
		if got := d.Refresh(elsewhere.ID).State; got != term.KoppelingVoorgesteldSteun {
			t.Errorf("one that was not in the way is %s", got)
		}
		// Refused for another reason, nothing has ended.
		_, err := d.tryPropose(d.Vraag(world.WithoutConsent(term.DoelMatchen)), &world.Steun{Row: d.Client.Steungezin.GetX(storetest.Context(), elsewhere.SteungezinID)}, "")
		refused(t, err, "CONSTRAINT eis.past.niet at waivers.H12")
		if got := d.Refresh(elsewhere.ID).State; got != term.KoppelingVoorgesteldSteun {
			t.Errorf("after a refusal it is %s", got)
		}
	})
}

func TestTheTimerTakesSoManyAtOnce(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		for range 3 {
			d.late(d.propose(d.Vraag(), d.Steun()))
		}
		for _, want := range []int{2, 1, 0} {
			if n, err := d.expire(2); n != want || err != nil {
				t.Errorf("%d ended, want %d: %v", n, want, err)
			}
		}
	})
}

// Several timers, matchers and families at the same late proposals: each ends once,
// and nobody is told of somebody else's quickness.
func TestEverybodyAtLateProposals(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		d.room.Tell = nil // they all talk at once
		const many = 12
		var late []*ent.Koppeling
		var steun []*world.Steun
		for range many {
			s := d.Steun()
			steun = append(steun, s)
			late = append(late, d.late(d.propose(d.Vraag(), s)))
		}
		var all sync.WaitGroup
		errs := make(chan error, 100)
		for range 4 {
			all.Go(func() { _, err := d.expire(100); errs <- err })
		}
		for i := range many {
			v := d.Vraag()
			all.Go(func() { _, err := d.tryPropose(v, steun[i], ""); errs <- err })
		}
		all.Wait()
		close(errs)
		for err := range errs {
			if err != nil {
				t.Error(err)
			}
		}
		for _, k := range late {
			n := d.Client.KoppelingStep.Query().Where(koppelingstep.KoppelingID(k.ID), koppelingstep.Step(string(term.StapExpire))).CountX(storetest.Context())
			if got := d.Refresh(k.ID); n != 1 || got.State != term.KoppelingVerlopen {
				t.Errorf("%s, ended %d times", got.State, n)
			}
		}
		if n := d.count(term.KoppelingVoorgesteldSteun); n != many {
			t.Errorf("%d new proposals, want %d", n, many)
		}
	})
}
