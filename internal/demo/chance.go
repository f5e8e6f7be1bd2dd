package demo

import (
	"slices"
	"time"

	"buurtdorp/internal/clock"
)

// one picks from a list.
func one[T any](b *book, list []T) T { return list[b.rnd.IntN(len(list))] }

// some picks n different ones from a list, in the order of the list.
func some[T any](b *book, list []T, n int) []T {
	at := b.rnd.Perm(len(list))[:min(n, len(list))]
	slices.Sort(at)
	out := make([]T, len(at))
	for i, k := range at {
		out[i] = list[k]
	}
	return out
}

// between is a number from lo to hi, both included.
func (b *book) between(lo, hi int) int { return lo + b.rnd.IntN(hi-lo+1) }

// chance is true in so many of a hundred cases.
func (b *book) chance(percent int) bool { return b.rnd.IntN(100) < percent }

// maybe is true, false, or not asked.
func (b *book) maybe(asked, yes int) *bool {
	if !b.chance(asked) {
		return nil
	}
	return ptr(b.chance(yes))
}

// within is some time shorter than d, in whole seconds: what both databases keep.
func (b *book) within(d time.Duration) time.Duration {
	return time.Duration(b.rnd.Int64N(max(1, int64(d/time.Second)))) * time.Second
}

func ptr[T any](v T) *T { return &v }

// opt is a time that may not be there.
func opt(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// ago is so long before now.
func (b *book) ago(d time.Duration) time.Time { return b.now.Add(-d) }

// day is a day before or after today, at an hour as people in the Netherlands read
// the clock.
func (b *book) day(days, hour, minute int) time.Time { return on(b.now, days, hour, minute) }

// on is a day before or after the one of t, at an hour in the Netherlands.
func on(t time.Time, days, hour, minute int) time.Time {
	y, m, d := t.In(clock.Amsterdam).Date()
	return time.Date(y, m, d+days, hour, minute, 0, 0, clock.Amsterdam).UTC()
}

// office is a day after t, at some time when matchers work; the day before when it is
// a Sunday.
func (b *book) office(t time.Time, days int) time.Time {
	hour, minute := b.between(9, 16), 5*b.between(0, 11)
	at := on(t, days, hour, minute)
	if at.In(clock.Amsterdam).Weekday() == time.Sunday {
		at = on(t, days-1, hour, minute)
	}
	return at
}

// evening is a day after t, at some time when families have a hand free.
func (b *book) evening(t time.Time, days int) time.Time {
	return on(t, days, b.between(18, 21), b.between(0, 59))
}

// noSunday is so many days from now, or a day later when that is a Sunday.
func (b *book) noSunday(days, hour, minute int) time.Time {
	at := b.day(days, hour, minute)
	if at.In(clock.Amsterdam).Weekday() == time.Sunday {
		at = b.day(days+1, hour, minute)
	}
	return at
}

// born is the month of birth of somebody who has this age at t.
func (b *book) born(age int, t time.Time) string {
	return clock.Today(t).AddDate(0, 0, 1-clock.Today(t).Day()).AddDate(-age, -b.rnd.IntN(12), 0).Format("2006-01")
}
