package geo

import (
	"errors"
	"strings"
	"unicode"
)

// What a typed postcode may turn out to be, beside all right. The sentences people
// read live with the other texts.
var (
	// ErrMalformed: not four digits with, if any, two letters.
	ErrMalformed = errors.New("not a postcode")
	// ErrPostbus: only post boxes have this code; ask kindly where the family lives.
	ErrPostbus = errors.New("a post box, not a home")
)

// Input is a postcode as somebody typed it, taken apart.
type Input struct {
	PC4 string
	// Letters is "AB" of 3273 AB, empty when only the digits were given.
	Letters string
	// Known is false for a code the table of 2014 does not have. It is accepted: the
	// table may be behind. The caller flags it, so that a person looks.
	Known bool
}

// ParsePostcode reads "3273AB", "3273 ab", " 3273-AB" or "3273". It fails only with
// ErrMalformed or ErrPostbus.
func ParsePostcode(typed string) (Input, error) {
	s := strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || c == '-' || c == '.' {
			return -1
		}
		return unicode.ToUpper(c)
	}, typed)
	if len(s) != 4 && len(s) != 6 || digits(s[:4]) < 0 {
		return Input{}, ErrMalformed
	}
	in := Input{PC4: s[:4], Letters: s[4:]}
	if in.Letters != "" && !lettersInUse(in.Letters) {
		return Input{}, ErrMalformed
	}
	r := atlas().find(in.PC4)
	if r != nil && r.postbus {
		return Input{}, ErrPostbus
	}
	in.Known = r != nil
	return in, nil
}

// lettersInUse: two letters, and not one of the three pairs the post never gave out.
func lettersInUse(s string) bool {
	for i := range 2 {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return s != "SA" && s != "SD" && s != "SS"
}
