package geo

import (
	"fmt"
	"strconv"
	"sync"
)

// world is everything this package knows, about 200 kB.
type world struct {
	rows    []row        // by postcode
	at      [10000]int16 // postcode -> place in rows + 1, 0 is unknown
	names   []string     // villages and municipalities, each once
	regions []region     // by key
	net     network      // banks and crossings
}

// atlas reads everything on first use, in some milliseconds. The data is compiled in
// and tested: what does not read is a bug, not a condition to handle.
var atlas = sync.OnceValue(func() *world {
	w := &world{}
	for _, step := range []func() error{w.readTable, w.correct, w.readRegions} {
		if err := step(); err != nil {
			panic(fmt.Sprintf("geo: %v", err))
		}
	}
	return w
})

// find returns the row of a code, nil when it is unknown or not a code at all.
func (w *world) find(pc4 string) *row {
	n := digits(pc4)
	if n < 0 || w.at[n] == 0 {
		return nil
	}
	return &w.rows[w.at[n]-1]
}

func (w *world) postcode(r *row) Postcode {
	return Postcode{
		PC4:      r.code(),
		Plaats:   w.names[r.plaats],
		Gemeente: w.names[r.gemeente],
		Lat:      float64(r.lat) / 1e6,
		Lon:      float64(r.lon) / 1e6,
		Postbus:  r.postbus,
	}
}

func (r *row) code() string { return strconv.Itoa(int(r.pc)) }

// sameVillage: two codes of one place. A city is not a village: from one end of
// Dordrecht to the other is a journey like any other.
func (r *row) sameVillage(o *row, km float64) bool {
	return r.plaats == o.plaats && r.gemeente == o.gemeente && km <= villageKm
}

// digits reads exactly four digits, the first not a zero; -1 for anything else.
func digits(s string) int {
	if len(s) != 4 || s[0] == '0' {
		return -1
	}
	n := 0
	for i := range 4 {
		c := s[i]
		if c < '0' || c > '9' {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// span is a range of codes, both ends included.
type span struct{ from, to uint16 }

func (s span) has(pc uint16) bool { return s.from <= pc && pc <= s.to }

// parseRange reads "3260-3299".
func parseRange(s string) (span, error) {
	if len(s) == 9 && s[4] == '-' {
		from, to := digits(s[:4]), digits(s[5:])
		if from > 0 && to >= from {
			return span{uint16(from), uint16(to)}, nil
		}
	}
	return span{}, fmt.Errorf("%q is not a range like 3260-3299", s)
}
