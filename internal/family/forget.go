package family

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/blokkade"
	"buurtdorp/ent/calendarfeed"
	"buurtdorp/ent/child"
	"buurtdorp/ent/contactgegevens"
	"buurtdorp/ent/credential"
	"buurtdorp/ent/family"
	"buurtdorp/ent/membership"
	"buurtdorp/ent/mutationlog"
	entnote "buurtdorp/ent/note"
	"buurtdorp/ent/overdracht"
	"buurtdorp/ent/referentie"
	"buurtdorp/ent/replica"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/screening"
	"buurtdorp/ent/session"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/toestemming"
	"buurtdorp/ent/user"
	"buurtdorp/ent/vog"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/ent/zorgfeit"
	"buurtdorp/ent/zorgmelding"
	"buurtdorp/ent/zorgmeldingstap"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/store"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// forgetDays is how long a family can take back that it wants to be forgotten.
const forgetDays = 30

// Anonymous is the name that is left of a family that was forgotten.
const Anonymous = "Anoniem"

// Leaving is a family after it said that it goes, or stays, and what came loose.
type Leaving struct {
	*ent.Family
	Loose
}

// AskToForget is the family's wish to be forgotten, or its matcher's when it was
// spoken. It leaves the pool at once and proposals end; visits go on until a person
// has ended them, or the day has come. Asking again changes nothing.
func (s *Service) AskToForget(ctx context.Context, id uuid.UUID) (*Leaving, error) {
	f, err := s.family(ctx, id, "id")
	if err != nil {
		return nil, err
	}
	if f.WissenOp != nil || f.AnonymisedAt != nil {
		return &Leaving{Family: f}, nil
	}
	day := clock.Now().AddDate(0, 0, forgetDays)
	// First who is looked for: who asks whether the family stays waits for this row.
	loose, err := s.stepBack(ctx, id, next{"Het gezin wil gewist worden: bellen en afronden", workdays(2)}, true, true, nil)
	if err != nil {
		return nil, err
	}
	if f, err = ent.FromContext(ctx).Family.UpdateOneID(id).SetWissenOp(day).Save(rule.System(ctx)); err != nil {
		return nil, lost(err, id, "asking to be forgotten")
	}
	return &Leaving{f, loose}, nil
}

// Stay takes it back. Nobody is looked for again by itself: a matcher talks first.
func (s *Service) Stay(ctx context.Context, id uuid.UUID) (*Leaving, error) {
	f, err := s.family(ctx, id, "id")
	if err != nil {
		return nil, err
	}
	if f.WissenOp == nil || f.AnonymisedAt != nil {
		return &Leaving{Family: f}, nil
	}
	if _, err := s.stepBack(ctx, id, next{"Het gezin blijft toch: bellen hoe het verder gaat", workdays(2)}, false, true, nil); err != nil {
		return nil, err
	}
	f, err = ent.FromContext(ctx).Family.UpdateOneID(id).ClearWissenOp().Save(rule.System(ctx))
	return &Leaving{Family: f}, lost(err, id, "staying")
}

// Due are families of which the day has come, at most limit.
func (s *Service) Due(ctx context.Context, limit int) ([]uuid.UUID, error) {
	ids, err := ent.FromContext(ctx).Family.Query().Where(family.WissenOpLTE(clock.Now()), family.AnonymisedAtIsNil()).
		Order(family.ByWissenOp()).Limit(limit).IDs(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("looking for families to forget: %w", err)
	}
	return ids, nil
}

// StillDue holds a family of which the day has come to this transaction, and tells
// false when it took that back.
func (s *Service) StillDue(ctx context.Context, id uuid.UUID) (bool, error) {
	if err := store.TouchLock(ctx, family.Table, id); err != nil {
		return false, err
	}
	still, err := ent.FromContext(ctx).Family.Query().
		Where(family.ID(id), family.WissenOpLTE(clock.Now()), family.AnonymisedAtIsNil()).Exist(rule.System(ctx))
	return still, wrap(err, "reading whether a family stays")
}

// Forget leaves of a family what can be counted: that it was there, in which village,
// what it asked or offered and since when. Everything that says who it was goes, with
// whoever signed in for it. Its koppelingen and sign-ups are other rooms': the caller
// lets those forget first, in the same transaction.
func (s *Service) Forget(ctx context.Context, id uuid.UUID) error {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	err := c.Family.UpdateOneID(id).
		SetName(Anonymous).SetPc4("").SetPc4Known(false).SetTalen([]string{}).SetAdults(1).SetVervoer([]term.Vervoer{}).
		ClearConfirmedAt().ClearAskedAt().ClearWissenOp().SetAnonymisedAt(clock.Now()).Exec(sys)
	if err != nil {
		return fmt.Errorf("forgetting a family: %w", err)
	}
	checked, err := c.Screening.Query().Where(screening.HasSteungezinWith(steungezin.FamilyID(id))).IDs(sys)
	if err != nil {
		return fmt.Errorf("reading what was checked: %w", err)
	}
	for what, del := range map[string]func() (int, error){
		"children": func() (int, error) { return c.Child.Delete().Where(child.FamilyID(id)).Exec(sys) },
		"contact":  func() (int, error) { return c.Contactgegevens.Delete().Where(contactgegevens.FamilyID(id)).Exec(sys) },
		"care":     func() (int, error) { return c.ZorgFeit.Delete().Where(zorgfeit.FamilyID(id)).Exec(sys) },
		"consents": func() (int, error) { return c.Toestemming.Delete().Where(toestemming.FamilyID(id)).Exec(sys) },
		"notes":    func() (int, error) { return c.Note.Delete().Where(entnote.FamilyID(id)).Exec(sys) },
		"blocks": func() (int, error) {
			return c.Blokkade.Delete().Where(blokkade.Or(blokkade.VraagFamilyID(id), blokkade.SteunFamilyID(id))).Exec(sys)
		},
		"handovers": func() (int, error) { return c.Overdracht.Delete().Where(overdracht.FamilyID(id)).Exec(sys) },
		"worries":   func() (int, error) { return worries(sys, c, id) },
		"vogs":      func() (int, error) { return c.Vog.Delete().Where(vog.ScreeningIDIn(checked...)).Exec(sys) },
		"references": func() (int, error) {
			return c.Referentie.Delete().Where(referentie.ScreeningIDIn(checked...)).Exec(sys)
		},
	} {
		if _, err := del(); err != nil {
			return fmt.Errorf("forgetting %s: %w", what, err)
		}
	}
	if _, err := c.Screening.Delete().Where(screening.IDIn(checked...)).Exec(sys); err != nil {
		return fmt.Errorf("forgetting what was checked: %w", err)
	}
	if err := blank(sys, c, id); err != nil {
		return err
	}
	return forgetPeople(sys, c, id)
}

// worries: what the family shared, and what others shared about visits with it.
func worries(sys context.Context, c *ent.Client, id uuid.UUID) (int, error) {
	ids, err := c.Zorgmelding.Query().Where(zorgmelding.Or(zorgmelding.FamilyID(id), zorgmelding.HasKoppelingWith(koppelingOf(id)))).IDs(sys)
	if err != nil {
		return 0, err
	}
	if _, err := c.ZorgmeldingStap.Delete().Where(zorgmeldingstap.ZorgmeldingIDIn(ids...)).Exec(sys); err != nil {
		return 0, err
	}
	return c.Zorgmelding.Delete().Where(zorgmelding.IDIn(ids...)).Exec(sys)
}

// blank leaves of what a family asked and offered the kind, the days and the count.
func blank(sys context.Context, c *ent.Client, id uuid.UUID) error {
	err := c.Vraaggezin.Update().Where(vraaggezin.FamilyID(id)).SetState(term.VraagGeanonimiseerd).
		SetOpvoeding([]term.Opvoeding{}).SetInteresses([]term.Interesse{}).SetErvaring([]term.Ervaring{}).SetBangVoor([]term.Dier{}).
		SetGezelschap(term.GezelschapMaaktNietUit).ClearWensTuin().ClearWensRustig().ClearWensHuisdieren().SetTolk(false).
		SetNietEigenDorp(false).SetEigenWoorden("").SetZorgBesproken(false).SetGezag(term.GezagOnbekend).SetBezwaar(false).SetUrgentie(0).
		SetVolgendeStap("").ClearVolgendeDatum().ClearPauzeTot().ClearBevestigdOp().Exec(sys)
	if err != nil {
		return fmt.Errorf("forgetting what a family asked: %w", err)
	}
	err = c.Steungezin.Update().Where(steungezin.FamilyID(id)).SetState(term.SteunGeanonimiseerd).
		SetOpvoeding([]term.Opvoeding{}).SetInteresses([]term.Interesse{}).SetErvaring([]term.Ervaring{}).
		SetDieren([]term.Dier{}).SetDierenBekend(false).SetZorgtaken([]term.Zorgtaak{}).SetZorgtakenBekend(false).
		ClearRookt().ClearToegankelijk().ClearTuin().ClearRustig().SetNietEigenDorp(false).SetEigenWoorden("").
		SetVolgendeStap("").ClearVolgendeDatum().ClearPauzeTot().ClearBevestigdOp().Exec(sys)
	if err != nil {
		return fmt.Errorf("forgetting what a family offered: %w", err)
	}
	return nil
}

// forgetPeople: whoever signed in for the family does so no more. Who works here too
// keeps her work; of anybody else an id without a name is left, on what she answered.
func forgetPeople(sys context.Context, c *ent.Client, id uuid.UUID) error {
	people, err := c.User.Query().Where(user.FamilyID(id)).WithMemberships().All(sys)
	if err != nil {
		return fmt.Errorf("reading who signs in for a family: %w", err)
	}
	for _, u := range people {
		if _, err := c.Membership.Delete().Where(membership.UserID(u.ID), membership.RoleEQ(term.RoleParent)).Exec(sys); err != nil {
			return fmt.Errorf("forgetting a parent's role: %w", err)
		}
		gone := c.User.UpdateOne(u).ClearFamily()
		if works(u) {
			if err := gone.Exec(sys); err != nil {
				return fmt.Errorf("forgetting whose household it is: %w", err)
			}
			continue
		}
		if err := forgetHer(sys, c, u.ID); err != nil {
			return err
		}
		if err := gone.SetFirstName("").SetLocale(user.DefaultLocale).ClearMeldingenUit().SetDisabledAt(clock.Now()).Exec(sys); err != nil {
			return fmt.Errorf("forgetting a person: %w", err)
		}
	}
	return nil
}

// forgetHer takes away how somebody signed in, her calendar, and what was kept for her
// phone: nobody comes back for an answer to what she sent.
func forgetHer(sys context.Context, c *ent.Client, id uuid.UUID) error {
	who := (&viewer.Viewer{UserID: id}).Key()
	for what, del := range map[string]func() (int, error){
		"how she signs in": func() (int, error) { return c.Credential.Delete().Where(credential.UserID(id)).Exec(sys) },
		"her sessions":     func() (int, error) { return c.Session.Delete().Where(session.UserID(id)).Exec(sys) }, // its tokens go with it
		"her calendar":     func() (int, error) { return c.CalendarFeed.Delete().Where(calendarfeed.UserID(id)).Exec(sys) },
		"what she sent":    func() (int, error) { return c.MutationLog.Delete().Where(mutationlog.Viewer(who)).Exec(sys) },
		"what she holds":   func() (int, error) { return c.Replica.Delete().Where(replica.Viewer(who)).Exec(sys) },
	} {
		if _, err := del(); err != nil {
			return fmt.Errorf("forgetting %s: %w", what, err)
		}
	}
	return nil
}

func works(u *ent.User) bool {
	for _, m := range u.Edges.Memberships {
		if m.Role != term.RoleParent {
			return true
		}
	}
	return false
}

func wrap(err error, doing string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
