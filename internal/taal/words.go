package taal

import (
	"strings"
	"unicode"

	"buurtdorp/internal/dutch"
)

// names are the languages of the app as each calls itself.
var names = map[string]string{"nl": "Nederlands", "en": "English", "ar": "العربية", "tr": "Türkçe", "pl": "Polski", "uk": "Українська"}

// Name is how one of our languages calls itself.
func Name(code string) string { return names[code] }

// Dir is the side from which a language is read, as HTML says it.
func Dir(code string) string {
	if RightToLeft(code) {
		return "rtl"
	}
	return "ltr"
}

// before stands before the last of a row of words (CLDR 48, "standard").
var before = map[string]string{"en": " and ", "ar": " و", "tr": " ve ", "pl": " i ", "uk": " і "}

// And joins words as a language does: "a, b en c".
func And(code string, words []string) string {
	last := len(words) - 1
	and, ok := before[code]
	switch {
	case !ok:
		return dutch.And(words)
	case last < 1:
		return strings.Join(words, "")
	case code == "ar":
		return strings.Join(words, and)
	case code == "en" && last > 1:
		and = "," + and
	}
	return strings.Join(words[:last], ", ") + and + words[last]
}

// Lower writes words small, as they stand within a sentence.
func Lower(code, s string) string {
	if code == "tr" {
		return strings.ToLowerSpecial(unicode.TurkishCase, s)
	}
	return strings.ToLower(s)
}

// Language is what a language is called in another: "Turkish" for tr in English. One that
// few people here speak is its code in capitals.
func Language(code, of string) string {
	if name, known := dutch.Language(of); known && Ours(code) == Default {
		return name
	}
	if name, known := spoken[code][of]; known {
		return name
	}
	return strings.ToUpper(of)
}
