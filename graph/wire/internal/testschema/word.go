package testschema

import (
	"fmt"
	"io"
	"strconv"
)

// Word is a scalar that refuses some input.
type Word string

// MarshalGQL writes it.
func (w Word) MarshalGQL(out io.Writer) { _, _ = io.WriteString(out, strconv.Quote(string(w))) }

// UnmarshalGQL reads it, and like careless scalars do, cites what it refuses.
func (w *Word) UnmarshalGQL(in any) error {
	s, ok := in.(string)
	if !ok || len(s) > 5 {
		return fmt.Errorf("%v is not a word", in)
	}
	*w = Word(s)
	return nil
}
