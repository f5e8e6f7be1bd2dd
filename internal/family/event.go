package family

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/family"
	"buurtdorp/ent/rule"
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
