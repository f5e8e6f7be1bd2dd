package wire_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"buurtdorp/graph/wire"
)

// TestRefusedDocumentsReachNothing: guard has its own tests for what it refuses;
// here they come over HTTP, and neither validation nor a resolver sees them.
func TestRefusedDocumentsReachNothing(t *testing.T) {
	w := start(t, wire.Options{AllowIntrospection: everyone})
	var doubling strings.Builder
	doubling.WriteString("{ ...F0 }")
	for i := range 34 {
		fmt.Fprintf(&doubling, " fragment F%d on Query { ...F%d ...F%d }", i, i+1, i+1)
	}
	doubling.WriteString(" fragment F34 on Query { hello }")
	var aliases strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&aliases, " a: hello(name: \"%d\")", i)
	}
	for name, c := range map[string]struct {
		query string
		vars  map[string]any
		want  string
	}{
		"doubling fragments":         {doubling.String(), nil, "DOCUMENT_TOO_LARGE"},
		"10,000 fields":              {"{" + strings.Repeat(" hello", 10000) + "}", nil, "DOCUMENT_TOO_LONG"},
		"1,000 times one alias":      {"{" + aliases.String() + "}", nil, "DOCUMENT_TOO_LONG"},
		"the same, shorter":          {"{" + strings.Join(strings.SplitAfter(aliases.String(), ")")[:9], "") + "}", nil, "GRAPHQL_VALIDATION_FAILED"},
		"a circle":                   {"{ ...A } fragment A on Query { ...B } fragment B on Query { hello ...A }", nil, "GRAPHQL_VALIDATION_FAILED"},
		"a page of a variable":       {"query($n: Int) { hello things(first: $n) { totalCount } }", map[string]any{"n": 1000}, "PAGE_SIZE"},
		"a huge list":                {"query($l: [Int!]) { hello echo(list: $l) }", map[string]any{"l": make([]int, 5000)}, "INPUT_TOO_LARGE"},
		"an alias entgql gets wrong": {"{ hello things { n: totalCount } }", nil, "ALIAS_NOT_SUPPORTED"},
		"in parts":                   {"{ hello ... @defer { hello } }", nil, "DIRECTIVE_NOT_SUPPORTED"},
	} {
		for accept, status := range map[string]int{asJSON: 200, asResponse: 400} {
			a := w.ask(c.query, c.vars, "Accept", accept)
			if _, has := a.body["data"]; a.status != status || a.code() != c.want || has {
				t.Errorf("%s as %s: %d %.300s", name, accept, a.status, a.raw)
			}
		}
		a := w.ask(c.query, c.vars, "Accept", "text/event-stream")
		if a.status != 200 || !strings.HasPrefix(a.raw, ":\n\nevent: next\ndata: {\"errors\":") || !strings.Contains(a.raw, c.want) || strings.Contains(a.raw, `"data"`) {
			t.Errorf("%s as events: %d %.300s", name, a.status, a.raw)
		}
	}
	if n := w.resolver.Ran.Load(); n != 0 {
		t.Errorf("%d resolvers ran", n)
	}
}

func TestNullConditionsDoNotPanic(t *testing.T) {
	w := start(t, wire.Options{})
	a := w.ask("query($yes: Boolean = true) { hello @include(if: $yes) }", map[string]any{"yes": nil}, "Accept", asResponse)
	if a.status != 400 || w.log.String() != "" {
		t.Errorf("%d %s, log %s", a.status, a.raw, w.log.String())
	}
}

// TestRandomInputIsNeverOurFault sends pieces of operations put together at
// random-looking places: whatever it is, the answer is JSON below 500.
func TestRandomInputIsNeverOurFault(t *testing.T) {
	w := start(t, wire.Options{})
	values := []any{nil, true, -1, 1 << 40, 1.5, "", "x", []any{}, []any{nil}, []any{[]any{}}, map[string]any{}, map[string]any{"a": nil}}
	types := []string{"Int", "Int!", "[Int!]", "[Int]!", "How", "How!", "Word", "String", "Boolean", "ID!", "Nothing", "Thing"}
	fields := []string{"echo(number: $v)", "echo(word: $v)", "echo(list: $v)", "echo(list: [$v])", "fails(how: $v)", "hello(name: $v)",
		"thing(id: $v) { id }", "hello @include(if: $v)", "things(first: $v) { totalCount }", "large(bytes: $v)"}
	for _, literal := range []string{"99999999999999999999", "-99999999999999999999", "1e999", "[1e999]", "{a: 1e999}", "$v", "{a: {b: []}}", "WORD", `"""x"""`} {
		for _, argument := range []string{"word", "number", "list"} {
			a := w.ask("{ echo("+argument+": "+literal+") }", nil)
			if a.status >= 500 || a.body == nil || a.code() == "INTERNAL" {
				t.Errorf("%s: %s: %d %s", argument, literal, a.status, a.raw)
			}
		}
	}
	for _, typ := range types {
		for _, field := range fields {
			for _, v := range values {
				a := w.ask("query($v: "+typ+") { "+field+" }", map[string]any{"v": v})
				if a.status >= 500 || a.body == nil || a.code() == "INTERNAL" && !strings.HasPrefix(field, "fails") {
					raw, _ := json.Marshal(v)
					t.Errorf("%s of %s = %s: %d %s", field, typ, raw, a.status, a.raw)
				}
			}
		}
	}
	if strings.Contains(w.log.String(), "stack") {
		t.Errorf("something panicked: %s", w.log.String())
	}
}
