// Package rule says who may see what: one file per role or relation, the names
// are sentences. Rules narrow queries; they deny only whoever is no viewer at
// all, because a Deny on a nested type would lose the whole answer. What a role
// may not see is a type of its own.
//
// Writing is denied to everybody but the server itself: a mutation asks the
// sentences in may.go, and then writes as System in the transaction of its effect.
package rule

import (
	"context"

	"buurtdorp/ent/privacy"
	"buurtdorp/internal/viewer"
)

// System is a context for what the server does itself, for one piece of work,
// never for a whole request.
func System(ctx context.Context) context.Context {
	return privacy.DecisionContext(viewer.NewContext(ctx, viewer.System()), privacy.Allow)
}
