package graph

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/credential"
	"buurtdorp/ent/family"
	"buurtdorp/ent/region"
	"buurtdorp/ent/user"
	"buurtdorp/graph/loader"
	"buurtdorp/graph/model"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// viewer tells people who the server takes them for.
func (r *Resolver) viewer(ctx context.Context) (*model.Viewer, error) {
	v := viewer.FromContext(ctx)
	out := &model.Viewer{Roles: v.Roles}
	if out.Roles == nil {
		out.Roles = []term.Role{}
	}
	var errs [4]error
	out.Person, errs[0] = payload(ctx, v.UserID, "person", func() *ent.UserQuery { return r.Client.User.Query().Where(user.ID(v.UserID)) })
	out.Region, errs[1] = payload(ctx, v.RegionID, "region", func() *ent.RegionQuery { return r.Client.Region.Query().Where(region.ID(v.RegionID)) })
	out.Family, errs[2] = payload(ctx, v.FamilyID, "family", func() *ent.FamilyQuery { return r.Client.Family.Query().Where(family.ID(v.FamilyID)) })
	out.Email, errs[3] = r.ownEmail(ctx, v)
	return out, errors.Join(errs[:]...)
}

func (r *Resolver) ownEmail(ctx context.Context, v *viewer.Viewer) (*string, error) {
	if _, selected := under(ctx, "email"); !selected || v.UserID == uuid.Nil {
		return nil, nil
	}
	c, err := hidden(r.Client.Credential.Query().Where(credential.UserID(v.UserID)).Only(ctx))
	if c == nil {
		return nil, err
	}
	return &c.Email, nil
}

// known is a person the viewer may see, or nobody: a filter by somebody hidden would
// tell where she is.
func (r *Resolver) known(ctx context.Context, id uuid.UUID) ([]uuid.UUID, error) {
	return r.Client.User.Query().Where(user.ID(id)).IDs(ctx)
}

// noders reads many, one by one: ent's Noders puts an error in the answer for what
// is hidden, and here it is null in its place. The guard bounds how many.
func (r *Resolver) noders(ctx context.Context, ids []uuid.UUID) ([]ent.Noder, error) {
	out := make([]ent.Noder, len(ids))
	for i, id := range ids {
		n, err := r.noder(ctx, id)
		if err != nil {
			return nil, err
		}
		out[i] = n
	}
	return out, nil
}

// viewerLoaders reads families under the viewer's own rights.
func (r *Resolver) viewerLoaders(_ context.Context, add loader.Adder) {
	loader.Add(add, "family", func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*ent.Family, error) {
		rows, err := r.Client.Family.Query().Where(family.IDIn(ids...)).All(ctx)
		out := make(map[uuid.UUID]*ent.Family, len(rows))
		for _, f := range rows {
			out[f.ID] = f
		}
		return out, err
	})
}
