package term

import "io"

// MomentSoort is what a family is asked at a moment: how it goes, or to look back.
type MomentSoort string

const (
	MomentCheckIn   MomentSoort = "CHECK_IN"
	MomentTerugblik MomentSoort = "TERUGBLIK"
)

// Values lists every MomentSoort.
func (MomentSoort) Values() []string { return []string{"CHECK_IN", "TERUGBLIK"} }

func (v MomentSoort) MarshalGQL(w io.Writer) { write(w, v) }

func (v *MomentSoort) UnmarshalGQL(in any) error { return read(in, v) }

// MomentStand is how it stands with a moment.
type MomentStand string

const (
	MomentGepland MomentStand = "GEPLAND"
	MomentOpen    MomentStand = "OPEN"
	MomentTeLaat  MomentStand = "TE_LAAT"
	MomentGedaan  MomentStand = "GEDAAN"
	MomentGemist  MomentStand = "GEMIST"
)

// Values lists every MomentStand, in the order of time.
func (MomentStand) Values() []string {
	return []string{"GEPLAND", "OPEN", "TE_LAAT", "GEDAAN", "GEMIST"}
}

func (v MomentStand) MarshalGQL(w io.Writer) { write(w, v) }

func (v *MomentStand) UnmarshalGQL(in any) error { return read(in, v) }

// SignaalSoort is why a koppeling asks for its matcher.
type SignaalSoort string

const (
	SignaalKindNietGoed    SignaalSoort = "KIND_NIET_GOED"
	SignaalNietGoed        SignaalSoort = "NIET_GOED"
	SignaalTweeKeerGaatWel SignaalSoort = "TWEE_KEER_GAAT_WEL"
	SignaalVerschil        SignaalSoort = "VERSCHIL"
	SignaalVogVerloopt     SignaalSoort = "VOG_VERLOOPT"
	SignaalGemist          SignaalSoort = "GEMIST"
	SignaalStil            SignaalSoort = "STIL"
)

// Values lists every SignaalSoort, the weightiest first.
func (SignaalSoort) Values() []string {
	return []string{"KIND_NIET_GOED", "NIET_GOED", "TWEE_KEER_GAAT_WEL", "VERSCHIL", "VOG_VERLOOPT", "GEMIST", "STIL"}
}

func (v SignaalSoort) MarshalGQL(w io.Writer) { write(w, v) }

func (v *SignaalSoort) UnmarshalGQL(in any) error { return read(in, v) }

// HoeVaak is whether a family wants to see the other more often, or less.
type HoeVaak string

const (
	HoeVaakVaker       HoeVaak = "VAKER"
	HoeVaakPreciesGoed HoeVaak = "PRECIES_GOED"
	HoeVaakMinder      HoeVaak = "MINDER"
)

// Values lists every HoeVaak, in the order people meet them.
func (HoeVaak) Values() []string { return []string{"VAKER", "PRECIES_GOED", "MINDER"} }

func (v HoeVaak) MarshalGQL(w io.Writer) { write(w, v) }

func (v *HoeVaak) UnmarshalGQL(in any) error { return read(in, v) }

// Verder is whether a family wants to go on.
type Verder string

const (
	VerderJa       Verder = "JA"
	VerderAnders   Verder = "ANDERS"
	VerderAfronden Verder = "AFRONDEN"
)

// Values lists every Verder, in the order people meet them.
func (Verder) Values() []string { return []string{"JA", "ANDERS", "AFRONDEN"} }

func (v Verder) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Verder) UnmarshalGQL(in any) error { return read(in, v) }
