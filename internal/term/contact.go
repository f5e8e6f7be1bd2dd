package term

import "io"

// BereikVia is how a family likes to be reached.
type BereikVia string

const (
	BereikViaBellen  BereikVia = "BELLEN"
	BereikViaBericht BereikVia = "BERICHT"
	BereikViaEmail   BereikVia = "EMAIL"
)

// Values lists every BereikVia, in the order people meet them.
func (BereikVia) Values() []string {
	return []string{"BELLEN", "BERICHT", "EMAIL"}
}

func (v BereikVia) MarshalGQL(w io.Writer) { write(w, v) }

func (v *BereikVia) UnmarshalGQL(in any) error { return read(in, v) }
