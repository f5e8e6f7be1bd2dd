package dutch

import (
	"strings"

	"github.com/nyaruka/phonenumbers"

	"buurtdorp/internal/text"
)

// E164 reads a number as people in the Netherlands write it, and gives it as E.164; what
// it cannot read it gives back as it was typed. Empty is no number and no fault. free is a
// number that costs nothing to call, which is nobody's own; one that costs extra is none.
func E164(typed string) (number string, free, ok bool) {
	typed = text.Line(typed)
	if typed == "" {
		return "", false, true
	}
	if len(typed) > 40 || strings.ContainsFunc(typed, isLetter) {
		return typed, false, false // 0800-HELP is a number too, but nobody's own
	}
	n, err := phonenumbers.Parse(typed, "NL")
	if err != nil || !phonenumbers.IsValidNumber(n) || n.GetExtension() != "" {
		return typed, false, false
	}
	switch phonenumbers.GetNumberType(n) {
	case phonenumbers.PREMIUM_RATE, phonenumbers.SHARED_COST:
		return typed, false, false
	case phonenumbers.TOLL_FREE:
		free = true
	}
	return phonenumbers.Format(n, phonenumbers.E164), free, true
}

func isLetter(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
