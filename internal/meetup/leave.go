package meetup

import (
	"context"
	"fmt"

	gen "entgo.io/ent"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/family"
	"buurtdorp/ent/hook"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/seriessignup"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/term"
)

// Watch makes every transaction in which a family is forgotten or deleted free its
// seats, so that no way of leaving has to remember it.
func (s *Service) Watch(c *ent.Client) {
	c.Family.Use(hook.On(func(next ent.Mutator) ent.Mutator {
		return hook.FamilyFunc(func(ctx context.Context, m *ent.FamilyMutation) (ent.Value, error) {
			_, forgotten := m.AnonymisedAt()
			if !forgotten && !m.Op().Is(gen.OpDelete|gen.OpDeleteOne) || ent.FromContext(ctx) == nil {
				return next.Mutate(ctx, m)
			}
			ids, err := m.IDs(rule.System(ctx))
			if err != nil {
				return nil, err
			}
			for _, id := range ids {
				if err := s.Forget(ctx, id); err != nil {
					return nil, err
				}
			}
			return next.Mutate(ctx, m)
		})
	}, gen.OpUpdate|gen.OpUpdateOne|gen.OpDelete|gen.OpDeleteOne))
}

// Forget takes a family off every list that is still to come, in the transaction of
// ctx: its seats go to who waits. Nobody is told for it.
func (s *Service) Forget(ctx context.Context, id uuid.UUID) error {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	if there, err := c.Family.Query().Where(family.ID(id)).Exist(sys); err != nil || !there {
		return err
	}
	err := c.SeriesSignup.Update().Where(seriessignup.FamilyID(id), seriessignup.EndedAtIsNil()).SetEndedAt(clock.Now()).Exec(sys)
	if err != nil {
		return fmt.Errorf("leaving series: %w", err)
	}
	return s.freeAll(ctx, signup.FamilyID(id))
}

// freeAll cancels what stands and is still to come. Meetups are held in the order of
// their ids, as everywhere, so that two who leave do not wait for each other.
func (s *Service) freeAll(ctx context.Context, which predicate.Signup) error {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	all, err := c.Signup.Query().Where(which, signup.StateIn(term.SignupAangemeld, term.SignupWachtlijst, term.SignupAangeboden),
		signup.HasMeetupWith(meetup.CancelledAtIsNil(), meetup.EndsAtGT(clock.Now()))).
		Order(signup.ByMeetupID(), signup.ByID()).All(sys)
	if err != nil {
		return fmt.Errorf("reading what is to come: %w", err)
	}
	for _, su := range all {
		m, err := hold(sys, su.MeetupID, "id")
		if err != nil {
			return err
		}
		if su, err = c.Signup.Get(sys, su.ID); err != nil {
			return fmt.Errorf("reading a sign-up: %w", err)
		}
		if su.State == term.SignupGeweest || su.State == term.SignupNietGeweest || closed(m, clock.Now()) != nil {
			continue
		}
		if _, err := s.cancel(ctx, su, m, true); err != nil {
			return err
		}
	}
	return nil
}
