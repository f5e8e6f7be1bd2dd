package term

import "io"

// SteungezinState is the life of an aanbod (domain: Steungezin). GERESERVEERD and BEZET are derived from koppelingen, never stored.
type SteungezinState string

const (
	SteunAangemeld            SteungezinState = "AANGEMELD"
	SteunKennismakingsgesprek SteungezinState = "KENNISMAKINGSGESPREK"
	SteunScreening            SteungezinState = "SCREENING"
	SteunBeschikbaar          SteungezinState = "BESCHIKBAAR"
	SteunPauze                SteungezinState = "PAUZE"
	SteunBevestigen           SteungezinState = "BEVESTIGEN"
	SteunSlapend              SteungezinState = "SLAPEND"
	SteunAfgewezen            SteungezinState = "AFGEWEZEN"
	SteunGestopt              SteungezinState = "GESTOPT"
	SteunOpgeschort           SteungezinState = "OPGESCHORT"
	SteunGeanonimiseerd       SteungezinState = "GEANONIMISEERD"
)

// Values lists every SteungezinState, in the order people meet them.
func (SteungezinState) Values() []string {
	return []string{"AANGEMELD", "KENNISMAKINGSGESPREK", "SCREENING", "BESCHIKBAAR", "PAUZE", "BEVESTIGEN", "SLAPEND", "AFGEWEZEN", "GESTOPT", "OPGESCHORT", "GEANONIMISEERD"}
}

func (v SteungezinState) MarshalGQL(w io.Writer) { write(w, v) }

func (v *SteungezinState) UnmarshalGQL(in any) error { return read(in, v) }
