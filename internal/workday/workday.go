// Package workday counts in days on which people work in the Netherlands: Monday
// to Friday, holidays left out. Terms that run in such days (a proposal holds a
// place for five, we call back within two) are sums of this package. Leaf.
package workday

import (
	"time"

	"buurtdorp/internal/clock"
)

// Is tells whether people work on the day of t, as it is in the Netherlands.
func Is(t time.Time) bool { return works(local(t)) }

// Add goes n working days on from t, at the same time of day in the Netherlands,
// also over the change of the clock. The day of t itself does not count: one day on
// from a Friday, a Saturday or a Sunday is the Monday. With 0 it is the day of t,
// or the first working day after it. A negative n goes back. The answer is in UTC.
func Add(t time.Time, n int) time.Time {
	d, step := local(t), 1
	if n < 0 {
		n, step = -n, -1
	}
	day := 0
	for n > 0 || !works(d.AddDate(0, 0, day)) {
		day += step
		if n > 0 && works(d.AddDate(0, 0, day)) {
			n--
		}
	}
	y, m, dd := d.Date()
	h, min, s := t.In(clock.Amsterdam).Clock()
	return time.Date(y, m, dd+day, h, min, s, t.Nanosecond(), clock.Amsterdam).UTC()
}

// local is the date of t in the Netherlands, as midnight UTC: every day of it has
// 24 hours.
func local(t time.Time) time.Time { return clock.Today(t) }

func works(d time.Time) bool {
	switch d.Weekday() {
	case time.Saturday, time.Sunday:
		return false
	}
	_, free := Holiday(d)
	return !free
}
