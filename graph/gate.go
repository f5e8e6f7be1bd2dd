package graph

import (
	"context"

	"buurtdorp/internal/fault"
	"buurtdorp/internal/viewer"
)

type gateKey struct{}

// WithGate lets the door decide how often a visitor without an account may still do
// something: it knows where she comes from, and here nobody does.
func WithGate(ctx context.Context, may func() bool) context.Context {
	return context.WithValue(ctx, gateKey{}, may)
}

// turnedAway tells why a mutation is not even begun, "" when it is. An app has leave to
// read; what is done here is done by people. And who has no account may register, and
// not by the thousand.
func turnedAway(ctx context.Context) fault.Code {
	v := viewer.FromContext(ctx)
	may, gated := ctx.Value(gateKey{}).(func() bool)
	switch {
	case v.ClientID != "":
		return fault.Unauthenticated
	case v.IsAnonymous() && gated && !may():
		return fault.RateLimited
	}
	return ""
}
