package koppeling_test

import (
	"fmt"
	"slices"
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
	looked := func(kant term.Kant, nummer, day int) koppeling.Gezegd {
		g := said(kant, day)[0]
		g.Soort, g.Nummer = term.MomentTerugblik, nummer
		return g
	}
	join := func(lists ...[]koppeling.Gezegd) []koppeling.Gezegd { return slices.Concat(lists...) }
	calm := append(said(term.KantVraag, 12, 26), said(term.KantSteun, 12, 26)...)
	// ACTIEF from day 42 on: asked each month up to day 225, to look back on day 42, 225 and 407.
	months := []int{12, 26, 72, 103, 133, 164, 195, 225}
	year := join(said(term.KantVraag, months...), said(term.KantSteun, months...), []koppeling.Gezegd{
		looked(term.KantVraag, 1, 42), looked(term.KantSteun, 1, 42), looked(term.KantVraag, 2, 226), looked(term.KantSteun, 2, 226)})
	going := koppeling.Loop{Actief: at(42)}
	for name, c := range map[string]struct {
		said []koppeling.Gezegd
		vogs []time.Time
		now  int
		want string
		loop koppeling.Loop
	}{
		"smiles":                            {calm, nil, 30, "", koppeling.Loop{}},
		"a frown":                           {append(said(term.KantSteun, 12, 26), said(term.KantVraag, 12, -26)...), nil, 30, "NIET_GOED/VRAAG 1", koppeling.Loop{}},
		"a frown that went by":              {append(said(term.KantSteun, 12, 26), said(term.KantVraag, -12, 26)...), nil, 30, "", koppeling.Loop{}},
		"once so so":                        {append(calm, so(term.KantSteun, false, 27)...), nil, 30, "", koppeling.Loop{}},
		"twice so so":                       {append(calm, so(term.KantSteun, false, 27, 28)...), nil, 30, "TWEE_KEER_GAAT_WEL/STEUN 2", koppeling.Loop{}},
		"a child's frown":                   {append(calm, so(term.KantVraag, true, -27)...), nil, 30, "KIND_NIET_GOED/VRAAG 1", koppeling.Loop{}},
		"a child that laughs":               {append(calm, so(term.KantVraag, true, -27, 28)...), nil, 30, "", koppeling.Loop{}},
		"a child is no check-in":            {append(said(term.KantSteun, 12, 26), so(term.KantVraag, true, 12, 26)...), nil, 30, "GEMIST/VRAAG 1", koppeling.Loop{}},
		"silence":                           {nil, nil, 90, "GEMIST/VRAAG 2, GEMIST/STEUN 2, STIL/ 90", koppeling.Loop{}},
		"a VOG that ends":                   {calm, []time.Time{after(80)}, 30, "VOG_VERLOOPT/STEUN 50", koppeling.Loop{}},
		"a VOG that lasts":                  {calm, []time.Time{after(180)}, 30, "", koppeling.Loop{}},
		"who is not asked cannot be silent": {year, nil, 390, "", going},
		"a look back that was let go":       {year, nil, 420, "STIL/ 194", going},
		"a look back is a word":             {join(year, []koppeling.Gezegd{looked(term.KantVraag, 3, 405), looked(term.KantSteun, 3, 412)}), nil, 500, "", going},
		"a month that was let go, and then a look back": {join(said(term.KantVraag, months[:7]...), said(term.KantSteun, months...), []koppeling.Gezegd{looked(term.KantVraag, 2, 240)}), nil, 260, "", going},
		"a month that was let go":                       {join(said(term.KantVraag, months[:7]...), said(term.KantSteun, months...)), nil, 260, "GEMIST/VRAAG 1", going},
		"a look back with a frown":                      {join(year, []koppeling.Gezegd{{Kant: term.KantSteun, Soort: term.MomentTerugblik, Nummer: 3, At: after(406), Smiley: term.SmileyNietGoed}}), nil, 408, "NIET_GOED/STEUN 1", going},
		"a frown, and later a look back":                {join(calm, said(term.KantVraag, -30), []koppeling.Gezegd{looked(term.KantVraag, 1, 42)}), nil, 44, "", koppeling.Loop{}},
	} {
		t.Run(name, func(t *testing.T) {
			c.loop.Van = began
			course := koppeling.CourseFor(koppeling.Ritme{Months: 6, Terugblik: 6}, c.loop, c.said, c.vogs)
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
