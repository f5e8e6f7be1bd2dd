// Package clock is the one place that asks what time it is. Leaf.
package clock

import (
	"time"
	_ "time/tzdata"
)

// Now is the time in UTC, in microseconds: what both databases keep, so that a
// value in memory equals the one read back.
func Now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// Amsterdam is the zone people live in; the time zone data is embedded in the binary.
var Amsterdam = must(time.LoadLocation("Europe/Amsterdam"))

// Today is the date in the Netherlands at t, as midnight UTC.
func Today(t time.Time) time.Time {
	y, m, d := t.In(Amsterdam).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

func must(l *time.Location, err error) *time.Location {
	if err != nil {
		panic(err)
	}
	return l
}

// Age is how old somebody born in a month ("2019-04") is at t, in whole years; -1
// when the month cannot be read. Somebody counts as a year older from the first of
// that month on.
func Age(birthMonth string, t time.Time) int {
	born, err := time.Parse("2006-01", birthMonth)
	if err != nil {
		return -1
	}
	now := Today(t)
	years := now.Year() - born.Year()
	if now.Month() < born.Month() {
		years--
	}
	return years
}
