package meetup_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"buurtdorp/ent"
	"buurtdorp/internal/fault"
	room "buurtdorp/internal/meetup"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
)

// unit is a household in the model: where it stands and how many it is.
type unit struct {
	who    context.Context
	id     uuid.UUID
	people int
	state  string
}

// party is a meetup as a child would keep it: a number of chairs, who sits on
// them, and a line at the door.
type party struct {
	w        *world
	m        *ent.Meetup
	chairs   int
	volIsVol bool
	units    []*unit
	line     []*unit
}

func (p *party) free() int {
	free := p.chairs
	for _, u := range p.units {
		if u.state == "AANGEMELD" || u.state == "GEWEEST" || u.state == "NIET_GEWEEST" {
			free -= u.people
		}
	}
	return free
}

func (p *party) letIn() {
	for _, u := range slices.Clone(p.line) {
		if u.people <= p.free() {
			u.state = "AANGEMELD"
			p.line = slices.DeleteFunc(p.line, func(o *unit) bool { return o == u })
		}
	}
}

// TestAnyHistory compares random histories with the model: at the end each row, the
// line and the counters are what it says. Histories end anywhere, so every moment of
// one is the end of another.
func TestAnyHistory(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		households := make([]context.Context, 12)
		for i := range households {
			households[i] = w.parent()
		}
		host := w.host()
		rapid.Check(t, func(r *rapid.T) {
			p := &party{w: w, chairs: rapid.IntRange(1, 9).Draw(r, "chairs"), volIsVol: rapid.IntRange(0, 9).Draw(r, "kind") == 0}
			kind := aanmelden
			if p.volIsVol {
				kind = volIsVol
			}
			p.m = w.meetup(kind, p.chairs)
			for range rapid.IntRange(1, 25).Draw(r, "steps") {
				switch rapid.IntRange(0, 5).Draw(r, "step") {
				case 0, 1, 2:
					p.signUp(r, rapid.SampledFrom(households).Draw(r, "household"))
				case 3, 4:
					p.leave(r, host)
				case 5:
					p.tick(r, host)
				}
			}
			p.compare(r)
		})
	})
}

func (p *party) signUp(r *rapid.T, who context.Context) {
	adults, children := rapid.IntRange(0, 4).Draw(r, "adults"), rapid.IntRange(0, 4).Draw(r, "children")
	u := &unit{who: who, people: adults + children, state: "AANGEMELD"}
	want := fault.Code("")
	switch {
	case u.people == 0:
		want = fault.Required
	case u.people > p.chairs:
		want = fault.Invalid
	case slices.ContainsFunc(p.units, func(o *unit) bool { return o.who == who && o.state != "AFGEMELD" }):
		want = fault.Exists
	case u.people > p.free() && p.volIsVol:
		want = fault.Full
	case u.people > p.free():
		u.state = "WACHTLIJST"
	}
	su, err := p.w.signUp(who, p.m, adults, children)
	if !expected(r, err, want) {
		return
	}
	u.id = su.ID
	p.units = append(p.units, u)
	if u.state == "WACHTLIJST" {
		p.line = append(p.line, u)
	}
}

func (p *party) leave(r *rapid.T, host context.Context) {
	if len(p.units) == 0 {
		return
	}
	u := rapid.SampledFrom(p.units).Draw(r, "who leaves")
	by, want := u.who, fault.Code("")
	if rapid.IntRange(0, 3).Draw(r, "by the host") == 0 {
		by = host
	}
	if u.state == "GEWEEST" || u.state == "NIET_GEWEEST" {
		want = fault.State
	}
	_, err := p.w.cancel(by, u.id)
	if !expected(r, err, want) {
		return
	}
	u.state = "AFGEMELD"
	p.line = slices.DeleteFunc(p.line, func(o *unit) bool { return o == u })
	p.letIn()
}

func (p *party) tick(r *rapid.T, host context.Context) {
	if len(p.units) == 0 {
		return
	}
	u := rapid.SampledFrom(p.units).Draw(r, "who is ticked")
	a := room.Attendance{ID: u.id, Present: rapid.Bool().Draw(r, "present")}
	want := fault.Code("")
	if u.state == "WACHTLIJST" || u.state == "AFGEMELD" {
		want = fault.State
	}
	_, err := p.w.tick(host, a)
	if !expected(r, err, want) {
		return
	}
	u.state = map[bool]string{true: "GEWEEST", false: "NIET_GEWEEST"}[a.Present]
}

// expected tells whether it went well, and fails where that should be otherwise.
func expected(r *rapid.T, err error, want fault.Code) bool {
	if want == "" && err != nil || want != "" && fault.CodeOf(err) != want {
		r.Fatalf("got %v, want %q", err, want)
	}
	return err == nil
}

func (p *party) compare(r *rapid.T) {
	rows := p.w.signups(p.m)
	if err := whole(p.w.read(p.m), rows); err != nil {
		r.Fatal(err)
	}
	if len(rows) != len(p.units) {
		r.Fatalf("%d rows, want %d", len(rows), len(p.units))
	}
	for _, su := range rows {
		u := p.units[slices.IndexFunc(p.units, func(u *unit) bool { return u.id == su.ID })]
		want := u.state
		if i := slices.Index(p.line, u); i >= 0 {
			want = fmt.Sprint(want, " ", i+1)
		}
		if got := stand(su); got != want {
			r.Fatalf("household of %d is %s, want %s", u.people, got, want)
		}
	}
}
