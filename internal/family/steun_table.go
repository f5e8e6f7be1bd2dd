package family

import "buurtdorp/internal/term"

// The steps in the life of a steungezin, beside those it shares.
const (
	StepPlanGesprek      Step = "PLAN_GESPREK"
	StepRecordGesprek    Step = "RECORD_GESPREK"
	StepStartScreening   Step = "START_SCREENING"
	StepRecordVog        Step = "RECORD_VOG"
	StepRecordReferentie Step = "RECORD_REFERENTIE"
	StepRecordScreening  Step = "RECORD_SCREENING"
	StepApprove          Step = "APPROVE"
	StepReject           Step = "REJECT"
	StepStop             Step = "STOP"
	StepSuspend          Step = "SUSPEND"
	StepLift             Step = "LIFT"
	StepAskConfirm       Step = "ASK_CONFIRM"
	StepSleep            Step = "SLEEP"
	StepVogEnds          Step = "VOG_ENDS"
)

// What a step with a steungezin may need.
const (
	NeedTalk      Need = "a talk held"
	NeedScreening Need = "nothing of the screening left to do"
	NeedLongAgo   Need = "not confirmed for three months"
	NeedSilence   Need = "asked to confirm a month ago"
)

// SteunTable is the life of a steungezin (domain.md 5b). GERESERVEERD and BEZET are
// no states: the koppelingen tell. Without consent for matching a steungezin rests
// (PAUZE without a date): it was screened, and need not be again. A suspension that
// is lifted leads to BESCHIKBAAR only when all was checked; else the checks go on.
// "Klopt nog" is never refused: where somebody's yes is missing by then, the offer rests.
var SteunTable = []Rule[term.SteungezinState]{
	{Step: StepPlanGesprek, From: steun(term.SteunAangemeld), To: term.SteunKennismakingsgesprek, Who: matcher},
	{Step: StepRecordGesprek, From: met, Who: matcher},
	{Step: StepStartScreening, From: steun(term.SteunKennismakingsgesprek), To: term.SteunScreening, Who: matcher, Needs: []Need{NeedTalk}},
	{Step: StepRecordVog, From: checked, Who: matcher},
	{Step: StepRecordReferentie, From: checked, Who: matcher},
	{Step: StepRecordScreening, From: checked, Who: matcher},
	{Step: StepApprove, From: steun(term.SteunScreening), To: term.SteunBeschikbaar, Who: matcher,
		Needs: []Need{NeedScreening, NeedMatchen}},
	{Step: StepReject, From: steun(term.SteunKennismakingsgesprek, term.SteunScreening), To: term.SteunAfgewezen, Who: headMatcher,
		Needs: []Need{NeedTalk}},
	{Step: StepPause, From: steun(term.SteunBeschikbaar, term.SteunBevestigen), To: term.SteunPauze, Who: ownOrMatcher},
	{Step: StepResume, From: steun(term.SteunPauze), To: term.SteunBeschikbaar, Who: anyone, Needs: []Need{NeedMatchen}},
	{Step: StepStop, From: without(openSteun, term.SteunOpgeschort), To: term.SteunGestopt, Who: ownOrMatcher, Needs: []Need{NeedNothingRuns}},
	{Step: StepStop, From: steun(term.SteunOpgeschort), To: term.SteunGestopt, Who: []Who{Own, HeadMatcher}, Needs: []Need{NeedNothingRuns}},
	{Step: StepSuspend, From: without(openSteun, term.SteunOpgeschort), To: term.SteunOpgeschort, Who: matcher},
	{Step: StepLift, From: steun(term.SteunOpgeschort), To: term.SteunBeschikbaar, Who: headMatcher,
		Needs: []Need{NeedScreening, NeedMatchen}, Else: term.SteunScreening},
	{Step: StepLeavePool, From: inPool, To: term.SteunPauze, Who: ownOrMatcher},
	{Step: StepAskConfirm, From: steun(term.SteunBeschikbaar), To: term.SteunBevestigen, Who: timer, Needs: []Need{NeedLongAgo}},
	{Step: StepSleep, From: steun(term.SteunBevestigen), To: term.SteunSlapend, Who: timer, Needs: []Need{NeedSilence}},
	{Step: StepVogEnds, From: inPool, Who: timer},
	{Step: StepConfirm, From: steun(term.SteunBevestigen, term.SteunSlapend), To: term.SteunBeschikbaar, Who: ownOrMatcher, Needs: []Need{NeedMatchen}, Else: term.SteunPauze},
	{Step: StepConfirm, From: without(openSteun, term.SteunBevestigen, term.SteunSlapend), Who: ownOrMatcher},
	{Step: StepTask, From: openSteun, Who: anyone},
	{Step: StepRest, From: steun(term.SteunBeschikbaar, term.SteunBevestigen), To: term.SteunPauze, Who: timer},
	{Step: StepAskYes, From: inPool, Who: timer},
}

var (
	// openSteun are the states in which a steungezin is somebody's concern.
	openSteun = steun(term.SteunAangemeld, term.SteunKennismakingsgesprek, term.SteunScreening, term.SteunBeschikbaar,
		term.SteunPauze, term.SteunBevestigen, term.SteunSlapend, term.SteunOpgeschort)
	// inPool: it was let in, and may be proposed now or after a word.
	inPool = steun(term.SteunBeschikbaar, term.SteunPauze, term.SteunBevestigen, term.SteunSlapend)
	// checked: somebody met them, so that checks can be noted; a VOG is renewed while
	// all goes on.
	checked = without(openSteun, term.SteunAangemeld)
	// met: what was said can be noted.
	met = without(checked, term.SteunOpgeschort)
)

// steunNext is what stands on the matcher's list when a steungezin comes into a state.
var steunNext = map[term.SteungezinState]next{
	term.SteunAangemeld:            {"Bellen voor een gesprek", workdays(callBack)},
	term.SteunKennismakingsgesprek: {"Gesprek voeren", days(14)},
	term.SteunScreening:            {"Takenlijst afmaken", days(14)},
	term.SteunBeschikbaar:          {"Vragen of alles nog klopt", months(3)},
	term.SteunPauze:                {"Vragen of ze weer verder willen", months(3)},
	term.SteunBevestigen:           {"Bellen: klopt alles nog?", workdays(5)},
	term.SteunSlapend:              {"Bellen of ze nog mee willen doen", days(30)},
	term.SteunOpgeschort:           {"Bespreken met de hoofdcoördinator", workdays(1)},
}

// todoNext says which check comes next.
var todoNext = map[term.ScreeningTodo]string{
	term.TodoGesprek:     "Gesprek voeren",
	term.TodoVog:         "VOG klaarzetten en bekijken",
	term.TodoReferenties: "Bellen met wie hen kent",
	term.TodoHuisbezoek:  "Huisbezoek doen",
	term.TodoHuisregels:  "Huisregels bespreken",
}

func steun(s ...term.SteungezinState) []term.SteungezinState { return s }

// without copies a list, some states left out.
func without(list []term.SteungezinState, not ...term.SteungezinState) []term.SteungezinState {
	var out []term.SteungezinState
	for _, s := range list {
		keep := true
		for _, n := range not {
			keep = keep && s != n
		}
		if keep {
			out = append(out, s)
		}
	}
	return out
}
