package assign

// near is a column and how far it is.
type near struct {
	far int64
	col int32
}

// queue gives the nearest first, and of equals the lowest column, so that the order does
// not depend on how it was filled. Four children to a node: less deep, kinder to a cache.
type queue []near

func (a near) before(b near) bool { return a.far < b.far || a.far == b.far && a.col < b.col }

func (q *queue) push(x near) {
	h := append(*q, x)
	i := len(h) - 1
	for i > 0 {
		up := (i - 1) >> 2
		if !x.before(h[up]) {
			break
		}
		h[i] = h[up]
		i = up
	}
	h[i] = x
	*q = h
}

func (q *queue) pop() near {
	h := *q
	first, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	*q = h
	if len(h) == 0 {
		return first
	}
	i := 0
	for {
		child := i<<2 + 1
		if child >= len(h) {
			break
		}
		best := child
		for k := child + 1; k < min(child+4, len(h)); k++ {
			if h[k].before(h[best]) {
				best = k
			}
		}
		if !h[best].before(last) {
			break
		}
		h[i] = h[best]
		i = best
	}
	h[i] = last
	return first
}
