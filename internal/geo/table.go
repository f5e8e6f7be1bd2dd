package geo

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

//go:embed data/4pp.csv
var tableCSV string

//go:embed data/corrections.csv
var correctionsCSV string

// License is the text that must travel with the postcode table.
//
//go:embed data/4pp.LICENSE.txt
var License string

// point is a place on earth in millionths of a degree, exact, and on the map of the
// country in decimetres, to measure with.
type point struct{ lat, lon, x, y int32 }

func degrees(lat, lon float64) point {
	x, y := onMap(lat, lon)
	return point{int32(math.Round(lat * 1e6)), int32(math.Round(lon * 1e6)), int32(math.Round(x * 1e4)), int32(math.Round(y * 1e4))}
}

// onMap is the plane of the Dutch grid, in km from its centre: a stereographic map of
// a round earth, a little too small in the middle so that it is right on average. It
// is within 0.02% of the globe all over the country, and a plane has no short cuts: a
// stop on the way never makes it shorter, which a sum of its own per pair cannot
// promise.
func onMap(lat, lon float64) (x, y float64) {
	const lat0, lon0 = 52.15616055555556, 5.38763888888889 // Amersfoort, origin of the grid
	const scale = 0.9999079 * 2 * earthKm
	sin, cos := math.Sincos(lat * math.Pi / 180)
	sin0, cos0 := math.Sincos(lat0 * math.Pi / 180)
	sinL, cosL := math.Sincos((lon - lon0) * math.Pi / 180)
	k := scale / (1 + sin0*sin + cos0*cos*cosL)
	return k * cos * sinL, k * (cos0*sin - sin0*cos*cosL)
}

const earthKm = 6371.0088

// row is a line of the table: 24 bytes, so that the whole country fits in 115 kB.
type row struct {
	point
	pc       uint16
	plaats   uint16
	gemeente uint16
	bank     uint8
	postbus  bool
}

// readTable reads id, postcode, woonplaats, alternatieve_schrijfwijzen, gemeente,
// provincie, netnummer, latitude, longitude, soort.
func (w *world) readTable() error {
	intern := w.interner()
	w.rows = make([]row, 0, strings.Count(tableCSV, "\n"))
	err := eachLine(tableCSV, func(f []string) error {
		n := digits(f[1])
		at, err := parsePoint(f[7], f[8])
		if n < 0 || err != nil {
			return fmt.Errorf("the line of %s does not read", f[1])
		}
		w.rows = append(w.rows, row{
			point:    at,
			pc:       uint16(n),
			plaats:   intern(f[2]),
			gemeente: intern(f[4]),
			postbus:  f[9] == "Postbus",
		})
		w.at[n] = int16(len(w.rows))
		return nil
	})
	return err
}

// correct applies van, tot, woonplaats, gemeente, latitude, longitude, reden.
// An empty cell leaves the table as it is.
func (w *world) correct() error {
	intern := w.interner()
	return eachLine(correctionsCSV, func(f []string) error {
		codes, err := parseRange(f[0] + "-" + f[1])
		if err != nil {
			return err
		}
		for i := range w.rows {
			r := &w.rows[i]
			if !codes.has(r.pc) {
				continue
			}
			if f[2] != "" {
				r.plaats = intern(f[2])
			}
			if f[3] != "" {
				r.gemeente = intern(f[3])
			}
			if f[4] == "" {
				continue
			}
			if r.point, err = parsePoint(f[4], f[5]); err != nil {
				return fmt.Errorf("the place of %s: %w", f[0], err)
			}
		}
		return nil
	})
}

// eachLine hands out the lines below the heading.
func eachLine(text string, do func(fields []string) error) error {
	in := csv.NewReader(strings.NewReader(text))
	in.ReuseRecord = true
	for line := 1; ; line++ {
		f, err := in.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if line == 1 {
			continue
		}
		if err := do(f); err != nil {
			return err
		}
	}
}

func parsePoint(lat, lon string) (point, error) {
	la, err := strconv.ParseFloat(lat, 64)
	if err != nil {
		return point{}, err
	}
	lo, err := strconv.ParseFloat(lon, 64)
	if err != nil {
		return point{}, err
	}
	return degrees(la, lo), nil
}

// interner keeps each name once and hands out its number. It clones, because a csv
// field holds on to its whole line.
func (w *world) interner() func(string) uint16 {
	seen := make(map[string]uint16, len(w.names))
	for i, n := range w.names {
		seen[n] = uint16(i)
	}
	return func(name string) uint16 {
		i, ok := seen[name]
		if !ok {
			i = uint16(len(w.names))
			name = strings.Clone(name)
			seen[name] = i
			w.names = append(w.names, name)
		}
		return i
	}
}
