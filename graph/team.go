package graph

import (
	"context"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/afwezigheid"
	"buurtdorp/ent/membership"
	"buurtdorp/ent/overdracht"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/user"
	"buurtdorp/graph/loader"
	"buurtdorp/graph/model"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/team"
	"buurtdorp/internal/viewer"
)

func (r *Resolver) handOver(ctx context.Context, in model.HandOverInput) (*model.HandOverPayload, error) {
	d, err := r.once(ctx, "handOver", in.ClientMutationID, in, func(ctx context.Context) (map[string]uuid.UUID, error) {
		batch, err := r.Team.HandOver(ctx, team.HandOver{Van: in.Van, Naar: in.Naar, Dossiers: in.Dossiers, Alle: in.Alle, Toelichting: in.Toelichting})
		return map[string]uuid.UUID{"batch": batch}, err
	})
	if err != nil {
		return nil, err
	}
	p := &model.HandOverPayload{ClientMutationID: in.ClientMutationID, Replayed: d.Replayed, UserErrors: d.Errors(ctx), Overdrachten: []*ent.Overdracht{}}
	inside, selected := under(ctx, "overdrachten")
	if d.ID("batch") == uuid.Nil || !selected {
		return p, nil
	}
	q, err := r.Client.Overdracht.Query().Where(overdracht.BatchID(d.ID("batch"))).Order(overdracht.ByID()).CollectFields(inside)
	if err == nil {
		p.Overdrachten, err = q.All(ctx)
	}
	return p, err
}

// handoverStep confirms or withdraws, and tells how the overdracht is now.
func (r *Resolver) handoverStep(ctx context.Context, op string, in model.HandoverStepInput, step func(context.Context, uuid.UUID) (*ent.Overdracht, error)) (*model.OverdrachtPayload, error) {
	d, err := r.once(ctx, op, in.ClientMutationID, in, func(ctx context.Context) (map[string]uuid.UUID, error) {
		o, err := step(ctx, in.ID)
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"overdracht": o.ID}, nil
	})
	if err != nil {
		return nil, err
	}
	p := &model.OverdrachtPayload{ClientMutationID: in.ClientMutationID, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	p.Overdracht, err = payload(ctx, d.ID("overdracht"), "overdracht", func() *ent.OverdrachtQuery {
		return r.Client.Overdracht.Query().Where(overdracht.ID(d.ID("overdracht")))
	})
	return p, err
}

// awayStep sets or ends, and tells how the afwezigheid is now.
func (r *Resolver) awayStep(ctx context.Context, op, key string, in any, step func(context.Context) (*ent.Afwezigheid, error)) (*model.AfwezigheidPayload, error) {
	d, err := r.once(ctx, op, key, in, func(ctx context.Context) (map[string]uuid.UUID, error) {
		a, err := step(ctx)
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"afwezigheid": a.ID}, nil
	})
	if err != nil {
		return nil, err
	}
	p := &model.AfwezigheidPayload{ClientMutationID: key, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	p.Afwezigheid, err = payload(ctx, d.ID("afwezigheid"), "afwezigheid", func() *ent.AfwezigheidQuery {
		return r.Client.Afwezigheid.Query().Where(afwezigheid.ID(d.ID("afwezigheid")))
	})
	return p, err
}

// overdrachten is the list the viewer may see.
func (r *Resolver) overdrachten(ctx context.Context, p paging, open *bool, van, naar *uuid.UUID) (*ent.OverdrachtConnection, error) {
	first, last, err := page(p.first, p.last)
	if err != nil {
		return nil, err
	}
	q := r.Client.Overdracht.Query()
	switch {
	case open == nil:
	case *open:
		q.Where(team.Open)
	default:
		q.Where(overdracht.Not(team.Open))
	}
	if van != nil {
		known, err := r.known(ctx, *van)
		if err != nil {
			return nil, err
		}
		q.Where(overdracht.VanIDIn(known...))
	}
	if naar != nil {
		known, err := r.known(ctx, *naar)
		if err != nil {
			return nil, err
		}
		q.Where(overdracht.NaarIDIn(known...))
	}
	return q.Paginate(ctx, p.after, first, p.before, last)
}

// afwezigheden are those of the viewer's region that are not over.
func (r *Resolver) afwezigheden(ctx context.Context) ([]*ent.Afwezigheid, error) {
	q, err := r.Client.Afwezigheid.Query().Where(team.ToCome(clock.Now())).Order(afwezigheid.ByVan(), afwezigheid.ByID()).Limit(maxPage).CollectFields(ctx)
	if err != nil {
		return nil, err
	}
	return q.All(ctx)
}

// collegas are those who pair in the viewer's region, with what they have in their care.
func (r *Resolver) collegas(ctx context.Context) ([]*model.Collega, error) {
	v := viewer.FromContext(ctx)
	out := []*model.Collega{}
	if !v.Pairs(v.RegionID) {
		return out, nil
	}
	people, err := r.Client.User.Query().Where(user.DisabledAtIsNil(), user.HasMembershipsWith(membership.RegionID(v.RegionID),
		membership.RoleIn(team.Pairing...))).Order(user.ByFirstName(), user.ByID()).Limit(maxPage).All(rule.System(ctx))
	if err != nil {
		return nil, err
	}
	ids := make([]uuid.UUID, len(people))
	for i, p := range people {
		ids[i] = p.ID
	}
	loads, err := team.Caseloads(ctx, r.Client, v.RegionID, ids)
	if err != nil {
		return nil, err
	}
	away, err := r.Client.Afwezigheid.Query().Where(afwezigheid.UserIDIn(ids...), team.ToCome(clock.Now())).
		Order(afwezigheid.ByVan(sql.OrderAsc())).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		c := &model.Collega{Person: p, Dossiers: loads[p.ID]}
		if n := slices.IndexFunc(away, func(a *ent.Afwezigheid) bool { return a.UserID == p.ID }); n >= 0 {
			c.Afwezigheid = away[n]
		}
		out = append(out, c)
	}
	return out, nil
}

// inCareOf are the matchers whose dossiers somebody looks after: her own, and with
// waarneming those of whom she covers for today. Nobody, when she is hidden.
func (r *Resolver) inCareOf(ctx context.Context, matcher uuid.UUID, waarneming *bool) ([]uuid.UUID, error) {
	ids, err := r.known(ctx, matcher)
	if err != nil || len(ids) == 0 || waarneming == nil || !*waarneming {
		return ids, err
	}
	others, err := team.CoveredBy(ctx, r.Client, matcher, clock.Now())
	return append(ids, others...), err
}

// overdrachtOf is what stands open for a dossier.
func (r *Resolver) overdrachtOf(ctx context.Context, dossier uuid.UUID) (*ent.Overdracht, error) {
	return loader.Load[*ent.Overdracht](ctx, "overdracht", dossier)
}

// waarnemerOf is who covers for a matcher today.
func (r *Resolver) waarnemerOf(ctx context.Context, matcher *uuid.UUID) (*ent.User, error) {
	if matcher == nil {
		return nil, nil
	}
	return loader.Load[*ent.User](ctx, "waarnemer", *matcher)
}

func (r *Resolver) teamLoaders(_ context.Context, add loader.Adder) {
	loader.Add(add, "overdracht", func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*ent.Overdracht, error) {
		rows, err := r.Client.Overdracht.Query().Where(overdracht.DossierIDIn(ids...), team.Open).WithFamily().WithVan().WithNaar().WithDoor().All(ctx)
		out := make(map[uuid.UUID]*ent.Overdracht, len(rows))
		for _, o := range rows {
			out[o.DossierID] = o
		}
		return out, err
	})
	loader.Add(add, "waarnemer", func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*ent.User, error) {
		covers, err := team.Waarnemers(ctx, r.Client, ids, clock.Now())
		out := make(map[uuid.UUID]*ent.User, len(covers))
		if err != nil || len(covers) == 0 {
			return out, err
		}
		var who []uuid.UUID
		for _, id := range covers {
			who = append(who, id)
		}
		people, err := r.Client.User.Query().Where(user.IDIn(who...)).All(ctx)
		for matcher, id := range covers {
			if n := slices.IndexFunc(people, func(u *ent.User) bool { return u.ID == id }); n >= 0 {
				out[matcher] = people[n]
			}
		}
		return out, err
	})
}

// wachttijd is for people of the region: a visitor is told nothing.
func (r *Resolver) wachttijd(ctx context.Context, region uuid.UUID) (*model.Wachttijd, error) {
	if v := viewer.FromContext(ctx); v.UserID == uuid.Nil || v.RegionID != region {
		return nil, nil
	}
	w, err := r.Reports.Wait(ctx, region)
	if err != nil || w == nil {
		return nil, err
	}
	return &model.Wachttijd{VanWeken: w.From, TotWeken: w.To}, nil
}

// askedOf is when a family was asked last; a host and the other family are not told.
func askedOf(ctx context.Context, f *ent.Family) *time.Time {
	if v := viewer.FromContext(ctx); v.Pairs(f.RegionID) || v.FamilyID == f.ID {
		return f.AskedAt
	}
	return nil
}

// at is a moment as the API gives it.
func at(t time.Time) *time.Time { return &t }
