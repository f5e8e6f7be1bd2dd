package geo

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"buurtdorp/internal/term"
)

// Moments are dagdelen as bits: bit i is the i-th of term.Dagdeel, Monday morning first.
// None at all is any of them.
type Moments uint32

const (
	days, partsOfDay = 7, 3
	always           = Moments(1<<(days*partsOfDay) - 1)
)

// part is when a dagdeel begins and ends: somebody is brought at the beginning and
// fetched at the end, so a ferry sails all of it or is of no use.
var part = [partsOfDay]struct{ from, to int }{{8 * 60, 12 * 60}, {12 * 60, 18 * 60}, {18 * 60, 22 * 60}}

// sailFile is a line of a timetable: who may come along, on which days, from when until
// when. No vervoer is everybody, no dagen is every day.
type sailFile struct {
	Vervoer []term.Vervoer `json:"vervoer"`
	Dagen   []string       `json:"dagen"`
	Van     string         `json:"van"`
	Tot     string         `json:"tot"`
}

var weekdays = []string{"MA", "DI", "WO", "DO", "VR", "ZA", "ZO"}

// open is in which dagdelen this traveller gets over a crossing, there and back. One
// without a timetable is always open.
func (c *crossingFile) open(v term.Vervoer) (Moments, error) {
	if _, may := c.Minuten[v]; !may {
		return 0, nil
	}
	if len(c.Vaart) == 0 {
		return always, nil
	}
	var set Moments
	for _, s := range c.Vaart {
		from, err := minuteOfDay(s.Van)
		if err != nil {
			return 0, err
		}
		to, err := minuteOfDay(s.Tot)
		if err != nil {
			return 0, err
		}
		for _, d := range s.Dagen {
			if !slices.Contains(weekdays, d) {
				return 0, fmt.Errorf("%s sails on %q, which is no day", c.Naam, d)
			}
		}
		if len(s.Vervoer) > 0 && !slices.Contains(s.Vervoer, v) {
			continue
		}
		for d, day := range weekdays {
			if len(s.Dagen) > 0 && !slices.Contains(s.Dagen, day) {
				continue
			}
			for p, x := range part {
				if from <= x.from && x.to <= to {
					set |= 1 << (d*partsOfDay + p)
				}
			}
		}
	}
	return set, nil
}

// minuteOfDay reads "06:30", and "24:00" as the end of the day.
func minuteOfDay(s string) (int, error) {
	h, m, ok := strings.Cut(s, ":")
	hours, err1 := strconv.Atoi(h)
	minutes, err2 := strconv.Atoi(m)
	at := hours*60 + minutes
	if !ok || err1 != nil || err2 != nil || len(h) != 2 || len(m) != 2 || minutes > 59 || at > 24*60 || at < 0 {
		return 0, fmt.Errorf("%q is no time of day", s)
	}
	return at, nil
}

// tide is which dagdelen are alike: the same crossings are open to the same travellers.
type tide struct {
	when Moments
	km   [3][]float64 // by travel mode, as in network
}

// maxTides is how many kinds of dagdeel there may be; a journey keeps them on the stack.
const maxTides = 4

// sail works the shortest ways out for every kind of dagdeel.
func (n *network) sail(crossings []crossingFile) error {
	open := make([][3]Moments, len(crossings))
	for i := range crossings {
		for v := range maps.Keys(crossings[i].Minuten) {
			m, ok := modeOf(v)
			if !ok {
				return fmt.Errorf("%s is open to %q, which is no way to travel", crossings[i].Naam, v)
			}
			var err error
			if open[i][m], err = crossings[i].open(v); err != nil {
				return err
			}
		}
	}
	n.km = n.ways(crossings, func(i, m int) bool { return open[i][m] != 0 })
	kinds := map[string]*tide{}
	for d := range days * partsOfDay {
		now := Moments(1) << d
		var kind strings.Builder
		for i := range open {
			for m := range open[i] {
				fmt.Fprint(&kind, open[i][m]&now != 0)
			}
		}
		if t := kinds[kind.String()]; t != nil {
			t.when |= now
			continue
		}
		t := &tide{when: now, km: n.ways(crossings, func(i, m int) bool { return open[i][m]&now != 0 })}
		kinds[kind.String()] = t
		n.tides = append(n.tides, t)
	}
	if len(n.tides) > maxTides {
		return fmt.Errorf("%d kinds of dagdeel, room for %d", len(n.tides), maxTides)
	}
	return nil
}

func (n *network) ways(crossings []crossingFile, open func(i, m int) bool) (km [3][]float64) {
	for m := range km {
		km[m] = n.shortest(crossings, m, func(i int) bool { return open(i, m) })
	}
	return km
}
