package geo

import (
	"cmp"
	"slices"

	"buurtdorp/internal/term"
)

// Nearest lists the n codes closest by as the crow flies, where people live, itself
// left out: for "did you mean". Nil for an unknown code.
func Nearest(pc4 string, n int) []Postcode {
	w := atlas()
	from := w.find(pc4)
	if from == nil || n <= 0 {
		return nil
	}
	near := w.by(func(r *row) (float64, bool) {
		return crow(from.point, r.point), r != from
	})
	out := make([]Postcode, 0, min(n, len(near)))
	for _, r := range near[:min(n, len(near))] {
		out = append(out, w.postcode(r))
	}
	return out
}

// Within lists the codes that lie at most this far, over the crossings, nearest
// first and itself included. Nil for an unknown code.
func Within(pc4 string, by term.Vervoer, far term.Reisband) []string {
	w := atlas()
	from := w.find(pc4)
	limit, ok := reach(far)
	if from == nil || !ok {
		return nil
	}
	near := w.by(func(r *row) (float64, bool) {
		if r == from {
			return 0, true
		}
		if road(from.point, r.point) > limit {
			return 0, false // not even without water
		}
		m, timed := modeOf(by)
		if !timed {
			m = byCar
		}
		km := w.net.between(from, r, m)
		if far == term.ReisbandZelfdeDorp {
			return km, from.sameVillage(r, km)
		}
		return km, km <= limit
	})
	out := make([]string, len(near))
	for i, r := range near {
		out[i] = r.code()
	}
	return out
}

// by lists the codes where people live that pass, by distance and then by code.
func (w *world) by(dist func(*row) (float64, bool)) []*row {
	type far struct {
		r  *row
		km float64
	}
	var found []far
	for i := range w.rows {
		r := &w.rows[i]
		if r.postbus {
			continue
		}
		if km, ok := dist(r); ok {
			found = append(found, far{r, km})
		}
	}
	slices.SortFunc(found, func(a, b far) int {
		return cmp.Or(cmp.Compare(a.km, b.km), cmp.Compare(a.r.pc, b.r.pc))
	})
	out := make([]*row, len(found))
	for i, f := range found {
		out[i] = f.r
	}
	return out
}

// reach is how far a band goes; the bands without an end have none.
func reach(b term.Reisband) (float64, bool) {
	switch b {
	case term.ReisbandZelfdeDorp, term.ReisbandTot5Km:
		return 5, true
	case term.ReisbandTot10Km:
		return 10, true
	case term.ReisbandTot15Km:
		return 15, true
	}
	return 0, false
}
