package sheet

import (
	"strconv"
	"strings"
	"time"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/text"
)

// What a cell with a yes or a no holds.
const (
	Yes = "ja"
	No  = "nee"
)

// YesOrNo writes one.
func YesOrNo(b bool) string {
	if b {
		return Yes
	}
	return No
}

// ParseYesNo reads what people write for yes and no.
func ParseYesNo(cell string) (yes, ok bool) {
	switch text.Fold(cell) {
	case Yes, "j", "x", "v", "1", "waar", "true", "yes":
		return true, true
	case No, "n", "-", "0", "onwaar", "false", "no":
		return false, true
	}
	return false, false
}

// ParseNumber reads a whole number; a spreadsheet may have made "4,0" of it.
func ParseNumber(cell string) (int, bool) {
	whole, rest, _ := strings.Cut(strings.ReplaceAll(cell, ",", "."), ".")
	if strings.Trim(rest, "0") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(strings.TrimSpace(whole))
	return n, err == nil
}

const (
	dayLayout  = "2006-01-02"
	timeLayout = "2006-01-02 15:04"
)

// Day writes the day on which something was, in the Netherlands.
func Day(t time.Time) string { return t.In(clock.Amsterdam).Format(dayLayout) }

// Moment writes a day and a time, in the Netherlands.
func Moment(t time.Time) string { return t.In(clock.Amsterdam).Format(timeLayout) }

// ParseDay reads a day, year first or day first, as the beginning of it in the
// Netherlands.
func ParseDay(cell string) (time.Time, bool) {
	return parse(cell, dayLayout, "2-1-2006", "2/1/2006", "2006/1/2", "2.1.2006")
}

// ParseMoment reads a day and a time.
func ParseMoment(cell string) (time.Time, bool) {
	cell = strings.Replace(cell, "T", " ", 1)
	return parse(cell, timeLayout, "2006-01-02 15:04:05", "2006-01-02 15.04", "2-1-2006 15:04", "2-1-2006 15:04:05", "2-1-2006 15.04", "2/1/2006 15:04")
}

func parse(cell string, layouts ...string) (time.Time, bool) {
	for _, l := range layouts {
		if t, err := time.ParseInLocation(l, text.Line(cell), clock.Amsterdam); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

// Join puts several things in one cell, with commas; what holds a comma itself gets
// double quotes.
func Join(items []string) string {
	out := make([]string, len(items))
	for i, s := range items {
		if strings.ContainsAny(s, `,;"`+"\n") || s != strings.TrimSpace(s) || s == "" {
			s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
		}
		out[i] = s
	}
	return strings.Join(out, ", ")
}

// Split takes a cell apart again. People also write a semicolon, or a line each.
func Split(cell string) []string {
	out := []string{}
	var b strings.Builder
	quoted, wasQuoted := false, false
	end := func() {
		s := b.String()
		if !wasQuoted {
			s = strings.TrimSpace(s)
		}
		if s != "" || wasQuoted {
			out = append(out, s)
		}
		b.Reset()
		wasQuoted = false
	}
	for i, runes := 0, []rune(cell); i < len(runes); i++ {
		switch c := runes[i]; {
		case quoted && c == '"' && i+1 < len(runes) && runes[i+1] == '"':
			b.WriteRune('"')
			i++
		case quoted && c == '"':
			quoted = false
		case quoted:
			b.WriteRune(c)
		case c == '"' && strings.TrimSpace(b.String()) == "" && !wasQuoted:
			b.Reset()
			quoted, wasQuoted = true, true
		case c == ',', c == ';', c == '\n':
			end()
		case wasQuoted && c == ' ':
		default:
			b.WriteRune(c)
		}
	}
	end()
	return out
}
