package demo

import (
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/term"
)

// meeting is a meetup on its way. Its methods do what internal/meetup does, at a time
// of their own: taken and waiting are counted from the sign-ups when it is written.
type meeting struct {
	id                 uuid.UUID
	spot               int
	thema              term.Thema
	kind               term.MeetupKind
	title, description string
	made, from, to     time.Time
	capacity           int
	grownUps           bool // without children
	ageFrom, ageTo     *int
	cancelled, closed  time.Time
	walkAdults         int
	walkChildren       int
	guests             []*guest
	waiting            int
	regular            string     // what it is one of, when it comes back
	series             *uuid.UUID // that series
}

// guest is a sign-up.
type guest struct {
	home             *home
	state            term.SignupState
	adults, children int
	queue            int
	at, changed      time.Time
	until            time.Time // how long a place is held for it
	came             *[2]int   // adults and children whom the host counted
}

// meet plans a meetup.
func (b *book) meet(m *meeting) *meeting {
	if m.made.IsZero() {
		m.made = latest(opened, b.office(m.from, -50))
		if m.made.After(b.now) {
			m.made = b.office(b.now, -3)
		}
	}
	t := themes[m.thema]
	if m.title == "" {
		m.title = t.title
	}
	if m.description == "" {
		m.description = t.text
	}
	m.id = b.id(gid.Meetup, m.made)
	b.meetings = append(b.meetings, m)
	return m
}

func (g *guest) seats() int { return g.adults + g.children }

// seats holds a place: in these states a household counts for taken.
func (g *guest) seated() bool {
	return g.state != term.SignupAfgemeld && g.state != term.SignupVerlopen && g.state != term.SignupWachtlijst
}

func (m *meeting) taken() int {
	n := 0
	for _, g := range m.guests {
		if g.seated() {
			n += g.seats()
		}
	}
	return n
}

// signUp signs a household up: it comes when all of it fits, otherwise it waits.
func (m *meeting) signUp(h *home, at time.Time, adults, children int) *guest {
	g := &guest{home: h, state: term.SignupAangemeld, adults: adults, children: children, at: at, changed: at}
	if m.capacity > 0 && m.taken()+g.seats() > m.capacity {
		m.waiting++
		g.state, g.queue = term.SignupWachtlijst, m.waiting
	}
	m.guests = append(m.guests, g)
	return g
}

// cancel takes a household off again; called where nobody waits.
func (g *guest) cancel(at time.Time) { g.state, g.changed = term.SignupAfgemeld, at }

// hold lets the host count who came, and close. Nearly everybody who signed up came.
func (b *book) hold(m *meeting) {
	m.closed = m.to.Add(15 * time.Minute)
	for _, g := range m.guests {
		if g.state != term.SignupAangemeld {
			continue
		}
		g.changed = m.closed.Add(-b.within(30 * time.Minute))
		if b.chance(9) {
			g.state = term.SignupNietGeweest
			continue
		}
		g.state, g.came = term.SignupGeweest, &[2]int{g.adults, g.children}
		if g.children > 1 && b.chance(10) {
			g.came[1]--
		}
	}
}

// came is how many of those who signed up were there.
func (m *meeting) came() int {
	n := 0
	for _, g := range m.guests {
		if g.came != nil {
			n += g.came[0] + g.came[1]
		}
	}
	return n
}

// finish writes a meetup with its sign-ups.
func (m *meeting) finish(b *book) {
	changed := latest(latest(m.made, m.closed), m.cancelled)
	s := b.places[m.spot]
	c := b.c.Meetup.Create().SetID(m.id).SetRegionID(b.region).SetCreatedAt(m.made).SetPlaceID(s.id).
		SetTitle(m.title).SetDescription(m.description).SetThema(m.thema).SetKind(m.kind).SetStartsAt(m.from).SetEndsAt(m.to).
		SetCapacity(m.capacity).SetTaken(m.taken()).SetWaiting(m.waiting).SetWithChildren(!m.grownUps).
		SetNillableAgeFrom(m.ageFrom).SetNillableAgeTo(m.ageTo).SetLanguages(s.talen).SetNillableCancelledAt(opt(m.cancelled)).
		SetWalkInAdults(m.walkAdults).SetWalkInChildren(m.walkChildren).SetNillableClosedAt(opt(m.closed)).SetVersion(1 + len(m.guests)).SetRevisedAt(latest(m.made, m.cancelled))
	if m.series != nil {
		c.SetSeriesID(*m.series).SetSeriesDay(string(rhythm.DayOf(m.from)))
	}
	for _, g := range m.guests {
		changed = latest(changed, g.at)
		r := b.c.Signup.Create().SetMeetupID(m.id).SetFamilyID(g.home.id).SetState(g.state).SetAdults(g.adults).SetChildren(g.children).SetQueueNumber(g.queue).SetNillableOfferedUntil(opt(g.until))
		inRegion(b, r, gid.Signup, g.at, g.changed)
		if g.came != nil {
			r.SetPresentAdults(g.came[0]).SetPresentChildren(g.came[1])
		}
		if g.changed.After(g.at) {
			r.SetVersion(2)
		}
		b.signups = append(b.signups, r)
	}
	b.meetups = append(b.meetups, c.SetUpdatedAt(changed))
	m.close(b)
}

// close writes what the host told when it was over: what people talked about.
func (m *meeting) close(b *book) {
	if m.series == nil || m.closed.IsZero() {
		return
	}
	r := b.c.Closing.Create().SetMeetupID(m.id).SetThemas(talked[m.thema])
	inRegion(b, r, gid.Closing, m.closed, m.closed)
	b.closings = append(b.closings, r)
}

// guestsAt are the families that could have come on a day, in an order of chance.
func (b *book) guestsAt(t time.Time) []*home {
	var list []*home
	for _, h := range b.homes {
		if !h.rest && h.since.Before(t.AddDate(0, 0, -2)) {
			list = append(list, h)
		}
	}
	b.rnd.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

// party is with how many a family comes: with the children that still like to.
func (b *book) party(h *home, m *meeting) (adults, children int) {
	adults = 1
	if h.adults > 1 && b.chance(25) {
		adults = 2
	}
	for _, k := range h.kids {
		if !m.grownUps && clock.Age(k.month, m.from) >= 0 && clock.Age(k.month, m.from) < 13 {
			children++
		}
	}
	return adults, children
}
