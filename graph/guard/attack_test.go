package guard

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// attacks are documents that brought gqlgen 0.17.95 down, and their relatives.
var attacks = []struct {
	name  string
	query string
	want  Code
}{
	{"28 doubling fragments", doubling(28, "Query", "__typename"), DocumentTooLarge},
	{"34 doubling fragments", doubling(34, "Query", "__typename"), DocumentTooLarge},
	{"doubling fragments without a single field", doubling(34, "Query", "...Nowhere"), DocumentTooLarge},
	{"doubling fragments under the schema", "{ __schema { ...F0 } }\n" + strings.TrimPrefix(doubling(34, "__Schema", "description"), "{ ...F0 }\n"), DocumentTooLarge},
	{"doubling fragments nobody spreads", "{ __typename }\n" + strings.TrimPrefix(doubling(34, "Query", "__schema { description }"), "{ ...F0 }\n"), DocumentTooLarge},
	{"doubling by fields", doublingFields(5), DocumentTooDeep},
	{"doubling within the depth", wide(5, 6), DocumentTooLarge},
	{"doubling inline fragments", "{" + nested(9, "... {", "__typename", "} ... { __typename }") + "}", ""},
	{"10,000 times one field", "{" + strings.Repeat(" __typename", 10_000) + "}", DocumentTooLong},
	{"300 times one field", "{ viewer {" + strings.Repeat(" __typename", 300) + "} }", DocumentTooLarge},
	{"1,000 times one alias, all different", "{" + numbered(1000, " a: node(id: %d) { id }") + "}", DocumentTooLong},
	{"9 times one alias, all different", "{" + numbered(9, " a: node(id: %d) { id }") + "}", ValidationFailed},
	{"200 by 100 inline fragments", "{" + strings.Repeat("... {"+strings.Repeat(" __typename", 100)+"}", 200) + "}", DocumentTooLong},
	{"4 by 100 inline fragments", "{ viewer {" + strings.Repeat("... {"+strings.Repeat(" __typename", 100)+"}", 4) + "} }", DocumentTooLarge},
	{"deep", "{" + nested(200, "node(id: 1) {", "id", "}") + "}", DocumentTooDeep},
	{"deep without meaning", "{" + nested(600, "a {", "a", "}") + "}", DocumentTooDeep},
	{"deep in inline fragments", "{" + nested(600, "... {", "a", "}") + "}", ""},
	{"deep by a chain of fragments", "{ ...F0 }" + chain(30), DocumentTooDeep},
	{"many aliases", "{ viewer {" + numbered(31, " a%d: roles") + "} }", TooManyAliases},
	{"many aliases by a fragment", "{ viewer {" + numbered(4, " family { ...A } ") + "} } fragment A on Family {" + numbered(8, " a%d: name") + "}", TooManyAliases},
	{"many root fields", "{" + numbered(11, " a%d: __typename") + "}", TooManyRootFields},
	{"many root fields by fragments", "{ ...A ...A } fragment A on Query {" + strings.Repeat(" viewer { roles }", 6) + "}", TooManyRootFields},
	{"many login guesses in one mutation", "mutation {" + numbered(11, " a%d: signUp(input: {id: 1}) { replayed }") + "}", TooManyRootFields},
	{"many directives on one field", "{ viewer {" + " roles" + strings.Repeat(" @include(if: true)", 21) + "} }", TooManyDirectives},
	{"many directives on the operation", "query" + strings.Repeat(" @x", 21) + " { __typename }", TooManyDirectives},
	{"many directives by a fragment", "{ viewer { ...A " + strings.Repeat("family { ...A } ", 1) + "} } fragment A on Viewer {" + strings.Repeat(" roles @skip(if: false)", 11) + "}", TooManyDirectives},
	{"a fragment in itself", "{ ...A } fragment A on Query { ...A }", ValidationFailed},
	{"a circle of fragments", "{ ...A } fragment A on Query { ...B } fragment B on Query { viewer { roles } ...C } fragment C on Query { ...A }", ValidationFailed},
	{"a circle nobody spreads", "{ __typename } fragment A on Query { ...B } fragment B on Query { ...A }", ValidationFailed},
	{"pages of pages", "{ meetups(first: 100) { nodes { guests(first: 100) { edges { node { id } } } } } }", DocumentTooCostly},
	{"a page too large", "{ meetups(first: 101) { totalCount } }", PageSize},
	{"a page that is no number", "{ meetups(first: 99999999999) { totalCount } }", PageSize},
	{"a number beyond all", "{ node(id: 99999999999999999999) { id } }", ValidationFailed},
	{"a fraction beyond all", "{ nodes(ids: [{a: [1e999]}]) { id } }", ValidationFailed},
	{"a negative page", "{ meetups(first: -1) { totalCount } }", PageSize},
	{"a page from both ends", "{ meetups(first: 1, last: 1) { totalCount } }", PageSize},
	{"lists of lists", "{ vraaggezinnen(first: 100) { edges { node { suggestions { criteria { key points max } } } } } }", DocumentTooCostly},
	{"deep input", `mutation { signUp(input: ` + nested(12, "{id: 1, more: ", "{id: 1}", "}") + `) { replayed } }`, InputTooDeep},
	{"long input", `{ meetups(ids: [` + strings.Repeat("1 ", 1990) + `]) { totalCount } }`, DocumentTooLong},
	{"many operations", numbered(11, "query Q%d { __typename } "), DocumentTooLarge},
	{"many fragments", "{ ...F0 }" + numbered(61, " fragment F%d on Query { __typename }"), DocumentTooLarge},
	{"the schema three times", "{" + numbered(3, " a%d: __schema { description }") + "}", TooManyRootFields},
	{"an answer in parts", "{ ... @defer { viewer { roles } } }", DirectiveNotSupported},
	{"a long text", `{ node(id: "` + strings.Repeat("x", 33<<10) + `") { id } }`, DocumentTooLong},
	{"a long comment", "{ __typename } #" + strings.Repeat("x", 33<<10), DocumentTooLong},
	{"no document", "", ValidationFailed},
	{"only fragments", "fragment A on Query { __typename }", ValidationFailed},
	{"half a document", "{", ParseFailed},
	{"junk", "\x00\xff{}{", ParseFailed},
}

// TestAttacksCostNoMoreThanTheyAreLong counts work, not time: each node of the
// document is looked at once, and laying the sets over each other looks at no
// more fields than the limit on written-out selections allows.
func TestAttacksCostNoMoreThanTheyAreLong(t *testing.T) {
	g := newGuard()
	for _, a := range attacks {
		t.Run(a.name, func(t *testing.T) {
			if got := codeOf(t, g, a.query, nil); got != a.want {
				t.Errorf("code = %q, want %q", got, a.want)
			}
			doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: a.query}, g.limits.Tokens)
			if err != nil {
				return // refused by its length, before any walk
			}
			w := newWalk(schema, g.limits, doc)
			_, _ = w.document()
			if tokens := tokensOf(a.query); w.out.visited > tokens {
				t.Errorf("visited %d nodes of a document of %d tokens", w.out.visited, tokens)
			}
			if bound := g.limits.Selections * len(doc.Operations); w.out.merged > bound {
				t.Errorf("laid %d fields over each other, bound %d", w.out.merged, bound)
			}
		})
	}
}

// TestRefusalsTellNoValues: what somebody typed into a document does not come
// back, it may be a name or a code.
func TestRefusalsTellNoValues(t *testing.T) {
	g := newGuard()
	for _, q := range []string{
		`{ node(id: "geheim-123") `,
		`{ node(id: geheim-123) { id } }`,
		`"geheim-123" { id }`,
		`{ node(id: """geheim-123`,
		`{ a: node(id: "geheim-123") { id } a: node(id: "geheim-124") { id } }`,
		`query Q($geheim: Int = "geheim-123" @x(a: "geheim-123") { id }`,
		"{ \u0007geheim-123 }",
	} {
		_, err := g.Check(t.Context(), Request{Query: q})
		if err == nil {
			t.Errorf("%s passed", q)
		} else if strings.Contains(err.Error(), "geheim-12") {
			t.Errorf("%s: %v", q, err)
		}
	}
}

func TestRefusalsSayWhere(t *testing.T) {
	g := newGuard()
	_, err := g.Check(t.Context(), Request{Query: "{\n  meetups(first: 1000) { totalCount }\n}"})
	if r := err.(*Refusal); r.Line != 2 || r.Column != 3 {
		t.Errorf("at %d:%d", r.Line, r.Column)
	}
	_, err = g.Check(t.Context(), Request{Query: "{\n  meetups(first: }\n}"})
	if r := err.(*Refusal); r.Line != 2 || r.Message != "The document is not GraphQL: Unexpected }." {
		t.Errorf("%d: %s", r.Line, r.Message)
	}
}

func nested(n int, open, inner, close string) string {
	return strings.Repeat(open, n) + inner + strings.Repeat(close, n)
}

func numbered(n int, format string) string {
	var b strings.Builder
	for i := range n {
		if strings.Contains(format, "%") {
			fmt.Fprintf(&b, format, i)
		} else {
			b.WriteString(format)
		}
	}
	return b.String()
}

func chain(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " fragment F%d on Query { viewer { ...F%d } }", i, i+1)
	}
	fmt.Fprintf(&b, " fragment F%d on Query { __typename }", n)
	return b.String()
}

// doublingFields makes an answer of 2^n fields without writing them.
func doublingFields(n int) string {
	var b strings.Builder
	b.WriteString("{ viewer { family { ...F0 } } }")
	for i := range n {
		fmt.Fprintf(&b, " fragment F%d on Family { place { id } vraaggezin { family { ...F%d ...F%d } } }", i, i+1, i+1)
	}
	fmt.Fprintf(&b, " fragment F%d on Family { id }", n)
	return b.String()
}

// wide makes levels of fields that each hold the next level several times: an
// answer of times^levels fields from a short text.
func wide(levels, times int) string {
	var b strings.Builder
	b.WriteString("{ viewer { family { ...F0 } } }")
	for i := range levels {
		fmt.Fprintf(&b, " fragment F%d on Family { vraaggezin { family {%s } } }", i, strings.Repeat(fmt.Sprintf(" ...F%d", i+1), times))
	}
	fmt.Fprintf(&b, " fragment F%d on Family { id }", levels)
	return b.String()
}
