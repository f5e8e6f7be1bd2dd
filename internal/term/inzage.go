package term

import "io"

// Gegeven is what somebody can look at of a family.
type Gegeven string

// What there is to look at.
const (
	GegevenVraag     Gegeven = "VRAAG"     // what it asks, in its own words
	GegevenAanbod    Gegeven = "AANBOD"    // what it offers
	GegevenKinderen  Gegeven = "KINDEREN"  // first names and ages
	GegevenContact   Gegeven = "CONTACT"   // how and where it is reached
	GegevenZorg      Gegeven = "ZORG"      // health and care
	GegevenNotities  Gegeven = "NOTITIES"  // what matchers wrote
	GegevenKoppeling Gegeven = "KOPPELING" // what was said in a koppeling
	GegevenLogboek   Gegeven = "LOGBOEK"   // who looked
)

// Values lists every Gegeven, in a fixed order.
func (Gegeven) Values() []string {
	return []string{"VRAAG", "AANBOD", "KINDEREN", "CONTACT", "ZORG", "NOTITIES", "KOPPELING", "LOGBOEK"}
}

func (v Gegeven) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Gegeven) UnmarshalGQL(in any) error { return read(in, v) }

// InzageSoort is how somebody looked.
type InzageSoort string

// How somebody looked.
const (
	InzageDossier InzageSoort = "DOSSIER" // this family, or a few
	InzageLijst   InzageSoort = "LIJST"   // one of many in a list
)

// Values lists every InzageSoort.
func (InzageSoort) Values() []string { return []string{"DOSSIER", "LIJST"} }

func (v InzageSoort) MarshalGQL(w io.Writer) { write(w, v) }

func (v *InzageSoort) UnmarshalGQL(in any) error { return read(in, v) }
