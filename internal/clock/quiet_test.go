package clock_test

import (
	"testing"
	"time"

	"buurtdorp/internal/clock"
)

func TestQuietUntil(t *testing.T) {
	for _, c := range []struct{ from, until, at, want string }{
		{"21:00", "08:00", "2026-11-24T20:00:00Z", "2026-11-25T07:00:00Z"}, // at nine in the evening
		{"21:00", "08:00", "2026-11-24T19:59:00Z", ""},
		{"21:00", "08:00", "2026-11-25T06:59:00Z", "2026-11-25T07:00:00Z"},
		{"21:00", "08:00", "2026-11-25T07:00:00Z", ""},
		{"21:00", "08:00", "2026-10-24T22:00:00Z", "2026-10-25T07:00:00Z"}, // the night that is an hour longer
		{"21:00", "08:00", "2026-03-28T22:00:00Z", "2026-03-29T06:00:00Z"}, // and the one that is shorter
		{"12:00", "14:00", "2026-11-24T12:30:00Z", "2026-11-24T13:00:00Z"},
		{"12:00", "14:00", "2026-11-24T13:00:00Z", ""},
		{"00:00", "00:00", "2026-11-24T12:30:00Z", ""},
	} {
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if until := clock.QuietUntil(c.from, c.until, at); !until.IsZero() {
			got = until.Format(time.RFC3339)
		}
		if got != c.want {
			t.Errorf("%s to %s at %s: %q, want %q", c.from, c.until, c.at, got, c.want)
		}
	}
}
