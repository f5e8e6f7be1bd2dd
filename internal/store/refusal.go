package store

import "fmt"

// refusal is a sentence for an operator about something that is in the way: nothing
// went wrong, and nothing was changed.
type refusal string

func (r refusal) Error() string { return string(r) }

// Is lets errors.Is(err, ErrInTheWay) find every refusal.
func (r refusal) Is(target error) bool { return target == ErrInTheWay }

// ErrInTheWay is what a refusal is: what is there stands in the way of what was asked.
const ErrInTheWay = refusal("something is in the way")

func refuse(format string, args ...any) error { return refusal(fmt.Sprintf(format, args...)) }

// ErrNotFound says that what was named is not there.
var ErrNotFound = missing("it is not there")

type missing string

func (m missing) Error() string        { return string(m) }
func (m missing) Is(target error) bool { return target == ErrNotFound }
