package assign

import (
	"cmp"
	"slices"
)

// Other is a column that a row might get instead of its own, and what everybody
// together would lose by that when all else is divided anew as well as it can be.
type Other struct {
	Col  int32
	Loss Loss
}

// Others are the n best other columns for row i, the smallest loss first. The loss is
// exact, not a bound.
func (d *Division) Others(i, n int) []Other {
	type option struct {
		col   int32
		least int64
	}
	var options []option
	p := d.problem
	for _, e := range p.Edges(i) {
		if e.Col != d.Match[i] && p.capacity[e.Col] > 0 {
			options = append(options, option{e.Col, d.reduced(i, e)})
		}
	}
	slices.SortFunc(options, func(a, b option) int { return cmp.Or(cmp.Compare(a.least, b.least), cmp.Compare(a.col, b.col)) })
	r := d.residual()
	var best []near
	for _, o := range options {
		if len(best) >= n && (n <= 0 || o.least > best[n-1].far) {
			break // no later one can be better: what prices say is the least it costs
		}
		x := near{o.least + r.back(int32(i), o.col), o.col}
		at, _ := slices.BinarySearchFunc(best, x, func(a, b near) int {
			if a.before(b) {
				return -1
			}
			return 1
		})
		best = slices.Insert(best, at, x)
		best = best[:min(len(best), n)]
	}
	out := make([]Other, len(best))
	for k, x := range best {
		out[k] = Other{x.col, d.scale.loss(x.far)}
	}
	return out
}

// reduced is what an edge costs beyond its worth at the present prices: 0 or more, and
// 0 for those that were taken.
func (d *Division) reduced(i int, e Edge) int64 {
	return d.row[i] + d.col[e.Col] - d.scale.worth(d.problem.press[i], e.Gain)
}

// residual is everything that can still be moved, and what each move costs. Beside the
// columns it has one more node, outside: where rows are that have no place, and places
// that have no row.
type residual struct {
	d       *Division
	on      [][]int32
	loose   []int32 // rows without a place
	far     []int64
	queue   queue
	outside int32
}

func (d *Division) residual() *residual {
	m := d.problem.Cols()
	r := &residual{d: d, on: make([][]int32, m), far: make([]int64, m+1), outside: int32(m)}
	for i, j := range d.Match {
		if j >= 0 {
			r.on[j] = append(r.on[j], int32(i))
		} else {
			r.loose = append(r.loose, int32(i))
		}
	}
	return r
}

// back is the least it costs to make up for one row too many on column j by way of
// others, until the place that row i left is right again.
func (r *residual) back(i, j int32) int64 {
	goal := r.d.Match[i]
	if goal < 0 {
		goal = r.outside
	}
	for k := range r.far {
		r.far[k] = infinite
	}
	r.queue = r.queue[:0]
	r.reach(j, 0)
	for len(r.queue) > 0 {
		at := r.queue.pop()
		if at.far > r.far[at.col] {
			continue
		}
		switch {
		case at.col == goal:
			return at.far
		case at.col == r.outside:
			r.fromOutside(at.far)
		default:
			r.fromColumn(at.col, at.far)
		}
	}
	return infinite
}

func (r *residual) reach(col int32, far int64) {
	if far < r.far[col] {
		r.far[col] = far
		r.queue.push(near{far, col})
	}
}

// fromColumn: a free place takes who is too many, or somebody goes elsewhere, or loses
// her place.
func (r *residual) fromColumn(j int32, far int64) {
	if int32(len(r.on[j])) < r.d.problem.capacity[j] {
		r.reach(r.outside, far)
	}
	for _, i := range r.on[j] {
		r.reach(r.outside, far+r.d.row[i])
		r.move(i, far)
	}
}

// fromOutside: a place stays empty, or who had none gets one.
func (r *residual) fromOutside(far int64) {
	for j := range r.on {
		if len(r.on[j]) > 0 {
			r.reach(int32(j), far+r.d.col[j])
		}
	}
	for _, i := range r.loose {
		r.move(i, far)
	}
}

func (r *residual) move(i int32, far int64) {
	for _, e := range r.d.problem.Edges(int(i)) {
		if r.d.problem.capacity[e.Col] > 0 {
			r.reach(e.Col, far+r.d.reduced(int(i), e))
		}
	}
}
