package suggest

import (
	"math"

	"buurtdorp/internal/geo"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/term"
)

// A steungezin is one of a group that lives in the same place and travels alike: between
// a vraaggezin and a whole group lies one journey. Groups lie in squares, so that who
// lives out of reach is not even looked at.
type nearby struct {
	groups []group
	square map[[2]int][]int // groups
	// anywhere are groups that live nobody knows where.
	anywhere []int
}

type group struct {
	east, north float64
	first       *matching.Steun
	members     []int // in the pool
}

const squareKm = 5

func newNearby(pool []matching.Steun) *nearby {
	n := &nearby{square: map[[2]int][]int{}}
	at := map[string]int{}
	for i := range pool {
		s := &pool[i]
		key := s.PC4
		if s.Haalt {
			for _, v := range s.Vervoer {
				key += " " + string(v)
			}
		}
		g, known := at[key]
		if !known {
			g = len(n.groups)
			at[key] = g
			n.groups = append(n.groups, group{first: s})
			n.place(g)
		}
		n.groups[g].members = append(n.groups[g].members, i)
	}
	return n
}

func (n *nearby) place(g int) {
	x := &n.groups[g]
	var ok bool
	if x.east, x.north, ok = geo.PlaneKm(x.first.PC4); !ok {
		n.anywhere = append(n.anywhere, g)
		return
	}
	c := squareOf(x.east, x.north)
	n.square[c] = append(n.square[c], g)
}

func squareOf(east, north float64) [2]int {
	return [2]int{int(math.Floor(east / squareKm)), int(math.Floor(north / squareKm))}
}

// each calls visit for every group that a vraaggezin may get to in so many minutes, with
// the journey. A group it passes over lies further than that for certain.
func (n *nearby) each(v *matching.Vraag, minutes int, visit func(g *group, trip geo.Trip)) {
	meet := func(g int) {
		x := &n.groups[g]
		trip := geo.Fastest(v.PC4, x.first.PC4, matching.ReistMet(v, x.first))
		if trip.Minuten <= minutes {
			visit(x, trip)
		}
	}
	east, north, known := geo.PlaneKm(v.PC4)
	if !known || !timed(v.Vervoer) { // how long it takes is not known, so neither that it is too long
		for g := range n.groups {
			meet(g)
		}
		return
	}
	reach := max(geo.ReachKm(minutes), 1)
	low, high := squareOf(east-reach, north-reach), squareOf(east+reach, north+reach)
	for x := low[0]; x <= high[0]; x++ {
		for y := low[1]; y <= high[1]; y++ {
			for _, g := range n.square[[2]int{x, y}] {
				if math.Hypot(n.groups[g].east-east, n.groups[g].north-north) <= reach {
					meet(g)
				}
			}
		}
	}
	for _, g := range n.anywhere {
		meet(g)
	}
}

// timed tells whether one of these ways to travel takes a time that is known.
func timed(by []term.Vervoer) bool {
	for _, v := range by {
		if v == term.VervoerLopend || v == term.VervoerFiets || v == term.VervoerAuto {
			return true
		}
	}
	return false
}
