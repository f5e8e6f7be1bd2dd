package koppeling

import (
	"context"
	"fmt"
	"slices"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
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
//
// A yes that somebody never said is in the way here too: it is asked before a child comes.
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
		if h.Key == matching.H12 && h.Outcome == term.DrieOnbekend {
			list.Add(fault.New(fault.Constraint, "eis.vraag.nog").At("id").With("eis", h.Key).With("waarom", h.Reason).WithCurrent(k.ID))
		}
	}
	return list, nil
}

// waived keeps the waivers that set something aside in this verdict: who did, and in
// which words.
func waived(verdict matching.Verdict, waivers []matching.Waiver) (out []term.Ontheffing) {
	for _, w := range waivers {
		needed := slices.ContainsFunc(verdict.Hard, func(h matching.Hard) bool { return h.Key == w.Key && h.Outcome == term.DrieNee })
		if needed && !slices.ContainsFunc(out, func(o term.Ontheffing) bool { return o.Key == w.Key }) {
			out = append(out, term.Ontheffing{Key: w.Key, Door: w.By, Reden: w.Reason, GesprokenOp: w.GesprokenOp})
		}
	}
	return out
}

// checkWaivers cleans the reasons, and tells which waiver is not hers who gives it. A
// constraint that nobody knows cannot be set aside.
func checkWaivers(verdict matching.Verdict, waivers []matching.Waiver) (list fault.List) {
	for i := range waivers {
		w, at := &waivers[i], fault.At("waivers").Index(i)
		list.Add(words(&w.Reason, 500, at.Field("reason").Path()...))
		h := slices.IndexFunc(verdict.Hard, func(h matching.Hard) bool { return h.Key == w.Key })
		if h < 0 {
			list.Add(at.Field("key").New(fault.Invalid, "keuze.vreemd"))
			continue
		}
		may := verdict.Hard[h].Waivable
		if verdict.Hard[h].Outcome != term.DrieNee || may == term.WaivableNever {
			continue // nothing to set aside, or nobody who may: inTheWay says so
		}
		switch {
		case may == term.WaivableParent && w.By != may:
			list.Add(at.Field("by").New(fault.Constraint, "eis.niet.van.matcher"))
		case w.By != may:
			list.Add(at.Field("by").New(fault.Constraint, "eis.niet.van.ouder"))
		case may == term.WaivableParent:
			list.Add(spoken(w, at.Field("gesprokenOp")))
		}
	}
	return list
}

// langGeleden is how old a parent's word may be: a year on she may think otherwise.
const langGeleden = 365 * 24 * time.Hour

// spoken: a parent's waiver is what she said to the matcher, on a day that was.
func spoken(w *matching.Waiver, at fault.Place) *fault.Error {
	switch {
	case w.GesprokenOp == nil:
		return at.New(fault.Required, "eis.gesproken")
	case clock.Today(*w.GesprokenOp).After(clock.Today(clock.Now())):
		return at.New(fault.Invalid, "datum.later")
	case clock.Now().Sub(*w.GesprokenOp) > langGeleden:
		return at.New(fault.Invalid, "datum.oud")
	}
	return nil
}
