package family

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/contactgegevens"
	"buurtdorp/ent/family"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// fades is after how many months we say that something gets old; after confirmMonths it is.
const fades = 2

// askAgain is how many days a question to a family rests before it goes out again.
const askAgain = 7

// Versheid tells how old a word is at t.
func Versheid(said, t time.Time) term.Versheid {
	switch {
	case said.Before(t.AddDate(0, -confirmMonths, 0)):
		return term.Oud
	case said.Before(t.AddDate(0, -fades, 0)):
		return term.Verouderd
	}
	return term.Vers
}

// HeardVraag is when a family last said that its question holds.
func HeardVraag(x *ent.Vraaggezin) time.Time {
	if x.BevestigdOp != nil {
		return *x.BevestigdOp
	}
	return x.AangemeldOp
}

// HeardSteun is when a family last said that its offer holds.
func HeardSteun(x *ent.Steungezin) time.Time { return heardOn(x) }

// HeardFamily is when a family last said that its details hold.
func HeardFamily(f *ent.Family) time.Time {
	if f.ConfirmedAt != nil {
		return *f.ConfirmedAt
	}
	return f.CreatedAt
}

// HeardContact is when somebody last said that the way to reach a family holds.
func HeardContact(c *ent.Contactgegevens) time.Time {
	if c.ConfirmedAt != nil {
		return *c.ConfirmedAt
	}
	return c.CreatedAt
}

// AskConfirm sends a family one question with one answer: does it all still hold? A
// matcher's tap; once a week at most, and only where a mail arrives.
func (s *Service) AskConfirm(ctx context.Context, id uuid.UUID) (*ent.Family, error) {
	f, err := s.family(ctx, id, "id")
	if err != nil {
		return nil, err
	}
	if !viewer.FromContext(ctx).Pairs(f.RegionID) {
		return nil, fault.New(fault.NotFound, "").At("id")
	}
	now := clock.Now()
	if f.AskedAt != nil && f.AskedAt.After(now.AddDate(0, 0, -askAgain)) && f.AskedAt.After(HeardFamily(f)) {
		return nil, fault.New(fault.Exists, "gevraagd.net").At("id").With("dag", f.AskedAt.In(clock.Amsterdam).Format("2-1"))
	}
	reached, err := ent.FromContext(ctx).Contactgegevens.Query().Where(contactgegevens.FamilyID(id), contactgegevens.EmailNEQ("")).Exist(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("looking for an address: %w", err)
	}
	if !reached {
		return nil, fault.New(fault.Guard, "vraag.geen.adres").At("id")
	}
	return s.ask(ctx, f, now)
}

func (s *Service) ask(ctx context.Context, f *ent.Family, now time.Time) (*ent.Family, error) {
	asked, err := ent.FromContext(ctx).Family.UpdateOneID(f.ID).Where(family.Version(f.Version)).SetAskedAt(now).Save(rule.System(ctx))
	if err != nil {
		return nil, lost(err, f.ID, "asking a family")
	}
	return asked, s.tellFamily(ctx, StillRight, f.ID, time.Time{})
}

// askOld asks families that wait or are available and were silent for too long, once in
// every term. Who rests is left in peace, and who waits for our call is not asked anything.
func (s *Service) askOld(ctx context.Context, limit int) error {
	sys, now := rule.System(ctx), clock.Now()
	old := now.AddDate(0, -confirmMonths, 0)
	list, err := ent.FromContext(ctx).Family.Query().Where(
		family.AnonymisedAtIsNil(),
		family.Or(family.ConfirmedAtLT(old), family.And(family.ConfirmedAtIsNil(), family.CreatedAtLT(old))),
		family.Or(family.AskedAtIsNil(), family.AskedAtLT(old)),
		family.HasContactgegevensWith(contactgegevens.EmailNEQ("")),
		family.Or(family.HasVraaggezinnenWith(vraaggezin.StateEQ(term.VraagWachtend)),
			family.HasSteungezinnenWith(steungezin.StateIn(term.SteunBeschikbaar, term.SteunBevestigen, term.SteunSlapend))),
	).Order(family.ByID()).Limit(limit).All(sys)
	if err != nil {
		return fmt.Errorf("looking for families that were silent: %w", err)
	}
	for _, f := range list {
		if _, err := s.ask(sys, f, now); err != nil && !fault.Has(err, fault.Conflict) {
			return err
		}
	}
	return nil
}
