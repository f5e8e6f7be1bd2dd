package suggest

import (
	"bytes"
	"cmp"
	"math"
	"slices"

	"buurtdorp/internal/geo"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/term"
)

// An offer is one of a group that lives in the same place and travels alike: between a
// vraaggezin and a whole group lies one journey. Groups lie in squares, so that who lives
// out of reach is not even looked at, and the nearest come first.
type nearby struct {
	roads  geo.Roads
	offers []matching.Aanbod // of group after group
	looks  []matching.Schets // of each offer
	groups []group
	// The squares of the region, row by row, each with its groups.
	west, south, wide, high int
	square                  [][]int32
	// anywhere are groups that live nobody knows where.
	anywhere []int32
}

type group struct {
	east, north float64
	from, to    int32 // in offers
}

const squareKm = 5

// newNearby puts the offers in its own order.
func newNearby(roads geo.Roads, offers []matching.Aanbod) *nearby {
	slices.SortFunc(offers, func(a, b matching.Aanbod) int {
		x, y := a.ID(), b.ID()
		return cmp.Or(cmp.Compare(a.PC4(), b.PC4()), cmp.Compare(a.Reist(), b.Reist()), bytes.Compare(x[:], y[:]))
	})
	n := &nearby{roads: roads, offers: offers, looks: make([]matching.Schets, len(offers))}
	for i := range offers {
		n.looks[i] = offers[i].Schets()
		if i > 0 && offers[i].PC4() == offers[i-1].PC4() && offers[i].Reist() == offers[i-1].Reist() {
			n.groups[len(n.groups)-1].to++
			continue
		}
		n.groups = append(n.groups, group{from: int32(i), to: int32(i) + 1})
	}
	east, north := math.Inf(-1), math.Inf(-1)
	n.west, n.south = math.MaxInt, math.MaxInt
	for g := range n.groups {
		x, known := &n.groups[g], false
		if x.east, x.north, known = geo.PlaneKm(offers[x.from].PC4()); !known {
			n.anywhere = append(n.anywhere, int32(g))
			continue
		}
		c := squareOf(x.east, x.north)
		n.west, n.south = min(n.west, c[0]), min(n.south, c[1])
		east, north = max(east, float64(c[0])), max(north, float64(c[1]))
	}
	if len(n.anywhere) == len(n.groups) {
		n.west, n.south = 0, 0
		return n
	}
	n.wide, n.high = int(east)-n.west+1, int(north)-n.south+1
	n.square = make([][]int32, n.wide*n.high)
	for g := range n.groups {
		if !slices.Contains(n.anywhere, int32(g)) {
			c := squareOf(n.groups[g].east, n.groups[g].north)
			at := (c[1]-n.south)*n.wide + c[0] - n.west
			n.square[at] = append(n.square[at], int32(g))
		}
	}
	return n
}

func squareOf(east, north float64) [2]int {
	return [2]int{int(math.Floor(east / squareKm)), int(math.Floor(north / squareKm))}
}

// at are the groups in one square, none outside of the region.
func (n *nearby) at(x, y int) []int32 {
	x, y = x-n.west, y-n.south
	if x < 0 || y < 0 || x >= n.wide || y >= n.high {
		return nil
	}
	return n.square[y*n.wide+x]
}

// journey is the one between a vraaggezin and everybody of a group.
func (n *nearby) journey(v *matching.Vraag, x *matching.Naast, g *group) geo.Journey {
	first := &n.offers[g.from]
	return n.roads.Between(v.PC4, first.PC4(), x.ReistMet(first))
}

// each calls visit for every group that a vraaggezin may get to in so many minutes, with
// the journey. A group it passes over lies further than that for certain.
func (n *nearby) each(v *matching.Vraag, x *matching.Naast, minutes int, visit func(g *group, j geo.Journey)) {
	meet := func(g int) {
		if j := n.journey(v, x, &n.groups[g]); j.Best().Minuten <= minutes {
			visit(&n.groups[g], j)
		}
	}
	east, north, known := geo.PlaneKm(v.PC4)
	reach := n.reachKm(v, minutes)
	if !known || math.IsInf(reach, 1) { // how long it takes is not known, so neither that it is too long
		for g := range n.groups {
			meet(g)
		}
		return
	}
	low, high := squareOf(east-reach, north-reach), squareOf(east+reach, north+reach)
	for x := low[0]; x <= high[0]; x++ {
		for y := low[1]; y <= high[1]; y++ {
			for _, g := range n.at(x, y) {
				if math.Hypot(n.groups[g].east-east, n.groups[g].north-north) <= reach {
					meet(int(g))
				}
			}
		}
	}
	for _, g := range n.anywhere {
		meet(int(g))
	}
}

// reachKm is how far as the crow flies a vraaggezin may get at the most: who lives further
// lives too far, whoever it is.
func (n *nearby) reachKm(v *matching.Vraag, minutes int) float64 {
	if !timed(v.Vervoer) {
		return math.Inf(1)
	}
	return max(n.roads.ReachKm(minutes), 1)
}

// far is how somebody lives at the least: the best band there is at that distance, and
// whether that is too far.
type far struct {
	band term.Reisband
	rang matching.Rang
}

func (n *nearby) far(km, reach float64) far {
	if km > reach {
		return far{n.roads.LeastBand(km), matching.RangTeVer}
	}
	return far{n.roads.LeastBand(km), matching.RangPast}
}

// outward calls visit for group after group, ring after ring of squares, until nobody
// further off is of use, with how far it lies at the least. enough tells that everybody is
// of no use who lives no nearer than that.
func (n *nearby) outward(pc4 string, reach float64, visit func(g *group, least far), enough func(far) bool) {
	unknown := far{band: term.ReisbandOnbekend}
	east, north, known := geo.PlaneKm(pc4)
	if !known {
		for g := range n.groups {
			visit(&n.groups[g], unknown)
		}
		return
	}
	for _, g := range n.anywhere {
		visit(&n.groups[g], unknown)
	}
	c := squareOf(east, north)
	inside := min(east-float64(c[0]*squareKm), float64((c[0]+1)*squareKm)-east, north-float64(c[1]*squareKm), float64((c[1]+1)*squareKm)-north)
	last := max(c[0]-n.west, n.west+n.wide-1-c[0], c[1]-n.south, n.south+n.high-1-c[1])
	for ring := 0; ring <= last; ring++ {
		if ring > 0 && enough(n.far(float64((ring-1)*squareKm)+inside, reach)) {
			return
		}
		n.ring(c, ring, func(g int32) {
			x := &n.groups[g]
			if least := n.far(math.Hypot(x.east-east, x.north-north), reach); !enough(least) {
				visit(x, least)
			}
		})
	}
}

// ring calls visit for the groups in the squares that lie so many from the middle.
func (n *nearby) ring(c [2]int, far int, visit func(g int32)) {
	row := func(y, step int) {
		for x := c[0] - far; x <= c[0]+far; x += step {
			for _, g := range n.at(x, y) {
				visit(g)
			}
		}
	}
	for y := max(c[1]-far, n.south); y <= min(c[1]+far, n.south+n.high-1); y++ {
		if y == c[1]-far || y == c[1]+far {
			row(y, 1)
		} else {
			row(y, 2*far)
		}
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
