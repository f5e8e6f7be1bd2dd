package suggest

import (
	"cmp"
	"slices"

	"github.com/google/uuid"
)

// enough families make a number that is about nobody.
const enough = 3

// seeker is a child that looks for a place.
type seeker struct {
	family  uuid.UUID
	village string
	age     int // in ages
}

// tellable are the numbers of one moment that may be said: of the region, of its
// villages, and of an age in a village. Each child is in one age of one village, so what
// can be worked out by subtraction is what is left of a place when the parts of it that
// were told are taken away. Where that would be about one or two families, the smallest
// part is not told either, until it is about enough or about nobody.
func tellable(all []seeker) (told []Cell) {
	region := &node{all: all}
	villages := map[string]*node{}
	for _, s := range all {
		v := villages[s.village]
		if v == nil {
			v = &node{cell: Cell{Village: s.village}, parts: make([]*node, len(ages))}
			for i, a := range ages {
				v.parts[i] = &node{cell: Cell{Village: s.village, Van: a[0], Tot: a[1]}}
			}
			villages[s.village] = v
			if s.village != "" { // nobody knows where: only in the number of the region
				region.parts = append(region.parts, v)
			}
		}
		v.all, v.parts[s.age].all = append(v.all, s), append(v.parts[s.age].all, s)
	}
	for _, n := range region.told() {
		n.cell.Children = len(n.all)
		told = append(told, n.cell)
	}
	slices.SortFunc(told, func(a, b Cell) int {
		return cmp.Or(cmp.Compare(a.Village, b.Village), cmp.Compare(a.Tot, b.Tot))
	})
	return told
}

// node is a place, and the parts of it.
type node struct {
	cell  Cell
	all   []seeker
	parts []*node
}

// told is what may be said of the parts, and of the node itself when that says nothing
// of a few.
func (n *node) told() (out []*node) {
	for _, p := range n.parts {
		out = append(out, p.told()...)
	}
	rest := n.without(out)
	if families(n.all) < enough || len(rest) > 0 && families(rest) < enough {
		return out
	}
	return append(out, n)
}

// without is who is left when those who are told of are taken away.
func (n *node) without(told []*node) (rest []seeker) {
	for _, s := range n.all {
		if !slices.ContainsFunc(told, func(p *node) bool { return p.has(s) }) {
			rest = append(rest, s)
		}
	}
	return rest
}

func (n *node) has(s seeker) bool {
	return n.cell.Village == s.village && (n.cell.Tot == 0 || n.cell.Van == ages[s.age][0])
}

func families(all []seeker) int {
	seen := map[uuid.UUID]bool{}
	for _, s := range all {
		seen[s.family] = true
	}
	return len(seen)
}
