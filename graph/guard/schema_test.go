package guard

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"
)

const sdl = `
interface Node { id: ID! }
type PageInfo { hasNextPage: Boolean! endCursor: String }
type Query {
  node(id: ID!): Node
  nodes(ids: [ID!]!): [Node]!
  viewer: Viewer
  meetups(first: Int = 20, after: String, last: Int, ids: [ID!]): MeetupConnection!
  vraaggezinnen(first: Int, last: Int): VraaggezinConnection!
  zoek(woord: String!): [Hit!]!
}
type Mutation { signUp(input: SignUpInput!): SignUpPayload }
type Subscription { meetupChanged: Meetup }
input SignUpInput { id: ID! children: [ChildInput!] more: SignUpInput }
input ChildInput { name: String age: Int }
type SignUpPayload { meetup: Meetup replayed: Boolean! }
type Viewer { roles: [String!]! family: Family }
type MeetupConnection { edges: [MeetupEdge!]! nodes: [Meetup!]! pageInfo: PageInfo! totalCount: Int! }
type MeetupEdge { cursor: String! node: Meetup! }
type Meetup implements Node { id: ID! title: String! place: Place! taken: Int guests(first: Int): GuestConnection! themes: [Theme!]! }
type GuestConnection { edges: [GuestEdge!]! totalCount: Int! }
type GuestEdge { node: Family! }
type Theme { name: String! }
type Place implements Node { id: ID! name: String! title: Int }
type Family implements Node { id: ID! name: String! place: Place! vraaggezin: Vraaggezin }
type VraaggezinConnection { edges: [VraaggezinEdge!]! pageInfo: PageInfo! totalCount: Int! }
type VraaggezinEdge { node: Vraaggezin! cursor: String! }
type Vraaggezin implements Node { id: ID! state: String! family: Family! suggestions(first: Int): [Suggestion!]! }
type Suggestion { score: Int! band: String! criteria: [Criterion!]! }
type Criterion { key: String! points: Int! max: Int! }
union Hit = Meetup | Place | Family
`

var schema = gqlparser.MustLoadSchema(&ast.Source{Input: sdl})

func everyone(context.Context) bool { return true }

func newGuard() *Guard {
	return New(schema, Options{AllowIntrospection: everyone, CacheBytes: 1 << 20})
}

// codeOf checks a document without variables.
func codeOf(t *testing.T, g *Guard, query string, vars map[string]any) Code {
	t.Helper()
	_, err := g.Check(t.Context(), Request{Query: query, Variables: vars})
	if err == nil {
		return ""
	}
	var r *Refusal
	if !errors.As(err, &r) {
		t.Fatalf("not a Refusal: %v", err)
	}
	return r.Code
}

// tokensOf counts the words and signs of a document: its size in the sense of
// the work it may cost.
func tokensOf(query string) (n int) {
	lex := lexer.New(&ast.Source{Input: query})
	for {
		tok, err := lex.ReadToken()
		if err != nil || tok.Kind == lexer.EOF {
			return n
		}
		n++
	}
}

// doubling is n fragments that each spread the next one twice.
func doubling(n int, on, last string) string {
	var b strings.Builder
	b.WriteString("{ ...F0 }\n")
	for i := range n {
		b.WriteString("fragment F" + itoa(i) + " on " + on + " { ...F" + itoa(i+1) + " ...F" + itoa(i+1) + " }\n")
	}
	b.WriteString("fragment F" + itoa(n) + " on " + on + " { " + last + " }")
	return b.String()
}

func itoa(i int) string {
	if i < 10 {
		return string(rune('0' + i))
	}
	return itoa(i/10) + itoa(i%10)
}

func newSmallSchema(sdl string) *ast.Schema {
	return gqlparser.MustLoadSchema(&ast.Source{Input: sdl})
}
