package family

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/child"
	"buurtdorp/ent/contactgegevens"
	entfamily "buurtdorp/ent/family"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
)

// Change is what is different in a household: it moved, there is a child more, somebody has
// another number. Nil is not said, and only what is given changes.
type Change struct {
	FamilyID    uuid.UUID
	BaseVersion int
	Name        *string
	Postcode    *string
	Village     *string
	Talen       []string
	Adults      *int
	Vervoer     []term.Vervoer
	Children    []Child // not nil: all of them; who is not among them is taken off
	Contact     *Contact
}

// ChangeFamily writes down what changed, as its matcher was told. What follows from it
// follows by itself: how far it is, whose yes is needed, whose VOG has to be seen.
func (s *Service) ChangeFamily(ctx context.Context, in Change) (*ent.Family, error) {
	f, err := s.pairsWith(ctx, in.FamilyID, "id")
	if err != nil {
		return nil, err
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	f, err = c.Family.Query().Where(entfamily.ID(f.ID)).WithRegion().WithChildren().WithContactgegevens().Only(sys)
	if err != nil {
		return nil, fmt.Errorf("reading a household: %w", err)
	}
	a := &applicant{region: f.Edges.Region, own: f, now: clock.Now()}
	h, err := in.check(ctx, a)
	if err != nil {
		return nil, err
	}
	if in.BaseVersion != f.Version {
		return nil, conflict(f.ID)
	}
	u := c.Family.UpdateOneID(f.ID).Where(entfamily.Version(in.BaseVersion)).
		SetName(h.Name).SetTalen(h.Talen).SetAdults(h.Adults).SetVervoer(h.Vervoer)
	if h.home.pc4 != "" {
		u.SetPc4(h.home.pc4).SetPc4Known(h.home.known).SetVillage(h.home.village)
	}
	if _, err := u.Save(sys); err != nil {
		return nil, lost(err, f.ID, "changing a household")
	}
	if in.Children != nil {
		if err := a.replaceChildren(ctx, h.Children); err != nil {
			return nil, err
		}
	}
	if err := a.reach(ctx, in.Contact, h); err != nil {
		return nil, err
	}
	if h.Adults > f.Adults {
		return f, s.newAdult(sys, f.ID)
	}
	return f, nil
}

// check lays what is given over what is known, and tells what is not right.
func (in *Change) check(ctx context.Context, a *applicant) (*Household, error) {
	var f form
	h := &Household{ID: a.own.ID, Name: a.own.Name, Postcode: in.Postcode, Village: in.Village, Talen: a.own.Talen,
		Adults: a.own.Adults, Vervoer: a.own.Vervoer, Children: in.Children}
	if in.Name != nil {
		h.Name = *in.Name
		if f.line(fault.At("name"), &h.Name, Limits.Name); h.Name == "" {
			f.faults.Add(fault.At("name").New(fault.Required, "naam.leeg"))
		}
	}
	f.where(fault.At(), h, a.region.Key, true)
	if in.Talen != nil {
		h.Talen = f.languages(fault.At("talen"), in.Talen)
	}
	if in.Adults != nil {
		if h.Adults = *in.Adults; h.Adults < 1 || h.Adults > Limits.Adults {
			f.faults.Add(fault.At("adults").New(fault.Invalid, "gezin.volwassenen").With("max", Limits.Adults))
		}
	}
	if in.Vervoer != nil {
		h.Vervoer = set(in.Vervoer)
	}
	f.changedChildren(h.Children, a)
	if in.Contact != nil {
		h.Contact = *in.Contact
		f.contact(fault.At("contact"), &h.Contact, true)
		if now := h.Contact.merge(a.own.Edges.Contactgegevens); now.Phone == "" && now.Email == "" {
			f.faults.Add(fault.At("contact", "phone").New(fault.Required, "contact.leeg"))
		}
	}
	if err := f.faults.Err(); err != nil {
		return nil, err
	}
	err := a.free(ctx, &f, h)
	if err == nil {
		err = f.faults.Err()
	}
	return h, err
}

// changedChildren checks what is new of the children: who grew up here is not asked for her
// age again.
func (f *form) changedChildren(list []Child, a *applicant) {
	if len(list) > Limits.Children {
		f.faults.Add(fault.At("children").New(fault.TooMany, "kinderen.aantal").With("max", Limits.Children))
		return
	}
	for i := range list {
		k, at := &list[i], fault.At("children").Index(i)
		f.id(at.Field("id"), k.ID, gid.Child)
		f.line(at.Field("firstName"), &k.FirstName, Limits.FirstName)
		if slices.ContainsFunc(list[:i], func(o Child) bool { return o.ID == k.ID }) {
			f.faults.Add(at.Field("id").New(fault.Invalid, "id.vreemd"))
		}
		same := slices.IndexFunc(a.own.Edges.Children, func(o *ent.Child) bool {
			return o.ID == k.ID && k.BirthMonth != nil && *k.BirthMonth == o.BirthMonth
		})
		if same < 0 {
			f.age(at, k, a.now)
		} else {
			k.born = *k.BirthMonth
		}
	}
}

// replaceChildren writes all children of a household; who is not among them is taken off,
// and what such a child said yes to with it.
func (a *applicant) replaceChildren(ctx context.Context, list []Child) error {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	for _, old := range a.own.Edges.Children {
		if slices.ContainsFunc(list, func(k Child) bool { return k.ID == old.ID }) {
			continue
		}
		if _, err := c.Child.Delete().Where(child.ID(old.ID)).Exec(sys); err != nil {
			return fmt.Errorf("taking a child off: %w", err)
		}
	}
	for _, k := range list {
		if !slices.ContainsFunc(a.own.Edges.Children, func(old *ent.Child) bool { return old.ID == k.ID }) {
			err := c.Child.Create().SetID(k.ID).SetRegionID(a.own.RegionID).SetFamilyID(a.own.ID).SetFirstName(k.FirstName).SetBirthMonth(k.born).Exec(sys)
			if err != nil {
				return lost(err, k.ID, "adding a child")
			}
			continue
		}
		if err := c.Child.UpdateOneID(k.ID).SetFirstName(k.FirstName).SetBirthMonth(k.born).Exec(sys); err != nil {
			return lost(err, k.ID, "changing a child")
		}
	}
	return nil
}

// reach changes how a family is reached, with its postcode when it moved.
func (a *applicant) reach(ctx context.Context, in *Contact, h *Household) error {
	old := a.own.Edges.Contactgegevens
	if old == nil || in == nil && h.home.postcode == "" && h.home.pc4 == "" {
		return nil
	}
	now := (&Contact{BereikVia: old.BereikVia, BereikOp: old.BereikOp}).merge(old)
	if in != nil {
		now = h.Contact.merge(old)
	}
	if h.home.pc4 != "" { // who chose a village has no code of the old one any more
		now.Postcode = h.home.postcode
	}
	err := setContact(ent.FromContext(ctx).Contactgegevens.UpdateOneID(old.ID).Where(contactgegevens.Version(old.Version)), now).
		SetConfirmedAt(a.now).Exec(rule.System(ctx))
	return lost(err, old.ID, "changing how a family is reached")
}

// newAdult puts on the list of the matcher what an adult more means for what a family offers.
func (s *Service) newAdult(sys context.Context, family uuid.UUID) error {
	x, err := openSteunOf(sys, family)
	if err != nil || x == nil || !slices.Contains(inPool, x.State) {
		return err
	}
	t, err := s.beginSteun(sys, StepTask, "id", Act{ID: x.ID, force: true}, nil)
	if err != nil {
		return err
	}
	_, err = s.takeSteun(sys, t, &next{"Iemand erbij in huis: VOG bekijken en ja vragen", workdays(5)}, nil)
	return err
}
