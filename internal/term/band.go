package term

import "io"

// Band is how well a steungezin fits, for people who do not want a number: well, all
// right, when something is agreed first, or not.
type Band string

const (
	BandPastGoed        Band = "PAST_GOED"
	BandPast            Band = "PAST"
	BandPastMetAfspraak Band = "PAST_MET_AFSPRAAK"
	BandPastNiet        Band = "PAST_NIET"
)

// Values lists every Band, best first.
func (Band) Values() []string {
	return []string{"PAST_GOED", "PAST", "PAST_MET_AFSPRAAK", "PAST_NIET"}
}

func (v Band) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Band) UnmarshalGQL(in any) error { return read(in, v) }
