package koppeling

import (
	"context"
	stdsql "database/sql"
	"errors"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/gevraagd"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
)

// AskHowItGoes asks the families whose moment has come: one message, one question, one
// tap. Called by the timer, after the id that the call before gave back; it looks at
// limit koppelingen a call, and gives uuid.Nil when it has seen the last. Nobody is asked
// twice for one moment, however often it runs.
func (s *Service) AskHowItGoes(ctx context.Context, after uuid.UUID, limit int) (last uuid.UUID, err error) {
	sys, c, now := rule.System(ctx), ent.FromContext(ctx), clock.Now()
	ids, err := c.Koppeling.Query().Where(koppeling.StateIn(Going...), koppeling.IDGT(after)).Order(koppeling.ByID()).Limit(limit).IDs(sys)
	if err != nil || len(ids) == 0 {
		return uuid.Nil, err
	}
	courses, err := Courses(ctx, c, koppeling.IDIn(ids...))
	if err != nil {
		return uuid.Nil, err
	}
	for _, course := range courses {
		for _, kant := range term.All[term.Kant]() {
			for _, m := range course.Momenten(kant, now) {
				if m.Ask(now, s.hour(now)) {
					if err := s.askOnce(sys, course.K, m); err != nil {
						return uuid.Nil, err
					}
				}
			}
		}
	}
	if len(ids) < limit {
		return uuid.Nil, nil
	}
	return ids[len(ids)-1], nil
}

func (s *Service) hour(now time.Time) int {
	if s.Hour != nil {
		return s.Hour(now)
	}
	return now.In(clock.Amsterdam).Hour()
}

func (s *Service) askOnce(sys context.Context, k *ent.Koppeling, m Moment) error {
	c := ent.FromContext(sys).Gevraagd
	asked, err := c.Query().Where(gevraagd.KoppelingID(k.ID), gevraagd.KantEQ(m.Kant), gevraagd.SoortEQ(m.Soort), gevraagd.Nummer(m.Nummer)).Exist(sys)
	if err != nil || asked {
		return err
	}
	err = c.Create().SetID(gid.New(gid.Gevraagd)).SetKoppelingID(k.ID).SetKant(m.Kant).SetSoort(m.Soort).SetNummer(m.Nummer).
		OnConflict(sql.ConflictColumns(gevraagd.FieldKoppelingID, gevraagd.FieldKant, gevraagd.FieldSoort, gevraagd.FieldNummer), sql.DoNothing()).Exec(sys)
	if err != nil && !errors.Is(err, stdsql.ErrNoRows) {
		return fmt.Errorf("keeping that a family was asked: %w", err)
	}
	if err != nil {
		return nil // another instance asked at this very moment
	}
	what := HowIsIt
	if m.Soort == term.MomentTerugblik {
		what = LookBack
	}
	return s.tell(sys, k, what, m.Kant)
}
