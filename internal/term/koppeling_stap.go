package term

import "io"

// KoppelingStap is a step in the life of a koppeling, each with a mutation of its own.
type KoppelingStap string

const (
	StapExplore            KoppelingStap = "EXPLORE"
	StapPropose            KoppelingStap = "PROPOSE"
	StapAnswerProposal     KoppelingStap = "ANSWER_PROPOSAL"
	StapPlanKennismaking   KoppelingStap = "PLAN_KENNISMAKING"
	StapAnswerKennismaking KoppelingStap = "ANSWER_KENNISMAKING"
	StapStartProefperiode  KoppelingStap = "START_PROEFPERIODE"
	StapRecordAfspraken    KoppelingStap = "RECORD_AFSPRAKEN"
	StapConfirmAfspraken   KoppelingStap = "CONFIRM_AFSPRAKEN"
	StapCheckIn            KoppelingStap = "CHECK_IN"
	StapActivate           KoppelingStap = "ACTIVATE"
	StapPause              KoppelingStap = "PAUSE"
	StapResume             KoppelingStap = "RESUME"
	StapSuspend            KoppelingStap = "SUSPEND"
	StapLift               KoppelingStap = "LIFT"
	StapStartAfronden      KoppelingStap = "START_AFRONDEN"
	StapClose              KoppelingStap = "CLOSE"
	StapReopen             KoppelingStap = "REOPEN"
	StapStop               KoppelingStap = "STOP"
	StapWithdrawProposal   KoppelingStap = "WITHDRAW_PROPOSAL"
	StapExpire             KoppelingStap = "EXPIRE"
	StapSkipVisit          KoppelingStap = "SKIP_VISIT"
	StapAskChange          KoppelingStap = "ASK_CHANGE"
	StapGiveTerugblik      KoppelingStap = "GIVE_TERUGBLIK"
	StapSayFarewell        KoppelingStap = "SAY_FAREWELL"
	StapAnswerContact      KoppelingStap = "ANSWER_CONTACT"
	StapAnswerOpnieuw      KoppelingStap = "ANSWER_OPNIEUW"
	StapAskReopen          KoppelingStap = "ASK_REOPEN"
	StapAnswerReopen       KoppelingStap = "ANSWER_REOPEN"
)

// Values lists every KoppelingStap, in the order people meet them.
func (KoppelingStap) Values() []string {
	return []string{"EXPLORE", "PROPOSE", "ANSWER_PROPOSAL", "PLAN_KENNISMAKING", "ANSWER_KENNISMAKING", "START_PROEFPERIODE", "RECORD_AFSPRAKEN", "CONFIRM_AFSPRAKEN", "CHECK_IN", "ACTIVATE", "PAUSE", "RESUME", "SUSPEND", "LIFT", "START_AFRONDEN", "CLOSE", "REOPEN", "STOP", "WITHDRAW_PROPOSAL", "EXPIRE", "SKIP_VISIT", "ASK_CHANGE", "GIVE_TERUGBLIK", "SAY_FAREWELL", "ANSWER_CONTACT", "ANSWER_OPNIEUW", "ASK_REOPEN", "ANSWER_REOPEN"}
}

func (v KoppelingStap) MarshalGQL(w io.Writer) { write(w, v) }

func (v *KoppelingStap) UnmarshalGQL(in any) error { return read(in, v) }
