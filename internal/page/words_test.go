package page

import (
	"slices"
	"strings"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/taal"
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

// TestSentencesInEveryLanguage holds the small pages together.
func TestSentencesInEveryLanguage(t *testing.T) {
	if len(said) != len(taal.Codes) {
		t.Error("a language lacks")
	}
	for code, words := range said {
		for key, dutch := range said[taal.Default] {
			if words[key] == "" || strings.Count(words[key], "%s") != strings.Count(dutch, "%s") {
				t.Errorf("%s says %q for %s", code, words[key], key)
			}
		}
		if len(words) != len(said[taal.Default]) {
			t.Errorf("%s says more than the others", code)
		}
	}
	for _, state := range term.All[term.SignupState]() {
		if stands[state] == "" {
			t.Errorf("%s has no word", state)
		}
	}
}

// TestPageInHerLanguage: a reminder in Arabic leads to a page in Arabic, from the right.
func TestPageInHerLanguage(t *testing.T) {
	at := time.Date(2036, 12, 2, 8, 30, 0, 0, time.UTC)
	su := &ent.Signup{State: term.SignupAangemeld, Adults: 2}
	su.Edges.Meetup = &ent.Meetup{Title: "Koffie", StartsAt: at, EndsAt: at.Add(90 * time.Minute)}
	su.Edges.Meetup.Edges.Place = &ent.Place{Name: "De Brug", Village: "Westmaas"}
	for code, want := range map[string][]string{
		"ar": {`<html lang="ar" dir="rtl">`, "لن أحضر", "الثلاثاء 2 ديسمبر، 09:30 – 11:00", "De Brug"},
		"nl": {`<html lang="nl" dir="ltr">`, "Ik kom niet", "dinsdag 2 december, 9.30 tot 11.00 uur"},
		"ti": {`<html lang="nl" dir="ltr">`, "Ik kom niet"},
	} {
		for _, v := range []View{Signup(code, su), Come{Meetup: su.Edges.Meetup}.Page(code), Wrong(code, "")} {
			var b strings.Builder
			if err := v.Write(&b); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(b.String(), want[0]) || v.name == "signup.tmpl" && slices.ContainsFunc(want, func(w string) bool { return !strings.Contains(b.String(), w) }) {
				t.Errorf("%s of %s:\n%s", v.name, code, b.String())
			}
			if code == "ar" && strings.Contains(strings.ReplaceAll(b.String(), "Buurtdorp", ""), " je ") {
				t.Errorf("%s says something in Dutch:\n%s", v.name, b.String())
			}
		}
	}
}
