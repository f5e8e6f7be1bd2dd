// Package policy lets the schema name a policy without importing the rules, which
// themselves need the generated code: the schema says policy.Ref("Child"), ent/rule
// registers what that means. A name nobody registered is denied. Leaf.
package policy

import (
	"context"

	"entgo.io/ent"
	"entgo.io/ent/privacy"
)

// Ref is the name of a policy.
type Ref string

var registry = map[Ref]ent.Policy{}

// Register gives a name its policy. Called from init in ent/rule only.
func Register(name string, p ent.Policy) {
	if _, twice := registry[Ref(name)]; twice {
		panic("policy registered twice: " + name)
	}
	registry[Ref(name)] = p
}

// EvalQuery asks the registered policy.
func (r Ref) EvalQuery(ctx context.Context, q ent.Query) error {
	if p, ok := registry[r]; ok {
		return p.EvalQuery(ctx, q)
	}
	return privacy.Denyf("no policy registered for %s", string(r))
}

// EvalMutation asks the registered policy.
func (r Ref) EvalMutation(ctx context.Context, m ent.Mutation) error {
	if p, ok := registry[r]; ok {
		return p.EvalMutation(ctx, m)
	}
	return privacy.Denyf("no policy registered for %s", string(r))
}
