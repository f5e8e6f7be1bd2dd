package page

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"buurtdorp/ent"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/taal"
	"buurtdorp/internal/term"
)

// typed is what a host wrote: it stays as it is on every page.
const typed = "Zonder drempel"

// everyPage gives every page that there is, in the language of a reader, with all that can
// stand on it.
func everyPage(r Reader) map[string][]View {
	at := time.Date(2036, 12, 2, 8, 30, 0, 0, time.UTC)
	yes, no, two, six := true, false, 2, 6
	place := &ent.Place{Name: "De Brug", Street: "Kade 1", Postcode: "3273AB", Village: "Westmaas", Access: typed, StepFree: &yes, Pram: &no, Toilet: &yes}
	region := &ent.Region{Name: "Hoeksche Waard", Phone: "+31880000000", ContactName: "Ria"}
	with := func(change ...func(*ent.Meetup)) *ent.Meetup {
		m := &ent.Meetup{Title: "Thee", Description: "Thee uit Ceylon.", StartsAt: at, EndsAt: at.Add(90 * time.Minute), Capacity: 6, Taken: 3, Kind: term.MeetupKindAanmelden,
			Thema: term.ThemaSlapen, WithChildren: true, AgeFrom: &two, AgeTo: &six, Doelgroepen: term.All[term.Doelgroep](), Languages: []string{"nl", "ar", "uk"}}
		m.Edges.Place, m.Edges.Region = place, region
		for _, f := range change {
			f(m)
		}
		return m
	}
	full := func(m *ent.Meetup) { m.Taken = 6 }
	off := func(m *ent.Meetup) { m.CancelledAt = &at }
	past := func(m *ent.Meetup) { m.StartsAt, m.EndsAt = at.AddDate(-20, 0, 0), at.AddDate(-20, 0, 0) }
	open := func(m *ent.Meetup) { m.Kind, m.AgeFrom = term.MeetupKindInloop, nil }
	pages := map[string][]View{}
	add := func(name string, head, main View) { pages[name] = []View{head, main} }
	for name, m := range map[string]*ent.Meetup{"open": with(), "full": with(full), "off": with(off), "past": with(past), "walk in": with(open)} {
		head, main := Meetup(r, m, Around{Base: "https://dorp.example"})
		add("meetup "+name, head, main)
	}
	head, main := Meetups(r, []*ent.Meetup{with(), with(full), with(off)}, Around{}, "/ontmoeten?page=2", false)
	add("list", head, main)
	head, main = Meetups(r, nil, Around{}, "", true)
	add("empty list", head, main)
	head, main = Gone(r)
	add("gone", head, main)
	se := &ent.Series{Title: "Thee", Description: "Thee uit Ceylon.", FromDay: "2036-12-01", At: "09:30", Minutes: 90, Kind: term.MeetupKindInloop, Thema: term.ThemaEten, WithChildren: true,
		Rule: rhythm.Rule{Unit: term.RitmeMaand, Every: 2, Days: []term.Weekdag{term.WeekdagMa, term.WeekdagVr}, Nth: []int{1, -1}}.Whole()}
	se.Edges.Place, se.Edges.Region = place, region
	head, main = Series(r, se, []*ent.Meetup{with(), with(off)}, Around{})
	add("series", head, main)
	head, main = Series(r, se, nil, Around{})
	add("series that is over", head, main)
	for _, state := range term.All[term.SignupState]() {
		su := &ent.Signup{State: state, Adults: 2, Children: 1}
		su.Edges.Meetup = with()
		pages["sign-up "+string(state)] = []View{Signup(r, su)}
	}
	su := &ent.Signup{State: term.SignupAangemeld}
	su.Edges.Meetup = with(off)
	pages["sign-up off"] = []View{Signup(r, su)}
	pages["come"] = []View{Come{Meetup: with(), ID: "x", Secret: "y", Wrong: r.Say("no")}.Page(r)}
	pages["wrong"] = []View{Wrong(r, "")}
	return pages
}

func read(t *testing.T, views []View) string {
	var b strings.Builder
	for _, v := range views {
		if err := v.Write(&b); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

var (
	ofTheHost = regexp.MustCompile(`Thee uit Ceylon\.|Thee|De Brug|Kade 1|3273 AB|Westmaas|Hoeksche Waard|Ria|Buurtdorp|` + typed)
	markup    = regexp.MustCompile(`(?s)<form method="post" action="/taal".*?</form>|<script.*?</script>|<(?:[^>"]|"[^"]*")*>`)
	content   = regexp.MustCompile(`<meta (?:name|property)="(?:description|og:title|og:description|og:image:alt|twitter:title|twitter:description)" content="([^"]*)"`)
	aKey      = regexp.MustCompile(`\b[a-z]+\.[a-zA-Z.]+[a-z]\b|\{[a-z]+|<no value>|%!`)
)

// inDutch are words that stand on every page in Dutch, and are none in our other languages.
var inDutch = strings.Fields("het een jij jullie ik niet geen voor met naar tot uur kinderen komt kom lijst ontmoeting ontmoetingen elke maandag dinsdag vrijdag agenda terug bel plek plekken talen drempel gratis")

// words are what somebody reads of a page, and what is told of it where it is shared; not
// what a host typed, nor the names of the languages.
func words(page string) string {
	text := markup.ReplaceAllString(page, " ")
	for _, found := range content.FindAllStringSubmatch(page, -1) {
		text += " " + found[1]
	}
	return ofTheHost.ReplaceAllString(text, "")
}

// TestEveryPageInEveryLanguage: no word of Dutch on a page in another language, no key in
// the place of a word, and what the host typed as it was typed.
func TestEveryPageInEveryLanguage(t *testing.T) {
	letters := map[string]*regexp.Regexp{"ar": regexp.MustCompile(`[A-Za-z]{2,}`), "uk": regexp.MustCompile(`[A-Za-z]{2,}`)}
	for _, code := range taal.Codes {
		r := Reader{Language: code, Path: "/ontmoeten?near=x&y=<z>"}
		for name, views := range everyPage(r) {
			page := read(t, views)
			text := words(page)
			if found := aKey.FindString(text); found != "" {
				t.Errorf("%s in %s: %q in the place of words", name, code, found)
			}
			for _, word := range strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return !unicode.IsLetter(c) }) {
				if code != "nl" && slices.Contains(inDutch, word) {
					t.Errorf("%s in %s says %q in Dutch:\n%s", name, code, word, text)
				}
			}
			if own := letters[code]; own != nil && own.MatchString(text) {
				t.Errorf("%s in %s has letters of another: %q", name, code, own.FindAllString(text, -1))
			}
			for _, always := range []string{`action="/taal"`, `value="/ontmoeten?near=x&amp;y=&lt;z&gt;"`, `value="uk" lang="uk" dir="ltr"`, `value="ar" lang="ar" dir="rtl"`, `value="` + code + `" lang="` + code + `" dir="` + taal.Dir(code) + `" aria-current="true"`} {
				if !strings.Contains(page, always) {
					t.Errorf("%s in %s: no %s", name, code, always)
				}
			}
			if len(views) == 1 && !strings.Contains(page, `<html lang="`+code+`" dir="`+taal.Dir(code)+`">`) {
				t.Errorf("%s in %s: in another direction", name, code)
			}
			if strings.Count(page, "<h1>") != 1 || strings.Count(page, "<title>") != 1 {
				t.Errorf("%s in %s: %d headings, %d titles", name, code, strings.Count(page, "<h1>"), strings.Count(page, "<title>"))
			}
		}
	}
}

// TestWhatAPageSays, of some of them word for word.
func TestWhatAPageSays(t *testing.T) {
	for code, want := range map[string]map[string][]string{
		"nl": {"meetup open": {"dinsdag 2 december", "9.30 tot 11.00 uur", "De Brug, Kade 1, 3273 AB Westmaas", "Nog 3 plekken", "Voor kinderen van 2 tot 6 jaar", "Nederlands, Arabisch en Oekraïens", "Ik kom", "Het is gratis.", "Bel Ria",
			"Zonder drempel.</bdi> Geen drempel. Weinig ruimte voor een kinderwagen. Er is een toilet.", `content="nl_NL"`, `content="dinsdag 2 december, 9.30 tot 11.00 uur. De Brug, Westmaas."`}},
		"ar": {"meetup open": {"الثلاثاء 2 ديسمبر", "من 09:30 إلى 11:00", "بقيت 3 أماكن", "إلى 6 سنوات", "الهولندية والعربية والأوكرانية", "سأحضر", `content="ar_AR"`, `<p class="lines" dir="auto">Thee uit Ceylon.`},
			"sign-up AANGEMELD": {"لن أحضر", "الثلاثاء 2 ديسمبر<br>من 09:30 إلى 11:00"}, "list": {"الثلاثاء 2 ديسمبر، من 09:30 إلى 11:00"}},
		"tr": {"meetup open": {"2 Aralık Salı", "09:30 ile 11:00 arası", "3 yer kaldı", "Felemenkçe, Arapça ve Ukraynaca"}, "series": {"2 ayda bir: Pazartesi ve Cuma (ayın birincisi ve ayın sonuncusu)"}},
		"pl": {"meetup open": {"wtorek, 2 grudnia", "od 09:30 do 11:00", "Jeszcze 3 wolne miejsca"}, "meetup full": {"Nie ma już miejsc", "Zaloguj się"}},
		"uk": {"meetup open": {"вівторок, 2 грудня", "з 09:30 до 11:00", "Ще 3 місця", "Насамперед для жінок, для чоловіків"}, "gone": {"Такої сторінки немає"}},
		"en": {"meetup walk in": {"You can just walk in.", "Children are welcome"}, "meetup past": {"This meetup is over. Friday 2 December"}},
		"ti": {"come": {`<html lang="nl" dir="ltr">`, "Ja, ik kom"}},
	} {
		pages := everyPage(Reader{Language: code, Path: "/"})
		for name, all := range want {
			page := read(t, pages[name])
			for _, w := range all {
				if !strings.Contains(page, w) {
					t.Errorf("%s in %s: no %q in\n%s", name, code, w, page)
				}
			}
		}
	}
}
