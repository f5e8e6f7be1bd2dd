package koppeling_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/internal/fault"
	room "buurtdorp/internal/koppeling"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	once "buurtdorp/internal/sync"
	"buurtdorp/internal/term"
)

// crowd lets twenty matchers' screens do something at the same moment, each with a key
// of its own, as the API does it. It tells how many succeeded, and how often each fault
// was the answer.
func (d *desk) crowd(do func(ctx context.Context, i int) (*ent.Koppeling, error)) (done int, no map[string]int) {
	d.t.Helper()
	d.room.Tell = nil
	outs, errs := make([]once.Outcome, 20), make([]error, 20)
	var all sync.WaitGroup
	for i := range outs {
		all.Go(func() {
			intent := once.Intent{Op: "propose", Key: uuid.NewString()}
			outs[i], errs[i] = once.Once(d.Matcher.Context(), d.DB, intent, func(ctx context.Context) (map[string]uuid.UUID, error) {
				k, err := do(ctx, i)
				if err != nil {
					return nil, err
				}
				return map[string]uuid.UUID{"koppeling": k.ID}, nil
			})
		})
	}
	all.Wait()
	no = map[string]int{}
	for i, out := range outs {
		if errs[i] != nil {
			d.t.Errorf("an error of ours: %v", errs[i])
		}
		if out.IDs["koppeling"] != uuid.Nil {
			done++
		}
		for _, r := range out.Refusals {
			no[string(r.Code)+" "+r.Key+" at "+strings.Join(r.Path, ".")]++
		}
	}
	return done, no
}

func only(t *testing.T, done, want int, no map[string]int, fault string) {
	t.Helper()
	if done != want || no[fault] != 20-want || len(no) > 1 {
		t.Errorf("%d succeeded, want %d; refusals %v, want %q", done, want, no, fault)
	}
}

const full = "CAPACITY koppeling.bezet at steungezinId"

// Twenty vraaggezinnen, one steungezin with one plek: exactly one is proposed.
func TestOnePlek(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		s := d.Steun()
		vragen := d.vragen(20)
		propose := func(ctx context.Context, i int) (*ent.Koppeling, error) {
			return d.room.Propose(ctx, room.Proposal{Act: room.Act{ID: newID()}, VraaggezinID: vragen[i].ID(), SteungezinID: s.ID()})
		}
		done, no := d.crowd(propose)
		only(t, done, 1, no, full)
		done, no = d.crowd(propose)
		if done != 0 || no[full] != 20 {
			t.Errorf("and then: %d, %v", done, no)
		}
		if n := d.holds(s); n != 1 {
			t.Errorf("%d plekken held", n)
		}
	})
}

// Two plekken: one proposal at a time, never more than two held, and the third round
// finds nothing.
func TestTwoPlekken(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		s := d.Steun(world.Capaciteit(2))
		vragen := d.vragen(20)
		for round := 1; round <= 3; round++ {
			done, no := d.crowd(func(ctx context.Context, i int) (*ent.Koppeling, error) {
				if d.Through(ctx).Client.Koppeling.Query().Where(koppeling.VraaggezinID(vragen[i].ID())).ExistX(world.Timer.In(ctx)) {
					return nil, fault.New(fault.Capacity, "koppeling.bezet").At("steungezinId") // proposed in an earlier round
				}
				return d.room.Propose(ctx, room.Proposal{Act: room.Act{ID: newID()}, VraaggezinID: vragen[i].ID(), SteungezinID: s.ID()})
			})
			want := map[int]int{1: 1, 2: 1, 3: 0}[round]
			only(t, done, want, no, full)
			if n := d.holds(s); n != min(round, 2) {
				t.Errorf("round %d: %d plekken held", round, n)
			}
			for _, k := range d.Client.Koppeling.Query().Where(koppeling.StateEQ(term.KoppelingVoorgesteldSteun)).AllX(storetest.Context()) {
				d.steps(k, d.its(s.Parent, term.StapAnswerProposal), d.its(d.Matcher, term.StapAnswerProposal, term.KantVraag))
			}
		}
		if got := d.Client.Koppeling.Query().Where(koppeling.SteungezinID(s.ID())).Order(koppeling.ByPlek()).AllX(storetest.Context()); len(got) != 2 || got[0].Plek != 1 || got[1].Plek != 2 {
			t.Errorf("%v", got)
		}
	})
}

// One vraaggezin and twenty steungezinnen: one is asked, and the others hear what is
// really the matter.
func TestOneCourseForAVraaggezin(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v := d.Vraag()
		var steun []*world.Steun
		for range 20 {
			steun = append(steun, d.Steun())
		}
		done, no := d.crowd(func(ctx context.Context, i int) (*ent.Koppeling, error) {
			return d.room.Propose(ctx, room.Proposal{Act: room.Act{ID: newID()}, VraaggezinID: v.ID(), SteungezinID: steun[i].ID()})
		})
		only(t, done, 1, no, "EXISTS vraaggezin.in.voorstel at vraaggezinId")
	})
}

func TestAPairStandsOnceOnTheShortlist(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun()
		done, no := d.crowd(func(ctx context.Context, _ int) (*ent.Koppeling, error) {
			return d.room.Explore(ctx, room.Proposal{Act: room.Act{ID: newID()}, VraaggezinID: v.ID(), SteungezinID: s.ID()})
		})
		only(t, done, 1, no, "EXISTS koppeling.bestaat at vraaggezinId")
		// From the list it is proposed once, whichever id the phone had made.
		done, no = d.crowd(func(ctx context.Context, _ int) (*ent.Koppeling, error) {
			return d.room.Propose(ctx, room.Proposal{Act: room.Act{ID: newID()}, VraaggezinID: v.ID(), SteungezinID: s.ID()})
		})
		if done != 1 || no["EXISTS vraaggezin.in.voorstel at vraaggezinId"] != 19 || no[full] != 19 || len(no) != 2 {
			t.Errorf("%d proposed, %v", done, no)
		}
		if n := d.Client.Koppeling.Query().CountX(storetest.Context()); n != 1 {
			t.Errorf("%d koppelingen", n)
		}
	})
}

// A steungezin that is taken out at the same moment is either asked before, and then
// there is a koppeling to interrupt, or not at all.
func TestNobodyProposesASteungezinThatIsBeingSuspended(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		for range 5 {
			s, vragen := d.Steun(), d.vragen(20)
			found := make(chan int, 1)
			done, _ := d.crowd(func(ctx context.Context, i int) (*ent.Koppeling, error) {
				if i == 10 {
					c, sys := d.Through(ctx).Client, world.Timer.In(ctx)
					c.Steungezin.UpdateOne(s.Row).SetState(term.SteunOpgeschort).ExecX(sys)
					found <- c.Koppeling.Query().Where(koppeling.SteungezinID(s.ID())).CountX(sys)
					return &ent.Koppeling{}, nil
				}
				return d.room.Propose(ctx, room.Proposal{Act: room.Act{ID: newID()}, VraaggezinID: vragen[i].ID(), SteungezinID: s.ID()})
			})
			if n := <-found; n != done || d.holds(s) != n {
				t.Errorf("%d were there to interrupt, %d are", n, d.holds(s))
			}
		}
	})
}

func (d *desk) vragen(n int) (out []*world.Vraag) {
	for range n {
		out = append(out, d.Vraag())
	}
	return out
}

// holds is how many plekken of a steungezin are held.
func (d *desk) holds(s *world.Steun) int {
	return d.Client.Koppeling.Query().Where(koppeling.SteungezinID(s.ID()), koppeling.StateIn(room.Holding...)).CountX(storetest.Context())
}
