package koppeling

import (
	"context"
	"fmt"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/koppelinganswer"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// lateAnswer keeps a yes to a proposal that ended by itself: it moves nothing, and the
// matcher calls. A family that dared to say yes is not told that it is too late, full stop.
// When they talked and it does not come to a new proposal, a no is kept behind that yes, and
// nobody has to call any more; any other no hears that it is over. closed is what is said then.
func (s *Service) lateAnswer(ctx context.Context, a Answer, closed error) (*ent.Koppeling, error) {
	k, err := ent.FromContext(ctx).Koppeling.Query().Where(koppeling.ID(a.ID)).WithVraaggezin().WithSteungezin().Only(whole(ctx))
	if err != nil {
		return nil, fmt.Errorf("reading a proposal that ended: %w", err)
	}
	v := viewer.FromContext(ctx)
	t := &turn{k: k, stap: term.StapAnswerProposal, who: As(v, k), actor: &v.UserID}
	kant, err := t.side(ctx, a.Kant)
	if err != nil {
		return nil, err
	}
	said, err := ent.FromContext(ctx).KoppelingAnswer.Query().Where(koppelinganswer.KoppelingID(k.ID), koppelinganswer.KantEQ(kant),
		koppelinganswer.KindEQ(term.AnswerVoorstel)).Order(koppelinganswer.ByRonde()).All(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("reading what a side said: %w", err)
	}
	asked := kant == term.KantVraag && k.VraagZiet || kant == term.KantSteun && k.SteunZiet
	if a.Antwoord == term.AntwoordNee {
		if len(said) != 1 || said[0].Antwoord != term.AntwoordJa || k.AfgerondOp == nil || said[0].CreatedAt.Before(*k.AfgerondOp) {
			return nil, closed
		}
		if err := s.record(ctx, t, kant, term.AnswerVoorstel, said[0].Ronde+1, a); err != nil {
			return nil, err
		}
		return s.say(ctx, t, a.Act)
	}
	if !asked || len(said) > 0 {
		return nil, closed // she was not the one who was asked
	}
	if err := s.record(ctx, t, kant, term.AnswerVoorstel, 1, a); err != nil {
		return nil, err
	}
	if k, err = s.say(ctx, t, a.Act); err != nil {
		return nil, err
	}
	return k, s.tell(ctx, k, LateYes)
}
