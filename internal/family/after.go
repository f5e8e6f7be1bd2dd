package family

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
)

// What becomes of both families after a koppeling: looking again is offered to each, and
// done for none by itself.

// Rest is for both sides of a koppeling that is over: neither is looked for until it says
// so itself. Who has another koppeling that goes on stays where it is.
func (s *Service) Rest(ctx context.Context, vraag, steun uuid.UUID) error {
	sys := rule.System(ctx)
	t, err := s.beginVraag(sys, StepRest, Act{ID: vraag, force: true}, nil)
	if err == nil && !t.busy() {
		_, err = s.takeVraag(sys, t, &next{"Vragen: opnieuw zoeken, of afronden?", workdays(5)}, nil)
	}
	if err != nil && !fault.Has(err, fault.State) { // not in the pool: there is nothing to rest from
		return err
	}
	u, err := s.beginSteun(sys, StepRest, "id", Act{ID: steun, force: true}, nil)
	if err == nil && !u.busy() {
		_, err = s.takeSteun(sys, u, &next{"Vragen: weer een gezin, of afronden?", workdays(5)}, nil)
	}
	if err != nil && !fault.Has(err, fault.State) {
		return err
	}
	return nil
}

// Wake is for both sides of a koppeling that goes on again: who rested since it was over
// is back. What is missing for that is told.
func (s *Service) Wake(ctx context.Context, vraag, steun uuid.UUID) error {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	v, err := c.Vraaggezin.Get(sys, vraag)
	if err != nil {
		return wrap(err, "reading a vraaggezin to wake")
	}
	var missing fault.List
	if v.State == term.VraagGepauzeerd && v.PauzeTot == nil {
		_, err := s.plainVraag(sys, StepResume, Act{ID: vraag, force: true}, nil)
		if err != nil && len(fault.All(err)) == 0 {
			return err
		}
		missing.Add(fault.All(err)...)
	}
	st, err := c.Steungezin.Get(sys, steun)
	if err != nil {
		return wrap(err, "reading a steungezin to wake")
	}
	if st.State == term.SteunPauze && st.PauzeTot == nil {
		_, err := s.plainSteun(sys, StepResume, Act{ID: steun, force: true}, nil)
		if err != nil && len(fault.All(err)) == 0 {
			return err
		}
		missing.Add(fault.All(err)...)
	}
	return missing.Err()
}

// Again is a family's answer to: shall we look for another? Yes brings it back into the
// pool, with the question whether all still holds on its matcher's list; when something is
// missing for that, the list says so. After a no the matcher rounds off with it.
func (s *Service) Again(ctx context.Context, kant term.Kant, id uuid.UUID, yes bool) error {
	sys := rule.System(ctx)
	if kant == term.KantSteun {
		return s.againSteun(sys, id, yes)
	}
	then, step := next{"Wil niet opnieuw zoeken: samen afronden", workdays(5)}, StepTask
	x, err := heldVraag(ctx, id)
	if err != nil {
		return err
	}
	if yes {
		then = next{"Wil opnieuw zoeken: klopt de intake nog?", workdays(3)}
		if x.State == term.VraagGepauzeerd {
			step = StepResume
		}
	}
	t, err := s.beginVraag(sys, step, Act{ID: id, force: true}, nil)
	if fault.Has(err, fault.Guard) && step == StepResume {
		step, then = StepTask, next{"Wil opnieuw zoeken: vragen wie nog ja moet zeggen", workdays(3)}
		t, err = s.beginVraag(sys, step, Act{ID: id, force: true}, nil)
	}
	if fault.Has(err, fault.State) {
		return nil // it ended meanwhile
	}
	if err != nil {
		return err
	}
	_, err = s.takeVraag(sys, t, &then, func(u *ent.VraaggezinUpdateOne) {
		if step == StepResume {
			u.SetWachtendSinds(clock.Now())
		}
	})
	return err
}

func (s *Service) againSteun(sys context.Context, id uuid.UUID, yes bool) error {
	then, step := next{"Wil geen nieuw gezin: samen afronden", workdays(5)}, StepTask
	x, err := heldSteun(sys, id)
	if err != nil {
		return err
	}
	if yes {
		then = next{"Wil weer een gezin: klopt alles nog?", workdays(3)}
		if x.State == term.SteunPauze {
			step = StepResume
		}
	}
	t, err := s.beginSteun(sys, step, "id", Act{ID: id, force: true}, nil)
	if fault.Has(err, fault.Guard) && step == StepResume {
		step, then = StepTask, next{"Wil weer een gezin: vragen wie nog ja moet zeggen", workdays(3)}
		t, err = s.beginSteun(sys, step, "id", Act{ID: id, force: true}, nil)
	}
	if fault.Has(err, fault.State) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = s.takeSteun(sys, t, &then, nil)
	return err
}

// AfterTrial puts the talk about what did not go on on both matchers' lists.
func (s *Service) AfterTrial(ctx context.Context, vraag, steun uuid.UUID) error {
	sys, talk := rule.System(ctx), next{"Eindgesprek voeren: hoe verder?", workdays(2)}
	t, err := s.beginVraag(sys, StepTask, Act{ID: vraag, force: true}, nil)
	if err == nil {
		_, err = s.takeVraag(sys, t, &talk, nil)
	}
	if err != nil && !fault.Has(err, fault.State) {
		return err
	}
	u, err := s.beginSteun(sys, StepTask, "id", Act{ID: steun, force: true}, nil)
	if err == nil {
		_, err = s.takeSteun(sys, u, &talk, nil)
	}
	if err != nil && !fault.Has(err, fault.State) {
		return err
	}
	return nil
}
