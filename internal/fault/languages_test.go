package fault

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"buurtdorp/internal/taal"
)

// TestEveryLanguageHasTheSameSentences: a family reads a refusal in the language of its
// app. What only colleagues meet is Dutch, in every language the same.
func TestEveryLanguageHasTheSameSentences(t *testing.T) {
	filled := func(text string) []string {
		all := regexp.MustCompile(`\{\w+\}`).FindAllString(text, -1)
		slices.Sort(all)
		return all
	}
	for lang, c := range catalogues {
		check := func(name, text, dutch string) {
			switch {
			case text == "":
				t.Errorf("%s: no sentence for %s", lang, name)
			case dutch == "":
				t.Errorf("%s: %s is no key", lang, name)
			case !slices.Equal(filled(text), filled(dutch)):
				t.Errorf("%s: %s fills %v, in Dutch %v", lang, name, filled(text), filled(dutch))
			case !strings.ContainsAny(strings.TrimRight(text, `"”»`)[len(strings.TrimRight(text, `"”»`))-1:], ".!?") && !strings.HasSuffix(text, "؟"):
				t.Errorf("%s: %s does not end as a sentence: %q", lang, name, text)
			}
		}
		for code, dutch := range dutch.codes {
			check(string(code), c.codes[code], dutch)
		}
		if lang == "nl" {
			continue
		}
		for key := range english.keys {
			check(key, c.keys[key], dutch.keys[key])
		}
		if !slices.Contains(taal.Codes, lang) || len(catalogues) != len(taal.Codes) {
			t.Errorf("%s is not a language of the app, or one of these lacks", lang)
		}
		if len(c.keys) != len(english.keys) || len(c.codes) != len(dutch.codes) {
			t.Errorf("%s has sentences that others lack", lang)
		}
	}
}

func TestSentenceInALanguage(t *testing.T) {
	full := New(TooLong, "tekst.lang").With("max", 80)
	for lang, want := range map[string]string{"nl": "Dit is te lang. Gebruik hoogstens 80 tekens.", "ti": "Dit is te lang. Gebruik hoogstens 80 tekens."} {
		if got := Sentence(lang, full); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
	for lang := range catalogues {
		if got := Sentence(lang, full); !strings.Contains(got, "80") || lang != "nl" && got == Sentence("nl", full) {
			t.Errorf("%s: %q", lang, got)
		}
		if desk := New(Invalid, "weging.gelijk"); Sentence(lang, desk) != Sentence("nl", desk) {
			t.Errorf("%s: what only colleagues meet is Dutch", lang)
		}
	}
}
