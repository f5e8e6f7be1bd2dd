package geo

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"buurtdorp/internal/text"
)

// Named lists the codes where people live of the place with this name, lowest
// first; nil when there is none. People write names as they please: capitals,
// accents, hyphens and the leading 's- or 't make no difference. Where one name is
// of several places, the one in a region there is a file for goes first: the rest
// of the country counts only when no region knows the name.
func Named(name string) []string {
	w := atlas()
	plain := plainName(name)
	if plain == "" {
		return nil
	}
	var ours, others []string
	for _, i := range byName()[plain] {
		r := &w.rows[i]
		if slices.ContainsFunc(w.regions, func(reg region) bool { return reg.has(r.pc) }) {
			ours = append(ours, r.code())
		} else {
			others = append(others, r.code())
		}
	}
	if len(ours) > 0 {
		return ours
	}
	return others
}

// byName finds the rows of a name, made on first use.
var byName = sync.OnceValue(func() map[string][]int16 {
	w := atlas()
	plain := make([]string, len(w.names))
	for i, n := range w.names {
		plain[i] = plainName(n)
	}
	out := make(map[string][]int16, len(w.names))
	for i := range w.rows {
		if !w.rows[i].postbus {
			n := plain[w.rows[i].plaats]
			out[n] = append(out[n], int16(i))
		}
	}
	return out
})

// maxName is longer than any name; whatever is beyond it is not worth the reading.
const maxName = 60

// plainName leaves the letters only: "'s-Gravendeel" and "gravendeel" are one.
func plainName(s string) string {
	if len(s) > maxName {
		return ""
	}
	s = text.Fold(s)
	for _, article := range []string{"'s-", "'s ", "s-", "'t "} {
		if rest, ok := strings.CutPrefix(s, article); ok {
			s = rest
			break
		}
	}
	return strings.Map(func(c rune) rune {
		if !unicode.IsLetter(c) {
			return -1
		}
		return c
	}, s)
}
