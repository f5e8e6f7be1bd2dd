package demo

import (
	"time"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
)

// samira waits five days, and the family that fits her best is near.
func (b *book) samira() {
	h := b.at("Samira", "Benali", "3273", arnl, b.office(b.now, -19), aged{"Noah", 4}, aged{"Lina", 7})
	b.register(&vraag{home: h, matcher: b.staff.ria, state: term.VraagWachtend, aangemeld: h.since, wachtend: b.office(b.now, -5), talks: 2,
		gezag: term.GezagEen, gezelschap: term.GezelschapSpeelkameraad, urgentie: 1, tuin: ptr(true), huisdieren: ptr(true),
		zorg: []zorg{{kind: term.ZorgKindAllergie, text: "Lina krijgt het benauwd van honden. Katten gaan goed.", dieren: []term.Dier{term.DierHond}}},
		wens: wens{
			soorten:  []term.Soort{term.SoortOpvang, term.SoortSpelen},
			dagdelen: []term.Dagdeel{term.DagdeelDiMiddag, term.DagdeelWoOchtend, term.DagdeelWoMiddag, term.DagdeelDoAvond},
			keer:     4, reis: 25, maanden: 12,
			opvoeding:  []term.Opvoeding{term.OpvoedingStructuur, term.OpvoedingBuiten},
			interesses: []term.Interesse{term.InteresseBuiten, term.InteresseKnutselen},
			ervaring:   []term.Ervaring{term.ErvaringMeertalig},
			woorden:    "Ik ben alleen met twee kinderen. Op woensdag heb ik geen opvang. Ik wil graag dat ze met andere kinderen spelen.",
			stap:       "Een voorstel doen", datum: b.noSunday(6, 12, 0),
		}})

	w := b.two("Familie De Wit", "Annelies", "Joost", "De Wit", "3271", []string{"nl", "en"}, b.office(b.now, -240), aged{"Pien", 6})
	b.volunteer(&steun{home: w, matcher: b.staff.ria, state: term.SteunBeschikbaar, aangemeld: w.since, beschikbaar: b.office(b.now, -120),
		capaciteit: 1, van: ptr(2), tot: ptr(10), max: 2, dieren: []term.Dier{term.DierKat}, dierenWeten: true, rookt: ptr(false),
		toegankelijk: ptr(true), takenWeten: true, tuin: ptr(true), rustig: ptr(true), haalt: true, bevestigd: b.evening(b.now, -12),
		checks: b.screened(w, w.since, b.office(b.now, -200)),
		wens: wens{
			soorten:  []term.Soort{term.SoortOpvang, term.SoortSpelen},
			dagdelen: []term.Dagdeel{term.DagdeelWoOchtend, term.DagdeelWoMiddag, term.DagdeelVrMiddag},
			keer:     4, reis: 20, maanden: 24,
			opvoeding:  []term.Opvoeding{term.OpvoedingStructuur, term.OpvoedingBuiten, term.OpvoedingHumor},
			interesses: []term.Interesse{term.InteresseBuiten, term.InteresseKnutselen, term.InteresseKoken},
			ervaring:   []term.Ervaring{term.ErvaringMeertalig, term.ErvaringScheiding},
			woorden:    "Onze Pien van 6 vindt het leuk als er iemand komt spelen. Op woensdag zijn we thuis.",
		}})
}

// fresh registered these days; nobody has called them yet.
func (b *book) fresh() {
	// Just now, but not yesterday when it is just past midnight.
	now := latest(b.ago(12*time.Minute), b.day(0, 0, 0))
	b.register(&vraag{home: b.at("Amal", "Saleh", "3274", arnl, now, aged{"Yara", 3}, aged{"Sami", 6}), state: term.VraagAangemeld, aangemeld: now,
		wens: wens{soorten: []term.Soort{term.SoortSpelen, term.SoortEropUit}, dagdelen: []term.Dagdeel{term.DagdeelWoMiddag, term.DagdeelZaMiddag},
			woorden: "We wonen hier sinds de zomer. Mijn kinderen missen hun neefjes en nichtjes."}})
	early := b.ago(50 * time.Minute)
	b.volunteer(&steun{home: b.two("Ilse en Maarten", "Ilse", "Maarten", "Verweij", "3286", nl, early, aged{"Keet", 3}), state: term.SteunAangemeld, aangemeld: early,
		wens: wens{soorten: []term.Soort{term.SoortSpelen, term.SoortEropUit}, dagdelen: []term.Dagdeel{term.DagdeelZaOchtend, term.DagdeelZaMiddag}, reis: 20,
			woorden: "We willen graag iets doen voor een gezin in de buurt."}})

	dewi := b.evening(b.now, -1)
	b.register(&vraag{home: b.at("Dewi", "Hartono", "3291", []string{"id", "nl"}, dewi, aged{"Raka", 5}), state: term.VraagAangemeld, aangemeld: dewi, weetNiet: true,
		wens: wens{woorden: "Ik weet nog niet goed wat ik nodig heb. Het is gewoon veel."}})
	joyce := b.evening(b.now, -2)
	b.register(&vraag{home: b.at("Joyce", "Pinas", "3265", nl, joyce, aged{"Quincy", 2}, aged{"Shania", 9}), state: term.VraagAangemeld, aangemeld: joyce,
		wens: wens{soorten: []term.Soort{term.SoortVervoer, term.SoortHuiswerk}, dagdelen: []term.Dagdeel{term.DagdeelDiMiddag, term.DagdeelDoMiddag},
			woorden: one(b, asking)}})
	since := b.evening(b.now, -3)
	b.volunteer(&steun{home: b.at("Corine", "Van Vliet", "3264", nl, since), state: term.SteunAangemeld, aangemeld: since,
		wens: wens{soorten: []term.Soort{term.SoortMaatje}, reis: 15, woorden: one(b, offering)}})
}

// talking have had a first talk; one has her second today.
func (b *book) talking() {
	h := b.at("Leila", "Mansour", "3262", arnl, b.office(b.now, -9), aged{"Adam", 8}, aged{"Salma", 5})
	v := b.invent(h, h.since, time.Time{})
	v.state, v.talks, v.gezag = term.VraagIntake, 1, term.GezagOnbekend
	v.woorden = "Ik wil graag weer gaan werken. Daarvoor heb ik eerst wat rust nodig."
	v.stap, v.datum = "Tweede gesprek", b.day(0, 10, 0)
	b.register(v)

	h = b.at("Tomasz", "Nowak", "3281", []string{"pl"}, b.office(b.now, -6), aged{"Jakub", 8})
	v = b.invent(h, h.since, time.Time{})
	v.state, v.talks, v.gezag, v.tolk = term.VraagIntake, 0, term.GezagOnbekend, true
	v.woorden = "Ik werk in de bouw. Jakub is na school vaak alleen. Hij leert Nederlands op school."
	v.stap, v.datum = "Gesprek", b.noSunday(4, 14, 0)
	b.register(v)
}

// searching wait for a family that fits; one of them longer than we want.
func (b *book) searching() {
	groen := b.free(b.two("Familie Groen", "Mirjam", "Ruud", "Groen", "3286", nl, b.office(b.now, -300), aged{"Stijn", 9}), 180)
	groen.weken, groen.dagdelen = term.WekenEven, []term.Dagdeel{term.DagdeelWoMiddag, term.DagdeelZaMiddag}
	b.volunteer(groen)
	anja := b.free(b.two("Anja en Piet", "Anja", "Piet", "Hoogland", "3262", nl, b.office(b.now, -150)), 70)
	anja.home.vervoer = []term.Vervoer{term.VervoerFiets}
	anja.dagdelen = []term.Dagdeel{term.DagdeelWoOchtend, term.DagdeelWoMiddag}
	b.volunteer(anja)

	miriam := b.waits(b.at("Miriam", "Verhoef", "3286", nl, b.office(b.now, -34), aged{"Tess", 3}, aged{"Luuk", 6}), 12)
	miriam.woorden = "Mijn man werkt op zee. Drie weken per maand doe ik het alleen."
	b.register(miriam)
	b.propose(miriam, groen, b.office(b.now, -4), 71, one(b, reasons)).no(b.evening(b.now, -1), term.RedenTijdPastNiet)

	selam := b.waits(b.at("Selam", "Haile", "3299", []string{"ti", "nl"}, b.office(b.now, -40), aged{"Eden", 2}, aged{"Abel", 10}), 18)
	selam.tolk = true
	b.register(selam)

	kim := b.waits(b.at("Kim", "Dekker", "3284", nl, b.office(b.now, -58), aged{"Fenna", 9}), 33)
	kim.nietEigenDorp, kim.urgentie = true, 1
	kim.zorg = []zorg{{kind: term.ZorgKindZorgtaak, text: "Fenna heeft epilepsie. Een aanval duurt kort. Moeder legt uit wat je doet.", taken: []term.Zorgtaak{term.ZorgtaakEpilepsie}}}
	kim.woorden = "Fenna kan niet zomaar overal heen. Ik zoek mensen die niet schrikken."
	b.register(kim)
	b.note(kim.home, b.office(b.now, -20), term.NoteKindOverleg, b.staff.ria,
		"Besproken in het team. We zoeken een gezin dat wil leren wat je doet bij een aanval. Oproep in het dorpsblad is een idee.")

	rosita := b.waits(b.at("Rosita", "Wijngaarde", "3297", nl, b.office(b.now, -74), aged{"Jaydi", 4}, aged{"Romano", 7}, aged{"Naomi", 11}), 50)
	rosita.urgentie = 2
	rosita.woorden = "Drie kinderen, drie scholen, één fiets. Ik lach er vaak om, maar soms ook niet."
	b.register(rosita)
	b.propose(rosita, anja, b.office(b.now, -18), 64, one(b, reasons)).expire()

	esra := b.waits(b.at("Esra", "Aydın", "3295", []string{"tr", "nl"}, b.office(b.now, -30), aged{"Kerem", 5}), 9)
	esra.matcher = b.staff.joris
	b.register(esra)
	driel := b.volunteer(b.free(b.two("Familie Van Driel", "Margriet", "Aart", "Van Driel", "3281", nl, b.office(b.now, -260)), 160))
	b.explore(kim, driel, b.office(b.now, -6), "Misschien. Eerst vragen of ze iets weten van epilepsie.")
	lenie := b.volunteer(b.free(b.two("Lenie en Co", "Lenie", "Co", "Dekker", "3284", nl, b.office(b.now, -400)), 300))
	b.apart(kim, lenie, b.office(b.now, -32), "Schoonfamilie van moeder. Ze wil dit niet mengen.")
}

// apart keeps two families apart.
func (b *book) apart(v *vraag, s *steun, at time.Time, why string) {
	c := b.c.Blokkade.Create().SetVraagFamilyID(v.home.id).SetSteunFamilyID(s.home.id).SetToelichting(why)
	inRegion(b, c, gid.Blokkade, at, at)
	b.blokkades = append(b.blokkades, c)
}
