package term

import "io"

// NoteKind is what a matcher's note is about.
type NoteKind string

const (
	NoteKindGesprek    NoteKind = "GESPREK"
	NoteKindTelefoon   NoteKind = "TELEFOON"
	NoteKindHuisbezoek NoteKind = "HUISBEZOEK"
	NoteKindOverleg    NoteKind = "OVERLEG"
	NoteKindSignaal    NoteKind = "SIGNAAL"
	NoteKindAnders     NoteKind = "ANDERS"
)

// Values lists every NoteKind, in the order people meet them.
func (NoteKind) Values() []string {
	return []string{"GESPREK", "TELEFOON", "HUISBEZOEK", "OVERLEG", "SIGNAAL", "ANDERS"}
}

func (v NoteKind) MarshalGQL(w io.Writer) { write(w, v) }

func (v *NoteKind) UnmarshalGQL(in any) error { return read(in, v) }
