package tiles

import (
	"math"
	"strconv"
	"strings"
)

// The Netherlands, with room around it.
const west, south, east, north = 3.2, 50.7, 7.3, 53.7

// at is which tile: zoom, column and row, as web maps count them.
type at struct{ z, x, y int }

// parse reads a tile of the Netherlands; any other is none.
func parse(z, x, y string) (at, bool) {
	y, ok := strings.CutSuffix(y, ".png")
	if !ok {
		return at{}, false
	}
	var n [3]int
	for i, s := range []string{z, x, y} {
		v, err := strconv.Atoi(s)
		if err != nil || v < 0 || strconv.Itoa(v) != s { // one way to write it, or it is kept twice
			return at{}, false
		}
		n[i] = v
	}
	t := at{n[0], n[1], n[2]}
	if t.z < minZoom || t.z > maxZoom {
		return at{}, false
	}
	left, top := of(t.z, west, north)
	right, bottom := of(t.z, east, south)
	return t, t.x >= left && t.x <= right && t.y >= top && t.y <= bottom
}

// of is the tile in which a point lies.
func of(z int, lon, lat float64) (x, y int) {
	n := math.Exp2(float64(z))
	rad := lat * math.Pi / 180
	return int((lon + 180) / 360 * n), int((1 - math.Asinh(math.Tan(rad))/math.Pi) / 2 * n)
}
