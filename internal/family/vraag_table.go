package family

import (
	"time"

	"buurtdorp/internal/term"
)

// The steps in the life of a vraaggezin.
const (
	StepPlanIntake     Step = "PLAN_INTAKE"
	StepRecordIntake   Step = "RECORD_INTAKE"
	StepCompleteIntake Step = "COMPLETE_INTAKE"
	StepRefer          Step = "REFER"
	StepWithdraw       Step = "WITHDRAW"
	StepClose          Step = "CLOSE"
	StepReopen         Step = "REOPEN"
	// shared with the steungezin
	StepPause     Step = "PAUSE"
	StepResume    Step = "RESUME"
	StepLeavePool Step = "LEAVE_POOL" // a consent or the custody fell away
	StepConfirm   Step = "CONFIRM"    // klopt nog
	StepTask      Step = "TASK"       // something for the matcher to do
	StepRest      Step = "REST"       // a koppeling is over: nobody is looked for before the family says so
	StepAskYes    Step = "ASK_YES"    // somebody's own yes is missing: a child turned 12
)

// What a step with a vraaggezin may need.
const (
	NeedTwoTalks       Need = "two talks held"
	NeedMatchen        Need = "consent for matching"
	NeedContact        Need = "consent to be called"
	NeedGezag          Need = "custody known"
	NeedGeenBezwaar    Need = "nobody with custody objects"
	NeedNothingRuns    Need = "no koppeling with visits runs"
	NeedOnlyOne        Need = "no other open vraaggezin of the family"
	NeedConsentWritten Need = "the family's consent written down"
)

// VraagTable is the life of a vraaggezin (domain.md 5b). IN_VOORSTEL and GEKOPPELD
// are no states: the koppeling tells. Who withdraws a consent, or objects with
// custody, takes the family out of the pool: back to INTAKE, because the intake is
// what has to be done over, and nobody waits who may not be matched. After a koppeling it
// rests until the family says that it wants to begin again: that is offered, not done.
var VraagTable = []Rule[term.VraaggezinState]{
	{Step: StepPlanIntake, From: vraag(term.VraagAangemeld), To: term.VraagIntake, Who: matcher},
	{Step: StepRecordIntake, From: vraag(term.VraagIntake, term.VraagWachtend, term.VraagGepauzeerd), Who: matcher},
	{Step: StepCompleteIntake, From: vraag(term.VraagIntake), To: term.VraagWachtend, Who: matcher,
		Needs: []Need{NeedTwoTalks, NeedMatchen, NeedGezag, NeedGeenBezwaar}},
	{Step: StepRefer, From: vraag(term.VraagAangemeld, term.VraagIntake), To: term.VraagDoorverwezen, Who: matcher,
		Needs: []Need{NeedConsentWritten}},
	{Step: StepWithdraw, From: openVraag, To: term.VraagIngetrokken, Who: ownOrMatcher, Needs: []Need{NeedNothingRuns}},
	{Step: StepPause, From: vraag(term.VraagWachtend), To: term.VraagGepauzeerd, Who: ownOrMatcher},
	{Step: StepResume, From: vraag(term.VraagGepauzeerd), To: term.VraagWachtend, Who: anyone,
		Needs: []Need{NeedMatchen, NeedGeenBezwaar}},
	{Step: StepClose, From: vraag(term.VraagWachtend, term.VraagGepauzeerd), To: term.VraagAfgerond, Who: matcher, Needs: []Need{NeedNothingRuns}},
	{Step: StepReopen, From: vraag(term.VraagDoorverwezen, term.VraagIngetrokken, term.VraagAfgerond), To: term.VraagIntake,
		Who: matcher, Needs: []Need{NeedConsentWritten, NeedContact, NeedOnlyOne}},
	{Step: StepLeavePool, From: vraag(term.VraagWachtend, term.VraagGepauzeerd), To: term.VraagIntake, Who: ownOrMatcher},
	{Step: StepConfirm, From: openVraag, Who: ownOrMatcher},
	{Step: StepTask, From: openVraag, Who: anyone},
	{Step: StepRest, From: vraag(term.VraagWachtend), To: term.VraagGepauzeerd, Who: timer},
	{Step: StepAskYes, From: vraag(term.VraagWachtend, term.VraagGepauzeerd), Who: timer},
}

var (
	matcher      = []Who{Matcher}
	headMatcher  = []Who{HeadMatcher}
	timer        = []Who{Timer}
	ownOrMatcher = []Who{Own, Matcher}
	anyone       = []Who{Own, Matcher, Timer}
)

// openVraag are the states in which a vraaggezin is somebody's concern; one open
// one per family, which the database's index says too.
var openVraag = vraag(term.VraagAangemeld, term.VraagIntake, term.VraagWachtend, term.VraagGepauzeerd)

// vraagNext is what stands on the matcher's list when a vraaggezin comes into a
// state. The terms are those of domain.md 5b: past the date it is overdue.
var vraagNext = map[term.VraaggezinState]next{
	term.VraagAangemeld:  {"Bellen om kennis te maken", workdays(callBack)},
	term.VraagIntake:     {"Gesprek plannen", days(14)},
	term.VraagWachtend:   {"Laten weten hoe het zoeken gaat", days(42)},
	term.VraagGepauzeerd: {"Vragen of we weer mogen zoeken", months(3)},
}

// callBack is within how many working days somebody who registered is called.
const callBack = 2

func vraag(s ...term.VraaggezinState) []term.VraaggezinState { return s }

// BelVoor is before when somebody who registers at t is called.
func BelVoor(t time.Time) time.Time { return workdays(callBack)(t) }
