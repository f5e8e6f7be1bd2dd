package geo

import (
	"math"
	"slices"
	"sync"
)

// Point is a spot on the map, in degrees.
type Point struct{ Lat, Lon float64 }

// Lands are the cells around the villages of a region: the land of each is what lies
// closer to its middle than to that of any other (Voronoi), within a frame around all.
// It is a drawing, made of what anybody can look up; no family is in it.
type Lands struct {
	villages []Village
	cells    [][]corner
}

// corner is where an edge of a cell begins, with who lives on the other side of it.
type corner struct {
	x, y   float64 // kilometres, east and south of nothing in particular
	beside int     // a village, or outside
}

const outside = -1

// around is how far the frame lies from the outer middles, in kilometres.
const around = 4

// LandsOf draws a region once; its villages do not move.
func LandsOf(key string) *Lands {
	if made, ok := drawn.Load(key); ok {
		return made.(*Lands)
	}
	made, _ := drawn.LoadOrStore(key, DrawLands(Villages(key)))
	return made.(*Lands)
}

var drawn sync.Map // string -> *Lands

// DrawLands cuts the frame along the line half way to every other village.
func DrawLands(villages []Village) *Lands {
	l := &Lands{villages: villages, cells: make([][]corner, len(villages))}
	if len(villages) == 0 {
		return l
	}
	at := make([]corner, len(villages))
	west, north, east, south := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for i, v := range villages {
		at[i].x, at[i].y = l.project(Point{v.Lat, v.Lon})
		west, east = min(west, at[i].x-around), max(east, at[i].x+around)
		north, south = min(north, at[i].y-around), max(south, at[i].y+around)
	}
	for i := range villages {
		cell := []corner{{west, north, outside}, {east, north, outside}, {east, south, outside}, {west, south, outside}}
		for j := range villages {
			if !same(at[i], at[j]) {
				cell = cut(cell, at[i], at[j], j)
			}
		}
		l.cells[i] = cell
	}
	return l
}

// cut is what of a cell lies nearer to here than to there (Sutherland and Hodgman, one
// edge); the new edge is shared with who lives there.
func cut(cell []corner, here, there corner, who int) []corner {
	mx, my, dx, dy := (here.x+there.x)/2, (here.y+there.y)/2, there.x-here.x, there.y-here.y
	side := func(c corner) float64 { return (c.x-mx)*dx + (c.y-my)*dy }
	var kept []corner
	for i, from := range cell {
		to := cell[(i+1)%len(cell)]
		a, b := side(from), side(to)
		if a <= 0 {
			kept = append(kept, from)
		}
		if (a <= 0) == (b <= 0) {
			continue
		}
		share := a / (a - b)
		on := corner{from.x + share*(to.x-from.x), from.y + share*(to.y-from.y), from.beside}
		if a <= 0 {
			on.beside = who
		}
		kept = append(kept, on)
	}
	return kept
}

// Beside are the villages whose land touches that of village i, itself left out.
func (l *Lands) Beside(i int) []int {
	var out []int
	for _, c := range l.cells[i] {
		if c.beside != outside && !slices.Contains(out, c.beside) {
			out = append(out, c.beside)
		}
	}
	for j := range l.villages { // two names for one place
		if i != j && l.villages[i].Lat == l.villages[j].Lat && l.villages[i].Lon == l.villages[j].Lon && !slices.Contains(out, j) {
			out = append(out, j)
		}
	}
	slices.Sort(out)
	return out
}

// Km is how far two middles lie apart.
func (l *Lands) Km(i, j int) float64 {
	ax, ay := l.project(Point{l.villages[i].Lat, l.villages[i].Lon})
	bx, by := l.project(Point{l.villages[j].Lat, l.villages[j].Lon})
	return math.Hypot(ax-bx, ay-by)
}

// Outline is the edge of the land of these villages together: one ring, or more when
// they do not all touch or lie around another. Each ring is closed by its first point.
func (l *Lands) Outline(of ...int) [][]Point {
	type edge struct{ from, to int }
	var spots []corner
	spot := func(c corner) int { // cells that meet work out the same corner, to the last bits
		i := slices.IndexFunc(spots, func(s corner) bool { return math.Hypot(s.x-c.x, s.y-c.y) < 1e-6 })
		if i < 0 {
			spots = append(spots, c)
			i = len(spots) - 1
		}
		return i
	}
	var edges []edge
	for n, i := range of {
		if slices.ContainsFunc(of[:n], func(j int) bool { return l.Km(i, j) == 0 }) {
			continue // the same land once more
		}
		for k, c := range l.cells[i] {
			e := edge{spot(c), spot(l.cells[i][(k+1)%len(l.cells[i])])}
			if (c.beside == outside || !slices.Contains(of, c.beside)) && e.from != e.to {
				edges = append(edges, e)
			}
		}
	}
	var rings [][]Point
	for len(edges) > 0 {
		first := edges[0]
		edges = edges[1:]
		ring, at := []Point{l.back(spots[first.from])}, first.to
		for at != first.from {
			next := slices.IndexFunc(edges, func(e edge) bool { return e.from == at })
			if next < 0 {
				break
			}
			ring = append(ring, l.back(spots[at]))
			at = edges[next].to
			edges = slices.Delete(edges, next, next+1)
		}
		rings = append(rings, ring)
	}
	return rings
}

const kmPerDegree = 111.2

// project lays a spot on a flat map of the region, in kilometres.
func (l *Lands) project(p Point) (x, y float64) {
	return p.Lon * kmPerDegree * l.narrow(), -p.Lat * kmPerDegree
}

// back gives a corner in degrees, to about a metre.
func (l *Lands) back(c corner) Point {
	round := func(f float64) float64 { return math.Round(f*1e5) / 1e5 }
	return Point{round(-c.y / kmPerDegree), round(c.x / kmPerDegree / l.narrow())}
}

// narrow is how much shorter a degree east is than a degree north, in the middle of it.
func (l *Lands) narrow() float64 {
	lat := 0.0
	for _, v := range l.villages {
		lat += v.Lat / float64(len(l.villages))
	}
	return math.Cos(lat * math.Pi / 180)
}

func same(a, b corner) bool { return a.x == b.x && a.y == b.y }
