package page

import (
	"strconv"
	"strings"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/taal"
	"buurtdorp/internal/term"
)

// Reader is for whom a page is written: in which language she reads, and where she is, so
// that she finds this same page in another one.
type Reader struct{ Language, Path string }

// Lang is the language of the page.
func (r Reader) Lang() string { return taal.Ours(r.Language) }

// Dir is the side from which it is read.
func (r Reader) Dir() string { return taal.Dir(r.Lang()) }

// Name is how her language calls itself.
func (r Reader) Name() string { return taal.Name(r.Lang()) }

// Say is a text of ours, filled with pairs of a name and a value.
func (r Reader) Say(key string, pairs ...any) string { return say(r.Lang(), key, pairs...) }

// Day is a day: "woensdag 2 december".
func (r Reader) Day(t time.Time) string { return taal.Day(r.Lang(), t) }

// Hours are the hours of a meetup: "9.30 tot 11.00 uur".
func (r Reader) Hours(from, to time.Time) string {
	return r.Say("time.hours", "from", taal.Hour(r.Lang(), from), "to", taal.Hour(r.Lang(), to))
}

// When is the day and the hours of a meetup.
func (r Reader) When(m *ent.Meetup) string {
	return r.Say("when", "day", r.Day(m.StartsAt), "hours", r.Hours(m.StartsAt, m.EndsAt))
}

// Note is what must not be missed about a meetup.
func (r Reader) Note(m *ent.Meetup) string {
	switch {
	case m.CancelledAt != nil:
		return r.Say("meet.cancelled")
	case m.Capacity > 0 && m.Taken >= m.Capacity:
		return r.Say("meet.full")
	}
	return ""
}

// Choice is one of the languages to choose from.
type Choice struct {
	Code, Name, Dir string
	Now             bool
}

// Choices are the languages of a page, each by its own name.
func (r Reader) Choices() []Choice {
	var out []Choice
	for _, code := range taal.Codes {
		out = append(out, Choice{code, taal.Name(code), taal.Dir(code), code == r.Lang()})
	}
	return out
}

// Locale is her language as Open Graph writes it.
func (r Reader) Locale() string {
	return map[string]string{"nl": "nl_NL", "en": "en_GB", "ar": "ar_AR", "tr": "tr_TR", "pl": "pl_PL", "uk": "uk_UA"}[r.Lang()]
}

// Rhythm says a rule as the affiche does: "Elke eerste maandag van de maand".
func (r Reader) Rhythm(rule rhythm.Rule) string {
	var on, which []string
	for _, d := range term.All[term.Weekdag]() {
		for _, own := range rule.Days {
			if own == d {
				on = append(on, r.Say("day."+strings.ToLower(string(d))))
			}
		}
	}
	for _, n := range rule.Nth {
		which = append(which, r.Say("rhythm.nth."+strconv.Itoa(n)))
	}
	key := "rhythm.week"
	switch {
	case rule.Unit == term.RitmeMaand && rule.Every > 1:
		key = "rhythm.months"
	case rule.Unit == term.RitmeMaand:
		key = "rhythm.month"
	case rule.Weken == term.WekenEven || rule.Weken == term.WekenOneven:
		key = "rhythm." + string(rule.Weken)
	case rule.Every > 1:
		key = "rhythm.weeks"
	}
	return r.Say(key, "n", rule.Every, "days", r.and(on), "which", r.and(which))
}

func (r Reader) and(words []string) string { return taal.And(r.Lang(), words) }
