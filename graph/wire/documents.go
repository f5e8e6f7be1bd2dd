package wire

import (
	"context"

	"github.com/vektah/gqlparser/v2/ast"

	"buurtdorp/graph/guard"
)

// documents is gqlgen's memory of validated documents, bounded in bytes. The
// usual one counts entries: a thousand documents of 200 KB fit in that too.
type documents struct{ cache *guard.Cache[*document] }

type document = ast.QueryDocument

// Get looks a document up by its text.
func (d documents) Get(_ context.Context, query string) (*document, bool) {
	return d.cache.Get(guard.KeyOf(query))
}

// Add offers a validated document.
func (d documents) Add(_ context.Context, query string, doc *document) {
	d.cache.Add(guard.KeyOf(query), doc, weight(query, doc))
}

// weight is a generous guess of the bytes a parsed document holds: the text,
// to which every position points, and its nodes.
func weight(query string, doc *document) int {
	const node = 240 // measured: 200 to 232 bytes a node, positions and comments with it
	nodes := 0
	var set func(ast.SelectionSet)
	value := func(*ast.Value) {}
	value = func(v *ast.Value) {
		nodes++
		for _, c := range v.Children {
			value(c.Value)
		}
	}
	directives := func(list ast.DirectiveList) {
		for _, d := range list {
			nodes++
			for _, a := range d.Arguments {
				value(a.Value)
			}
		}
	}
	set = func(s ast.SelectionSet) {
		for _, sel := range s {
			nodes++
			switch sel := sel.(type) {
			case *ast.Field:
				for _, a := range sel.Arguments {
					nodes++
					value(a.Value)
				}
				directives(sel.Directives)
				set(sel.SelectionSet)
			case *ast.InlineFragment:
				directives(sel.Directives)
				set(sel.SelectionSet)
			case *ast.FragmentSpread:
				directives(sel.Directives)
			}
		}
	}
	for _, op := range doc.Operations {
		nodes += 1 + 2*len(op.VariableDefinitions)
		directives(op.Directives)
		set(op.SelectionSet)
	}
	for _, f := range doc.Fragments {
		nodes++
		set(f.SelectionSet)
	}
	return len(query) + node*nodes
}
