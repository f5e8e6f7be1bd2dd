// Package assign divides: who gets whom, when everybody wants somebody and places are
// few. It finds the best division there is, and proves that there is no better one.
//
// It knows nothing of families. Rows ask, each for one place at most; columns have
// places; an edge between them is worth some gain. First as many rows as possible get a
// place, then the pressing ones among them, and then the gain of all together is as high
// as it can be. The same problem gives the same answer, always.
package assign

import "slices"

// Edge is a column that a row may get, and what that is worth, 0 or more.
type Edge struct{ Col, Gain int32 }

// Problem is who may get whom. Make one with New, and add rows.
type Problem struct {
	capacity []int32
	most     int64 // gain
	press    []int32
	// The edges of row i are start[i] up to start[i+1].
	start []int32
	edges []Edge
}

// New makes a problem without rows; capacity is how many places each column has, and
// most the highest gain an edge may have.
func New(most int, capacity []int) *Problem {
	p := &Problem{capacity: make([]int32, len(capacity)), most: int64(most), start: []int32{0}}
	for j, c := range capacity {
		p.capacity[j] = int32(max(c, 0))
	}
	return p
}

// Row adds a row with the columns it may get, each once. press is how much it matters
// that this row gets any place at all, beside other rows: 0 or more.
func (p *Problem) Row(press int, edges ...Edge) {
	p.press = append(p.press, int32(press))
	p.edges = append(p.edges, edges...)
	p.start = append(p.start, int32(len(p.edges)))
}

// Rows and Cols are how many there are.
func (p *Problem) Rows() int { return len(p.press) }

// Cols is how many columns there are.
func (p *Problem) Cols() int { return len(p.capacity) }

// Edges are the columns row i may get.
func (p *Problem) Edges(i int) []Edge { return p.edges[p.start[i]:p.start[i+1]] }

// Loss is what one division has less than another: rows with a place, press of the rows
// with a place, gain. The first that differs decides.
type Loss struct{ Pairs, Press, Gain int64 }

// scale makes one number of pairs, press and gain, in which a pair more is worth more
// than all press there can be, and some press more than all gain.
type scale struct{ press, pair int64 }

func (p *Problem) scale() scale {
	var press, places int64
	for _, x := range p.press {
		press = max(press, int64(x))
	}
	for _, c := range p.capacity {
		places += int64(c)
	}
	most := min(places, int64(len(p.press)))
	s := scale{press: 2*p.most*most + 1}
	s.pair = (2*press*most + 1) * s.press
	return s
}

// worth is an edge's value in this scale.
func (s scale) worth(press, gain int32) int64 { return s.pair + int64(press)*s.press + int64(gain) }

// loss takes a number in this scale apart.
func (s scale) loss(x int64) (l Loss) {
	l.Gain, x = digit(x, s.press)
	l.Press, l.Pairs = digit(x, s.pair/s.press)
	return l
}

// digit is the last digit of x in an odd base, from minus half of it to half, and the rest.
func digit(x, base int64) (last, rest int64) {
	half := base / 2
	last = (x+half)%base - half
	if last < -half {
		last += base
	}
	return last, (x - last) / base
}

// with is the problem with more edges; extra are by row.
func (p *Problem) with(extra map[int][]Edge) *Problem {
	n := 0
	for _, es := range extra {
		n += len(es)
	}
	q := &Problem{capacity: p.capacity, most: p.most, start: []int32{0}, edges: make([]Edge, 0, len(p.edges)+n)}
	for i := range p.press {
		have, more := p.Edges(i), extra[i]
		q.edges = append(q.edges, have...)
		for _, e := range more {
			if !slices.ContainsFunc(have, func(h Edge) bool { return h.Col == e.Col }) {
				q.edges = append(q.edges, e)
			}
		}
		q.press = append(q.press, p.press[i])
		q.start = append(q.start, int32(len(q.edges)))
	}
	return q
}
