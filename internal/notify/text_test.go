package notify

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/dutch"
)

// harsh are words that mail to people does without (ux.md 3.3).
var harsh = regexp.MustCompile(`(?i)\b(fout(en)?|ongeldig\w*|verplicht\w*|error|ondersteuning|verzenden|opgeslagen|koppeling\w*|intake|toestemming|screening|vog|u|uw|zorg|hulpvraag|ziek\w*|kind(eren)?)\b`)

func TestEveryKindHasAText(t *testing.T) {
	for kind := range about {
		if bodies[kind] == "" {
			t.Errorf("%s has no text", kind)
		}
	}
	if len(bodies) != len(about)+1 { // and the code
		t.Errorf("%d texts for %d kinds", len(bodies), len(about)+1)
	}
}

func TestTextsArePlainAndGiveOneLink(t *testing.T) {
	s := &Service{opt: Options{PublicURL: "https://dorp.example"}, now: time.Now}
	full := words{Naam: "Noor", Code: "123456", Link: "https://dorp.example/x", Dag: "woensdag 2 december", Tijd: "9.30 uur",
		Titel: "Koffie", Plek: "De Brug, Westmaas", Contact: "Ria", Telefoon: "0880000000"}
	for kind := range bodies {
		bare := full
		bare.Naam, bare.Contact, bare.Telefoon = "", "", ""
		if strings.Contains(bodies[kind], "{{with .Dag}}") {
			bare.Dag, bare.Tijd = "", ""
		}
		for _, w := range []words{full, bare} {
			if kind != signinCode {
				w.Code = ""
			}
			m, err := s.write(&ent.Job{ID: uuid.New()}, kind, recipient{email: "a@b.example"}, w)
			if err != nil {
				t.Errorf("%s: %v", kind, err)
				continue
			}
			if kind == signinCode {
				if m.Subject != "Je code is 123 456" || m.Code != "123456" {
					t.Errorf("%s: subject %q, code %q", kind, m.Subject, m.Code)
				}
			} else if m.Subject != "Je hebt een bericht" || m.Code != "" {
				t.Errorf("%s: subject %q, code %q", kind, m.Subject, m.Code)
			}
			if n := strings.Count(m.Text, "https://"); n != 1 {
				t.Errorf("%s: %d links", kind, n)
			}
			if strings.Count(m.Text, "?") > 2+strings.Count(m.Text, "Liever bellen?") {
				t.Errorf("%s: more than one question:\n%s", kind, m.Text)
			}
			if word := harsh.FindString(m.Text); word != "" {
				t.Errorf("%s says %q", kind, word)
			}
			if strings.Contains(m.Text, "\n\n\n") || strings.Contains(m.Text, "<no value>") || strings.Contains(m.Text, " \n") || strings.Contains(m.Text, "{{") {
				t.Errorf("%s is not laid out:\n%s", kind, m.Text)
			}
			checkSentences(t, kind, m.Text)
		}
	}
}

func checkSentences(t *testing.T, kind Kind, text string) {
	for line := range strings.Lines(text) {
		for sentence := range strings.FieldsFuncSeq(line, func(r rune) bool { return strings.ContainsRune("?!:", r) }) {
			for part := range strings.SplitSeq(sentence, ". ") {
				if n := len(strings.Fields(part)); n > 12 {
					t.Errorf("%s: %d words: %q", kind, n, part)
				}
			}
		}
	}
}

func TestReserved(t *testing.T) {
	for _, email := range []string{"a@demo.buurtdorp.example", "A@X.EXAMPLE", "a@example.org", "a@post.example.com", "a@x.test", "a@y.invalid", "a@localhost", "a@demo.buurtdorp.example."} {
		if !reserved(email) {
			t.Errorf("%s would go out", email)
		}
	}
	for _, email := range []string{"a@dorpspost.nl", "a@voorbeeldexample.com", "a@example.nl", "a@test.nl", "a@mijnexample.org"} {
		if reserved(email) {
			t.Errorf("%s would stay", email)
		}
	}
}

func TestDutchTimes(t *testing.T) {
	at := time.Date(2026, 12, 2, 8, 30, 0, 0, time.UTC)
	if got := dutch.Day(at) + ", " + clockTime(at); got != "woensdag 2 december, 9.30 uur" {
		t.Error(got)
	}
	summer := time.Date(2026, 7, 31, 22, 5, 0, 0, time.UTC)
	if got := dutch.Day(summer) + ", " + clockTime(summer); got != "zaterdag 1 augustus, 0.05 uur" {
		t.Error(got)
	}
}

func TestPause(t *testing.T) {
	var got []time.Duration
	for i := 1; i <= attempts; i++ {
		got = append(got, pause(i))
	}
	if got[0] < 30*time.Second || got[0] > 40*time.Second || got[attempts-1] > 10*time.Hour {
		t.Error(got)
	}
	if !slices.IsSortedFunc(got[:7], func(a, b time.Duration) int { return int(a - b) }) {
		t.Error(got)
	}
}

func TestNamesThatSendPeopleSomewhere(t *testing.T) {
	for name, want := range map[string]bool{
		"Samira": true, "Sam en Robin": true, "Fam. de Vries": true, "J.P. Jansen": true, "Ülkü & Ayşe": true, "O'Neill": true, "C. v.d. Berg": true,
		"win nu op http://kwaad.nl": false, "kwaad.nl": false, "www kwaad": false, "bel@kwaad": false, "kwaad. nl/x": false, "KWAAD.COM": false,
	} {
		if got := greeted(name); (got == name) != want || !want && got != "" {
			t.Errorf("%q is greeted as %q", name, got)
		}
	}
}
