package meetup_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	room "buurtdorp/internal/meetup"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// call is what somebody asked of a meetup, and reply what she was told.
type call struct {
	what   string // "come", "cancel", "yes", "read"
	id     uuid.UUID
	family int
	people int
}

type reply struct {
	code  fault.Code
	stand string // "AANGEMELD", "WACHTLIJST 2"; for a read the whole hall
}

// oneAtATime is the hall as a model for porcupine: a history of people who acted at the
// same time is right when there is an order, one after the other, in which everybody
// would have been told the same.
func oneAtATime(empty hall) porcupine.Model {
	return porcupine.Model{
		Init: func() any { return empty },
		Step: func(state, input, output any) (bool, any) {
			h, c, r := state.(hall).clone(), input.(call), output.(reply)
			var is reply
			switch c.what {
			case "come":
				is.code = h.come(seated{id: c.id, family: c.family, people: c.people})
			case "cancel":
				h.goes(c.id, term.SignupAfgemeld)
			case "yes":
				is.code = h.saysYes(c.id)
			case "read":
				is.stand = h.String()
			}
			if u := h.of(c.id); is.code == "" && c.what != "read" && u != nil {
				is.stand = u.where(h)
			}
			return is == r, h
		},
		Equal:             func(a, b any) bool { return a.(hall).String() == b.(hall).String() },
		DescribeOperation: func(in, out any) string { return fmt.Sprintf("%+v -> %+v", in, out) },
	}
}

// TestAtOnceIsOneAtATime lets some households and a matcher sign up, say yes and cancel at
// the same time, on several meetups, and then asks porcupine for the order.
func TestAtOnceIsOneAtATime(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		const meetups, phones, taps, households = 4, 4, 6, 4
		homes := make([]context.Context, households)
		for i := range homes {
			homes[i] = w.parent()
		}
		matcher := w.matcher()
		for n := range meetups {
			empty := hall{chairs: 2 + n%4, vol: n == meetups-1}
			m := w.meetup(kindOf(&empty), empty.chairs, startsIn(72*time.Hour))
			var mu sync.Mutex
			var history []porcupine.Operation
			var known []call // who ever came, for who cancels and says yes
			note := func(phone int, c call, do func() reply) {
				began := time.Now().UnixNano()
				r := do()
				mu.Lock()
				defer mu.Unlock()
				history = append(history, porcupine.Operation{ClientId: phone, Input: c, Call: began, Output: r, Return: time.Now().UnixNano()})
				if c.what == "come" && r.code == "" {
					known = append(known, c)
				}
			}
			var all []func()
			for phone := range phones {
				all = append(all, func() {
					for range taps {
						mu.Lock()
						seen := append([]call{}, known...)
						mu.Unlock()
						c := call{what: "come", id: gid.New(gid.Signup), family: rand.IntN(households), people: 1 + rand.IntN(3)}
						if len(seen) > 0 && rand.IntN(2) == 0 {
							c = seen[rand.IntN(len(seen))]
							c.what = []string{"cancel", "yes"}[rand.IntN(2)]
						}
						note(phone, c, func() reply { return w.act(c, m, homes[c.family], matcher) })
					}
				})
			}
			atOnce(all...)
			note(phones, call{what: "read"}, func() reply { return reply{stand: w.asHall(m).String()} })
			if result := porcupine.CheckOperationsTimeout(oneAtATime(empty), history, time.Minute); result != porcupine.Ok {
				t.Errorf("meetup %d with %d chairs: %s; no order explains\n%v", n, empty.chairs, result, history)
			}
		}
		w.wantWhole()
	})
}

func (w *world) act(c call, m *ent.Meetup, home, matcher context.Context) reply {
	who := home
	if c.what == "cancel" && c.people == 1 {
		who = matcher
	}
	su, err := in(w, who, func(ctx context.Context) (*ent.Signup, error) {
		switch c.what {
		case "come":
			return w.s.SignUp(ctx, room.SignUp{ID: c.id, MeetupID: m.ID, Adults: c.people})
		case "yes":
			return w.s.AcceptOffer(ctx, c.id)
		}
		return w.s.CancelSignup(ctx, c.id)
	})
	if err != nil {
		if fault.CodeOf(err) == "" {
			w.Errorf("%s: %v", c.what, err)
		}
		return reply{code: fault.CodeOf(err)}
	}
	return reply{stand: stand(su)}
}

// asHall is how a meetup stands in the database, in the words of the model.
func (w *world) asHall(m *ent.Meetup) hall {
	h := hall{chairs: m.Capacity}
	for _, su := range w.signups(m) { // those who wait by their place
		h.units = append(h.units, seated{id: su.ID, people: su.Adults + su.Children, state: su.State, passed: su.Passed})
		if su.State == term.SignupWachtlijst {
			h.line = append(h.line, su.ID)
		}
	}
	return h
}

// A model that forgives everything proves nothing: histories that cannot be are refused.
func TestTheModelRefuses(t *testing.T) {
	a, b := gid.New(gid.Signup), gid.New(gid.Signup)
	comes := func(id uuid.UUID, family int, from, to int64, stand string) porcupine.Operation {
		return porcupine.Operation{ClientId: family, Input: call{what: "come", id: id, family: family, people: 2}, Call: from, Output: reply{stand: stand}, Return: to}
	}
	for name, history := range map[string][]porcupine.Operation{
		"two in one chair":      {comes(a, 0, 0, 10, "AANGEMELD"), comes(b, 1, 5, 15, "AANGEMELD")},
		"both wait":             {comes(a, 0, 0, 10, "WACHTLIJST 1"), comes(b, 1, 5, 15, "WACHTLIJST 2")},
		"the later goes before": {comes(a, 0, 0, 10, "WACHTLIJST 1"), comes(b, 1, 20, 30, "AANGEMELD")},
	} {
		if porcupine.CheckOperations(oneAtATime(hall{chairs: 3}), history) {
			t.Errorf("%s is taken", name)
		}
	}
	if !porcupine.CheckOperations(oneAtATime(hall{chairs: 3}), []porcupine.Operation{comes(a, 0, 0, 10, "WACHTLIJST 1"), comes(b, 1, 5, 15, "AANGEMELD")}) {
		t.Error("what can be is refused")
	}
}
