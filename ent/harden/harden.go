// Package harden is a generator extension that keeps the generated code closed
// by default: a type without a Policy() does not generate at all, since in ent a
// type without one is open to everybody.
package harden

import (
	"fmt"

	"entgo.io/ent/entc"
	"entgo.io/ent/entc/gen"
)

// Extension is given to entc.Generate.
type Extension struct{ entc.DefaultExtension }

// Hooks refuses a graph with an unguarded type.
func (Extension) Hooks() []gen.Hook {
	return []gen.Hook{func(next gen.Generator) gen.Generator {
		return gen.GenerateFunc(func(g *gen.Graph) error {
			for _, n := range g.Nodes {
				if n.NumPolicy() == 0 {
					return fmt.Errorf("harden: %s has no Policy(): everybody could read and write it", n.Name)
				}
			}
			return next.Generate(g)
		})
	}}
}
