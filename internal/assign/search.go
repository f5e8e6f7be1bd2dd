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
	match []int32
	on    [][]int32 // who is on each column
	u     []int64
	cols  []column

	// Of one shortest way.
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

// column is what every look at a column takes, side by side in memory: that is where a
// search spends its time.
type column struct {
	v    int64 // price
	far  int64 // of one shortest way
	room int32 // places that nobody has
}

func newSearch(s side, capacity []int32) *search {
	n, m := len(s.start)-1, len(capacity)
	x := &search{side: s, match: make([]int32, n), on: make([][]int32, m), u: make([]int64, n), cols: make([]column, m),
		from: make([]int32, m), done: make([]bool, m), rowFar: make([]int64, n)}
	for j := range x.cols {
		x.cols[j].far, x.cols[j].room = infinite, capacity[j]
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
		k := x.start[i]
		if k == x.start[i+1] || x.worth[k] <= 0 {
			continue
		}
		x.u[i] = -x.worth[k]
		if x.free(x.to[k]) {
			x.put(int32(i), x.to[k])
		} else {
			rest = append(rest, int32(i))
		}
	}
	return rest
}

func (x *search) free(j int32) bool { return x.cols[j].room > 0 }

func (x *search) put(i, j int32) {
	x.match[i], x.on[j] = j, append(x.on[j], i)
	x.cols[j].room--
}

func (x *search) leave(i int32) {
	if j := x.match[i]; j >= 0 {
		at := slices.Index(x.on[j], i)
		last := len(x.on[j]) - 1
		x.on[j][at] = x.on[j][last]
		x.on[j], x.match[i] = x.on[j][:last], -1
		x.cols[j].room++
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
		if x.done[c.col] || c.far > x.cols[c.col].far {
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
	to, worth := x.to[x.start[i]:x.start[i+1]], x.worth[x.start[i]:x.start[i+1]]
	for k, j := range to {
		least := base - worth[k]
		if least >= x.end {
			break // no price is above 0, and what comes is worth less
		}
		c := &x.cols[j]
		far := least - c.v
		if far >= c.far || far >= x.end {
			continue
		}
		if c.far == infinite {
			x.touched = append(x.touched, j)
		}
		c.far, x.from[j] = far, i
		if c.room > 0 {
			x.end, x.endCol, x.alone = far, j, -1
		} else {
			x.queue.push(near{far, j})
		}
	}
}

// reprice makes the way that was found cost nothing, and no other way less than that.
func (x *search) reprice() {
	for _, j := range x.settled {
		x.cols[j].v += x.cols[j].far - x.end
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
		x.cols[j].far, x.done[j] = infinite, false
	}
	x.touched = x.touched[:0]
}

func (x *search) rowPrices() []int64 { return negated(x.u) }

func (x *search) colPrices() []int64 {
	out := make([]int64, len(x.cols))
	for j := range x.cols {
		out[j] = -x.cols[j].v
	}
	return out
}

func negated(xs []int64) []int64 {
	out := make([]int64, len(xs))
	for i, x := range xs {
		out[i] = -x
	}
	return out
}
