package suggest

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/term"
)

// Demand is what a region looks for and may say aloud: how many children of which age
// look for a place, in which village, when. Every number is about three families or
// more, and so is everything one can work out from the numbers together.
type Demand struct {
	At    time.Time
	Cells []Cell
}

// Cell is one such number. An empty Village is the whole region, no Dagdeel is no fixed
// moment, and no ages (Tot 0) is all ages.
type Cell struct {
	Village  string
	Dagdeel  term.Dagdeel
	Van, Tot int
	Children int
}

// ages are from the first up to and including the last.
var ages = [][2]int{{0, 3}, {4, 5}, {6, 9}, {10, 12}, {13, 17}}

// Demand counts who waits and has no koppeling that goes on. The caller has made sure
// that the viewer pairs in the region.
func (s *Service) Demand(ctx context.Context, region uuid.UUID) (*Demand, error) {
	rows, err := askers{region: region}.read(rule.System(ctx), s.client(ctx))
	if err != nil {
		return nil, fmt.Errorf("reading who waits: %w", err)
	}
	d := &Demand{At: clock.Now()}
	by := map[term.Dagdeel][]seeker{}
	for _, v := range rows {
		moments := slices.Clone(v.Dagdelen)
		if len(moments) == 0 {
			moments = []term.Dagdeel{""}
		}
		slices.Sort(moments)
		for _, c := range v.Edges.Family.Edges.Children {
			age := clock.Age(c.BirthMonth, d.At)
			at := slices.IndexFunc(ages, func(a [2]int) bool { return a[0] <= age && age <= a[1] })
			if at < 0 {
				continue
			}
			for _, m := range slices.Compact(moments) {
				by[m] = append(by[m], seeker{v.FamilyID, v.Edges.Family.Village, at})
			}
		}
	}
	for _, m := range append(term.All[term.Dagdeel](), "") {
		for _, c := range tellable(by[m]) {
			c.Dagdeel = m
			d.Cells = append(d.Cells, c)
		}
	}
	return d, nil
}
