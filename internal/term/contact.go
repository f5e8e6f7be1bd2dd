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

// Moment is a part of the day, for being reached.
type Moment string

const (
	MomentOchtend Moment = "OCHTEND"
	MomentMiddag  Moment = "MIDDAG"
	MomentAvond   Moment = "AVOND"
)

// Values lists every Moment, in the order people meet them.
func (Moment) Values() []string {
	return []string{"OCHTEND", "MIDDAG", "AVOND"}
}

func (v Moment) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Moment) UnmarshalGQL(in any) error { return read(in, v) }
