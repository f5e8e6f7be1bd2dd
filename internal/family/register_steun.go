package family

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/steungezin"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
)

// RegisterSteun is a family that offers support. What it can give may still be
// empty: the talk asks.
type RegisterSteun struct {
	ID             uuid.UUID      `json:"id"`
	Region         *uuid.UUID     `json:"region"`
	Family         Household      `json:"family"`
	Soorten        []term.Soort   `json:"soorten"`
	Dagdelen       []term.Dagdeel `json:"dagdelen"`
	MaxReisMinuten int            `json:"maxReisMinuten"`
	LeeftijdVan    *int           `json:"leeftijdVan"`
	LeeftijdTot    *int           `json:"leeftijdTot"`
	Dieren         []term.Dier    `json:"dieren"` // nil: not asked
	Rookt          *bool          `json:"rookt"`
	Haalt          bool           `json:"haalt"`
	EigenWoorden   string         `json:"eigenWoorden"`
	Toestemming    bool           `json:"toestemming"`
	TextVersion    string         `json:"textVersion"`
}

func (in *RegisterSteun) check(f *form, a *applicant) {
	f.id(fault.At("id"), in.ID, gid.Steungezin)
	f.household(&in.Family, a.key(), a.own != nil, a.now)
	in.Soorten, in.Dagdelen = set(in.Soorten), set(in.Dagdelen)
	if in.Dieren != nil {
		in.Dieren = set(in.Dieren)
	}
	f.between(fault.At("maxReisMinuten"), in.MaxReisMinuten, 0, Limits.ReisMinuten)
	f.ages(in.LeeftijdVan, in.LeeftijdTot)
	f.words(fault.At("eigenWoorden"), &in.EigenWoorden, Limits.EigenWoorden)
	f.yes(in.Toestemming, &in.TextVersion)
}

// ages checks the ages of children that a family likes to have.
func (f *form) ages(from, to *int) {
	good := true
	if from != nil {
		good = f.between(fault.At("leeftijdVan"), *from, 0, Limits.OfferedAge)
	}
	if to != nil {
		good = f.between(fault.At("leeftijdTot"), *to, 0, Limits.OfferedAge) && good
	}
	if good && from != nil && to != nil && *from > *to {
		f.faults.Add(fault.At("leeftijdTot").New(fault.Invalid, "leeftijd.volgorde"))
	}
}

// RegisterSteungezin takes in a family that offers support, with its screening
// still empty.
func (s *Service) RegisterSteungezin(ctx context.Context, in RegisterSteun) (*ent.Steungezin, error) {
	a, no, err := apply(ctx, in.Region, &in.Family)
	if err != nil {
		return nil, err
	}
	var f form
	f.faults.Add(no)
	in.check(&f, a)
	if err := f.faults.Err(); err != nil {
		return nil, err
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	if a.own != nil {
		switch open, err := openSteunOf(ctx, a.own.ID); {
		case err != nil:
			return nil, err
		case open != nil:
			return nil, fault.New(fault.Exists, "gezin.dubbel").At("id").WithCurrent(open.ID)
		}
	}
	taken, err := c.Steungezin.Query().Where(steungezin.ID(in.ID)).Exist(sys)
	if err != nil {
		return nil, fmt.Errorf("looking up a steungezin id: %w", err)
	}
	if taken {
		f.faults.Add(fault.At("id").New(fault.Exists, "id.bestaat"))
	}
	if err := a.free(ctx, &f, &in.Family); err != nil {
		return nil, err
	}
	if err := f.faults.Err(); err != nil {
		return nil, err
	}
	fam, err := a.store(ctx, &in.Family)
	if err != nil {
		return nil, err
	}
	first := a.first(steunNext[term.SteunAangemeld], in.Family.home)
	create := c.Steungezin.Create().SetID(in.ID).SetRegionID(fam.RegionID).SetFamilyID(fam.ID).
		SetSoorten(in.Soorten).SetDagdelen(in.Dagdelen).SetMaxReisMinuten(in.MaxReisMinuten).
		SetNillableLeeftijdVan(in.LeeftijdVan).SetNillableLeeftijdTot(in.LeeftijdTot).
		SetNillableRookt(in.Rookt).SetHaalt(in.Haalt).SetEigenWoorden(in.EigenWoorden).SetAangemeldOp(a.now).
		SetVolgendeStap(first.step).SetVolgendeDatum(first.by(a.now))
	if in.Dieren != nil {
		create.SetDieren(in.Dieren).SetDierenBekend(true)
	}
	x, err := create.Save(sys)
	if err != nil {
		return nil, lost(err, in.ID, "writing a steungezin")
	}
	if err := c.Screening.Create().SetID(gid.New(gid.Screening)).SetRegionID(x.RegionID).SetSteungezinID(x.ID).Exec(sys); err != nil {
		return nil, fmt.Errorf("writing a screening: %w", err)
	}
	if err := a.consent(ctx, fam, in.TextVersion, term.DoelContact, term.DoelMatchen); err != nil {
		return nil, err
	}
	return x, s.welcome(ctx, Event{What: SteunRegistered, Family: fam, Contact: fam.Edges.Contactgegevens, By: first.by(a.now)})
}
