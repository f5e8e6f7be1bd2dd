// Package suggest says which steungezinnen fit a vraaggezin: it reads both sides,
// asks geo how far apart they live and matching how well they fit. It decides
// nothing.
package suggest

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/weging"
)

// Service reads with the client it is given, or with the one of the transaction in
// the context.
type Service struct {
	Client *ent.Client
	// Roads tells how people travel, our own network when it is nil.
	Roads geo.Roads
	// MostKept, if not 0, is how many offers are kept in memory instead of the usual; below
	// 0 is none.
	MostKept int

	lists flights[listKey, *List]
	kept  kept
}

// For lists who fits a vraaggezin, best first. The caller has made sure that the
// viewer pairs in the vraaggezin's region. The number of statements does not grow
// with the number of families, up to some thousands.
func (s *Service) For(ctx context.Context, v *ent.Vraaggezin, first int) ([]matching.Verdict, error) {
	sys, c := rule.System(ctx), s.client(ctx)
	side, err := readVraag(sys, c, v.ID)
	if err != nil {
		return nil, err
	}
	apart, err := readBetween(sys, c, v)
	if err != nil {
		return nil, err
	}
	x := &around{terms: side.region, weights: side.weights, roads: s.roads()}
	var seq int64
	if x.stock, seq, err = s.warm(sys, c, x.terms.region); err != nil {
		return nil, err
	}
	if x.stock == nil {
		found, sure, err := s.fromNear(sys, c, x, &side.vraag, apart, first)
		if err != nil || sure {
			return found, err
		}
		if x.stock, err = s.fresh(sys, c, x.terms.region, seq); err != nil {
			return nil, err
		}
	}
	found, _ := x.first(&side.vraag, apart, first, far{})
	return found, nil
}

// ZouHelpen tells which single change would bring a vraaggezin more steungezinnen that
// may be proposed. The caller has made sure that the viewer pairs in its region.
func (s *Service) ZouHelpen(ctx context.Context, v *ent.Vraaggezin) ([]matching.Helpt, error) {
	sys, c := rule.System(ctx), s.client(ctx)
	side, err := readVraag(sys, c, v.ID)
	if err != nil {
		return nil, err
	}
	apart, err := readBetween(sys, c, v)
	if err != nil {
		return nil, err
	}
	x := &around{terms: side.region, weights: side.weights, roads: s.roads()}
	if x.stock, err = s.stock(sys, c, x.terms.region); err != nil {
		return nil, err
	}
	return side.weights.ZouHelpen(side.vraag, x.beside(&side.vraag, apart), s.reis, clock.Now()), nil
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
	offer := matching.Bied(&steun)
	paar := between.paar(&offer, s.trip(&side.vraag, &steun))
	return side.weights.Judge(side.vraag, steun, paar, clock.Now()), nil
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

// trip is the journey of a pair over the real crossings, in the dagdelen both have.
func (s *Service) trip(v *matching.Vraag, st *matching.Steun) geo.Trip {
	j := s.roads().Between(v.PC4, st.PC4, matching.ReistMet(v, st))
	return j.On(geo.Moments(matching.SamenOp(v, st)))
}

// reis is the journey of two families who travel otherwise than they do now.
func (s *Service) reis(v *matching.Vraag, st *matching.Steun) matching.Paar {
	return between{}.paar(&matching.Aanbod{}, s.trip(v, st))
}

func (s *Service) roads() geo.Roads {
	if s.Roads != nil {
		return s.Roads
	}
	return geo.Network{}
}
