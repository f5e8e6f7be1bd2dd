package fault

import (
	"slices"
	"strconv"
)

// Place is a spot in the input; faults are made at it.
type Place struct{ path []string }

// At begins at a spot: fault.At("input", "adres").
func At(path ...string) Place { return Place{slices.Clone(path)} }

// Field goes one or more names deeper.
func (p Place) Field(names ...string) Place {
	return Place{append(slices.Clone(p.path), names...)}
}

// Index goes to one item of a list.
func (p Place) Index(i int) Place { return p.Field(strconv.Itoa(i)) }

// Path gives the names from the outside in.
func (p Place) Path() []string { return slices.Clone(p.path) }

// New makes a fault here.
func (p Place) New(code Code, key string) *Error { return New(code, key).At(p.path...) }

// Required says that an answer is missing here.
func (p Place) Required() *Error { return p.New(Required, "") }

// Invalid says that we cannot use the answer given here.
func (p Place) Invalid() *Error { return p.New(Invalid, "") }

// TooLong says that the text here goes beyond max characters.
func (p Place) TooLong(max int) *Error { return p.New(TooLong, "tekst.lang").With("max", max) }

// TooMany says that more than max were given here.
func (p Place) TooMany(max int) *Error { return p.New(TooMany, "aantal.veel").With("max", max) }
