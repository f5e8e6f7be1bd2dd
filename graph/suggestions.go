package graph

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/steungezin"
	"buurtdorp/graph/model"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/viewer"
)

// suggestions lists who fits; for who pairs in the region, and null for others.
func (r *Resolver) suggestions(ctx context.Context, v *ent.Vraaggezin, first *int) ([]*model.Suggestion, error) {
	n := 5
	if first != nil {
		n = *first
	}
	if n < 0 || n > maxPage {
		return nil, fault.At("first").TooMany(maxPage)
	}
	if !viewer.FromContext(ctx).Pairs(v.RegionID) {
		return nil, nil
	}
	found, err := r.Suggest.For(ctx, v, n)
	if err != nil {
		return nil, err
	}
	shown, err := r.suggested(ctx, found)
	if err != nil {
		return nil, err
	}
	out := []*model.Suggestion{}
	for _, s := range found {
		out = append(out, suggestion(s, shown))
	}
	return out, nil
}

// suggestion is a verdict as people read it; shown has what the viewer sees of the
// steungezin.
func suggestion(s matching.Verdict, shown map[uuid.UUID]*ent.Steungezin) *model.Suggestion {
	may, _ := matching.MagVoorstellen(s, nil)
	one := &model.Suggestion{Score: s.Score, Band: s.Band, Steungezin: shown[s.SteunID], Reisband: s.Reisband,
		Criteria: []*model.Criterion{}, Hard: []*model.Constraint{}, Vragen: append([]string{}, s.Vragen...), MagVoorstellen: may}
	for _, c := range s.Criteria {
		one.Criteria = append(one.Criteria, &model.Criterion{Key: c.Key, Points: c.Points, Max: c.Max, Match: c.Match, Reason: c.Reason})
	}
	for _, h := range s.Hard {
		one.Hard = append(one.Hard, &model.Constraint{Key: h.Key, Outcome: h.Outcome, Waivable: h.Waivable, Reason: h.Reason})
	}
	return one
}

// suggested reads the steungezinnen again, as the viewer and with what was selected of
// them: what the engine read it read as the system.
func (r *Resolver) suggested(ctx context.Context, found []matching.Verdict) (map[uuid.UUID]*ent.Steungezin, error) {
	out := make(map[uuid.UUID]*ent.Steungezin, len(found))
	ctx, selected := under(ctx, "steungezin")
	if !selected || len(found) == 0 {
		return out, nil
	}
	ids := make([]uuid.UUID, len(found))
	for i, s := range found {
		ids[i] = s.SteunID
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
