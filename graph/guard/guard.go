// Package guard decides whether a document may run, before anything else looks
// at it. gqlgen's own ComplexityLimit walks fragments without memory (2^n work
// for n fragments), and gqlparser compares fields pair by pair: both are holes
// themselves. Here the text is parsed under a token limit, every node is visited
// once, each fragment's sums are kept, and sums stop growing at a ceiling.
package guard

import (
	"context"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// Options set a Guard up. The zero value refuses introspection and keeps no cache.
type Options struct {
	Limits Limits
	// AllowIntrospection tells who may read the schema by __schema. Nil: nobody.
	AllowIntrospection func(context.Context) bool
	// CacheBytes is room for the sums of documents seen before.
	CacheBytes int
}

// Guard judges documents against one schema. Safe for use by many at once.
type Guard struct {
	schema     *ast.Schema
	limits     Limits
	introspect func(context.Context) bool
	plans      *Cache[*plan]
}

// New makes a guard for a schema.
func New(schema *ast.Schema, o Options) *Guard {
	if o.Limits == (Limits{}) {
		o.Limits = Default()
	}
	return &Guard{schema, o.Limits, o.AllowIntrospection, NewCache[*plan](o.CacheBytes)}
}

// Request is what a client sends.
type Request struct {
	Query         string
	OperationName string
	Variables     map[string]any
}

// Operation is what would run.
type Operation struct {
	Name string
	Kind ast.Operation
	Cost int
}

// Check finds the one operation to run and its cost, or says why it will not
// run. The error is always a *Refusal.
func (g *Guard) Check(ctx context.Context, r Request) (Operation, error) {
	p, refusal := g.plan(r.Query)
	if refusal != nil {
		return Operation{}, refusal
	}
	op, refusal := p.choose(r.OperationName)
	if refusal != nil {
		return Operation{}, refusal
	}
	if op.readsSchema && !g.MayIntrospect(ctx) {
		return Operation{}, refuse(IntrospectionClosed, nil, "Sign in to read the schema here, or use the published one.")
	}
	if refusal := p.askable(r.Variables); refusal != nil {
		return Operation{}, refusal
	}
	cost, refusal := op.costWith(r.Variables, g.limits)
	if refusal != nil {
		return Operation{}, refusal
	}
	if cost > g.limits.Cost {
		return Operation{}, refuse(DocumentTooCostly, nil, "The operation costs %s of at most %d. Ask for smaller pages or fewer lists.", shown(cost), g.limits.Cost)
	}
	return Operation{Name: op.name, Kind: op.kind, Cost: cost}, nil
}

// MayIntrospect tells whether this viewer may read the schema.
func (g *Guard) MayIntrospect(ctx context.Context) bool {
	return g.introspect != nil && g.introspect(ctx)
}

// plan gives the sums of a document, from memory when it was seen before. Only
// what depends on variables is left to work out. Refused documents are not kept.
func (g *Guard) plan(query string) (*plan, *Refusal) {
	key := KeyOf(query)
	if p, ok := g.plans.Get(key); ok {
		return p, nil
	}
	p, refusal := g.measure(query)
	if refusal != nil {
		return nil, refusal
	}
	g.plans.Add(key, p, p.bytes())
	return p, nil
}

func (g *Guard) measure(query string) (*plan, *Refusal) {
	l := g.limits
	if len(query) > l.Bytes {
		return nil, refuse(DocumentTooLong, nil, "The document is longer than %d bytes.", l.Bytes)
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: query}, l.Tokens)
	if err != nil {
		return nil, unreadable(err, l)
	}
	switch {
	case len(doc.Operations) == 0:
		return nil, refuse(ValidationFailed, nil, "The document has no operation.")
	case len(doc.Operations) > l.Operations:
		return nil, refuse(DocumentTooLarge, nil, "The document has more than %d operations.", l.Operations)
	case len(doc.Fragments) > l.Fragments:
		return nil, refuse(DocumentTooLarge, nil, "The document has more than %d fragments.", l.Fragments)
	}
	return newWalk(g.schema, l, doc).document()
}
