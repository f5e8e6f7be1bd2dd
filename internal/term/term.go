// Package term holds the words of the programme: the closed lists that the
// schema, the rules, the matching and the API share. Leaf: it imports nothing of
// ours. What each word means stands in CONTEXT.md.
package term

import (
	"fmt"
	"io"
	"slices"
	"strconv"
)

// word is a closed list of strings.
type word interface {
	~string
	Values() []string
}

func write[W word](w io.Writer, v W) { _, _ = io.WriteString(w, strconv.Quote(string(v))) }

func read[W word](in any, v *W) error {
	s, ok := in.(string)
	if !ok || !slices.Contains((*v).Values(), s) {
		return fmt.Errorf("%v is not one of %v", in, (*v).Values())
	}
	*v = W(s)
	return nil
}

// Valid tells whether v is on its list.
func Valid[W word](v W) bool { return slices.Contains(v.Values(), string(v)) }

// All lists every word of a kind.
func All[W word]() []W {
	var zero W
	out := make([]W, 0, len(zero.Values()))
	for _, s := range zero.Values() {
		out = append(out, W(s))
	}
	return out
}
