package geo

import (
	"fmt"
	"math"

	"buurtdorp/internal/term"
)

// The files of regions/ as they are written.
type (
	bankFile struct {
		Key  string   `json:"key"`
		Naam string   `json:"naam"`
		PC4  []string `json:"pc4"`
	}
	landingFile struct {
		Oever string  `json:"oever"`
		Lat   float64 `json:"lat"`
		Lon   float64 `json:"lon"`
	}
	crossingFile struct {
		Naam  string `json:"naam"`
		Soort string `json:"soort"`
		Water string `json:"water"`
		Tol   bool   `json:"tol"`
		// Vaart is when it sails, nothing for always.
		Vaart []sailFile  `json:"vaart"`
		Van   landingFile `json:"van"`
		Naar  landingFile `json:"naar"`
		// Minuten: who may use it, and what it costs beyond its length.
		Minuten map[term.Vervoer]float64 `json:"minuten"`
	}
)

// mainland is the bank of every code that lies on no other.
const mainland = "vasteland"

// maxLandings is how many crossings one bank may have: a journey keeps them on the stack.
const maxLandings = 32

// network is the land in pieces and what joins them. Between the landings every
// shortest way is worked out beforehand, so that a journey between two codes costs
// a handful of distances and no searching.
type network struct {
	at    []point      // a landing's place; crossing i has landings 2i and 2i+1
	shore [][]uint8    // bank -> its landings
	km    [3][]float64 // by travel mode: from landing to landing, +Inf when there is no way; a ferry that sails at all counts
	tides []*tide      // the same for each kind of dagdeel
}

// build joins the files of all regions: water does not stop at a border.
func (n *network) build(w *world) error {
	banks := map[string]uint8{mainland: 0}
	for _, r := range w.regions {
		for _, b := range r.Oevers {
			if _, twice := banks[b.Key]; twice {
				return fmt.Errorf("%s: bank %s stands there twice", r.Key, b.Key)
			}
			banks[b.Key] = uint8(len(banks))
			if err := w.settle(b, banks[b.Key]); err != nil {
				return fmt.Errorf("%s: bank %s: %w", r.Key, b.Key, err)
			}
		}
	}
	n.shore = make([][]uint8, len(banks))
	var crossings []crossingFile
	for _, r := range w.regions {
		for _, c := range r.Oversteken {
			for _, l := range []landingFile{c.Van, c.Naar} {
				bank, ok := banks[l.Oever]
				if !ok {
					return fmt.Errorf("%s: %s lands on %s, which is no bank", r.Key, c.Naam, l.Oever)
				}
				n.shore[bank] = append(n.shore[bank], uint8(len(n.at)))
				n.at = append(n.at, degrees(l.Lat, l.Lon))
			}
			crossings = append(crossings, c)
		}
	}
	for bank, shore := range n.shore {
		if len(shore) > maxLandings {
			return fmt.Errorf("bank %d has %d landings, room for %d", bank, len(shore), maxLandings)
		}
	}
	return n.sail(crossings)
}

// settle puts the codes of a bank on it.
func (w *world) settle(b bankFile, bank uint8) error {
	spans, err := parseRanges(b.PC4)
	if err != nil {
		return err
	}
	for i := range w.rows {
		r := &w.rows[i]
		for _, s := range spans {
			if !s.has(r.pc) {
				continue
			}
			if r.bank != 0 {
				return fmt.Errorf("%d lies on another bank already", r.pc)
			}
			r.bank = bank
		}
	}
	return nil
}

// shortest is Floyd and Warshall over some thirty landings. A crossing is as long as
// it lies, plus its minutes at the pace of the traveller.
func (n *network) shortest(crossings []crossingFile, m int, open func(i int) bool) []float64 {
	k := len(n.at)
	d := make([]float64, k*k)
	for i := range d {
		d[i] = math.Inf(1)
	}
	for _, shore := range n.shore {
		for _, a := range shore {
			for _, b := range shore {
				d[int(a)*k+int(b)] = road(n.at[a], n.at[b])
			}
		}
	}
	for i, c := range crossings {
		if !open(i) {
			continue
		}
		extra := c.Minuten[modes[m].vervoer]
		a, b := 2*i, 2*i+1
		km := road(n.at[a], n.at[b]) + extra/60*modes[m].kmh
		d[a*k+b], d[b*k+a] = km, km
	}
	for via := range k {
		for a := range k {
			for b := range k {
				d[a*k+b] = min(d[a*k+b], d[a*k+via]+d[via*k+b])
			}
		}
	}
	return d
}

// between is the road from one code to another in km, +Inf when this traveller
// cannot get there.
func (n *network) between(a, b *row, m int) float64 { return n.over(a, b, n.km[m]) }

// over is the same over other ways from landing to landing.
func (n *network) over(a, b *row, km []float64) float64 {
	if a.bank == b.bank {
		return max(road(a.point, b.point), withinKm)
	}
	if a.pc > b.pc {
		a, b = b, a // the same sum in the same order, both ways
	}
	best := math.Inf(1)
	var last [maxLandings]float64
	arrivals := n.shore[b.bank]
	for i, f := range arrivals {
		last[i] = road(n.at[f], b.point)
	}
	for _, e := range n.shore[a.bank] {
		first, way := road(a.point, n.at[e]), km[int(e)*len(n.at):]
		for i, f := range arrivals {
			best = min(best, first+way[f]+last[i])
		}
	}
	return best
}
