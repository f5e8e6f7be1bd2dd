package geo

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"buurtdorp/internal/term"
)

//go:embed regions/*.json
var regionFiles embed.FS

// Village is a place people can tap when they do not know their postcode.
type Village struct {
	Naam string
	// PC4s are its codes where people live, lowest first.
	PC4s     []string
	Lat, Lon float64
}

// Region names a region of the table.
type Region struct{ Key, Naam string }

// region is a file of regions/: its codes, and the water in and around it.
type region struct {
	Key        string         `json:"key"`
	Naam       string         `json:"naam"`
	PC4        []string       `json:"pc4"`
	Oevers     []bankFile     `json:"oevers"`
	Oversteken []crossingFile `json:"oversteken"`
	spans      []span
}

func (r *region) has(pc uint16) bool {
	return slices.ContainsFunc(r.spans, func(s span) bool { return s.has(pc) })
}

// Regions lists the regions there is a file for, by key.
func Regions() []Region {
	w := atlas()
	out := make([]Region, len(w.regions))
	for i, r := range w.regions {
		out[i] = Region{r.Key, r.Naam}
	}
	return out
}

// RegionOf tells in which region a code lies. Known or not: a new code within the
// range of a region belongs to it.
func RegionOf(pc4 string) (Region, bool) {
	n := digits(pc4)
	if n < 0 {
		return Region{}, false
	}
	for _, r := range atlas().regions {
		if r.has(uint16(n)) {
			return Region{r.Key, r.Naam}, true
		}
	}
	return Region{}, false
}

// Villages lists the villages of a region by name, the leading 's- and 't of Dutch
// names left out of the order. Nil for a region nobody knows.
func Villages(key string) []Village {
	w := atlas()
	i := slices.IndexFunc(w.regions, func(r region) bool { return r.Key == key })
	if i < 0 {
		return nil
	}
	var out []Village
	for k := range w.rows {
		r := &w.rows[k]
		if r.postbus || !w.regions[i].has(r.pc) {
			continue
		}
		p := w.postcode(r)
		j := slices.IndexFunc(out, func(v Village) bool { return v.Naam == p.Plaats })
		if j < 0 {
			out = append(out, Village{Naam: p.Plaats})
			j = len(out) - 1
		}
		v := &out[j]
		n := float64(len(v.PC4s))
		v.Lat, v.Lon = (v.Lat*n+p.Lat)/(n+1), (v.Lon*n+p.Lon)/(n+1)
		v.PC4s = append(v.PC4s, p.PC4)
	}
	slices.SortFunc(out, func(a, b Village) int { return strings.Compare(sortName(a.Naam), sortName(b.Naam)) })
	return out
}

// Crossing is a bridge, tunnel or ferry of a region, to tell people about.
type Crossing struct {
	Naam  string
	Soort string // BRUG, TUNNEL, VEER
	Water string
	// Uren: it sails at hours, and not always.
	Uren    bool
	Tol     bool
	Vervoer []term.Vervoer
}

// Crossings lists what a region counts on to get over its water, as its file does.
func Crossings(key string) []Crossing {
	w := atlas()
	i := slices.IndexFunc(w.regions, func(r region) bool { return r.Key == key })
	if i < 0 {
		return nil
	}
	var out []Crossing
	for _, c := range w.regions[i].Oversteken {
		x := Crossing{Naam: c.Naam, Soort: c.Soort, Water: c.Water, Uren: len(c.Vaart) > 0, Tol: c.Tol}
		for _, m := range modes {
			if _, open := c.Minuten[m.vervoer]; open {
				x.Vervoer = append(x.Vervoer, m.vervoer)
			}
		}
		out = append(out, x)
	}
	return out
}

func sortName(s string) string {
	return strings.TrimPrefix(strings.TrimPrefix(s, "'s-"), "'t ")
}

func (w *world) readRegions() error {
	files, err := regionFiles.ReadDir("regions")
	if err != nil {
		return err
	}
	for _, f := range files {
		text, err := regionFiles.ReadFile("regions/" + f.Name())
		if err != nil {
			return err
		}
		var r region
		if err := json.Unmarshal(text, &r); err != nil {
			return fmt.Errorf("%s: %w", f.Name(), err)
		}
		if r.spans, err = parseRanges(r.PC4); err != nil {
			return fmt.Errorf("%s: %w", f.Name(), err)
		}
		w.regions = append(w.regions, r)
	}
	return w.net.build(w)
}

func parseRanges(texts []string) ([]span, error) {
	out := make([]span, len(texts))
	for i, t := range texts {
		var err error
		if out[i], err = parseRange(t); err != nil {
			return nil, err
		}
	}
	return out, nil
}
