package rule

import (
	"context"

	"buurtdorp/ent"
	"buurtdorp/ent/afwezigheid"
	"buurtdorp/ent/overdracht"
	"buurtdorp/ent/privacy"
	"buurtdorp/internal/viewer"
)

// NarrowOverdrachten: matchers of the region. A family hears who is there for it when
// that has changed, and not before.
func NarrowOverdrachten(ctx context.Context, q *ent.OverdrachtQuery) error {
	q.Where(overdracht.RegionID(pairsIn(viewer.FromContext(ctx))))
	return privacy.Allow
}

// NarrowAfwezigheden: matchers of the region. When somebody is away is her colleagues'
// business; a family is told only whom to call now.
func NarrowAfwezigheden(ctx context.Context, q *ent.AfwezigheidQuery) error {
	q.Where(afwezigheid.RegionID(pairsIn(viewer.FromContext(ctx))))
	return privacy.Allow
}
