package meetup_test

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
)

// seated is a unit in the model: who it is, how many, and how it stands.
type seated struct {
	id     uuid.UUID
	family int       // which household; -1 is a guest
	series uuid.UUID // of the sign-up for a series that it came by
	people int
	state  term.SignupState
	passed int
}

func (u seated) sits() bool {
	return u.state == term.SignupAangemeld || u.state == term.SignupAangeboden
}

func (u seated) stands() bool { return u.sits() || u.state == term.SignupWachtlijst }

// hall is one meetup as somebody at the door with a pencil would keep it: so many chairs,
// who has one or was promised one, and a line. It is a value: what happens gives another.
type hall struct {
	chairs int
	vol    bool // full is full: no line
	begun  bool // then who moves up just comes in
	units  []seated
	line   []uuid.UUID
}

func (h hall) clone() hall {
	h.units, h.line = slices.Clone(h.units), slices.Clone(h.line)
	return h
}

func (h *hall) of(id uuid.UUID) *seated {
	if i := slices.IndexFunc(h.units, func(u seated) bool { return u.id == id }); i >= 0 {
		return &h.units[i]
	}
	return nil
}

func (h *hall) free() int {
	free := h.chairs
	for _, u := range h.units {
		if u.sits() {
			free -= u.people
		}
	}
	return free
}

// letIn goes along the line once, front first. Whom somebody overtook counts it.
func (h *hall) letIn() {
	var over, counted []uuid.UUID
	for _, id := range slices.Clone(h.line) {
		u := h.of(id)
		if u.people > h.free() {
			over = append(over, id)
			continue
		}
		u.state = term.SignupAangeboden
		if h.begun {
			u.state = term.SignupAangemeld
		}
		h.line = slices.DeleteFunc(h.line, func(o uuid.UUID) bool { return o == id })
		counted = slices.Clone(over)
	}
	for _, id := range counted {
		h.of(id).passed++
	}
}

// come is a household or a guest at the door.
func (h *hall) come(u seated) fault.Code {
	switch {
	case u.people == 0:
		return fault.Required
	case u.people > h.chairs:
		return fault.Invalid
	case u.family >= 0 && slices.ContainsFunc(h.units, func(o seated) bool { return o.family == u.family && o.stands() }):
		return fault.Exists
	case u.people <= h.free():
		u.state = term.SignupAangemeld
	case h.vol || u.family < 0:
		return fault.Full
	default:
		u.state = term.SignupWachtlijst
		h.line = append(h.line, u.id)
	}
	h.units = append(h.units, u)
	return ""
}

func (h *hall) goes(id uuid.UUID, state term.SignupState) {
	u := h.of(id)
	if u == nil || !u.stands() {
		return
	}
	sat := u.sits()
	u.state = state
	h.line = slices.DeleteFunc(h.line, func(o uuid.UUID) bool { return o == id })
	if sat {
		h.letIn()
	}
}

// saysYes is the answer to a promised chair.
func (h *hall) saysYes(id uuid.UUID) fault.Code {
	switch u := h.of(id); {
	case u == nil:
		return fault.NotFound
	case u.state == term.SignupAangeboden || u.state == term.SignupAangemeld:
		u.state = term.SignupAangemeld
		return ""
	case u.state == term.SignupVerlopen:
		return fault.Expired
	}
	return fault.State
}

// promised are those whose chair waits for a yes, in the order of their ids.
func (h *hall) promised() []uuid.UUID {
	var out []uuid.UUID
	for _, u := range h.units {
		if u.state == term.SignupAangeboden {
			out = append(out, u.id)
		}
	}
	slices.SortFunc(out, func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })
	return out
}

// String is the whole of it, the same for halls that are the same.
func (h hall) String() string {
	var b strings.Builder
	units := slices.Clone(h.units)
	slices.SortFunc(units, func(a, b seated) int { return bytes.Compare(a.id[:], b.id[:]) })
	for _, u := range units {
		fmt.Fprintf(&b, "%s %d %s passed %d\n", u.id, u.people, u.where(h), u.passed)
	}
	return b.String()
}

// where is "AANGEMELD", or "WACHTLIJST 2".
func (u seated) where(h hall) string {
	if i := slices.Index(h.line, u.id); i >= 0 {
		return fmt.Sprint(u.state, " ", i+1)
	}
	return string(u.state)
}

// byMeetup orders what is freed together as the room does: meetup by meetup, by id.
func byMeetup(a, b freed) int {
	return cmp.Or(bytes.Compare(a.meetup[:], b.meetup[:]), bytes.Compare(a.unit[:], b.unit[:]))
}

type freed struct{ meetup, unit uuid.UUID }
