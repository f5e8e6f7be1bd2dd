package guard

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// walk visits every node of a document once.
type walk struct {
	schema    *ast.Schema
	limits    Limits
	byName    map[string]*ast.FragmentDefinition
	fragments map[*ast.FragmentDefinition]*sums // nil while being summed: a circle
	doc       *ast.QueryDocument
	out       plan
	values    int // values written in the document
}

// sums is what a selection set amounts to with its fragments written out.
type sums struct {
	depth       int // fields deep
	width       int // fields at this level
	selections  int // fields, and fragments that may hold none, in all
	aliases     int
	directives  int
	introspects int  // __schema and __type at this level
	readsSchema bool // __schema at this level
	cost        *cost
}

func newWalk(schema *ast.Schema, limits Limits, doc *ast.QueryDocument) *walk {
	w := &walk{
		schema: schema, limits: limits, doc: doc,
		byName:    map[string]*ast.FragmentDefinition{},
		fragments: map[*ast.FragmentDefinition]*sums{},
	}
	for _, f := range doc.Fragments {
		if w.byName[f.Name] == nil {
			w.byName[f.Name] = f
		}
	}
	return w
}

// document sums every operation, and every fragment even when no operation
// spreads it: validation would walk that one too.
func (w *walk) document() (*plan, *Refusal) {
	for _, f := range w.doc.Fragments {
		if _, refusal := w.fragment(f); refusal != nil {
			return nil, refusal
		}
	}
	for _, op := range w.doc.Operations {
		if refusal := w.operation(op); refusal != nil {
			return nil, refusal
		}
	}
	return &w.out, nil
}

func (w *walk) operation(op *ast.OperationDefinition) *Refusal {
	w.out.visited++
	directives, refusal := w.directives(op.Directives)
	if refusal != nil {
		return refusal
	}
	p := &planned{name: strings.Clone(op.Name), kind: op.Operation, defaults: map[string]*ast.Value{}}
	for _, v := range op.VariableDefinitions {
		w.out.visited++
		n, refusal := w.directives(v.Directives)
		if refusal != nil {
			return refusal
		}
		directives = add(directives, n)
		if d := v.DefaultValue; d != nil {
			if refusal := w.value(d, 1); refusal != nil {
				return refusal
			}
			switch d.Kind {
			case ast.IntValue, ast.NullValue, ast.ListValue: // all a page can be
				p.defaults[strings.Clone(v.Variable)] = keep(d)
			}
		}
	}
	s, refusal := w.set(op.SelectionSet, w.root(op.Operation))
	if refusal != nil {
		return refusal
	}
	l := w.limits
	switch {
	case s.width > l.RootFields:
		return refuse(TooManyRootFields, op.Position, "An operation has at most %d fields of its own.", l.RootFields)
	case s.introspects > l.IntrospectionRoots:
		return refuse(TooManyRootFields, op.Position, "An operation asks the schema at most %d times.", l.IntrospectionRoots)
	case add(directives, s.directives) > l.Directives:
		return refuse(TooManyDirectives, op.Position, "At most %d directives, fragments written out.", l.Directives)
	}
	if refusal := w.merge(op); refusal != nil {
		return refusal
	}
	p.cost, p.readsSchema = s.cost, s.readsSchema
	w.out.operations = append(w.out.operations, p)
	return nil
}

func (w *walk) fragment(f *ast.FragmentDefinition) (*sums, *Refusal) {
	if s, ok := w.fragments[f]; ok {
		if s == nil {
			return nil, refuse(ValidationFailed, f.Position, "Fragment %s spreads itself.", f.Name)
		}
		return s, nil
	}
	w.fragments[f] = nil
	w.out.visited++
	directives, refusal := w.directives(f.Directives)
	if refusal != nil {
		return nil, refusal
	}
	s, refusal := w.set(f.SelectionSet, w.schema.Types[f.TypeCondition])
	if refusal != nil {
		return nil, refusal
	}
	s.directives = add(s.directives, directives)
	w.fragments[f] = s
	return s, nil
}

// set sums a selection set and holds it against the limits at once: what is too
// much on its own is too much anywhere.
func (w *walk) set(set ast.SelectionSet, parent *ast.Definition) (*sums, *Refusal) {
	s := &sums{cost: &cost{}}
	for _, sel := range set {
		w.out.visited++
		s.selections = add(s.selections, 1)
		var refusal *Refusal
		switch sel := sel.(type) {
		case *ast.Field:
			refusal = w.field(s, sel, parent)
		case *ast.InlineFragment:
			refusal = w.inline(s, sel, parent)
		case *ast.FragmentSpread:
			refusal = w.spread(s, sel)
		}
		if refusal == nil {
			refusal = w.within(s, sel.GetPosition(), parent)
		}
		if refusal != nil {
			return nil, refusal
		}
	}
	w.out.parts += len(s.cost.parts)
	return s, nil
}

func (w *walk) within(s *sums, at *ast.Position, parent *ast.Definition) *Refusal {
	l := w.limits
	depth := l.Depth
	if introspective(parent) {
		depth = l.IntrospectionDepth
	}
	switch {
	case s.depth > depth:
		return refuse(DocumentTooDeep, at, "Fields go more than %d levels deep.", depth)
	case s.width > l.SetSize:
		return refuse(DocumentTooLarge, at, "More than %d fields in one selection, fragments written out.", l.SetSize)
	case s.selections > l.Selections:
		return refuse(DocumentTooLarge, at, "More than %d fields and fragments, written out.", l.Selections)
	case s.aliases > l.Aliases:
		return refuse(TooManyAliases, at, "At most %d aliases, fragments written out.", l.Aliases)
	case s.directives > l.Directives:
		return refuse(TooManyDirectives, at, "At most %d directives, fragments written out.", l.Directives)
	}
	return nil
}

func (w *walk) inline(s *sums, sel *ast.InlineFragment, parent *ast.Definition) *Refusal {
	if sel.TypeCondition != "" {
		parent = w.schema.Types[sel.TypeCondition]
	}
	in, refusal := w.set(sel.SelectionSet, parent)
	if refusal != nil {
		return refusal
	}
	s.take(in)
	n, refusal := w.directives(sel.Directives)
	s.directives = add(s.directives, n)
	return refusal
}

func (w *walk) spread(s *sums, sel *ast.FragmentSpread) *Refusal {
	n, refusal := w.directives(sel.Directives)
	if refusal != nil {
		return refusal
	}
	s.directives = add(s.directives, n)
	f := w.byName[sel.Name]
	if f == nil {
		return nil // validation says so
	}
	in, refusal := w.fragment(f)
	if refusal != nil {
		return refusal
	}
	s.take(in)
	return nil
}

// take counts the fields of a fragment as if they stood here.
func (s *sums) take(in *sums) {
	s.depth = max(s.depth, in.depth)
	s.width = add(s.width, in.width)
	s.selections = add(s.selections, in.selections)
	s.aliases = add(s.aliases, in.aliases)
	s.directives = add(s.directives, in.directives)
	s.introspects = add(s.introspects, in.introspects)
	s.readsSchema = s.readsSchema || in.readsSchema
	s.cost.add(in.cost, 1, nil)
}

func (w *walk) root(kind ast.Operation) *ast.Definition {
	switch kind {
	case ast.Mutation:
		return w.schema.Mutation
	case ast.Subscription:
		return w.schema.Subscription
	default:
		return w.schema.Query
	}
}

// introspective: the schema's own types, which have limits of their own.
func introspective(d *ast.Definition) bool { return d != nil && strings.HasPrefix(d.Name, "__") }
