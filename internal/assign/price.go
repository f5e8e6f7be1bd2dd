package assign

import "context"

// Missing tells of edges that were left out of a problem which of them are worth more
// than the prices of their two ends: only those can make the division better. It calls
// worth for an edge and, when that says true, keeps it, by row.
type Missing func(ctx context.Context, better func(row int, e Edge) bool) (map[int][]Edge, error)

// SolveAll finds the best division over all edges when a problem has only some of them,
// because all are too many to keep: it solves, asks what was left out that is worth more
// than the prices, adds that, and solves again, until there is nothing. Then the prices
// prove that the division is the best over all edges.
func SolveAll(ctx context.Context, p *Problem, missing Missing) (*Division, error) {
	for {
		d, err := Solve(ctx, p)
		if err != nil {
			return nil, err
		}
		more, err := missing(ctx, d.better)
		if err != nil || len(more) == 0 {
			return d, err
		}
		q := p.with(more)
		if len(q.edges) == len(p.edges) {
			return d, nil
		}
		p = q
	}
}

// better tells whether an edge is worth more than the prices.
func (d *Division) better(row int, e Edge) bool {
	return d.problem.capacity[e.Col] > 0 && d.reduced(row, e) < 0
}
