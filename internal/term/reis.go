package term

import "io"

// Vervoer is how a family travels.
type Vervoer string

const (
	VervoerLopend Vervoer = "LOPEND"
	VervoerFiets  Vervoer = "FIETS"
	VervoerAuto   Vervoer = "AUTO"
	VervoerOv     Vervoer = "OV"
)

// Values lists every Vervoer, in the order people meet them.
func (Vervoer) Values() []string {
	return []string{"LOPEND", "FIETS", "AUTO", "OV"}
}

func (v Vervoer) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Vervoer) UnmarshalGQL(in any) error { return read(in, v) }

// Reisband is travel in bands, never decimals: a postcode centroid is off by up to 1.5 km.
type Reisband string

const (
	ReisbandZelfdeDorp Reisband = "ZELFDE_DORP"
	ReisbandTot5Km     Reisband = "TOT_5_KM"
	ReisbandTot10Km    Reisband = "TOT_10_KM"
	ReisbandTot15Km    Reisband = "TOT_15_KM"
	ReisbandVerder     Reisband = "VERDER"
	ReisbandOnbekend   Reisband = "ONBEKEND"
)

// Values lists every Reisband, in the order people meet them.
func (Reisband) Values() []string {
	return []string{"ZELFDE_DORP", "TOT_5_KM", "TOT_10_KM", "TOT_15_KM", "VERDER", "ONBEKEND"}
}

func (v Reisband) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Reisband) UnmarshalGQL(in any) error { return read(in, v) }
