package notify

import (
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/term"
)

// meldingOf says which switch a message belongs to. What is not here cannot be switched
// off: a frown and a worry of a family, and codes to sign in with.
var meldingOf = map[Kind]term.Melding{
	ProposalWaiting: term.MeldingVoorstel, ProposalGone: term.MeldingVoorstel,

	VraagRegistered: term.MeldingKoppeling, SteunRegistered: term.MeldingKoppeling, IntakePlanned: term.MeldingKoppeling,
	GesprekPlanned: term.MeldingKoppeling, SteunApproved: term.MeldingKoppeling, NewMatcher: term.MeldingKoppeling,
	BothYes: term.MeldingKoppeling, KennismakingPlanned: term.MeldingKoppeling, TrialStarted: term.MeldingKoppeling,
	KoppelingStarted: term.MeldingKoppeling, KoppelingStopped: term.MeldingKoppeling, VisitSkipped: term.MeldingKoppeling,

	HowIsIt: term.MeldingMoment, LookBack: term.MeldingMoment, StillRight: term.MeldingMoment,

	SignedUp: term.MeldingMeetup, OnTheList: term.MeldingMeetup, Offered: term.MeldingMeetup, OfferGone: term.MeldingMeetup,
	MovedUp: term.MeldingMeetup, Passed: term.MeldingMeetup, Changed: term.MeldingMeetup, Reminder: term.MeldingMeetup,
	TakenOff: term.MeldingMeetup, CalledOff: term.MeldingMeetup, SeriesChanged: term.MeldingMeetup,

	ProposalYes: term.MeldingWerk, ProposalNo: term.MeldingWerk, ProposalExpired: term.MeldingWerk,
	LateYes: term.MeldingWerk, ChangeAsked: term.MeldingWerk,
}

// hurried are of little use tomorrow. always is about somebody's safety: it waits for no
// morning.
var (
	hurried = map[Kind]bool{Offered: true, MovedUp: true, Changed: true, CalledOff: true, SeriesChanged: true, TakenOff: true, Reminder: true}
	always  = map[Kind]bool{ZorgShared: true, Frown: true}
)

// held marks a message that waits for the morning.
const held = "night"

// quietUntil is when the quiet hours of a region end in which t is. Who is of no region
// has none.
func quietUntil(r *ent.Region, t time.Time) time.Time {
	if r == nil {
		return time.Time{}
	}
	return clock.QuietUntil(r.QuietFrom, r.QuietUntil, t)
}
