package family

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/referentie"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/vog"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// SeenVog notes that the original VOG of one adult was seen.
type SeenVog struct {
	ID            uuid.UUID
	SteungezinID  uuid.UUID
	Voornaam      string
	AfgegevenOp   time.Time
	Functieaspect string
}

// RecordVog keeps that a VOG was seen: whose, given when, seen when and by whom.
// Never the paper itself.
func (s *Service) RecordVog(ctx context.Context, in SeenVog) (*Steun, error) {
	t, err := s.beginCheck(ctx, StepRecordVog, in.SteungezinID, func(x *ent.Steungezin, f *form) {
		f.id(fault.At("id"), in.ID, gid.Vog)
		if f.line(fault.At("voornaam"), &in.Voornaam, Limits.FirstName); in.Voornaam == "" {
			f.faults.Add(fault.At("voornaam").New(fault.Required, "naam.leeg"))
		}
		if f.line(fault.At("functieaspect"), &in.Functieaspect, Limits.Functieaspect); in.Functieaspect == "" {
			f.faults.Add(fault.At("functieaspect").Required())
		}
		if years := x.Edges.Region.VogYears; !clock.Now().Before(in.AfgegevenOp.AddDate(years, 0, 0)) {
			f.faults.Add(fault.At("afgegevenOp").New(fault.Invalid, "vog.oud").With("jaren", years))
		} else {
			f.past(fault.At("afgegevenOp"), in.AfgegevenOp)
		}
	})
	if err != nil {
		return nil, err
	}
	made := &ent.Vog{ID: in.ID, Voornaam: in.Voornaam, AfgegevenOp: in.AfgegevenOp, Functieaspect: in.Functieaspect, GezienOp: t.now}
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	if taken, err := c.Vog.Query().Where(vog.ID(in.ID)).Exist(sys); err != nil || taken {
		return nil, exists(err, taken)
	}
	err = c.Vog.Create().SetID(made.ID).SetRegionID(t.x.RegionID).SetScreeningID(t.sc.ID).SetVoornaam(made.Voornaam).
		SetAfgegevenOp(made.AfgegevenOp).SetFunctieaspect(made.Functieaspect).SetGezienOp(t.now).
		SetGezienDoorID(viewer.FromContext(ctx).UserID).Exec(sys)
	if err != nil {
		return nil, lost(err, in.ID, "noting a VOG")
	}
	t.sc.Edges.Vogs = append(t.sc.Edges.Vogs, made)
	return s.checkedOff(ctx, t)
}

// Reference is a talk with somebody who knows the steungezin.
type Reference struct {
	ID           uuid.UUID
	SteungezinID uuid.UUID
	Relatie      string
	Positief     bool
}

// RecordReferentie keeps that somebody was spoken to, never her name or number.
func (s *Service) RecordReferentie(ctx context.Context, in Reference) (*Steun, error) {
	t, err := s.beginCheck(ctx, StepRecordReferentie, in.SteungezinID, func(_ *ent.Steungezin, f *form) {
		f.id(fault.At("id"), in.ID, gid.Referentie)
		if f.line(fault.At("relatie"), &in.Relatie, Limits.Relatie); in.Relatie == "" {
			f.faults.Add(fault.At("relatie").New(fault.Required, "relatie.leeg"))
		}
	})
	if err != nil {
		return nil, err
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	if taken, err := c.Referentie.Query().Where(referentie.ID(in.ID)).Exist(sys); err != nil || taken {
		return nil, exists(err, taken)
	}
	err = c.Referentie.Create().SetID(in.ID).SetRegionID(t.x.RegionID).SetScreeningID(t.sc.ID).SetRelatie(in.Relatie).
		SetPositief(in.Positief).SetGesprokenOp(t.now).SetGesprokenDoorID(viewer.FromContext(ctx).UserID).Exec(sys)
	if err != nil {
		return nil, lost(err, in.ID, "noting a reference")
	}
	t.sc.Edges.Referenties = append(t.sc.Edges.Referenties, &ent.Referentie{ID: in.ID, Positief: in.Positief})
	return s.checkedOff(ctx, t)
}

// Checks are the days on which something was done; nil is not given.
type Checks struct {
	SteungezinID uuid.UUID
	GesprekOp    *time.Time
	HuisbezoekOp *time.Time
	HuisregelsOp *time.Time
	TrainingOp   *time.Time
}

// RecordScreening keeps which check was done on which day.
func (s *Service) RecordScreening(ctx context.Context, in Checks) (*Steun, error) {
	t, err := s.beginCheck(ctx, StepRecordScreening, in.SteungezinID, func(_ *ent.Steungezin, f *form) {
		for _, d := range []struct {
			name string
			day  *time.Time
		}{{"gesprekOp", in.GesprekOp}, {"huisbezoekOp", in.HuisbezoekOp}, {"huisregelsOp", in.HuisregelsOp}, {"trainingOp", in.TrainingOp}} {
			if d.day != nil {
				f.past(fault.At(d.name), *d.day)
			}
		}
	})
	if err != nil {
		return nil, err
	}
	sc, err := ent.FromContext(ctx).Screening.UpdateOneID(t.sc.ID).SetNillableGesprekOp(in.GesprekOp).
		SetNillableHuisbezoekOp(in.HuisbezoekOp).SetNillableHuisregelsOp(in.HuisregelsOp).SetNillableTrainingOp(in.TrainingOp).
		Save(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("noting a check: %w", err)
	}
	sc.Edges = t.sc.Edges
	t.sc = sc
	return s.checkedOff(ctx, t)
}

// beginCheck is beginSteun for what is noted beside the steungezin itself, in
// whatever order it happens: there is no version to hold on to.
func (s *Service) beginCheck(ctx context.Context, step Step, steungezin uuid.UUID, check func(x *ent.Steungezin, f *form)) (*steunTurn, error) {
	t, err := s.beginSteun(ctx, step, "steungezinId", Act{ID: steungezin, force: true}, check)
	if err != nil {
		return nil, err
	}
	if t.sc == nil {
		t.sc, err = ent.FromContext(ctx).Screening.Create().SetID(gid.New(gid.Screening)).SetRegionID(t.x.RegionID).
			SetSteungezinID(t.x.ID).Save(rule.System(ctx))
	}
	return t, lost(err, t.x.ID, "beginning a screening")
}

// checkedOff says what comes next on the list, while the list is what counts.
func (s *Service) checkedOff(ctx context.Context, t *steunTurn) (*Steun, error) {
	switch {
	case t.x.State != term.SteunScreening && t.x.VolgendeStap == vogEnds && t.step == StepRecordVog: // done: back to the usual
		n := steunNext[t.x.State]
		return s.takeSteun(ctx, t, &n, nil)
	case t.x.State != term.SteunScreening:
		return &Steun{Steungezin: t.x}, nil
	}
	n := t.nextCheck()
	return s.takeSteun(ctx, t, &n, nil)
}

// past checks a day on which something was done. Days come as midnight somewhere:
// until the end of today in the Netherlands is not the future.
func (f *form) past(at fault.Place, day time.Time) {
	switch now := clock.Now(); {
	case clock.Today(day).After(clock.Today(now)):
		f.faults.Add(at.New(fault.Invalid, "datum.later"))
	case day.Before(now.AddDate(-10, 0, 0)):
		f.faults.Add(at.New(fault.Invalid, "datum.oud"))
	}
}

func exists(err error, taken bool) error {
	if err != nil {
		return fmt.Errorf("looking up an id: %w", err)
	}
	if taken {
		return fault.New(fault.Exists, "id.bestaat").At("id")
	}
	return nil
}
