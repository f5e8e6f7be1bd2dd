package clock

import "time"

// QuietUntil is when the quiet hours end in which t is, by what the clock in the
// Netherlands shows ("21:00" to "08:00"); zero when t is in none. The hours may go over
// midnight; where both are the same there are none.
func QuietUntil(from, until string, t time.Time) time.Time {
	local := t.In(Amsterdam)
	at := local.Format("15:04")
	over := from > until
	if !over && (at < from || at >= until) || over && at < from && at >= until {
		return time.Time{}
	}
	ends, err := time.Parse("15:04", until)
	if err != nil {
		return time.Time{}
	}
	y, m, d := local.Date()
	if at >= until { // it ends tomorrow
		d++
	}
	return time.Date(y, m, d, ends.Hour(), ends.Minute(), 0, 0, Amsterdam).UTC()
}
