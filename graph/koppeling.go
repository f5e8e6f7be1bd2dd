package graph

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"buurtdorp/ent"
	entkoppeling "buurtdorp/ent/koppeling"
	"buurtdorp/ent/rule"
	"buurtdorp/graph/loader"
	"buurtdorp/graph/model"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// koppelingStep runs a step and tells how the koppeling is now.
func (r *Resolver) koppelingStep(ctx context.Context, op, key string, input any, step func(ctx context.Context) (*ent.Koppeling, error)) (*model.KoppelingPayload, error) {
	d, err := r.once(ctx, op, key, input, func(ctx context.Context) (map[string]uuid.UUID, error) {
		k, err := step(ctx)
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"koppeling": k.ID}, nil
	})
	if err != nil {
		return nil, err
	}
	p := &model.KoppelingPayload{ClientMutationID: key, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	p.Koppeling, err = payload(ctx, d.ID("koppeling"), "koppeling", func() *ent.KoppelingQuery {
		return r.Client.Koppeling.Query().Where(entkoppeling.ID(d.ID("koppeling")))
	})
	return p, err
}

func koppelingAct(in model.KoppelingStepInput) koppeling.Act {
	return koppeling.Act{ID: in.ID, BaseVersion: in.BaseVersion, Toelichting: in.Toelichting}
}

func exploreInput(in model.ExploreKoppelingInput) koppeling.Proposal {
	return koppeling.Proposal{Act: koppeling.Act{ID: in.ID, Toelichting: in.Toelichting},
		VraaggezinID: in.VraaggezinID, SteungezinID: in.SteungezinID}
}

func proposeInput(in model.ProposeKoppelingInput) koppeling.Proposal {
	p := koppeling.Proposal{Act: koppeling.Act{ID: in.ID, Toelichting: in.Toelichting},
		VraaggezinID: in.VraaggezinID, SteungezinID: in.SteungezinID}
	if in.BaseVersion != nil {
		p.BaseVersion = *in.BaseVersion
	}
	for _, w := range in.Waivers {
		p.Waivers = append(p.Waivers, matching.Waiver{Key: w.Key, By: w.By, Reason: w.Reason, GesprokenOp: w.GesprokenOp})
	}
	return p
}

// koppelingLoaders reads both sides of koppelingen as the system; what of it a
// viewer gets is decided by state and side below.
func (r *Resolver) koppelingLoaders(_ context.Context, add loader.Adder) {
	loader.Add(add, "koppeling.sides", func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*ent.Koppeling, error) {
		family := func(f *ent.FamilyQuery) { f.WithChildren() }
		rows, err := r.Client.Koppeling.Query().Where(entkoppeling.IDIn(ids...)).
			WithVraaggezin(func(q *ent.VraaggezinQuery) { q.WithFamily(family) }).
			WithSteungezin(func(q *ent.SteungezinQuery) { q.WithFamily(family) }).All(rule.System(ctx))
		out := make(map[uuid.UUID]*ent.Koppeling, len(rows))
		for _, k := range rows {
			out[k.ID] = k
		}
		return out, err
	})
}

// koppelingen is the list the viewer may see; no states at all means every state.
func (r *Resolver) koppelingen(ctx context.Context, p paging, states []term.KoppelingState, matcher *uuid.UUID, waarneming *bool) (*ent.KoppelingConnection, error) {
	first, last, err := page(p.first, p.last)
	if err != nil {
		return nil, err
	}
	q := r.Client.Koppeling.Query()
	if len(states) > 0 {
		q.Where(entkoppeling.StateIn(states...))
	}
	if matcher != nil {
		known, err := r.inCareOf(ctx, *matcher, waarneming)
		if err != nil {
			return nil, err
		}
		q.Where(entkoppeling.MatcherIDIn(known...))
	}
	list, err := q.Paginate(ctx, p.after, first, p.before, last)
	if err != nil {
		return nil, err
	}
	return list, r.fillSides(ctx, list)
}

// fillSides reads both sides of a whole page at once, when a field asks for them.
func (r *Resolver) fillSides(ctx context.Context, list *ent.KoppelingConnection) error {
	needed := func(field string) bool { return selected(ctx, "edges", "node", field) }
	of := func() []uuid.UUID {
		ids := make([]uuid.UUID, 0, len(list.Edges))
		for _, e := range list.Edges {
			ids = append(ids, e.Node.ID)
		}
		return ids
	}
	if needed("momenten") {
		if err := loader.Fill[koppeling.Course](ctx, "koppeling.course", of()); err != nil {
			return err
		}
	}
	if needed("geldigeAfspraken") {
		if err := loader.Fill[int](ctx, "koppeling.afspraken.hold", of()); err != nil {
			return err
		}
	}
	if err := fillFarewells(ctx, needed, of()); err != nil {
		return err
	}
	if !slices.ContainsFunc([]string{"kant", "mogelijk", "profiel", "andereFamilie", "momenten", "vragen", "afscheidswoorden"}, needed) {
		return nil
	}
	return loader.Fill[*ent.Koppeling](ctx, "koppeling.sides", of())
}

func wholeKoppeling(ctx context.Context, k *ent.Koppeling) (*ent.Koppeling, error) {
	return loader.Load[*ent.Koppeling](ctx, "koppeling.sides", k.ID)
}

// kant is the viewer's own side; none for staff.
func (r *Resolver) kant(ctx context.Context, k *ent.Koppeling) (term.Kant, bool, error) {
	whole, err := wholeKoppeling(ctx, k)
	if err != nil || whole == nil {
		return "", false, err
	}
	kant, ok := koppeling.KantOf(viewer.FromContext(ctx), whole)
	return kant, ok, nil
}

// andereFamilie reads the other side's family under the viewer's own rights: the
// rule opens it once both said yes to the proposal.
func (r *Resolver) andereFamilie(ctx context.Context, k *ent.Koppeling) (*ent.Family, error) {
	other, err := r.other(ctx, k)
	if err != nil || other == nil {
		return nil, err
	}
	return loader.Load[*ent.Family](ctx, "family", other.ID)
}

// acquainted: from here on first names and villages are known to both.
var acquainted = []term.KoppelingState{term.KoppelingKennismaking, term.KoppelingProefperiode, term.KoppelingActief,
	term.KoppelingGepauzeerd, term.KoppelingOnderbroken, term.KoppelingAfronden}

// open: while it lasts, each side sees what both share.
var open = append([]term.KoppelingState{term.KoppelingVoorgesteldSteun, term.KoppelingVoorgesteldVraag}, acquainted...)

// profiel is the other family without a name: what a parent needs to say yes or no.
func (r *Resolver) profiel(ctx context.Context, k *ent.Koppeling) (*model.Profiel, error) {
	kant, ok, err := r.kant(ctx, k)
	if !ok || !slices.Contains(open, k.State) {
		return nil, err
	}
	whole, err := wholeKoppeling(ctx, k)
	if err != nil {
		return nil, err
	}
	of := sync.ProfielFor(whole, kant)
	p := &model.Profiel{Reisband: of.Reisband, Soorten: of.Soorten, Dagdelen: of.Dagdelen, Talen: of.Talen, Leeftijden: of.Leeftijden, Dieren: of.Dieren}
	if slices.Contains(acquainted, k.State) {
		other, err := r.other(ctx, k)
		if err != nil {
			return nil, err
		}
		p.Naam, p.Village = &other.Name, &other.Village
	}
	return p, nil
}

// other is the family on the other side of the viewer's own; nil for staff.
func (r *Resolver) other(ctx context.Context, k *ent.Koppeling) (*ent.Family, error) {
	kant, ok, err := r.kant(ctx, k)
	if !ok {
		return nil, err
	}
	whole, err := wholeKoppeling(ctx, k)
	if err != nil {
		return nil, err
	}
	if kant == term.KantVraag {
		return whole.Edges.Steungezin.Edges.Family, nil
	}
	return whole.Edges.Vraaggezin.Edges.Family, nil
}
