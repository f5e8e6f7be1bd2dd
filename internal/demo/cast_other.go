package demo

import (
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/term"
)

// stopped no longer ask, or not for now.
func (b *book) stopped() {
	lotte := b.waits(b.at("Lotte", "Prins", "3264", nl, b.office(b.now, -90), aged{"Isa", 1}), 50)
	lotte.state, lotte.pauze = term.VraagGepauzeerd, b.day(35, 9, 0)
	b.register(lotte)
	b.note(lotte.home, b.office(b.now, -8), term.NoteKindTelefoon, b.staff.ria, "Lotte logeert een paar weken bij haar moeder. Ze belt zelf als ze terug is.")

	sharon := b.invent(b.at("Sharon", "Van Beek", "3299", nl, b.office(b.now, -45), aged{"Sem", 13}), b.office(b.now, -45), time.Time{})
	sharon.state, sharon.einde, sharon.talks = term.VraagDoorverwezen, b.office(b.now, -20), 1
	b.register(sharon)
	b.note(sharon.home, sharon.einde, term.NoteKindOverleg, b.staff.ria, "Samen met moeder gebeld met het jeugdteam. Zij nemen het over. Moeder vindt dit goed.")

	// One koppeling ended in its proefperiode; the vraaggezin found help in the family.
	willemijn := b.invent(b.at("Willemijn", "Mulder", "3264", nl, b.day(-400, 10, 0), aged{"Hugo", 8}), b.day(-400, 10, 0), b.office(b.now, -360))
	willemijn.state, willemijn.einde = term.VraagAfgerond, b.office(b.now, -240)
	b.register(willemijn)
	joke := b.volunteer(b.gives(willemijn, b.at("Joke", "Dekker", "3264", nl, b.day(-480, 10, 0)), 410))
	start := b.office(b.now, -330)
	b.toMeeting(willemijn, joke, start, 69).met(term.KantSteun, b.evening(start, -5)).met(term.KantVraag, b.evening(start, -4)).trial(start, 6).
		stop(b.office(start, 24), term.RedenGeenKlik, "Beide gezinnen vonden het gezellig, maar Hugo bleef liever thuis. Zonder verwijten gestopt.")

	priya := b.waits(b.at("Priya", "Biharie", "3286", []string{"nl", "hi"}, b.office(b.now, -60), aged{"Kiran", 4}), 30)
	priya.state, priya.einde = term.VraagIngetrokken, b.evening(b.now, -13)
	b.register(priya)
	b.withdraws(priya.home, priya.einde)
}

// withdraws takes back the consent for matching, which leaves no doubt.
func (b *book) withdraws(h *home, at time.Time) {
	for _, c := range b.toestemmingen {
		if f, _ := c.Mutation().FamilyID(); f != h.id {
			continue
		}
		if doel, _ := c.Mutation().Doel(); doel == term.DoelMatchen {
			c.SetWithdrawnAt(at).SetUpdatedAt(at).SetVersion(2)
		}
	}
}

// checked are steungezinnen on their way to be available.
func (b *book) checked() {
	bert := b.free(b.at("Bert", "Schouten", "3297", nl, b.office(b.now, -5)), 1)
	b.onTheWay(bert, term.SteunKennismakingsgesprek, checks{}, "Gesprek", b.noSunday(1, 11, 0))
	quist := b.free(b.two("Familie Quist", "Barbara", "Niels", "Quist", "3267", nl, b.office(b.now, -12), aged{"Jurre", 8}), 1)
	b.onTheWay(quist, term.SteunKennismakingsgesprek, checks{}, "Gesprek", b.noSunday(5, 19, 30))

	wilma := b.free(b.two("Wilma en Ton", "Wilma", "Ton", "Vos", "3271", nl, b.office(b.now, -25)), 1)
	b.onTheWay(wilma, term.SteunScreening, checks{gesprek: b.office(b.now, -14), by: b.staff.ria}, "VOG klaarzetten en bekijken", b.noSunday(6, 10, 0))

	pons := b.free(b.two("Familie Pons", "Dorien", "Michel", "Pons", "3292", nl, b.office(b.now, -48), aged{"Roos", 10}), 1)
	c := b.screened(pons.home, pons.aangemeld, b.office(b.now, -22))
	c.vogs, c.huisregels, c.training = c.vogs[:1], time.Time{}, time.Time{}
	b.onTheWay(pons, term.SteunScreening, c, "VOG klaarzetten en bekijken", b.noSunday(3, 10, 0))

	sietske := b.free(b.at("Sietske", "Veenstra", "3293", nl, b.office(b.now, -62)), 1)
	c = b.screened(sietske.home, sietske.aangemeld, b.office(b.now, -30))
	b.onTheWay(sietske, term.SteunScreening, c, "Beschikbaar maken", b.noSunday(1, 15, 0))
}

// onTheWay writes a steungezin that is not available yet.
func (b *book) onTheWay(s *steun, state term.SteungezinState, c checks, stap string, datum time.Time) {
	s.state, s.beschikbaar, s.checks, s.stap, s.datum = state, time.Time{}, c, stap, datum
	b.volunteer(s)
}

// away were available, or will not be.
func (b *book) away() {
	since := latest(b.day(-1150, 10, 0), time.Date(2022, time.January, 4, 9, 0, 0, 0, time.UTC)) // not among those of 2021
	bakker := b.two("Familie Bakker", "Tineke", "Rob", "Bakker", "3299", nl, since, aged{"Saar", 11})
	vog := b.willing(bakker, since, b.office(since, 60), since)
	given := b.day(9, 12, 0).AddDate(-3, 0, 0) // three years are full in nine days
	vog.checks.vogs = []time.Time{given, given}
	vog.stap, vog.datum = "VOG vernieuwen", b.noSunday(2, 9, 0)
	b.volunteer(vog)

	pauze := b.free(b.at("Nel", "Koster", "3262", nl, b.day(-500, 10, 0)), 420)
	pauze.state, pauze.pauze = term.SteunPauze, b.day(30, 9, 0)
	b.volunteer(pauze)
	b.note(pauze.home, b.office(b.now, -15), term.NoteKindTelefoon, b.staff.ria, "Nel past even op haar kleinkind. Over een maand wil ze weer meedoen.")

	quiet := func(h *home, state term.SteungezinState, days int) {
		s := b.free(h, 500)
		h.confirmed = b.evening(b.now, -days)
		s.state, s.bevestigd = state, h.confirmed
		s.einde = h.confirmed.AddDate(0, 3, 1) // when it was asked, or fell asleep
		if state == term.SteunSlapend {
			s.einde = h.confirmed.AddDate(0, 4, 1)
		}
		b.volunteer(s)
	}
	quiet(b.two("Familie Verhoeven", "Mieke", "Johan", "Verhoeven", "3281", nl, b.day(-600, 10, 0)), term.SteunBevestigen, 98)
	quiet(b.two("Hetty en Cor", "Hetty", "Cor", "Blom", "3274", nl, b.day(-640, 10, 0)), term.SteunSlapend, 140)

	nee := b.free(b.at("Ronald", "Postma", "3295", nl, b.office(b.now, -50)), 1)
	nee.einde = b.office(b.now, -14)
	b.onTheWay(nee, term.SteunAfgewezen, checks{gesprek: b.office(b.now, -30), by: b.staff.head}, "", time.Time{})
	b.note(nee.home, nee.einde, term.NoteKindGesprek, b.staff.head, "Na het gesprek samen besloten dat het nu niet past. Vriendelijk afscheid.")

	weg := b.free(b.two("Suze en Wil", "Suze", "Wil", "Hoekstra", "3284", nl, b.day(-420, 10, 0)), 300)
	weg.state, weg.einde = term.SteunGestopt, b.office(b.now, -18)
	weg.matcher = uuid.Nil
	b.volunteer(weg)
	b.withdraws(weg.home, weg.einde)
}
