package assign

import (
	"cmp"
	"context"
	"slices"
)

// Division is the best there is, and the prices that prove it.
type Division struct {
	// Match is the column of each row, -1 for a row without a place.
	Match []int32
	Total Loss // pairs, press and gain of all together

	problem *Problem
	scale   scale
	// row and col are prices: no edge is worth more than those of its two ends
	// together, an edge that was taken is worth exactly that, and what got no place and
	// what has a place left costs nothing. So all prices together are an upper bound,
	// and the division reaches it.
	row, col []int64
}

// Solve finds the best division. It ends early, with the error of ctx, when ctx does.
//
// Rows come one after the other, each by the shortest way: take a free place, or one
// that is taken if whoever has it loses least by going elsewhere (successive shortest
// paths with prices, after Jonker and Volgenant). The scarce side comes: with fewer
// places than rows it is the places that look for a row, for short searches.
func Solve(ctx context.Context, p *Problem) (*Division, error) {
	s := p.scale()
	var places int64
	for _, c := range p.capacity {
		places += int64(c)
	}
	d := &Division{problem: p, scale: s, Match: make([]int32, p.Rows())}
	if places >= int64(p.Rows()) {
		x := newSearch(p.rows(s), p.capacity)
		if err := x.run(ctx); err != nil {
			return nil, err
		}
		copy(d.Match, x.match)
		d.row, d.col = x.rowPrices(), x.colPrices()
	} else {
		side, of := p.places(s)
		ones := make([]int32, p.Rows())
		for i := range ones {
			ones[i] = 1
		}
		x := newSearch(side, ones)
		if err := x.run(ctx); err != nil {
			return nil, err
		}
		d.row, d.col = x.colPrices(), make([]int64, p.Cols())
		for i := range d.Match {
			d.Match[i] = -1
		}
		for place, price := range x.rowPrices() { // of one column all the same
			d.col[of[place]] = price
			if i := x.match[place]; i >= 0 {
				d.Match[i] = of[place]
			}
		}
	}
	for i, j := range d.Match {
		if j < 0 {
			continue
		}
		d.Total.Pairs++
		d.Total.Press += int64(p.press[i])
		d.Total.Gain += int64(p.gain(i, j))
	}
	return d, nil
}

func (p *Problem) gain(i int, j int32) int32 {
	for _, e := range p.Edges(i) {
		if e.Col == j {
			return e.Gain
		}
	}
	return -1
}

// side is who comes, and what everybody they may get is worth to them, the best first.
// Columns without a place are left out.
type side struct {
	start []int32
	to    []int32
	worth []int64
}

func (p *Problem) rows(s scale) side {
	x := side{start: make([]int32, 1, len(p.start)), to: make([]int32, 0, len(p.edges)), worth: make([]int64, 0, len(p.edges))}
	var best []Edge
	for i := range p.press {
		best = append(best[:0], p.Edges(i)...)
		if !slices.IsSortedFunc(best, byGain) {
			slices.SortFunc(best, byGain)
		}
		for _, e := range best {
			if p.capacity[e.Col] > 0 {
				x.to, x.worth = append(x.to, e.Col), append(x.worth, s.worth(p.press[i], e.Gain))
			}
		}
		x.start = append(x.start, int32(len(x.to)))
	}
	return x
}

func byGain(a, b Edge) int { return cmp.Or(cmp.Compare(b.Gain, a.Gain), cmp.Compare(a.Col, b.Col)) }

// places is the problem seen from the other side: every single place looks for a row.
// of is the column of each place.
func (p *Problem) places(s scale) (x side, of []int32) {
	at := make([]int32, p.Cols()+1)
	for _, e := range p.edges {
		at[e.Col+1]++
	}
	for j := range p.capacity {
		at[j+1] += at[j]
	}
	type wish struct {
		worth int64
		row   int32
	}
	next, wishes := slices.Clone(at), make([]wish, len(p.edges))
	for i := range p.press {
		for _, e := range p.Edges(i) {
			wishes[next[e.Col]] = wish{s.worth(p.press[i], e.Gain), int32(i)}
			next[e.Col]++
		}
	}
	to, worth := make([]int32, len(wishes)), make([]int64, len(wishes))
	for j := range p.capacity {
		of := wishes[at[j]:at[j+1]]
		slices.SortFunc(of, func(a, b wish) int { return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(a.row, b.row)) })
		for k, w := range of {
			to[int(at[j])+k], worth[int(at[j])+k] = w.row, w.worth
		}
	}
	x.start = []int32{0}
	for j, c := range p.capacity {
		// More places than rows that may come are of no use, but for one: it shows that
		// there are places left.
		for range min(c, at[j+1]-at[j]+1) {
			x.to = append(x.to, to[at[j]:at[j+1]]...)
			x.worth = append(x.worth, worth[at[j]:at[j+1]]...)
			x.start = append(x.start, int32(len(x.to)))
			of = append(of, int32(j))
		}
	}
	return x, of
}
