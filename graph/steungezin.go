package graph

import (
	"context"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	entkoppeling "buurtdorp/ent/koppeling"
	"buurtdorp/ent/region"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/screening"
	"buurtdorp/ent/steungezin"
	"buurtdorp/graph/loader"
	"buurtdorp/graph/model"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/family"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/term"
)

// steunStep runs a step, lets go of the koppelingen it leaves without ground, and
// tells how the steungezin is now.
func (r *Resolver) steunStep(ctx context.Context, op, key string, input any, step func(ctx context.Context) (*family.Steun, error)) (*model.SteungezinPayload, error) {
	d, err := r.once(ctx, op, key, input, func(ctx context.Context) (map[string]uuid.UUID, error) {
		s, err := step(ctx)
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"steungezin": s.ID, "family": s.FamilyID}, r.Koppelingen.Release(ctx, s.End, s.Interrupt)
	})
	if err != nil {
		return nil, err
	}
	p := &model.SteungezinPayload{ClientMutationID: key, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	if ctx, err = r.asRegistered(ctx, d); err != nil {
		return nil, err
	}
	p.Steungezin, err = payload(ctx, d.ID("steungezin"), "steungezin", func() *ent.SteungezinQuery { return r.steungezin(d.ID("steungezin")) })
	return p, err
}

func (r *Resolver) registerSteungezin(ctx context.Context, in model.RegisterSteungezinInput) (*model.SteungezinPayload, error) {
	p, err := r.steunStep(ctx, "registerSteungezin", in.ClientMutationID, in, func(ctx context.Context) (*family.Steun, error) {
		s, err := r.Families.RegisterSteungezin(ctx, family.RegisterSteun{ID: in.ID, Region: in.Region, Family: householdInput(in.Family),
			Soorten: in.Soorten, Dagdelen: in.Dagdelen, MaxReisMinuten: in.MaxReisMinuten, LeeftijdVan: in.LeeftijdVan, LeeftijdTot: in.LeeftijdTot,
			Dieren: in.Dieren, Rookt: in.Rookt, Haalt: in.Haalt, EigenWoorden: in.EigenWoorden, Toestemming: in.Toestemming, TextVersion: in.TextVersion})
		return &family.Steun{Steungezin: s}, err
	})
	if err == nil && len(p.UserErrors) == 0 {
		by := family.BelVoor(clock.Now())
		p.BelVoor = &by
	}
	return p, err
}

// plainSteun is a step that has no more to it than why.
func (r *Resolver) plainSteun(ctx context.Context, op string, in model.SteungezinStepInput, step func(context.Context, family.Act) (*family.Steun, error)) (*model.SteungezinPayload, error) {
	return r.steunStep(ctx, op, in.ClientMutationID, in, func(ctx context.Context) (*family.Steun, error) {
		return step(ctx, family.Act{ID: in.ID, BaseVersion: in.BaseVersion, Toelichting: in.Toelichting})
	})
}

func gesprekInput(in model.RecordGesprekInput) family.Gesprek {
	return family.Gesprek{Act: family.Act{ID: in.ID, BaseVersion: in.BaseVersion}, Soorten: in.Soorten, Dagdelen: in.Dagdelen, Weken: in.Weken,
		KeerPerMaand: in.KeerPerMaand, MaxReisMinuten: in.MaxReisMinuten, Maanden: in.Maanden, Capaciteit: in.Capaciteit, Haalt: in.Haalt,
		LeeftijdVan: in.LeeftijdVan, LeeftijdTot: in.LeeftijdTot, MaxKinderen: in.MaxKinderen, Dieren: in.Dieren, Rookt: in.Rookt,
		Toegankelijk: in.Toegankelijk, Zorgtaken: in.Zorgtaken, Tuin: in.Tuin, Rustig: in.Rustig, Opvoeding: in.Opvoeding,
		Interesses: in.Interesses, Ervaring: in.Ervaring, NietEigenDorp: in.NietEigenDorp, EigenWoorden: in.EigenWoorden,
		VolgendeStap: in.VolgendeStap, VolgendeDatum: in.VolgendeDatum}
}

func (r *Resolver) steungezin(id uuid.UUID) *ent.SteungezinQuery {
	return r.Client.Steungezin.Query().Where(steungezin.ID(id))
}

// steungezinnen is the list the viewer may see; no states at all means every state.
func (r *Resolver) steungezinnen(ctx context.Context, p paging, states []term.SteungezinState, matcher *uuid.UUID, waarneming *bool, voor *time.Time) (*ent.SteungezinConnection, error) {
	first, last, err := page(p.first, p.last)
	if err != nil {
		return nil, err
	}
	q := r.Client.Steungezin.Query()
	if len(states) > 0 {
		q.Where(steungezin.StateIn(states...))
	}
	if voor != nil {
		q.Where(steungezin.VolgendeDatumLT(*voor))
	}
	if matcher != nil {
		known, err := r.inCareOf(ctx, *matcher, waarneming)
		if err != nil {
			return nil, err
		}
		q.Where(steungezin.MatcherIDIn(known...))
	}
	list, err := q.Paginate(ctx, p.after, first, p.before, last)
	if err != nil {
		return nil, err
	}
	return list, fillSteun(ctx, list)
}

// fillSteun counts and checks for a whole page at once, when a field asks for it.
func fillSteun(ctx context.Context, list *ent.SteungezinConnection) error {
	var all, screened []uuid.UUID
	for _, e := range list.Edges {
		all = append(all, e.Node.ID)
		if sc := e.Node.Edges.Screening; sc != nil {
			screened = append(screened, sc.ID)
		}
	}
	if selected(ctx, "edges", "node", "vrij") {
		if err := loader.Fill[int](ctx, "steungezin.held", all); err != nil {
			return err
		}
	}
	if selected(ctx, "edges", "node", "screening", "teDoen") {
		return loader.Fill[[]term.ScreeningTodo](ctx, "screening.todo", screened)
	}
	return nil
}

// steunLoaders count and check as the system: how many places are held is a number
// without names, and what is left to do shows only with a screening the viewer sees.
func (r *Resolver) steunLoaders(_ context.Context, add loader.Adder) {
	loader.Add(add, "steungezin.held", func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]int, error) {
		var rows []struct {
			SteungezinID uuid.UUID `json:"steungezin_id"`
			Count        int       `json:"count"`
		}
		err := r.Client.Koppeling.Query().Where(entkoppeling.SteungezinIDIn(ids...), entkoppeling.StateIn(koppeling.Holding...)).
			GroupBy(entkoppeling.FieldSteungezinID).Aggregate(ent.Count()).Scan(rule.System(ctx), &rows)
		out := make(map[uuid.UUID]int, len(rows))
		for _, row := range rows {
			out[row.SteungezinID] = row.Count
		}
		return out, err
	})
	loader.Add(add, "screening.todo", func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID][]term.ScreeningTodo, error) {
		rows, err := r.Client.Screening.Query().Where(screening.IDIn(ids...)).WithVogs().WithReferenties().WithRegion().
			WithSteungezin(func(q *ent.SteungezinQuery) { q.WithFamily() }).All(rule.System(ctx))
		out := make(map[uuid.UUID][]term.ScreeningTodo, len(rows))
		for _, s := range rows {
			out[s.ID] = family.TeDoen(s, s.Edges.Steungezin.Edges.Family.Adults, s.Edges.Region.VogYears, clock.Now())
		}
		return out, err
	})
	loader.Add(add, "region", func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*ent.Region, error) {
		rows, err := r.Client.Region.Query().Where(region.IDIn(ids...)).All(ctx)
		out := make(map[uuid.UUID]*ent.Region, len(rows))
		for _, row := range rows {
			out[row.ID] = row
		}
		return out, err
	})
}
