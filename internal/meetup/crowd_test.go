package meetup_test

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/internal/fault"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// atOnce runs all of it at the same moment, and waits.
func atOnce(all ...func()) {
	var ready, done sync.WaitGroup
	begin := make(chan struct{})
	for _, f := range all {
		ready.Add(1)
		done.Go(func() {
			ready.Done()
			<-begin
			f()
		})
	}
	ready.Wait()
	close(begin)
	done.Wait()
}

func TestFortyAtOnceForFivePlaces(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for _, c := range []struct {
			kind          term.MeetupKind
			comes, waits  int
			refusedAsFull int64
		}{
			{aanmelden, 5, 35, 0},
			{volIsVol, 5, 0, 35},
		} {
			m := w.meetup(c.kind, 5)
			var full atomic.Int64
			var crowd []func()
			for range 40 {
				who := w.parent()
				crowd = append(crowd, func() {
					_, err := w.signUp(who, m, 1, 0)
					switch {
					case fault.Has(err, fault.Full):
						full.Add(1)
					case err != nil:
						t.Error(err)
					}
				})
			}
			atOnce(crowd...)
			states := map[term.SignupState]int{}
			for _, su := range w.signups(m) {
				states[su.State]++
			}
			if states[term.SignupAangemeld] != c.comes || states[term.SignupWachtlijst] != c.waits || full.Load() != c.refusedAsFull {
				t.Errorf("%s: %v and %d times full", c.kind, states, full.Load())
			}
			w.wantWhole()
		}
	})
}

func TestOneHouseholdTwentyTimesAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m := w.meetup(aanmelden, 5)
		who := w.parent()
		var in, there atomic.Int64
		var phones []func()
		for range 20 {
			phones = append(phones, func() {
				_, err := w.signUp(who, m, 1, 1)
				switch {
				case err == nil:
					in.Add(1)
				case fault.Has(err, fault.Exists):
					there.Add(1)
				default:
					t.Error(err)
				}
			})
		}
		atOnce(phones...)
		if in.Load() != 1 || there.Load() != 19 {
			t.Errorf("%d signed up, %d were told so", in.Load(), there.Load())
		}
		w.wantWhole()
	})
}

// Cancelling, coming and waiting at the same time: no seat is lost and none is
// given twice.
func TestComingAndGoingAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		meetups := []uuid.UUID{}
		var all []func()
		for range 2 {
			m := w.meetup(aanmelden, 8)
			meetups = append(meetups, m.ID)
			for range 8 { // households that are in or wait, and leave
				who, su := w.must(m, 1, rand.IntN(3))
				all = append(all, func() {
					if _, err := w.cancel(who, su.ID); err != nil {
						t.Error(err)
					}
				})
			}
			for range 12 { // newcomers; some leave at once
				who, adults, children, leaves := w.parent(), 1+rand.IntN(2), rand.IntN(3), rand.IntN(3) == 0
				all = append(all, func() {
					su, err := w.signUp(who, m, adults, children)
					if err != nil {
						t.Error(err)
						return
					}
					if leaves {
						if _, err := w.cancel(who, su.ID); err != nil {
							t.Error(err)
						}
					}
				})
			}
		}
		rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		atOnce(all...)
		for _, id := range meetups {
			if m := db.Client.Meetup.GetX(storetest.Context(), id); m.Taken == 0 {
				t.Error("nobody is left, so this tests nothing")
			}
		}
		w.wantWhole()
	})
}

// Everybody who was turned away by a cancelled request leaves nothing behind.
func TestGivingUpLeavesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m := w.meetup(aanmelden, 5)
		who, stop := context.WithCancel(w.parent())
		stop()
		if _, err := w.signUp(who, m, 1, 1); err == nil {
			t.Error("signed up after the request was given up")
		}
		if m := w.read(m); m.Taken != 0 || m.Waiting != 0 || len(w.signups(m)) != 0 {
			t.Errorf("left %+v", m)
		}
	})
}
