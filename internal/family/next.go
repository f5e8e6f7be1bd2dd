package family

import (
	"time"

	"buurtdorp/internal/workday"
)

// next is what happens next with a dossier, and by when. Every open one has both.
// The family itself can read it, so it says nothing that she may not know.
type next struct {
	step string
	by   func(now time.Time) time.Time
}

// on is something on a day that is known already.
func on(step string, day time.Time) next {
	return next{step, func(time.Time) time.Time { return day }}
}

func workdays(n int) func(time.Time) time.Time {
	return func(t time.Time) time.Time { return workday.Add(t, n) }
}

// days counts days as people do, and ends on a working day.
func days(n int) func(time.Time) time.Time {
	return func(t time.Time) time.Time { return workday.Add(t.AddDate(0, 0, n), 0) }
}

func months(n int) func(time.Time) time.Time {
	return func(t time.Time) time.Time { return workday.Add(t.AddDate(0, n, 0), 0) }
}
