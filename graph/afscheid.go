package graph

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/graph/loader"
	"buurtdorp/graph/model"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/family"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// courseLoaders read, as the system, what the questions of a farewell follow from, and
// whose yes a family needs; what of it a viewer gets is decided below.
func (r *Resolver) courseLoaders(_ context.Context, add loader.Adder) {
	loader.Add(add, "koppeling.farewell", func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*ent.Koppeling, error) {
		return koppeling.Farewells(ctx, r.Client, ids)
	})
	loader.Add(add, "family.ja", func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID][]family.Ja, error) {
		return family.JaNodig(ctx, r.Client, ids)
	})
}

func farewell(ctx context.Context, k *ent.Koppeling) (*ent.Koppeling, error) {
	return loader.Load[*ent.Koppeling](ctx, "koppeling.farewell", k.ID)
}

// heropenVoor is until when both families can answer whether they go on again.
func heropenVoor(ctx context.Context, k *ent.Koppeling) (*time.Time, error) {
	if k.HeropenGevraagdOp == nil {
		return nil, nil
	}
	whole, err := farewell(ctx, k)
	if err != nil || whole == nil {
		return nil, err
	}
	return koppeling.AnswerBy(whole), nil
}

// contactBlijft tells nothing before the farewell: until then they are in touch anyway.
func contactBlijft(ctx context.Context, k *ent.Koppeling) (bool, error) {
	if k.State != term.KoppelingAfronden && k.State != term.KoppelingAfgerond {
		return false, nil
	}
	whole, err := farewell(ctx, k)
	return err == nil && whole != nil && koppeling.InTouch(whole), err
}

// vragen are the viewer's own side's.
func (r *Resolver) vragen(ctx context.Context, k *ent.Koppeling) ([]term.AnswerKind, error) {
	none := []term.AnswerKind{}
	if k.State != term.KoppelingAfronden && k.State != term.KoppelingAfgerond {
		return none, nil
	}
	kant, side, err := r.kant(ctx, k)
	if err != nil || !side {
		return none, err
	}
	whole, err := farewell(ctx, k)
	if err != nil || whole == nil {
		return none, err
	}
	return koppeling.Vragen(whole, kant, clock.Now()), nil
}

// afscheidNaam is how the family calls itself that says so; who may read the words may
// know who wrote them.
func (r *Resolver) afscheidNaam(ctx context.Context, a *ent.Afscheid) (string, error) {
	whole, err := loader.Load[*ent.Koppeling](ctx, "koppeling.sides", a.KoppelingID)
	if err != nil || whole == nil {
		return "", err
	}
	if a.Kant == term.KantSteun {
		return whole.Edges.Steungezin.Edges.Family.Name, nil
	}
	return whole.Edges.Vraaggezin.Edges.Family.Name, nil
}

// fillFarewells reads for a whole page what the questions of a farewell follow from.
func fillFarewells(ctx context.Context, needed func(field string) bool, ids []uuid.UUID) error {
	if !slices.ContainsFunc([]string{"vragen", "contactBlijft", "heropenVoor"}, needed) {
		return nil
	}
	return loader.Fill[*ent.Koppeling](ctx, "koppeling.farewell", ids)
}

// jaNodig is for the family itself and its matchers.
func (r *Resolver) jaNodig(ctx context.Context, f *ent.Family) ([]*model.JaNodig, error) {
	out := []*model.JaNodig{}
	if v := viewer.FromContext(ctx); v.FamilyID != f.ID && !v.Pairs(f.RegionID) {
		return out, nil
	}
	list, err := loader.Load[[]family.Ja](ctx, "family.ja", f.ID)
	if err != nil {
		return nil, err
	}
	for _, j := range list {
		out = append(out, &model.JaNodig{Wie: j.Wie, Nummer: j.Nr, Child: j.Child, Toestemming: j.Yes})
	}
	return out, nil
}

func ownAnswer(in model.OwnAnswerInput) koppeling.Answer {
	return koppeling.Answer{Act: koppeling.Act{ID: in.ID, Reden: in.Reden}, Antwoord: in.Antwoord, Kant: in.Kant}
}
