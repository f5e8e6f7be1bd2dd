package demo

import (
	"time"

	"buurtdorp/internal/term"
	"buurtdorp/internal/workday"
)

// course is how a koppeling went, counted in days from the start of the proefperiode.
type course struct {
	start time.Time // of the proefperiode
	score int
	weeks int       // of the proefperiode
	until time.Time // check-ins until then
}

// toMeeting takes a pair from the proposal to two times yes, so that the
// proefperiode can start on a day. The proposal is of two weeks before.
func (b *book) toMeeting(v *vraag, s *steun, start time.Time, score int) *pairing {
	return b.propose(v, s, b.office(start, -16), score, one(b, reasons)).
		yes(b.evening(start, -14)).yes(b.evening(start, -11)).
		plan(b.office(start, -9), on(start, -5, 15, 30), one(b, neutral))
}

// run takes a pair through the whole course, until it is active.
func (b *book) run(v *vraag, s *steun, c course) *pairing {
	p := b.toMeeting(v, s, c.start, c.score).
		met(term.KantSteun, b.evening(c.start, -5)).met(term.KantVraag, b.evening(c.start, -4)).
		trial(c.start, c.weeks)
	p.both(on(c.start, 12, 12, 0)).both(on(c.start, 26, 12, 0))
	end := 7 * c.weeks
	p.confirm(term.KantVraag, b.evening(c.start, end-6)).confirm(term.KantSteun, b.evening(c.start, end-5)).
		activate(b.office(c.start, end))
	return p.after(c.until)
}

// after adds the check-ins of a running koppeling: monthly at first, later each half
// year.
func (p *pairing) after(until time.Time) *pairing {
	for month := 1; ; {
		at := p.b.evening(p.actief.AddDate(0, month, 0), 0)
		if !at.Before(until) || !at.Before(p.b.now) {
			return p
		}
		p.both(on(at, -2, 12, 0))
		if month++; month > 6 {
			month += 5
		}
	}
}

// farewell and close, in the weeks before a day.
func (p *pairing) ended(on time.Time, reden term.Reden) *pairing {
	p.farewell(p.b.office(on, -21), one(p.b, farewells)).close(p.b.office(on, 0), reden, one(p.b, endings))
	return p
}

// next is what happens next with a koppeling, unless something else was said of its
// vraaggezin.
func (p *pairing) next() {
	if p.v.said || !p.holds() {
		return
	}
	b := p.b
	stap, datum := "Bellen hoe het gaat", b.noSunday(b.between(3, 30), b.between(9, 16), 0)
	switch {
	case !p.verloopt.IsZero():
		stap, datum = "Wachten op antwoord", p.verloopt
	case p.state == term.KoppelingKennismaking && p.kennismaking.After(b.now):
		stap, datum = "Mee naar de kennismaking", p.kennismaking
	case p.state == term.KoppelingKennismaking:
		stap, datum = "Vragen hoe het was", b.noSunday(1, 10, 0)
	case p.state == term.KoppelingGepauzeerd:
		stap, datum = "Vragen of ze weer verder willen", p.rust
	case p.state == term.KoppelingOnderbroken:
		stap, datum = "Bespreken met de hoofdcoördinator", workday.Add(b.now, 1)
	case p.state == term.KoppelingAfronden:
		stap, datum = "Eindgesprek", b.noSunday(6, 15, 30)
	case p.state == term.KoppelingActief && b.now.Sub(p.actief) > 182*24*time.Hour:
		stap = "Terugblik met beide gezinnen"
	}
	p.v.row.SetVolgendeStap(stap).SetVolgendeDatum(datum)
}

// reasons are why a matcher proposes a pair, in her own words.
var reasons = []string{
	"De dagen passen en ze wonen dichtbij. Ze hebben ervaring met jonge kinderen.",
	"Beide gezinnen zijn graag buiten. De leeftijden van de kinderen passen bij elkaar.",
	"Rustig gezin, past bij wat moeder vraagt. Het vervoer is geregeld.",
	"Ze spreken dezelfde taal thuis. Dat was een wens.",
	"Ze kunnen vaker dan gevraagd. Dat geeft ruimte als er iemand ziek is.",
}

var farewells = []string{
	"Het gaat goed met het gezin. Samen toegewerkt naar een afscheid.",
	"De kinderen zijn groter en gaan zelf op pad. Eindgesprek gepland.",
	"Het gezin gaat verhuizen. Afscheid met taart afgesproken.",
}

var endings = []string{
	"Eindgesprek gehad met beide gezinnen. Ze houden contact.",
	"Goed afgerond. Het steungezin wil later weer een gezin helpen.",
	"Beide gezinnen kijken er met plezier op terug.",
}
