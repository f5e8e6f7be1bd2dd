// Package zorg is the safety valve: a worry goes to the matchers and to nobody else, and
// what they did with it is written down step by step. Volunteers are not bound by the
// meldcode; this is their map from a signal to somebody who is (domain.md, 3).
package zorg

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/zorgmelding"
	"buurtdorp/ent/zorgmeldingstap"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
	"buurtdorp/internal/viewer"
)

// Service takes worries in. Its methods run inside the transaction of the caller's
// mutation (ent.FromContext). They touch no row but their own: whoever watches a
// koppeling sees nothing move.
type Service struct {
	// Tell lets a matcher know that there is one, in the transaction. Nil tells nobody.
	Tell func(ctx context.Context, z *ent.Zorgmelding) error
}

// Shared is what somebody wrote.
type Shared struct {
	ID          uuid.UUID
	KoppelingID *uuid.UUID
	Tekst       string
}

// Share keeps a worry of a parent, for her matchers.
func (s *Service) Share(ctx context.Context, in Shared) (*ent.Zorgmelding, error) {
	v := viewer.FromContext(ctx)
	if v.UserID == uuid.Nil || v.FamilyID == uuid.Nil {
		return nil, fault.New(fault.NotFound, "stap.niet.voor.jou")
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	fam, err := c.Family.Get(sys, v.FamilyID)
	if err != nil {
		return nil, fmt.Errorf("reading the author's family: %w", err)
	}
	list, err := in.check(ctx)
	if err != nil {
		return nil, err
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	taken, err := c.Zorgmelding.Query().Where(zorgmelding.ID(in.ID)).Exist(sys)
	if err != nil {
		return nil, fmt.Errorf("looking up a zorgmelding: %w", err)
	}
	if taken {
		return nil, fault.New(fault.Exists, "id.bestaat").At("id")
	}
	z, err := c.Zorgmelding.Create().SetID(in.ID).SetRegionID(fam.RegionID).SetFamilyID(fam.ID).SetAuthorID(v.UserID).
		SetNillableKoppelingID(in.KoppelingID).SetTekst(in.Tekst).Save(sys)
	if err != nil {
		return nil, fmt.Errorf("writing a zorgmelding: %w", err)
	}
	if s.Tell == nil {
		return z, nil
	}
	return z, s.Tell(ctx, z)
}

// check cleans the words, and looks whether the koppeling is one that its author sees as
// a family: a matcher who is also a parent writes about her own.
func (in *Shared) check(ctx context.Context) (list fault.List, err error) {
	if !gid.Is(in.ID, gid.Zorgmelding) {
		list.Add(fault.New(fault.Invalid, "id.vreemd").At("id"))
	}
	in.Tekst = text.Clean(in.Tekst)
	switch {
	case in.Tekst == "":
		list.Add(fault.New(fault.Required, "zorg.leeg").At("tekst"))
	case text.Len(in.Tekst) > 4000:
		list.Add(fault.At("tekst").TooLong(4000))
	case text.HoldsBSN(in.Tekst):
		list.Add(fault.New(fault.Invalid, "bsn.niet").At("tekst"))
	}
	if in.KoppelingID == nil {
		return list, nil
	}
	mine, err := ent.FromContext(ctx).Koppeling.Query().Where(koppeling.ID(*in.KoppelingID), rule.MyKoppelingen(asParent(ctx))).Exist(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("looking up the koppeling of a zorgmelding: %w", err)
	}
	if !mine {
		list.Add(fault.New(fault.NotFound, "koppeling.weg").At("koppelingId"))
	}
	return list, nil
}

// asParent is the viewer without what she is besides a parent.
func asParent(ctx context.Context) *viewer.Viewer {
	v := viewer.FromContext(ctx)
	return &viewer.Viewer{UserID: v.UserID, FamilyID: v.FamilyID, RegionID: v.RegionID, Roles: []term.Role{term.RoleParent}}
}

// Stap is what a matcher did.
type Stap struct {
	ID          uuid.UUID // of the zorgmelding
	Stap        term.ZorgStap
	Toelichting string
}

// Record writes down what was done. Nothing follows from it by itself: whether to call
// Veilig Thuis is for a person to weigh.
func (s *Service) Record(ctx context.Context, in Stap) (*ent.Zorgmelding, error) {
	v, c := viewer.FromContext(ctx), ent.FromContext(ctx)
	z, err := c.Zorgmelding.Query().Where(zorgmelding.ID(in.ID)).Only(ctx)
	if ent.IsNotFound(err) || err == nil && !v.Pairs(z.RegionID) {
		return nil, fault.New(fault.NotFound, "").At("id")
	}
	if err != nil {
		return nil, fmt.Errorf("reading a zorgmelding: %w", err)
	}
	sys := rule.System(ctx)
	done, err := c.ZorgmeldingStap.Query().Where(zorgmeldingstap.ZorgmeldingID(z.ID)).All(sys)
	if err != nil {
		return nil, fmt.Errorf("reading the steps of a zorgmelding: %w", err)
	}
	if err := in.follows(done).Err(); err != nil {
		return nil, err
	}
	if z.GezienOp == nil { // whatever she did with it, she read it
		if z, err = z.Update().SetGezienOp(clock.Now()).Save(sys); err != nil {
			return nil, fmt.Errorf("marking a zorgmelding as read: %w", err)
		}
	}
	err = c.ZorgmeldingStap.Create().SetID(gid.New(gid.ZorgmeldingStap)).SetRegionID(z.RegionID).SetZorgmeldingID(z.ID).
		SetActorID(v.UserID).SetStap(in.Stap).SetToelichting(in.Toelichting).Exec(sys)
	if ent.IsConstraintError(err) { // a colleague closed it at this very moment
		return nil, fault.New(fault.State, "zorg.gesloten").At("stap").WithCurrent(z.ID)
	}
	if err != nil {
		return nil, fmt.Errorf("writing a step of a zorgmelding: %w", err)
	}
	return z, nil
}

// follows tells what stands in the way of a step after those that were taken. One is
// closed after somebody weighed it, and said whether Veilig Thuis was called.
func (in *Stap) follows(done []*ent.ZorgmeldingStap) (list fault.List) {
	was := map[term.ZorgStap]bool{}
	for _, d := range done {
		was[d.Stap] = true
	}
	in.Toelichting = text.Clean(in.Toelichting)
	switch {
	case text.Len(in.Toelichting) > 2000:
		list.Add(fault.At("toelichting").TooLong(2000))
	case text.HoldsBSN(in.Toelichting):
		list.Add(fault.New(fault.Invalid, "bsn.niet").At("toelichting"))
	case in.Toelichting == "" && (in.Stap == term.ZorgStapGewogen || in.Stap == term.ZorgStapVeiligThuisNietGebeld):
		list.Add(fault.New(fault.Required, "zorg.waarom").At("toelichting"))
	}
	if was[term.ZorgStapGesloten] {
		list.Add(fault.New(fault.State, "zorg.gesloten").At("stap"))
	} else if in.Stap == term.ZorgStapGesloten {
		if !was[term.ZorgStapGewogen] {
			list.Add(fault.New(fault.Guard, "zorg.eerst.wegen").At("stap"))
		}
		if !was[term.ZorgStapVeiligThuisGebeld] && !was[term.ZorgStapVeiligThuisNietGebeld] {
			list.Add(fault.New(fault.Guard, "zorg.veilig.thuis").At("stap"))
		}
	}
	return list
}
