package family

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/child"
	"buurtdorp/ent/contactgegevens"
	"buurtdorp/ent/family"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// applicant is who registers: somebody without an account, or a parent whose family
// we know.
type applicant struct {
	region *ent.Region
	own    *ent.Family // nil: a household we do not know yet
	user   uuid.UUID   // a signed-in parent without a household; uuid.Nil otherwise
	now    time.Time
}

// apply finds out who registers, and where. A family that signed in stays in its
// own region; others choose one, or have the only one, or that of their postcode.
// Staff with a family of their own write down somebody else's, unless it is theirs.
func apply(ctx context.Context, chosen *uuid.UUID, h *Household) (*applicant, *fault.Error, error) {
	v, sys, c := viewer.FromContext(ctx), rule.System(ctx), ent.FromContext(ctx)
	a := &applicant{now: clock.Now()}
	if staff := v.Has(term.RoleMatcher, term.RoleHeadMatcher, term.RoleProfessional); v.FamilyID != uuid.Nil && (!staff || h.ID == v.FamilyID) {
		own, err := c.Family.Query().Where(family.ID(v.FamilyID)).WithRegion().WithChildren().WithContactgegevens().Only(sys)
		if err != nil {
			return nil, nil, fmt.Errorf("reading the applicant's family: %w", err)
		}
		a.own, a.region = own, own.Edges.Region
		return a, nil, nil
	}
	if v.UserID != uuid.Nil && v.FamilyID == uuid.Nil && (v.Has(term.RoleParent) || len(v.Roles) == 0) {
		a.user = v.UserID
	}
	regions, err := c.Region.Query().All(sys)
	if err != nil {
		return nil, nil, fmt.Errorf("reading regions: %w", err)
	}
	if chosen != nil {
		regions = slices.DeleteFunc(regions, func(r *ent.Region) bool { return r.ID != *chosen })
	} else if len(regions) > 1 {
		regions = slices.DeleteFunc(regions, func(r *ent.Region) bool { return r.Key != regionOf(h.Postcode) })
	}
	if len(regions) != 1 {
		return a, fault.New(fault.Required, "regio.leeg").At("region"), nil
	}
	a.region = regions[0]
	return a, nil, nil
}

func regionOf(postcode *string) string {
	if postcode == nil {
		return ""
	}
	in, err := geo.ParsePostcode(*postcode)
	if err != nil {
		return ""
	}
	r, _ := geo.RegionOf(in.PC4)
	return r.Key
}

// free checks that the ids a client made are not in use. It says no more than that,
// whosever they are.
func (a *applicant) free(ctx context.Context, f *form, h *Household) error {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	if a.own == nil {
		taken, err := c.Family.Query().Where(family.ID(h.ID)).Exist(sys)
		if err != nil {
			return fmt.Errorf("looking up a family id: %w", err)
		}
		if taken {
			f.faults.Add(fault.At("family", "id").New(fault.Exists, "id.bestaat"))
		}
	}
	ids := make([]uuid.UUID, len(h.Children))
	for i, k := range h.Children {
		ids[i] = k.ID
	}
	known, err := c.Child.Query().Where(child.IDIn(ids...)).All(sys)
	if err != nil {
		return fmt.Errorf("looking up child ids: %w", err)
	}
	for i, id := range ids {
		if slices.ContainsFunc(known, func(k *ent.Child) bool { return k.ID == id && !a.owns(k) }) {
			f.faults.Add(fault.At("family", "children").Index(i).Field("id").New(fault.Exists, "id.bestaat"))
		}
	}
	return nil
}

func (a *applicant) owns(k *ent.Child) bool { return a.own != nil && k.FamilyID == a.own.ID }

// store writes the household: a new one, or what changed of the one we know.
func (a *applicant) store(ctx context.Context, h *Household) (*ent.Family, error) {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	id, old := h.ID, (*ent.Contactgegevens)(nil)
	var f *ent.Family
	var err error
	if a.own == nil {
		f, err = c.Family.Create().SetID(id).SetRegionID(a.region.ID).SetName(h.Name).SetPc4(h.home.pc4).SetPc4Known(h.home.known).
			SetVillage(h.home.village).SetTalen(h.Talen).SetAdults(h.Adults).SetVervoer(h.Vervoer).SetConfirmedAt(a.now).Save(sys)
	} else {
		id, old = a.own.ID, a.own.Edges.Contactgegevens
		u := c.Family.UpdateOneID(id).SetName(h.Name).SetTalen(h.Talen).SetAdults(h.Adults).SetVervoer(h.Vervoer).SetConfirmedAt(a.now)
		if h.home.pc4 != "" {
			u.SetPc4(h.home.pc4).SetPc4Known(h.home.known).SetVillage(h.home.village)
		}
		f, err = u.Save(sys)
	}
	if err != nil {
		return nil, lost(err, id, "writing a family")
	}
	if err := a.storeChildren(ctx, f, h.Children); err != nil {
		return nil, err
	}
	if f.Edges.Contactgegevens, err = storeContact(ctx, f, old, h); err != nil {
		return nil, err
	}
	if a.user != uuid.Nil {
		if err := c.User.UpdateOneID(a.user).SetFamilyID(f.ID).Exec(sys); err != nil {
			return nil, fmt.Errorf("tying a parent to her family: %w", err)
		}
	}
	return f, nil
}

// storeChildren adds the children that are new. A parent who fills in the form
// again makes new ids for the same child: one with the same name and month of birth
// is that child.
func (a *applicant) storeChildren(ctx context.Context, f *ent.Family, list []Child) error {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	for _, k := range list {
		if a.own != nil {
			same := slices.IndexFunc(a.own.Edges.Children, func(o *ent.Child) bool {
				return o.ID == k.ID || o.FirstName == k.FirstName && o.BirthMonth == k.born
			})
			if same >= 0 {
				o := a.own.Edges.Children[same]
				if err := c.Child.UpdateOneID(o.ID).SetFirstName(k.FirstName).SetBirthMonth(k.born).Exec(sys); err != nil {
					return lost(err, o.ID, "writing a child")
				}
				continue
			}
		}
		if err := c.Child.Create().SetID(k.ID).SetRegionID(f.RegionID).SetFamilyID(f.ID).
			SetFirstName(k.FirstName).SetBirthMonth(k.born).Exec(sys); err != nil {
			return lost(err, k.ID, "writing a child")
		}
	}
	return nil
}

func storeContact(ctx context.Context, f *ent.Family, old *ent.Contactgegevens, h *Household) (*ent.Contactgegevens, error) {
	sys, c := rule.System(ctx), ent.FromContext(ctx).Contactgegevens
	now := h.Contact.merge(old)
	if h.home.postcode != "" {
		now.Postcode = h.home.postcode
	}
	if old == nil {
		id := gid.New(gid.Contactgegevens)
		made, err := setContact(c.Create().SetID(id).SetRegionID(f.RegionID).SetFamilyID(f.ID), now).SetConfirmedAt(*f.ConfirmedAt).Save(sys)
		return made, lost(err, id, "writing contact details")
	}
	kept, err := setContact(c.UpdateOneID(old.ID).Where(contactgegevens.Version(old.Version)), now).SetConfirmedAt(*f.ConfirmedAt).Save(sys)
	return kept, lost(err, old.ID, "writing contact details")
}
