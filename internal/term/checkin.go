package term

import "io"

// Smiley is how it goes, in one tap.
type Smiley string

const (
	SmileyGoed     Smiley = "GOED"
	SmileyGaatWel  Smiley = "GAAT_WEL"
	SmileyNietGoed Smiley = "NIET_GOED"
)

// Values lists every Smiley, in the order people meet them.
func (Smiley) Values() []string {
	return []string{"GOED", "GAAT_WEL", "NIET_GOED"}
}

func (v Smiley) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Smiley) UnmarshalGQL(in any) error { return read(in, v) }
