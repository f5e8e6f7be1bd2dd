// Package koppeling is the life of a koppeling: which step may follow which, who
// may take it, and doing it. The table is data; a step that is not in it cannot
// be taken.
package koppeling

import (
	"slices"

	"buurtdorp/internal/term"
)

// Who may take a step.
type Who string

// The people in the life of a koppeling.
const (
	Matcher     Who = "matcher"      // of the region
	HeadMatcher Who = "head matcher" // of the region; may do what a matcher may
	Vraag       Who = "vraag"        // a parent of the vraaggezin, once it was asked
	Steun       Who = "steun"        // a parent of the steungezin, once it was asked
	Timer       Who = "timer"        // the server itself
)

// Rule is one line of the table: from these states, this step leads there.
type Rule struct {
	Stap term.KoppelingStap
	From []term.KoppelingState // empty: there is nothing yet
	// To lists where it can lead; the first is the plain course.
	To  []term.KoppelingState
	Who []Who
}

var (
	proposed = []term.KoppelingState{term.KoppelingVoorgesteldSteun, term.KoppelingVoorgesteldVraag}
	running  = []term.KoppelingState{term.KoppelingProefperiode, term.KoppelingActief}
	both     = []Who{Matcher, Vraag, Steun}
	families = []Who{Vraag, Steun}
	back     = []term.KoppelingState{term.KoppelingActief, term.KoppelingProefperiode, term.KoppelingKennismaking, term.KoppelingAfronden}
)

// Table is the life of a koppeling (domain.md 5b). Answers that a family speaks to
// its matcher are recorded by the matcher, marked as such.
var Table = []Rule{
	{term.StapExplore, nil, states(term.KoppelingVerkend), []Who{Matcher}},
	{term.StapPropose, nil, proposed, []Who{Matcher}},
	{term.StapPropose, states(term.KoppelingVerkend), proposed, []Who{Matcher}},
	{term.StapAnswerProposal, states(term.KoppelingVoorgesteldSteun),
		states(term.KoppelingVoorgesteldVraag, term.KoppelingKennismaking, term.KoppelingAfgewezen), []Who{Steun, Matcher}},
	{term.StapAnswerProposal, states(term.KoppelingVoorgesteldVraag),
		states(term.KoppelingKennismaking, term.KoppelingVoorgesteldSteun, term.KoppelingAfgewezen), []Who{Vraag, Matcher}},
	{term.StapWithdrawProposal, append(states(term.KoppelingVerkend), proposed...), states(term.KoppelingNietDoorgegaan), []Who{Matcher}},
	{term.StapExpire, proposed, states(term.KoppelingVerlopen), []Who{Timer}},
	{term.StapPlanKennismaking, states(term.KoppelingKennismaking), states(term.KoppelingKennismaking), []Who{Matcher}},
	{term.StapAnswerKennismaking, states(term.KoppelingKennismaking),
		states(term.KoppelingKennismaking, term.KoppelingNietDoorgegaan), both},
	{term.StapStop, states(term.KoppelingKennismaking), states(term.KoppelingNietDoorgegaan), both},
	{term.StapStartProefperiode, states(term.KoppelingKennismaking), states(term.KoppelingProefperiode), []Who{Matcher}},
	{term.StapRecordAfspraken, states(term.KoppelingProefperiode), states(term.KoppelingProefperiode), both},
	{term.StapRecordAfspraken, states(term.KoppelingActief), states(term.KoppelingActief), both},
	{term.StapConfirmAfspraken, states(term.KoppelingProefperiode), states(term.KoppelingProefperiode), both},
	{term.StapConfirmAfspraken, states(term.KoppelingActief), states(term.KoppelingActief), both},
	{term.StapCheckIn, states(term.KoppelingProefperiode), states(term.KoppelingProefperiode), both},
	{term.StapCheckIn, states(term.KoppelingActief), states(term.KoppelingActief), both},
	{term.StapGiveTerugblik, states(term.KoppelingProefperiode), states(term.KoppelingProefperiode), both},
	{term.StapGiveTerugblik, states(term.KoppelingActief), states(term.KoppelingActief), both},
	{term.StapSkipVisit, states(term.KoppelingProefperiode), states(term.KoppelingProefperiode), families},
	{term.StapSkipVisit, states(term.KoppelingActief), states(term.KoppelingActief), families},
	{term.StapAskChange, states(term.KoppelingProefperiode), states(term.KoppelingProefperiode), families},
	{term.StapAskChange, states(term.KoppelingActief), states(term.KoppelingActief), families},
	{term.StapActivate, states(term.KoppelingProefperiode), states(term.KoppelingActief), []Who{Matcher}},
	{term.StapStop, states(term.KoppelingProefperiode), states(term.KoppelingGestopt), both},
	{term.StapPause, states(term.KoppelingActief), states(term.KoppelingGepauzeerd), both},
	{term.StapResume, states(term.KoppelingGepauzeerd), states(term.KoppelingActief), []Who{Matcher, Vraag, Steun, Timer}},
	{term.StapSuspend, append(states(term.KoppelingKennismaking, term.KoppelingGepauzeerd, term.KoppelingAfronden), running...),
		states(term.KoppelingOnderbroken), []Who{Matcher}},
	{term.StapLift, states(term.KoppelingOnderbroken), back, []Who{HeadMatcher}},
	{term.StapStartAfronden, states(term.KoppelingActief, term.KoppelingGepauzeerd), states(term.KoppelingAfronden), both},
	{term.StapStartAfronden, states(term.KoppelingAfronden), states(term.KoppelingAfronden), []Who{Matcher}}, // on another day
	{term.StapSayFarewell, states(term.KoppelingAfronden), states(term.KoppelingAfronden), both},
	{term.StapSayFarewell, states(term.KoppelingAfgerond), states(term.KoppelingAfgerond), both},
	{term.StapAnswerContact, states(term.KoppelingAfronden), states(term.KoppelingAfronden), both},
	{term.StapAnswerContact, states(term.KoppelingAfgerond), states(term.KoppelingAfgerond), both},
	{term.StapClose, states(term.KoppelingAfronden), states(term.KoppelingAfgerond), []Who{Matcher}},
	{term.StapClose, states(term.KoppelingOnderbroken), states(term.KoppelingGestopt), []Who{HeadMatcher}},
	{term.StapAnswerOpnieuw, states(term.KoppelingAfgerond), states(term.KoppelingAfgerond), both},
	{term.StapAskReopen, states(term.KoppelingAfgerond), states(term.KoppelingAfgerond), []Who{Matcher}},
	{term.StapAnswerReopen, states(term.KoppelingAfgerond), states(term.KoppelingAfgerond), both},
	{term.StapExpire, states(term.KoppelingAfgerond), states(term.KoppelingAfgerond), []Who{Timer}}, // the question to go on again
	{term.StapReopen, states(term.KoppelingAfgerond), states(term.KoppelingActief), []Who{Matcher}},
}

// Holding are the states that hold a plek of the steungezin; the database's
// indexes say the same (ent/schema/koppeling.go).
var Holding = []term.KoppelingState{
	term.KoppelingVoorgesteldSteun, term.KoppelingVoorgesteldVraag, term.KoppelingKennismaking,
	term.KoppelingProefperiode, term.KoppelingActief, term.KoppelingGepauzeerd,
	term.KoppelingOnderbroken, term.KoppelingAfronden,
}

// InCourse are those of which a vraaggezin has one at a time: from proposal to trial.
var InCourse = Holding[:4:4]

// Find gives the line for a step from a state; nil from is: nothing yet.
func Find(stap term.KoppelingStap, from *term.KoppelingState) (Rule, bool) {
	for _, r := range Table {
		if r.Stap != stap {
			continue
		}
		if from == nil && len(r.From) == 0 || from != nil && slices.Contains(r.From, *from) {
			return r, true
		}
	}
	return Rule{}, false
}

// Possible lists the steps somebody may take from a state, in the table's order.
func Possible(from term.KoppelingState, as []Who) []term.KoppelingStap {
	out := []term.KoppelingStap{}
	for _, r := range Table {
		if slices.Contains(r.From, from) && r.allows(as) && !slices.Contains(out, r.Stap) {
			out = append(out, r.Stap)
		}
	}
	return out
}

func (r Rule) allows(as []Who) bool {
	return slices.ContainsFunc(as, func(w Who) bool {
		return slices.Contains(r.Who, w) || w == HeadMatcher && slices.Contains(r.Who, Matcher)
	})
}

func states(s ...term.KoppelingState) []term.KoppelingState { return slices.Clip(s) }
