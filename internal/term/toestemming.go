package term

import "io"

// Gezag is who has parental authority.
type Gezag string

const (
	GezagEen      Gezag = "EEN"
	GezagBeide    Gezag = "BEIDE"
	GezagAnders   Gezag = "ANDERS"
	GezagOnbekend Gezag = "ONBEKEND"
)

// Values lists every Gezag, in the order people meet them.
func (Gezag) Values() []string {
	return []string{"EEN", "BEIDE", "ANDERS", "ONBEKEND"}
}

func (v Gezag) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Gezag) UnmarshalGQL(in any) error { return read(in, v) }

// Doel is what a consent is for.
type Doel string

const (
	DoelContact            Doel = "CONTACT"
	DoelMatchen            Doel = "MATCHEN"
	DoelBijzondereGegevens Doel = "BIJZONDERE_GEGEVENS"
)

// Values lists every Doel, in the order people meet them.
func (Doel) Values() []string {
	return []string{"CONTACT", "MATCHEN", "BIJZONDERE_GEGEVENS"}
}

func (v Doel) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Doel) UnmarshalGQL(in any) error { return read(in, v) }
