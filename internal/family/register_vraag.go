package family

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
)

// RegisterVraag is a family that asks for support: its whole dossier, at once.
type RegisterVraag struct {
	ID           uuid.UUID      `json:"id"`
	Region       *uuid.UUID     `json:"region"`
	Family       Household      `json:"family"`
	Soorten      []term.Soort   `json:"soorten"`
	WeetNogNiet  bool           `json:"weetNogNiet"`
	Dagdelen     []term.Dagdeel `json:"dagdelen"`
	Zorg         []Zorg         `json:"zorg"`
	BangVoor     []term.Dier    `json:"bangVoor"`
	EigenWoorden string         `json:"eigenWoorden"`
	Toestemming  bool           `json:"toestemming"`
	TextVersion  string         `json:"textVersion"`
}

// check cleans the input and says all that is wrong with it.
func (in *RegisterVraag) check(f *form, a *applicant) {
	f.id(fault.At("id"), in.ID, gid.Vraaggezin)
	f.household(&in.Family, a.key(), a.own != nil, a.now)
	if len(in.Family.Children) == 0 && !a.hasChildren() {
		f.faults.Add(fault.At("family", "children").New(fault.Required, "kinderen.aantal").With("max", Limits.Children))
	}
	if in.Soorten = set(in.Soorten); len(in.Soorten) == 0 && !in.WeetNogNiet {
		f.faults.Add(fault.At("soorten").New(fault.Required, "keuze.leeg"))
	}
	in.Dagdelen, in.BangVoor = set(in.Dagdelen), set(in.BangVoor)
	f.zorg(fault.At("zorg"), in.Zorg)
	f.words(fault.At("eigenWoorden"), &in.EigenWoorden, Limits.EigenWoorden)
	f.yes(in.Toestemming, &in.TextVersion)
}

// RegisterVraaggezin takes in a family that asks for support, from anybody: without
// an account a new household, from a signed-in parent for her own. All of it is
// written, or nothing.
func (s *Service) RegisterVraaggezin(ctx context.Context, in RegisterVraag) (*ent.Vraaggezin, error) {
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
		if open, err := openVraagOf(ctx, a.own.ID); err != nil || open != nil {
			return nil, already(err, open)
		}
	}
	taken, err := c.Vraaggezin.Query().Where(vraaggezin.ID(in.ID)).Exist(sys)
	if err != nil {
		return nil, fmt.Errorf("looking up a vraaggezin id: %w", err)
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
	first := a.first(vraagNext[term.VraagAangemeld], in.Family.home)
	x, err := c.Vraaggezin.Create().SetID(in.ID).SetRegionID(fam.RegionID).SetFamilyID(fam.ID).
		SetSoorten(in.Soorten).SetWeetNogNiet(in.WeetNogNiet).SetDagdelen(in.Dagdelen).SetBangVoor(in.BangVoor).
		SetEigenWoorden(in.EigenWoorden).SetAangemeldOp(a.now).
		SetVolgendeStap(first.step).SetVolgendeDatum(first.by(a.now)).Save(sys)
	if err != nil {
		return nil, lost(err, in.ID, "writing a vraaggezin")
	}
	doelen := []term.Doel{term.DoelContact, term.DoelMatchen}
	if len(in.Zorg) > 0 {
		doelen = append(doelen, term.DoelBijzondereGegevens)
		if err := addZorg(ctx, fam.RegionID, fam.ID, in.Zorg); err != nil {
			return nil, err
		}
	}
	if err := a.consent(ctx, fam, in.TextVersion, doelen...); err != nil {
		return nil, err
	}
	return x, s.welcome(ctx, Event{What: VraagRegistered, Family: fam, Contact: fam.Edges.Contactgegevens, By: first.by(a.now)})
}

func already(err error, open *ent.Vraaggezin) error {
	if err != nil {
		return err
	}
	return fault.New(fault.Exists, "gezin.dubbel").At("id").WithCurrent(open.ID)
}
