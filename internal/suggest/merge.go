package suggest

import (
	"cmp"
	"slices"
)

// merge lays the villages of a region together until every heap is about enough
// families, or about nobody can be said anything (nil). others is how many families each
// village has; beside and km are the map.
//
// The heaps share nothing, so their numbers can be added up and nothing smaller comes of
// subtracting them. Which heap a village joins follows from the map alone, never from
// how many live there: otherwise the choice itself would tell. For the same reason a
// village where nobody is does not stand alone as a nought.
func merge(others []int, beside func(i int) []int, km func(i, j int) float64) [][]int {
	total := 0
	heap, sums := make([][]int, len(others)), slices.Clone(others)
	for i, n := range others {
		heap[i] = []int{i}
		total += n
	}
	if total < enough {
		return nil
	}
	of := make([]int, len(others)) // in whose heap a village is, by the first of it
	for i := range of {
		of[i] = i
	}
	for {
		small := -1
		for i := range heap {
			if heap[i] != nil && sums[i] < enough && (small < 0 || len(heap[i]) < len(heap[small])) {
				small = i
			}
		}
		if small < 0 {
			break
		}
		to := nearest(heap, of, small, beside, km)
		keep, gone := min(small, to), max(small, to)
		heap[keep], heap[gone] = append(heap[keep], heap[gone]...), nil
		sums[keep] += sums[gone]
		for _, v := range heap[keep] {
			of[v] = keep
		}
	}
	heap = slices.DeleteFunc(heap, func(h []int) bool { return h == nil })
	for _, h := range heap {
		slices.Sort(h)
	}
	return heap
}

// nearest is the heap whose village lies nearest to one of this heap: one that touches it, if
// there is one.
func nearest(heap [][]int, of []int, small int, beside func(i int) []int, km func(i, j int) float64) int {
	type way struct {
		to    int
		km    float64
		touch bool
	}
	var ways []way
	for _, v := range heap[small] {
		near := beside(v)
		for w := range of {
			if of[w] != small {
				ways = append(ways, way{of[w], km(v, w), slices.Contains(near, w)})
			}
		}
	}
	best := slices.MinFunc(ways, func(a, b way) int {
		if a.touch != b.touch {
			if a.touch {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(a.km, b.km), cmp.Compare(a.to, b.to))
	})
	return best.to
}
