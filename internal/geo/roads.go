package geo

import "buurtdorp/internal/term"

// Roads tells how people travel between two codes. Network is our own; a routing service
// may stand before it.
type Roads interface {
	// Between is the journey with the quickest of these ways to travel.
	Between(from, to string, by []term.Vervoer) Journey
	// ReachKm is as the crow flies how far somebody gets in so many minutes at the most.
	ReachKm(minutes int) float64
	// LeastBand is the best band there is between two who live so far apart as the crow
	// flies.
	LeastBand(crowKm float64) term.Reisband
}

// Network is what this package knows itself.
type Network struct{}

func (Network) Between(from, to string, by []term.Vervoer) Journey { return Between(from, to, by) }
func (Network) ReachKm(minutes int) float64                        { return ReachKm(minutes) }
func (Network) LeastBand(crowKm float64) term.Reisband             { return LeastBand(crowKm) }
