package koppeling

import (
	"context"
	"fmt"
	"slices"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/term"
)

// inTheWay says of what does not fit, or is not known yet, where it is in the input
// of a proposal.
func inTheWay(h matching.Hard) *fault.Error {
	f := fault.New(fault.Constraint, "eis.past.niet")
	switch {
	case h.Key == matching.H2 && h.Outcome == term.DrieNee:
		return fault.New(fault.Capacity, "koppeling.bezet").At("steungezinId")
	case h.Outcome == term.DrieOnbekend:
		f = fault.New(fault.Constraint, "eis.vraag.nog")
	}
	return f.At("waivers", h.Key).With("eis", h.Key).With("waarom", h.Reason)
}

// stillFits looks again at what nobody may set aside, before a child comes for the
// first time and before a koppeling goes on that was over: a blokkade, a consent that
// was withdrawn, an objection, a VOG that is too old. The plek is not looked at here:
// this koppeling may well hold it itself.
func (s *Service) stillFits(ctx context.Context, k *ent.Koppeling) (list fault.List, err error) {
	if k.Edges.Steungezin.State != term.SteunBeschikbaar {
		list.Add(fault.New(fault.Guard, "steungezin.niet.beschikbaar").At("id").WithCurrent(k.ID))
	}
	verdict, err := s.Fit(rule.System(ctx), k.Edges.Vraaggezin, k.Edges.Steungezin)
	if err != nil {
		return nil, fmt.Errorf("judging the pair again: %w", err)
	}
	for _, h := range verdict.Hard {
		told := h.Key == matching.H2 || h.Key == matching.H1 && len(list) > 0
		if h.Outcome == term.DrieNee && h.Waivable == term.WaivableNever && !told {
			list.Add(fault.New(fault.Constraint, "eis.past.niet").At("id").With("eis", h.Key).With("waarom", h.Reason).WithCurrent(k.ID))
		}
	}
	return list, nil
}

// waived keeps the waivers that set something aside in this verdict: constraint ->
// written reason.
func waived(verdict matching.Verdict, waivers []matching.Waiver) map[string]string {
	out := map[string]string{}
	for _, w := range waivers {
		if slices.ContainsFunc(verdict.Hard, func(h matching.Hard) bool { return h.Key == w.Key && h.Outcome == term.DrieNee }) {
			out[w.Key] = w.Reason
		}
	}
	return out
}

// checkWaivers cleans the reasons. A constraint that nobody knows cannot be set aside.
func checkWaivers(verdict matching.Verdict, waivers []matching.Waiver) (list fault.List) {
	for i := range waivers {
		at := fault.At("waivers").Index(i)
		if !slices.ContainsFunc(verdict.Hard, func(h matching.Hard) bool { return h.Key == waivers[i].Key }) {
			list.Add(at.Field("key").New(fault.Invalid, "keuze.vreemd"))
		}
		list.Add(words(&waivers[i].Reason, 500, at.Field("reason").Path()...))
	}
	return list
}
