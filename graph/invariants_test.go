package graph_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/koppelingstep"
	"buurtdorp/ent/signup"
	"buurtdorp/ent/toestemming"
	"buurtdorp/ent/zorgfeit"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// holds checks what has to be true whatever happened, in whatever order.
func holds(t *testing.T, c *ent.Client) {
	t.Helper()
	meetupsHold(t, c)
	koppelingenHold(t, c)
	consentsHold(t, c)
}

// meetupsHold: who comes is counted, and the line has no gaps.
func meetupsHold(t *testing.T, c *ent.Client) {
	t.Helper()
	sys := storetest.Context()
	for _, m := range c.Meetup.Query().WithSignups(func(q *ent.SignupQuery) { q.Order(signup.ByQueueNumber()) }).AllX(sys) {
		taken, line := 0, []int{}
		for _, su := range m.Edges.Signups {
			switch su.State {
			case term.SignupWachtlijst:
				line = append(line, su.QueueNumber)
			case term.SignupAangemeld, term.SignupAangeboden, term.SignupGeweest, term.SignupNietGeweest:
				taken += su.Adults + su.Children
			}
		}
		if taken != m.Taken || len(line) != m.Waiting || m.Capacity > 0 && taken > m.Capacity {
			t.Errorf("meetup of %d: %d taken and %d wait, counted %d and %d", m.Capacity, taken, len(line), m.Taken, m.Waiting)
		}
		for i, n := range line {
			if n != i+1 {
				t.Errorf("the line is %v", line)
				break
			}
		}
	}
}

// koppelingenHold: the history leads to the state, the answers allow it, and no plek is
// given twice.
func koppelingenHold(t *testing.T, c *ent.Client) {
	t.Helper()
	sys := storetest.Context()
	held, course := map[uuid.UUID][]int{}, map[uuid.UUID]int{}
	for _, k := range c.Koppeling.Query().WithVraaggezin().WithSteungezin().WithAnswers().
		WithSteps(func(q *ent.KoppelingStepQuery) { q.Order(koppelingstep.ByCreatedAt(), koppelingstep.ByID()) }).AllX(sys) {
		steps := k.Edges.Steps
		for i, s := range steps {
			if i > 0 && s.FromState != nil && *s.FromState != steps[i-1].ToState && steps[i-1].FromState != nil {
				t.Errorf("koppeling in %s: a step from %s after one to %s", k.State, *s.FromState, steps[i-1].ToState)
			}
		}
		if last := len(steps) - 1; last >= 0 && steps[last].FromState != nil && steps[last].ToState != k.State {
			t.Errorf("koppeling in %s, its history ends in %s", k.State, steps[last].ToState)
		}
		if slices.Contains(koppeling.Holding, k.State) {
			held[k.SteungezinID] = append(held[k.SteungezinID], k.Plek)
			if k.Plek > k.Edges.Steungezin.Capaciteit {
				t.Errorf("koppeling holds plek %d of %d", k.Plek, k.Edges.Steungezin.Capaciteit)
			}
		}
		if slices.Contains(koppeling.Holding[:4], k.State) {
			course[k.VraaggezinID]++
		}
		groundHolds(t, k)
		if (k.AfgerondOp != nil) != slices.Contains(over, k.State) {
			t.Errorf("koppeling in %s ended on %v", k.State, k.AfgerondOp)
		}
	}
	for _, plekken := range held {
		slices.Sort(plekken)
		if len(slices.Compact(slices.Clone(plekken))) != len(plekken) {
			t.Errorf("a plek is given twice: %v", plekken)
		}
	}
	for _, n := range course {
		if n > 1 {
			t.Errorf("a vraaggezin has %d courses", n)
		}
	}
}

var over = []term.KoppelingState{term.KoppelingAfgerond, term.KoppelingAfgewezen, term.KoppelingVerlopen, term.KoppelingNietDoorgegaan, term.KoppelingGestopt}

// groundHolds: nothing goes on that lost its ground, and nothing began without two yeses.
func groundHolds(t *testing.T, k *ent.Koppeling) {
	t.Helper()
	v, s := k.Edges.Vraaggezin.State, k.Edges.Steungezin.State
	proposal := slices.Contains(koppeling.Holding[:2], k.State)
	going := slices.Contains(koppeling.Holding[2:], k.State) && k.State != term.KoppelingOnderbroken
	if proposal && (v != term.VraagWachtend || s != term.SteunBeschikbaar && s != term.SteunBevestigen) || going && s == term.SteunOpgeschort {
		t.Errorf("koppeling in %s of a vraaggezin in %s and a steungezin in %s", k.State, v, s)
	}
	yes := func(kind term.AnswerKind) int {
		n := 0
		for _, a := range k.Edges.Answers {
			if a.Kind == kind && a.Antwoord == term.AntwoordJa && a.Ronde == 1 {
				n++
			}
		}
		return n
	}
	if going && yes(term.AnswerVoorstel) != 2 || k.ProefVan != nil && yes(term.AnswerKennismaking) != 2 {
		t.Errorf("koppeling in %s with %d yes and %d yes", k.State, yes(term.AnswerVoorstel), yes(term.AnswerKennismaking))
	}
}

// consentsHold: without a yes nobody is looked for, and nothing about health is kept.
func consentsHold(t *testing.T, c *ent.Client) {
	t.Helper()
	sys := storetest.Context()
	for _, f := range c.Family.Query().WithVraaggezinnen().WithSteungezinnen().AllX(sys) {
		may := func(doel term.Doel) bool {
			return c.Toestemming.Query().Where(toestemming.FamilyID(f.ID), toestemming.DoelEQ(doel), toestemming.WithdrawnAtIsNil()).ExistX(sys)
		}
		for _, v := range f.Edges.Vraaggezinnen {
			if v.State == term.VraagWachtend && !may(term.DoelMatchen) {
				t.Error("a vraaggezin waits without consent")
			}
		}
		for _, s := range f.Edges.Steungezinnen {
			if s.State == term.SteunBeschikbaar && !may(term.DoelMatchen) {
				t.Error("a steungezin is available without consent")
			}
		}
		if n := c.ZorgFeit.Query().Where(zorgfeit.FamilyID(f.ID)).CountX(sys); n > 0 && !may(term.DoelBijzondereGegevens) {
			t.Errorf("%d care facts are kept without consent", n)
		}
	}
}
