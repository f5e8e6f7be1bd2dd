package notify

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/taal"
)

// harsh are words that mail to people does without (ux.md 3.3).
var harsh = regexp.MustCompile(`(?i)\b(fout(en)?|ongeldig\w*|verplicht\w*|error|ondersteuning|verzenden|opgeslagen|koppeling\w*|intake|toestemming|screening|vog|u|uw|zorg|hulpvraag|ziek\w*|kind(eren)?)\b`)

func TestEveryKindHasAText(t *testing.T) {
	for kind := range about {
		if nederlands.bodies[kind] == "" {
			t.Errorf("%s has no text", kind)
		}
	}
	if len(nederlands.bodies) != len(about)+1 { // and the code
		t.Errorf("%d texts for %d kinds", len(nederlands.bodies), len(about)+1)
	}
}

// TestEveryLanguageHasWhatFamiliesGet: and nothing of what is for colleagues, who work in
// Dutch. A text uses what the Dutch one uses.
func TestEveryLanguageHasWhatFamiliesGet(t *testing.T) {
	fields := func(text string) []string {
		all := regexp.MustCompile(`\.[A-Z][a-z]+`).FindAllString(text, -1)
		slices.Sort(all)
		return slices.Compact(all)
	}
	for _, code := range taal.Codes {
		b, there := books[code]
		if !there {
			t.Errorf("no letters in %s", code)
		}
		same := func(name, text, dutch string) {
			if text == "" {
				t.Errorf("%s has no %s", code, name)
			} else if !slices.Equal(fields(text), fields(dutch)) {
				t.Errorf("%s of %s uses %v, in Dutch %v", name, code, fields(text), fields(dutch))
			}
		}
		for kind, dutch := range nederlands.bodies {
			if staff := toMatcher[kind] || kind == ZorgShared; staff && code != taal.Default {
				if b.bodies[kind] != "" {
					t.Errorf("%s has %s, which no family gets", code, kind)
				}
				continue
			}
			same(string(kind), b.bodies[kind], dutch)
		}
		for kind, dutch := range nederlands.shorts {
			same("short "+string(kind), b.shorts[kind], dutch)
		}
		same("subject", b.subject, nederlands.subject)
		same("subject of a code", b.codeSubject, nederlands.codeSubject)
		same("frame", b.frame, nederlands.frame)
		if strings.Count(b.at, "%s") != 2 || strings.Count(b.more, "%d") != 1 {
			t.Errorf("%s: a moment is %q, more is %q", code, b.at, b.more)
		}
		if neutral[code] == "" {
			t.Errorf("%s has no news for a phone", code)
		}
	}
}

func TestTextsArePlainAndGiveOneLink(t *testing.T) {
	at := time.Date(2026, 12, 2, 8, 30, 0, 0, time.UTC)
	s := &Service{opt: Options{PublicURL: "https://dorp.example"}, now: time.Now}
	full := words{Naam: "Noor", Code: "123456", Link: "https://dorp.example/x", when: &at, until: &at,
		Titel: "Koffie", Plek: "De Brug, Westmaas", Contact: "Ria", Telefoon: "0880000000"}
	for code, b := range books {
		for kind := range b.bodies {
			bare := full
			bare.Naam, bare.Contact, bare.Telefoon = "", "", ""
			if strings.Contains(b.bodies[kind], "{{with .Dag}}") {
				bare.when = nil
			}
			for _, w := range []words{full, bare} {
				if kind != signinCode {
					w.Code = ""
				}
				to := recipient{email: "a@b.example", taal: code}
				if b.shorts[kind] != "" { // what has none goes by mail
					to.phone = "0612345678"
				}
				m, err := s.write(&ent.Job{ID: uuid.New()}, kind, to, w)
				name := code + " " + string(kind)
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				if kind == signinCode {
					if !strings.Contains(m.Subject, "123 456") || m.Code != "123456" {
						t.Errorf("%s: subject %q, code %q", name, m.Subject, m.Code)
					}
				} else if m.Subject != b.subject || m.Code != "" {
					t.Errorf("%s: subject %q, code %q", name, m.Subject, m.Code)
				}
				if n := strings.Count(m.Text, "https://"); n != 1 {
					t.Errorf("%s: %d links", name, n)
				}
				if n := strings.Count(m.Text, "?") + strings.Count(m.Text, "؟"); n > 2 && (n > 3 || w.Telefoon == "") {
					t.Errorf("%s: more than one question:\n%s", name, m.Text)
				}
				if word := harsh.FindString(m.Text); word != "" && code == taal.Default {
					t.Errorf("%s says %q", name, word)
				}
				for _, text := range []string{m.Text, m.Short} {
					if strings.Contains(text, "\n\n\n") || strings.Contains(text, "<no value>") || strings.Contains(text, " \n") || strings.Contains(text, "{{") {
						t.Errorf("%s is not laid out:\n%s", name, text)
					}
				}
				checkSentences(t, name, m.Text)
			}
		}
	}
}

func TestLettersInHerLanguage(t *testing.T) {
	at := time.Date(2026, 12, 2, 8, 30, 0, 0, time.UTC)
	s := &Service{now: time.Now}
	write := func(code string, kind Kind) Mail {
		m, err := s.write(&ent.Job{ID: uuid.New()}, kind, recipient{email: "a@b.example", taal: code}, words{Naam: "Noor", Link: "https://dorp.example/x", when: &at, Titel: "Koffie", Plek: "De Brug, Westmaas"})
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	for code, want := range map[string]string{"tr": "2 Aralık Çarşamba", "pl": "środa, 2 grudnia", "": "woensdag 2 december om 9.30 uur", "ti": "woensdag 2 december"} {
		if m := write(code, SignedUp); !strings.Contains(m.Text, want) {
			t.Errorf("%s: no %q in\n%s", code, want, m.Text)
		}
	}
	for line := range strings.Lines(write("ar", SignedUp).Text) { // read from the right, also what begins with a name of here
		if arabic := regexp.MustCompile(`\p{Arabic}`).MatchString(line); arabic != strings.HasPrefix(line, rightToLeft) {
			t.Errorf("from which side is %q", line)
		}
	}
	m, err := s.write(&ent.Job{ID: uuid.New()}, signinCode, recipient{email: "a@b.example", taal: "ar"}, words{Code: "123456", Link: "https://dorp.example/x"})
	if err != nil || !strings.Contains(m.Subject, "\u2066123 456\u2069") || !strings.Contains(m.Text, "\u2066123 456\u2069") {
		t.Errorf("three and three, in that order: %q\n%q (%v)", m.Subject, m.Text, err)
	}
	if m := write("ar", Frown); !strings.HasPrefix(m.Text, "Hoi Noor") {
		t.Errorf("what is for a colleague is Dutch as a whole:\n%s", m.Text)
	}
}

func checkSentences(t *testing.T, name, text string) {
	for line := range strings.Lines(text) {
		for sentence := range strings.FieldsFuncSeq(line, func(r rune) bool { return strings.ContainsRune("?!:؟", r) }) {
			for part := range strings.SplitSeq(sentence, ". ") {
				if n := len(strings.Fields(part)); n > 12 {
					t.Errorf("%s: %d words: %q", name, n, part)
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
