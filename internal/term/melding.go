package term

import "io"

// Melding is a kind of message that somebody may switch off. What is about her safety, or
// about signing in, is none of these.
type Melding string

// The kinds of messages.
const (
	MeldingVoorstel  Melding = "VOORSTEL"  // somebody asks something of her
	MeldingKoppeling Melding = "KOPPELING" // what changes in a koppeling
	MeldingMoment    Melding = "MOMENT"    // how does it go?
	MeldingMeetup    Melding = "MEETUP"    // reminders, changes, a place that came free
	MeldingWerk      Melding = "WERK"      // what waits on the desk
)

// Values lists every Melding, in the order people meet them.
func (Melding) Values() []string {
	return []string{"VOORSTEL", "KOPPELING", "MOMENT", "MEETUP", "WERK"}
}

// MarshalGQL writes the word.
func (v Melding) MarshalGQL(w io.Writer) { write(w, v) }

// UnmarshalGQL reads a word of the list.
func (v *Melding) UnmarshalGQL(in any) error { return read(in, v) }
