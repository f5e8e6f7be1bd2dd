package assign

import (
	"context"
	"slices"
)

const infinite = int64(1) << 62

// search is a division in the making: costs are worth below 0, so that to stay alone,
// which costs nothing, is the last resort. u and v are the prices, 0 or below.
type search struct {
	side
	capacity []int32
	match    []int32
	on       [][]int32 // who is on each column
	u, v     []int64

	// Of one shortest way.
	far     []int64
	from    []int32
	done    []bool
	rowFar  []int64
	touched []int32
	settled []int32
	rows    []int32
	queue   queue
	end     int64 // how far the nearest end is
	endCol  int32 // a column with a free place, or -1
	alone   int32 // or a row that stays alone, or -1
}

func newSearch(s side, capacity []int32) *search {
	n, m := len(s.start)-1, len(capacity)
	x := &search{side: s, capacity: capacity, match: make([]int32, n), on: make([][]int32, m), u: make([]int64, n), v: make([]int64, m),
		far: make([]int64, m), from: make([]int32, m), done: make([]bool, m), rowFar: make([]int64, n)}
	for j := range x.far {
		x.far[j] = infinite
	}
	for i := range x.match {
		x.match[i] = -1
	}
	return x
}

func (x *search) run(ctx context.Context) error {
	for _, i := range x.first() {
		if err := ctx.Err(); err != nil {
			return err
		}
		x.find(i)
		x.reprice()
		x.take(i)
	}
	return nil
}

// first gives everybody what she would like best, as long as there is place; who finds it
// taken has to look round.
func (x *search) first() (rest []int32) {
	for i := range x.match {
		best, col := int64(0), int32(-1)
		for k := x.start[i]; k < x.start[i+1]; k++ {
			if j := x.to[k]; -x.worth[k] < best && x.capacity[j] > 0 {
				best, col = -x.worth[k], j
			}
		}
		x.u[i] = best
		switch {
		case col < 0:
		case x.free(col):
			x.put(int32(i), col)
		default:
			rest = append(rest, int32(i))
		}
	}
	return rest
}

func (x *search) free(j int32) bool { return int32(len(x.on[j])) < x.capacity[j] }

func (x *search) put(i, j int32) { x.match[i], x.on[j] = j, append(x.on[j], i) }

func (x *search) leave(i int32) {
	if j := x.match[i]; j >= 0 {
		at := slices.Index(x.on[j], i)
		last := len(x.on[j]) - 1
		x.on[j][at] = x.on[j][last]
		x.on[j], x.match[i] = x.on[j][:last], -1
	}
}

// find looks for the shortest way from row i to a free place, or to a row that can best
// be left alone.
func (x *search) find(i int32) {
	x.queue, x.settled, x.rows = x.queue[:0], x.settled[:0], x.rows[:0]
	x.end, x.endCol, x.alone = infinite, -1, -1
	x.relax(i, 0)
	for len(x.queue) > 0 {
		c := x.queue.pop()
		if c.far >= x.end {
			break
		}
		if x.done[c.col] || c.far > x.far[c.col] {
			continue
		}
		x.done[c.col] = true
		x.settled = append(x.settled, c.col)
		for _, r := range x.on[c.col] {
			x.relax(r, c.far)
		}
	}
}

func (x *search) relax(i int32, base int64) {
	x.rows = append(x.rows, i)
	x.rowFar[i] = base
	base -= x.u[i]
	if base < x.end {
		x.end, x.endCol, x.alone = base, -1, i
	}
	for k := x.start[i]; k < x.start[i+1]; k++ {
		j := x.to[k]
		far := base - x.worth[k] - x.v[j]
		if far >= x.far[j] || far >= x.end || x.capacity[j] == 0 {
			continue
		}
		if x.far[j] == infinite {
			x.touched = append(x.touched, j)
		}
		x.far[j], x.from[j] = far, i
		if x.free(j) {
			x.end, x.endCol, x.alone = far, j, -1
		} else {
			x.queue.push(near{far, j})
		}
	}
}

// reprice makes the way that was found cost nothing, and no other way less than that.
func (x *search) reprice() {
	for _, j := range x.settled {
		x.v[j] += x.far[j] - x.end
	}
	for _, i := range x.rows {
		if x.rowFar[i] < x.end {
			x.u[i] += x.end - x.rowFar[i]
		}
	}
}

// take goes the way that was found, from its end back to row src: everybody on it moves
// one place up.
func (x *search) take(src int32) {
	j := x.endCol
	if x.alone >= 0 {
		j = x.match[x.alone]
		x.leave(x.alone)
	}
	for j >= 0 {
		i := x.from[j]
		old := x.match[i]
		x.leave(i)
		x.put(i, j)
		if i == src {
			break
		}
		j = old
	}
	for _, j := range x.touched {
		x.far[j], x.done[j] = infinite, false
	}
	x.touched = x.touched[:0]
}

func (x *search) rowPrices() []int64 { return negated(x.u) }

func (x *search) colPrices() []int64 { return negated(x.v) }

func negated(xs []int64) []int64 {
	out := make([]int64, len(xs))
	for i, x := range xs {
		out[i] = -x
	}
	return out
}
