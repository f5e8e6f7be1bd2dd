package demo

import (
	"time"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/term"
)

// The year 2021: 33 vraaggezinnen and 40 steungezinnen registered, 16 pairs were
// proposed, 12 met, 10 koppelingen became active. From registering to the start of
// the proefperiode it took 41 days on average.
//
// What became of them since obeys the terms of keeping: of what ended more than two
// years ago only that it was, and when, is left.

// untilStart is how many days each of the ten waited; 410 together.
var untilStart = []int{40, 29, 47, 33, 52, 36, 44, 38, 49, 42}

// y2021 is a day of that year, in its office hours.
func (b *book) y2021(month time.Month, day int) time.Time {
	return b.office(time.Date(2021, month, day, 12, 0, 0, 0, clock.Amsterdam), 0)
}

func (b *book) year2021() {
	b.activated()
	b.proposedOnly()
	b.laterTogether()
	b.talkedOnly()
	b.screenedOnly()
	for _, m := range meetups2021 {
		b.heldIn2021(m)
	}
}

// ending is what became of one of the ten koppelingen; the zero value still runs.
type ending struct {
	ended             time.Time
	reden             term.Reden
	stays, steunStays bool // whether we still know the families
}

func (b *book) endings2021() []ending {
	day := func(y int, m time.Month, d int) time.Time {
		return b.office(time.Date(y, m, d, 12, 0, 0, 0, clock.Amsterdam), 0)
	}
	return []ending{
		{stays: true, steunStays: true},
		{day(2022, time.June, 14), term.RedenVerhuizing, false, false},
		{b.office(b.now, -600), term.RedenDoelBereikt, true, true},
		{day(2022, time.October, 5), term.RedenDoelBereikt, true, true},
		{stays: true, steunStays: true},
		{b.office(b.now, -330), term.RedenDoelBereikt, true, true},
		{day(2023, time.February, 8), term.RedenAlHulp, true, false},
		{day(2022, time.August, 30), term.RedenVerhuizing, false, false},
		{b.office(b.now, -150), term.RedenDoelBereikt, true, true},
		{day(2023, time.May, 11), term.RedenDoelBereikt, true, true},
	}
}

// activated are the ten koppelingen that became active in 2021.
func (b *book) activated() {
	for i, e := range b.endings2021() {
		start := b.y2021(time.March, 22+25*i)
		asked, offered := start.AddDate(0, 0, -untilStart[i]), start.AddDate(0, 0, -72)
		ask, give := b.neighbours(asked, offered)
		switch i {
		case 0:
			ask = b.at("Daphne", "Kuipers", "3274", nl, asked, aged{"Jip", 10}, aged{"Sara", 13})
			give = b.two("Familie Van der Giessen", "Ada", "Gijs", "Van der Giessen", "3274", nl, offered, aged{"Bo", 14})
		case 4:
			ask = b.at("Mehmet", "Yılmaz", "3286", []string{"tr", "nl"}, asked, aged{"Defne", 9})
			give = b.two("Cobi en Jaap", "Cobi", "Jaap", "Van Es", "3286", nl, offered)
		}
		v := b.asked2021(ask, 2, e.ended, e.stays)
		v.wachtend = b.office(start, -18)
		b.register(v)
		s := b.volunteer(b.offered2021(give, v, e.steunStays))
		until := e.ended
		if until.IsZero() {
			until = b.now
		}
		p := b.run(v, s, course{start: start, score: b.between(66, 91), weeks: 6, until: until})
		if !e.ended.IsZero() {
			p.ended(e.ended, e.reden)
		}
	}
}

// proposedOnly are the six pairs of 2021 that did not become one.
func (b *book) proposedOnly() {
	for i := range 6 {
		at := b.y2021(time.April, 8+27*i)
		ask, give := b.neighbours(at.AddDate(0, 0, -30), at.AddDate(0, 0, -60))
		v := b.asked2021(ask, 2, b.office(at, 150), i%2 == 0)
		v.wachtend = b.office(at, -6)
		b.register(v)
		s := b.volunteer(b.offered2021(give, v, i%2 == 1))
		p := b.propose(v, s, at, b.between(58, 80), one(b, reasons))
		switch i {
		case 0:
			p.no(b.evening(at, 2), term.RedenTijdPastNiet)
		case 1:
			p.yes(b.evening(at, 1)).no(b.evening(at, 4), term.RedenGezinHeeftRustNodig)
		case 2:
			p.no(b.evening(at, 3), term.RedenTeVer)
		case 3:
			p.expire()
		default:
			p.yes(b.evening(at, 1)).yes(b.evening(at, 3)).plan(b.office(at, 5), on(at, 10, 15, 30), one(b, neutral)).
				noSpark([]term.Kant{term.KantVraag, term.KantSteun}[i%2], b.evening(at, 11), term.RedenGeenKlik)
		}
	}
}

// laterTogether registered in 2021 and found each other in 2022; both still run.
func (b *book) laterTogether() {
	for i := range 2 {
		asked, offered := b.y2021(time.October, 12+25*i), b.y2021(time.August, 20+30*i)
		ask := b.at("Femke", "De Bruin", "3299", nl, asked, aged{"Tijn", 8}, aged{"Lot", 11})
		give := b.two("Familie Van Dam", "Marjan", "Peter", "Van Dam", "3295", nl, offered, aged{"Sterre", 12})
		if i == 1 {
			ask = b.at("Nadia", "El Amrani", "3263", arnl, asked, aged{"Salma", 7})
			give = b.two("Lies en Bram", "Lies", "Bram", "Kuiper", "3261", nl, offered)
		}
		start := b.office(time.Date(2022, time.February, 10+60*i, 12, 0, 0, 0, clock.Amsterdam), 0)
		v := b.asked2021(ask, 2, time.Time{}, true)
		v.matcher, v.wachtend = b.staff.joris, b.office(start, -20)
		b.register(v)
		s := b.volunteer(b.offered2021(give, v, true))
		b.run(v, s, course{start: start, score: b.between(70, 90), weeks: 6, until: b.now})
	}
}

// talkedOnly are the vraaggezinnen of 2021 to whom nothing was proposed: ten were
// talked with, five withdrew before. One of them came back to give help herself.
func (b *book) talkedOnly() {
	for i := range 15 {
		at := b.y2021(time.January, 12+22*i)
		talks := 1
		if i >= 10 {
			talks = 0
		}
		v := b.register(b.asked2021(b.household(b.village(), at, b.between(1, 3)), talks, b.office(at, 40+3*i), i < 10 && i%2 == 0))
		if i == 0 {
			since := b.office(b.now, -270)
			s := b.willing(v.home, b.office(b.now, -340), since, b.office(since, -40))
			s.woorden = offering[3] // she had help herself
			b.offer(s)
			b.everybody(v.home, s.aangemeld, v.home.adults)
		}
	}
}

// screenedOnly are the steungezinnen of 2021 to whom nothing was proposed that year:
// eleven were screened, five stopped after a talk, six before it.
func (b *book) screenedOnly() {
	for i := range 22 {
		at := b.y2021(time.January, 8+15*i)
		h := b.household(b.village(), at, b.between(0, 2))
		b.couple(h)
		s := b.offered2021(h, nil, i < 7)
		switch {
		case i >= 16:
			s.checks, s.beschikbaar = checks{}, time.Time{}
		case i >= 11:
			s.checks, s.beschikbaar = checks{gesprek: s.checks.gesprek}, time.Time{}
		}
		b.volunteer(s)
	}
}

// neighbours are two families of one village.
func (b *book) neighbours(asked, offered time.Time) (ask, give *home) {
	pc4 := b.village()
	ask, give = b.household(pc4, asked, b.between(1, 3)), b.household(pc4, offered, b.between(0, 2))
	b.couple(give)
	return ask, give
}

// asked2021 is a vraaggezin of 2021. Without an end it still runs.
func (b *book) asked2021(h *home, talks int, ended time.Time, stays bool) *vraag {
	b.confirms(h)
	v := b.invent(h, h.since, time.Time{})
	v.talks, v.einde = talks, ended
	kept := 28 * 24 * time.Hour // of who withdrew
	if talks == 2 {
		kept = 2 * 365 * 24 * time.Hour
	}
	switch {
	case ended.IsZero():
	case b.now.Sub(ended) < kept:
		v.state = term.VraagAfgerond
	default:
		v.state = term.VraagGeanonimiseerd
		if !stays {
			h.rest, h.confirmed = true, ended.Add(kept)
		}
	}
	return v
}

// offered2021 is a steungezin of 2021, for a vraaggezin or for whoever comes.
func (b *book) offered2021(h *home, v *vraag, stays bool) *steun {
	b.confirms(h)
	since, vog := b.office(h.since, 48), b.office(h.since, 10)
	var s *steun
	if v != nil {
		s = b.fitting(v, h, h.since, since, vog)
	} else {
		s = b.willing(h, h.since, since, vog)
	}
	s.bevestigd = h.confirmed
	if !stays {
		s.state, s.einde = term.SteunGeanonimiseerd, b.office(h.since, 400)
		h.rest, h.confirmed = true, earliest(s.einde.AddDate(2, 0, 0), b.now)
	}
	return s
}
