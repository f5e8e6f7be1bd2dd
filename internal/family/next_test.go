package family

import (
	"slices"
	"testing"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/term"
	"buurtdorp/internal/workday"
)

// Every state in which a dossier is somebody's concern has a next step and a working
// day by which it is done, and no state that is over has one: whatever leads there,
// nothing open drops off the list of today.
func TestEveryOpenStateHasANextStep(t *testing.T) {
	now := clock.Now()
	filled := func(n next, in string) {
		t.Helper()
		if n.step == "" || n.by == nil || !n.by(now).After(now) || !workday.Is(n.by(now)) {
			t.Errorf("%s: %q without a day to do it", in, n.step)
		}
	}
	for _, s := range term.All[term.VraaggezinState]() {
		n, has := vraagNext[s]
		if has != slices.Contains(openVraag, s) {
			t.Errorf("%s: a next step is %v", s, has)
		}
		if has {
			filled(n, string(s))
		}
	}
	for _, s := range term.All[term.SteungezinState]() {
		n, has := steunNext[s]
		if has != slices.Contains(openSteun, s) {
			t.Errorf("%s: a next step is %v", s, has)
		}
		if has {
			filled(n, string(s))
		}
	}
	for _, r := range VraagTable {
		if r.To != "" && slices.Contains(openVraag, r.To) != (vraagNext[r.To].step != "") {
			t.Errorf("%s leads to %s, which has no next step", r.Step, r.To)
		}
	}
	for _, r := range SteunTable {
		for _, to := range []term.SteungezinState{r.To, r.Else} {
			if to != "" && slices.Contains(openSteun, to) != (steunNext[to].step != "") {
				t.Errorf("%s leads to %s, which has no next step", r.Step, to)
			}
		}
	}
}
