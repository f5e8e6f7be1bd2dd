package koppeling_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"buurtdorp/ent"
	"buurtdorp/ent/koppelingstep"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// life is domain.md 5b, written down once more by hand: from: step > to | who.
const life = `
-: EXPLORE > VERKEND | matcher
-: PROPOSE > VOORGESTELD_STEUN, VOORGESTELD_VRAAG | matcher
VERKEND: PROPOSE > VOORGESTELD_STEUN, VOORGESTELD_VRAAG | matcher
VERKEND: WITHDRAW_PROPOSAL > NIET_DOORGEGAAN | matcher
VOORGESTELD_STEUN: ANSWER_PROPOSAL > VOORGESTELD_VRAAG, KENNISMAKING, AFGEWEZEN | steun, matcher
VOORGESTELD_STEUN: WITHDRAW_PROPOSAL > NIET_DOORGEGAAN | matcher
VOORGESTELD_STEUN: EXPIRE > VERLOPEN | timer
VOORGESTELD_VRAAG: ANSWER_PROPOSAL > KENNISMAKING, VOORGESTELD_STEUN, AFGEWEZEN | vraag, matcher
VOORGESTELD_VRAAG: WITHDRAW_PROPOSAL > NIET_DOORGEGAAN | matcher
VOORGESTELD_VRAAG: EXPIRE > VERLOPEN | timer
KENNISMAKING: PLAN_KENNISMAKING > KENNISMAKING | matcher
KENNISMAKING: ANSWER_KENNISMAKING > KENNISMAKING, NIET_DOORGEGAAN | matcher, vraag, steun
KENNISMAKING: STOP > NIET_DOORGEGAAN | matcher, vraag, steun
KENNISMAKING: START_PROEFPERIODE > PROEFPERIODE | matcher
KENNISMAKING: SUSPEND > ONDERBROKEN | matcher
PROEFPERIODE: RECORD_AFSPRAKEN > PROEFPERIODE | matcher, vraag, steun
PROEFPERIODE: CONFIRM_AFSPRAKEN > PROEFPERIODE | matcher, vraag, steun
PROEFPERIODE: CHECK_IN > PROEFPERIODE | matcher, vraag, steun
PROEFPERIODE: GIVE_TERUGBLIK > PROEFPERIODE | matcher, vraag, steun
PROEFPERIODE: SKIP_VISIT > PROEFPERIODE | vraag, steun
PROEFPERIODE: ASK_CHANGE > PROEFPERIODE | vraag, steun
ACTIEF: GIVE_TERUGBLIK > ACTIEF | matcher, vraag, steun
ACTIEF: SKIP_VISIT > ACTIEF | vraag, steun
ACTIEF: ASK_CHANGE > ACTIEF | vraag, steun
PROEFPERIODE: ACTIVATE > ACTIEF | matcher
PROEFPERIODE: STOP > GESTOPT | matcher, vraag, steun
PROEFPERIODE: SUSPEND > ONDERBROKEN | matcher
ACTIEF: RECORD_AFSPRAKEN > ACTIEF | matcher, vraag, steun
ACTIEF: CONFIRM_AFSPRAKEN > ACTIEF | matcher, vraag, steun
ACTIEF: CHECK_IN > ACTIEF | matcher, vraag, steun
ACTIEF: PAUSE > GEPAUZEERD | matcher, vraag, steun
ACTIEF: SUSPEND > ONDERBROKEN | matcher
ACTIEF: START_AFRONDEN > AFRONDEN | matcher, vraag, steun
GEPAUZEERD: RESUME > ACTIEF | matcher, vraag, steun, timer
GEPAUZEERD: SUSPEND > ONDERBROKEN | matcher
GEPAUZEERD: START_AFRONDEN > AFRONDEN | matcher, vraag, steun
AFRONDEN: SUSPEND > ONDERBROKEN | matcher
AFRONDEN: START_AFRONDEN > AFRONDEN | matcher
AFRONDEN: SAY_FAREWELL > AFRONDEN | matcher, vraag, steun
AFRONDEN: ANSWER_CONTACT > AFRONDEN | matcher, vraag, steun
AFRONDEN: CLOSE > AFGEROND | matcher
ONDERBROKEN: LIFT > ACTIEF, PROEFPERIODE, KENNISMAKING, AFRONDEN | head matcher
ONDERBROKEN: CLOSE > GESTOPT | head matcher
AFGEROND: SAY_FAREWELL > AFGEROND | matcher, vraag, steun
AFGEROND: ANSWER_CONTACT > AFGEROND | matcher, vraag, steun
AFGEROND: ANSWER_OPNIEUW > AFGEROND | matcher, vraag, steun
AFGEROND: ASK_REOPEN > AFGEROND | matcher
AFGEROND: ANSWER_REOPEN > AFGEROND | matcher, vraag, steun
AFGEROND: EXPIRE > AFGEROND | timer
AFGEROND: REOPEN > ACTIEF | matcher
`

func TestTheTableIsTheLifeInTheDesign(t *testing.T) {
	var got []string
	for _, r := range koppeling.Table {
		from := []string{"-"}
		if len(r.From) > 0 {
			from = words(r.From)
		}
		for _, f := range from {
			got = append(got, fmt.Sprintf("%s: %s > %s | %s", f, r.Stap, strings.Join(words(r.To), ", "), strings.Join(words(r.Who), ", ")))
		}
	}
	want := strings.Split(strings.TrimSpace(life), "\n")
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("the table lacks  %s", line)
		}
	}
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("the table adds  %s", line)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d lines, want %d: one stands twice", len(got), len(want))
	}
}

func words[W ~string](list []W) (out []string) {
	for _, w := range list {
		out = append(out, string(w))
	}
	return out
}

// role is somebody who tries every step, and what the table calls her.
type role struct {
	name string
	who  asker
	is   []koppeling.Who
	kant []term.Kant // a matcher says whose answer it is
}

// roles of a koppeling between v and s, in the state it is in.
func (d *desk) roles(v *world.Vraag, s *world.Steun, k *ent.Koppeling) []role {
	asked := term.KantSteun
	if k.State == term.KoppelingVoorgesteldVraag {
		asked = term.KantVraag
	}
	list := []role{
		{"anonymous", world.Anonymous, nil, nil},
		{"client", d.ThirdParty(), nil, nil},
		{"professional", d.Professional, nil, nil},
		{"host", d.Host, nil, nil},
		{"admin", d.Admin, nil, nil},
		{"matcher elsewhere", d.MatcherElsewhere, nil, []term.Kant{asked}},
		{"foreign parent", d.Vraag().Parent, nil, nil},
		{"vraag, not asked", v.Parent, nil, nil},
		{"steun, not asked", s.Parent, nil, nil},
		{"matcher", d.Matcher, []koppeling.Who{koppeling.Matcher}, []term.Kant{asked}},
		{"head matcher", d.HeadMatcher, []koppeling.Who{koppeling.Matcher, koppeling.HeadMatcher}, []term.Kant{asked}},
		{"timer", world.Timer, []koppeling.Who{koppeling.Timer}, nil},
	}
	if k.VraagZiet {
		list[7] = role{"vraag", v.Parent, []koppeling.Who{koppeling.Vraag}, nil}
	}
	if k.SteunZiet {
		list[8] = role{"steun", s.Parent, []koppeling.Who{koppeling.Steun}, nil}
	}
	return list
}

// rules are the lines of the table for a step from a state that hold for a role; with
// no state, those from any.
func rules(stap term.KoppelingStap, from term.KoppelingState, r role) (to []term.KoppelingState, found bool) {
	for _, line := range koppeling.Table {
		for _, is := range r.is {
			if line.Stap == stap && slices.Contains(line.Who, is) && (from == "" || slices.Contains(line.From, from)) {
				to, found = append(to, line.To...), true
			}
		}
	}
	return to, found
}

// ready puts in order, in the transaction of ctx, what the guard of a step asks for.
func (d *desk) ready(ctx context.Context, stap term.KoppelingStap, k *ent.Koppeling, v *world.Vraag, s *world.Steun) *ent.Koppeling {
	w := d.Through(ctx)
	yes := func(kind term.AnswerKind) {
		w.Answer(k, v.Parent, term.KantVraag, kind, term.AntwoordJa)
		w.Answer(k, s.Parent, term.KantSteun, kind, term.AntwoordJa)
	}
	switch stap {
	case term.StapStartProefperiode:
		yes(term.AnswerKennismaking)
	case term.StapActivate:
		yes(term.AnswerAfspraken)
		w.CheckIn(k, v.Parent, term.KantVraag, term.SmileyGoed)
		w.CheckIn(k, s.Parent, term.KantSteun, term.SmileyGoed)
	case term.StapConfirmAfspraken:
		w.Afspraken(k, w.Client.Koppeling.QueryAfspraken(k).CountX(world.Timer.In(ctx))+1)
	case term.StapAnswerReopen, term.StapReopen:
		w.AskedAgain(k)
		if stap == term.StapReopen {
			yes(term.AnswerHeropenen)
		}
	case term.StapExpire:
		if k.State == term.KoppelingAfgerond {
			w.Client.Koppeling.UpdateOne(k).SetHeropenGevraagdOp(d.Now.AddDate(0, 0, -60)).ExecX(world.Timer.In(ctx))
			break
		}
		w.Client.Koppeling.UpdateOne(k).SetVerlooptOp(d.Now.AddDate(0, 0, -1)).ExecX(world.Timer.In(ctx))
	}
	return w.Refresh(k.ID)
}

// oneSided are the steps that only one side and the matchers know of.
var oneSided = []term.KoppelingStap{term.StapAnswerKennismaking, term.StapConfirmAfspraken, term.StapGiveTerugblik, term.StapSkipVisit, term.StapAskChange,
	term.StapSayFarewell, term.StapAnswerContact, term.StapAnswerOpnieuw, term.StapAnswerReopen}

var undone = errors.New("undone, so that the next begins with the same")

// TestEveryStepFromEveryStateByEverybody takes every step of the table, from every
// state, in every role. What the table allows succeeds; all else is refused as
// NOT_FOUND, when it is not theirs, or STATE, and changes nothing.
func TestEveryStepFromEveryStateByEverybody(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		for _, state := range term.All[term.KoppelingState]() {
			v, s := d.Vraag(), d.Steun()
			k := d.Koppeling(v, s, state)
			for _, r := range d.roles(v, s, k) {
				t.Run(string(state)+"/"+r.name, func(t *testing.T) {
					for _, stap := range term.All[term.KoppelingStap]() {
						if to, ok := rules(stap, state, r); ok {
							d.succeeds(t, stap, k, v, s, r, to)
						}
					}
					d.refuses(t, k, r)
				})
			}
		}
	})
}

func (d *desk) succeeds(t *testing.T, stap term.KoppelingStap, k *ent.Koppeling, v *world.Vraag, s *world.Steun, r role, to []term.KoppelingState) {
	err := d.DB.WithTx(context.Background(), func(ctx context.Context, _ *ent.Tx) error {
		was := d.ready(ctx, stap, k, v, s)
		before := d.snapshot(ctx)
		if _, err := d.take(r.who.In(ctx), stap, was, r.kant...); err != nil {
			return err
		}
		now := d.Through(ctx).Refresh(k.ID)
		if !slices.Contains(to, now.State) {
			t.Errorf("%s leads to %s, the table says %v", stap, now.State, to)
		}
		if d.snapshot(ctx) == before {
			t.Errorf("%s changed nothing", stap)
		}
		if stap == term.StapCheckIn { // a tap is no step in its life
			return undone
		}
		raised := 1
		if slices.Contains(oneSided, stap) { // see TestTwoPrivateAnswersAreNoConflict
			raised = 0
		}
		if now.Version != was.Version+raised {
			t.Errorf("%s raised the version from %d to %d", stap, was.Version, now.Version)
		}
		last := d.Through(ctx).Client.Koppeling.QuerySteps(now).Where(koppelingstep.ToStateEQ(now.State), koppelingstep.FromStateEQ(was.State),
			koppelingstep.Step(string(stap))).CountX(world.Timer.In(ctx))
		if last != 1 {
			t.Errorf("%s stands %d times in the history", stap, last)
		}
		return undone
	})
	if !errors.Is(err, undone) {
		t.Errorf("%s: %v", stap, err)
	}
}

func (d *desk) refuses(t *testing.T, k *ent.Koppeling, r role) {
	err := d.DB.WithTx(context.Background(), func(ctx context.Context, _ *ent.Tx) error {
		before := d.snapshot(ctx)
		d.forget()
		for _, stap := range term.All[term.KoppelingStap]() {
			_, allowed := rules(stap, k.State, r)
			if allowed || stap == term.StapExplore || stap == term.StapPropose || stap == term.StapExpire {
				continue // the last three have no koppeling to begin from; see below
			}
			want := fault.NotFound
			if _, some := rules(stap, "", r); some {
				want = fault.State
				if stap == term.StapAnswerProposal && k.State == term.KoppelingVerlopen {
					continue // a yes that comes too late: see TestALateYesIsATask
				}
			}
			_, err := d.take(r.who.In(ctx), stap, k, r.kant...)
			if got := fault.All(err); len(got) != 1 || got[0].Code != want {
				t.Errorf("%s: %v, want %s", stap, err, want)
			}
			if got := fault.All(err); len(got) == 1 && (got[0].Current != nil) != (want != fault.NotFound) {
				t.Errorf("%s: %s tells what is current: %v", stap, want, got[0].Current)
			}
		}
		if d.snapshot(ctx) != before || len(d.told) > 0 {
			t.Errorf("a refusal left something behind, or told somebody: %v", d.heard())
		}
		return undone
	})
	if !errors.Is(err, undone) {
		t.Error(err)
	}
}

// TestNothingToBeginFrom: the steps that make a koppeling, and all others on an id
// that nobody knows.
func TestNothingToBeginFrom(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun()
		for _, r := range d.roles(v, s, &ent.Koppeling{}) {
			t.Run(r.name, func(t *testing.T) {
				for _, stap := range term.All[term.KoppelingStap]() {
					if stap == term.StapExpire {
						continue
					}
					err := d.DB.WithTx(context.Background(), func(ctx context.Context, _ *ent.Tx) error {
						before := d.snapshot(ctx)
						new := &ent.Koppeling{ID: gid.New(gid.Koppeling), VraaggezinID: v.ID(), SteungezinID: s.ID()}
						_, err := d.take(r.who.In(ctx), stap, new, r.kant...)
						begins := stap == term.StapExplore || stap == term.StapPropose
						if begins && slices.Contains(r.is, koppeling.Matcher) {
							if err != nil || d.Through(ctx).Refresh(new.ID).VraaggezinID != v.ID() {
								t.Errorf("%s: %v", stap, err)
							}
							return undone
						}
						if all := fault.All(err); len(all) == 0 || slices.ContainsFunc(all, func(f *fault.Error) bool { return f.Code != fault.NotFound }) {
							t.Errorf("%s: %v, want NOT_FOUND", stap, err)
						}
						if d.snapshot(ctx) != before {
							t.Errorf("%s left something behind", stap)
						}
						return undone
					})
					if !errors.Is(err, undone) {
						t.Error(err)
					}
				}
			})
		}
	})
}

// snapshot is every row a step can touch.
func (d *desk) snapshot(ctx context.Context) string {
	c, sys := d.Through(ctx).Client, world.Timer.In(ctx)
	return fmt.Sprint(c.Koppeling.Query().Order(ent.Asc("id")).AllX(sys), c.KoppelingStep.Query().Order(ent.Asc("id")).AllX(sys),
		c.KoppelingAnswer.Query().Order(ent.Asc("id")).AllX(sys), c.Afspraken.Query().Order(ent.Asc("id")).AllX(sys),
		c.Afscheid.Query().Order(ent.Asc("id")).AllX(sys), c.CheckIn.Query().Order(ent.Asc("id")).AllX(sys), c.Terugblik.Query().Order(ent.Asc("id")).AllX(sys))
}
