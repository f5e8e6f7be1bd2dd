package matching

import (
	"cmp"
	"errors"
	"slices"
)

// Weights is how heavy each preference is, and from which score a pair fits. They
// are kept by version: a verdict names the one it was given with.
type Weights struct {
	Versie int

	Reis, Dagdelen, Hulp, Kind, Taal, Opvoeding int
	Duur, Interesses, Ervaring, Huis, Beurt     int

	// GoedVanaf and PastVanaf are the lowest scores of PAST_GOED and PAST.
	GoedVanaf, PastVanaf int
}

// Standaard is the weighing a region starts with.
func Standaard() Weights {
	return Weights{
		Versie: 1,
		Reis:   22, Dagdelen: 20, Hulp: 15, Kind: 10, Taal: 6, Opvoeding: 6,
		Duur: 6, Interesses: 5, Ervaring: 5, Huis: 3, Beurt: 2,
		GoedVanaf: 75, PastVanaf: 50,
	}
}

// ErrWeights: a weighing that would not make a score of 0 to 100.
var ErrWeights = errors.New("weights are 100 together, none below 0, and the bands in order")

// Check tells whether a weighing may be used. Rank and Judge take it as it is.
func (w Weights) Check() error {
	sum := 0
	for _, p := range w.list() {
		if p < 0 {
			return ErrWeights
		}
		sum += p
	}
	if sum != 100 || w.Versie < 1 || w.PastVanaf < 0 || w.GoedVanaf < w.PastVanaf || w.GoedVanaf > 100 {
		return ErrWeights
	}
	return nil
}

// list is in the order of wensen.
func (w Weights) list() [11]int {
	return [...]int{w.Reis, w.Dagdelen, w.Hulp, w.Kind, w.Taal, w.Opvoeding, w.Duur, w.Interesses, w.Ervaring, w.Huis, w.Beurt}
}

// Volgorde lists the keys of what weighs, the heaviest first; what weighs nothing is
// left out. It is what families may hear: how we look, and no numbers.
func (w Weights) Volgorde() []string {
	points := w.list()
	var at []int
	for i, p := range points {
		if p > 0 {
			at = append(at, i)
		}
	}
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(points[b], points[a]) })
	keys := make([]string, len(at))
	for i, one := range at {
		keys[i] = wensen[one].key
	}
	return keys
}
