package fault

import "strings"

// List is many faults at once, so that a person repairs a form in one go.
type List []*Error

// Add puts faults on the list and passes over nil.
func (l *List) Add(faults ...*Error) {
	for _, f := range faults {
		if f != nil {
			*l = append(*l, f)
		}
	}
}

// Err is the list as an error, or nil when nothing is on it.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

// Error is for logs.
func (l List) Error() string {
	parts := make([]string, len(l))
	for i, f := range l {
		parts[i] = f.Error()
	}
	return strings.Join(parts, "; ")
}

// Unwrap lets errors.Is look inside.
func (l List) Unwrap() []error {
	out := make([]error, len(l))
	for i, f := range l {
		out[i] = f
	}
	return out
}
