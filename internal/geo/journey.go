package geo

import "buurtdorp/internal/term"

// Journey is how a pair can travel, whatever the dagdeel: a ferry that has gone home for
// the night makes the evening another journey than the afternoon.
type Journey struct {
	best  Trip // in the best of all dagdelen
	n     int
	when  [maxTides]Moments
	trips [maxTides]Trip
}

// Always is a journey that is the same in every dagdeel.
func Always(t Trip) Journey { return Journey{best: t} }

// On is the journey in the best of these dagdelen, none is any.
func (j *Journey) On(m Moments) Trip {
	if j.n == 0 || m&always == 0 {
		return j.best
	}
	best, found := Trip{}, false
	for i := range j.n {
		if j.when[i]&m != 0 && (!found || j.trips[i].Shorter(best)) {
			best, found = j.trips[i], true
		}
	}
	return best
}

// Varies tells that a ferry makes it another journey in some dagdelen.
func (j *Journey) Varies() bool { return j.n > 0 }

// Geschat is the same journey, marked as our own estimate.
func (j Journey) Geschat() Journey {
	j.best.Geschat = true
	for i := range j.n {
		j.trips[i].Geschat = true
	}
	return j
}

// Best is the journey in the best of all dagdelen.
func (j *Journey) Best() Trip { return j.best }

// Shorter tells which of two journeys one would rather make.
func (t Trip) Shorter(o Trip) bool {
	if t.Minuten >= 0 && o.Minuten >= 0 && t.Minuten != o.Minuten {
		return t.Minuten < o.Minuten
	}
	return rank(t.Band) < rank(o.Band)
}

func rank(b term.Reisband) int {
	switch b {
	case term.ReisbandZelfdeDorp:
		return 0
	case term.ReisbandTot5Km:
		return 1
	case term.ReisbandTot10Km:
		return 2
	case term.ReisbandTot15Km:
		return 3
	case term.ReisbandVerder:
		return 4
	}
	return 5
}

// Between is the journey between two codes with the quickest of several ways to travel,
// in every dagdeel. With no way to travel it says what is known without: the band.
func Between(from, to string, by []term.Vervoer) Journey {
	w := atlas()
	a, b := w.find(from), w.find(to)
	if a == nil || b == nil {
		return Always(Unknown)
	}
	j := Always(w.fastest(a, b, by, &w.net.km))
	if a.bank == b.bank || len(w.net.tides) < 2 {
		return j
	}
	same := true
	for i, t := range w.net.tides {
		j.when[i], j.trips[i] = t.when, w.fastest(a, b, by, &t.km)
		same = same && j.trips[i] == j.best
	}
	if !same {
		j.n = len(w.net.tides)
	}
	return j
}

// BandOf is the band of a road of so many km, between two villages.
func BandOf(km float64) term.Reisband { return band(km) }

// LeastBand is the best band that somebody can have who lives so far off as the crow
// flies: what is nearer by road does not exist. A metre less, for what rounding does.
func LeastBand(crowKm float64) term.Reisband { return band(detour * (crowKm - 0.001)) }
