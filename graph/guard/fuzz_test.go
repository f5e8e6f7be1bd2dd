package guard

import (
	"errors"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// FuzzCheck: no document panics, work stays within the length of the document,
// and what passes the standard rules and small limits was not refused as
// invalid.
func FuzzCheck(f *testing.F) {
	for _, a := range attacks {
		if len(a.query) < 4000 {
			f.Add(a.query, "")
		}
	}
	f.Add(standardIntrospection, "IntrospectionQuery")
	f.Add("query($n: Int = 3) { meetups(first: $n) { ...A } } fragment A on MeetupConnection { totalCount }", "")
	g := newGuard()
	f.Fuzz(func(t *testing.T, query, name string) {
		_, err := g.Check(t.Context(), Request{Query: query, OperationName: name, Variables: map[string]any{"n": 5}})
		var r *Refusal
		if err != nil && !errors.As(err, &r) {
			t.Fatalf("not a Refusal: %v", err)
		}
		doc, perr := parser.ParseQueryWithTokenLimit(&ast.Source{Input: query}, g.limits.Tokens)
		if perr != nil || len(query) > g.limits.Bytes {
			if err == nil {
				t.Fatal("passed what cannot be parsed")
			}
			return
		}
		w := newWalk(schema, g.limits, doc)
		_, refusal := w.document()
		if tokens := tokensOf(query); w.out.visited > tokens {
			t.Fatalf("visited %d nodes of %d tokens", w.out.visited, tokens)
		}
		if bound := g.limits.Selections * len(doc.Operations); w.out.merged > bound {
			t.Fatalf("merged %d fields, bound %d", w.out.merged, bound)
		}
		// the standard rules themselves have no bound: only small ones
		if refusal != nil && refusal.Code == ValidationFailed && len(query) < 300 {
			if errs := validator.ValidateWithRules(schema, doc, rules.NewDefaultRules()); len(errs) == 0 {
				t.Fatalf("%v, but the standard rules let it pass", refusal)
			}
		}
	})
}
