package family

import (
	"github.com/google/uuid"

	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/text"
)

// form collects what is wrong with an input, so that people hear all of it at once.
type form struct{ faults fault.List }

// line cleans a text of one line and checks it.
func (f *form) line(at fault.Place, s *string, max int) { *s = text.Line(*s); f.check(at, *s, max) }

// words cleans a text of several lines and checks it.
func (f *form) words(at fault.Place, s *string, max int) { *s = text.Clean(*s); f.check(at, *s, max) }

func (f *form) check(at fault.Place, s string, max int) {
	switch {
	case text.Len(s) > max:
		f.faults.Add(at.TooLong(max))
	case text.HoldsBSN(s):
		f.faults.Add(at.New(fault.Invalid, "bsn.niet"))
	}
}

// id checks an id that a client made.
func (f *form) id(at fault.Place, id uuid.UUID, kind gid.Kind) {
	if !gid.Is(id, kind) {
		f.faults.Add(at.New(fault.Invalid, "id.vreemd"))
	}
}

// between checks a number.
func (f *form) between(at fault.Place, n, min, max int) bool {
	if n < min || n > max {
		f.faults.Add(at.New(fault.Invalid, "getal.bereik").With("min", min).With("max", max))
		return false
	}
	return true
}

// reason cleans a toelichting.
func (a *Act) reason() *fault.Error {
	var f form
	f.words(fault.At("toelichting"), &a.Toelichting, Limits.Toelichting)
	if len(f.faults) > 0 {
		return f.faults[0]
	}
	return nil
}
