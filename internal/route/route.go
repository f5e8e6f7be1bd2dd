// Package route asks a routing service, if there is one, how far apart the villages of
// a region lie. It asks for all of them at once, some time before anybody needs it, and
// answers from memory: the service never learns who lives where, or that anybody is
// looked for, and nobody waits for it. What it cannot tell, geo does; and a way over a
// ferry that does not always sail is ours too, because a service knows no dagdelen.
package route

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"buurtdorp/internal/geo"
	"buurtdorp/internal/term"
)

const (
	patience  = 15 * time.Second // for one answer
	largest   = 16 << 20         // bytes of one answer
	atOnce    = 50               // codes on either side of one question; services allow some hundred
	tooShort  = 0.9              // of the line between two villages: no road is that short
	tooFast   = 100              // km/h along that line, with everything: nobody is that fast
	whichMode = "{mode}"         // in the address: foot, bike or car
)

// modes are the ways to travel a service knows, as it names them.
var modes = map[term.Vervoer]string{term.VervoerLopend: "foot", term.VervoerFiets: "bike", term.VervoerAuto: "car"}

// Roads knows the journeys of a service.
type Roads struct {
	base string
	http *http.Client
	seen atomic.Pointer[map[leg]geo.Trip]
}

// leg is a journey between two codes, the lower first.
type leg struct {
	a, b string
	by   term.Vervoer
}

func between(a, b string, by term.Vervoer) leg {
	if a > b {
		a, b = b, a
	}
	return leg{a, b, by}
}

// Check tells whether an address may be that of a service.
func Check(base string) error {
	u, err := url.Parse(strings.ReplaceAll(base, whichMode, "car"))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" {
		return errors.New("has to be a whole address without a query, such as https://route.example.nl/{mode}")
	}
	return nil
}

// New makes Roads for an OSRM-like service; {mode} in the address becomes foot, bike or
// car. Without an address geo alone answers.
func New(base string) *Roads {
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse } // and send nobody else the question
	return &Roads{base: strings.TrimRight(base, "/"), http: &http.Client{Timeout: patience, CheckRedirect: stay}}
}

// Patience is how long one answer may take instead of the usual.
func (r *Roads) Patience(d time.Duration) { r.http.Timeout = d }

// Between is the journey over our own network, with what the service knows of it.
func (r *Roads) Between(from, to string, by []term.Vervoer) geo.Journey {
	ours := geo.Between(from, to, by)
	if r.base == "" {
		return ours
	}
	seen := r.seen.Load()
	if seen == nil || len(by) == 0 || ours.Varies() {
		return ours.Geschat()
	}
	var best geo.Trip
	for i, v := range by {
		t, known := (*seen)[between(from, to, v)]
		if !known {
			t = geo.Travel(from, to, v)
			t.Geschat = true
		}
		if i == 0 || t.Minuten >= 0 && (best.Minuten < 0 || t.Minuten < best.Minuten) {
			best = t
		}
	}
	return geo.Always(best)
}

// ReachKm is how far somebody gets at the most, by ours or by theirs.
func (r *Roads) ReachKm(minutes int) float64 {
	if r.base == "" {
		return geo.ReachKm(minutes)
	}
	return max(geo.ReachKm(minutes), float64(minutes)/60*tooFast)
}

// LeastBand is the best band there can be at a distance, by ours or by theirs.
func (r *Roads) LeastBand(crowKm float64) term.Reisband {
	if r.base == "" {
		return geo.LeastBand(crowKm)
	}
	return geo.BandOf(tooShort * (crowKm - 0.001))
}

// Refresh asks for all villages of every region. What was known stays when the service
// does not answer.
func (r *Roads) Refresh(ctx context.Context) error {
	if r.base == "" {
		return nil
	}
	seen := map[leg]geo.Trip{}
	for _, region := range geo.Regions() {
		var codes []geo.Postcode
		for _, v := range geo.Villages(region.Key) {
			for _, pc4 := range v.PC4s {
				if p, ok := geo.Lookup(pc4); ok {
					codes = append(codes, p)
				}
			}
		}
		for v, mode := range modes {
			if err := r.table(ctx, seen, codes, v, mode); err != nil {
				return fmt.Errorf("routing service, %s: %w", mode, err)
			}
		}
	}
	r.seen.Store(&seen)
	return nil
}

// table asks how far everybody lies from everybody, in pieces that a service takes.
func (r *Roads) table(ctx context.Context, seen map[leg]geo.Trip, codes []geo.Postcode, by term.Vervoer, mode string) error {
	for i := 0; i < len(codes); i += atOnce {
		from := codes[i:min(i+atOnce, len(codes))]
		for j := 0; j < len(codes); j += atOnce {
			to := codes[j:min(j+atOnce, len(codes))]
			a, err := r.ask(ctx, from, to, mode)
			if err != nil {
				return err
			}
			for x := range from {
				for y := range to {
					keep(seen, from[x].PC4, to[y].PC4, by, a.Distances[x][y], a.Durations[x][y])
				}
			}
		}
	}
	return nil
}

// keep takes the longer of there and back, and nothing that cannot be a road.
func keep(seen map[leg]geo.Trip, a, b string, by term.Vervoer, meters, seconds *float64) {
	line, known := geo.CrowKm(a, b)
	if a == b || !known || meters == nil || seconds == nil || *seconds <= 0 || math.IsInf(*meters, 0) || *meters/1000 < line*tooShort || *seconds/3600*tooFast < line {
		return
	}
	trip := geo.Measured(a, b, *meters/1000, *seconds/60)
	if was, twice := seen[between(a, b, by)]; twice && was.Minuten >= trip.Minuten {
		return
	}
	seen[between(a, b, by)] = trip
}

// answer of the table service: a row for each source, null where there is no way.
type answer struct {
	Code      string       `json:"code"`
	Durations [][]*float64 `json:"durations"`
	Distances [][]*float64 `json:"distances"`
}

func (r *Roads) ask(ctx context.Context, from, to []geo.Postcode, mode string) (*answer, error) {
	var places, sources, destinations []string
	for i, p := range from {
		places, sources = append(places, place(p)), append(sources, strconv.Itoa(i))
	}
	for i, p := range to {
		places, destinations = append(places, place(p)), append(destinations, strconv.Itoa(len(from)+i))
	}
	address := strings.ReplaceAll(r.base, whichMode, mode) + "/table/v1/" + mode + "/" + strings.Join(places, ";") +
		"?annotations=duration,distance&sources=" + strings.Join(sources, ";") + "&destinations=" + strings.Join(destinations, ";")
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, errors.New("an address that cannot be asked")
	}
	req.Header.Set("User-Agent", "buurtdorp")
	res, err := r.http.Do(req)
	if err != nil {
		var about *url.Error
		if errors.As(err, &about) { // which would tell the whole question, and a password in the address
			err = about.Err
		}
		return nil, err
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("answers %d", res.StatusCode)
	}
	var a answer
	if err := json.NewDecoder(io.LimitReader(res.Body, largest)).Decode(&a); err != nil {
		return nil, fmt.Errorf("no table: %w", err)
	}
	if a.Code != "Ok" || !square(a.Durations, len(from), len(to)) || !square(a.Distances, len(from), len(to)) {
		return nil, fmt.Errorf("no table of %d by %d", len(from), len(to))
	}
	return &a, nil
}

// place is the middle of a postcode, as exact as our table: up to 1.5 km from a door.
func place(p geo.Postcode) string { return fmt.Sprintf("%.4f,%.4f", p.Lon, p.Lat) }

func square(table [][]*float64, rows, columns int) bool {
	if len(table) != rows {
		return false
	}
	for _, row := range table {
		if len(row) != columns {
			return false
		}
	}
	return true
}
