package term

import "io"

// Soort is a kind of support asked or offered (H9).
type Soort string

const (
	SoortOpvang    Soort = "OPVANG"
	SoortSpelen    Soort = "SPELEN"
	SoortVervoer   Soort = "VERVOER"
	SoortLogeren   Soort = "LOGEREN"
	SoortHuiswerk  Soort = "HUISWERK"
	SoortMaatje    Soort = "MAATJE"
	SoortEropUit   Soort = "EROP_UIT"
	SoortPraktisch Soort = "PRAKTISCH"
)

// Values lists every Soort, in the order people meet them.
func (Soort) Values() []string {
	return []string{"OPVANG", "SPELEN", "VERVOER", "LOGEREN", "HUISWERK", "MAATJE", "EROP_UIT", "PRAKTISCH"}
}

func (v Soort) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Soort) UnmarshalGQL(in any) error { return read(in, v) }
