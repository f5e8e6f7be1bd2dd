package suggest

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"buurtdorp/internal/geo"
)

func mergeIn(l *geo.Lands, others []int) [][]int { return merge(others, l.Beside, l.Km) }

// No cell is about fewer than enough, every village is in one, and together they are
// everybody.
func TestNoCellIsAboutAFew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 20).Draw(t, "villages")
		villages, others, total := make([]geo.Village, n), make([]int, n), 0
		for i := range n {
			villages[i] = geo.Village{Naam: fmt.Sprint(i), Lat: 51.7 + float64(rapid.IntRange(0, 90).Draw(t, "lat"))/1000, Lon: 4.2 + float64(rapid.IntRange(0, 90).Draw(t, "lon"))/500}
			others[i] = rapid.IntRange(0, 5).Draw(t, "families")
			total += others[i]
		}
		l := geo.DrawLands(villages)
		heaps := mergeIn(l, others)
		if (heaps == nil) != (total < enough) {
			t.Fatalf("%v of %d families", heaps, total)
		}
		seen, sum := make([]int, n), 0
		for _, h := range heaps {
			in := 0
			for _, v := range h {
				seen[v]++
				in += others[v]
			}
			if in < enough {
				t.Fatalf("%v is about %d families", h, in)
			}
			sum += in
		}
		if heaps != nil && (sum != total || slices.Min(seen) != 1 || slices.Max(seen) != 1) {
			t.Fatalf("%v of %d families: %d, villages %v", heaps, total, sum, seen)
		}
		if again := mergeIn(geo.DrawLands(villages), slices.Clone(others)); fmt.Sprint(again) != fmt.Sprint(heaps) {
			t.Fatalf("%v, and once more %v", heaps, again)
		}
	})
}

// Somebody who knows the rule by heart sees the cells and their numbers, and tries every
// region that would look so. Of no village, and of no few villages together, is then
// certain that one or two families live there.
func TestWhoKnowsTheRuleLearnsNoMore(t *testing.T) {
	const villages, most = 5, 7
	for name, at := range map[string][villages]geo.Village{
		"in a row":     {{Lat: 51.70, Lon: 4.2}, {Lat: 51.70, Lon: 4.23}, {Lat: 51.70, Lon: 4.27}, {Lat: 51.70, Lon: 4.30}, {Lat: 51.70, Lon: 4.38}},
		"around one":   {{Lat: 51.75, Lon: 4.3}, {Lat: 51.79, Lon: 4.3}, {Lat: 51.72, Lon: 4.31}, {Lat: 51.75, Lon: 4.36}, {Lat: 51.74, Lon: 4.22}},
		"in two heaps": {{Lat: 51.70, Lon: 4.2}, {Lat: 51.71, Lon: 4.21}, {Lat: 51.80, Lon: 4.4}, {Lat: 51.81, Lon: 4.42}, {Lat: 51.79, Lon: 4.41}},
	} {
		t.Run(name, func(t *testing.T) {
			l := geo.DrawLands(at[:])
			looks := map[string][][villages]int{}
			var others [villages]int
			for {
				heaps := mergeIn(l, others[:])
				sums := make([]int, len(heaps))
				for i, h := range heaps {
					for _, v := range h {
						sums[i] += others[v]
					}
				}
				if len(sums) > 0 && slices.Max(sums) <= most { // of more we did not try every region
					look := fmt.Sprint(heaps, sums)
					looks[look] = append(looks[look], others)
				}
				i := 0
				for ; i < villages && others[i] == most; i++ {
					others[i] = 0
				}
				if i == villages {
					break
				}
				others[i]++
			}
			for look, worlds := range looks {
				for set := 1; set < 1<<villages; set++ {
					of := func(w [villages]int) (n int) {
						for v := range w {
							if set>>v&1 == 1 {
								n += w[v]
							}
						}
						return n
					}
					n := of(worlds[0])
					certain := !slices.ContainsFunc(worlds, func(w [villages]int) bool { return of(w) != n })
					if certain && n > 0 && n < enough {
						t.Fatalf("%s can only be %v: villages %b have %d families", look, worlds[0], set, n)
					}
				}
			}
		})
	}
}
