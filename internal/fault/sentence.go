package fault

import (
	"fmt"
	"strings"
)

// The catalogues by language. A key that one of them lacks falls back to Dutch.
var catalogues = map[string]catalogue{"nl": dutch, "en": english, "ar": arabic, "tr": turkish, "pl": polish, "uk": ukrainian}

// catalogue holds the texts of one language: a sentence per key, and one per
// code for a fault without a key of its own.
type catalogue struct {
	codes map[Code]string
	keys  map[string]string
}

// Sentence is what the person reads. An error that is not a fault gets the
// sentence of INTERNAL: nothing of it may show.
func Sentence(lang string, err error) string {
	all := All(err)
	if len(all) == 0 {
		return find(lang, "", Internal)
	}
	return fill(find(lang, all[0].Key, all[0].Code), all[0].Args)
}

// Known tells whether the catalogue has a sentence for the key.
func Known(key string) bool {
	_, ok := dutch.keys[key]
	return ok
}

func find(lang, key string, code Code) string {
	c, ok := catalogues[lang]
	if !ok {
		c = dutch
	}
	for _, text := range []string{c.keys[key], dutch.keys[key], c.codes[code], dutch.codes[code]} {
		if text != "" {
			return text
		}
	}
	return dutch.codes[Internal]
}

func fill(text string, args map[string]any) string {
	if len(args) == 0 || !strings.Contains(text, "{") {
		return text
	}
	pairs := make([]string, 0, 2*len(args))
	for name, value := range args {
		pairs = append(pairs, "{"+name+"}", fmt.Sprint(value))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}
