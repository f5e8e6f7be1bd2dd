package fault

import (
	"regexp"
	"strings"
	"testing"
)

// harsh are the words ux.md 3.3 keeps away from people.
var harsh = regexp.MustCompile(`(?i)\b(fout(en)?|ongeldig\w*|verplicht\w*|error|ondersteuning|verzenden|opgeslagen|koppeling\w*|intake|toestemming)\b`)

func TestEveryCodeHasASentence(t *testing.T) {
	for _, c := range Codes() {
		if dutch.codes[c] == "" {
			t.Errorf("no sentence for %s", c)
		}
	}
	if len(dutch.codes) != len(Codes()) {
		t.Error("a sentence for a code that is not on the list")
	}
}

func TestSentencesAreKindAndShort(t *testing.T) {
	check := func(name, text string) {
		if w := harsh.FindString(text); w != "" {
			t.Errorf("%s says %q", name, w)
		}
		for s := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(".?!", r) }) {
			if n := len(strings.Fields(s)); n > 12 {
				t.Errorf("%s: %d words in one sentence: %q", name, n, s)
			}
		}
		if !strings.HasSuffix(strings.TrimRight(text, `"`), ".") && !strings.ContainsAny(text[len(text)-2:], ".!?") {
			t.Errorf("%s does not end as a sentence: %q", name, text)
		}
	}
	for c, text := range dutch.codes {
		check(string(c), text)
	}
	for k, text := range dutch.keys {
		check(k, text)
	}
}

func TestCatalogueNamesAreDottedWords(t *testing.T) {
	shape := regexp.MustCompile(`^[a-z]+(\.[a-z]+)+$`)
	for k := range dutch.keys {
		if !shape.MatchString(k) {
			t.Errorf("key %q", k)
		}
	}
}
