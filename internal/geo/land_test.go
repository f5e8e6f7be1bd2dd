package geo

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func invented(t *rapid.T) []Village {
	n := rapid.IntRange(1, 24).Draw(t, "n")
	out := make([]Village, n)
	for i := range out {
		out[i] = Village{Naam: fmt.Sprint(i), Lat: 51.7 + float64(rapid.IntRange(0, 120).Draw(t, "lat"))/1000, Lon: 4.2 + float64(rapid.IntRange(0, 400).Draw(t, "lon"))/1000}
	}
	return out
}

func size(l *Lands, rings [][]Point) (km2 float64) {
	for _, r := range rings {
		for i, p := range r {
			ax, ay := l.project(p)
			bx, by := l.project(r[(i+1)%len(r)])
			km2 += (ax*by - bx*ay) / 2
		}
	}
	return km2
}

// All land belongs to somebody, and to nobody twice: one by one, and in any two heaps.
func TestLandsShareTheFrame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := DrawLands(invented(t))
		one, all, spots := 0.0, []int{}, map[Point]bool{}
		var heaps [2][]int
		for i, v := range l.villages {
			if p := (Point{v.Lat, v.Lon}); !spots[p] { // two names for one place have one land
				spots[p] = true
				one += size(l, l.Outline(i))
			}
			all = append(all, i)
		}
		for i, v := range l.villages {
			h := 0
			if v.Lon > 4.4 {
				h = 1
			}
			heaps[h] = append(heaps[h], i)
		}
		whole := size(l, l.Outline(all...))
		if math.Abs(one-whole) > 0.05 {
			t.Fatalf("the parts are %.3f km2, the whole %.3f", one, whole)
		}
		if two := size(l, l.Outline(heaps[0]...)) + size(l, l.Outline(heaps[1]...)); math.Abs(two-whole) > 0.05 {
			t.Fatalf("two heaps are %.3f km2, the whole %.3f", two, whole)
		}
	})
}

// Who touches whom goes both ways, but for corners of less than a metre.
func TestBesideGoesBothWays(t *testing.T) {
	l := LandsOf("hoeksche-waard")
	if len(l.villages) < 10 {
		t.Fatalf("%d villages", len(l.villages))
	}
	for i := range l.villages {
		if len(l.Beside(i)) == 0 || slices.Contains(l.Beside(i), i) {
			t.Errorf("%s touches %v", l.villages[i].Naam, l.Beside(i))
		}
		for _, j := range l.Beside(i) {
			if !slices.Contains(l.Beside(j), i) {
				t.Errorf("%s touches %s, and not the other way", l.villages[i].Naam, l.villages[j].Naam)
			}
		}
	}
}

func TestEverySpotIsOfTheNearest(t *testing.T) {
	l := LandsOf("hoeksche-waard")
	for i := range l.villages {
		for _, ring := range l.Outline(i) {
			for _, p := range ring { // just within a corner
				v := l.villages[i]
				x, y := l.project(Point{v.Lat + (p.Lat-v.Lat)*.98, v.Lon + (p.Lon-v.Lon)*.98})
				for j := range l.villages {
					jx, jy := l.project(Point{l.villages[j].Lat, l.villages[j].Lon})
					vx, vy := l.project(Point{v.Lat, v.Lon})
					if math.Hypot(x-jx, y-jy) < math.Hypot(x-vx, y-vy)-1e-3 {
						t.Fatalf("a corner of %s is nearer to %s", v.Naam, l.villages[j].Naam)
					}
				}
			}
		}
	}
}
