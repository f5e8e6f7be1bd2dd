package guard

import "fmt"

// ceiling is where sums stop growing; far above any limit, far below overflow.
const ceiling = 1 << 30

func add(a, b int) int { return min(a+b, ceiling) }

func times(a, b int) int {
	if a == 0 || b == 0 {
		return 0
	}
	if a > ceiling/b {
		return ceiling
	}
	return a * b
}

// cost is a sum of which parts may wait for variables. Parts are shared between
// all places that spread the same fragment.
type cost struct {
	fixed int
	parts []part
}

type part struct {
	times int
	page  *page // nil: not a variable page
	of    *cost
}

// add counts another cost, a number of times, once for every row of a page.
func (c *cost) add(of *cost, n int, p *page) {
	if p == nil && len(of.parts) == 0 {
		c.fixed = add(c.fixed, times(n, of.fixed))
		return
	}
	c.parts = append(c.parts, part{n, p, of})
}

// costWith fills the variables in. Each shared part is worked out once.
func (op *planned) costWith(vars map[string]any, l Limits) (int, *Refusal) {
	if len(op.cost.parts) == 0 {
		return op.cost.fixed, nil
	}
	known := map[*cost]int{}
	var sum func(*cost) (int, *Refusal)
	sum = func(c *cost) (int, *Refusal) {
		if n, ok := known[c]; ok {
			return n, nil
		}
		total := c.fixed
		for _, p := range c.parts {
			n, refusal := sum(p.of)
			if refusal != nil {
				return 0, refusal
			}
			rows := p.times
			if p.page != nil {
				size, refusal := p.page.size(vars, op.defaults, l)
				if refusal != nil {
					return 0, refusal
				}
				rows = times(rows, size)
			}
			total = add(total, times(rows, n))
		}
		known[c] = total
		return total, nil
	}
	return sum(op.cost)
}

func shown(n int) string {
	if n >= ceiling {
		return "far more"
	}
	return fmt.Sprint(n)
}
