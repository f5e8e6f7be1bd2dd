package term

import "io"

// Dier is a pet, for allergies and fears.
type Dier string

const (
	DierHond      Dier = "HOND"
	DierKat       Dier = "KAT"
	DierKnaagdier Dier = "KNAAGDIER"
	DierVogel     Dier = "VOGEL"
	DierPaard     Dier = "PAARD"
	DierAnders    Dier = "ANDERS"
)

// Values lists every Dier, in the order people meet them.
func (Dier) Values() []string {
	return []string{"HOND", "KAT", "KNAAGDIER", "VOGEL", "PAARD", "ANDERS"}
}

func (v Dier) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Dier) UnmarshalGQL(in any) error { return read(in, v) }

// Zorgtaak is care a child needs that a steungezin has to be willing to do (H5).
type Zorgtaak string

const (
	ZorgtaakMedicatie    Zorgtaak = "MEDICATIE"
	ZorgtaakEpilepsie    Zorgtaak = "EPILEPSIE"
	ZorgtaakDiabetes     Zorgtaak = "DIABETES"
	ZorgtaakRolstoel     Zorgtaak = "ROLSTOEL"
	ZorgtaakSpeciaalEten Zorgtaak = "SPECIAAL_ETEN"
)

// Values lists every Zorgtaak, in the order people meet them.
func (Zorgtaak) Values() []string {
	return []string{"MEDICATIE", "EPILEPSIE", "DIABETES", "ROLSTOEL", "SPECIAAL_ETEN"}
}

func (v Zorgtaak) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Zorgtaak) UnmarshalGQL(in any) error { return read(in, v) }
