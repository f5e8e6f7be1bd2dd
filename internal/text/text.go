// Package text makes what people type fit to keep: control characters out, one
// spelling for one word, no citizen service number. The PWA follows the same rules
// (internal/family/testdata/validation.json holds both to them). Leaf.
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Line cleans a text of one line: a name, a street. White space becomes one space.
func Line(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }

// Clean cleans a text that may have several lines. It takes out what does not show
// but does harm: control characters (PostgreSQL refuses a NUL), and marks that turn
// the order of reading round, with which one text can look like another.
func Clean(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\r\n", "\n")
	s = strings.Map(func(c rune) rune {
		switch {
		case c == '\n':
			return c
		case c == '\t', c == '\r':
			return ' '
		case unicode.IsControl(c), hidden(c):
			return -1
		}
		return c
	}, s)
	return strings.TrimSpace(norm.NFC.String(s))
}

// hidden: bidirectional overrides and isolates, zero width space, byte order mark.
// The joiners stay: Persian and emoji need them.
func hidden(c rune) bool {
	return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x200B || c == 0xFEFF
}

// Len counts characters as people do, near enough: code points, not bytes.
func Len(s string) int { return utf8.RuneCountInString(s) }
