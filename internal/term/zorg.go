package term

import "io"

// ZorgKind is what a care fact is about.
type ZorgKind string

const (
	ZorgKindAllergie         ZorgKind = "ALLERGIE"
	ZorgKindGezondheid       ZorgKind = "GEZONDHEID"
	ZorgKindZorgtaak         ZorgKind = "ZORGTAAK"
	ZorgKindToegankelijkheid ZorgKind = "TOEGANKELIJKHEID"
	ZorgKindAngst            ZorgKind = "ANGST"
	ZorgKindAnders           ZorgKind = "ANDERS"
)

// Values lists every ZorgKind, in the order people meet them.
func (ZorgKind) Values() []string {
	return []string{"ALLERGIE", "GEZONDHEID", "ZORGTAAK", "TOEGANKELIJKHEID", "ANGST", "ANDERS"}
}

func (v ZorgKind) MarshalGQL(w io.Writer) { write(w, v) }

func (v *ZorgKind) UnmarshalGQL(in any) error { return read(in, v) }
