package page

import (
	"testing"

	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/term"
)

// Every word of the closed lists has a name on a page.
func TestWordsAreNamed(t *testing.T) {
	for _, v := range term.All[term.Thema]() {
		if _, ok := themas[v]; !ok {
			t.Errorf("%s has no name", v)
		}
	}
	for _, v := range term.All[term.Doelgroep]() {
		if doelgroepen[v] == "" {
			t.Errorf("%s has no name", v)
		}
	}
}

func TestRhythm(t *testing.T) {
	ma, wo := []term.Weekdag{term.WeekdagMa}, []term.Weekdag{term.WeekdagWo, term.WeekdagMa}
	for want, r := range map[string]rhythm.Rule{
		"Elke maandag en woensdag":                    {Unit: term.RitmeWeek, Every: 1, Days: wo},
		"Elke maandag in de even weken":               {Unit: term.RitmeWeek, Every: 1, Weken: term.WekenEven, Days: ma},
		"Eens in de 3 weken op maandag":               {Unit: term.RitmeWeek, Every: 3, Days: ma},
		"Elke eerste en laatste maandag van de maand": {Unit: term.RitmeMaand, Every: 1, Days: ma, Nth: []int{1, -1}},
		"Eens in de 2 maanden op de derde maandag":    {Unit: term.RitmeMaand, Every: 2, Days: ma, Nth: []int{3}},
		"Elke maandag en woensdag in de oneven weken": {Unit: term.RitmeWeek, Every: 1, Weken: term.WekenOneven, Days: wo},
	} {
		if got := Rhythm(r.Whole()); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
