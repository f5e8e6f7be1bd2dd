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

// quietUntil is the end of the quiet hours of a region, when it is now in them. They may
// go over midnight; hours that cannot be read are none.
func quietUntil(r *ent.Region, now time.Time) time.Time {
	if r == nil {
		return time.Time{}
	}
	now = now.In(clock.Amsterdam)
	at := now.Format("15:04")
	end, err := time.ParseInLocation("2006-01-02 15:04", now.Format("2006-01-02 ")+r.QuietUntil, clock.Amsterdam)
	if err != nil {
		return time.Time{}
	}
	switch over := r.QuietFrom > r.QuietUntil; {
	case !over && r.QuietFrom <= at && at < r.QuietUntil, over && at < r.QuietUntil:
		return end
	case over && at >= r.QuietFrom:
		return end.AddDate(0, 0, 1)
	}
	return time.Time{}
}
