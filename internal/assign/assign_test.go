package assign_test

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"buurtdorp/internal/assign"
)

// puzzle is a problem in plain sight.
type puzzle struct {
	capacity []int
	press    []int
	edges    [][]assign.Edge
}

const mostGain = 100

func (z puzzle) problem() *assign.Problem {
	p := assign.New(mostGain, z.capacity)
	for i, es := range z.edges {
		p.Row(z.press[i], es...)
	}
	return p
}

func (z puzzle) solve(t interface{ Fatal(...any) }) *assign.Division {
	d, err := assign.Solve(context.Background(), z.problem())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// puzzles draws small ones, with every kind of trouble: no edges, no places, many equal
// gains, more places than rows and fewer.
func puzzles(rows, cols int) *rapid.Generator[puzzle] {
	return rapid.Custom(func(t *rapid.T) puzzle {
		z := puzzle{capacity: rapid.SliceOfN(rapid.IntRange(0, 3), 0, cols).Draw(t, "capacity")}
		n := rapid.IntRange(0, rows).Draw(t, "rows")
		most := rapid.SampledFrom([]int{0, 1, 5, mostGain}).Draw(t, "most")
		for range n {
			z.press = append(z.press, rapid.IntRange(0, 2).Draw(t, "press"))
			var es []assign.Edge
			for j := range z.capacity {
				if rapid.Bool().Draw(t, "edge") {
					es = append(es, assign.Edge{Col: int32(j), Gain: int32(rapid.IntRange(0, most).Draw(t, "gain"))})
				}
			}
			z.edges = append(z.edges, es)
		}
		return z
	})
}

func order(a, b assign.Loss) int {
	return cmp.Or(cmp.Compare(a.Pairs, b.Pairs), cmp.Compare(a.Press, b.Press), cmp.Compare(a.Gain, b.Gain))
}

func plus(a, b assign.Loss) assign.Loss {
	return assign.Loss{Pairs: a.Pairs + b.Pairs, Press: a.Press + b.Press, Gain: a.Gain + b.Gain}
}

// everyWay tries every division there is. must says which column a row has to have.
func (z puzzle) everyWay(must map[int]int32) (best assign.Loss, found bool) {
	free := slices.Clone(z.capacity)
	var from func(i int, sum assign.Loss)
	from = func(i int, sum assign.Loss) {
		if i == len(z.edges) {
			if !found || order(sum, best) > 0 {
				best, found = sum, true
			}
			return
		}
		col, forced := must[i]
		for _, e := range z.edges[i] {
			if free[e.Col] > 0 && (!forced || e.Col == col) {
				free[e.Col]--
				from(i+1, plus(sum, assign.Loss{Pairs: 1, Press: int64(z.press[i]), Gain: int64(e.Gain)}))
				free[e.Col]++
			}
		}
		if !forced {
			from(i+1, sum)
		}
	}
	from(0, assign.Loss{})
	return best, found
}

// proved: the prices prove it, and what it says of itself is so.
func proved(t interface{ Errorf(string, ...any) }, z puzzle, d *assign.Division) {
	if gap, err := d.Gap(); err != nil || gap != 0 {
		t.Errorf("gap %d, %v", gap, err)
	}
	var sum assign.Loss
	used := make([]int, len(z.capacity))
	for i, j := range d.Match {
		if j < 0 {
			continue
		}
		at := slices.IndexFunc(z.edges[i], func(e assign.Edge) bool { return e.Col == j })
		if at < 0 {
			t.Errorf("row %d has column %d, which it may not have", i, j)
			return
		}
		if used[j]++; used[j] > z.capacity[j] {
			t.Errorf("column %d gives more places than it has", j)
		}
		sum = plus(sum, assign.Loss{Pairs: 1, Press: int64(z.press[i]), Gain: int64(z.edges[i][at].Gain)})
	}
	if sum != d.Total {
		t.Errorf("says %+v, is %+v", d.Total, sum)
	}
}

func TestTheBestOfEveryWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z := puzzles(6, 4).Draw(t, "puzzle")
		d := z.solve(t)
		proved(t, z, d)
		if want, _ := z.everyWay(nil); d.Total != want {
			t.Errorf("%+v, and %+v can be had", d.Total, want)
		}
	})
}

// A solver that shares nothing with ours: paths by Bellman and Ford over a net of single
// arcs, and pairs, press and gain compared one after the other instead of in one number.
func TestTheSameAsAnotherSolver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z := middling(rapid.Uint64().Draw(t, "seed"), rapid.IntRange(10, 60).Draw(t, "rows"), rapid.IntRange(3, 60).Draw(t, "cols"))
		d := z.solve(t)
		proved(t, z, d)
		if want := z.byFlow(); d.Total != want {
			t.Errorf("%+v, the other found %+v", d.Total, want)
		}
	})
}

// middling is too large to try every way.
func middling(seed uint64, rows, cols int) puzzle {
	r := rand.New(rand.NewPCG(seed, 7))
	z := puzzle{capacity: make([]int, cols)}
	for j := range z.capacity {
		z.capacity[j] = r.IntN(3)
	}
	spread := 1 + r.IntN(mostGain)
	for range rows {
		z.press = append(z.press, r.IntN(3))
		var es []assign.Edge
		for j := range cols {
			if r.IntN(4) == 0 {
				es = append(es, assign.Edge{Col: int32(j), Gain: int32(r.IntN(spread))})
			}
		}
		z.edges = append(z.edges, es)
	}
	return z
}

// byFlow sends rows to columns one at a time, each by the cheapest path there is then.
func (z puzzle) byFlow() (total assign.Loss) {
	type arc struct {
		from, to, room int
		gain           assign.Loss
	}
	n, m := len(z.edges), len(z.capacity)
	source, sink := n+m, n+m+1
	var arcs []arc
	add := func(from, to, room int, gain assign.Loss) {
		arcs = append(arcs, arc{from, to, room, gain}, arc{to, from, 0, assign.Loss{Pairs: -gain.Pairs, Press: -gain.Press, Gain: -gain.Gain}})
	}
	for i, es := range z.edges {
		add(source, i, 1, assign.Loss{})
		for _, e := range es {
			add(i, n+int(e.Col), 1, assign.Loss{Pairs: 1, Press: int64(z.press[i]), Gain: int64(e.Gain)})
		}
	}
	for j, c := range z.capacity {
		add(n+j, sink, c, assign.Loss{})
	}
	for {
		best, known, by := make([]assign.Loss, n+m+2), make([]bool, n+m+2), make([]int, n+m+2)
		known[source] = true
		for changed := true; changed; {
			changed = false
			for k, a := range arcs {
				if a.room == 0 || !known[a.from] {
					continue
				}
				if x := plus(best[a.from], a.gain); !known[a.to] || order(x, best[a.to]) > 0 {
					best[a.to], known[a.to], by[a.to], changed = x, true, k, true
				}
			}
		}
		if !known[sink] || order(best[sink], assign.Loss{}) <= 0 {
			return total
		}
		total = plus(total, best[sink])
		for at := sink; at != source; at = arcs[by[at]].from {
			arcs[by[at]].room--
			arcs[by[at]^1].room++
		}
	}
}

// What it costs to choose otherwise is exactly what every way of dividing with that
// choice in it has less.
func TestWhatAnotherChoiceCosts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z := puzzles(5, 4).Draw(t, "puzzle")
		d := z.solve(t)
		for i := range z.edges {
			all := d.Others(i, 10)
			for _, o := range all {
				with, _ := z.everyWay(map[int]int32{i: o.Col})
				if plus(with, o.Loss) != d.Total {
					t.Errorf("row %d on %d leaves %+v of %+v, said to cost %+v", i, o.Col, with, d.Total, o.Loss)
				}
			}
			possible := 0
			for _, e := range z.edges[i] {
				if e.Col != d.Match[i] && z.capacity[e.Col] > 0 {
					possible++
				}
			}
			if len(all) != possible || !slices.IsSortedFunc(all, func(a, b assign.Other) int { return order(a.Loss, b.Loss) }) {
				t.Errorf("row %d: %v of %d", i, all, possible)
			}
			for n := range len(all) {
				if some := d.Others(i, n); !slices.Equal(some, all[:n]) {
					t.Errorf("the best %d are %v, not %v", n, some, all[:n])
				}
			}
		}
	})
}

// With only the best few edges of each row to begin with, and the rest asked for by
// price, the division is as good as with all, and proved so.
func TestEdgesLeftOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z := middling(rapid.Uint64().Draw(t, "seed"), rapid.IntRange(10, 60).Draw(t, "rows"), rapid.IntRange(3, 60).Draw(t, "cols"))
		few := rapid.IntRange(0, 3).Draw(t, "few")
		some := puzzle{z.capacity, z.press, nil}
		for _, es := range z.edges {
			es = slices.Clone(es)
			slices.SortFunc(es, func(a, b assign.Edge) int { return cmp.Compare(b.Gain, a.Gain) })
			some.edges = append(some.edges, es[:min(few, len(es))])
		}
		d, err := assign.SolveAll(t.Context(), some.problem(), func(_ context.Context, better func(int, assign.Edge) bool) (map[int][]assign.Edge, error) {
			out := map[int][]assign.Edge{}
			for i, es := range z.edges {
				for _, e := range es {
					if better(i, e) {
						out[i] = append(out[i], e)
					}
				}
			}
			return out, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if gap, err := d.GapOf(z.problem()); err != nil || gap != 0 {
			t.Errorf("gap %d, %v", gap, err)
		}
		if want := z.byFlow(); d.Total != want {
			t.Errorf("%+v, with all edges %+v", d.Total, want)
		}
	})
}

// Pairs come before press, and press before gain.
func TestWhatCountsFirst(t *testing.T) {
	for name, c := range map[string]struct {
		puzzle
		want []int32
	}{
		"two pairs of little gain, not one of much": {puzzle{[]int{1, 1}, []int{0, 0}, [][]assign.Edge{{{0, 100}, {1, 1}}, {{0, 1}}}}, []int32{1, 0}},
		"who is pressed before who fits better":     {puzzle{[]int{1}, []int{0, 1}, [][]assign.Edge{{{0, 100}}, {{0, 1}}}}, []int32{-1, 0}},
		"no pair less for who is pressed":           {puzzle{[]int{1, 1}, []int{2, 0}, [][]assign.Edge{{{0, 100}, {1, 0}}, {{0, 0}}}}, []int32{1, 0}},
		"of equals who came first":                  {puzzle{[]int{1}, []int{0, 0}, [][]assign.Edge{{{0, 7}}, {{0, 7}}}}, []int32{0, -1}},
		"a column without places gives none":        {puzzle{[]int{0}, []int{2}, [][]assign.Edge{{{0, 100}}}}, []int32{-1}},
	} {
		t.Run(name, func(t *testing.T) {
			if d := c.solve(t); !slices.Equal(d.Match, c.want) {
				t.Errorf("%v, want %v", d.Match, c.want)
			}
		})
	}
}

func TestTheSameEveryTime(t *testing.T) {
	z := middling(3, 300, 200)
	first := z.solve(t)
	for range 5 {
		if again := z.solve(t); !slices.Equal(again.Match, first.Match) {
			t.Fatal("another division of the same problem")
		}
	}
}

// The certificate notices what is wrong: it is no use if it always says yes.
func TestTheProofCanFail(t *testing.T) {
	z := puzzle{[]int{1, 1}, []int{0, 0}, [][]assign.Edge{{{0, 9}, {1, 8}}, {{0, 9}, {1, 2}}}}
	d := z.solve(t)
	proved(t, z, d)
	d.Match[0], d.Match[1] = d.Match[1], d.Match[0]
	if gap, err := d.Gap(); err != nil || gap <= 0 {
		t.Errorf("a worse division: gap %d, %v", gap, err)
	}
	d.Match[0] = d.Match[1]
	if _, err := d.Gap(); err == nil {
		t.Error("one place given twice is no division")
	}
	d = z.solve(t)
	z.edges[1][1].Gain = 50
	if _, err := d.GapOf(z.problem()); err == nil {
		t.Error("an edge that would have been better is not seen")
	}
}

func TestStops(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := assign.Solve(ctx, middling(1, 200, 20).problem()); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
