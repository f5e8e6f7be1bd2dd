package term

import "io"

// ZorgStap is what a matcher did with a worry that somebody shared with her.
type ZorgStap string

const (
	ZorgStapGezien                ZorgStap = "GEZIEN"
	ZorgStapGesproken             ZorgStap = "GESPROKEN"
	ZorgStapGewogen               ZorgStap = "GEWOGEN"
	ZorgStapVeiligThuisGebeld     ZorgStap = "VEILIG_THUIS_GEBELD"
	ZorgStapVeiligThuisNietGebeld ZorgStap = "VEILIG_THUIS_NIET_GEBELD"
	ZorgStapGesloten              ZorgStap = "GESLOTEN"
)

// Values lists every ZorgStap, in the order they are taken.
func (ZorgStap) Values() []string {
	return []string{"GEZIEN", "GESPROKEN", "GEWOGEN", "VEILIG_THUIS_GEBELD", "VEILIG_THUIS_NIET_GEBELD", "GESLOTEN"}
}

func (v ZorgStap) MarshalGQL(w io.Writer) { write(w, v) }

func (v *ZorgStap) UnmarshalGQL(in any) error { return read(in, v) }
