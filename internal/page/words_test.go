package page

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/taal"
	"buurtdorp/internal/term"
)

// Every word of the closed lists has a name on a page.
func TestWordsAreNamed(t *testing.T) {
	var keys []string
	for _, v := range term.All[term.Thema]() {
		if v != term.ThemaAnders { // which says nothing
			keys = append(keys, "thema."+string(v))
		}
	}
	for _, v := range term.All[term.Doelgroep]() {
		keys = append(keys, "whom."+string(v))
	}
	for _, v := range term.All[term.Weekdag]() {
		keys = append(keys, "day."+strings.ToLower(string(v)))
	}
	for _, v := range term.All[term.SignupState]() {
		keys = append(keys, stands[v])
	}
	for _, key := range keys {
		if nl[key] == "" {
			t.Errorf("%q has no words", key)
		}
	}
}

var (
	asks   = regexp.MustCompile(`\{([a-z]+)[,}]`)
	plural = regexp.MustCompile(`(one|other|few|many|two|zero) \{`)
)

// names are the values that a text asks for.
func names(text string) []string {
	var out []string
	for _, found := range asks.FindAllStringSubmatch(text, -1) {
		out = append(out, found[1])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// TestSentencesInEveryLanguage holds the languages together: all words in each, with the
// same values, and each plural that a language has.
func TestSentencesInEveryLanguage(t *testing.T) {
	if len(said) != len(taal.Codes) {
		t.Error("a language lacks")
	}
	forms := map[string]int{"nl": 2, "en": 2, "tr": 2, "pl": 4, "uk": 4, "ar": 6}
	for code, words := range said {
		for key, dutch := range nl {
			if words[key] == "" || !slices.Equal(names(words[key]), names(dutch)) {
				t.Errorf("%s says %q for %s", code, words[key], key)
			}
			if n := len(plural.FindAllString(words[key], -1)); n > 0 && n != forms[code] {
				t.Errorf("%s has %d plurals of %s", code, n, key)
			}
			if code != "nl" && words[key] == dutch && len(names(dutch)) == 0 && key != "meet.route" {
				t.Errorf("%s says %s in Dutch: %s", code, key, dutch)
			}
		}
		if len(words) != len(nl) {
			t.Errorf("%s says more than the others", code)
		}
	}
}

var (
	entry  = regexp.MustCompile(`'([a-zA-Z_.\d-]+)': '((?:[^'\\]|\\.)*)'`)
	own    = []string{"was", "over", "not", "off", "where", "cannot", "cancel", "thanks", "more", "how.adults", "how.children", "only", "no", "later", "again", "when", "empty", "next", "list", "cost", "of"}
	family = []string{"core", "visitor"}
)

// TestTheAppSaysTheSame: a family that reads a page and opens the app meets one language,
// not two of them.
func TestTheAppSaysTheSame(t *testing.T) {
	for code, words := range said {
		app := map[string]string{}
		for _, section := range family {
			raw, err := os.ReadFile("../../pwa/src/text/" + code + "/" + section + ".ts")
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range entry.FindAllStringSubmatch(string(raw), -1) {
				app[found[1]] = strings.ReplaceAll(found[2], `\'`, `'`)
			}
		}
		for key, text := range words {
			if !slices.Contains(own, key) && app[key] != text {
				t.Errorf("%s: the app says %q for %s, a page %q", code, app[key], key, text)
			}
		}
	}
}

// TestEveryWordIsUsed: and none is asked for that is not there.
func TestEveryWordIsUsed(t *testing.T) {
	var all strings.Builder
	for _, pattern := range []string{"."} {
		files, err := os.ReadDir(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if strings.HasSuffix(f.Name(), "_test.go") || strings.HasPrefix(f.Name(), "said_") {
				continue
			}
			raw, err := os.ReadFile(f.Name())
			if err != nil {
				t.Fatal(err)
			}
			all.Write(raw)
		}
	}
	for _, found := range regexp.MustCompile(`Say\(? ?"([^"]+[^".])"`).FindAllStringSubmatch(all.String(), -1) {
		if nl[found[1]] == "" {
			t.Errorf("%s has no words", found[1])
		}
	}
	for key := range nl {
		made := slices.ContainsFunc([]string{"day.", "rhythm.", "thema.", "whom.", "access."}, func(start string) bool { return strings.HasPrefix(key, start) })
		if !made && !strings.Contains(all.String(), `"`+key+`"`) {
			t.Errorf("nobody says %s", key)
		}
	}
}

func TestRhythm(t *testing.T) {
	ma, wo := []term.Weekdag{term.WeekdagMa}, []term.Weekdag{term.WeekdagWo, term.WeekdagMa}
	for _, c := range []struct {
		rule rhythm.Rule
		want map[string]string
	}{
		{rhythm.Rule{Unit: term.RitmeWeek, Every: 1, Days: wo}, map[string]string{"nl": "Elke maandag en woensdag", "en": "Every Monday and Wednesday", "ar": "كل أسبوع: الإثنين والأربعاء", "tr": "Her hafta: Pazartesi ve Çarşamba", "pl": "Co tydzień: poniedziałek i środa", "uk": "Щотижня: понеділок і середа"}},
		{rhythm.Rule{Unit: term.RitmeWeek, Every: 1, Weken: term.WekenEven, Days: ma}, map[string]string{"nl": "Elke maandag in de even weken"}},
		{rhythm.Rule{Unit: term.RitmeWeek, Every: 3, Days: ma}, map[string]string{"nl": "Eens in de 3 weken op maandag", "ar": "مرة كل 3 أسابيع: الإثنين", "pl": "Co 3 tygodnie: poniedziałek", "uk": "Раз на 3 тижні: понеділок"}},
		{rhythm.Rule{Unit: term.RitmeWeek, Every: 2, Days: ma}, map[string]string{"ar": "مرة كل أسبوعين: الإثنين", "en": "Once in 2 weeks on Monday"}},
		{rhythm.Rule{Unit: term.RitmeMaand, Every: 1, Days: ma, Nth: []int{1, -1}}, map[string]string{"nl": "Elke eerste en laatste maandag van de maand", "tr": "Her ay: Pazartesi (ayın birincisi ve ayın sonuncusu)"}},
		{rhythm.Rule{Unit: term.RitmeMaand, Every: 2, Days: ma, Nth: []int{3}}, map[string]string{"nl": "Eens in de 2 maanden op de derde maandag"}},
		{rhythm.Rule{Unit: term.RitmeWeek, Every: 1, Weken: term.WekenOneven, Days: wo}, map[string]string{"nl": "Elke maandag en woensdag in de oneven weken"}},
	} {
		for code, want := range c.want {
			if got := (Reader{Language: code}).Rhythm(c.rule.Whole()); got != want {
				t.Errorf("%s: %q, want %q", code, got, want)
			}
		}
	}
}
