package koppeling

import (
	"time"

	"buurtdorp/internal/term"
)

// Contact in the first months is what keeps a koppeling together (domain.md 0.2, 0.3):
// twice in the first month, monthly for half a year, and then a look back each half
// year. When that is follows from what happened; nothing of it is stored, so nothing of
// it can drift.

// Ritme is how often a region asks.
type Ritme struct {
	Months    int // how many months it asks each month, from ACTIEF on
	Terugblik int // how many months the terugblikken are apart
}

// Loop is the course of a koppeling, as far as the rhythm needs it.
type Loop struct {
	Van    time.Time // the trial began
	Actief *time.Time
	Tot    *time.Time // it came to its end
	Rust   []Rust     // pauses and interruptions: nobody is asked then
}

// Rust is a time in which it rests; until further notice when it has no end.
type Rust struct {
	Van time.Time
	Tot *time.Time
}

// Gezegd is a word of somebody: a smiley, or a terugblik.
type Gezegd struct {
	Kant   term.Kant
	Kind   bool // the child's own
	Soort  term.MomentSoort
	Nummer int // of a terugblik
	At     time.Time
	Smiley term.Smiley
}

// Moment is when one side is asked something, and how it stands with it.
type Moment struct {
	Kant        term.Kant
	Soort       term.MomentSoort
	Nummer      int
	Vanaf, Voor time.Time
	Stand       term.MomentStand
	GedaanOp    *time.Time
}

const (
	day   = 24 * time.Hour
	grace = 3 * day  // so long after its day it is not late yet
	ahead = 10 * day // so long before its day a word counts for it

	// Of the trial: the days of the two check-ins, and from when a word is for the second.
	firstAsk, secondFrom, secondAsk = 14 * day, 21 * day, 28 * day
)

// Momenten are the moments of one side up to now, and the next of each kind.
func Momenten(r Ritme, l Loop, kant term.Kant, said []Gezegd, now time.Time) []Moment {
	out := l.stand(l.checkIns(r, kant, now), said, now)
	return append(out, l.stand(l.terugblikken(r, kant, now), said, now)...)
}

// checkIns: in the second and the fourth week, and then each month from ACTIEF on.
func (l Loop) checkIns(r Ritme, kant term.Kant, now time.Time) []Moment {
	second := l.Van.Add(secondAsk)
	list := []Moment{{Vanaf: l.Van, Voor: l.Van.Add(firstAsk)}, {Vanaf: l.Van.Add(secondFrom), Voor: second}}
	if l.Actief != nil {
		for month := 1; month <= r.Months; month++ {
			at := l.Actief.AddDate(0, month, 0)
			if at.Before(second.Add(14 * day)) {
				continue // a trial of four weeks: not twice in one fortnight
			}
			list = append(list, Moment{Vanaf: at.Add(-ahead), Voor: at})
		}
	}
	return l.number(list, kant, term.MomentCheckIn, now)
}

// terugblikken: after six weeks, and then each half year.
func (l Loop) terugblikken(r Ritme, kant term.Kant, now time.Time) []Moment {
	first := l.Van.Add(42 * day)
	list := []Moment{{Vanaf: first.Add(-ahead), Voor: first}}
	if l.Actief != nil {
		for n := 1; ; n++ {
			at := l.Actief.AddDate(0, n*r.Terugblik, 0)
			list = append(list, Moment{Vanaf: at.Add(-ahead), Voor: at})
			if at.After(now) {
				break
			}
		}
	}
	return l.number(list, kant, term.MomentTerugblik, now)
}

// number counts them, and leaves out what falls in a rest, after the end, or behind the
// next one. A number belongs to its day: a rest does not move it.
func (l Loop) number(list []Moment, kant term.Kant, soort term.MomentSoort, now time.Time) []Moment {
	var out []Moment
	for i, m := range list {
		m.Kant, m.Soort, m.Nummer = kant, soort, i+1
		if l.rests(m.Voor) || l.Tot != nil && m.Voor.After(*l.Tot) {
			continue
		}
		out = append(out, m)
		if m.Vanaf.After(now) {
			break
		}
	}
	return out
}

func (l Loop) rests(at time.Time) bool {
	for _, r := range l.Rust {
		if !at.Before(r.Van) && (r.Tot == nil || at.Before(*r.Tot)) {
			return true
		}
	}
	return false
}

// stand tells how it is with each. A word counts for a moment until the next one opens:
// who is late is heard. A terugblik says itself which it is.
func (l Loop) stand(list []Moment, said []Gezegd, now time.Time) []Moment {
	for i := range list {
		m := &list[i]
		var next *time.Time
		if i+1 < len(list) {
			next = &list[i+1].Vanaf
		}
		for _, g := range said {
			counts := m.Soort == term.MomentTerugblik && g.Nummer == m.Nummer ||
				m.Soort == term.MomentCheckIn && !g.At.Before(m.Vanaf) && (next == nil || g.At.Before(*next))
			if counts && g.Soort == m.Soort && g.Kant == m.Kant && !g.Kind && m.GedaanOp == nil {
				at := g.At
				m.GedaanOp = &at
			}
		}
		switch {
		case m.GedaanOp != nil:
			m.Stand = term.MomentGedaan
		case now.Before(m.Vanaf):
			m.Stand = term.MomentGepland
		case next != nil && !now.Before(*next) || l.Tot != nil:
			m.Stand = term.MomentGemist
		case now.After(m.Voor.Add(grace)):
			m.Stand = term.MomentTeLaat
		default:
			m.Stand = term.MomentOpen
		}
	}
	return list
}

// Ask tells whether a family is asked now: around the day itself, and not in the night.
func (m Moment) Ask(now time.Time, hour int) bool {
	return m.Stand == term.MomentOpen && !now.Before(m.Voor.Add(-2*day)) && hour >= 9 && hour < 20
}
