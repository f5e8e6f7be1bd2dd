package graph

import (
	"context"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/graph/model"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/family"
	"buurtdorp/internal/term"
)

// vraagStep runs a step, lets go of the koppelingen it leaves without ground, and
// tells how the vraaggezin is now.
func (r *Resolver) vraagStep(ctx context.Context, op, key string, input any, step func(ctx context.Context) (*family.Vraag, error)) (*model.VraaggezinPayload, error) {
	d, err := r.once(ctx, op, key, input, func(ctx context.Context) (map[string]uuid.UUID, error) {
		v, err := step(ctx)
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"vraaggezin": v.ID, "family": v.FamilyID}, r.Koppelingen.Release(ctx, v.End, v.Interrupt)
	})
	if err != nil {
		return nil, err
	}
	p := &model.VraaggezinPayload{ClientMutationID: key, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	if ctx, err = r.asRegistered(ctx, d); err != nil {
		return nil, err
	}
	p.Vraaggezin, err = payload(ctx, d.ID("vraaggezin"), "vraaggezin", func() *ent.VraaggezinQuery { return r.vraaggezin(d.ID("vraaggezin")) })
	return p, err
}

func (r *Resolver) registerVraaggezin(ctx context.Context, in model.RegisterVraaggezinInput) (*model.VraaggezinPayload, error) {
	p, err := r.vraagStep(ctx, "registerVraaggezin", in.ClientMutationID, in, func(ctx context.Context) (*family.Vraag, error) {
		v, err := r.Families.RegisterVraaggezin(ctx, family.RegisterVraag{ID: in.ID, Region: in.Region, Family: householdInput(in.Family),
			Soorten: in.Soorten, WeetNogNiet: in.WeetNogNiet, Dagdelen: in.Dagdelen, Zorg: zorgInput(in.Zorg), BangVoor: in.BangVoor,
			EigenWoorden: in.EigenWoorden, Toestemming: in.Toestemming, TextVersion: in.TextVersion})
		return &family.Vraag{Vraaggezin: v}, err
	})
	if err == nil && len(p.UserErrors) == 0 {
		by := family.BelVoor(clock.Now())
		p.BelVoor = &by
	}
	return p, err
}

// plainVraag is a step that has no more to it than why.
func (r *Resolver) plainVraag(ctx context.Context, op string, in model.VraaggezinStepInput, step func(context.Context, family.Act) (*family.Vraag, error)) (*model.VraaggezinPayload, error) {
	return r.vraagStep(ctx, op, in.ClientMutationID, in, func(ctx context.Context) (*family.Vraag, error) {
		return step(ctx, family.Act{ID: in.ID, BaseVersion: in.BaseVersion, Toelichting: in.Toelichting})
	})
}

func intakeInput(in model.RecordIntakeInput) family.Intake {
	return family.Intake{Act: family.Act{ID: in.ID, BaseVersion: in.BaseVersion}, Gesprek: in.Gesprek, Soorten: in.Soorten,
		Dagdelen: in.Dagdelen, Weken: in.Weken, KeerPerMaand: in.KeerPerMaand, MaxReisMinuten: in.MaxReisMinuten, Maanden: in.Maanden,
		Gezelschap: in.Gezelschap, Opvoeding: in.Opvoeding, Interesses: in.Interesses, Ervaring: in.Ervaring, BangVoor: in.BangVoor,
		WensTuin: in.WensTuin, WensRustig: in.WensRustig, WensHuisdieren: in.WensHuisdieren, Tolk: in.Tolk, NietEigenDorp: in.NietEigenDorp,
		EigenWoorden: in.EigenWoorden, Gezag: in.Gezag, Bezwaar: in.Bezwaar, Urgentie: in.Urgentie, Zorg: zorgInput(in.Zorg),
		VolgendeStap: in.VolgendeStap, VolgendeDatum: in.VolgendeDatum}
}

func (r *Resolver) vraaggezin(id uuid.UUID) *ent.VraaggezinQuery {
	return r.Client.Vraaggezin.Query().Where(vraaggezin.ID(id))
}

// vraaggezinnen is the list the viewer may see; no states at all means every state.
func (r *Resolver) vraaggezinnen(ctx context.Context, p paging, states []term.VraaggezinState, matcher *uuid.UUID, waarneming *bool, voor *time.Time) (*ent.VraaggezinConnection, error) {
	first, last, err := page(p.first, p.last)
	if err != nil {
		return nil, err
	}
	q := r.Client.Vraaggezin.Query()
	if len(states) > 0 {
		q.Where(vraaggezin.StateIn(states...))
	}
	if voor != nil {
		q.Where(vraaggezin.VolgendeDatumLT(*voor))
	}
	if matcher != nil {
		known, err := r.inCareOf(ctx, *matcher, waarneming)
		if err != nil {
			return nil, err
		}
		q.Where(vraaggezin.MatcherIDIn(known...))
	}
	return q.Paginate(ctx, p.after, first, p.before, last)
}
