package koppeling

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/afscheid"
	"buurtdorp/ent/afspraken"
	"buurtdorp/ent/checkin"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/koppelinganswer"
	"buurtdorp/ent/koppelingstep"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/terugblik"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/term"
)

// Forget ends what a family still has, and leaves of all its koppelingen the states and
// the days: no agreements, no words about it. The other family hears that it stopped.
func (s *Service) Forget(ctx context.Context, family uuid.UUID) error {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	list, err := c.Koppeling.Query().Where(koppeling.Or(
		koppeling.HasVraaggezinWith(vraaggezin.FamilyID(family)), koppeling.HasSteungezinWith(steungezin.FamilyID(family)),
	)).WithVraaggezin().WithSteungezin().All(sys)
	if err != nil {
		return fmt.Errorf("reading koppelingen to forget: %w", err)
	}
	for _, k := range list {
		kant, other := term.KantVraag, term.KantSteun
		if k.Edges.Steungezin.FamilyID == family {
			kant, other = other, kant
		}
		if err := s.endNow(sys, k, other); err != nil {
			return err
		}
		if err := c.Koppeling.UpdateOneID(k.ID).SetKennismakingPlaats("").Exec(sys); err != nil {
			return fmt.Errorf("forgetting where they met: %w", err)
		}
		if _, err := c.Afspraken.Delete().Where(afspraken.KoppelingID(k.ID)).Exec(sys); err != nil {
			return fmt.Errorf("forgetting agreements: %w", err)
		}
		if err := c.KoppelingStep.Update().Where(koppelingstep.KoppelingID(k.ID)).SetToelichting("").ClearOntheffingen().Exec(sys); err != nil {
			return fmt.Errorf("forgetting why: %w", err)
		}
		if _, err := c.Afscheid.Delete().Where(afscheid.KoppelingID(k.ID)).Exec(sys); err != nil {
			return fmt.Errorf("forgetting farewells: %w", err)
		}
		// Nobody can say yes any more to go on, or to stay in touch.
		if err := c.Koppeling.UpdateOneID(k.ID).ClearHeropenGevraagdOp().Exec(sys); err != nil {
			return fmt.Errorf("forgetting what was asked: %w", err)
		}
		if _, err := c.KoppelingAnswer.Delete().Where(koppelinganswer.KoppelingID(k.ID),
			koppelinganswer.KindIn(term.AnswerContact, term.AnswerOpnieuw, term.AnswerHeropenen)).Exec(sys); err != nil {
			return fmt.Errorf("forgetting what was said after it: %w", err)
		}
		if _, err := c.Terugblik.Delete().Where(terugblik.KoppelingID(k.ID)).Exec(sys); err != nil {
			return fmt.Errorf("forgetting how they looked back: %w", err)
		}
		// What the other side said of its visits is about this family too.
		if err := c.CheckIn.Update().Where(checkin.KoppelingID(k.ID)).SetToelichting("").Exec(sys); err != nil {
			return fmt.Errorf("forgetting how it went with %s: %w", kant, err)
		}
	}
	return nil
}

// endNow takes the shortest way from where a koppeling is to an end.
func (s *Service) endNow(ctx context.Context, k *ent.Koppeling, other term.Kant) error {
	was, began := k.State, slices.Contains(Holding, k.State)
	for slices.Contains(Holding, k.State) || k.State == term.KoppelingVerkend {
		took := false
		for _, stap := range []term.KoppelingStap{term.StapWithdrawProposal, term.StapStop, term.StapClose, term.StapStartAfronden} {
			r, ok := Find(stap, &k.State)
			if !ok {
				continue
			}
			now, err := s.take(ctx, &turn{k: k, who: []Who{Timer}, stap: stap, rule: r}, r.To[0], Act{}, func(u *ent.KoppelingUpdateOne) {
				if u.ClearPauzeTot(); stap != term.StapStartAfronden {
					end(u)
				}
			})
			if err != nil {
				return err
			}
			k, took = now, true
			break
		}
		if !took {
			return fmt.Errorf("koppeling: no way to an end from %s", k.State)
		}
	}
	if !began {
		return nil
	}
	if s.Sides != nil && slices.Contains(visited, was) { // the other is not looked for before it says so
		if err := s.Sides.Rest(ctx, k.VraaggezinID, k.SteungezinID); err != nil {
			return err
		}
	}
	return s.tell(ctx, k, Stopped, other)
}

// visited: a child came, or would have.
var visited = Holding[3:]
