package graph

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"buurtdorp/ent"
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
	families, err := r.vragenUnder(ctx, "vraaggezin", asking)
	if err != nil {
		return nil, err
	}
	shown, err := r.shownUnder(ctx, l.Region, best, "suggestion")
	if err != nil {
		return nil, err
	}
	shownToo, err := r.shownUnder(ctx, l.Region, second, "others", "suggestion")
	if err != nil {
		return nil, err
	}
	out := make([]*model.ListPair, len(pairs))
	for i, p := range pairs {
		out[i] = &model.ListPair{Vraaggezin: families[p.VraagID], Suggestion: forOthers(shown[i], p.VraagID), Vaker: p.Vaker, Others: []*model.ListOther{}}
		for _, o := range others[i] {
			out[i].Others = append(out[i].Others, &model.ListOther{Suggestion: forOthers(shownToo[0], p.VraagID), Minder: o.Minder, Punten: o.Punten})
			shownToo = shownToo[1:]
		}
	}
	return out, nil
}

// forOthers leaves out of "only option for" who the suggestion is for.
func forOthers(s *model.Suggestion, vraag uuid.UUID) *model.Suggestion {
	if s == nil { // not selected
		return nil
	}
	s.EnigeVoor = slices.DeleteFunc(s.EnigeVoor, func(v *ent.Vraaggezin) bool { return v.ID == vraag })
	return s
}

// shownUnder is shown for suggestions that were selected further down.
func (r *Resolver) shownUnder(ctx context.Context, region uuid.UUID, found []matching.Verdict, path ...string) ([]*model.Suggestion, error) {
	for _, name := range path {
		var selected bool
		if ctx, selected = under(ctx, name); !selected {
			return make([]*model.Suggestion, len(found)), nil
		}
	}
	return r.shown(ctx, &ent.Vraaggezin{RegionID: region}, found)
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
	families, err := r.vragenUnder(ctx, "vraaggezin", ids)
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
