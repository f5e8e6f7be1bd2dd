package term

import "io"

// Ritme is whether something comes back by the week or by the month.
type Ritme string

const (
	RitmeWeek  Ritme = "WEEK"
	RitmeMaand Ritme = "MAAND"
)

// Values lists every Ritme, in the order people meet them.
func (Ritme) Values() []string { return []string{"WEEK", "MAAND"} }

func (v Ritme) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Ritme) UnmarshalGQL(in any) error { return read(in, v) }

// Weekdag is a day of the week, Monday first.
type Weekdag string

const (
	WeekdagMa Weekdag = "MA"
	WeekdagDi Weekdag = "DI"
	WeekdagWo Weekdag = "WO"
	WeekdagDo Weekdag = "DO"
	WeekdagVr Weekdag = "VR"
	WeekdagZa Weekdag = "ZA"
	WeekdagZo Weekdag = "ZO"
)

// Values lists every Weekdag, Monday first.
func (Weekdag) Values() []string { return []string{"MA", "DI", "WO", "DO", "VR", "ZA", "ZO"} }

func (v Weekdag) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Weekdag) UnmarshalGQL(in any) error { return read(in, v) }

// Vakantieregio is when the schools of a region are out.
type Vakantieregio string

const (
	VakantieregioNoord  Vakantieregio = "NOORD"
	VakantieregioMidden Vakantieregio = "MIDDEN"
	VakantieregioZuid   Vakantieregio = "ZUID"
)

// Values lists every Vakantieregio, from north to south.
func (Vakantieregio) Values() []string { return []string{"NOORD", "MIDDEN", "ZUID"} }

func (v Vakantieregio) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Vakantieregio) UnmarshalGQL(in any) error { return read(in, v) }

// Doelgroep is for whom a meetup is meant first; with none it is for everybody.
type Doelgroep string

const (
	DoelgroepVrouwen      Doelgroep = "VROUWEN"
	DoelgroepMannen       Doelgroep = "MANNEN"
	DoelgroepGrootouders  Doelgroep = "GROOTOUDERS"
	DoelgroepJongeOuders  Doelgroep = "JONGE_OUDERS"
	DoelgroepAlleenstaand Doelgroep = "ALLEENSTAAND"
)

// Values lists every Doelgroep, in the order people meet them.
func (Doelgroep) Values() []string {
	return []string{"VROUWEN", "MANNEN", "GROOTOUDERS", "JONGE_OUDERS", "ALLEENSTAAND"}
}

func (v Doelgroep) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Doelgroep) UnmarshalGQL(in any) error { return read(in, v) }

// Bezorging is what became of a reminder, for the host: on its way, sent, no way to
// reach this household, or it did not arrive.
type Bezorging string

const (
	BezorgingOnderweg   Bezorging = "ONDERWEG"
	BezorgingVerstuurd  Bezorging = "VERSTUURD"
	BezorgingGeenAdres  Bezorging = "GEEN_ADRES"
	BezorgingNietGelukt Bezorging = "NIET_GELUKT"
	BezorgingNietNodig  Bezorging = "NIET_NODIG"
)

// Values lists every Bezorging, in the order people meet them.
func (Bezorging) Values() []string {
	return []string{"ONDERWEG", "VERSTUURD", "GEEN_ADRES", "NIET_GELUKT", "NIET_NODIG"}
}

func (v Bezorging) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Bezorging) UnmarshalGQL(in any) error { return read(in, v) }
