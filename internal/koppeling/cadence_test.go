package koppeling_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/term"
)

var began = time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC)

func after(days int) time.Time { return began.AddDate(0, 0, days) }

func at(days int) *time.Time { t := after(days); return &t }

// said on these days; a frown is written as a day below zero.
func said(kant term.Kant, days ...int) (out []koppeling.Gezegd) {
	for _, d := range days {
		smiley := term.SmileyGoed
		if d < 0 {
			d, smiley = -d, term.SmileyNietGoed
		}
		out = append(out, koppeling.Gezegd{Kant: kant, Soort: term.MomentCheckIn, At: after(d), Smiley: smiley})
	}
	return out
}

// TestTheRhythm: what is asked when, on which day it is looked at.
func TestTheRhythm(t *testing.T) {
	half := koppeling.Ritme{Months: 6, Terugblik: 6}
	for name, c := range map[string]struct {
		loop koppeling.Loop
		said []koppeling.Gezegd
		now  int
		want string
	}{
		"the first day":                     {koppeling.Loop{}, nil, 0, "C1 14 OPEN, C2 28 GEPLAND, T1 42 GEPLAND"},
		"nobody answered in two weeks":      {koppeling.Loop{}, nil, 18, "C1 14 TE_LAAT, C2 28 GEPLAND, T1 42 GEPLAND"},
		"late is heard":                     {koppeling.Loop{}, said(term.KantVraag, 18), 19, "C1 14 GEDAAN, C2 28 GEPLAND, T1 42 GEPLAND"},
		"never is missed":                   {koppeling.Loop{}, nil, 22, "C1 14 GEMIST, C2 28 OPEN, T1 42 GEPLAND"},
		"the other side's word is not mine": {koppeling.Loop{}, said(term.KantSteun, 3), 5, "C1 14 OPEN, C2 28 GEPLAND, T1 42 GEPLAND"},
		"a word counts once":                {koppeling.Loop{}, said(term.KantVraag, 3, 4), 24, "C1 14 GEDAAN, C2 28 OPEN, T1 42 GEPLAND"},
		"going on: each month":              {koppeling.Loop{Actief: at(42)}, said(term.KantVraag, 12, 26), 60, "C1 14 GEDAAN, C2 28 GEDAAN, C3 72 GEPLAND, T1 42 TE_LAAT, T2 225 GEPLAND"},
		"in a pause nobody is asked":        {koppeling.Loop{Actief: at(42), Rust: []koppeling.Rust{{Van: after(65), Tot: at(80)}}}, said(term.KantVraag, 12, 26), 95, "C1 14 GEDAAN, C2 28 GEDAAN, C4 103 OPEN, C5 133 GEPLAND, T1 42 TE_LAAT, T2 225 GEPLAND"},
		"until further notice":              {koppeling.Loop{Rust: []koppeling.Rust{{Van: after(10)}}}, nil, 20, ""},
		"over is over":                      {koppeling.Loop{Tot: at(20)}, nil, 30, "C1 14 GEMIST"},
		"after half a year only a look back": {koppeling.Loop{Actief: at(42)}, said(term.KantVraag, 12, 26, 72, 103, 133, 164, 195, 225), 420,
			"C1 14 GEDAAN, C2 28 GEDAAN, C3 72 GEDAAN, C4 103 GEDAAN, C5 133 GEDAAN, C6 164 GEDAAN, C7 195 GEDAAN, C8 225 GEDAAN, T1 42 GEMIST, T2 225 GEMIST, T3 407 TE_LAAT, T4 590 GEPLAND"},
	} {
		t.Run(name, func(t *testing.T) {
			c.loop.Van = began
			var got []string
			for _, m := range koppeling.Momenten(half, c.loop, term.KantVraag, c.said, after(c.now)) {
				got = append(got, fmt.Sprintf("%s%d %d %s", map[term.MomentSoort]string{term.MomentCheckIn: "C", term.MomentTerugblik: "T"}[m.Soort],
					m.Nummer, int(m.Voor.Sub(began).Hours()/24), m.Stand))
			}
			if said := strings.Join(got, ", "); said != c.want {
				t.Errorf("got  %s\nwant %s", said, c.want)
			}
		})
	}
}

// TestOnlyAFrownIsATask: what asks for the matcher, and what does not.
func TestOnlyAFrownIsATask(t *testing.T) {
	so := func(kant term.Kant, kid bool, days ...int) (out []koppeling.Gezegd) {
		for _, g := range said(kant, days...) {
			g.Kind = kid
			if !kid {
				g.Smiley = term.SmileyGaatWel
			}
			out = append(out, g)
		}
		return out
	}
	calm := append(said(term.KantVraag, 12, 26), said(term.KantSteun, 12, 26)...)
	for name, c := range map[string]struct {
		said []koppeling.Gezegd
		vogs []time.Time
		now  int
		want string
	}{
		"smiles":                 {calm, nil, 30, ""},
		"a frown":                {append(said(term.KantSteun, 12, 26), said(term.KantVraag, 12, -26)...), nil, 30, "NIET_GOED/VRAAG 1"},
		"a frown that went by":   {append(said(term.KantSteun, 12, 26), said(term.KantVraag, -12, 26)...), nil, 30, ""},
		"once so so":             {append(calm, so(term.KantSteun, false, 27)...), nil, 30, ""},
		"twice so so":            {append(calm, so(term.KantSteun, false, 27, 28)...), nil, 30, "TWEE_KEER_GAAT_WEL/STEUN 2"},
		"a child's frown":        {append(calm, so(term.KantVraag, true, -27)...), nil, 30, "KIND_NIET_GOED/VRAAG 1"},
		"a child that laughs":    {append(calm, so(term.KantVraag, true, -27, 28)...), nil, 30, ""},
		"a child is no check-in": {append(said(term.KantSteun, 12, 26), so(term.KantVraag, true, 12, 26)...), nil, 30, "GEMIST/VRAAG 1"},
		"silence":                {nil, nil, 90, "GEMIST/VRAAG 2, GEMIST/STEUN 2, STIL/ 90"},
		"a VOG that ends":        {calm, []time.Time{after(80)}, 30, "VOG_VERLOOPT/STEUN 50"},
		"a VOG that lasts":       {calm, []time.Time{after(180)}, 30, ""},
	} {
		t.Run(name, func(t *testing.T) {
			course := koppeling.CourseFor(koppeling.Ritme{Months: 6, Terugblik: 6}, koppeling.Loop{Van: began}, c.said, c.vogs)
			var got []string
			for _, r := range course.Redenen(after(c.now)) {
				kant := ""
				if r.Kant != nil {
					kant = string(*r.Kant)
				}
				got = append(got, fmt.Sprintf("%s/%s %d", r.Soort, kant, r.Aantal))
			}
			if said := strings.Join(got, ", "); said != c.want {
				t.Errorf("got %q, want %q", said, c.want)
			}
		})
	}
}
