package matching

import (
	"slices"
	"strings"
	"time"

	"buurtdorp/internal/term"
)

// Waiver sets one hard constraint aside, with a reason in somebody's own words.
type Waiver struct {
	Key string // H1 to H12
	// By is who set it aside: MATCHER, or PARENT for what only a parent may.
	By     term.Waivable
	Reason string
	// GesprokenOp is the day on which the parent said so to the matcher.
	GesprokenOp *time.Time
}

// MagVoorstellen tells whether this pair may be proposed now and, if not, what stands
// in the way. What nobody may set aside must be JA; what somebody may set aside must
// not be NEE without her waiver. A verdict without a constraint is no verdict on it.
func MagVoorstellen(v Verdict, waivers []Waiver) (bool, []Hard) {
	var inTheWay []Hard
	for _, e := range eisen {
		i := slices.IndexFunc(v.Hard, func(h Hard) bool { return h.Key == e.key })
		if i < 0 {
			inTheWay = append(inTheWay, Hard{Key: e.key, Outcome: term.DrieOnbekend, Waivable: term.WaivableNever, Reason: string(nietBekeken)})
			continue
		}
		if !v.Hard[i].settled(waivers) {
			inTheWay = append(inTheWay, v.Hard[i])
		}
	}
	return len(inTheWay) == 0, inTheWay
}

func (h Hard) settled(waivers []Waiver) bool {
	switch {
	case h.Outcome == term.DrieJa:
		return true
	case h.Waivable == term.WaivableNever:
		return false
	case h.Outcome == term.DrieOnbekend:
		return true
	}
	return slices.ContainsFunc(waivers, func(w Waiver) bool {
		return w.Key == h.Key && w.By == h.Waivable && strings.TrimSpace(w.Reason) != ""
	})
}
