package graph

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/zorgmelding"
	"buurtdorp/ent/zorgmeldingstap"
	"buurtdorp/graph/model"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// zorgStep runs what somebody does with a zorgmelding, and tells how it is now.
func (r *Resolver) zorgStep(ctx context.Context, op, key string, input any, step func(ctx context.Context) (*ent.Zorgmelding, error)) (*model.ZorgmeldingPayload, error) {
	d, err := r.once(ctx, op, key, input, func(ctx context.Context) (map[string]uuid.UUID, error) {
		z, err := step(ctx)
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"zorgmelding": z.ID}, nil
	})
	if err != nil {
		return nil, err
	}
	p := &model.ZorgmeldingPayload{ClientMutationID: key, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	p.Zorgmelding, err = payload(ctx, d.ID("zorgmelding"), "zorgmelding", func() *ent.ZorgmeldingQuery {
		return r.Client.Zorgmelding.Query().Where(zorgmelding.ID(d.ID("zorgmelding")))
	})
	return p, err
}

// zorgmeldingen is the list the viewer may see; open are those that nobody closed. Who
// may not read the steps has none that is closed.
func (r *Resolver) zorgmeldingen(ctx context.Context, p paging, open bool) (*ent.ZorgmeldingConnection, error) {
	first, last, err := page(p.first, p.last)
	if err != nil {
		return nil, err
	}
	q := r.Client.Zorgmelding.Query()
	if open && viewer.FromContext(ctx).Has(term.RoleMatcher, term.RoleHeadMatcher) {
		q.Where(zorgmelding.Not(zorgmelding.HasStappenWith(zorgmeldingstap.StapEQ(term.ZorgStapGesloten))))
	}
	return q.Paginate(ctx, p.after, first, p.before, last)
}
