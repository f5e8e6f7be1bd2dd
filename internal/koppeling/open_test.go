package koppeling_test

import (
	"slices"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// Of what is erased nobody is asked anything, and nothing new is written about it; what its
// days are over for is not offered at the desk. A phone asks its own questions (Vragen).
func TestOpen(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	k := func(ago int, vraag term.VraaggezinState, steun term.SteungezinState) *ent.Koppeling {
		at := now.AddDate(0, 0, -ago)
		return &ent.Koppeling{State: term.KoppelingAfgerond, AfgerondOp: &at, Edges: ent.KoppelingEdges{
			Vraaggezin: &ent.Vraaggezin{State: vraag}, Steungezin: &ent.Steungezin{State: steun},
		}}
	}
	all := []term.KoppelingStap{term.StapSayFarewell, term.StapAnswerContact, term.StapAnswerOpnieuw, term.StapAskReopen, term.StapAnswerReopen, term.StapReopen}
	without := func(out ...term.KoppelingStap) []term.KoppelingStap {
		return slices.DeleteFunc(slices.Clone(all), func(s term.KoppelingStap) bool { return slices.Contains(out, s) })
	}
	for name, c := range map[string]struct {
		k    *ent.Koppeling
		who  koppeling.Who
		want []term.KoppelingStap
	}{
		"just over":                   {k(2, term.VraagGepauzeerd, term.SteunBeschikbaar), koppeling.Matcher, all},
		"the days of a word are over": {k(31, term.VraagGepauzeerd, term.SteunBeschikbaar), koppeling.Matcher, without(term.StapSayFarewell)},
		"too long ago to go on":       {k(200, term.VraagGepauzeerd, term.SteunBeschikbaar), koppeling.HeadMatcher, without(term.StapSayFarewell, term.StapAskReopen, term.StapReopen)},
		"one side is erased":          {k(2, term.VraagGeanonimiseerd, term.SteunBeschikbaar), koppeling.Matcher, []term.KoppelingStap{term.StapAnswerOpnieuw}},
		"both sides are erased":       {k(2, term.VraagGeanonimiseerd, term.SteunGeanonimiseerd), koppeling.Matcher, []term.KoppelingStap{}},
		"a family's own phone":        {k(31, term.VraagGepauzeerd, term.SteunBeschikbaar), koppeling.Vraag, without(term.StapAskReopen, term.StapReopen)},
	} {
		if got := koppeling.Open(c.k, []koppeling.Who{c.who}, now); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// The steps themselves refuse too.
func TestNobodyAsksTheErased(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun()
		k := d.Koppeling(v, s, term.KoppelingAfgerond)
		d.Client.Vraaggezin.UpdateOneID(v.ID()).SetState(term.VraagGeanonimiseerd).ExecX(storetest.Context())
		for _, stap := range []term.KoppelingStap{term.StapSayFarewell, term.StapAskReopen, term.StapReopen, term.StapAnswerContact} {
			_, err := d.step(d.Matcher, stap, k, term.KantSteun)
			refused(t, err, "STATE at id")
		}
		_, err := d.step(d.Matcher, term.StapAnswerOpnieuw, k, term.KantVraag)
		refused(t, err, "STATE at kant")
		_, err = d.step(d.Matcher, term.StapAnswerOpnieuw, k, term.KantSteun)
		refused(t, err)
	})
}
