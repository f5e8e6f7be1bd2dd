package koppeling

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/koppelinganswer"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
	"buurtdorp/internal/workday"
)

// Answer is a yes or a no. Kant is for a matcher who writes down what a family
// said; a family answers for itself.
type Answer struct {
	Act
	Antwoord term.Antwoord
	Kant     *term.Kant
	KindJa   *bool // a child of 12 or older said yes itself
}

// AnswerProposal takes the answer of the side that was asked. Yes asks the other
// side, or, when it had said yes, lets them get to know each other. No ends it
// without the other side knowing whose no it was. The reason stays with the matchers.
func (s *Service) AnswerProposal(ctx context.Context, a Answer) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapAnswerProposal, &a.Act)
	if fault.Has(err, fault.Expired) && a.Antwoord == term.AntwoordJa {
		return s.lateYes(ctx, a, err)
	}
	if err != nil {
		return nil, err
	}
	asked := term.KantSteun
	if t.k.State == term.KoppelingVoorgesteldVraag {
		asked = term.KantVraag
	}
	kant, err := t.side(ctx, a.Kant)
	if err != nil {
		return nil, err
	}
	if kant != asked {
		return nil, fault.New(fault.State, "").At("kant").WithCurrent(t.k.ID)
	}
	if t.k.VerlooptOp != nil && t.k.VerlooptOp.Before(clock.Now()) {
		if a.Antwoord == term.AntwoordNee {
			return nil, late(t.k)
		}
		if err := s.expireStale(ctx, &pair{vraag: t.k.Edges.Vraaggezin, steun: t.k.Edges.Steungezin}); err != nil { // before the timer
			return nil, err
		}
		return s.lateYes(ctx, a, late(t.k))
	}
	if err := s.record(ctx, t, kant, term.AnswerVoorstel, 1, a); err != nil {
		return nil, err
	}
	if a.Antwoord == term.AntwoordNee {
		k, err := s.take(ctx, t, term.KoppelingAfgewezen, a.Act, end)
		if err != nil {
			return nil, err
		}
		if err := s.gone(ctx, k, kant); err != nil {
			return nil, err
		}
		return k, s.tell(ctx, k, SaidNo)
	}
	other := opposite(kant)
	if yes, err := s.saidYes(ctx, t.k.ID, other, term.AnswerVoorstel, 1); err != nil {
		return nil, err
	} else if yes {
		k, err := s.take(ctx, t, term.KoppelingKennismaking, a.Act, func(u *ent.KoppelingUpdateOne) { u.ClearVerlooptOp() })
		if err != nil {
			return nil, err
		}
		if err := s.tell(ctx, k, SaidYes); err != nil {
			return nil, err
		}
		return k, s.tell(ctx, k, BothYes, term.KantVraag, term.KantSteun)
	}
	region, err := t.k.QueryRegion().Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("region of koppeling: %w", err)
	}
	next := map[term.Kant]term.KoppelingState{term.KantVraag: term.KoppelingVoorgesteldVraag, term.KantSteun: term.KoppelingVoorgesteldSteun}[other]
	k, err := s.take(ctx, t, next, a.Act, func(u *ent.KoppelingUpdateOne) {
		u.SetVerlooptOp(workday.Add(clock.Now(), region.ReservationDays))
		if other == term.KantVraag {
			u.SetVraagZiet(true)
		} else {
			u.SetSteunZiet(true)
		}
	})
	if err != nil {
		return nil, err
	}
	if err := s.tell(ctx, k, SaidYes); err != nil {
		return nil, err
	}
	return k, s.tell(ctx, k, Asked, other)
}

// WithdrawProposal takes a proposal, or a note of one, back.
func (s *Service) WithdrawProposal(ctx context.Context, a Act) (*ent.Koppeling, error) {
	t, err := s.begin(ctx, term.StapWithdrawProposal, &a)
	if err != nil {
		return nil, err
	}
	k, err := s.take(ctx, t, term.KoppelingNietDoorgegaan, a, end)
	if err != nil {
		return nil, err
	}
	return k, s.gone(ctx, k, "")
}

// gone tells the sides that had been asked that there is no proposal any more; the
// one who said no knows.
func (s *Service) gone(ctx context.Context, k *ent.Koppeling, not term.Kant) error {
	for kant, sees := range map[term.Kant]bool{term.KantVraag: k.VraagZiet, term.KantSteun: k.SteunZiet} {
		if sees && kant != not {
			if err := s.tell(ctx, k, ProposalGone, kant); err != nil {
				return err
			}
		}
	}
	return nil
}

// side tells for whom is answered: a family for itself, a matcher for whom she says.
func (t *turn) side(ctx context.Context, given *term.Kant) (term.Kant, error) {
	if kant, ok := KantOf(viewer.FromContext(ctx), t.k); ok && !slices.Contains(t.who, Matcher) {
		if given != nil && *given != kant {
			return "", fault.New(fault.NotFound, "stap.niet.voor.jou").At("kant")
		}
		return kant, nil
	}
	if given == nil || !term.Valid(*given) {
		return "", fault.New(fault.Required, "kant.leeg").At("kant")
	}
	if erased(t.k, *given) {
		return "", fault.New(fault.State, "").At("kant").WithCurrent(t.k.ID)
	}
	return *given, nil
}

func (s *Service) record(ctx context.Context, t *turn, kant term.Kant, kind term.AnswerKind, round int, a Answer) error {
	v := viewer.FromContext(ctx)
	err := ent.FromContext(ctx).KoppelingAnswer.Create().SetID(gid.New(gid.KoppelingAnswer)).SetRegionID(t.k.RegionID).
		SetKoppelingID(t.k.ID).SetKant(kant).SetKind(kind).SetAntwoord(a.Antwoord).SetNillableReden(a.Reden).
		SetMondeling(slices.Contains(t.who, Matcher)).SetNillableKindJa(a.KindJa).SetRonde(round).SetUserID(v.UserID).
		Exec(rule.System(ctx))
	if ent.IsConstraintError(err) {
		return fault.New(fault.Exists, "antwoord.al.gegeven").At("antwoord").WithCurrent(t.k.ID)
	}
	if err != nil {
		return fmt.Errorf("recording an answer: %w", err)
	}
	return nil
}

func (s *Service) saidYes(ctx context.Context, koppelingID uuid.UUID, kant term.Kant, kind term.AnswerKind, round int) (bool, error) {
	yes, err := ent.FromContext(ctx).KoppelingAnswer.Query().Where(
		koppelinganswer.KoppelingID(koppelingID), koppelinganswer.KantEQ(kant), koppelinganswer.KindEQ(kind),
		koppelinganswer.Ronde(round), koppelinganswer.AntwoordEQ(term.AntwoordJa)).Exist(rule.System(ctx))
	if err != nil {
		return false, fmt.Errorf("reading answers: %w", err)
	}
	return yes, nil
}

func opposite(k term.Kant) term.Kant {
	if k == term.KantVraag {
		return term.KantSteun
	}
	return term.KantVraag
}

// end closes what only an open koppeling has.
func end(u *ent.KoppelingUpdateOne) { u.ClearVerlooptOp().SetAfgerondOp(clock.Now()) }
