package matching

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/google/uuid"
)

// hit is a candidate that may come among the best.
type hit struct {
	rang  Rang
	score int
	id    uuid.UUID
	at    int
}

// before is the order of the list: rang, score, then id.
func (h *hit) before(o *hit) bool { return h.order(o) < 0 }

func (h *hit) order(o *hit) int {
	return cmp.Or(cmp.Compare(h.rang, o.rang), cmp.Compare(o.score, h.score), bytes.Compare(h.id[:], o.id[:]))
}

// top keeps the best k of any number: a heap with the worst of them at 0.
type top struct {
	k    int
	heap []hit
}

func newTop(k int) *top { return &top{k: max(k, 0), heap: make([]hit, 0, max(k, 0))} }

func (t *top) full() bool { return len(t.heap) == t.k }

func (t *top) add(h hit) {
	if !t.full() {
		t.heap = append(t.heap, h)
		for i := len(t.heap) - 1; i > 0; {
			up := (i - 1) / 2
			if !t.heap[up].before(&t.heap[i]) {
				return
			}
			t.heap[up], t.heap[i] = t.heap[i], t.heap[up]
			i = up
		}
		return
	}
	if !h.before(&t.heap[0]) {
		return
	}
	t.heap[0] = h
	for i := 0; ; {
		worst := 2*i + 1
		if worst >= t.k {
			return
		}
		if worst+1 < t.k && t.heap[worst].before(&t.heap[worst+1]) {
			worst++
		}
		if !t.heap[i].before(&t.heap[worst]) {
			return
		}
		t.heap[i], t.heap[worst] = t.heap[worst], t.heap[i]
		i = worst
	}
}

func (t *top) sorted() []hit {
	slices.SortFunc(t.heap, func(a, b hit) int { return a.order(&b) })
	return t.heap
}
