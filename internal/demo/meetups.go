package demo

import (
	"fmt"
	"time"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/term"
)

// heldIn2021 is a meetup of 2021 with who came: families we know signed up, others
// walked in and were counted.
func (b *book) heldIn2021(h held) {
	hour := 10
	switch h.thema {
	case term.ThemaEten:
		hour = 17
	case term.ThemaSpelen:
		hour = 14
	case term.ThemaPuberteit, term.ThemaScheiding:
		hour = 20
	}
	from := time.Date(2021, time.Month(h.month), h.day, hour, 0, 0, 0, clock.Amsterdam).UTC()
	m := b.meet(&meeting{spot: h.spot, thema: h.thema, kind: term.MeetupKindAanmelden, from: from, to: from.Add(2 * time.Hour),
		capacity: 40, grownUps: hour == 20})
	if h.thema == term.ThemaKoffie && h.spot == atOudBeijerland {
		m.kind, m.capacity = term.MeetupKindInloop, 0
	}
	if m.kind != term.MeetupKindInloop {
		for _, g := range b.guestsAt(from) {
			adults, children := b.party(g, m)
			if m.taken()+adults+children > h.came*8/10 {
				continue
			}
			s := m.signUp(g, latest(g.since, m.made).Add(b.within(from.Sub(latest(g.since, m.made)))), adults, children)
			if b.chance(5) {
				s.cancel(s.at.Add(b.within(from.Sub(s.at))))
			}
		}
	}
	b.hold(m)
	others := h.came - m.came()
	m.walkChildren = others * 5 / 10
	if m.grownUps {
		m.walkChildren = 0
	}
	m.walkAdults = others - m.walkChildren
}

// weekly is what there is every week.
var weekly = []struct {
	day          time.Weekday
	hour, minute int
	long         time.Duration
	spot         int
	kind         term.MeetupKind
	capacity     int
	themes       []term.Thema // in turn
	grownUps     bool
}{
	{time.Monday, 9, 30, 2 * time.Hour, atWestmaas, term.MeetupKindAanmelden, 20, []term.Thema{term.ThemaKoffie}, false},
	{time.Tuesday, 17, 0, 2 * time.Hour, atOudBeijerland, term.MeetupKindAanmelden, 24, []term.Thema{term.ThemaEten}, false},
	{time.Wednesday, 10, 0, 90 * time.Minute, atPuttershoek, term.MeetupKindAanmelden, 14,
		[]term.Thema{term.ThemaSlapen, term.ThemaTaal, term.ThemaOpvoeden, term.ThemaWonen}, false},
	{time.Thursday, 9, 0, 150 * time.Minute, atOudBeijerland, term.MeetupKindInloop, 0, []term.Thema{term.ThemaKoffie}, false},
	{time.Thursday, 19, 30, 90 * time.Minute, atPuttershoek, term.MeetupKindVolIsVol, 16, []term.Thema{term.ThemaPuberteit, term.ThemaScheiding}, true},
	{time.Saturday, 14, 0, 2 * time.Hour, atNumansdorp, term.MeetupKindAanmelden, 30, []term.Thema{term.ThemaSpelen}, false},
}

// onDay are the weekly meetups of a day before or after today.
func (b *book) onDay(n int) (out []*meeting) {
	for _, w := range weekly {
		from := b.day(n, w.hour, w.minute)
		if from.In(clock.Amsterdam).Weekday() != w.day {
			continue
		}
		_, week := clock.Today(from).ISOWeek()
		m := &meeting{spot: w.spot, kind: w.kind, capacity: w.capacity, grownUps: w.grownUps, thema: w.themes[week%len(w.themes)], from: from, to: from.Add(w.long)}
		if len(w.themes) < 3 {
			m.regular = fmt.Sprintf("%s %02d:%02d %s", w.day, w.hour, w.minute, m.thema)
		}
		switch {
		case m.kind == term.MeetupKindInloop:
			m.title, m.description = "Inloop met koffie", "Loop gerust binnen. Aanmelden hoeft niet. Blijf zo lang je wilt."
		case m.thema == term.ThemaSpelen:
			m.ageFrom, m.ageTo = ptr(2), ptr(10)
		}
		out = append(out, m)
	}
	return out
}

// recently are the meetups of the last four weeks. The host has not yet closed the
// last one.
func (b *book) recently() {
	var last *meeting
	for n := -28; n < 0; n++ {
		for _, m := range b.onDay(n) {
			b.fill(b.meet(m), b.between(50, 90))
			b.hold(m)
			m.walkAdults, m.walkChildren = b.between(0, 3), b.between(0, 3)
			if m.kind == term.MeetupKindInloop {
				m.walkAdults, m.walkChildren = b.between(6, 11), b.between(5, 12)
			}
			if len(m.guests) > 0 {
				last = m
			}
		}
	}
	last.closed = time.Time{}
}

// fill signs families up until a meetup is this full, in hundredths.
func (b *book) fill(m *meeting, percent int) {
	if m.kind == term.MeetupKindInloop {
		return
	}
	until := m.from
	if until.After(b.now) {
		until = b.now
	}
	for _, h := range b.guestsAt(until) {
		adults, children := b.party(h, m)
		if 100*(m.taken()+adults+children) > percent*m.capacity || m.signed(h) {
			continue
		}
		g := m.signUp(h, b.moment(h, m, until), adults, children)
		if b.chance(6) {
			g.cancel(g.at.Add(b.within(until.Sub(g.at))))
		}
	}
}

// moment is when a family signs up: once it is planned, and before now.
func (b *book) moment(h *home, m *meeting, until time.Time) time.Time {
	since := latest(latest(h.since, m.made), until.AddDate(0, 0, -16))
	return since.Add(b.within(until.Sub(since)))
}

func (m *meeting) signed(h *home) bool {
	for _, g := range m.guests {
		if g.home == h {
			return true
		}
	}
	return false
}
