package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// alone are letters that do not come apart into a letter and a mark.
var alone = strings.NewReplacer("ß", "ss", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th",
	"æ", "ae", "œ", "oe", "ı", "i", "’", "'", "‘", "'", "`", "'")

// Fold writes a text as people search for it: small letters, no accents, single
// spaces. Both databases compare what it gives byte by byte, which they do not do
// alike with É and é.
func Fold(s string) string {
	s = strings.Map(func(c rune) rune {
		if unicode.Is(unicode.Mn, c) {
			return -1
		}
		return unicode.ToLower(c)
	}, norm.NFKD.String(strings.ToLower(s)))
	return strings.Join(strings.Fields(alone.Replace(s)), " ")
}
