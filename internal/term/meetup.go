package term

import "io"

// MeetupKind is how one comes to a meetup: just walk in, sign up, or full means full (no waiting list).
type MeetupKind string

const (
	MeetupKindInloop    MeetupKind = "INLOOP"
	MeetupKindAanmelden MeetupKind = "AANMELDEN"
	MeetupKindVolIsVol  MeetupKind = "VOL_IS_VOL"
)

// Values lists every MeetupKind, in the order people meet them.
func (MeetupKind) Values() []string {
	return []string{"INLOOP", "AANMELDEN", "VOL_IS_VOL"}
}

func (v MeetupKind) MarshalGQL(w io.Writer) { write(w, v) }

func (v *MeetupKind) UnmarshalGQL(in any) error { return read(in, v) }

// Thema is what a meetup is about.
type Thema string

const (
	ThemaKoffie    Thema = "KOFFIE"
	ThemaSlapen    Thema = "SLAPEN"
	ThemaEten      Thema = "ETEN"
	ThemaOpvoeden  Thema = "OPVOEDEN"
	ThemaScheiding Thema = "SCHEIDING"
	ThemaPuberteit Thema = "PUBERTEIT"
	ThemaWonen     Thema = "WONEN"
	ThemaSpelen    Thema = "SPELEN"
	ThemaTaal      Thema = "TAAL"
	ThemaAnders    Thema = "ANDERS"
)

// Values lists every Thema, in the order people meet them.
func (Thema) Values() []string {
	return []string{"KOFFIE", "SLAPEN", "ETEN", "OPVOEDEN", "SCHEIDING", "PUBERTEIT", "WONEN", "SPELEN", "TAAL", "ANDERS"}
}

func (v Thema) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Thema) UnmarshalGQL(in any) error { return read(in, v) }

// SignupState is where a household stands for a meetup.
type SignupState string

const (
	SignupAangemeld   SignupState = "AANGEMELD"
	SignupWachtlijst  SignupState = "WACHTLIJST"
	SignupAangeboden  SignupState = "AANGEBODEN"
	SignupVerlopen    SignupState = "VERLOPEN"
	SignupAfgemeld    SignupState = "AFGEMELD"
	SignupGeweest     SignupState = "GEWEEST"
	SignupNietGeweest SignupState = "NIET_GEWEEST"
)

// Values lists every SignupState, in the order people meet them.
func (SignupState) Values() []string {
	return []string{"AANGEMELD", "WACHTLIJST", "AANGEBODEN", "VERLOPEN", "AFGEMELD", "GEWEEST", "NIET_GEWEEST"}
}

func (v SignupState) MarshalGQL(w io.Writer) { write(w, v) }

func (v *SignupState) UnmarshalGQL(in any) error { return read(in, v) }
