package graph

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/ent"
	entregion "buurtdorp/ent/region"
	"buurtdorp/ent/series"
	"buurtdorp/ent/seriessignup"
	"buurtdorp/ent/user"
	"buurtdorp/graph/loader"
	"buurtdorp/graph/model"
	"buurtdorp/internal/meetup"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// seriesStep runs what happens to a series and tells how it is now.
func (r *Resolver) seriesStep(ctx context.Context, op, key string, input any, step func(ctx context.Context) (*ent.Series, error)) (*model.SeriesPayload, error) {
	d, err := r.once(ctx, op, key, input, func(ctx context.Context) (map[string]uuid.UUID, error) {
		se, err := step(ctx)
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"series": se.ID}, nil
	})
	if err != nil {
		return nil, err
	}
	p := &model.SeriesPayload{ClientMutationID: key, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	p.Series, err = payload(ctx, d.ID("series"), "series", func() *ent.SeriesQuery {
		return r.Client.Series.Query().Where(series.ID(d.ID("series")))
	})
	return p, err
}

func (r *Resolver) seriesSignupStep(ctx context.Context, op, key string, input any, step func(ctx context.Context) (*ent.SeriesSignup, error)) (*model.SeriesSignupPayload, error) {
	d, err := r.once(ctx, op, key, input, func(ctx context.Context) (map[string]uuid.UUID, error) {
		ss, err := step(ctx)
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"seriesSignup": ss.ID}, nil
	})
	if err != nil {
		return nil, err
	}
	p := &model.SeriesSignupPayload{ClientMutationID: key, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	p.SeriesSignup, err = payload(ctx, d.ID("seriesSignup"), "seriesSignup", func() *ent.SeriesSignupQuery {
		return r.Client.SeriesSignup.Query().Where(seriessignup.ID(d.ID("seriesSignup")))
	})
	return p, err
}

func ruleInput(in model.RhythmInput) rhythm.Rule {
	r := rhythm.Rule{Unit: in.Unit, Every: in.Every, Days: in.Days, Nth: in.Nth}
	if in.Weken != nil {
		r.Weken = *in.Weken
	}
	return r
}

func seriesInput(in model.PlanSeriesInput) meetup.SeriesPlan {
	return meetup.SeriesPlan{
		Plan: meetup.Plan{
			ID: in.ID, PlaceID: in.PlaceID, Title: in.Title, Description: in.Description, Thema: in.Thema, Kind: in.Kind,
			Capacity: in.Capacity, WithChildren: in.WithChildren, AgeFrom: in.AgeFrom, AgeTo: in.AgeTo,
			Languages: in.Languages, Doelgroepen: in.Doelgroepen,
		},
		Rule: ruleInput(*in.Rhythm), From: in.FromDay, Until: orNone(in.UntilDay), Count: orNone(in.Count), Skip: in.SkipDays,
		SchoolGaps: in.SchoolGaps, Clock: in.At, Minutes: in.Minutes,
	}
}

func (r *Resolver) preview(ctx context.Context, in meetup.SeriesPlan, region *uuid.UUID) (*model.SeriesPreview, error) {
	schools := term.VakantieregioMidden
	id := viewer.FromContext(ctx).RegionID
	if region != nil {
		id = *region
	}
	if row, err := hidden(r.Client.Region.Get(ctx, id)); err != nil {
		return nil, err
	} else if row != nil {
		schools = row.Vakantieregio
	}
	on, out := meetup.Preview(in, schools)
	return &model.SeriesPreview{Days: on, Holidays: out, HolidaysKnownUntil: string(rhythm.KnownUntil(schools))}, nil
}

func (r *Resolver) allSeries(ctx context.Context, p paging, at, region *uuid.UUID) (*ent.SeriesConnection, error) {
	first, last, err := page(p.first, p.last)
	if err != nil {
		return nil, err
	}
	q := r.Client.Series.Query()
	if at != nil {
		q.Where(series.PlaceID(*at))
	}
	if region != nil {
		q.Where(series.RegionID(*region))
	}
	return q.Paginate(ctx, p.after, first, p.before, last)
}

// mySeriesSignup is the one of the viewer's household that has not ended.
func (r *Resolver) mySeriesSignup(ctx context.Context, se *ent.Series) (*ent.SeriesSignup, error) {
	if viewer.FromContext(ctx).FamilyID == uuid.Nil {
		return nil, nil
	}
	return loader.Load[*ent.SeriesSignup](ctx, "series.mySignup", se.ID)
}

func (r *Resolver) nextDays(ctx context.Context, se *ent.Series) ([]string, error) {
	in, err := loader.Load[*ent.Region](ctx, "series.region", se.RegionID)
	if err != nil || in == nil {
		return []string{}, err
	}
	return meetup.NextDays(se, in, 12), nil
}

// seriesLoaders read under the viewer's own rights.
func (r *Resolver) seriesLoaders(_ context.Context, add loader.Adder) {
	loader.Add(add, "series.mySignup", func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*ent.SeriesSignup, error) {
		rows, err := r.Client.SeriesSignup.Query().Where(seriessignup.FamilyID(viewer.FromContext(ctx).FamilyID),
			seriessignup.SeriesIDIn(ids...), seriessignup.EndedAtIsNil()).All(ctx)
		out := make(map[uuid.UUID]*ent.SeriesSignup, len(rows))
		for _, ss := range rows {
			out[ss.SeriesID] = ss
		}
		return out, err
	})
	loader.Add(add, "series.region", func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*ent.Region, error) {
		rows, err := r.Client.Region.Query().Where(entregion.IDIn(ids...)).All(ctx)
		out := make(map[uuid.UUID]*ent.Region, len(rows))
		for _, in := range rows {
			out[in.ID] = in
		}
		return out, err
	})
	loader.Add(add, "place.series", func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID][]*ent.Series, error) {
		rows, err := r.Client.Series.Query().Where(series.PlaceIDIn(ids...)).Order(series.ByFromDay(), series.ByID()).All(ctx)
		out := make(map[uuid.UUID][]*ent.Series, len(rows))
		for _, se := range rows {
			out[se.PlaceID] = append(out[se.PlaceID], se)
		}
		return out, err
	})
	loader.Add(add, "person", func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*ent.User, error) {
		rows, err := r.Client.User.Query().Where(user.IDIn(ids...)).All(ctx)
		out := make(map[uuid.UUID]*ent.User, len(rows))
		for _, u := range rows {
			out[u.ID] = u
		}
		return out, err
	})
}

// hosts are who receives at a place, as far as the viewer may see them.
func (r *Resolver) hosts(ctx context.Context, p *ent.Place) ([]*ent.User, error) {
	list := []*ent.User{}
	for _, id := range p.HostIds {
		u, err := loader.Load[*ent.User](ctx, "person", id)
		if err != nil {
			return nil, err
		}
		if u != nil {
			list = append(list, u)
		}
	}
	return list, nil
}

// some is a list that is never null.
func some[T any](list []T, err error) ([]T, error) {
	if list == nil {
		list = []T{}
	}
	return list, err
}
