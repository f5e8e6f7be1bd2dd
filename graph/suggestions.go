package graph

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/graph/model"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/viewer"
)

// suggestions lists who fits; for who pairs in the region, and null for others.
func (r *Resolver) suggestions(ctx context.Context, v *ent.Vraaggezin, first *int) ([]*model.Suggestion, error) {
	n, err := atMost(first, 5)
	if err != nil || !viewer.FromContext(ctx).Pairs(v.RegionID) {
		return nil, err
	}
	found, err := r.Suggest.For(ctx, v, n)
	if err != nil {
		return nil, err
	}
	return r.shown(ctx, v, found)
}

// fit is any pair that the viewer may see both sides of, in the region she pairs in.
func (r *Resolver) fit(ctx context.Context, vraag, steun uuid.UUID) (*model.Suggestion, error) {
	v, err := hidden(r.Client.Vraaggezin.Query().Where(vraaggezin.ID(vraag)).Only(ctx))
	if err != nil || v == nil {
		return nil, err
	}
	s, err := hidden(r.Client.Steungezin.Query().Where(steungezin.ID(steun)).Only(ctx))
	if err != nil || s == nil || s.RegionID != v.RegionID || !viewer.FromContext(ctx).Pairs(v.RegionID) {
		return nil, err
	}
	verdict, err := r.Suggest.Judge(ctx, v, s)
	if err != nil {
		return nil, err
	}
	out, err := r.shown(ctx, v, []matching.Verdict{verdict})
	if err != nil {
		return nil, err
	}
	if out[0].Steungezin == nil { // not selected
		out[0].Steungezin = s
	}
	return out[0], nil
}

// shown puts verdicts in the words of the API, with who they are about.
func (r *Resolver) shown(ctx context.Context, v *ent.Vraaggezin, found []matching.Verdict) ([]*model.Suggestion, error) {
	ids := make([]uuid.UUID, len(found))
	for i, s := range found {
		ids[i] = s.SteunID
	}
	families, err := r.steunenUnder(ctx, "steungezin", ids)
	if err != nil {
		return nil, err
	}
	others, err := r.enigeVoor(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	out := []*model.Suggestion{}
	for _, s := range found {
		may, _ := matching.MagVoorstellen(s, nil)
		one := &model.Suggestion{Score: s.Score, Band: s.Band, Steungezin: families[s.SteunID], Reisband: s.Reisband, Weging: s.Weging,
			Criteria: []*model.Criterion{}, Hard: []*model.Constraint{}, Vragen: append([]string{}, s.Vragen...), MagVoorstellen: may,
			EnigeVoor: append([]*ent.Vraaggezin{}, others[s.SteunID]...)}
		for _, c := range s.Criteria {
			one.Criteria = append(one.Criteria, &model.Criterion{Key: c.Key, Points: c.Points, Max: c.Max, Match: c.Match, Reason: c.Reason})
		}
		for _, h := range s.Hard {
			one.Hard = append(one.Hard, &model.Constraint{Key: h.Key, Outcome: h.Outcome, Waivable: h.Waivable, Reason: h.Reason})
		}
		out = append(out, one)
	}
	return out, nil
}

// enigeVoor finds for whom else these are the only option, when it was asked.
func (r *Resolver) enigeVoor(ctx context.Context, v *ent.Vraaggezin, steungezinnen []uuid.UUID) (map[uuid.UUID][]*ent.Vraaggezin, error) {
	if !selected(ctx, "enigeVoor") {
		return nil, nil
	}
	found, err := r.Suggest.OnlyOptionFor(ctx, v, steungezinnen)
	if err != nil {
		return nil, err
	}
	var ids []uuid.UUID
	for _, list := range found {
		ids = append(ids, list...)
	}
	families, err := r.vragenUnder(ctx, "enigeVoor", ids)
	out := map[uuid.UUID][]*ent.Vraaggezin{}
	for steun, list := range found {
		out[steun] = inOrder(families, list)
	}
	return out, err
}

// shownFamilies is how many families a change that would help names.
const shownFamilies = 10

// zouHelpen tells which single change would help; for who pairs in the region, and null
// for others.
func (r *Resolver) zouHelpen(ctx context.Context, region uuid.UUID, first *int, find func() ([]matching.Helpt, error)) ([]*model.ZouHelpen, error) {
	n, err := atMost(first, 8)
	if err != nil || !viewer.FromContext(ctx).Pairs(region) {
		return nil, err
	}
	found, err := find()
	if err != nil {
		return nil, err
	}
	found = found[:min(n, len(found))]
	var ids []uuid.UUID
	for _, h := range found {
		ids = append(ids, h.Erbij[:min(shownFamilies, len(h.Erbij))]...)
	}
	steunen, err := r.steunenUnder(ctx, "steungezinnen", ids)
	if err != nil {
		return nil, err
	}
	vragen, err := r.vragenUnder(ctx, "vraaggezinnen", ids)
	if err != nil {
		return nil, err
	}
	out := []*model.ZouHelpen{}
	for _, h := range found {
		some := h.Erbij[:min(shownFamilies, len(h.Erbij))]
		out = append(out, &model.ZouHelpen{Kant: h.Kant, Key: h.Key, Erbij: len(h.Erbij), Hoogstens: h.Hoogstens, Zin: h.Zin,
			Steungezinnen: inOrder(steunen, some), Vraaggezinnen: inOrder(vragen, some)})
	}
	return out, nil
}

// steunenUnder reads steungezinnen again, as the viewer and with what was selected of
// them below the present field: what the engine read it read as the system.
func (r *Resolver) steunenUnder(ctx context.Context, field string, ids []uuid.UUID) (map[uuid.UUID]*ent.Steungezin, error) {
	out := make(map[uuid.UUID]*ent.Steungezin, len(ids))
	ctx, selected := under(ctx, field)
	if !selected || len(ids) == 0 {
		return out, nil
	}
	q, err := r.Client.Steungezin.Query().Where(steungezin.IDIn(ids...)).CollectFields(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := q.All(ctx)
	for _, s := range rows {
		out[s.ID] = s
	}
	return out, err
}

// vragenUnder is the same for vraaggezinnen.
func (r *Resolver) vragenUnder(ctx context.Context, field string, ids []uuid.UUID) (map[uuid.UUID]*ent.Vraaggezin, error) {
	out := make(map[uuid.UUID]*ent.Vraaggezin, len(ids))
	ctx, selected := under(ctx, field)
	if !selected || len(ids) == 0 {
		return out, nil
	}
	q, err := r.Client.Vraaggezin.Query().Where(vraaggezin.IDIn(ids...)).CollectFields(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := q.All(ctx)
	for _, v := range rows {
		out[v.ID] = v
	}
	return out, err
}

// inOrder lists those that were found, in the order of their ids.
func inOrder[T any](found map[uuid.UUID]*T, ids []uuid.UUID) []*T {
	out := []*T{}
	for _, id := range ids {
		if one := found[id]; one != nil {
			out = append(out, one)
		}
	}
	return out
}

// atMost is how many of a list were asked for.
func atMost(first *int, usual int) (int, error) {
	if first == nil {
		return usual, nil
	}
	if *first < 0 || *first > maxPage {
		return 0, fault.At("first").TooMany(maxPage)
	}
	return *first, nil
}
