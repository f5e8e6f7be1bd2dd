package notify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/taal"
	"buurtdorp/internal/term"
)

// Kind is what a message is about. It says who gets it and what About has to be.
type Kind string

// To a family, about itself (About: the family).
const (
	VraagRegistered Kind = "vraag-registered" // we have your question, and call before When
	SteunRegistered Kind = "steun-registered" // thank you, and we call before When
	IntakePlanned   Kind = "intake-planned"   // we talk at When
	GesprekPlanned  Kind = "gesprek-planned"  // we talk at When
	SteunApproved   Kind = "steun-approved"   // all is checked
	StillRight      Kind = "still-right"      // does it all still hold?
	NewMatcher      Kind = "new-matcher"      // somebody else is there for you now
)

// To one side of a koppeling (About: the koppeling, Kant: the side).
const (
	ProposalWaiting     Kind = "proposal-waiting"     // would you like to meet a family?
	ProposalGone        Kind = "proposal-gone"        // never mind
	BothYes             Kind = "both-yes"             // you get to know each other
	KennismakingPlanned Kind = "kennismaking-planned" // when
	TrialStarted        Kind = "trial-started"        // you try it together
	KoppelingStarted    Kind = "koppeling-started"    // you go on together
	KoppelingStopped    Kind = "koppeling-stopped"    // it does not go on
	HowIsIt             Kind = "how-is-it"            // one question, one tap
	LookBack            Kind = "look-back"            // three questions
	VisitSkipped        Kind = "visit-skipped"        // this once it cannot be
	FarewellPlanned     Kind = "farewell-planned"     // you round off together
	KoppelingClosed     Kind = "koppeling-closed"     // it is over, and what now?
	ReopenAsked         Kind = "reopen-asked"         // do you want to go on again?
	ReopenGone          Kind = "reopen-gone"          // never mind
	Reopened            Kind = "reopened"             // you go on again
)

// To the matcher of a koppeling (About: the koppeling).
const (
	ProposalYes     Kind = "proposal-yes"
	ProposalNo      Kind = "proposal-no"
	ProposalExpired Kind = "proposal-expired"
	Frown           Kind = "frown" // somebody is not happy
	LateYes         Kind = "late-yes"
	ChangeAsked     Kind = "change-asked" // somebody would like it otherwise
)

// To a matcher of the region (About: the zorgmelding).
const ZorgShared Kind = "zorg-shared" // somebody wrote to her alone

// To a household that signed up (About: the sign-up).
const (
	SignedUp  Kind = "signed-up"
	OnTheList Kind = "on-the-list"
	Offered   Kind = "offered"    // there is a place: do you come?
	OfferGone Kind = "offer-gone" // it went to somebody else
	MovedUp   Kind = "moved-up"
	Passed    Kind = "passed" // one further back went first
	Changed   Kind = "changed"
	Reminder  Kind = "reminder"
	TakenOff  Kind = "taken-off"  // cancelled by somebody else
	CalledOff Kind = "called-off" // the meetup does not go on

	SeriesChanged Kind = "series-changed" // more than one of its dates at once
)

// about tells which kind of id a kind of message is about.
var about = map[Kind]gid.Kind{
	VraagRegistered: gid.Family, SteunRegistered: gid.Family, IntakePlanned: gid.Family, GesprekPlanned: gid.Family, SteunApproved: gid.Family,
	StillRight: gid.Family, NewMatcher: gid.Family,
	ProposalWaiting: gid.Koppeling, ProposalGone: gid.Koppeling, BothYes: gid.Koppeling, KennismakingPlanned: gid.Koppeling,
	TrialStarted: gid.Koppeling, KoppelingStarted: gid.Koppeling, KoppelingStopped: gid.Koppeling,
	ProposalYes: gid.Koppeling, ProposalNo: gid.Koppeling, ProposalExpired: gid.Koppeling, Frown: gid.Koppeling,
	HowIsIt: gid.Koppeling, LookBack: gid.Koppeling, VisitSkipped: gid.Koppeling, LateYes: gid.Koppeling, ChangeAsked: gid.Koppeling,
	FarewellPlanned: gid.Koppeling, KoppelingClosed: gid.Koppeling, ReopenAsked: gid.Koppeling, ReopenGone: gid.Koppeling, Reopened: gid.Koppeling,
	ZorgShared: gid.Zorgmelding,
	SignedUp:   gid.Signup, OnTheList: gid.Signup, MovedUp: gid.Signup, TakenOff: gid.Signup, CalledOff: gid.Signup,
	Offered: gid.Signup, OfferGone: gid.Signup, Passed: gid.Signup, Changed: gid.Signup, Reminder: gid.Signup,
	SeriesChanged: gid.Signup,
}

// toMatcher lists the kinds that no family gets.
var toMatcher = map[Kind]bool{ProposalYes: true, ProposalNo: true, ProposalExpired: true, Frown: true, LateYes: true, ChangeAsked: true}

// Message is something to tell somebody: ids only.
type Message struct {
	Kind  Kind       `json:"-"`
	About uuid.UUID  `json:"about"`
	Kant  term.Kant  `json:"kant,omitempty"`
	When  *time.Time `json:"when,omitempty"`
	Taal  string     `json:"taal,omitempty"` // in which who caused it was asking; of use when she has no account yet
}

func (m Message) check() error {
	of, ok := about[m.Kind]
	switch {
	case !ok:
		return fmt.Errorf("notify: no message %q", m.Kind)
	case !gid.Is(m.About, of):
		return fmt.Errorf("notify: %s is about another kind of thing", m.Kind)
	case of == gid.Koppeling && toMatcher[m.Kind] != (m.Kant == ""):
		return fmt.Errorf("notify: %s to whom", m.Kind)
	}
	return nil
}

// jobKind marks the jobs of this room in the outbox.
const jobKind = "mail."

// Queue puts a message in the outbox, in the transaction of ctx.
func Queue(ctx context.Context, m Message) error {
	if err := m.check(); err != nil {
		return err
	}
	if m.Kind == VraagRegistered || m.Kind == SteunRegistered {
		m.Taal = taal.FromContext(ctx)
	}
	return enqueue(ctx, string(m.Kind), m)
}

func enqueue(ctx context.Context, kind string, payload any) error {
	c := ent.FromContext(ctx)
	if c == nil {
		return errors.New("notify: a message belongs in a transaction")
	}
	raw, err := json.Marshal(payload)
	if err != nil {
		return fmt.Errorf("writing a %s: %w", kind, err)
	}
	err = c.Job.Create().SetKind(jobKind + kind).SetPayload(raw).SetRunAt(clock.Now()).Exec(rule.System(ctx))
	if err != nil {
		return fmt.Errorf("queueing a %s: %w", kind, err)
	}
	store.AfterCommit(ctx, woken.fire)
	return nil
}

func kindOf(j *ent.Job) Kind { return Kind(strings.TrimPrefix(j.Kind, jobKind)) }

// woken tells all workers of this process that something was queued. Other instances
// find it when they poll.
var woken = bell{c: make(chan struct{})}

// bell wakes everybody who listens.
type bell struct {
	mu sync.Mutex
	c  chan struct{}
}

func (b *bell) listen() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.c
}

func (b *bell) fire() {
	b.mu.Lock()
	defer b.mu.Unlock()
	close(b.c)
	b.c = make(chan struct{})
}
