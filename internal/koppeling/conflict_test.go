package koppeling_test

import (
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
				if line.Stap == term.StapExpire {
					continue
				}
				k := d.Koppeling(d.Vraag(), d.Steun(), from)
				k = d.Client.Koppeling.UpdateOne(k).SetKennismakingPlaats("ergens anders").SaveX(storetest.Context())
				for _, version := range []int{k.Version - 1, k.Version + 1, 0} {
					if version == 0 && (line.Stap == term.StapCheckIn || line.Stap == term.StapPropose) {
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

func asks(k *ent.Koppeling) term.Kant {
	if k.State == term.KoppelingVoorgesteldVraag {
		return term.KantVraag
	}
	return term.KantSteun
}
