package geo

import (
	"math"

	"buurtdorp/internal/term"
)

// Trip is a journey between two villages. Minuten is for the matching and not for
// people's eyes; they see Band.
type Trip struct {
	// Minuten one way, rounded up to five, -1 when nobody can tell.
	Minuten int
	Band    term.Reisband
	// Geschat: a routing service was asked and could not tell, so this is our own estimate.
	Geschat bool
}

// Unknown is the trip from or to a code nobody knows.
var Unknown = Trip{Minuten: -1, Band: term.ReisbandOnbekend}

const (
	// detour: a road is about this much longer than the line.
	detour = 1.3
	// withinKm is the least a journey is, from door to door in one code.
	withinKm = 1.0
	// villageKm: codes of one place within this road are one village.
	villageKm = 5.0
	// noWay is what a journey takes that cannot be made: longer than anybody accepts.
	noWay = 600
)

// modes are the ways to travel that have a road of their own. There is no timetable
// here, so the time by public transport is not known.
var modes = [3]struct {
	vervoer term.Vervoer
	kmh     float64
	start   float64 // minutes to get going and to park
}{
	{term.VervoerLopend, 5, 0},
	{term.VervoerFiets, 15, 0},
	{term.VervoerAuto, 40, 5},
}

const onFoot, byCar = 0, 2

func modeOf(v term.Vervoer) (int, bool) {
	switch v {
	case term.VervoerLopend:
		return 0, true
	case term.VervoerFiets:
		return 1, true
	case term.VervoerAuto:
		return 2, true
	}
	return 0, false
}

// Travel is the journey between two codes over the crossings that are there. It does
// not depend on the direction and does not allocate. By public transport, or when
// the way of travelling is not known, the band is that of the road and the minutes
// are unknown; within a village such people walk.
func Travel(from, to string, by term.Vervoer) Trip {
	w := atlas()
	a, b := w.find(from), w.find(to)
	if a == nil || b == nil {
		return Unknown
	}
	return w.travel(a, b, by, &w.net.km)
}

// Fastest is the quickest of several ways to travel. With none it says what is known
// without: the band.
func Fastest(from, to string, by []term.Vervoer) Trip {
	w := atlas()
	a, b := w.find(from), w.find(to)
	if a == nil || b == nil {
		return Unknown
	}
	return w.fastest(a, b, by, &w.net.km)
}

func (w *world) fastest(a, b *row, by []term.Vervoer, km *[3][]float64) Trip {
	if len(by) == 0 {
		return w.travel(a, b, "", km)
	}
	best := w.travel(a, b, by[0], km)
	for _, v := range by[1:] {
		if t := w.travel(a, b, v, km); t.Minuten >= 0 && (best.Minuten < 0 || t.Minuten < best.Minuten) {
			best = t
		}
	}
	return best
}

func (w *world) travel(a, b *row, by term.Vervoer, ways *[3][]float64) Trip {
	m, timed := modeOf(by)
	if !timed {
		m = byCar
	}
	km := w.net.over(a, b, ways[m])
	t := Trip{Minuten: -1, Band: band(km)}
	if a.sameVillage(b, km) {
		t.Band = term.ReisbandZelfdeDorp
		if !timed {
			m, timed = onFoot, true
		}
	}
	if timed {
		t.Minuten = minutes(km, m)
	}
	return t
}

func minutes(km float64, m int) int {
	exact := km/modes[m].kmh*60 + modes[m].start
	if exact >= noWay {
		return noWay
	}
	return int(math.Ceil(exact/5)) * 5
}

func band(km float64) term.Reisband {
	switch {
	case km <= 5:
		return term.ReisbandTot5Km
	case km <= 10:
		return term.ReisbandTot10Km
	case km <= 15:
		return term.ReisbandTot15Km
	}
	return term.ReisbandVerder
}

// road is the length of the road between two points with no water between them.
func road(a, b point) float64 { return detour * crow(a, b) }

// crow is the line between two points, in km.
func crow(a, b point) float64 {
	x, y := float64(a.x-b.x), float64(a.y-b.y)
	return math.Sqrt(x*x+y*y) / 1e4
}

// Measured is a journey that was measured elsewhere, told as ours are: in a band, and in
// steps of five minutes. Codes of one village stay one village.
func Measured(from, to string, km, minuten float64) Trip {
	w := atlas()
	a, b := w.find(from), w.find(to)
	if a == nil || b == nil {
		return Unknown
	}
	t := Trip{Minuten: min(noWay, int(math.Ceil(minuten/5))*5), Band: band(km)}
	if a.sameVillage(b, km) {
		t.Band = term.ReisbandZelfdeDorp
	}
	return t
}
