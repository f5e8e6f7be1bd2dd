package assign

import "fmt"

// Gap is how much better another division could be at the most, by the prices alone: 0
// is a proof that there is none. It believes nothing of how the division was found, and
// its error says what does not hold.
func (d *Division) Gap() (int64, error) { return d.GapOf(d.problem) }

// GapOf holds the division beside a problem with the same rows and columns and other
// edges, such as all edges when only some were looked at.
func (d *Division) GapOf(p *Problem) (int64, error) {
	if len(d.Match) != p.Rows() || len(d.col) != p.Cols() {
		return 0, fmt.Errorf("a division of %d rows, a problem of %d", len(d.Match), p.Rows())
	}
	taken, reached, bound := make([]int32, p.Cols()), int64(0), int64(0)
	for i, j := range d.Match {
		if d.row[i] < 0 {
			return 0, fmt.Errorf("row %d has a price below 0", i)
		}
		bound += d.row[i]
		has := j < 0
		for _, e := range p.Edges(i) {
			worth := d.scale.worth(p.press[i], e.Gain)
			if p.capacity[e.Col] > 0 && worth > d.row[i]+d.col[e.Col] {
				return 0, fmt.Errorf("row %d and column %d are worth more than their prices", i, e.Col)
			}
			if e.Col == j {
				has, reached = true, reached+worth
				taken[j]++
			}
		}
		if !has {
			return 0, fmt.Errorf("row %d may not get column %d", i, j)
		}
	}
	for j, n := range taken {
		if n > p.capacity[j] {
			return 0, fmt.Errorf("column %d has %d places and gives %d", j, p.capacity[j], n)
		}
		if d.col[j] < 0 {
			return 0, fmt.Errorf("column %d has a price below 0", j)
		}
		bound += d.col[j] * int64(p.capacity[j])
	}
	return bound - reached, nil
}
