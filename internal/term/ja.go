package term

import "io"

// JaWie is as what somebody's yes is needed.
type JaWie string

// Whose yes is needed.
const (
	JaOuder      JaWie = "OUDER"      // custody over the children of a vraaggezin
	JaVolwassene JaWie = "VOLWASSENE" // an adult of a steungezin
	JaKind       JaWie = "KIND"       // a child of 12 or older
)

// Values lists every JaWie, in the order people are asked.
func (JaWie) Values() []string { return []string{"OUDER", "VOLWASSENE", "KIND"} }

// MarshalGQL writes the word.
func (v JaWie) MarshalGQL(w io.Writer) { write(w, v) }

// UnmarshalGQL reads a word of the list.
func (v *JaWie) UnmarshalGQL(in any) error { return read(in, v) }
