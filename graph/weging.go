package graph

import (
	"context"
	"slices"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	entweging "buurtdorp/ent/weging"
	"buurtdorp/graph/loader"
	"buurtdorp/graph/model"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/suggest"
	"buurtdorp/internal/viewer"
	"buurtdorp/internal/weging"
)

// setWeights writes the next version of how the head matcher's region weighs.
func (r *Resolver) setWeights(ctx context.Context, in model.SetWeightsInput) (*model.WegingPayload, error) {
	d, err := r.once(ctx, "setWeights", in.ClientMutationID, in, func(ctx context.Context) (map[string]uuid.UUID, error) {
		w, err := weging.Set(ctx, weging.Change{ID: in.ID, BaseNummer: in.BaseNummer, Weights: weightsIn(in.Weights), Reden: in.Reden})
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"weging": w.ID}, nil
	})
	if err != nil {
		return nil, err
	}
	p := &model.WegingPayload{ClientMutationID: in.ClientMutationID, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	p.Weging, err = payload(ctx, d.ID("weging"), "weging", func() *ent.WegingQuery {
		return r.Client.Weging.Query().Where(entweging.ID(d.ID("weging")))
	})
	return p, err
}

// shownVersions is how far back the history of the weights is told.
const shownVersions = 50

// weging tells how the viewer's region weighs; null for who does not pair there.
func (r *Resolver) weging(ctx context.Context) (*model.WegingNu, error) {
	who := viewer.FromContext(ctx)
	if !who.Pairs(who.RegionID) {
		return nil, nil
	}
	now, err := weging.Now(ctx, r.Client, who.RegionID)
	if err != nil {
		return nil, err
	}
	out := &model.WegingNu{Nummer: now.Versie, Weights: weightsOut(now), Standaard: weightsOut(matching.Standaard()),
		Versies: []*ent.Weging{}, MagVeranderen: weging.MaySet(who)}
	if ctx, selected := under(ctx, "versies"); selected {
		q, err := r.Client.Weging.Query().Order(entweging.ByNummer(sql.OrderDesc())).Limit(shownVersions).CollectFields(ctx)
		if err != nil {
			return nil, err
		}
		out.Versies, err = q.All(ctx)
		return out, err
	}
	return out, nil
}

// previewWeights tells what other weights would change for who waits, and keeps nothing.
func (r *Resolver) previewWeights(ctx context.Context, in model.WeightsInput, first *int) (*model.WeightsPreview, error) {
	n, err := atMost(first, 20)
	who := viewer.FromContext(ctx)
	if err != nil || !who.Pairs(who.RegionID) {
		return nil, err
	}
	other := weightsIn(&in)
	if err := weging.Check(other).Err(); err != nil {
		return nil, err
	}
	p, err := r.Suggest.Preview(ctx, who.RegionID, other, n)
	if err != nil {
		return nil, err
	}
	out := &model.WeightsPreview{Wachtend: p.Wachtend, Bekeken: p.Bekeken, Veranderd: p.Veranderd, Lijst: []*model.WeightsChange{}}
	var vragen, steunen []uuid.UUID
	for _, c := range p.Changes {
		vragen = append(vragen, c.VraagID)
		for _, place := range slices.Concat(c.Nu, c.Straks) {
			steunen = append(steunen, place.SteunID)
		}
		out.Lijst = append(out.Lijst, &model.WeightsChange{Vraaggezin: c.VraagID, Nu: places(c.Nu), Straks: places(c.Straks)})
	}
	asking, err := r.vragenUnder(ctx, "vraaggezinnen", vragen)
	if err != nil {
		return nil, err
	}
	offering, err := r.steunenUnder(ctx, "steungezinnen", steunen)
	out.Vraaggezinnen, out.Steungezinnen = inOrder(asking, vragen), inOrder(offering, unique(steunen))
	return out, err
}

func places(list []suggest.Place) []*model.WeightsPlace {
	out := []*model.WeightsPlace{}
	for _, p := range list {
		one := &model.WeightsPlace{Steungezin: p.SteunID, Score: p.Score}
		if p.Anders > 0 {
			one.Anders = &p.Anders
		}
		out = append(out, one)
	}
	return out
}

func unique(ids []uuid.UUID) (out []uuid.UUID) {
	seen := make(map[uuid.UUID]bool, len(ids))
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

// zoZoekenWij tells families what weighs, in order and without numbers.
func zoZoekenWij(ctx context.Context, region *ent.Region) ([]string, error) {
	w, err := loader.Load[matching.Weights](ctx, "weging", region.ID)
	return w.Volgorde(), err
}

// wegingLoaders read as the system: only the order leaves the server.
func (r *Resolver) wegingLoaders(_ context.Context, add loader.Adder) {
	loader.Add(add, "weging", func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]matching.Weights, error) {
		return weging.Of(ctx, r.Client, ids)
	})
}

func weightsOut(w matching.Weights) *model.Weights {
	return &model.Weights{Reis: w.Reis, Dagdelen: w.Dagdelen, Hulp: w.Hulp, Kind: w.Kind, Taal: w.Taal, Opvoeding: w.Opvoeding, Duur: w.Duur,
		Interesses: w.Interesses, Ervaring: w.Ervaring, Huis: w.Huis, Beurt: w.Beurt, GoedVanaf: w.GoedVanaf, PastVanaf: w.PastVanaf}
}

// weightsIn has version 1 until the room gives it its own.
func weightsIn(in *model.WeightsInput) matching.Weights {
	return matching.Weights{Versie: 1, Reis: in.Reis, Dagdelen: in.Dagdelen, Hulp: in.Hulp, Kind: in.Kind, Taal: in.Taal, Opvoeding: in.Opvoeding,
		Duur: in.Duur, Interesses: in.Interesses, Ervaring: in.Ervaring, Huis: in.Huis, Beurt: in.Beurt, GoedVanaf: in.GoedVanaf, PastVanaf: in.PastVanaf}
}
