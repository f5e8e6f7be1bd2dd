package graph

import "buurtdorp/internal/fault"

// A page is 20 long unless asked otherwise, and 100 at most.
const (
	defaultPage = 20
	maxPage     = 100
)

// page settles how much of a list is asked: the SDL has no default, because with one
// a client that asks for the last five would ask for the first twenty as well.
func page(first, last *int) (f, l *int, err error) {
	if first == nil && last == nil {
		n := defaultPage
		return &n, nil, nil
	}
	for name, n := range map[string]*int{"first": first, "last": last} {
		switch {
		case n != nil && *n < 0:
			return nil, nil, fault.At(name).Invalid()
		case n != nil && *n > maxPage:
			return nil, nil, fault.At(name).TooMany(maxPage)
		}
	}
	return first, last, nil
}
