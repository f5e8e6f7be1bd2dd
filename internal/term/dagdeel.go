package term

import "io"

// Dagdeel is one of the 21 parts of a week, Monday morning first.
type Dagdeel string

const (
	DagdeelMaOchtend Dagdeel = "MA_OCHTEND"
	DagdeelMaMiddag  Dagdeel = "MA_MIDDAG"
	DagdeelMaAvond   Dagdeel = "MA_AVOND"
	DagdeelDiOchtend Dagdeel = "DI_OCHTEND"
	DagdeelDiMiddag  Dagdeel = "DI_MIDDAG"
	DagdeelDiAvond   Dagdeel = "DI_AVOND"
	DagdeelWoOchtend Dagdeel = "WO_OCHTEND"
	DagdeelWoMiddag  Dagdeel = "WO_MIDDAG"
	DagdeelWoAvond   Dagdeel = "WO_AVOND"
	DagdeelDoOchtend Dagdeel = "DO_OCHTEND"
	DagdeelDoMiddag  Dagdeel = "DO_MIDDAG"
	DagdeelDoAvond   Dagdeel = "DO_AVOND"
	DagdeelVrOchtend Dagdeel = "VR_OCHTEND"
	DagdeelVrMiddag  Dagdeel = "VR_MIDDAG"
	DagdeelVrAvond   Dagdeel = "VR_AVOND"
	DagdeelZaOchtend Dagdeel = "ZA_OCHTEND"
	DagdeelZaMiddag  Dagdeel = "ZA_MIDDAG"
	DagdeelZaAvond   Dagdeel = "ZA_AVOND"
	DagdeelZoOchtend Dagdeel = "ZO_OCHTEND"
	DagdeelZoMiddag  Dagdeel = "ZO_MIDDAG"
	DagdeelZoAvond   Dagdeel = "ZO_AVOND"
)

// Values lists the 21 dagdelen, Monday morning first.
func (Dagdeel) Values() []string {
	return []string{
		"MA_OCHTEND", "MA_MIDDAG", "MA_AVOND",
		"DI_OCHTEND", "DI_MIDDAG", "DI_AVOND",
		"WO_OCHTEND", "WO_MIDDAG", "WO_AVOND",
		"DO_OCHTEND", "DO_MIDDAG", "DO_AVOND",
		"VR_OCHTEND", "VR_MIDDAG", "VR_AVOND",
		"ZA_OCHTEND", "ZA_MIDDAG", "ZA_AVOND",
		"ZO_OCHTEND", "ZO_MIDDAG", "ZO_AVOND",
	}
}

func (v Dagdeel) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Dagdeel) UnmarshalGQL(in any) error { return read(in, v) }

// Weken is in which weeks the dagdelen hold.
type Weken string

const (
	WekenElke   Weken = "ELKE"
	WekenEven   Weken = "EVEN"
	WekenOneven Weken = "ONEVEN"
)

// Values lists every Weken, in the order people meet them.
func (Weken) Values() []string {
	return []string{"ELKE", "EVEN", "ONEVEN"}
}

func (v Weken) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Weken) UnmarshalGQL(in any) error { return read(in, v) }
