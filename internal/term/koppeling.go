package term

import "io"

// KoppelingState is the life of a koppeling.
type KoppelingState string

const (
	KoppelingVerkend          KoppelingState = "VERKEND"
	KoppelingVoorgesteldSteun KoppelingState = "VOORGESTELD_STEUN"
	KoppelingVoorgesteldVraag KoppelingState = "VOORGESTELD_VRAAG"
	KoppelingKennismaking     KoppelingState = "KENNISMAKING"
	KoppelingProefperiode     KoppelingState = "PROEFPERIODE"
	KoppelingActief           KoppelingState = "ACTIEF"
	KoppelingGepauzeerd       KoppelingState = "GEPAUZEERD"
	KoppelingOnderbroken      KoppelingState = "ONDERBROKEN"
	KoppelingAfronden         KoppelingState = "AFRONDEN"
	KoppelingAfgerond         KoppelingState = "AFGEROND"
	KoppelingAfgewezen        KoppelingState = "AFGEWEZEN"
	KoppelingVerlopen         KoppelingState = "VERLOPEN"
	KoppelingNietDoorgegaan   KoppelingState = "NIET_DOORGEGAAN"
	KoppelingGestopt          KoppelingState = "GESTOPT"
)

// Values lists every KoppelingState, in the order people meet them.
func (KoppelingState) Values() []string {
	return []string{"VERKEND", "VOORGESTELD_STEUN", "VOORGESTELD_VRAAG", "KENNISMAKING", "PROEFPERIODE", "ACTIEF", "GEPAUZEERD", "ONDERBROKEN", "AFRONDEN", "AFGEROND", "AFGEWEZEN", "VERLOPEN", "NIET_DOORGEGAAN", "GESTOPT"}
}

func (v KoppelingState) MarshalGQL(w io.Writer) { write(w, v) }

func (v *KoppelingState) UnmarshalGQL(in any) error { return read(in, v) }

// Reden is why a step was taken. Never shown to the other family.
type Reden string

const (
	RedenPastNiet            Reden = "PAST_NIET"
	RedenTeVer               Reden = "TE_VER"
	RedenTijdPastNiet        Reden = "TIJD_PAST_NIET"
	RedenGezinHeeftRustNodig Reden = "GEZIN_HEEFT_RUST_NODIG"
	RedenAlHulp              Reden = "AL_HULP"
	RedenGeenKlik            Reden = "GEEN_KLIK"
	RedenVerhuizing          Reden = "VERHUIZING"
	RedenDoelBereikt         Reden = "DOEL_BEREIKT"
	RedenSignaal             Reden = "SIGNAAL"
	RedenAnders              Reden = "ANDERS"
)

// Values lists every Reden, in the order people meet them.
func (Reden) Values() []string {
	return []string{"PAST_NIET", "TE_VER", "TIJD_PAST_NIET", "GEZIN_HEEFT_RUST_NODIG", "AL_HULP", "GEEN_KLIK", "VERHUIZING", "DOEL_BEREIKT", "SIGNAAL", "ANDERS"}
}

func (v Reden) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Reden) UnmarshalGQL(in any) error { return read(in, v) }

// Kant is one of the two sides of a koppeling.
type Kant string

const (
	KantVraag Kant = "VRAAG"
	KantSteun Kant = "STEUN"
)

// Values lists every Kant, in the order people meet them.
func (Kant) Values() []string {
	return []string{"VRAAG", "STEUN"}
}

func (v Kant) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Kant) UnmarshalGQL(in any) error { return read(in, v) }

// AnswerKind is what a family says yes or no to.
type AnswerKind string

const (
	AnswerVoorstel     AnswerKind = "VOORSTEL"
	AnswerKennismaking AnswerKind = "KENNISMAKING"
	AnswerAfspraken    AnswerKind = "AFSPRAKEN"
	AnswerContact      AnswerKind = "CONTACT_BLIJFT" // do we stay in touch after the farewell?
	AnswerOpnieuw      AnswerKind = "OPNIEUW"        // do we look again, for another family?
	AnswerHeropenen    AnswerKind = "HEROPENEN"      // do these two go on again?
)

// Values lists every AnswerKind, in the order people meet them.
func (AnswerKind) Values() []string {
	return []string{"VOORSTEL", "KENNISMAKING", "AFSPRAKEN", "CONTACT_BLIJFT", "OPNIEUW", "HEROPENEN"}
}

func (v AnswerKind) MarshalGQL(w io.Writer) { write(w, v) }

func (v *AnswerKind) UnmarshalGQL(in any) error { return read(in, v) }
