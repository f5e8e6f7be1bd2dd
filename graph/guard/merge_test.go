package guard

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
	"pgregory.net/rapid"
)

func TestFieldsWithOneNameMustAgree(t *testing.T) {
	g := newGuard()
	for query, want := range map[string]Code{
		`{ viewer { family { name name } } }`:                                                                 "",
		`{ viewer { family { x: name x: name } } }`:                                                           "",
		`{ viewer { family { x: name x: id } } }`:                                                             ValidationFailed,
		`{ a: node(id: 1) { id } a: node(id: 1) { __typename } }`:                                             "",
		`{ a: node(id: 1) { id } a: node(id: 2) { id } }`:                                                     ValidationFailed,
		`{ a: node(id: "1") { id } a: node(id: 1) { id } }`:                                                   ValidationFailed,
		`query($v: ID! $w: ID!) { a: node(id: $v) { id } a: node(id: $w) { id } }`:                            ValidationFailed,
		`{ a: meetups(ids: [1, 2]) { totalCount } a: meetups(ids: [1]) { totalCount } }`:                      ValidationFailed,
		`{ a: meetups(first: 1, after: "x") { totalCount } a: meetups(after: "x", first: 1) { totalCount } }`: "",
		// far apart, met by a fragment
		`{ viewer { family { ...A place { id } } ...B } } fragment A on Family { place { x: id } } fragment B on Viewer { family { place { x: name } } }`: ValidationFailed,
		// object types that can never be the same row may differ in what they ask
		`{ zoek(woord: "a") { ... on Meetup { x: id } ... on Family { x: id } } }`:           "",
		`{ zoek(woord: "a") { ... on Meetup { x: title } ... on Family { x: name } } }`:      "",
		`{ zoek(woord: "a") { ... on Meetup { x: taken } ... on Family { x: name } } }`:      ValidationFailed, // Int and String!
		`{ zoek(woord: "a") { ... on Meetup { title } ... on Place { title } } }`:            ValidationFailed, // String! and Int
		`{ zoek(woord: "a") { ... on Meetup { x: place { id } } ... on Family { x: id } } }`: ValidationFailed,
		// but an interface could be either
		`{ node(id: 1) { x: id ... on Family { x: name } } }`:               ValidationFailed,
		`{ node(id: 1) { ... on Family { x: id } ... on Node { x: id } } }`: "",
		// apart above means apart below
		`{ zoek(woord: "a") { ... on Meetup { x: place { y: id } } ... on Family { x: place { y: name } } } }`:     ValidationFailed, // ID! and String!
		`{ zoek(woord: "a") { ... on Meetup { x: place { y: title } } ... on Family { x: place { y: title } } } }`: "",
		`{ zoek(woord: "a") { __typename ... on Meetup { __typename } x: __typename ... on Family { x: name } } }`: ValidationFailed,
	} {
		if got := codeOf(t, g, query, nil); got != want {
			t.Errorf("%q, want %q: %s", got, want, query)
		}
	}
}

// TestMergeAgreesWithTheStandardRule compares with gqlparser's rule, pair by
// pair as the specification describes it, over small documents.
func TestMergeAgreesWithTheStandardRule(t *testing.T) {
	var agreed, conflicts int
	rapid.Check(t, func(t *rapid.T) {
		query := smallDocument(t)
		doc, err := parser.ParseQuery(&ast.Source{Input: query})
		if err != nil {
			t.Fatalf("%v: %s", err, query)
		}
		theirs := validator.ValidateWithRules(small, doc, rules.NewRules(rules.OverlappingFieldsCanBeMergedRule))
		refusal := newWalk(small, Default(), doc).merge(doc.Operations[0])
		if (len(theirs) > 0) != (refusal != nil) {
			t.Fatalf("theirs %v, ours %v\n%s", theirs, refusal, query)
		}
		agreed++
		if refusal != nil {
			conflicts++
		}
	})
	if conflicts == 0 || conflicts == agreed {
		t.Errorf("%d of %d documents had a conflict: the test shows nothing", conflicts, agreed)
	}
}

var small = newSmallSchema(`
interface I { a: Int b: String c(n: Int): I d: U }
type A implements I { a: Int b: String c(n: Int): I d: U }
type B implements I { a: Int b: String c(n: Int): I d: U }
union U = A | B
type Query { i: I u: U }`)

func smallDocument(t *rapid.T) string {
	names := rapid.SampledFrom([]string{"a", "b", "c", "d"})
	alias := rapid.SampledFrom([]string{"", "", "x: ", "a: "})
	on := rapid.SampledFrom([]string{"I", "A", "B"})
	fragment := 0
	var set func(depth int, union bool) string
	set = func(depth int, union bool) string {
		var b strings.Builder
		b.WriteString("{ ")
		for range rapid.IntRange(1, 4).Draw(t, "fields") {
			kind := rapid.IntRange(0, 5).Draw(t, "kind")
			switch {
			case depth > 0 && kind == 0 || union:
				fmt.Fprintf(&b, "... on %s %s ", on.Draw(t, "on"), set(max(depth-1, 0), false))
			case kind == 1 && fragment < 2:
				fmt.Fprintf(&b, "...F%d ", rapid.IntRange(0, 1).Draw(t, "spread"))
			default:
				name := names.Draw(t, "name")
				if depth == 0 && name > "b" {
					name = "a"
				}
				as := alias.Draw(t, "alias")
				if name > "b" { // the standard rule misses a leaf against an object
					as = strings.NewReplacer("x", "y", "a", "c").Replace(as)
				}
				b.WriteString(as + name)
				if name == "c" {
					fmt.Fprintf(&b, "(n: %d)", rapid.IntRange(0, 1).Draw(t, "n"))
				}
				b.WriteString(" ")
				if name > "b" {
					b.WriteString(set(depth-1, name == "d"))
				}
			}
		}
		return b.String() + "} "
	}
	query := "{ i " + set(3, false) + " q: i { ...F0 } r: i { ...F1 } }"
	fragment = 2
	for i := range 2 {
		query += fmt.Sprintf(" fragment F%d on %s %s", i, on.Draw(t, "on"), set(2, false))
	}
	return query
}

func TestAliasesEntgqlAnswersWrongly(t *testing.T) {
	g := newGuard()
	for query, want := range map[string]Code{
		`{ meetups { x: edges { cursor } } }`:                                   AliasNotSupported,
		`{ meetups { n: totalCount } }`:                                         AliasNotSupported,
		`{ meetups { p: pageInfo { endCursor } } }`:                             AliasNotSupported,
		`{ meetups { edges { n: node { id } } } }`:                              AliasNotSupported,
		`{ meetups { ...C } } fragment C on MeetupConnection { n: totalCount }`: AliasNotSupported,
		`{ meetups { edges: edges { c: cursor node { t: title } } } }`:          "",
		// one unique edge under two names
		`{ viewer { family { a: place { name } b: place { id } } } }`:                                                             AliasNotSupported,
		`{ viewer { family { place { name } b: place { id } } } }`:                                                                AliasNotSupported,
		`{ viewer { family { ...A ...B } } } fragment A on Family { a: place { name } } fragment B on Family { b: place { id } }`: AliasNotSupported,
		`{ viewer { family { a: place { name } } ...V } } fragment V on Viewer { family { b: place { id } } }`:                    AliasNotSupported,
		`{ viewer { family { a: place { name } a: place { id } } } }`:                                                             "",
		`{ a: viewer { family { a: place { id } } } b: viewer { family { b: place { id } } } }`:                                   "",
		`{ zoek(woord: "a") { ... on Meetup { a: place { id } } ... on Family { b: place { id } } } }`:                            "",
	} {
		if got := codeOf(t, g, query, nil); got != want {
			t.Errorf("%q, want %q: %s", got, want, query)
		}
	}
}
