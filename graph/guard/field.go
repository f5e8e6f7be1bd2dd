package guard

import (
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// field counts one field with all beneath it.
func (w *walk) field(s *sums, f *ast.Field, parent *ast.Definition) *Refusal {
	if refusal := connectionAlias(f, parent); refusal != nil {
		return refusal
	}
	for _, a := range f.Arguments {
		if refusal := w.value(a.Value, 1); refusal != nil {
			return refusal
		}
	}
	directives, refusal := w.directives(f.Directives)
	if refusal != nil {
		return refusal
	}
	def := fieldOf(parent, f.Name)
	var child *ast.Definition
	if def != nil {
		child = w.schema.Types[def.Type.Name()]
	}
	in, refusal := w.set(f.SelectionSet, child)
	if refusal != nil {
		return refusal
	}

	s.width = add(s.width, 1)
	s.selections = add(s.selections, in.selections)
	s.aliases = add(s.aliases, in.aliases)
	s.directives = add(s.directives, add(in.directives, directives))
	if f.Alias != f.Name {
		s.aliases = add(s.aliases, 1)
	}
	switch {
	case introspective(child) && !introspective(parent):
		s.depth = max(s.depth, 1) // what is below was held against its own limit
		s.introspects = add(s.introspects, 1)
		s.readsSchema = s.readsSchema || f.Name == "__schema"
	default:
		s.depth = max(s.depth, in.depth+1)
	}
	return w.charge(s.cost, f, def, parent, child, in.cost)
}

// charge adds the field's cost: itself, and what is below it for every row.
func (w *walk) charge(c *cost, f *ast.Field, def *ast.FieldDefinition, parent, child *ast.Definition, below *cost) *Refusal {
	c.fixed = add(c.fixed, 1)
	if introspective(child) {
		c.add(below, 1, nil) // read from memory, and bounded by its depth
		return nil
	}
	if p := pageOf(f, def, w.limits); p != nil {
		if p.waits() {
			c.parts = append(c.parts, part{1, p, below})
			return nil
		}
		rows, refusal := p.size(nil, nil, w.limits)
		if refusal != nil {
			return refusal
		}
		c.add(below, rows, nil)
		return nil
	}
	rows := 1
	if def != nil && def.Type.Elem != nil && !(isConnection(parent) && (f.Name == "edges" || f.Name == "nodes")) {
		rows = w.limits.ListFactor
	}
	c.add(below, rows, nil)
	return nil
}

// directives counts them and refuses those that would split the answer: over
// plain HTTP the late parts would be lost in silence.
func (w *walk) directives(list ast.DirectiveList) (int, *Refusal) {
	for _, d := range list {
		w.out.visited++
		if d.Name == "defer" || d.Name == "stream" {
			return 0, refuse(DirectiveNotSupported, d.Position, "@%s is not supported.", d.Name)
		}
		for _, a := range d.Arguments {
			if refusal := w.value(a.Value, 1); refusal != nil {
				return 0, refusal
			}
			if a.Value.Kind == ast.Variable && (d.Name == "skip" || d.Name == "include") {
				w.out.conditions = append(w.out.conditions, strings.Clone(a.Value.Raw))
			}
		}
	}
	return len(list), nil
}

// value counts what is written out as input.
func (w *walk) value(v *ast.Value, depth int) *Refusal {
	w.out.visited++
	w.values++
	if depth > w.limits.InputDepth+1 {
		return refuse(InputTooDeep, v.Position, "A value goes more than %d levels deep.", w.limits.InputDepth)
	}
	if w.values > w.limits.InputValues {
		return refuse(InputTooLarge, v.Position, "The document holds more than %d values.", w.limits.InputValues)
	}
	if !representable(v) {
		return refuse(ValidationFailed, v.Position, "A number is too large.")
	}
	for _, c := range v.Children {
		if refusal := w.value(c.Value, depth+1); refusal != nil {
			return refusal
		}
	}
	return nil
}

// representable: gqlparser panics on a number beyond 64 bits where a scalar of
// ours is asked, because validation leaves those alone.
func representable(v *ast.Value) bool {
	var err error
	switch v.Kind {
	case ast.IntValue:
		_, err = strconv.ParseInt(v.Raw, 10, 64)
	case ast.FloatValue:
		_, err = strconv.ParseFloat(v.Raw, 64)
	}
	return err == nil
}

// connectionAlias refuses what entgql v0.7.0 answers wrongly and in silence: it
// looks these four up by name and gives [] or the page size for an alias.
func connectionAlias(f *ast.Field, parent *ast.Definition) *Refusal {
	if f.Alias == f.Name || parent == nil {
		return nil
	}
	if !isConnection(parent) && !strings.HasSuffix(parent.Name, "Edge") {
		return nil
	}
	switch f.Name {
	case "edges", "node", "nodes", "pageInfo", "totalCount":
		return refuse(AliasNotSupported, f.Position, "%s.%s cannot have an alias.", parent.Name, f.Name)
	}
	return nil
}

func isConnection(d *ast.Definition) bool {
	return d != nil && strings.HasSuffix(d.Name, "Connection")
}

// fieldOf looks a field up as validation will. Nil for one that does not exist.
func fieldOf(parent *ast.Definition, name string) *ast.FieldDefinition {
	if parent == nil {
		return nil
	}
	return parent.Fields.ForName(name)
}
