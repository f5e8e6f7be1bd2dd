package term

import "io"

// VraaggezinState is the life of a hulpvraag (domain: Vraaggezin). IN_VOORSTEL and GEKOPPELD are derived from koppelingen, never stored.
type VraaggezinState string

const (
	VraagAangemeld      VraaggezinState = "AANGEMELD"
	VraagIntake         VraaggezinState = "INTAKE"
	VraagWachtend       VraaggezinState = "WACHTEND"
	VraagGepauzeerd     VraaggezinState = "GEPAUZEERD"
	VraagDoorverwezen   VraaggezinState = "DOORVERWEZEN"
	VraagIngetrokken    VraaggezinState = "INGETROKKEN"
	VraagAfgerond       VraaggezinState = "AFGEROND"
	VraagGeanonimiseerd VraaggezinState = "GEANONIMISEERD"
)

// Values lists every VraaggezinState, in the order people meet them.
func (VraaggezinState) Values() []string {
	return []string{"AANGEMELD", "INTAKE", "WACHTEND", "GEPAUZEERD", "DOORVERWEZEN", "INGETROKKEN", "AFGEROND", "GEANONIMISEERD"}
}

func (v VraaggezinState) MarshalGQL(w io.Writer) { write(w, v) }

func (v *VraaggezinState) UnmarshalGQL(in any) error { return read(in, v) }
