package family

import (
	"context"
	"fmt"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
)

// Gesprek is what a steungezin said it can and wants. Nil is not said: only what is
// given changes.
type Gesprek struct {
	Act
	Soorten        []term.Soort
	Dagdelen       []term.Dagdeel
	Weken          *term.Weken
	KeerPerMaand   *int
	MaxReisMinuten *int
	Maanden        *int
	Capaciteit     *int
	Haalt          *bool
	LeeftijdVan    *int
	LeeftijdTot    *int
	MaxKinderen    *int
	Dieren         []term.Dier
	Rookt          *bool
	Toegankelijk   *bool
	Zorgtaken      []term.Zorgtaak
	Tuin           *bool
	Rustig         *bool
	Opvoeding      []term.Opvoeding
	Interesses     []term.Interesse
	Ervaring       []term.Ervaring
	NietEigenDorp  *bool
	EigenWoorden   *string
	VolgendeStap   *string
	VolgendeDatum  *time.Time
}

func (in *Gesprek) check(x *ent.Steungezin, f *form) {
	f.number("keerPerMaand", in.KeerPerMaand, Limits.KeerPerMaand)
	f.number("maxReisMinuten", in.MaxReisMinuten, Limits.ReisMinuten)
	f.number("maanden", in.Maanden, Limits.Maanden)
	f.number("maxKinderen", in.MaxKinderen, Limits.Children)
	if in.Capaciteit != nil {
		f.between(fault.At("capaciteit"), *in.Capaciteit, 1, Limits.Capaciteit)
	}
	from, to := x.LeeftijdVan, x.LeeftijdTot
	if in.LeeftijdVan != nil {
		from = in.LeeftijdVan
	}
	if in.LeeftijdTot != nil {
		to = in.LeeftijdTot
	}
	f.ages(from, to)
	if in.EigenWoorden != nil {
		f.words(fault.At("eigenWoorden"), in.EigenWoorden, Limits.EigenWoorden)
	}
	f.following(in.VolgendeStap, in.VolgendeDatum)
}

// RecordGesprek writes down what was said. The first time it says that there was a
// talk.
func (s *Service) RecordGesprek(ctx context.Context, in Gesprek) (*Steun, error) {
	t, err := s.beginSteun(ctx, StepRecordGesprek, "id", in.Act, in.check)
	if err != nil {
		return nil, err
	}
	if in.Capaciteit != nil && *in.Capaciteit < t.plek {
		return nil, fault.New(fault.Guard, "capaciteit.bezet").At("capaciteit").With("aantal", t.plek)
	}
	first := t.sc != nil && t.sc.GesprekOp == nil
	if first {
		if err := ent.FromContext(ctx).Screening.UpdateOneID(t.sc.ID).SetGesprekOp(t.now).Exec(rule.System(ctx)); err != nil {
			return nil, fmt.Errorf("noting a talk: %w", err)
		}
	}
	var then *next
	if first || in.VolgendeStap != nil || in.VolgendeDatum != nil {
		usual := steunNext[t.x.State]
		if t.x.State == term.SteunKennismakingsgesprek {
			usual = next{"Beginnen met de takenlijst", workdays(5)}
		}
		then = following(usual, in.VolgendeStap, in.VolgendeDatum)
	}
	return s.takeSteun(ctx, t, then, in.set)
}

func (in *Gesprek) set(u *ent.SteungezinUpdateOne) {
	given(in.Soorten, func(l []term.Soort) { u.SetSoorten(l) })
	given(in.Dagdelen, func(l []term.Dagdeel) { u.SetDagdelen(l) })
	given(in.Opvoeding, func(l []term.Opvoeding) { u.SetOpvoeding(l) })
	given(in.Interesses, func(l []term.Interesse) { u.SetInteresses(l) })
	given(in.Ervaring, func(l []term.Ervaring) { u.SetErvaring(l) })
	given(in.Dieren, func(l []term.Dier) { u.SetDieren(l).SetDierenBekend(true) })
	given(in.Zorgtaken, func(l []term.Zorgtaak) { u.SetZorgtaken(l).SetZorgtakenBekend(true) })
	u.SetNillableWeken(in.Weken).SetNillableKeerPerMaand(in.KeerPerMaand).SetNillableMaxReisMinuten(in.MaxReisMinuten).
		SetNillableMaanden(in.Maanden).SetNillableCapaciteit(in.Capaciteit).SetNillableHaalt(in.Haalt).
		SetNillableLeeftijdVan(in.LeeftijdVan).SetNillableLeeftijdTot(in.LeeftijdTot).SetNillableMaxKinderen(in.MaxKinderen).
		SetNillableRookt(in.Rookt).SetNillableToegankelijk(in.Toegankelijk).SetNillableTuin(in.Tuin).
		SetNillableRustig(in.Rustig).SetNillableNietEigenDorp(in.NietEigenDorp).SetNillableEigenWoorden(in.EigenWoorden)
}
