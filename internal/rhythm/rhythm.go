// Package rhythm is about days that come back: every week, every even week, the first
// Monday of the month. It works in days of the Netherlands and in the time on the
// clock there, so that half past nine stays half past nine when the clocks change. Leaf.
package rhythm

import (
	"slices"
	"time"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/term"
)

// Day is a date in the Netherlands, 2026-01-05. Days compare as strings.
type Day string

const layout = "2006-01-02"

// DayOf is the day of a moment.
func DayOf(t time.Time) Day { return Day(t.In(clock.Amsterdam).Format(layout)) }

// ParseDay reads a date; false when it is none.
func ParseDay(s string) (Day, bool) {
	t, err := time.Parse(layout, s)
	return Day(s), err == nil && t.Year() >= 2000 && t.Year() < 2200
}

func (d Day) midnight() time.Time {
	t, _ := time.Parse(layout, string(d)) // only of days that were read
	return t
}

// Plus is so many days later.
func (d Day) Plus(days int) Day { return Day(d.midnight().AddDate(0, 0, days).Format(layout)) }

// At is the moment a clock in the Netherlands shows a time of that day ("09:30"). An
// hour that is skipped in March is the hour after it; of the one that comes twice in
// October it is the first.
func (d Day) At(hhmm string) time.Time {
	c, _ := time.Parse("15:04", hhmm)
	y, m, n := d.midnight().Date()
	t := time.Date(y, m, n, c.Hour(), c.Minute(), 0, 0, clock.Amsterdam)
	if earlier := t.Add(-time.Hour); earlier.In(clock.Amsterdam).Format("15:04") == hhmm {
		t = earlier
	}
	return t.UTC()
}

// IsClock tells whether a text is a time of day.
func IsClock(s string) bool {
	t, err := time.Parse("15:04", s)
	return err == nil && t.Format("15:04") == s
}

// Rule is which days come back.
type Rule struct {
	Unit term.Ritme `json:"unit"`
	// Every is every n weeks, or every n months, counted from the first day.
	Every int `json:"every"`
	// Weken narrows weeks to the even or odd ones by their number (ISO 8601). A year with
	// 53 weeks is followed by week 1: then two odd weeks come after each other, as on the
	// calendar in the kitchen.
	Weken term.Weken     `json:"weken,omitempty"`
	Days  []term.Weekdag `json:"days"`
	// Nth is which of these days of the month: 1 to 5, and -1 for the last.
	Nth []int `json:"nth,omitempty"`
}

// Whole fills in what need not be said.
func (r Rule) Whole() Rule {
	if r.Weken == "" {
		r.Weken = term.WekenElke
	}
	if r.Nth == nil || r.Unit == term.RitmeWeek {
		r.Nth = []int{}
	}
	return r
}

// Plan is a rule with where it begins and ends.
type Plan struct {
	Rule
	From  Day
	Until Day // "" is no end
	Count int // so many meetups, and no more; 0 is no end
	Skip  []Day
	// Gaps is the region whose school holidays are left out; "" is none.
	Gaps term.Vakantieregio
}

// far is how many days a plan is followed without finding anything.
const far = 3 * 366

// Days are the days of a plan from one day to another, both in it. Count counts what
// goes on: days left out on purpose and school holidays do not use up a number. A day
// that is called off afterwards does, because it was planned.
func (p Plan) Days(from, to Day) []Day {
	if p.Until != "" {
		to = min(to, p.Until)
	}
	out, n, idle := []Day{}, 0, 0
	for d := p.From; d <= to && idle < far; d = d.Plus(1) {
		idle++
		if !p.on(d) || slices.Contains(p.Skip, d) {
			continue
		}
		if _, free := SchoolHoliday(p.Gaps, d); free {
			continue
		}
		idle = 0
		if n++; p.Count > 0 && n > p.Count {
			break
		}
		if d >= from {
			out = append(out, d)
		}
	}
	return out
}

// Next are the first so many days from a day on.
func (p Plan) Next(from Day, n int) []Day {
	days := p.Days(from, max(from, p.From).Plus(2*366))
	return days[:min(n, len(days))]
}

func (p Plan) on(d Day) bool {
	t := d.midnight()
	if !slices.Contains(p.Rule.Days, weekdays[t.Weekday()]) {
		return false
	}
	every := max(1, p.Every)
	if p.Unit == term.RitmeMaand {
		begin := p.From.midnight()
		months := (t.Year()-begin.Year())*12 + int(t.Month()-begin.Month())
		return months%every == 0 && p.nth(t)
	}
	if _, week := t.ISOWeek(); p.Weken == term.WekenEven && week%2 == 1 || p.Weken == term.WekenOneven && week%2 == 0 {
		return false
	}
	return int(monday(t).Sub(monday(p.From.midnight())).Hours()/24/7)%every == 0
}

func (p Plan) nth(t time.Time) bool {
	from := (t.Day()-1)/7 + 1
	last := t.AddDate(0, 0, 7).Month() != t.Month()
	return slices.Contains(p.Nth, from) || last && slices.Contains(p.Nth, -1)
}

// monday is the first day of a day's week.
func monday(t time.Time) time.Time { return t.AddDate(0, 0, -(int(t.Weekday())+6)%7) }

var weekdays = [...]term.Weekdag{term.WeekdagZo, term.WeekdagMa, term.WeekdagDi, term.WeekdagWo, term.WeekdagDo, term.WeekdagVr, term.WeekdagZa}

// WeekdayOf is the day of the week.
func (d Day) WeekdayOf() term.Weekdag { return weekdays[d.midnight().Weekday()] }
