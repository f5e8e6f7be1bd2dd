package auth

import (
	"net/http"
	"strconv"
	"strings"
)

// deviceOf says what a browser runs on, so that its owner knows it again: coarse, two
// words. Its name and version, and all else by which one tells people apart, is not kept.
func deviceOf(r *http.Request) string {
	ua := r.UserAgent()
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(ua, w) {
				return true
			}
		}
		return false
	}
	on := ""
	switch {
	case has("iPad", "Tablet") || has("Android") && !has("Mobile"):
		on = "Tablet"
	case has("iPhone", "Android", "Mobile"):
		on = "Telefoon"
	case has("Windows", "Macintosh", "X11", "CrOS", "Linux"):
		on = "Computer"
	}
	with := ""
	for _, b := range [][2]string{{"SamsungBrowser/", "Samsung"}, {"Edg", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"},
		{"CriOS/", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}} {
		if has(b[0]) {
			with = b[1]
			break
		}
	}
	switch {
	case on == "":
		return with
	case with == "":
		return on
	}
	return on + ", " + with
}

// unsentHeader is how a phone says how much it has still to send, so that somebody can
// be told when her browser throws that away. "new" says that the phone remembers nothing.
const unsentHeader = "X-Buurtdorp-Unsent"

// mostUnsent is more than any phone ever has.
const mostUnsent = 10_000

// report is what a phone says of itself.
type report struct {
	known  bool // it said a number
	unsent int
	empty  bool // its store is new
}

func reportOf(r *http.Request) report {
	given := r.Header.Get(unsentHeader)
	if given == "new" {
		return report{empty: true}
	}
	n, err := strconv.Atoi(given)
	if err != nil || n < 0 || n > mostUnsent {
		return report{}
	}
	return report{known: true, unsent: n}
}
