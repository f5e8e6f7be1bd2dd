package assign_test

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"buurtdorp/internal/assign"
)

// country makes families that live in towns on a plane, with chances of fitting that
// fall with the distance, and the best k columns of each row.
func country(seed uint64, rows, cols, k int, places func(*rand.Rand) int) *assign.Problem {
	r := rand.New(rand.NewPCG(seed, 1))
	type spot struct{ x, y, wish float64 }
	towns := make([]spot, max(1, (rows+cols)/100))
	for i := range towns {
		towns[i] = spot{x: r.Float64() * 200, y: r.Float64() * 250}
	}
	live := func() spot {
		t := towns[int(float64(len(towns))*r.Float64()*r.Float64())]
		return spot{t.x + r.NormFloat64()*4, t.y + r.NormFloat64()*4, r.Float64()}
	}
	there, capacity := make([]spot, cols), make([]int, cols)
	cells := map[[2]int][]int32{}
	for j := range there {
		there[j], capacity[j] = live(), places(r)
		c := [2]int{int(there[j].x / 15), int(there[j].y / 15)}
		cells[c] = append(cells[c], int32(j))
	}
	p := assign.New(mostGain, capacity)
	for range rows {
		here := live()
		var es []assign.Edge
		cx, cy := int(here.x/15), int(here.y/15)
		for x := cx - 1; x <= cx+1; x++ {
			for y := cy - 1; y <= cy+1; y++ {
				for _, j := range cells[[2]int{x, y}] {
					far := math.Hypot(here.x-there[j].x, here.y-there[j].y)
					if far > 15 || r.IntN(3) > 0 {
						continue
					}
					fit := 35*(1-far/15) + 35*(1-math.Abs(here.wish-there[j].wish)) + 30*r.Float64()
					es = append(es, assign.Edge{Col: j, Gain: int32(fit)})
				}
			}
		}
		slices.SortFunc(es, func(a, b assign.Edge) int { return cmp.Or(cmp.Compare(b.Gain, a.Gain), cmp.Compare(a.Col, b.Col)) })
		p.Row(r.IntN(20)/19, es[:min(k, len(es))]...)
	}
	return p
}

func one(*rand.Rand) int { return 1 }

func twoOrSo(r *rand.Rand) int { return 1 + r.IntN(3) }

// BenchmarkSolve divides a region's whole list, and the country's.
func BenchmarkSolve(b *testing.B) {
	for _, c := range []struct {
		rows, cols, k int
		places        func(*rand.Rand) int
	}{
		{1_000, 1_000, 50, one}, {10_000, 10_000, 50, twoOrSo}, {10_000, 10_000, 50, one}, {10_000, 4_000, 50, one}, {10_000, 5_000, 100, one},
	} {
		b.Run(fmt.Sprintf("%dx%d_k%d", c.rows, c.cols, c.k), func(b *testing.B) {
			p := country(1, c.rows, c.cols, c.k, c.places)
			edges := 0
			for i := range p.Rows() {
				edges += len(p.Edges(i))
			}
			runtime.GC()
			var d *assign.Division
			var err error
			b.ReportAllocs()
			for b.Loop() {
				if d, err = assign.Solve(b.Context(), p); err != nil {
					b.Fatal(err)
				}
			}
			if gap, err := d.Gap(); err != nil || gap != 0 {
				b.Fatalf("gap %d, %v", gap, err)
			}
			b.ReportMetric(float64(edges), "edges")
			b.ReportMetric(float64(d.Total.Pairs), "pairs")
		})
	}
}
