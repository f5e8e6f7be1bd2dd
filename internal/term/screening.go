package term

import "io"

// ScreeningTodo is what is left to do before a steungezin is available, in order.
type ScreeningTodo string

const (
	TodoGesprek     ScreeningTodo = "GESPREK"
	TodoVog         ScreeningTodo = "VOG"
	TodoReferenties ScreeningTodo = "REFERENTIES"
	TodoHuisbezoek  ScreeningTodo = "HUISBEZOEK"
	TodoHuisregels  ScreeningTodo = "HUISREGELS"
)

// Values lists every ScreeningTodo, in the order people meet them.
func (ScreeningTodo) Values() []string {
	return []string{"GESPREK", "VOG", "REFERENTIES", "HUISBEZOEK", "HUISREGELS"}
}

func (v ScreeningTodo) MarshalGQL(w io.Writer) { write(w, v) }

func (v *ScreeningTodo) UnmarshalGQL(in any) error { return read(in, v) }
