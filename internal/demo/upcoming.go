package demo

import (
	"slices"
	"time"

	"buurtdorp/internal/term"
)

// upcoming are the meetups of the next six weeks, and one tonight and tomorrow
// whatever the day of the week: the host always has somebody to receive.
func (b *book) upcoming() {
	var next []*meeting
	for n := range 43 {
		for _, m := range b.onDay(n) {
			if m.from.After(b.now) {
				next = append(next, b.meet(m))
			}
		}
	}
	tonight := b.meet(&meeting{spot: atOudBeijerland, thema: term.ThemaAnders, kind: term.MeetupKindAanmelden, capacity: 24, made: b.office(b.now, -20),
		from: b.day(0, 19, 0), to: b.day(0, 21, 0), title: "Spelletjesavond", description: "Neem je liefste spel mee. Er is soep en brood."})
	tomorrow := b.meet(&meeting{spot: atWestmaas, thema: term.ThemaAnders, kind: term.MeetupKindAanmelden, capacity: 18, made: b.office(b.now, -20),
		from: b.day(1, 13, 30), to: b.day(1, 15, 0)})
	b.fill(tonight, 70)
	b.fill(tomorrow, 60)

	samira := b.homes[0]
	coffee := find(next, term.ThemaKoffie, atWestmaas)
	coffee.signUp(samira, b.evening(b.now, -2), 1, 2)
	b.fill(coffee, 70)
	b.fillTo(find(next, term.ThemaEten, atOudBeijerland), 2)
	full := find(next, term.ThemaSpelen, atNumansdorp)
	full.capacity = 26
	b.fillTo(full, 0)
	b.queue(full, 3)
	for _, m := range next {
		if len(m.guests) < 2 {
			b.fill(m, b.between(15, 60))
		}
	}
	off := next[len(next)-2]
	off.cancelled = b.office(b.now, -1)
	b.soup = tonight
}

// find is the first meetup with a theme at a place.
func find(list []*meeting, t term.Thema, spot int) *meeting {
	return list[slices.IndexFunc(list, func(m *meeting) bool {
		return m.thema == t && m.spot == spot && m.kind == term.MeetupKindAanmelden
	})]
}

// fillTo signs families up until so many places are left.
func (b *book) fillTo(m *meeting, left int) {
	for _, h := range b.guestsAt(b.now) {
		room := m.capacity - left - m.taken()
		if room == 0 {
			return
		}
		adults, children := b.party(h, m)
		adults = min(adults, room)
		children = min(children, room-adults)
		if !m.signed(h) {
			m.signUp(h, b.moment(h, m, b.ago(24*time.Hour)), adults, children)
		}
	}
}

// queue lets families wait for a full meetup, one after the other.
func (b *book) queue(m *meeting, n int) {
	for _, h := range b.guestsAt(b.now) {
		if n == 0 {
			return
		}
		if !m.signed(h) {
			adults, children := b.party(h, m)
			m.signUp(h, b.now.Add(-time.Duration(n)*3*time.Hour), adults, max(children, 1))
			n--
		}
	}
}
