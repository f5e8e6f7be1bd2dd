package koppeling_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"buurtdorp/ent"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// TestWhoHasNotSeenTheLatest: every step carries the version it was decided on. An
// older one, a later one and none are a conflict, which tells what is there now.
func TestWhoHasNotSeenTheLatest(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		for _, line := range koppeling.Table {
			for _, from := range line.From {
				if line.Stap == term.StapExpire || !slices.Contains(line.Who, koppeling.Matcher) && !slices.Contains(line.Who, koppeling.HeadMatcher) {
					continue
				}
				k := d.Koppeling(d.Vraag(), d.Steun(), from)
				k = d.Client.Koppeling.UpdateOne(k).SetKennismakingPlaats("ergens anders").SaveX(storetest.Context())
				for _, version := range []int{k.Version - 1, k.Version + 1, 0} {
					if version == 0 && (line.Stap == term.StapPropose || line.Stap == term.StapCheckIn || slices.Contains(anytime, line.Stap)) {
						continue // these need not have seen anything
					}
					stale := *k
					stale.Version = version
					_, err := d.step(d.HeadMatcher, line.Stap, &stale, asks(k))
					all := fault.All(err)
					if len(all) != 1 || all[0].Error() != "CONFLICT at baseVersion" || all[0].Current != k.ID {
						t.Errorf("%s from %s with version %d of %d: %v", line.Stap, from, version, k.Version, err)
					}
				}
			}
		}
	})
}

// anytime are the steps that say something and move nothing.
var anytime = []term.KoppelingStap{term.StapGiveTerugblik, term.StapSayFarewell, term.StapAnswerContact, term.StapAnswerOpnieuw, term.StapAnswerReopen}

func asks(k *ent.Koppeling) term.Kant {
	if k.State == term.KoppelingVoorgesteldVraag {
		return term.KantVraag
	}
	return term.KantSteun
}

// Two families say on the same evening that it was good, each from what her phone
// knew that morning. Neither is in the other's way, and neither can tell from the
// koppeling that the other has spoken.
func TestTwoPrivateAnswersAreNoConflict(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		for state, stap := range map[term.KoppelingState]term.KoppelingStap{
			term.KoppelingKennismaking: term.StapAnswerKennismaking,
			term.KoppelingProefperiode: term.StapConfirmAfspraken,
		} {
			v, s := d.Vraag(), d.Steun()
			morning := d.Koppeling(v, s, state)
			before := seenBy(d, s.Parent, morning)
			if _, err := d.step(v.Parent, stap, morning); err != nil {
				t.Fatal(err)
			}
			if after := seenBy(d, s.Parent, morning); after != before {
				t.Errorf("%s of vraag shows to steun: %s, before %s", stap, after, before)
			}
			if _, err := d.step(s.Parent, stap, morning); err != nil {
				t.Errorf("%s of steun, on what it knew: %v", stap, err)
			}
		}
	})
}

// seenBy is the koppeling's own row as a parent reads it.
func seenBy(d *desk, who interface{ Context() context.Context }, k *ent.Koppeling) string {
	return fmt.Sprint(d.Client.Koppeling.GetX(who.Context(), k.ID))
}
