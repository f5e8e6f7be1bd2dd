package koppeling

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/afscheid"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/koppelinganswer"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// wordsAfter is how long after the end a side may still write a word: the child asks for
// the page when it misses them, and not on the day itself.
const wordsAfter = 30 * day

// Farewell is what one side says at the end, to the child and to the other family.
type Farewell struct {
	Act
	Woord string
	Kant  *term.Kant
}

// SayFarewell keeps a side's words. Said again they take the place of what it said before.
func (s *Service) SayFarewell(ctx context.Context, in Farewell) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapSayFarewell, &in.Act)
	if err != nil {
		return nil, err
	}
	kant, err := t.side(ctx, in.Kant)
	if err != nil {
		return nil, err
	}
	if until := WordsUntil(t.k); until != nil && until.Before(clock.Now()) {
		return nil, fault.New(fault.Expired, "afscheid.te.laat").At("id").WithCurrent(t.k.ID)
	}
	if f := words(&in.Woord, 1000, "woord"); f != nil {
		return nil, f
	}
	if in.Woord == "" {
		return nil, fault.New(fault.Required, "afscheid.leeg").At("woord")
	}
	sys, c, by := rule.System(ctx), ent.FromContext(ctx).Afscheid, viewer.FromContext(ctx).UserID
	said, err := c.Query().Where(afscheid.KoppelingID(t.k.ID), afscheid.KantEQ(kant)).Only(sys)
	switch {
	case err == nil:
		err = c.UpdateOne(said).SetWoord(in.Woord).Exec(sys)
	case ent.IsNotFound(err):
		err = c.Create().SetID(gid.New(gid.Afscheid)).SetRegionID(t.k.RegionID).SetKoppelingID(t.k.ID).SetKant(kant).
			SetWoord(in.Woord).SetUserID(by).Exec(sys)
		if ent.IsConstraintError(err) { // both parents at this very moment
			return nil, fault.New(fault.Retryable, "").Because(err)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("keeping a farewell: %w", err)
	}
	return s.say(ctx, t, Act{})
}

// WordsUntil is until when a side may write a word; nil while it is not over.
func WordsUntil(k *ent.Koppeling) *time.Time {
	if k.State != term.KoppelingAfgerond || k.AfgerondOp == nil {
		return nil
	}
	until := k.AfgerondOp.Add(wordsAfter)
	return &until
}

// AnswerContact is whether one side wants to stay in touch. How to reach each other stays
// open after the farewell only while both say yes (ent/rule: inTouch); a later no closes it.
func (s *Service) AnswerContact(ctx context.Context, a Answer) (*ent.Koppeling, error) {
	t, _, err := s.ownAnswer(ctx, term.StapAnswerContact, term.AnswerContact, a)
	if err != nil {
		return nil, err
	}
	return s.say(ctx, t, Act{Reden: a.Reden})
}

// AnswerOpnieuw is whether one side wants to begin again with another family.
func (s *Service) AnswerOpnieuw(ctx context.Context, a Answer) (*ent.Koppeling, error) {
	t, kant, err := s.ownAnswer(ctx, term.StapAnswerOpnieuw, term.AnswerOpnieuw, a)
	if err != nil {
		return nil, err
	}
	if s.Sides != nil {
		if err := s.Sides.Again(ctx, kant, t.idOf(kant), a.Antwoord == term.AntwoordJa); err != nil {
			return nil, err
		}
	}
	return s.say(ctx, t, Act{Reden: a.Reden})
}

// ownAnswer takes a side's answer to a question it may answer anew: the newest counts.
func (s *Service) ownAnswer(ctx context.Context, stap term.KoppelingStap, kind term.AnswerKind, a Answer) (*turn, term.Kant, error) {
	t, err := s.begin(ctx, stap, &a.Act)
	if err != nil {
		return nil, "", err
	}
	kant, err := t.side(ctx, a.Kant)
	if err != nil {
		return nil, "", err
	}
	last, err := ent.FromContext(ctx).KoppelingAnswer.Query().Where(koppelinganswer.KoppelingID(t.k.ID), koppelinganswer.KantEQ(kant),
		koppelinganswer.KindEQ(kind)).Order(koppelinganswer.ByRonde()).All(rule.System(ctx))
	if err != nil {
		return nil, "", fmt.Errorf("reading what a side said: %w", err)
	}
	round := 1
	if n := len(last); n > 0 {
		if last[n-1].Antwoord == a.Antwoord {
			return nil, "", fault.New(fault.Exists, "antwoord.al.gegeven").At("antwoord").WithCurrent(t.k.ID)
		}
		round = last[n-1].Ronde + 1
	}
	return t, kant, s.record(ctx, t, kant, kind, round, a)
}

func (t *turn) idOf(kant term.Kant) uuid.UUID {
	if kant == term.KantSteun {
		return t.k.SteungezinID
	}
	return t.k.VraaggezinID
}

// Vragen is what one side is asked at the farewell and after it. k comes with its region,
// both sides and its answers.
func Vragen(k *ent.Koppeling, kant term.Kant, now time.Time) []term.AnswerKind {
	out := []term.AnswerKind{}
	said := func(kind term.AnswerKind, after time.Time) bool {
		return slices.ContainsFunc(k.Edges.Answers, func(a *ent.KoppelingAnswer) bool {
			return a.Kant == kant && a.Kind == kind && !a.CreatedAt.Before(after)
		})
	}
	by := AnswerBy(k)
	again := by != nil && by.After(now) // until then nobody is asked for another: one question at a time
	if again && !said(term.AnswerHeropenen, *k.HeropenGevraagdOp) {
		out = append(out, term.AnswerHeropenen)
	}
	over := k.State == term.KoppelingAfgerond && k.AfgerondOp != nil
	if (k.State == term.KoppelingAfronden || over && now.Before(k.AfgerondOp.Add(wordsAfter))) && !said(term.AnswerContact, time.Time{}) {
		out = append(out, term.AnswerContact)
	}
	rests := kant == term.KantVraag && k.Edges.Vraaggezin.State == term.VraagGepauzeerd ||
		kant == term.KantSteun && k.Edges.Steungezin.State == term.SteunPauze
	if over && rests && !again && now.Before(k.AfgerondOp.Add(reopenWithin)) && !said(term.AnswerOpnieuw, time.Time{}) {
		out = append(out, term.AnswerOpnieuw)
	}
	return out
}

// InTouch tells whether the newest word of both sides is that they stay in touch; of a
// koppeling with its answers.
func InTouch(k *ent.Koppeling) bool {
	newest := map[term.Kant]*ent.KoppelingAnswer{}
	for _, a := range k.Edges.Answers {
		if was := newest[a.Kant]; a.Kind == term.AnswerContact && (was == nil || was.Ronde < a.Ronde) {
			newest[a.Kant] = a
		}
	}
	for _, kant := range term.All[term.Kant]() {
		if a := newest[kant]; a == nil || a.Antwoord != term.AntwoordJa {
			return false
		}
	}
	return true
}

// Farewells reads koppelingen with what the questions of the farewell follow from, as the
// system. What of it somebody may see, the caller decides.
func Farewells(ctx context.Context, c *ent.Client, ids []uuid.UUID) (map[uuid.UUID]*ent.Koppeling, error) {
	rows, err := c.Koppeling.Query().Where(koppeling.IDIn(ids...)).WithRegion().WithVraaggezin().WithSteungezin().
		WithAnswers(func(q *ent.KoppelingAnswerQuery) {
			q.Where(koppelinganswer.KindIn(term.AnswerContact, term.AnswerOpnieuw, term.AnswerHeropenen))
		}).All(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("reading farewells: %w", err)
	}
	out := make(map[uuid.UUID]*ent.Koppeling, len(rows))
	for _, k := range rows {
		out[k.ID] = k
	}
	return out, nil
}
