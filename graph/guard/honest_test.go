package guard

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
)

// standardIntrospection is what graphql-js 16 and GraphiQL send, with all its
// options on.
const standardIntrospection = `
query IntrospectionQuery {
  __schema {
    description
    queryType { name } mutationType { name } subscriptionType { name }
    types { ...FullType }
    directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
  }
}
fragment FullType on __Type {
  kind name description specifiedByURL
  fields(includeDeprecated: true) {
    name description
    args(includeDeprecated: true) { ...InputValue }
    type { ...TypeRef }
    isDeprecated deprecationReason
  }
  inputFields(includeDeprecated: true) { ...InputValue }
  interfaces { ...TypeRef }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
  possibleTypes { ...TypeRef }
}
fragment InputValue on __InputValue {
  name description type { ...TypeRef } defaultValue isDeprecated deprecationReason
}
fragment TypeRef on __Type {
  kind name
  ofType { kind name ofType { kind name ofType { kind name ofType { kind name
  ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
}`

func TestHonestDocumentsPass(t *testing.T) {
	g := newGuard()
	for name, query := range map[string]string{
		"introspection": standardIntrospection,
		"public meetups": `query Meetups($first: Int!, $after: String) {
			meetups(first: $first, after: $after) {
				edges { cursor node { id title place { id name } themes { name } } }
				pageInfo { hasNextPage endCursor } totalCount
			}
		}`,
		"a matcher's desk": `query Desk {
			viewer { roles family { id name } }
			vraaggezinnen(first: 25) {
				totalCount pageInfo { hasNextPage endCursor }
				edges { node { ...Card } }
			}
		}
		fragment Card on Vraaggezin { id state family { id name place { ...Spot } } }
		fragment Spot on Place { id name }`,
		"who fits": `query Fit($id: ID!) {
			node(id: $id) { id ... on Vraaggezin { state suggestions(first: 20) { score band criteria { key points max } } } }
		}`,
		"the same small fragment in many places": `{ viewer { family { ...A ...B ...C } } }
			fragment A on Family { id name __typename } fragment B on Family { id name __typename place { id } }
			fragment C on Family { id place { id name } __typename }`,
		"aliases where they are safe": `{ first: node(id: 1) { id } second: node(id: 2) { id } a: meetups { totalCount } b: meetups { totalCount } }`,
		"one answer of several types": `{ zoek(woord: "a") { __typename ... on Meetup { name: title } ... on Place { name } ... on Family { name home: place { id } } } }`,
		"one of several operations":   `query A { __typename } query B { __typename }`,
		"signing up":                  `mutation S($input: SignUpInput!) { signUp(input: $input) { replayed meetup { id taken } } }`,
		"listening":                   `subscription { meetupChanged { id taken } }`,
		"conditions":                  `query($yes: Boolean!) { viewer { roles @include(if: $yes) family @skip(if: $yes) { id } } }`,
	} {
		op, err := g.Check(t.Context(), Request{Query: query, OperationName: map[bool]string{true: "B"}[strings.HasPrefix(query, "query A")],
			Variables: map[string]any{"first": json.Number("20")}})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if op.Cost < 1 {
			t.Errorf("%s costs %d", name, op.Cost)
		}
	}
}

func TestOnlySomeMayReadTheSchema(t *testing.T) {
	type key struct{}
	g := New(schema, Options{AllowIntrospection: func(ctx context.Context) bool { return ctx.Value(key{}) != nil }})
	ask := func(ctx context.Context, q string) Code {
		_, err := g.Check(ctx, Request{Query: q})
		if err == nil {
			return ""
		}
		return err.(*Refusal).Code
	}
	in := context.WithValue(t.Context(), key{}, 1)
	for _, q := range []string{
		standardIntrospection,
		"{ x: __schema { description } }",
		"{ ... { ...A } } fragment A on Query { ... on Query { __schema { description } } }",
	} {
		if got := ask(t.Context(), q); got != IntrospectionClosed {
			t.Errorf("stranger got %q for %s", got, q)
		}
		if got := ask(in, q); got != "" {
			t.Errorf("signed in got %q for %s", got, q)
		}
	}
	if got := ask(t.Context(), "{ __typename viewer { __typename } }"); got != "" {
		t.Errorf("__typename is no introspection: %q", got)
	}
}

func TestCostCountsRowsAndVariables(t *testing.T) {
	g := newGuard()
	const q = `query($n: Int = 7, $m: Int) { meetups(first: $n) { nodes { guests(first: $m) { totalCount } ...G } } }
		fragment G on Meetup { themes { name } more: guests(first: $n) { totalCount } }`
	// nodes + guests + m rows + themes + 5 names + more + n rows, for each of n
	cost := func(n, m int) int { return 1 + n*(1+1+m+1+5+1+n) }
	for _, c := range []struct {
		vars map[string]any
		want int
	}{
		{nil, cost(7, 20)},
		{map[string]any{"n": json.Number("10"), "m": json.Number("3")}, cost(10, 3)},
		{map[string]any{"n": 10.0, "m": nil}, cost(10, 20)},
		{map[string]any{"n": "4", "m": 5}, cost(4, 5)},
		{map[string]any{"n": json.Number("0")}, cost(1, 20)},
	} {
		for range 3 { // the third comes from memory
			op, err := g.Check(t.Context(), Request{Query: q, Variables: c.vars})
			if err != nil || op.Cost != c.want {
				t.Errorf("%v costs %d (%v), want %d", c.vars, op.Cost, err, c.want)
			}
		}
	}
	if values, _ := g.plans.Size(); values != 1 {
		t.Errorf("%d plans remembered, want 1 for all variables", values)
	}
	for want, vars := range map[Code]map[string]any{
		DocumentTooCostly: {"n": 100, "m": 100},
		PageSize:          {"n": 101},
	} {
		if got := codeOf(t, g, q, vars); got != want {
			t.Errorf("%v: %q, want %q", vars, got, want)
		}
	}
	for _, bad := range []any{-1, 101, "x", 1.5, true, []any{1}, map[string]any{}} {
		if got := codeOf(t, g, q, map[string]any{"m": bad}); got != PageSize {
			t.Errorf("m = %v: %q", bad, got)
		}
	}
	if got := codeOf(t, g, `query($n: Int, $m: Int) { meetups(first: $n, last: $m) { totalCount } }`, map[string]any{"n": 1, "m": 1}); got != PageSize {
		t.Errorf("both ends by variables: %q", got)
	}
}

func TestCostCountsTheIdsAskedFor(t *testing.T) {
	g := newGuard()
	for _, c := range []struct {
		query string
		ids   any
		want  int
	}{
		{`{ nodes(ids: [1, 2, 3]) { id } }`, nil, 4},
		{`query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, []any{"a", "b"}, 3},
		{`query($ids: [ID!]! = [1, 2, 3, 4]) { nodes(ids: $ids) { id } }`, nil, 5},
		{`query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, "a", 2},
		{`{ nodes(ids: []) { id } }`, nil, 2},
		{`query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, make([]any, 101), 0},
	} {
		vars := map[string]any{}
		if c.ids != nil {
			vars["ids"] = c.ids
		}
		op, err := g.Check(t.Context(), Request{Query: c.query, Variables: vars})
		if op.Cost != c.want || (c.want == 0) != (refusalCode(err) == PageSize) {
			t.Errorf("%s with %v costs %d (%v), want %d", c.query, c.ids, op.Cost, err, c.want)
		}
	}
}

func TestConditionsCannotBeNull(t *testing.T) {
	g := newGuard()
	const q = `query($yes: Boolean = true) { viewer { roles @include(if: $yes) } }`
	for _, c := range []struct {
		vars map[string]any
		want Code
	}{{nil, ""}, {map[string]any{"yes": false}, ""}, {map[string]any{"yes": nil}, ValidationFailed}} {
		if got := codeOf(t, g, q, c.vars); got != c.want {
			t.Errorf("%v: %q", c.vars, got)
		}
	}
}

func TestTheOperationIsChosenByName(t *testing.T) {
	g := newGuard()
	const two = "query A { __typename } mutation B { signUp(input: {id: 1}) { replayed } }"
	for name, want := range map[string]Code{"": ValidationFailed, "C": ValidationFailed, "A": "", "B": ""} {
		op, err := g.Check(t.Context(), Request{Query: two, OperationName: name})
		if got := refusalCode(err); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
		if name == "B" && op.Kind != "mutation" {
			t.Errorf("B is a %s", op.Kind)
		}
	}
	if _, err := g.Check(t.Context(), Request{Query: "query A { __typename }", OperationName: "B"}); refusalCode(err) != ValidationFailed {
		t.Errorf("a name the only operation does not have: %v", err)
	}
}

func refusalCode(err error) Code {
	if err == nil {
		return ""
	}
	return err.(*Refusal).Code
}
