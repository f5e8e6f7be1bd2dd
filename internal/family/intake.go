package family

import (
	"context"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// PlanIntake plans the first talk. The matcher who does becomes the dossier's
// matcher when it has none.
func (s *Service) PlanIntake(ctx context.Context, a Act, at time.Time) (*Vraag, error) {
	t, err := s.beginVraag(ctx, StepPlanIntake, a, func(_ *ent.Vraaggezin, f *form) { f.plan(fault.At("at"), at) })
	if err != nil {
		return nil, err
	}
	talk := on("Gesprek voeren", at)
	x, err := s.takeVraag(ctx, t, &talk, func(u *ent.VraaggezinUpdateOne) {
		if v := viewer.FromContext(ctx); t.x.MatcherID == nil {
			u.SetMatcherID(v.UserID)
		}
	})
	if err != nil {
		return nil, err
	}
	return x, s.tellFamily(ctx, IntakePlanned, x.FamilyID, at)
}

// Intake is what was said at the kitchen table. Nil is not said: only what is given
// changes.
type Intake struct {
	Act
	Gesprek        bool
	Soorten        []term.Soort
	Dagdelen       []term.Dagdeel
	Weken          *term.Weken
	KeerPerMaand   *int
	MaxReisMinuten *int
	Maanden        *int
	Gezelschap     *term.Gezelschap
	Opvoeding      []term.Opvoeding
	Interesses     []term.Interesse
	Ervaring       []term.Ervaring
	BangVoor       []term.Dier
	WensTuin       *bool
	WensRustig     *bool
	WensHuisdieren *bool
	Tolk           *bool
	NietEigenDorp  *bool
	EigenWoorden   *string
	Gezag          *term.Gezag
	Bezwaar        *bool
	Urgentie       *int
	Zorg           []Zorg // not nil: allergies and care were asked
	VolgendeStap   *string
	VolgendeDatum  *time.Time
}

func (in *Intake) check(f *form) {
	f.number("keerPerMaand", in.KeerPerMaand, Limits.KeerPerMaand)
	f.number("maxReisMinuten", in.MaxReisMinuten, Limits.ReisMinuten)
	f.number("maanden", in.Maanden, Limits.Maanden)
	f.number("urgentie", in.Urgentie, Limits.Urgentie)
	if in.EigenWoorden != nil {
		f.words(fault.At("eigenWoorden"), in.EigenWoorden, Limits.EigenWoorden)
	}
	f.zorg(fault.At("zorg"), in.Zorg)
	f.following(in.VolgendeStap, in.VolgendeDatum)
}

// RecordIntake writes down what was said. An objection of somebody with custody
// takes the family out of the pool at once.
func (s *Service) RecordIntake(ctx context.Context, in Intake) (*Vraag, error) {
	objected := false
	t, err := s.beginVraag(ctx, StepRecordIntake, in.Act, func(x *ent.Vraaggezin, f *form) {
		in.check(f)
		objected = in.Bezwaar != nil && *in.Bezwaar && !x.Bezwaar
	})
	if err != nil {
		return nil, err
	}
	if len(in.Zorg) > 0 && !t.consent[term.DoelBijzondereGegevens] {
		return nil, fault.New(fault.Guard, "zorg.vraag.eerst").At("zorg")
	}
	if in.Zorg != nil {
		if err := replaceZorg(ctx, t.x.RegionID, t.x.FamilyID, in.Zorg); err != nil {
			return nil, err
		}
	}
	then := t.afterTalk(in)
	if objected {
		then = &next{"Bespreken: iemand met gezag is het er niet mee eens", workdays(1)}
		if t.x.State == term.VraagWachtend || t.x.State == term.VraagGepauzeerd {
			t.step, t.to = StepLeavePool, term.VraagIntake
		}
	}
	x, err := s.takeVraag(ctx, t, then, in.set)
	if err != nil {
		return nil, err
	}
	if objected {
		x.Loose = Loose{End: t.proposals, Interrupt: append(t.meetings, t.going...)}
	}
	return x, nil
}

// afterTalk is what happens next, as the matcher says or as it usually goes: a
// second talk, and then the list.
func (t *vraagTurn) afterTalk(in Intake) *next {
	usual, late := t.usual(in.Gesprek), t.x.VolgendeDatum == nil || t.x.VolgendeDatum.Before(t.now)
	if !in.Gesprek && !late && in.VolgendeStap == nil && in.VolgendeDatum == nil {
		return nil
	}
	return following(usual, in.VolgendeStap, in.VolgendeDatum)
}

func (t *vraagTurn) usual(talked bool) next {
	n := vraagNext[t.x.State]
	if t.x.State != term.VraagIntake {
		return n
	}
	talks := t.x.Gesprekken
	if talked {
		talks++
	}
	if talks >= 2 {
		return next{"Gesprekken afronden en gaan zoeken", workdays(5)}
	}
	return n
}

func (in *Intake) set(u *ent.VraaggezinUpdateOne) {
	if in.Gesprek {
		u.AddGesprekken(1)
	}
	given(in.Soorten, func(l []term.Soort) {
		if u.SetSoorten(l); len(l) > 0 {
			u.SetWeetNogNiet(false)
		}
	})
	given(in.Dagdelen, func(l []term.Dagdeel) { u.SetDagdelen(l) })
	given(in.Opvoeding, func(l []term.Opvoeding) { u.SetOpvoeding(l) })
	given(in.Interesses, func(l []term.Interesse) { u.SetInteresses(l) })
	given(in.Ervaring, func(l []term.Ervaring) { u.SetErvaring(l) })
	given(in.BangVoor, func(l []term.Dier) { u.SetBangVoor(l) })
	u.SetNillableWeken(in.Weken).SetNillableKeerPerMaand(in.KeerPerMaand).SetNillableMaxReisMinuten(in.MaxReisMinuten).
		SetNillableMaanden(in.Maanden).SetNillableGezelschap(in.Gezelschap).SetNillableWensTuin(in.WensTuin).
		SetNillableWensRustig(in.WensRustig).SetNillableWensHuisdieren(in.WensHuisdieren).SetNillableTolk(in.Tolk).
		SetNillableNietEigenDorp(in.NietEigenDorp).SetNillableEigenWoorden(in.EigenWoorden).SetNillableGezag(in.Gezag).
		SetNillableBezwaar(in.Bezwaar).SetNillableUrgentie(in.Urgentie)
	if in.Zorg != nil {
		u.SetZorgBesproken(true)
	}
}

// given hands on a list that was given, in order and each word once.
func given[W interface {
	~string
	Values() []string
}](list []W, to func([]W)) {
	if list != nil {
		to(set(list))
	}
}

// number checks a number that may be left out.
func (f *form) number(name string, n *int, max int) {
	if n != nil {
		f.between(fault.At(name), *n, 0, max)
	}
}

// plan checks a day that is planned. A phone may have been without a network for a
// while, so that a plan may arrive some days late.
func (f *form) plan(at fault.Place, day time.Time) {
	switch now := clock.Now(); {
	case day.Before(now.AddDate(0, 0, -lateDays)):
		f.faults.Add(at.New(fault.Invalid, "datum.eerder"))
	case day.After(now.AddDate(1, 0, 0)):
		f.faults.Add(at.New(fault.Invalid, "datum.ver"))
	}
}

// lateDays is how long a phone may keep a write before it gets here.
const lateDays = 7

// following checks what happens next, as a matcher wrote it.
func (f *form) following(step *string, day *time.Time) {
	if step != nil {
		f.line(fault.At("volgendeStap"), step, Limits.VolgendeStap)
	}
	if day != nil {
		f.plan(fault.At("volgendeDatum"), *day)
	}
}

// following lays what a matcher wrote over what usually comes.
func following(usual next, step *string, day *time.Time) *next {
	if filled(step) {
		usual.step = *step
	}
	if day != nil {
		usual = on(usual.step, *day)
	}
	return &usual
}
