package family

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
)

// Tick takes the steps that time takes: a pause that is over, an offer that nobody
// confirmed for long, a family that was silent. At most limit of each; it returns how many it took. Nobody is
// ever refused by the clock (art. 22 AVG). Called in a transaction.
func (s *Service) Tick(ctx context.Context, limit int) (int, error) {
	sys, c, now := rule.System(ctx), ent.FromContext(ctx), clock.Now()
	took := 0
	back, err := c.Vraaggezin.Query().Where(vraaggezin.StateEQ(term.VraagGepauzeerd), vraaggezin.PauzeTotLTE(now)).
		Order(vraaggezin.ByPauzeTot()).Limit(limit).IDs(sys)
	if err != nil {
		return 0, fmt.Errorf("looking for pauses that are over: %w", err)
	}
	for _, id := range back {
		_, err := s.plainVraag(sys, StepResume, Act{ID: id, force: true}, nil)
		if err := counted(&took, err); err != nil {
			return took, err
		}
	}
	for _, due := range []struct {
		step  Step
		query *ent.SteungezinQuery
	}{
		{StepResume, c.Steungezin.Query().Where(steungezin.StateEQ(term.SteunPauze), steungezin.PauzeTotLTE(now)).Order(steungezin.ByPauzeTot())},
		{StepSleep, c.Steungezin.Query().Where(steungezin.StateEQ(term.SteunBevestigen), steungezin.UpdatedAtLT(now.AddDate(0, 0, -silenceDays))).Order(steungezin.ByUpdatedAt())},
		{StepAskConfirm, c.Steungezin.Query().Where(steungezin.StateEQ(term.SteunBeschikbaar), steungezin.Or(
			steungezin.BevestigdOpLT(now.AddDate(0, -confirmMonths, 0)),
			steungezin.And(steungezin.BevestigdOpIsNil(), steungezin.BeschikbaarSindsLT(now.AddDate(0, -confirmMonths, 0))),
		)).Order(steungezin.ByID())},
	} {
		ids, err := due.query.Limit(limit).IDs(sys)
		if err != nil {
			return took, fmt.Errorf("looking for %s: %w", due.step, err)
		}
		for _, id := range ids {
			if err := counted(&took, s.timeSteun(sys, due.step, id)); err != nil {
				return took, err
			}
		}
	}
	noticed, err := s.noticeVogs(sys, limit, now)
	if err != nil {
		return took, err
	}
	asked, err := s.noticeYes(sys, limit, now)
	if err != nil {
		return took, err
	}
	noticed += asked
	// Not counted: a few an hour, or all who answer call on one morning.
	return took + noticed, s.askOld(ctx, limit)
}

func (s *Service) timeSteun(sys context.Context, step Step, id uuid.UUID) error {
	_, err := s.plainSteun(sys, step, Act{ID: id, force: true}, nil)
	return err
}

// counted counts a step that was taken. One that something still holds back is left
// for its matcher, whose list says so already; one that a person was just busy with
// comes up again.
func counted(took *int, err error) error {
	switch {
	case err == nil:
		*took++
	case fault.Has(err, fault.Guard), fault.Has(err, fault.Conflict):
		return nil
	}
	return err
}
