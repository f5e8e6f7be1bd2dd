package koppeling

import (
	"context"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/term"
)

// Service takes the steps. Its methods run inside the transaction of the
// caller's mutation (ent.FromContext).
type Service struct {
	// Fit judges a pair as it is now, under the system's eyes.
	Fit func(ctx context.Context, v *ent.Vraaggezin, s *ent.Steungezin) (matching.Verdict, error)
	// Tell hears what families and matchers have to be told, in the transaction.
	Tell func(ctx context.Context, e Event) error
	// Sides is what becomes of what both families ask and offer; nil leaves that alone.
	Sides Sides
	// Hour is what the clock says where families live; nil asks it. Nobody is asked
	// anything in the night.
	Hour func(now time.Time) int
}

// Sides is the room that looks after what a family asks and offers, as far as a koppeling
// that is over has to do with it. Its vraaggezin and its steungezin are told by their ids.
type Sides interface {
	// Rest keeps both from being looked for until each says so itself.
	Rest(ctx context.Context, vraag, steun uuid.UUID) error
	// Wake ends that, for a koppeling that goes on again.
	Wake(ctx context.Context, vraag, steun uuid.UUID) error
	// Again is one side's answer to: shall we look for another?
	Again(ctx context.Context, kant term.Kant, id uuid.UUID, yes bool) error
	// AfterTrial is for a trial that did not go on.
	AfterTrial(ctx context.Context, vraag, steun uuid.UUID) error
	// Apart keeps both from being proposed to each other: it was not safe.
	Apart(ctx context.Context, vraag, steun uuid.UUID) error
}

// Event is something to tell people about a koppeling.
type Event struct {
	Koppeling *ent.Koppeling
	What      What
	// Kant is who is to be told; empty is the matcher.
	Kant term.Kant
	// When is the day it is about, when it is not the koppeling's own.
	When *time.Time
}

// What happened, for who has to be told.
type What string

// What people are told.
const (
	Asked               What = "asked"                // a family: there is a proposal for you
	SaidYes             What = "said yes"             // the matcher: one side said yes
	SaidNo              What = "said no"              // the matcher: one side said no
	BothYes             What = "both yes"             // both families: you get to know each other
	KennismakingPlanned What = "kennismaking planned" // both families: where and when
	Expired             What = "expired"              // the matcher: nobody answered in time
	TrialStarted        What = "trial started"        // both families
	Active              What = "active"               // both families
	Frown               What = "frown"                // the matcher: somebody is not happy
	Stopped             What = "stopped"              // both families: it does not go on
	LateYes             What = "late yes"             // the matcher: somebody said yes after the proposal had ended
	HowIsIt             What = "how is it"            // a family: one question, one tap
	LookBack            What = "look back"            // a family: three questions
	VisitSkipped        What = "visit skipped"        // a family: this once it cannot be
	ChangeAsked         What = "change asked"         // the matcher: somebody would like it otherwise
	ProposalGone        What = "proposal gone"        // a family that was asked: never mind
	FarewellPlanned     What = "farewell planned"     // both families: you round off together
	Closed              What = "closed"               // both families: it is over, and what now?
	ReopenAsked         What = "reopen asked"         // a family: do you want to go on again?
	ReopenGone          What = "reopen gone"          // a family that was asked so: never mind
	Reopened            What = "reopened"             // both families
)

func (s *Service) tell(ctx context.Context, k *ent.Koppeling, what What, to ...term.Kant) error {
	if s.Tell == nil {
		return nil
	}
	if len(to) == 0 {
		return s.Tell(ctx, Event{Koppeling: k, What: what})
	}
	for _, kant := range to {
		if err := s.Tell(ctx, Event{Koppeling: k, What: what, Kant: kant}); err != nil {
			return err
		}
	}
	return nil
}

// tellOn tells one side about a day that is not the koppeling's own.
func (s *Service) tellOn(ctx context.Context, k *ent.Koppeling, what What, kant term.Kant, when *time.Time) error {
	if s.Tell == nil {
		return nil
	}
	return s.Tell(ctx, Event{Koppeling: k, What: what, Kant: kant, When: when})
}
