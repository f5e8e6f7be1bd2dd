package family

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/contactgegevens"
	"buurtdorp/ent/family"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
)

// What happened, for who has to be told.
type What string

// What families are told.
const (
	VraagRegistered What = "vraag registered" // we have your question, and call before By
	SteunRegistered What = "steun registered" // thank you, and we call before By
	IntakePlanned   What = "intake planned"   // we talk on By
	GesprekPlanned  What = "gesprek planned"  // we talk on By
	SteunApproved   What = "steun approved"   // all is checked, you are in
	StillRight      What = "still right"      // does it all still hold? one tap
)

// Event is something to tell a family, at the address it left.
type Event struct {
	What    What
	Family  *ent.Family
	Contact *ent.Contactgegevens
	By      time.Time
}

func (s *Service) tell(ctx context.Context, e Event) error {
	if s.Tell == nil {
		return nil
	}
	return s.Tell(ctx, e)
}

// welcomes is how often a day an address hears that a family was registered with it.
const welcomes = 3

// welcome tells who registered that it came in. Anybody may type anybody's address: one
// that gets it again and again did not ask for it.
func (s *Service) welcome(ctx context.Context, e Event) error {
	if s.Tell == nil || e.Contact.Email == "" {
		return s.tell(ctx, e)
	}
	n, err := ent.FromContext(ctx).Contactgegevens.Query().Where(contactgegevens.Email(e.Contact.Email),
		contactgegevens.CreatedAtGT(clock.Now().AddDate(0, 0, -1))).Count(rule.System(ctx))
	if err != nil {
		return fmt.Errorf("counting registrations of an address: %w", err)
	}
	if n > welcomes {
		return nil
	}
	return s.tell(ctx, e)
}

// tellFamily finds the address a family left, and tells.
func (s *Service) tellFamily(ctx context.Context, what What, id uuid.UUID, by time.Time) error {
	if s.Tell == nil {
		return nil
	}
	f, err := ent.FromContext(ctx).Family.Query().Where(family.ID(id)).WithContactgegevens().Only(rule.System(ctx))
	if err != nil {
		return fmt.Errorf("reading a family to tell: %w", err)
	}
	return s.tell(ctx, Event{What: what, Family: f, Contact: f.Edges.Contactgegevens, By: by})
}
