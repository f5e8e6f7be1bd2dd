package demo

import (
	"buurtdorp/internal/term"
	"buurtdorp/internal/workday"
)

// asked have a proposal to answer.
func (b *book) asked() {
	naomi := b.waits(b.at("Naomi", "Ramdin", "3271", []string{"nl", "hi"}, b.office(b.now, -44), aged{"Jayden", 6}), 21)
	naomi.woorden = "Jayden vraagt vaak om een broertje. Ik gun hem een huis waar wat meer leven is."
	b.register(naomi)
	visser := b.volunteer(b.gives(naomi, b.two("Familie Visser", "Gerda", "Leen", "Visser", "3273", nl, b.office(b.now, -330), aged{"Lotte", 7}), 210))
	b.propose(naomi, visser, b.office(b.now, -6), 83, one(b, reasons)).yes(b.evening(b.now, -1))

	elena := b.waits(b.at("Elena", "Petrova", "3292", []string{"bg", "nl"}, b.office(b.now, -50), aged{"Viktor", 5}, aged{"Maria", 8}), 26)
	elena.woorden = "Wij wonen aan het eind van het dorp en kennen weinig mensen. Ik leer Nederlands en zoek een gezin dat dat leuk vindt."
	b.register(elena)
	wim := b.volunteer(b.gives(elena, b.two("Wim en Corrie", "Corrie", "Wim", "Barendse", "3291", nl, b.office(b.now, -200)), 100))
	b.propose(elena, wim, b.office(b.now, -3), 78, one(b, reasons))
}

// meeting get to know each other: two families within days, two did already.
func (b *book) meeting() {
	fatou := b.waits(b.at("Fatou", "Diallo", "3264", []string{"fr", "nl"}, b.office(b.now, -61), aged{"Aminata", 4}, aged{"Ibrahim", 9}), 30)
	fatou.woorden = "Ik volg een opleiding tot helpende. Op lesdagen is het thuis rennen en vliegen."
	b.register(fatou)
	tuk := b.volunteer(b.gives(fatou, b.two("Familie Tuk", "Sandra", "Erik", "Tuk", "3264", nl, b.office(b.now, -250), aged{"Sven", 8}), 140))
	b.propose(fatou, tuk, b.office(b.now, -12), 80, one(b, reasons)).yes(b.evening(b.now, -10)).yes(b.evening(b.now, -7)).
		plan(b.office(b.now, -2), b.noSunday(3, 16, 0), "Buurthuis De Windroos, Oud-Beijerland")
}

// trials are in their proefperiode: one began, of one both said all there is to say.
func (b *book) trials() {
	start := b.office(b.now, -15)
	hanna := b.waits(b.at("Hanna", "Brouwer", "3267", nl, b.office(start, -40), aged{"Mees", 7}), 33)
	hanna.woorden = "Mees is een buitenkind en ik heb last van mijn rug. Iemand die met hem op pad gaat, dat zou mooi zijn."
	b.register(hanna)
	marga := b.volunteer(b.gives(hanna, b.two("Marga en Teun", "Marga", "Teun", "Kwak", "3265", nl, b.office(b.now, -280)), 170))
	p := b.toMeeting(hanna, marga, start, 77).met(term.KantSteun, b.evening(start, -5)).met(term.KantVraag, b.evening(start, -4)).trial(start, 6)
	p.both(on(start, 12, 12, 0)).confirm(term.KantSteun, b.evening(b.now, -3))

	olga := b.waits(b.at("Olga", "Bondarenko", "3281", []string{"uk", "nl"}, b.day(-300, 14, 0), aged{"Danylo", 8}, aged{"Polina", 4}), 270)
	b.register(olga)
	ingrid := b.volunteer(b.gives(olga, b.at("Ingrid", "Mulder", "3281", nl, b.day(-420, 11, 0)), 320))
	b.run(olga, ingrid, course{start: b.office(b.now, -252), score: 88, weeks: 6, until: b.now})
}

// running are together for months or years.
func (b *book) running() {
	start := b.office(b.now, -40)
	bianca := b.waits(b.at("Bianca", "Kok", "3263", nl, b.office(start, -45), aged{"Evi", 2}, aged{"Finn", 5}), 60)
	bianca.stap, bianca.datum = "Terugblik op de proefperiode", b.noSunday(3, 11, 0)
	b.register(bianca)
	kooiman := b.volunteer(b.gives(bianca, b.two("Familie Kooiman", "Ellen", "Frank", "Kooiman", "3262", nl, b.office(b.now, -310), aged{"Noor", 5}), 200))
	p := b.toMeeting(bianca, kooiman, start, 85).met(term.KantVraag, b.evening(start, -5)).met(term.KantSteun, b.evening(start, -4)).trial(start, 6)
	p.both(on(start, 12, 12, 0)).both(on(start, 26, 12, 0)).confirm(term.KantVraag, b.evening(b.now, -9)).confirm(term.KantSteun, b.evening(b.now, -8))

	zeynep := b.together(b.at("Zeynep", "Kaya", "3261", []string{"tr", "nl"}, b.day(-220, 13, 0), aged{"Azra", 6}),
		b.two("Hatice en Erdal", "Hatice", "Erdal", "Demir", "3262", []string{"tr", "nl"}, b.day(-330, 10, 0)), 165, 90)
	zeynep.checkIn(term.KantVraag, b.evening(b.now, -2), term.SmileyNietGoed, "Het ophalen ging twee keer mis. Ik wil er graag even over praten.")

	agnieszka := b.together(b.at("Agnieszka", "Zając", "3291", []string{"pl", "nl"}, b.day(-520, 13, 0), aged{"Maja", 9}, aged{"Antoni", 6}),
		b.two("Familie Los", "Coby", "Gert", "Los", "3291", nl, b.day(-600, 10, 0), aged{"Janne", 9}), 470, 82)
	agnieszka.anew(b.office(b.now, -60)).confirm(term.KantVraag, b.evening(b.now, -59)).confirm(term.KantSteun, b.evening(b.now, -57))

	b.together(b.at("Yara", "Nasser", "3263", arnl, b.day(-150, 13, 0), aged{"Zakaria", 3}),
		b.two("Petra en Sjaak", "Petra", "Sjaak", "De Ridder", "3261", nl, b.day(-260, 10, 0), aged{"Sara", 4}), 103, 79)
}

// resting are together, and something is going on.
func (b *book) resting() {
	shanti := b.together(b.at("Shanti", "Biharie", "3297", []string{"nl", "hi"}, b.day(-380, 13, 0), aged{"Arun", 10}),
		b.two("Gerda en Henk", "Gerda", "Henk", "Troost", "3299", nl, b.day(-500, 10, 0)), 320, 76)
	shanti.pause(b.office(b.now, -20), b.day(22, 9, 0), "Gerda is geopereerd. Over een paar weken gaan ze verder.")

	chantal := b.together(b.at("Chantal", "Smit", "3273", nl, b.day(-700, 13, 0), aged{"Ties", 11}),
		b.two("Familie Barendregt", "Lianne", "Kees", "Barendregt", "3273", nl, b.day(-800, 10, 0), aged{"Guus", 12}), 640, 81)
	chantal.farewell(b.office(b.now, -6), "Ties gaat na de zomer zelf op pad. Afscheid gepland: samen pannenkoeken bakken.")

	ahmed := b.together(b.at("Ahmed", "Haddad", "3295", arnl, b.day(-290, 13, 0), aged{"Ilyas", 7}),
		b.two("Ron en Dineke", "Dineke", "Ron", "Slot", "3295", nl, b.day(-380, 10, 0)), 230, 74)
	ahmed.s.row.SetState(term.SteunOpgeschort).SetVolgendeStap("Bespreken met de hoofdcoördinator").SetVolgendeDatum(workday.Add(b.now, 1))
	ahmed.suspend(b.office(b.now, -1), "Er is een vraag binnengekomen. De hoofdcoördinator praat met beide gezinnen. Tot die tijd geen bezoek.")

	oksana := b.waits(b.at("Oksana", "Melnyk", "3293", []string{"uk"}, b.office(b.now, -66), aged{"Artem", 6}), 40)
	oksana.matcher = b.staff.joris
	b.register(oksana)
	jan := b.volunteer(b.gives(oksana, b.two("Jan en Truus", "Truus", "Jan", "Boender", "3295", nl, b.office(b.now, -190)), 90))
	b.propose(oksana, jan, b.office(b.now, -20), 75, one(b, reasons)).yes(b.evening(b.now, -18)).yes(b.evening(b.now, -15)).
		plan(b.office(b.now, -12), b.day(-2, 15, 30), "De Leesplank, Puttershoek").met(term.KantSteun, b.evening(b.now, -1))
}

// together makes a pair whose proefperiode began so many days ago and which runs.
func (b *book) together(v, s *home, days, score int) *pairing {
	start := b.office(b.now, -days)
	asks := b.register(b.invent(v, v.since, b.office(start, -18)))
	since := b.office(start, -40)
	gives := b.fitting(asks, s, s.since, since, b.office(since, -30))
	b.volunteer(gives)
	return b.run(asks, gives, course{start: start, score: score, weeks: 6, until: b.now})
}
