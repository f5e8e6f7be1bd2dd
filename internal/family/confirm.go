package family

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/contactgegevens"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// spokenYes is the note of a matcher who was told so.
const spokenYes = "Mondeling: alles klopt nog."

const (
	confirmMonths = 3  // after so long without a word we ask: klopt nog?
	silenceDays   = 30 // and after so long without an answer the offer sleeps
)

// heardOn is when a steungezin last said that its offer holds.
func heardOn(x *ent.Steungezin) time.Time {
	switch {
	case x.BevestigdOp != nil:
		return *x.BevestigdOp
	case x.BeschikbaarSinds != nil:
		return *x.BeschikbaarSinds
	}
	return x.AangemeldOp
}

// family finds a family that the viewer may see and may act for: her own, or one
// of a matcher's region.
func (s *Service) family(ctx context.Context, id uuid.UUID, at string) (*ent.Family, error) {
	f, err := ent.FromContext(ctx).Family.Get(ctx, id)
	switch {
	case ent.IsNotFound(err):
		return nil, fault.New(fault.NotFound, "").At(at)
	case err != nil:
		return nil, fmt.Errorf("reading family: %w", err)
	case len(As(viewer.FromContext(ctx), f.RegionID, f.ID)) == 0: // a host or the other family sees it too
		return nil, fault.New(fault.NotFound, "").At(at)
	}
	return f, nil
}

// ConfirmFamily: klopt nog. What the family asks and offers is confirmed with it,
// and an offer that slept is available again. A matcher who heard it by telephone taps
// for them, and it is written down that she did.
func (s *Service) ConfirmFamily(ctx context.Context, id uuid.UUID) (*ent.Family, error) {
	f, err := s.family(ctx, id, "id")
	if err != nil {
		return nil, err
	}
	sys, c, now := rule.System(ctx), ent.FromContext(ctx), clock.Now()
	if f, err = c.Family.UpdateOneID(id).SetConfirmedAt(now).Save(sys); err != nil {
		return nil, lost(err, id, "confirming a family")
	}
	if v := viewer.FromContext(ctx); v.Pairs(f.RegionID) && v.FamilyID != f.ID {
		if err := note(ctx, f.RegionID, f.ID, term.NoteKindTelefoon, spokenYes); err != nil {
			return nil, err
		}
	}
	if err := c.Contactgegevens.Update().Where(contactgegevens.FamilyID(id)).SetConfirmedAt(now).Exec(sys); err != nil {
		return nil, fmt.Errorf("confirming contact details: %w", err)
	}
	if x, err := openVraagOf(ctx, id); err != nil {
		return nil, err
	} else if x != nil {
		t, err := s.beginVraag(ctx, StepConfirm, Act{ID: x.ID, force: true}, nil)
		if err != nil {
			return nil, err
		}
		if _, err := s.takeVraag(ctx, t, nil, func(u *ent.VraaggezinUpdateOne) { u.SetBevestigdOp(now) }); err != nil {
			return nil, err
		}
	}
	x, err := openSteunOf(ctx, id)
	if err != nil || x == nil {
		return f, err
	}
	t, err := s.beginSteun(ctx, StepConfirm, "id", Act{ID: x.ID, force: true}, nil)
	if err != nil {
		return nil, err
	}
	var then *next
	if t.to == term.SteunPauze && x.State != term.SteunPauze {
		then = &next{"Alles klopt nog: vragen wie nog ja moet zeggen", workdays(3)}
	}
	_, err = s.takeSteun(ctx, t, then, func(u *ent.SteungezinUpdateOne) { u.SetBevestigdOp(now) })
	return f, err
}

// UpdateContact changes how a family is reached. The version is that of the contact
// details.
func (s *Service) UpdateContact(ctx context.Context, id uuid.UUID, baseVersion int, in Contact) (*ent.Family, error) {
	f, err := s.family(ctx, id, "familyId")
	if err != nil {
		return nil, err
	}
	var form form
	form.contact(fault.At("contact"), &in, true)
	if err := form.faults.Err(); err != nil {
		return nil, err
	}
	old, err := ent.FromContext(ctx).Contactgegevens.Query().Where(contactgegevens.FamilyID(id)).Only(rule.System(ctx))
	switch {
	case ent.IsNotFound(err):
		return nil, fault.New(fault.NotFound, "").At("familyId")
	case err != nil:
		return nil, fmt.Errorf("reading contact details: %w", err)
	case old.Version != baseVersion:
		return nil, conflict(old.ID)
	}
	now := in.merge(old)
	if now.Phone == "" && now.Email == "" {
		return nil, fault.New(fault.Required, "contact.leeg").At("contact", "phone")
	}
	u := ent.FromContext(ctx).Contactgegevens.UpdateOneID(old.ID).Where(contactgegevens.Version(baseVersion))
	err = setContact(u, now).SetConfirmedAt(clock.Now()).Exec(rule.System(ctx))
	return f, lost(err, old.ID, "changing contact details")
}
