// Package family is the household: how it registers, what it asks (vraaggezin) and
// what it offers (steungezin), the talks and checks before either is matched, its
// consents, and the matcher's notes. The two lives are tables (vraag_table.go,
// steun_table.go); a step that is not in them cannot be taken.
package family

import (
	"slices"

	"github.com/google/uuid"

	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// Who may take a step.
type Who string

// The people in the life of a vraaggezin and a steungezin.
const (
	Own         Who = "own family"   // a parent of the family itself
	Matcher     Who = "matcher"      // of the region
	HeadMatcher Who = "head matcher" // of the region; may do what a matcher may
	Timer       Who = "timer"        // the server itself
)

// As tells in which capacities somebody deals with a family: none at all for most.
func As(v *viewer.Viewer, region, family uuid.UUID) []Who {
	if v.IsSystem() {
		return []Who{Timer}
	}
	var who []Who
	if family != uuid.Nil && v.FamilyID == family {
		who = append(who, Own)
	}
	if v.Pairs(region) {
		who = append(who, Matcher)
	}
	if v.RegionID == region && v.Has(term.RoleHeadMatcher) {
		who = append(who, HeadMatcher)
	}
	return who
}

// Step is something that is done with a vraaggezin or a steungezin.
type Step string

// Need is what has to be so before a step may be taken.
type Need string

// Rule is one line of a table: from these states, this step leads there.
type Rule[S ~string] struct {
	Step Step
	From []S
	To   S // empty: it stays as it is
	Who  []Who
	// Needs are all asked, so that people hear at once what is missing.
	Needs []Need
	// Else is where it leads when Needs are not met; empty refuses the step.
	Else S
}

func (r Rule[S]) allows(as []Who) bool {
	return slices.ContainsFunc(as, func(w Who) bool { return slices.Contains(r.Who, w) })
}

// mayEver tells whether a step is for these people at all, whatever the state.
func mayEver[S ~string](table []Rule[S], step Step, as []Who) bool {
	return slices.ContainsFunc(table, func(r Rule[S]) bool { return r.Step == step && r.allows(as) })
}

// find gives the line by which these people take a step from a state.
func find[S ~string](table []Rule[S], step Step, from S, as []Who) (Rule[S], bool) {
	for _, r := range table {
		if r.Step == step && slices.Contains(r.From, from) && r.allows(as) {
			return r, true
		}
	}
	return Rule[S]{}, false
}
