// Package fault is how the programme says no: a stable code for programs, a
// message key for people, and the place in the input it is about. It is a leaf
// and imports nothing of ours. Only what stands here reaches the outside; every
// other error is "er ging iets mis" to the person and a full chain to the log.
package fault

import (
	"errors"
	"maps"
	"slices"
	"strings"
)

// Error is one fault.
type Error struct {
	Code Code
	// Key names the sentence in the catalogue; empty takes the code's own.
	Key string
	// Path leads to the field of the input, indexes written as digits.
	Path []string
	// Args fill the {names} in the sentence. They are for the person only: Error
	// never prints them.
	Args map[string]any
	// Current is the present state of what was in conflict.
	Current any

	cause error
}

// New makes a fault. The key must stand in the catalogue, or be empty.
func New(code Code, key string) *Error { return &Error{Code: code, Key: key} }

// At says where in the input it is.
func (e *Error) At(path ...string) *Error {
	c := e.copy()
	c.Path = slices.Clone(path)
	return c
}

// With fills one {name} of the sentence.
func (e *Error) With(name string, value any) *Error {
	c := e.copy()
	c.Args = maps.Clone(e.Args)
	if c.Args == nil {
		c.Args = map[string]any{}
	}
	c.Args[name] = value
	return c
}

// Because keeps the error underneath, for the log.
func (e *Error) Because(err error) *Error {
	c := e.copy()
	c.cause = err
	return c
}

// WithCurrent hands over the state as it is now.
func (e *Error) WithCurrent(now any) *Error {
	c := e.copy()
	c.Current = now
	return c
}

// Error is for logs: code, key, place and cause, never an argument.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Code))
	if e.Key != "" {
		b.WriteString(" " + e.Key)
	}
	if len(e.Path) > 0 {
		b.WriteString(" at " + strings.Join(e.Path, "."))
	}
	if e.cause != nil {
		b.WriteString(": " + e.cause.Error())
	}
	return b.String()
}

// Unwrap gives what it was caused by.
func (e *Error) Unwrap() error { return e.cause }

// Is lets errors.Is(err, fault.New(fault.Full, "")) ask for a code, and with a
// key for that one fault.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code && (t.Key == "" || t.Key == e.Key)
}

func (e *Error) copy() *Error {
	c := *e
	return &c
}

// CodeOf tells which code err answers with: its own when it is a fault, the
// first one's when it is a list, INTERNAL otherwise.
func CodeOf(err error) Code {
	if all := All(err); len(all) > 0 {
		return all[0].Code
	}
	return Internal
}

// Has tells whether a fault with this code is in err.
func Has(err error, code Code) bool {
	return slices.ContainsFunc(All(err), func(e *Error) bool { return e.Code == code })
}

// All finds the faults in err. None means that err is not one of ours.
func All(err error) List {
	var list List
	if errors.As(err, &list) {
		return list
	}
	var one *Error
	if errors.As(err, &one) && one != nil {
		return List{one}
	}
	return nil
}
