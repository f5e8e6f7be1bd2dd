package term

import "io"

// Opvoeding is what matters in upbringing: an intake question.
type Opvoeding string

const (
	OpvoedingStructuur    Opvoeding = "STRUCTUUR"
	OpvoedingBuiten       Opvoeding = "BUITEN"
	OpvoedingWeinigScherm Opvoeding = "WEINIG_SCHERM"
	OpvoedingRust         Opvoeding = "RUST"
	OpvoedingHumor        Opvoeding = "HUMOR"
)

// Values lists every Opvoeding, in the order people meet them.
func (Opvoeding) Values() []string {
	return []string{"STRUCTUUR", "BUITEN", "WEINIG_SCHERM", "RUST", "HUMOR"}
}

func (v Opvoeding) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Opvoeding) UnmarshalGQL(in any) error { return read(in, v) }

// Interesse is what a child likes, or a steungezin likes to do.
type Interesse string

const (
	InteresseSport      Interesse = "SPORT"
	InteresseBuiten     Interesse = "BUITEN"
	InteresseDieren     Interesse = "DIEREN"
	InteresseKnutselen  Interesse = "KNUTSELEN"
	InteresseMuziek     Interesse = "MUZIEK"
	InteresseLezen      Interesse = "LEZEN"
	InteresseKoken      Interesse = "KOKEN"
	InteresseTechniek   Interesse = "TECHNIEK"
	InteresseSpelletjes Interesse = "SPELLETJES"
)

// Values lists every Interesse, in the order people meet them.
func (Interesse) Values() []string {
	return []string{"SPORT", "BUITEN", "DIEREN", "KNUTSELEN", "MUZIEK", "LEZEN", "KOKEN", "TECHNIEK", "SPELLETJES"}
}

func (v Interesse) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Interesse) UnmarshalGQL(in any) error { return read(in, v) }

// Ervaring is where a steungezin feels at ease; what a vraaggezin hopes for.
type Ervaring string

const (
	ErvaringBaby       Ervaring = "BABY"
	ErvaringPuber      Ervaring = "PUBER"
	ErvaringDrukGedrag Ervaring = "DRUK_GEDRAG"
	ErvaringRouw       Ervaring = "ROUW"
	ErvaringScheiding  Ervaring = "SCHEIDING"
	ErvaringMeertalig  Ervaring = "MEERTALIG"
)

// Values lists every Ervaring, in the order people meet them.
func (Ervaring) Values() []string {
	return []string{"BABY", "PUBER", "DRUK_GEDRAG", "ROUW", "SCHEIDING", "MEERTALIG"}
}

func (v Ervaring) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Ervaring) UnmarshalGQL(in any) error { return read(in, v) }

// Gezelschap is whether a child looks for a playmate or for rest.
type Gezelschap string

const (
	GezelschapSpeelkameraad Gezelschap = "SPEELKAMERAAD"
	GezelschapRust          Gezelschap = "RUST"
	GezelschapMaaktNietUit  Gezelschap = "MAAKT_NIET_UIT"
)

// Values lists every Gezelschap, in the order people meet them.
func (Gezelschap) Values() []string {
	return []string{"SPEELKAMERAAD", "RUST", "MAAKT_NIET_UIT"}
}

func (v Gezelschap) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Gezelschap) UnmarshalGQL(in any) error { return read(in, v) }
