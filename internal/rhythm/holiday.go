package rhythm

import (
	_ "embed"
	"strings"

	"buurtdorp/internal/term"
)

//go:embed data/schoolvakanties.csv
var table string

// holiday is a school holiday of one region, first and last day in it.
type holiday struct {
	year, name string
	from, to   Day
}

var holidays = read(table)

// read takes the table apart. It is embedded, so a mistake in it stops the tests.
func read(table string) map[term.Vakantieregio][]holiday {
	out := map[term.Vakantieregio][]holiday{}
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimSpace(line), ",")
		if len(f) != 5 || f[0] == "schooljaar" || strings.HasPrefix(line, "#") {
			continue
		}
		region := term.Vakantieregio(f[2])
		out[region] = append(out[region], holiday{f[0], f[1], Day(f[3]), Day(f[4])})
	}
	return out
}

// SchoolHoliday names the school holiday that a day is in, such as "herfst".
func SchoolHoliday(region term.Vakantieregio, d Day) (string, bool) {
	for _, h := range holidays[region] {
		if h.from <= d && d <= h.to {
			return h.name, true
		}
	}
	return "", false
}

// KnownUntil is the last day of which we know whether school is out.
func KnownUntil(region term.Vakantieregio) Day {
	last := Day("")
	for _, h := range holidays[region] {
		last = max(last, h.to)
	}
	return last
}
