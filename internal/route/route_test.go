package route_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"buurtdorp/internal/geo"
	"buurtdorp/internal/route"
	"buurtdorp/internal/term"
)

// service is a routing service on this machine: every journey takes so many minutes and
// kilometres, and it remembers what it was asked.
type service struct {
	sync.Mutex
	asked         []string
	minutes, km   float64
	status        int
	body          string
	none, stretch bool
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.Lock()
	defer s.Unlock()
	s.asked = append(s.asked, r.URL.String())
	if s.status != 0 {
		w.WriteHeader(s.status)
		return
	}
	if s.body != "" {
		fmt.Fprint(w, s.body)
		return
	}
	_, after, _ := strings.Cut(r.URL.RawQuery, "sources=")
	sources, destinations, _ := strings.Cut(after, "&")
	rows, columns := strings.Count(sources, ";")+1, strings.Count(destinations, ";")+1
	fill := func(value float64) (out [][]*float64) {
		for range rows {
			row := make([]*float64, columns)
			for i := range row {
				if !s.none {
					row[i] = &value
				}
			}
			out = append(out, row)
		}
		return out
	}
	if err := json.NewEncoder(w).Encode(map[string]any{"code": "Ok", "durations": fill(s.minutes * 60), "distances": fill(s.km * 1000)}); err != nil {
		panic(err)
	}
}

func start(t *testing.T, s *service) *route.Roads {
	t.Helper()
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return route.New(server.URL + "/{mode}/")
}

// fastest is the journey as the matching gets it.
func fastest(roads *route.Roads, from, to string, by []term.Vervoer) geo.Trip {
	j := roads.Between(from, to, by)
	return j.On(0)
}

// ours is what we know ourselves, marked as such.
func ours(from, to string, by []term.Vervoer) geo.Trip {
	t := geo.Fastest(from, to, by)
	t.Geschat = true
	return t
}

const here, there, outside = "3286", "3291", "3011" // Klaaswaal, Strijen, Rotterdam

var bike, car = []term.Vervoer{term.VervoerFiets}, []term.Vervoer{term.VervoerAuto}

// What the service knows counts, in bands and whole steps of five, both ways alike. What
// it does not know is ours: another region, a way of travelling it has no road for.
func TestTheServiceCounts(t *testing.T) {
	s := &service{minutes: 33, km: 14}
	roads := start(t, s)
	if before := fastest(roads, here, there, bike); before != ours(here, there, bike) {
		t.Errorf("before it was asked %+v", before)
	}
	if err := roads.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := geo.Trip{Minuten: 35, Band: term.ReisbandTot15Km}
	for _, got := range []geo.Trip{fastest(roads, here, there, bike), fastest(roads, there, here, bike), fastest(roads, there, here, append(car, bike...))} {
		if got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
	for _, by := range [][]term.Vervoer{nil, {term.VervoerOv}} {
		if got, own := fastest(roads, here, there, by), ours(here, there, by); got != own {
			t.Errorf("%v: %+v, ours %+v", by, got, own)
		}
	}
	if got, own := fastest(roads, here, outside, car), ours(here, outside, car); got != own {
		t.Errorf("out of the region: %+v, ours %+v", got, own)
	}
	if got, own := fastest(roads, here, here, bike), ours(here, here, bike); got != own {
		t.Errorf("in one code: %+v, ours %+v", got, own)
	}
}

// Whoever lives where: the service hears the middles of all villages, the same ones
// each time, and nothing besides.
func TestItHearsNothingOfAnybody(t *testing.T) {
	s := &service{minutes: 33, km: 14}
	roads := start(t, s)
	for range 2 {
		if err := roads.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		fastest(roads, here, there, bike)
	}
	plain := regexp.MustCompile(`^/(foot|bike|car)/table/v1/(foot|bike|car)/[\d.,;]+\?annotations=duration,distance&sources=[\d;]+&destinations=[\d;]+$`)
	half := len(s.asked) / 2
	seen := map[string]int{}
	for _, a := range s.asked {
		if !plain.MatchString(a) {
			t.Errorf("asked %s", a)
		}
		if places := strings.Count(a, ","); places > 2*50+1 {
			t.Errorf("%d places at once", places)
		}
		seen[a]++
	}
	for a, n := range seen {
		if n != 2 {
			t.Errorf("%d times %.60s: the two rounds are not alike (%d)", n, a, half)
		}
	}
}

// A service that fails, lies or says nothing changes nothing, and what it said before
// stays known.
func TestWithoutItOursCounts(t *testing.T) {
	for name, s := range map[string]*service{
		"away":             {status: 503},
		"not a table":      {body: "<html>"},
		"another table":    {body: `{"code":"Ok","durations":[[1]],"distances":[[1]]}`},
		"a refusal":        {body: `{"code":"InvalidQuery"}`},
		"no way anywhere":  {none: true},
		"through the sky":  {minutes: 1, km: 0.1},
		"in no time":       {minutes: 0, km: 30},
		"in negative time": {minutes: -5, km: 30},
		"as fast as light": {minutes: 0.1, km: 30},
	} {
		roads := start(t, s)
		err := roads.Refresh(t.Context())
		if bad := s.status != 0 || s.body != ""; (err != nil) != bad {
			t.Errorf("%s: %v", name, err)
		}
		if got, own := fastest(roads, here, there, bike), ours(here, there, bike); got != own {
			t.Errorf("%s: %+v, ours %+v", name, got, own)
		}
	}
	s := &service{minutes: 33, km: 14}
	roads := start(t, s)
	if err := roads.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.Lock()
	s.status = 500
	s.Unlock()
	if err := roads.Refresh(t.Context()); err == nil || strings.Contains(err.Error(), "51.") {
		t.Errorf("%v", err)
	}
	if got := fastest(roads, here, there, bike); got.Minuten != 35 {
		t.Errorf("forgotten: %+v", got)
	}
	none := route.New("")
	if err := none.Refresh(t.Context()); err != nil || fastest(none, here, there, car) != geo.Fastest(here, there, car) {
		t.Errorf("without an address: %v", err)
	}
}

func TestCheck(t *testing.T) {
	for address, good := range map[string]bool{"https://route.example.nl/{mode}": true, "http://127.0.0.1:5000": true, "route.example.nl": false,
		"ftp://route.example.nl": false, "https://route.example.nl/?x=1": false, "": false} {
		if err := route.Check(address); (err == nil) != good {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// A service that does not answer holds nobody up: the asking ends, and ours counts.
func TestASlowService(t *testing.T) {
	end := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-end:
		case <-r.Context().Done():
		}
	}))
	t.Cleanup(func() { close(end); server.Close() })
	roads := route.New(server.URL)
	roads.Patience(20 * time.Millisecond)
	if err := roads.Refresh(t.Context()); err == nil {
		t.Error("an answer from nowhere")
	}
	if got, own := fastest(roads, here, there, bike), ours(here, there, bike); got != own {
		t.Errorf("%+v, ours %+v", got, own)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := roads.Refresh(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

// A service knows no dagdelen: where a ferry makes a difference, ours counts. And what the
// matching counts on holds: nobody is nearer by their roads than the bounds say.
func TestTheFerryIsOurs(t *testing.T) {
	s := &service{minutes: 12, km: 9}
	roads := start(t, s)
	if err := roads.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	got, own := roads.Between("3181", "3143", car), geo.Between("3181", "3143", car)
	for _, day := range []geo.Moments{1 << 7, 1 << 8} {
		if a, b := got.On(day), own.On(day); a.Minuten != b.Minuten || a.Band != b.Band || !a.Geschat {
			t.Errorf("%+v, ours %+v", a, b)
		}
	}
	for _, v := range geo.Villages("hoeksche-waard") {
		crow, _ := geo.CrowKm(here, v.PC4s[0])
		trip := fastest(roads, here, v.PC4s[0], car)
		if least := roads.LeastBand(crow); (geo.Trip{Minuten: -1, Band: trip.Band}).Shorter(geo.Trip{Minuten: -1, Band: least}) && trip.Band != term.ReisbandZelfdeDorp {
			t.Errorf("%s is %s, and at the best %s", v.Naam, trip.Band, least)
		}
		if reach := roads.ReachKm(trip.Minuten); crow > max(reach, 1) {
			t.Errorf("%s is %.1f km off, reached are %.1f", v.Naam, crow, reach)
		}
	}
}
