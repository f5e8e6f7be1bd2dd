package guard

import "github.com/vektah/gqlparser/v2/ast"

// plan is what we remember of a document that passed.
type plan struct {
	operations []*planned
	visited    int      // nodes of the document looked at: the work done once
	merged     int      // fields looked at when sets were laid over each other
	parts      int      // pieces of cost that wait for variables
	conditions []string // variables of @skip and @include
}

type planned struct {
	name        string
	kind        ast.Operation
	readsSchema bool
	cost        *cost
	defaults    map[string]*ast.Value // of its variables
}

// choose finds the operation to run as GraphQL says: by name, or the only one.
func (p *plan) choose(name string) (*planned, *Refusal) {
	if name == "" {
		if len(p.operations) == 1 {
			return p.operations[0], nil
		}
		return nil, refuse(ValidationFailed, nil, "The document has several operations: give operationName.")
	}
	for _, op := range p.operations {
		if op.name == name {
			return op, nil
		}
	}
	return nil, refuse(ValidationFailed, nil, "The document has no operation by that operationName.")
}

// askable: gqlgen panics on a condition that is null, which a variable of type
// Boolean with a default may be.
func (p *plan) askable(vars map[string]any) *Refusal {
	for _, name := range p.conditions {
		if v, ok := vars[name]; ok && v == nil {
			return refuse(ValidationFailed, nil, "$%s decides on @skip or @include and cannot be null.", name)
		}
	}
	return nil
}

// bytes is a generous guess of the memory held.
func (p *plan) bytes() int {
	n := 256 + p.parts*160
	for _, name := range p.conditions {
		n += 16 + len(name)
	}
	for _, op := range p.operations {
		n += 160 + len(op.name) + 256*len(op.defaults)
	}
	return n
}
