package workday

import "time"

// Holiday names the Dutch holiday on the date of d (its own date, whatever the
// zone). The list is that of the Algemene termijnenwet, article 3, because what is
// counted here are terms: Good Friday stands on it, and 5 May stands on it every
// year. That many employers give 5 May off only once in five years does not matter:
// a term that runs a day longer hurts nobody.
func Holiday(d time.Time) (string, bool) {
	y, m, day := d.Date()
	switch date := (monthDay{m, day}); date {
	case monthDay{time.January, 1}:
		return "Nieuwjaarsdag", true
	case monthDay{time.May, 5}:
		return "Bevrijdingsdag", true
	case monthDay{time.December, 25}, monthDay{time.December, 26}:
		return "Kerst", true
	case kingsDay(y):
		return "Koningsdag", true
	}
	switch days := int(time.Date(y, m, day, 0, 0, 0, 0, time.UTC).Sub(Easter(y)).Hours()) / 24; days {
	case -2:
		return "Goede Vrijdag", true
	case 0, 1:
		return "Pasen", true
	case 39:
		return "Hemelvaartsdag", true
	case 49, 50:
		return "Pinksteren", true
	}
	return "", false
}

type monthDay struct {
	month time.Month
	day   int
}

// kingsDay is 27 April, the day before when that is a Sunday.
func kingsDay(year int) monthDay {
	if time.Date(year, time.April, 27, 0, 0, 0, 0, time.UTC).Weekday() == time.Sunday {
		return monthDay{time.April, 26}
	}
	return monthDay{time.April, 27}
}

// Easter is Easter Sunday of a year, as midnight UTC (the anonymous Gregorian sum
// of Meeus, Jones and Butcher).
func Easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	day := (h + l - 7*m + 33*month + 19) % 32
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}
