package graph

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/blokkade"
	"buurtdorp/graph/loader"
	"buurtdorp/graph/model"
	"buurtdorp/internal/family"
	"buurtdorp/internal/inzage"
	"buurtdorp/internal/term"
)

// apartLoaders read, under the viewer's own rights, who is kept from whom: nobody but a
// matcher finds anything.
func (r *Resolver) apartLoaders(_ context.Context, add loader.Adder) {
	loader.Add(add, "family.apart", func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID][]*model.UitElkaar, error) {
		rows, err := r.Client.Blokkade.Query().Where(blokkade.Or(blokkade.VraagFamilyIDIn(ids...), blokkade.SteunFamilyIDIn(ids...))).
			WithVraagFamily().WithSteunFamily().Order(blokkade.ByCreatedAt(sql.OrderDesc())).All(ctx)
		out := map[uuid.UUID][]*model.UitElkaar{}
		for _, b := range rows {
			one, other := apartOf(b, b.Edges.SteunFamily), apartOf(b, b.Edges.VraagFamily)
			out[b.VraagFamilyID], out[b.SteunFamilyID] = append(out[b.VraagFamilyID], one), append(out[b.SteunFamilyID], other)
		}
		return out, err
	})
}

func apartOf(b *ent.Blokkade, met *ent.Family) *model.UitElkaar {
	return &model.UitElkaar{ID: b.ID, Met: met, Toelichting: b.Toelichting, Sinds: b.CreatedAt}
}

func (r *Resolver) uitElkaar(ctx context.Context, f *ent.Family) ([]*model.UitElkaar, error) {
	list, err := loader.Load[[]*model.UitElkaar](ctx, "family.apart", f.ID)
	if len(list) == 0 || err != nil {
		return []*model.UitElkaar{}, err
	}
	inzage.Saw(ctx, f.ID, term.GegevenNotities)
	return list, nil
}

// keepApart keeps two families apart, and ends what was proposed between them.
func (r *Resolver) keepApart(ctx context.Context, in model.KeepApartInput) (*model.FamilyPayload, error) {
	return r.familyStep(ctx, "keepApart", in.ClientMutationID, in, func(ctx context.Context) (*ent.Family, error) {
		kept, err := r.Families.KeepApart(ctx, family.Apart{ID: in.ID, FamilyID: in.FamilyID, AnderID: in.AnderID, Toelichting: in.Toelichting})
		if err != nil {
			return nil, err
		}
		return kept.Family, r.Koppelingen.Release(ctx, kept.End, kept.Interrupt)
	})
}

// householdChange puts what changed of a household in the words of its room.
func householdChange(in model.UpdateFamilyInput) family.Change {
	c := family.Change{FamilyID: in.ID, BaseVersion: in.BaseVersion, Name: in.Name, Postcode: in.Postcode, Village: in.Village,
		Talen: in.Talen, Adults: in.Adults, Vervoer: in.Vervoer}
	if in.Children != nil {
		c.Children = []family.Child{}
	}
	for _, k := range in.Children {
		c.Children = append(c.Children, family.Child{ID: k.ID, FirstName: k.FirstName, BirthMonth: k.BirthMonth, Age: k.Age})
	}
	if in.Contact != nil {
		reach := family.Contact(*in.Contact)
		c.Contact = &reach
	}
	return c
}
