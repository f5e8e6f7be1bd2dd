package term

import "io"

// Antwoord is yes or no.
type Antwoord string

const (
	AntwoordJa  Antwoord = "JA"
	AntwoordNee Antwoord = "NEE"
)

// Values lists every Antwoord, in the order people meet them.
func (Antwoord) Values() []string {
	return []string{"JA", "NEE"}
}

func (v Antwoord) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Antwoord) UnmarshalGQL(in any) error { return read(in, v) }

// Drie is a hard constraint's outcome: unknown is not a mismatch, it is a question to ask.
type Drie string

const (
	DrieJa       Drie = "JA"
	DrieNee      Drie = "NEE"
	DrieOnbekend Drie = "ONBEKEND"
)

// Values lists every Drie, in the order people meet them.
func (Drie) Values() []string {
	return []string{"JA", "NEE", "ONBEKEND"}
}

func (v Drie) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Drie) UnmarshalGQL(in any) error { return read(in, v) }
