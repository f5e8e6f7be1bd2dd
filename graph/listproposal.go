package graph

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/graph/model"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/suggest"
	"buurtdorp/internal/viewer"
)

// listProposal makes the proposal of a region for who pairs there, and is null for
// others, whether the region exists or not.
func (r *Resolver) listProposal(ctx context.Context, region *uuid.UUID) (*suggest.List, error) {
	v := viewer.FromContext(ctx)
	in := v.RegionID
	if region != nil {
		in = *region
	}
	if !v.Pairs(in) {
		return nil, nil
	}
	return r.Suggest.WholeFor(ctx, v.UserID, in)
}

// part is a stretch of a list.
func part[T any](list []T, first, from *int) ([]T, error) {
	n, at := 50, 0
	if first != nil {
		n = *first
	}
	if from != nil {
		at = *from
	}
	switch {
	case n < 0 || n > maxPage:
		return nil, fault.At("first").TooMany(maxPage)
	case at < 0:
		return nil, fault.At("from").Invalid()
	}
	list = list[min(at, len(list)):]
	return list[:min(n, len(list))], nil
}

func (r *Resolver) listPairs(ctx context.Context, l *suggest.List, first, from *int) ([]*model.ListPair, error) {
	pairs, err := part(l.Pairs, first, from)
	if err != nil {
		return nil, err
	}
	var asking []uuid.UUID
	var best, second []matching.Verdict
	others := make([][]suggest.ListOther, len(pairs))
	wanted := selected(ctx, "others")
	for i, p := range pairs {
		asking, best = append(asking, p.VraagID), append(best, l.Verdict(p))
		if wanted {
			var verdicts []matching.Verdict
			others[i], verdicts = l.Others(p.Row(), 2)
			second = append(second, verdicts...)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	families, err := r.listed(ctx, asking)
	if err != nil {
		return nil, err
	}
	shown, err := r.suggestedUnder(ctx, best, "suggestion")
	if err != nil {
		return nil, err
	}
	shownToo, err := r.suggestedUnder(ctx, second, "others", "suggestion")
	if err != nil {
		return nil, err
	}
	out := make([]*model.ListPair, len(pairs))
	for i, p := range pairs {
		out[i] = &model.ListPair{Vraaggezin: families[p.VraagID], Suggestion: suggestion(best[i], shown), Vaker: p.Vaker, Others: []*model.ListOther{}}
		for _, o := range others[i] {
			out[i].Others = append(out[i].Others, &model.ListOther{Suggestion: suggestion(second[0], shownToo), Minder: o.Minder, Punten: o.Punten})
			second = second[1:]
		}
	}
	return out, nil
}

func (r *Resolver) listAlone(ctx context.Context, l *suggest.List, first, from *int) ([]*model.ListAlone, error) {
	alone, err := part(l.Alone, first, from)
	if err != nil {
		return nil, err
	}
	var ids []uuid.UUID
	for _, a := range alone {
		ids = append(ids, a.VraagID)
	}
	families, err := r.listed(ctx, ids)
	if err != nil {
		return nil, err
	}
	out, wanted := make([]*model.ListAlone, len(alone)), selected(ctx, "belet")
	for i, a := range alone {
		out[i] = &model.ListAlone{Vraaggezin: families[a.VraagID], Passend: a.Passend, Belet: []*model.ListBelet{}}
		if !wanted {
			continue
		}
		for _, b := range l.Belet(a.Row()) {
			out[i].Belet = append(out[i].Belet, &model.ListBelet{Key: b.Key, Bij: b.Bij, Alleen: b.Alleen})
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// listed reads vraaggezinnen as the viewer, with what was selected of them.
func (r *Resolver) listed(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*ent.Vraaggezin, error) {
	out := make(map[uuid.UUID]*ent.Vraaggezin, len(ids))
	ctx, selected := under(ctx, "vraaggezin")
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

// suggestedUnder is suggested for a suggestion that was selected further down.
func (r *Resolver) suggestedUnder(ctx context.Context, found []matching.Verdict, path ...string) (map[uuid.UUID]*ent.Steungezin, error) {
	for _, name := range path {
		var selected bool
		if ctx, selected = under(ctx, name); !selected {
			return nil, nil
		}
	}
	return r.suggested(ctx, found)
}
