package taal

import (
	"fmt"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Values are what a text is filled with: words and whole numbers.
type Values map[string]any

// Fill fills a text as the app does (pwa/src/text/message.ts): {name}, and
// {n, plural, one {# plek} other {# plekken}} with the plurals of the language. A brace
// that was never closed stays as it is.
func Fill(code, text string, values Values) string {
	var out strings.Builder
	for {
		open := strings.IndexByte(text, '{')
		shut := closing(text, open)
		if shut < 0 {
			out.WriteString(text)
			return out.String()
		}
		out.WriteString(text[:open])
		out.WriteString(one(code, text[open+1:shut], values))
		text = text[shut+1:]
	}
}

func one(code, inside string, values Values) string {
	name, rest, _ := strings.Cut(inside, ",")
	value := values[strings.TrimSpace(name)]
	kind, rest, _ := strings.Cut(rest, ",")
	n, number := value.(int)
	switch {
	case value == nil:
		return ""
	case strings.TrimSpace(kind) != "plural" || !number:
		return fmt.Sprint(value)
	}
	said := forms(rest)
	for _, form := range []string{fmt.Sprintf("=%d", n), category(code, n), "other"} {
		if text, there := said[form]; there {
			return Fill(code, strings.ReplaceAll(text, "#", fmt.Sprint(n)), values)
		}
	}
	return ""
}

var categories = map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many"}

// category is which of its plurals a language takes for a number (CLDR).
func category(code string, n int) string {
	return categories[plural.Cardinal.MatchPlural(language.Make(code), n, 0, 0, 0, 0)]
}

func forms(text string) map[string]string {
	out := map[string]string{}
	for {
		open := strings.IndexByte(text, '{')
		shut := closing(text, open)
		if shut < 0 {
			return out
		}
		out[strings.TrimSpace(text[:open])] = text[open+1 : shut]
		text = text[shut+1:]
	}
}

// closing is where the brace at open is closed; -1 for none.
func closing(text string, open int) int {
	if open < 0 {
		return -1
	}
	depth := 0
	for at := open; at < len(text); at++ {
		switch text[at] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return at
			}
		}
	}
	return -1
}
