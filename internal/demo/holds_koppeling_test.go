package demo_test

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// koppelingenHold: every history is a walk through the table of steps, and what the
// koppeling says is where it ended.
func koppelingenHold(t *testing.T, db *store.DB) {
	all := db.Client.Koppeling.Query().WithSteps().WithAnswers(func(q *ent.KoppelingAnswerQuery) { q.WithUser() }).WithAfspraken().WithCheckIns().
		WithVraaggezin(func(q *ent.VraaggezinQuery) { q.WithFamily() }).
		WithSteungezin(func(q *ent.SteungezinQuery) { q.WithFamily() }).AllX(storetest.Context())
	held, proposed, course := map[uuid.UUID]int{}, map[uuid.UUID]int{}, map[uuid.UUID]int{}
	for _, k := range all {
		walk(t, k)
		said(t, k)
		if slices.Contains(koppeling.Holding, k.State) {
			held[k.SteungezinID]++
			if k.Edges.Vraaggezin.State != term.VraagWachtend {
				t.Errorf("%s of a vraaggezin that is %s", k.State, k.Edges.Vraaggezin.State)
			}
		}
		if slices.Contains(koppeling.Holding[:2], k.State) {
			proposed[k.SteungezinID]++
		}
		if slices.Contains(koppeling.InCourse, k.State) {
			course[k.VraaggezinID]++
		}
		if n := held[k.SteungezinID]; n > k.Edges.Steungezin.Capaciteit {
			t.Errorf("a steungezin with room for %d holds %d", k.Edges.Steungezin.Capaciteit, n)
		}
		if proposed[k.SteungezinID] > 1 || course[k.VraaggezinID] > 1 {
			t.Errorf("%d proposals to a steungezin, %d courses of a vraaggezin", proposed[k.SteungezinID], course[k.VraaggezinID])
		}
	}
}

func walk(t *testing.T, k *ent.Koppeling) {
	steps := k.Edges.Steps
	slices.SortFunc(steps, func(a, b *ent.KoppelingStep) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	var at *term.KoppelingState
	last := time.Time{}
	for _, s := range steps {
		r, ok := koppeling.Find(term.KoppelingStap(s.Step), at)
		if !ok || !slices.Contains(r.To, s.ToState) || (s.FromState == nil) != (at == nil) || at != nil && *s.FromState != *at {
			t.Errorf("%s from %v to %s is no step", s.Step, at, s.ToState)
		}
		if !s.CreatedAt.After(last) {
			t.Errorf("%s was taken before the step before it: %v, %v", s.Step, s.CreatedAt.UTC(), last.UTC())
		}
		if (s.ActorID == nil) != slices.Equal(r.Who, []koppeling.Who{koppeling.Timer}) {
			t.Errorf("%s was taken by %v", s.Step, s.ActorID)
		}
		at, last = &s.ToState, s.CreatedAt
	}
	if at == nil || *at != k.State || k.Version != len(steps) {
		t.Errorf("%s, version %d, after %d steps that lead to %v", k.State, k.Version, len(steps), at)
	}
	open := slices.Contains(koppeling.Holding, k.State) || k.State == term.KoppelingVerkend
	if open != (k.AfgerondOp == nil) {
		t.Errorf("%s ended at %v", k.State, k.AfgerondOp)
	}
	if (k.VerlooptOp != nil) != slices.Contains(koppeling.Holding[:2], k.State) || (k.PauzeTot != nil) != (k.State == term.KoppelingGepauzeerd) {
		t.Errorf("%s expires %v and rests until %v", k.State, k.VerlooptOp, k.PauzeTot)
	}
}

// said: nothing goes on without two times yes. Of what is long over no answers are kept.
func said(t *testing.T, k *ent.Koppeling) {
	if k.Edges.Vraaggezin.State == term.VraagGeanonimiseerd || k.Edges.Steungezin.State == term.SteunGeanonimiseerd {
		if len(k.Edges.Answers)+len(k.Edges.Afspraken)+len(k.Edges.CheckIns) > 0 {
			t.Error("answers, afspraken or check-ins of somebody who is forgotten")
		}
		return
	}
	yes := func(kind term.AnswerKind, kant term.Kant) bool {
		return slices.ContainsFunc(k.Edges.Answers, func(a *ent.KoppelingAnswer) bool {
			return a.Kind == kind && a.Kant == kant && a.Antwoord == term.AntwoordJa
		})
	}
	both := func(kind term.AnswerKind) bool { return yes(kind, term.KantVraag) && yes(kind, term.KantSteun) }
	if k.KennismakingOp != nil && !both(term.AnswerVoorstel) {
		t.Errorf("%s met without two times yes", k.State)
	}
	if k.ProefVan != nil && (!both(term.AnswerKennismaking) || len(k.Edges.Afspraken) == 0) {
		t.Errorf("%s began without two times yes, or without afspraken", k.State)
	}
	if k.ActiefSinds == nil {
		return
	}
	told := map[term.Kant]bool{}
	for _, c := range k.Edges.CheckIns {
		told[c.Kant] = true
	}
	if !both(term.AnswerAfspraken) || len(told) != 2 {
		t.Errorf("%s is active without both confirming and telling how it goes", k.State)
	}
	for _, a := range k.Edges.Answers {
		h := k.Edges.Vraaggezin.FamilyID
		if a.Kant == term.KantSteun {
			h = k.Edges.Steungezin.FamilyID
		}
		if u := a.Edges.User; a.Mondeling != (u.FamilyID == nil) || u.FamilyID != nil && *u.FamilyID != h {
			t.Errorf("%s answered for somebody else's family", u.FirstName)
		}
	}
}
