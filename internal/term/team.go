package term

import "io"

// DossierSoort is what a matcher has in her care: a family that asks, one that offers,
// or two that are together.
type DossierSoort string

const (
	DossierVraag DossierSoort = "VRAAG"
	DossierSteun DossierSoort = "STEUN"
	DossierSamen DossierSoort = "SAMEN"
)

// Values lists every DossierSoort, in the order of the desk.
func (DossierSoort) Values() []string { return []string{"VRAAG", "STEUN", "SAMEN"} }

func (v DossierSoort) MarshalGQL(w io.Writer) { write(w, v) }

func (v *DossierSoort) UnmarshalGQL(in any) error { return read(in, v) }

// Versheid is how long ago a family said that something still holds.
type Versheid string

const (
	Vers      Versheid = "VERS"
	Verouderd Versheid = "VEROUDERD" // soon too old
	Oud       Versheid = "OUD"       // nobody said so for too long
)

// Values lists every Versheid, freshest first.
func (Versheid) Values() []string { return []string{"VERS", "VEROUDERD", "OUD"} }

func (v Versheid) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Versheid) UnmarshalGQL(in any) error { return read(in, v) }
