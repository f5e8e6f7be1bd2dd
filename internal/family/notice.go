package family

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"buurtdorp/ent"
	"buurtdorp/ent/child"
	"buurtdorp/ent/family"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/toestemming"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/term"
)

// askYes is what stands on the matcher's list when somebody's own yes is missing of a
// family that is in the pool. The family reads it too.
const askYes = "Vragen: nog niet iedereen zei zelf ja"

// yesNotice is how soon it has to be asked: what a matcher planned before that comes first.
const yesNotice = 14

// noticeYes puts on matchers' lists whose own yes is missing: a child turned 12, an adult
// came to live there. Nothing stops by it; nobody new is proposed (matching H12).
func (s *Service) noticeYes(sys context.Context, limit int, now time.Time) (took int, err error) {
	c, later := ent.FromContext(sys), now.AddDate(0, 0, yesNotice)
	vragen, err := c.Vraaggezin.Query().Where(
		vraaggezin.StateIn(term.VraagWachtend, term.VraagGepauzeerd), vraaggezin.VolgendeStapNEQ(askYes), vraaggezin.VolgendeDatumGT(later),
		vraaggezin.Or(
			vraaggezin.HasFamilyWith(family.HasChildrenWith(bigChild(now))),
			vraaggezin.And(vraaggezin.GezagEQ(term.GezagBeide), vraaggezin.HasFamilyWith(fewerSaidYes(2))),
		)).Order(vraaggezin.ByID()).Limit(limit).IDs(sys)
	if err != nil {
		return 0, fmt.Errorf("looking for a yes that is missing: %w", err)
	}
	for _, id := range vragen {
		t, err := s.beginVraag(sys, StepAskYes, Act{ID: id, force: true}, nil)
		if err == nil {
			_, err = s.takeVraag(sys, t, &next{askYes, workdays(5)}, nil)
		}
		if err := counted(&took, err); err != nil {
			return took, err
		}
	}
	offers, err := c.Steungezin.Query().Where(
		steungezin.StateIn(inPool...), steungezin.VolgendeStapNEQ(askYes), steungezin.VolgendeDatumGT(later),
		steungezin.HasFamilyWith(family.Or(family.HasChildrenWith(bigChild(now)), fewerSaidYes(0)))).
		Order(steungezin.ByID()).Limit(limit).IDs(sys)
	if err != nil {
		return took, fmt.Errorf("looking for a yes that is missing: %w", err)
	}
	for _, id := range offers {
		t, err := s.beginSteun(sys, StepAskYes, "id", Act{ID: id, force: true}, nil)
		if err == nil {
			_, err = s.takeSteun(sys, t, &next{askYes, workdays(5)}, nil)
		}
		if err := counted(&took, err); err != nil {
			return took, err
		}
	}
	return took, nil
}

// bigChild is a child of 12 or older that did not say yes itself.
func bigChild(now time.Time) predicate.Child {
	born := clock.Today(now).AddDate(-ZelfJa, 0, 0).Format("2006-01")
	return child.And(child.BirthMonthLTE(born), func(s *sql.Selector) {
		t := sql.Table(toestemming.Table)
		s.Where(sql.NotExists(sql.Select(t.C(toestemming.FieldID)).From(t).Where(sql.And(
			sql.ColumnsEQ(t.C(toestemming.FieldChildID), s.C(child.FieldID)), matchYes(t)))))
	})
}

// fewerSaidYes are families of which fewer adults said yes than n; of no number, than
// adults live there.
func fewerSaidYes(n int) predicate.Family {
	return func(s *sql.Selector) {
		t := sql.Table(toestemming.Table)
		said := sql.Select(sql.Count(sql.Distinct(t.C(toestemming.FieldGiver)))).From(t).Where(sql.And(
			sql.ColumnsEQ(t.C(toestemming.FieldFamilyID), s.C(family.FieldID)), sql.IsNull(t.C(toestemming.FieldChildID)), matchYes(t)))
		s.Where(sql.P(func(b *sql.Builder) {
			if n == 0 {
				b.Ident(s.C(family.FieldAdults))
			} else {
				b.Arg(n)
			}
			b.WriteOp(sql.OpGT).Wrap(func(b *sql.Builder) { b.Join(said) })
		}))
	}
}

func matchYes(t *sql.SelectTable) *sql.Predicate {
	return sql.And(sql.EQ(t.C(toestemming.FieldDoel), term.DoelMatchen), sql.IsNull(t.C(toestemming.FieldWithdrawnAt)))
}

// heardYes takes the question off the matcher's list when the last who was asked said yes.
func (s *Service) heardYes(ctx context.Context, t *ent.Toestemming) error {
	if t.Doel != term.DoelMatchen {
		return nil
	}
	if open, err := s.stillAsked(ctx, t.FamilyID); err != nil || open > 0 {
		return err
	}
	sys := rule.System(ctx)
	x, err := openVraagOf(ctx, t.FamilyID)
	if err != nil {
		return err
	}
	if x != nil && x.VolgendeStap == askYes {
		turn, err := s.beginVraag(sys, StepTask, Act{ID: x.ID, force: true}, nil)
		if err != nil {
			return err
		}
		n := vraagNext[x.State]
		if _, err := s.takeVraag(sys, turn, &n, nil); err != nil {
			return err
		}
	}
	offer, err := openSteunOf(ctx, t.FamilyID)
	if err != nil || offer == nil || offer.VolgendeStap != askYes {
		return err
	}
	turn, err := s.beginSteun(sys, StepTask, "id", Act{ID: offer.ID, force: true}, nil)
	if err != nil {
		return err
	}
	n := steunNext[offer.State]
	_, err = s.takeSteun(sys, turn, &n, nil)
	return err
}
