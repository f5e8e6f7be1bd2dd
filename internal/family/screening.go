package family

import (
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// References is how many people have to have spoken well of a steungezin.
const References = 2

// TeDoen is what is left to do before a steungezin is available, in order. It
// needs the screening with its vogs and referenties; no screening at all leaves
// everything to do. The guard, the API and the matching all ask here.
func TeDoen(s *ent.Screening, adults, vogYears int, now time.Time) []term.ScreeningTodo {
	if s == nil {
		return term.All[term.ScreeningTodo]()
	}
	todo := []term.ScreeningTodo{}
	for _, t := range []struct {
		what term.ScreeningTodo
		done bool
	}{
		{term.TodoGesprek, s.GesprekOp != nil},
		{term.TodoVog, len(valid(s.Edges.Vogs, vogYears, now)) >= adults},
		{term.TodoReferenties, positive(s.Edges.Referenties) >= References},
		{term.TodoHuisbezoek, s.HuisbezoekOp != nil},
		{term.TodoHuisregels, s.HuisregelsOp != nil},
	} {
		if !t.done {
			todo = append(todo, t.what)
		}
	}
	return todo
}

// GeldigTot is until when a seen VOG counts: so many years from the day it was given.
func GeldigTot(v *ent.Vog, vogYears int) time.Time { return v.AfgegevenOp.AddDate(vogYears, 0, 0) }

// valid are the adults with a VOG that counts today. A renewed VOG is not a second
// adult: they are told apart by first name.
func valid(vogs []*ent.Vog, vogYears int, now time.Time) map[string]bool {
	names := map[string]bool{}
	for _, v := range vogs {
		if now.Before(GeldigTot(v, vogYears)) {
			names[text.Fold(v.Voornaam)] = true
		}
	}
	return names
}

func positive(list []*ent.Referentie) int {
	n := 0
	for _, r := range list {
		if r.Positief {
			n++
		}
	}
	return n
}
