// Package suggest says which steungezinnen fit a vraaggezin: it reads both sides,
// asks geo how far apart they live and matching how well they fit. It decides
// nothing.
package suggest

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/blokkade"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/term"
	"buurtdorp/internal/weging"
)

// Service reads with the client it is given, or with the one of the transaction in
// the context.
type Service struct {
	Client *ent.Client

	lists flights[listKey, *List]
}

// For lists who fits a vraaggezin, best first. The caller has made sure that the
// viewer pairs in the vraaggezin's region. The number of statements does not grow
// with the number of families.
func (s *Service) For(ctx context.Context, v *ent.Vraaggezin, first int) ([]matching.Verdict, error) {
	sys, c := rule.System(ctx), s.client(ctx)
	side, err := readVraag(sys, c, v.ID)
	if err != nil {
		return nil, err
	}
	candidates, err := side.candidates(sys, c, v)
	if err != nil {
		return nil, err
	}
	return side.weights.Rank(side.vraag, candidates, clock.Now(), first), nil
}

// candidates are the pool of the region, and what lies between each and the vraaggezin.
func (x side) candidates(sys context.Context, c *ent.Client, v *ent.Vraaggezin) ([]matching.Candidate, error) {
	pool, err := available(v.RegionID).read(sys, c)
	if err != nil {
		return nil, fmt.Errorf("reading the pool: %w", err)
	}
	between, err := readBetween(sys, c, v)
	if err != nil {
		return nil, err
	}
	out := make([]matching.Candidate, 0, len(pool))
	for _, st := range pool {
		if st.FamilyID == v.FamilyID {
			continue
		}
		steun := x.region.steun(st)
		out = append(out, matching.Candidate{Steun: steun, Paar: between.paar(&x.vraag, &steun, st)})
	}
	return out, nil
}

// ZouHelpen tells which single change would bring a vraaggezin more steungezinnen that
// may be proposed. The caller has made sure that the viewer pairs in its region.
func (s *Service) ZouHelpen(ctx context.Context, v *ent.Vraaggezin) ([]matching.Helpt, error) {
	sys, c := rule.System(ctx), s.client(ctx)
	side, err := readVraag(sys, c, v.ID)
	if err != nil {
		return nil, err
	}
	candidates, err := side.candidates(sys, c, v)
	if err != nil {
		return nil, err
	}
	return side.weights.ZouHelpen(side.vraag, candidates, reis, clock.Now()), nil
}

// Judge weighs one pair, also one that does not fit.
func (s *Service) Judge(ctx context.Context, v *ent.Vraaggezin, st *ent.Steungezin) (matching.Verdict, error) {
	sys, c := rule.System(ctx), s.client(ctx)
	side, err := readVraag(sys, c, v.ID)
	if err != nil {
		return matching.Verdict{}, err
	}
	found, err := just(st.ID).read(sys, c)
	if err == nil && len(found) != 1 {
		err = &ent.NotFoundError{}
	}
	if err != nil {
		return matching.Verdict{}, fmt.Errorf("reading steungezin: %w", err)
	}
	full := found[0]
	between, err := readBetween(sys, c, v)
	if err != nil {
		return matching.Verdict{}, err
	}
	steun := side.region.steun(full)
	return side.weights.Judge(side.vraag, steun, between.paar(&side.vraag, &steun, full), clock.Now()), nil
}

func (s *Service) client(ctx context.Context) *ent.Client {
	if c := ent.FromContext(ctx); c != nil {
		return c
	}
	return s.Client
}

// side is the asking side, and the region with its terms and weights.
type side struct {
	vraag   matching.Vraag
	region  terms
	weights matching.Weights
}

func readVraag(sys context.Context, c *ent.Client, id uuid.UUID) (side, error) {
	v, err := c.Vraaggezin.Query().Where(vraaggezin.ID(id)).WithRegion().
		WithFamily(func(f *ent.FamilyQuery) { f.WithChildren().WithZorgFeiten().WithToestemmingen() }).Only(sys)
	if err != nil {
		return side{}, fmt.Errorf("reading vraaggezin: %w", err)
	}
	weights, err := weging.Now(sys, c, v.RegionID)
	return side{vraag: vraagOf(v), region: terms{v.Edges.Region}, weights: weights}, err
}

// between is what stands between a vraaggezin and every steungezin.
type between struct {
	blocked map[uuid.UUID]bool // by the steungezin's family
	refused map[uuid.UUID]bool // by steungezin
}

func readBetween(sys context.Context, c *ent.Client, v *ent.Vraaggezin) (between, error) {
	b := between{map[uuid.UUID]bool{}, map[uuid.UUID]bool{}}
	blocks, err := c.Blokkade.Query().Where(blokkade.Or(blokkade.VraagFamilyID(v.FamilyID), blokkade.SteunFamilyID(v.FamilyID))).All(sys)
	if err != nil {
		return b, fmt.Errorf("reading blokkades: %w", err)
	}
	for _, x := range blocks {
		b.blocked[x.SteunFamilyID], b.blocked[x.VraagFamilyID] = true, true
	}
	refused, err := c.Koppeling.Query().Where(koppeling.VraaggezinID(v.ID), koppeling.StateEQ(term.KoppelingAfgewezen)).All(sys)
	if err != nil {
		return b, fmt.Errorf("reading refusals: %w", err)
	}
	for _, k := range refused {
		b.refused[k.SteungezinID] = true
	}
	return b, nil
}

func (b between) paar(v *matching.Vraag, s *matching.Steun, st *ent.Steungezin) matching.Paar {
	p := reis(v, s)
	p.Geblokkeerd, p.EerderAfgewezen = b.blocked[st.FamilyID], b.refused[st.ID]
	return p
}

// reis is the journey of a pair over the real crossings.
func reis(v *matching.Vraag, s *matching.Steun) matching.Paar {
	trip := geo.Fastest(v.PC4, s.PC4, matching.ReistMet(v, s))
	return matching.Paar{Reisband: trip.Band, Minuten: trip.Minuten}
}
