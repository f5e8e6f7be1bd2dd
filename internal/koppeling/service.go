package koppeling

import (
	"context"
	"time"

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
	// Hour is what the clock says where families live; nil asks it. Nobody is asked
	// anything in the night.
	Hour func(now time.Time) int
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
