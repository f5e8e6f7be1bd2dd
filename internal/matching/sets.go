package matching

import (
	mathbits "math/bits"

	"buurtdorp/internal/term"
)

// A list of words becomes a set of bits, so that what two families share is one AND.
// Bit i is the i-th word of its closed list.
var (
	soorten    = term.All[term.Soort]()
	dagdelen   = term.All[term.Dagdeel]()
	vervoer    = term.All[term.Vervoer]()
	dieren     = term.All[term.Dier]()
	zorgtaken  = term.All[term.Zorgtaak]()
	opvoeding  = term.All[term.Opvoeding]()
	interesses = term.All[term.Interesse]()
	ervaring   = term.All[term.Ervaring]()
)

var (
	logeren     = bits(soorten, []term.Soort{term.SoortLogeren})
	auto        = bits(vervoer, []term.Vervoer{term.VervoerAuto})
	anderDier   = bits(dieren, []term.Dier{term.DierAnders})
	metRolstoel = bits(zorgtaken, []term.Zorgtaak{term.ZorgtaakRolstoel})
)

// vervoerSets holds every set of ways to travel, so that none is made on the way.
var vervoerSets = func() (sets [][]term.Vervoer) {
	for set := range uint32(1) << len(vervoer) {
		sets = append(sets, words(vervoer, set))
	}
	return sets
}()

// bits ignores a word that is not on the list: what nobody knows is not shared.
func bits[W ~string](list, have []W) (set uint32) {
	for _, h := range have {
		for i, w := range list {
			if h == w {
				set |= 1 << i
				break
			}
		}
	}
	return set
}

// week is bits for the 21 dagdelen, by the letters of day and part instead of by
// search: it is the longest list and read for every candidate.
func week(have []term.Dagdeel) (set uint32) {
	for _, d := range have {
		if len(d) < 4 {
			continue
		}
		var day, part uint
		switch uint(d[0])<<8 | uint(d[1]) {
		case 'M'<<8 | 'A':
			day = 0
		case 'D'<<8 | 'I':
			day = 1
		case 'W'<<8 | 'O':
			day = 2
		case 'D'<<8 | 'O':
			day = 3
		case 'V'<<8 | 'R':
			day = 4
		case 'Z'<<8 | 'A':
			day = 5
		case 'Z'<<8 | 'O':
			day = 6
		default:
			continue
		}
		switch d[3] {
		case 'O':
			part = 0
		case 'M':
			part = 1
		case 'A':
			part = 2
		default:
			continue
		}
		set |= 1 << (3*day + part)
	}
	return set
}

// words is bits the other way round.
func words[W ~string](list []W, set uint32) (out []W) {
	for i, w := range list {
		if set&(1<<i) != 0 {
			out = append(out, w)
		}
	}
	return out
}

func count(set uint32) int { return mathbits.OnesCount32(set) }
