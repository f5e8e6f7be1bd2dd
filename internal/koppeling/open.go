package koppeling

import (
	"slices"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/term"
)

// Open lists the steps somebody may take with a koppeling now. For the desk these are of
// those of its state none for which its days are over, and none that asks a family of which
// everything was erased; a family's phone knows the state and its questions only (Vragen), and
// says the same without internet. k comes with both sides.
func Open(k *ent.Koppeling, as []Who, now time.Time) []term.KoppelingStap {
	if !slices.Contains(as, Matcher) && !slices.Contains(as, HeadMatcher) {
		return Possible(k.State, as)
	}
	return slices.DeleteFunc(Possible(k.State, as), func(stap term.KoppelingStap) bool {
		return !reaches(stap, k) || over(stap, k, now)
	})
}

// reaches tells whether the families a step is about are still there. After one was erased,
// only the other can be asked whether it wants to begin again.
func reaches(stap term.KoppelingStap, k *ent.Koppeling) bool {
	vraag, steun := erased(k, term.KantVraag), erased(k, term.KantSteun)
	return !vraag && !steun || stap == term.StapAnswerOpnieuw && vraag != steun
}

func erased(k *ent.Koppeling, kant term.Kant) bool {
	if kant == term.KantVraag {
		return k.Edges.Vraaggezin != nil && k.Edges.Vraaggezin.State == term.VraagGeanonimiseerd
	}
	return k.Edges.Steungezin != nil && k.Edges.Steungezin.State == term.SteunGeanonimiseerd
}

// over tells whether it is too late for a step after the end. The step itself says so too,
// in words.
func over(stap term.KoppelingStap, k *ent.Koppeling, now time.Time) bool {
	switch stap {
	case term.StapSayFarewell:
		until := WordsUntil(k)
		return until != nil && until.Before(now)
	case term.StapAskReopen, term.StapReopen:
		return k.AfgerondOp == nil || now.Sub(*k.AfgerondOp) > reopenWithin
	}
	return false
}
