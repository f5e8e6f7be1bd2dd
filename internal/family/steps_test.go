package family_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/note"
	"buurtdorp/internal/family"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// vraagSteps does each step as the API does it, with an input that is in order.
var vraagSteps = map[family.Step]func(ctx context.Context, w *world, x *ent.Vraaggezin) error{
	family.StepPlanIntake: func(ctx context.Context, w *world, x *ent.Vraaggezin) error {
		_, err := w.s.PlanIntake(ctx, act(x), inDays(2))
		return err
	},
	family.StepRecordIntake: func(ctx context.Context, w *world, x *ent.Vraaggezin) error {
		_, err := w.s.RecordIntake(ctx, family.Intake{Act: act(x), Gesprek: true, Zorg: []family.Zorg{{Kind: term.ZorgKindAllergie}}})
		return err
	},
	family.StepCompleteIntake: plainVraag((*family.Service).CompleteIntake),
	family.StepRefer:          plainVraag((*family.Service).Refer),
	family.StepWithdraw:       plainVraag((*family.Service).Withdraw),
	family.StepClose:          plainVraag((*family.Service).Close),
	family.StepReopen:         plainVraag((*family.Service).Reopen),
	family.StepResume:         plainVraag((*family.Service).ResumeVraag),
	family.StepPause: func(ctx context.Context, w *world, x *ent.Vraaggezin) error {
		_, err := w.s.PauseVraag(ctx, act(x), inDays(20))
		return err
	},
}

func plainVraag(step func(*family.Service, context.Context, family.Act) (*family.Vraag, error)) func(context.Context, *world, *ent.Vraaggezin) error {
	return func(ctx context.Context, w *world, x *ent.Vraaggezin) error {
		_, err := step(w.s, ctx, act(x))
		return err
	}
}

func act(x *ent.Vraaggezin) family.Act {
	return family.Act{ID: x.ID, BaseVersion: x.Version, Toelichting: "Zo is het besproken."}
}

// within are the steps that are taken inside other functions, with tests of their own.
var within = []family.Step{family.StepLeavePool, family.StepConfirm, family.StepTask, family.StepAskConfirm, family.StepSleep, family.StepVogEnds,
	family.StepRest, family.StepAskYes}

func TestEveryStepOfAVraaggezinByEveryone(t *testing.T) {
	everyStep(t, family.VraagTable, func(step family.Step) bool { return vraagSteps[step] != nil })
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for step, take := range vraagSteps {
			for _, from := range term.All[term.VraaggezinState]() {
				for _, p := range people {
					want, to := outcome(family.VraagTable, step, from, p.as)
					w.try(func(ctx, sys context.Context, c *ent.Client) {
						x := c.Vraaggezin.UpdateOne(w.vraag).SetState(from).SaveX(sys)
						err := take(by(ctx, w.as(p.name, x.FamilyID)), w, x)
						now := c.Vraaggezin.GetX(sys, x.ID)
						w.checkStep(string(step), string(from), p.name, want, err, string(to), string(now.State), now.Version-x.Version)
						w.checkNext(slices.Contains([]term.VraaggezinState{term.VraagAangemeld, term.VraagIntake, term.VraagWachtend,
							term.VraagGepauzeerd}, now.State), err, now.VolgendeStap, now.VolgendeDatum != nil)
						if notes := c.Note.Query().Where(note.FamilyID(x.FamilyID)).CountX(sys); err != nil && notes > 0 {
							t.Errorf("%s by %s: refused, and a note is left", step, p.name)
						}
					})
				}
			}
		}
	})
}

var steunSteps = map[family.Step]func(ctx context.Context, w *world, x *ent.Steungezin) error{
	family.StepPlanGesprek: func(ctx context.Context, w *world, x *ent.Steungezin) error {
		_, err := w.s.PlanGesprek(ctx, steunAct(x), inDays(2))
		return err
	},
	family.StepRecordGesprek: func(ctx context.Context, w *world, x *ent.Steungezin) error {
		_, err := w.s.RecordGesprek(ctx, family.Gesprek{Act: steunAct(x), Tuin: ptr(true)})
		return err
	},
	family.StepRecordVog: func(ctx context.Context, w *world, x *ent.Steungezin) error {
		_, err := w.s.RecordVog(ctx, family.SeenVog{ID: gid.New(gid.Vog), SteungezinID: x.ID, Voornaam: "Oma",
			AfgegevenOp: inDays(-9), Functieaspect: "84"})
		return err
	},
	family.StepRecordReferentie: func(ctx context.Context, w *world, x *ent.Steungezin) error {
		_, err := w.s.RecordReferentie(ctx, family.Reference{ID: gid.New(gid.Referentie), SteungezinID: x.ID, Relatie: "oud-collega", Positief: true})
		return err
	},
	family.StepRecordScreening: func(ctx context.Context, w *world, x *ent.Steungezin) error {
		_, err := w.s.RecordScreening(ctx, family.Checks{SteungezinID: x.ID, TrainingOp: ptr(inDays(-1))})
		return err
	},
	family.StepStartScreening: plainSteun((*family.Service).StartScreening),
	family.StepApprove:        plainSteun((*family.Service).Approve),
	family.StepReject:         plainSteun((*family.Service).Reject),
	family.StepResume:         plainSteun((*family.Service).ResumeSteun),
	family.StepStop:           plainSteun((*family.Service).Stop),
	family.StepSuspend:        plainSteun((*family.Service).Suspend),
	family.StepLift:           plainSteun((*family.Service).Lift),
	family.StepPause: func(ctx context.Context, w *world, x *ent.Steungezin) error {
		_, err := w.s.PauseSteun(ctx, steunAct(x), inDays(20))
		return err
	},
}

func plainSteun(step func(*family.Service, context.Context, family.Act) (*family.Steun, error)) func(context.Context, *world, *ent.Steungezin) error {
	return func(ctx context.Context, w *world, x *ent.Steungezin) error {
		_, err := step(w.s, ctx, steunAct(x))
		return err
	}
}

func steunAct(x *ent.Steungezin) family.Act {
	return family.Act{ID: x.ID, BaseVersion: x.Version, Toelichting: "Zo is het besproken."}
}

func TestEveryStepOfASteungezinByEveryone(t *testing.T) {
	everyStep(t, family.SteunTable, func(step family.Step) bool { return steunSteps[step] != nil })
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for step, take := range steunSteps {
			for _, from := range term.All[term.SteungezinState]() {
				for _, p := range people {
					want, to := outcome(family.SteunTable, step, from, p.as)
					w.try(func(ctx, sys context.Context, c *ent.Client) {
						x := c.Steungezin.UpdateOne(w.steun).SetState(from).SaveX(sys)
						err := take(by(ctx, w.as(p.name, x.FamilyID)), w, x)
						now := c.Steungezin.GetX(sys, x.ID)
						raised := now.Version - x.Version
						if slices.Contains([]family.Step{family.StepRecordVog, family.StepRecordReferentie, family.StepRecordScreening}, step) &&
							err == nil && from != term.SteunScreening {
							raised++ // what is noted beside it leaves the steungezin itself alone
						}
						at := "id"
						if raised != now.Version-x.Version || slices.Contains([]family.Step{family.StepRecordVog, family.StepRecordReferentie, family.StepRecordScreening}, step) {
							at = "steungezinId"
						}
						w.checkStep(string(step), string(from), p.name, relocate(want, at), err, string(to), string(now.State), raised)
						w.checkNext(!slices.Contains([]term.SteungezinState{term.SteunAfgewezen, term.SteunGestopt, term.SteunGeanonimiseerd}, now.State),
							err, now.VolgendeStap, now.VolgendeDatum != nil)
					})
				}
			}
		}
	})
}

// everyStep makes sure that no line of a table is left untested.
func everyStep[S ~string](t *testing.T, table []family.Rule[S], tested func(family.Step) bool) {
	t.Helper()
	for _, r := range table {
		if !tested(r.Step) && !slices.Contains(within, r.Step) {
			t.Errorf("%s is not tested", r.Step)
		}
	}
}

// outcome says what a table means for somebody: not for her at all, not from here,
// or where it leads.
func outcome[S ~string](table []family.Rule[S], step family.Step, from S, as []family.Who) (string, S) {
	want := "NOT_FOUND at id"
	for _, r := range table {
		if r.Step != step || !slices.ContainsFunc(as, func(w family.Who) bool { return slices.Contains(r.Who, w) }) {
			continue
		}
		if slices.Contains(r.From, from) {
			if r.To == "" {
				return "", from
			}
			return "", r.To
		}
		want = "STATE at id"
	}
	return want, from
}

func relocate(want, at string) string {
	if want == "" {
		return ""
	}
	return want[:len(want)-len("id")] + at
}

func (w *world) checkStep(step, from, who, want string, err error, to, state string, raised int) {
	w.t.Helper()
	if got := faults(err); got != want {
		w.t.Errorf("%s from %s by %s: got %q, want %q", step, from, who, got, want)
	}
	if state != to {
		w.t.Errorf("%s from %s by %s: is %s, want %s", step, from, who, state, to)
	}
	if wrote := want == ""; wrote != (raised == 1) {
		w.t.Errorf("%s from %s by %s: version raised by %d", step, from, who, raised)
	}
}

// checkNext: an open dossier always says what happens next, a closed one never.
func (w *world) checkNext(open bool, err error, step string, dated bool) {
	w.t.Helper()
	if err == nil && (open != (step != "") || open != dated) {
		w.t.Errorf("open %v, next step %q, with a date %v", open, step, dated)
	}
}

func TestAStaleStepIsAConflictAndAnUnknownOneIsNotFound(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		m := w.role["matcher"]
		stale := family.Act{ID: w.vraag.ID, BaseVersion: w.vraag.Version + 1}
		w.wantFaults(w.do(m, func(ctx context.Context) error { _, err := w.s.Close(ctx, stale); return err }), "CONFLICT at baseVersion")
		w.wantFaults(w.do(m, func(ctx context.Context) error {
			_, err := w.s.Stop(ctx, family.Act{ID: w.steun.ID, BaseVersion: 0})
			return err
		}), "CONFLICT at baseVersion")
		for _, id := range []uuid.UUID{uuid.Nil, gid.New(gid.Vraaggezin), w.steun.ID} {
			w.wantFaults(w.do(m, func(ctx context.Context) error {
				_, err := w.s.Close(ctx, family.Act{ID: id, BaseVersion: 1})
				return err
			}), "NOT_FOUND at id")
		}
		if x := db.Client.Vraaggezin.GetX(storetest.Context(), w.vraag.ID); x.Version != w.vraag.Version {
			t.Error("a refused step wrote something")
		}
	})
}

// Many take a step at the same time, all from the same version: one does.
func TestOneStepAtATime(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		c, sys := db.Client, storetest.Context()
		x := c.Vraaggezin.UpdateOne(w.vraag).SetState(term.VraagWachtend).SaveX(sys)
		y := c.Steungezin.UpdateOne(w.steun).SetState(term.SteunBeschikbaar).SaveX(sys)
		errs := make([]error, 12)
		var wg sync.WaitGroup
		for i := range errs {
			wg.Go(func() {
				errs[i] = w.do(w.role["matcher"], func(ctx context.Context) error {
					if i%2 == 0 {
						return vraagSteps[family.StepPause](ctx, w, x)
					}
					return steunSteps[family.StepPause](ctx, w, y)
				})
			})
		}
		wg.Wait()
		did := [2]int{}
		for i, err := range errs {
			switch {
			case err == nil:
				did[i%2]++
			case !fault.Has(err, fault.Conflict):
				t.Error(err)
			}
		}
		if v, s := c.Vraaggezin.GetX(sys, x.ID), c.Steungezin.GetX(sys, y.ID); did != [2]int{1, 1} || v.Version != x.Version+1 || s.Version != y.Version+1 {
			t.Errorf("done %v times, versions raised by %d and %d", did, v.Version-x.Version, s.Version-y.Version)
		}
	})
}
