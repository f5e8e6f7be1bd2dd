package demo

import (
	"time"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/workday"
)

// partings are how koppelingen come to their end, and the families of whom not everybody
// said yes. They come after all else, so that nothing before them changes by them.
func (b *book) partings() {
	b.chantal()
	b.marjolein()
	b.sabina()
	b.halfway()
	b.objection()
}

// chantal: the child's farewell is in some days. One side wrote its word and wants to stay
// in touch; hers are still to come.
func (b *book) chantal() {
	p := b.of("Chantal")
	p.afscheid = b.noSunday(5, 15, 30)
	p.word(term.KantSteun, b.evening(b.now, -2),
		"Dag Ties. Wat was het fijn dat je er elke week was. Je bent zo groot geworden. De deur staat altijd open voor pannenkoeken.")
	p.asked(term.KantSteun, term.AnswerContact, term.StapAnswerContact, b.evening(b.now, -1))
}

// marjolein: over since twelve days, with a word of both and two times yes to staying in
// touch. Both are asked whether they begin again.
func (b *book) marjolein() {
	p := b.over(b.at("Marjolein", "Van Es", "3262", nl, b.day(-430, 13, 0), aged{"Bas", 10}),
		b.two("Theo en Ina", "Ina", "Theo", "Hoek", "3262", nl, b.day(-520, 10, 0)), 380, 12)
	p.word(term.KantSteun, b.evening(b.now, -10), "Lieve Bas. Bedankt voor alle potjes dammen. Kom je nog eens laten zien hoe hard je fietst?")
	p.word(term.KantVraag, b.evening(b.now, -9), "Jullie gaven mij op woensdag weer lucht. Bas heeft er een opa en oma bij. Dank jullie wel.")
	p.asked(term.KantVraag, term.AnswerContact, term.StapAnswerContact, b.evening(b.now, -8))
	p.asked(term.KantSteun, term.AnswerContact, term.StapAnswerContact, b.evening(b.now, -7))
}

// sabina: over since two months. Both are asked whether they go on again; she said yes, and
// we wait for the others. Her son is old enough to say yes himself.
func (b *book) sabina() {
	p := b.over(b.at("Sabina", "Begić", "3281", []string{"bs", "nl"}, b.day(-560, 13, 0), aged{"Emin", 13}),
		b.two("Familie Kranendonk", "Marleen", "Dirk", "Kranendonk", "3281", nl, b.day(-640, 10, 0), aged{"Job", 12}), 500, 64)
	p.word(term.KantSteun, b.evening(b.now, -63), "Dag Emin. Veel plezier op je nieuwe school. We denken aan je als we vissen.")
	p.word(term.KantVraag, b.evening(b.now, -62), "Emin praat nog elke dag over jullie boot. Bedankt dat hij bij jullie zichzelf mocht zijn.")
	p.asked(term.KantSteun, term.AnswerContact, term.StapAnswerContact, b.evening(b.now, -61))
	p.asked(term.KantVraag, term.AnswerContact, term.StapAnswerContact, b.evening(b.now, -60))
	p.reopening = workday.Add(b.now, -1).Add(-30 * time.Minute)
	p.step(term.StapAskReopen, &p.state, p.reopening, p.matcher, nil, "Sabina werkt weer in de avond. Emin vroeg zelf of hij nog eens mag komen.", nil)
	p.asked(term.KantVraag, term.AnswerHeropenen, term.StapAnswerReopen, p.reopening.Add(20*time.Minute))
}

// over makes a pair that ran from so many days ago until so many days ago. Both rest, until
// they say themselves that they begin again.
func (b *book) over(v, s *home, from, until int) *pairing {
	start, end := b.office(b.now, -from), b.office(b.now, -until)
	asks := b.register(b.invent(v, v.since, b.office(start, -18)))
	since := b.office(start, -40)
	gives := b.volunteer(b.fitting(asks, s, s.since, since, b.office(since, -30)))
	p := b.run(asks, gives, course{start: start, score: 82, weeks: 6, until: b.office(end, -24)})
	p.lookedBack(end)
	p.farewell(b.office(end, -21), one(b, farewells))
	p.afscheid = end
	p.close(end, term.RedenDoelBereikt, one(b, endings))
	asks.row.SetState(term.VraagGepauzeerd).SetVolgendeStap("Vragen: opnieuw zoeken, of afronden?").SetVolgendeDatum(workday.Add(end, 5))
	gives.row.SetState(term.SteunPauze).SetVolgendeStap("Vragen: weer een gezin, of afronden?").SetVolgendeDatum(workday.Add(end, 5))
	return p
}

// word is what one side says at the farewell, for the child to keep.
func (p *pairing) word(kant term.Kant, at time.Time, woord string) {
	who, _ := p.speaks(kant)
	c := p.b.c.Afscheid.Create().SetKoppelingID(p.id).SetKant(kant).SetWoord(woord).SetUserID(who)
	inRegion(p.b, c, gid.Afscheid, at, at)
	p.b.afscheiden = append(p.b.afscheiden, c)
	p.step(term.StapSayFarewell, &p.state, at, who, nil, "", nil)
}

// asked is a side's yes to what is asked at the farewell or after it.
func (p *pairing) asked(kant term.Kant, kind term.AnswerKind, stap term.KoppelingStap, at time.Time) {
	p.step(stap, &p.state, at, p.answer(kant, kind, term.AntwoordJa, nil, 1, at), nil, "", nil)
}

// halfway: two parents have custody and one said yes; her son of 13 has to say it himself.
func (b *book) halfway() {
	v := b.invent(b.at("Marloes", "Hendriks", "3264", nl, b.office(b.now, -17), aged{"Thijs", 13}, aged{"Lieke", 9}), b.office(b.now, -17), time.Time{})
	v.state, v.talks, v.gezag, v.alone = term.VraagIntake, 2, term.GezagBeide, true
	v.woorden = "Thijs zit na school veel op zijn kamer. Lieke wil juist altijd spelen. Ik werk op dinsdag en woensdag tot zes uur."
	v.stap, v.datum = "Vragen of de andere ouder en Thijs ook ja zeggen", b.noSunday(2, 19, 0)
	b.register(v)
	b.note(v.home, b.office(b.now, -5), term.NoteKindGesprek, b.staff.ria, "Vader woont in Zwijndrecht. Hij denkt er een paar dagen over na. Thijs wil het eerst zelf lezen.")
}

// objection: somebody with custody does not agree, and until that is talked over nothing
// goes on.
func (b *book) objection() {
	v := b.invent(b.at("Melissa", "Pronk", "3297", nl, b.office(b.now, -26), aged{"Jay", 6}), b.office(b.now, -26), time.Time{})
	v.state, v.talks, v.gezag, v.alone, v.bezwaar = term.VraagIntake, 2, term.GezagBeide, true, true
	v.woorden = "Ik sta er doordeweeks alleen voor. Een middag per week zou al veel schelen."
	v.stap, v.datum = "Bespreken: iemand met gezag is het er niet mee eens", b.noSunday(1, 16, 30)
	b.register(v)
	b.note(v.home, b.office(b.now, -2), term.NoteKindTelefoon, b.staff.ria, "Vader belde. Hij wil eerst weten wie het steungezin is en hoe we dat kiezen. Met hem een gesprek gepland.")
}
