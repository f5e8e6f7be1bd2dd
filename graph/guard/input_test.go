package guard

import (
	"strings"
	"testing"
)

func TestVariablesAreBoundedBeforeTheyAreDecoded(t *testing.T) {
	g := newGuard()
	for name, c := range map[string]struct {
		raw  string
		want Code
	}{
		"none":                   {`{}`, ""},
		"a dossier":              {`{"input": {"children": [` + strings.Repeat(`{"name": "A", "age": 3},`, 40) + `{}]}}`, ""},
		"ten deep":               {`{"a": ` + nested(10, `[`, `1`, `]`) + `}`, ""},
		"eleven deep":            {`{"a": ` + nested(11, `[`, `1`, `]`) + `}`, InputTooDeep},
		"9,000 deep":             {`{"a": ` + nested(9000, `{"a":`, `1`, `}`) + `}`, InputTooDeep},
		"a huge list":            {`{"ids": [` + strings.Repeat(`1,`, 100_000) + `1]}`, InputTooLarge},
		"huge empty lists":       {`{"a": [` + strings.Repeat(`[],`, 1500) + `[]]}`, InputTooLarge},
		"brackets in a text":     {`{"a": "` + strings.Repeat(`[{,\"`, 3000) + `"}`, ""},
		"a text that ends in \\": {`{"a": "\\", "b": [[[[[[[[[[[1]]]]]]]]]]]}`, InputTooDeep},
	} {
		var got Code
		if err := g.CheckInput([]byte(c.raw)); err != nil {
			got = err.(*Refusal).Code
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
