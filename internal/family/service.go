package family

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/child"
	entfamily "buurtdorp/ent/family"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/toestemming"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// Service does what a household and its matcher do. Its methods run inside the
// transaction of the caller's mutation (ent.FromContext).
type Service struct {
	// Tell hears what families have to be told, in the transaction. Nil tells nobody.
	Tell func(ctx context.Context, e Event) error
}

// Act is what every step has: which dossier, as the client knew it, and why.
type Act struct {
	ID          uuid.UUID
	BaseVersion int
	Toelichting string

	force bool // the server's own step, whatever the version
}

// Loose are the koppelingen that lost their ground by a step. They are another
// room's: the caller ends or interrupts them in the same transaction.
type Loose struct {
	// End: proposals, and first meetings that cannot go on.
	End []uuid.UUID
	// Interrupt: meetings and visits that have to stop until somebody decided.
	Interrupt []uuid.UUID
}

// standing is what surrounds a dossier when a step is taken.
type standing struct {
	consent   map[term.Doel]bool
	said      []*ent.Toestemming // what holds
	children  []*ent.Child
	leaving   bool        // the family asked to be forgotten
	proposals []uuid.UUID // a shortlist note or a proposal
	asked     int         // proposals that a family was asked
	meetings  []uuid.UUID // KENNISMAKING
	visits    []uuid.UUID // a child comes, or came until it was interrupted
	going     []uuid.UUID // visits that are not interrupted
	plek      int         // the highest place of the steungezin that is held
}

// around reads it, as the system: a step is not taken with half the truth.
func around(ctx context.Context, family uuid.UUID, of predicate.Koppeling) (standing, error) {
	s, sys := standing{consent: map[term.Doel]bool{}}, rule.System(ctx)
	given, err := ent.FromContext(ctx).Toestemming.Query().
		Where(toestemming.FamilyID(family), toestemming.WithdrawnAtIsNil()).All(sys)
	if err != nil {
		return s, fmt.Errorf("reading consents: %w", err)
	}
	for _, t := range given {
		s.consent[t.Doel] = true
	}
	s.said = given
	if s.children, err = ent.FromContext(ctx).Child.Query().Where(child.FamilyID(family)).All(sys); err != nil {
		return s, fmt.Errorf("reading children: %w", err)
	}
	s.leaving, err = ent.FromContext(ctx).Family.Query().Where(entfamily.ID(family), entfamily.WissenOpNotNil()).Exist(sys)
	if err != nil {
		return s, fmt.Errorf("reading whether a family stays: %w", err)
	}
	list, err := ent.FromContext(ctx).Koppeling.Query().Where(of).All(sys)
	if err != nil {
		return s, fmt.Errorf("reading koppelingen: %w", err)
	}
	for _, k := range list {
		if k.State != term.KoppelingVerkend {
			s.plek = max(s.plek, k.Plek)
		}
		switch k.State {
		case term.KoppelingVerkend, term.KoppelingVoorgesteldSteun, term.KoppelingVoorgesteldVraag:
			if s.proposals = append(s.proposals, k.ID); k.State != term.KoppelingVerkend {
				s.asked++
			}
		case term.KoppelingKennismaking:
			s.meetings = append(s.meetings, k.ID)
		case term.KoppelingProefperiode, term.KoppelingActief, term.KoppelingGepauzeerd, term.KoppelingAfronden:
			s.visits, s.going = append(s.visits, k.ID), append(s.going, k.ID)
		case term.KoppelingOnderbroken:
			s.visits = append(s.visits, k.ID)
		}
	}
	return s, nil
}

// ended are the koppelingen that are over; all others may be in a step's way.
var ended = koppeling.StateIn(term.KoppelingAfgerond, term.KoppelingAfgewezen, term.KoppelingVerlopen,
	term.KoppelingNietDoorgegaan, term.KoppelingGestopt)

// busy: somebody is asked, meets, or comes to visit.
func (s standing) busy() bool { return s.asked+len(s.meetings)+len(s.visits) > 0 }

// note keeps why a step was taken, where only matchers read it.
func note(ctx context.Context, region, family uuid.UUID, kind term.NoteKind, words string) error {
	v := viewer.FromContext(ctx)
	if words == "" || v.UserID == uuid.Nil {
		return nil
	}
	err := ent.FromContext(ctx).Note.Create().SetID(gid.New(gid.Note)).SetRegionID(region).SetFamilyID(family).
		SetAuthorID(v.UserID).SetKind(kind).SetText(words).Exec(rule.System(ctx))
	if err != nil {
		return fmt.Errorf("writing a note: %w", err)
	}
	return nil
}

func conflict(id uuid.UUID) error {
	return fault.New(fault.Conflict, "").At("baseVersion").WithCurrent(id)
}

// lost says what a failed write means to the person: who was first, or try again.
func lost(err error, id uuid.UUID, doing string) error {
	switch {
	case err == nil:
		return nil
	case ent.IsNotFound(err):
		return conflict(id)
	case ent.IsConstraintError(err): // a twin was quicker; the same again finds it and says so
		return fault.New(fault.Retryable, "").Because(err)
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// koppelingOf are the koppelingen of a family, on whichever side.
func koppelingOf(id uuid.UUID) predicate.Koppeling {
	return koppeling.Or(koppeling.HasVraaggezinWith(vraaggezin.FamilyID(id)), koppeling.HasSteungezinWith(steungezin.FamilyID(id)))
}
