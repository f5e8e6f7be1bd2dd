package graph

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/ent"
	entfamily "buurtdorp/ent/family"
	"buurtdorp/ent/note"
	"buurtdorp/ent/toestemming"
	"buurtdorp/graph/loader"
	"buurtdorp/graph/model"
	"buurtdorp/internal/family"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// familyStep runs what happens to a household and tells how it is now.
func (r *Resolver) familyStep(ctx context.Context, op, key string, input any, step func(ctx context.Context) (*ent.Family, error)) (*model.FamilyPayload, error) {
	d, err := r.once(ctx, op, key, input, func(ctx context.Context) (map[string]uuid.UUID, error) {
		f, err := step(ctx)
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"family": f.ID}, nil
	})
	if err != nil {
		return nil, err
	}
	p := &model.FamilyPayload{ClientMutationID: key, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	p.Family, err = r.familyOf(ctx, d)
	return p, err
}

// toestemmingStep gives or withdraws a consent, lets go of what stood on it, and
// tells how the household is now.
func (r *Resolver) toestemmingStep(ctx context.Context, op, key string, input any, step func(ctx context.Context) (*ent.Toestemming, family.Loose, error)) (*model.ToestemmingPayload, error) {
	d, err := r.once(ctx, op, key, input, func(ctx context.Context) (map[string]uuid.UUID, error) {
		t, loose, err := step(ctx)
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"toestemming": t.ID, "family": t.FamilyID}, r.Koppelingen.Release(ctx, loose.End, loose.Interrupt)
	})
	if err != nil {
		return nil, err
	}
	p := &model.ToestemmingPayload{ClientMutationID: key, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	p.Toestemming, err = payload(ctx, d.ID("toestemming"), "toestemming", func() *ent.ToestemmingQuery {
		return r.Client.Toestemming.Query().Where(toestemming.ID(d.ID("toestemming")))
	})
	if err != nil {
		return nil, err
	}
	p.Family, err = r.familyOf(ctx, d)
	return p, err
}

func (r *Resolver) addNote(ctx context.Context, in model.AddNoteInput) (*model.AddNotePayload, error) {
	d, err := r.once(ctx, "addNote", in.ClientMutationID, in, func(ctx context.Context) (map[string]uuid.UUID, error) {
		n, err := r.Families.AddNote(ctx, family.NewNote{ID: in.ID, FamilyID: in.FamilyID, Kind: in.Kind, Text: in.Text})
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"note": n.ID, "family": n.FamilyID}, nil
	})
	if err != nil {
		return nil, err
	}
	p := &model.AddNotePayload{ClientMutationID: in.ClientMutationID, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	p.Note, err = payload(ctx, d.ID("note"), "note", func() *ent.NoteQuery { return r.Client.Note.Query().Where(note.ID(d.ID("note"))) })
	if err != nil {
		return nil, err
	}
	p.Family, err = r.familyOf(ctx, d)
	return p, err
}

func (r *Resolver) familyOf(ctx context.Context, d done) (*ent.Family, error) {
	return payload(ctx, d.ID("family"), "family", func() *ent.FamilyQuery { return r.family(d.ID("family")) })
}

func (r *Resolver) family(id uuid.UUID) *ent.FamilyQuery {
	return r.Client.Family.Query().Where(entfamily.ID(id))
}

// families is the list the viewer may see, as a search finds it.
func (r *Resolver) families(ctx context.Context, p paging, search *string) (*ent.FamilyConnection, error) {
	first, last, err := page(p.first, p.last)
	if err != nil {
		return nil, err
	}
	q := r.Client.Family.Query().Where(entfamily.AnonymisedAtIsNil()) // what is left of a family that is forgotten only counts
	if search != nil {
		where, err := family.Find(*search)
		if err != nil {
			return nil, err
		}
		q.Where(where...)
	}
	list, err := q.Paginate(ctx, p.after, first, p.before, last)
	if err != nil {
		return nil, err
	}
	ids := make([]uuid.UUID, 0, len(list.Edges))
	for _, e := range list.Edges {
		ids = append(ids, e.Node.ID)
	}
	if selected(ctx, "edges", "node", "jaNodig") {
		err = loader.Fill[[]family.Ja](ctx, "family.ja", ids)
	}
	if err == nil && selected(ctx, "edges", "node", "uitElkaar") {
		err = loader.Fill[[]*model.UitElkaar](ctx, "family.apart", ids)
	}
	return list, err
}

// leaving runs a family's wish to be forgotten, or to stay, and ends what came loose.
func (r *Resolver) leaving(ctx context.Context, op, key string, input any, id uuid.UUID, step func(ctx context.Context, id uuid.UUID) (*family.Leaving, error)) (*model.FamilyPayload, error) {
	return r.familyStep(ctx, op, key, input, func(ctx context.Context) (*ent.Family, error) {
		done, err := step(ctx, id)
		if err != nil {
			return nil, err
		}
		return done.Family, r.Koppelingen.Release(ctx, done.End, done.Interrupt)
	})
}

// forOwn shows what is between a family and its matchers, and nobody else's: a host and
// the other family see the household too.
func forOwn[T any](ctx context.Context, family uuid.UUID, v *T) *T {
	if who := viewer.FromContext(ctx); who.FamilyID != family && !who.Has(term.RoleMatcher, term.RoleHeadMatcher) {
		return nil
	}
	return v
}

// forStaff shows a matcher's own words to matchers. Which dossiers they see is
// decided by the rule; a family reads its own dossier, and these words are not hers.
func forStaff(ctx context.Context, words string) string {
	if !viewer.FromContext(ctx).Has(term.RoleMatcher, term.RoleHeadMatcher) {
		return ""
	}
	return words
}

// householdInput turns API words into the room's.
func householdInput(in *model.FamilyInput) family.Household {
	h := family.Household{ID: in.ID, Name: in.Name, Postcode: in.Postcode, Village: in.Village, Talen: in.Talen,
		Adults: in.Adults, Vervoer: in.Vervoer, Contact: family.Contact(*in.Contact)}
	for _, c := range in.Children {
		h.Children = append(h.Children, family.Child{ID: c.ID, FirstName: c.FirstName, BirthMonth: c.BirthMonth, Age: c.Age})
	}
	return h
}

// zorgInput keeps nil and empty apart: not asked, and none.
func zorgInput(in []*model.ZorgFeitInput) []family.Zorg {
	if in == nil {
		return nil
	}
	out := make([]family.Zorg, len(in))
	for i, z := range in {
		out[i] = family.Zorg(*z)
	}
	return out
}
