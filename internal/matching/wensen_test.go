package matching

import (
	"testing"
	"time"

	"buurtdorp/internal/term"
)

// Each preference by what changes its points; TestGoedIsHonderd is its full marks,
// TestNietsBekend its half.
func TestWensen(t *testing.T) {
	const ja, nee, onbekend = term.DrieJa, term.DrieNee, term.DrieOnbekend
	type change = func(v *Vraag, s *Steun, p *Paar)
	ver := func(band term.Reisband, minuten int) change {
		return func(v *Vraag, s *Steun, p *Paar) { *p = Paar{Reisband: band, Minuten: minuten} }
	}
	hele := []term.Dagdeel{term.DagdeelMaOchtend, term.DagdeelWoMiddag, term.DagdeelVrAvond, term.DagdeelZaOchtend, term.DagdeelZoAvond}
	for _, c := range []struct {
		name   string
		key    string
		change change
		points int
		match  term.Drie
		reason string
	}{
		{"Dorp", KeyReis, ver(term.ReisbandZelfdeDorp, 15), 22, ja, "Ze wonen in hetzelfde dorp."},
		{"DorpZonderTijd", KeyReis, ver(term.ReisbandZelfdeDorp, -1), 22, ja, "Ze wonen in hetzelfde dorp."},
		{"VijfKmTienMinuten", KeyReis, ver(term.ReisbandTot5Km, 10), 17, ja, "Over de weg is het hoogstens 5 kilometer."},
		{"VijfKmZonderTijd", KeyReis, ver(term.ReisbandTot5Km, -1), 20, ja, "Over de weg is het hoogstens 5 kilometer."},
		{"VijfKmTwintigMinuten", KeyReis, ver(term.ReisbandTot5Km, 20), 6, nee, "Over de weg is het hoogstens 5 kilometer. De reis duurt best lang."},
		{"TienKm", KeyReis, ver(term.ReisbandTot10Km, 10), 13, ja, "Over de weg is het 5 tot 10 kilometer."},
		{"VijftienKm", KeyReis, ver(term.ReisbandTot15Km, 20), 4, nee, "Over de weg is het 10 tot 15 kilometer."},
		{"Pont", KeyReis, ver(term.ReisbandTot15Km, 25), 0, nee, "Over de weg is het 10 tot 15 kilometer. De reis duurt best lang."},
		{"Verder", KeyReis, ver(term.ReisbandVerder, 40), 0, nee, "Over de weg is het meer dan 15 kilometer."},
		{"AlleenTijd", KeyReis, ver(term.ReisbandOnbekend, 15), 11, ja, string(reisTijd)},
		{"Onbekend", KeyReis, ver(term.ReisbandOnbekend, -1), 11, onbekend, string(vraagPlaats)},

		{"EenMomentVanTwee", KeyDagdelen, func(v *Vraag, s *Steun, p *Paar) { v.Dagdelen = hele[:2] }, 16, ja, "Ze kunnen samen op woensdagmiddag. Dat is vaak genoeg."},
		{"MomentOver", KeyDagdelen, func(v *Vraag, s *Steun, p *Paar) { v.Dagdelen, s.Dagdelen = hele, hele[:2] }, 20, ja, "Ze kunnen samen op maandagochtend en woensdagmiddag. Er is een moment over voor als het niet lukt."},
		{"AltijdWel", KeyDagdelen, func(v *Vraag, s *Steun, p *Paar) { v.Dagdelen, s.Dagdelen = hele, hele }, 20, ja, "Ze kunnen samen op maandagochtend, woensdagmiddag, vrijdagavond en 2 andere momenten. Er is een moment over voor als het niet lukt."},
		{"HalfZoVaak", KeyDagdelen, func(v *Vraag, s *Steun, p *Paar) { s.Weken = term.WekenOneven }, 13, ja, "Ze kunnen samen op woensdagmiddag in de oneven weken. Dat is minder vaak dan gevraagd."},
		{"DrieKeerPerWeekGevraagd", KeyDagdelen, func(v *Vraag, s *Steun, p *Paar) { v.KeerPerMaand, v.Dagdelen = 12, hele }, 12, ja, "Ze kunnen samen op woensdagmiddag. Dat is minder vaak dan gevraagd."},
		{"GeenMoment", KeyDagdelen, func(v *Vraag, s *Steun, p *Paar) { s.Dagdelen = hele[2:] }, 0, nee, string(momentGeen)},
		{"NooitDezelfdeWeek", KeyDagdelen, func(v *Vraag, s *Steun, p *Paar) { v.Weken, s.Weken = term.WekenEven, term.WekenOneven }, 0, nee, string(momentGeen)},
		{"VraagOnbekend", KeyDagdelen, func(v *Vraag, s *Steun, p *Paar) { v.Dagdelen = nil }, 10, onbekend, string(vraagDagdelenVraag)},

		{"HelftVanDeHulp", KeyHulp, func(v *Vraag, s *Steun, p *Paar) { s.Soorten = s.Soorten[:1] }, 9, ja, "Dit steungezin wil helpen met opvang, zo vaak als gevraagd is."},
		{"HalfZoVaak", KeyHulp, func(v *Vraag, s *Steun, p *Paar) { s.KeerPerMaand = 2 }, 9, ja, "Dit steungezin wil helpen met opvang en samen spelen, maar minder vaak dan gevraagd is."},
		{"VakerMag", KeyHulp, func(v *Vraag, s *Steun, p *Paar) { s.KeerPerMaand = 8 }, 15, ja, "Dit steungezin wil helpen met opvang en samen spelen, zo vaak als gevraagd is."},
		{"HalfJaar", KeyHulp, func(v *Vraag, s *Steun, p *Paar) { s.Maanden = 6 }, 14, ja, "Dit steungezin wil helpen met opvang en samen spelen, zo vaak als gevraagd is."},
		{"AndereHulp", KeyHulp, func(v *Vraag, s *Steun, p *Paar) { s.Soorten = []term.Soort{term.SoortMaatje} }, 2, nee, string(hulpAnders)},
		{"HoeVaakVraagOnbekend", KeyHulp, func(v *Vraag, s *Steun, p *Paar) { v.KeerPerMaand = 0 }, 9, onbekend, string(hulpVraagVaakVraag)},
		{"HoeVaakSteunOnbekend", KeyHulp, func(v *Vraag, s *Steun, p *Paar) { s.KeerPerMaand = 0 }, 9, onbekend, string(hulpVraagVaakSteun)},
		{"HulpSteunOnbekend", KeyHulp, func(v *Vraag, s *Steun, p *Paar) { s.Soorten = nil }, 9, onbekend, string(vraagHulpGeboden)},

		{"VoorEenVanTwee", KeyKinderen, func(v *Vraag, s *Steun, p *Paar) { s.EigenKinderen = []int{9} }, 5, ja, string(kindDeels)},
		{"VoorEenVanDrie", KeyKinderen, func(v *Vraag, s *Steun, p *Paar) { v.Kinderen = []Kind{{4}, {6}, {12}}; s.EigenKinderen = []int{13} }, 3, nee, string(kindDeels)},
		{"GeenLeeftijdgenoot", KeyKinderen, func(v *Vraag, s *Steun, p *Paar) { s.EigenKinderen = []int{16} }, 0, nee, string(kindAlleen)},
		{"GeenKinderen", KeyKinderen, func(v *Vraag, s *Steun, p *Paar) { s.EigenKinderen = nil }, 0, nee, string(kindAlleen)},
		{"Rust", KeyKinderen, func(v *Vraag, s *Steun, p *Paar) { v.Gezelschap, s.EigenKinderen = term.GezelschapRust, nil }, 10, ja, string(kindRust)},
		{"GeenRust", KeyKinderen, func(v *Vraag, s *Steun, p *Paar) { v.Gezelschap = term.GezelschapRust }, 0, nee, string(kindGeenRust)},
		{"RustOnbekend", KeyKinderen, func(v *Vraag, s *Steun, p *Paar) {
			v.Gezelschap, s.EigenKinderen, s.EigenKinderenBekend = term.GezelschapRust, nil, false
		}, 5, onbekend, string(kindVraagEigen)},
		{"EigenKinderenOnbekend", KeyKinderen, func(v *Vraag, s *Steun, p *Paar) { s.EigenKinderen, s.EigenKinderenBekend = nil, false }, 5, onbekend, string(kindVraagEigen)},
		{"MaaktNietUit", KeyKinderen, func(v *Vraag, s *Steun, p *Paar) {
			v.Gezelschap, s.EigenKinderen = term.GezelschapMaaktNietUit, []int{16}
		}, 10, ja, string(kindMaaktNietUit)},
		{"LeeftijdOnbekend", KeyKinderen, func(v *Vraag, s *Steun, p *Paar) { v.Kinderen[1].Leeftijd = -1 }, 5, onbekend, string(vraagLeeftijd)},

		{"AlleenNederlands", KeyTaal, func(v *Vraag, s *Steun, p *Paar) { s.Talen = []string{"nl"} }, 3, ja, string(taalNederlands)},
		{"NederlandsThuis", KeyTaal, func(v *Vraag, s *Steun, p *Paar) { v.Talen, s.Talen = []string{"nl"}, []string{"nl"} }, 6, ja, "Ze spreken thuis allebei Nederlands."},
		{"EenVanTweeTalen", KeyTaal, func(v *Vraag, s *Steun, p *Paar) { v.Talen = []string{"ar", "fr", "ar", "nl"} }, 4, ja, "Ze spreken thuis allebei Arabisch."},
		{"GeenTaal", KeyTaal, func(v *Vraag, s *Steun, p *Paar) { s.Talen = []string{"pl"} }, 0, nee, string(taalGeen)},
		{"ZeldzameTaal", KeyTaal, func(v *Vraag, s *Steun, p *Paar) { v.Talen, s.Talen = []string{"xx"}, []string{"xx"} }, 6, ja, "Ze spreken thuis allebei een andere taal."},

		{"EenVanVier", KeyOpvoeding, func(v *Vraag, s *Steun, p *Paar) { v.Opvoeding = term.All[term.Opvoeding]()[:4] }, 4, ja, "Ze vinden allebei buiten zijn belangrijk."},
		{"TweeVanVier", KeyOpvoeding, func(v *Vraag, s *Steun, p *Paar) {
			v.Opvoeding, s.Opvoeding = term.All[term.Opvoeding]()[:4], term.All[term.Opvoeding]()[:2]
		}, 5, ja, "Ze vinden allebei vaste regels en buiten zijn belangrijk."},
		{"DrieVanVier", KeyOpvoeding, func(v *Vraag, s *Steun, p *Paar) {
			v.Opvoeding, s.Opvoeding = term.All[term.Opvoeding]()[:4], term.All[term.Opvoeding]()[:3]
		}, 6, ja, "Ze vinden allebei vaste regels, buiten zijn en weinig schermtijd belangrijk."},
		{"Anders", KeyOpvoeding, func(v *Vraag, s *Steun, p *Paar) { s.Opvoeding = []term.Opvoeding{term.OpvoedingHumor} }, 0, nee, string(opvoedingAnders)},
		{"SteunOnbekend", KeyOpvoeding, func(v *Vraag, s *Steun, p *Paar) { s.Opvoeding = nil }, 3, onbekend, string(opvoedingVraagSteun)},

		{"HalfJaarVanEenJaar", KeyDuur, func(v *Vraag, s *Steun, p *Paar) { s.Maanden = 6 }, 3, ja, string(duurKorter)},
		{"EenMaand", KeyDuur, func(v *Vraag, s *Steun, p *Paar) { s.Maanden = 1 }, 0, nee, string(duurKorter)},
		{"Langer", KeyDuur, func(v *Vraag, s *Steun, p *Paar) { s.Maanden = 36 }, 6, ja, string(duurJa)},
		{"VraagOnbekend", KeyDuur, func(v *Vraag, s *Steun, p *Paar) { v.Maanden = 0 }, 3, onbekend, string(duurVraagVraag)},
		{"SteunOnbekend", KeyDuur, func(v *Vraag, s *Steun, p *Paar) { s.Maanden = 0 }, 3, onbekend, string(duurVraagSteun)},

		{"EenVanDrie", KeyInteresses, func(v *Vraag, s *Steun, p *Paar) { v.Interesses = term.All[term.Interesse]()[:3] }, 3, ja, "Ze houden allebei van sport."},
		{"Anders", KeyInteresses, func(v *Vraag, s *Steun, p *Paar) { s.Interesses = []term.Interesse{term.InteresseKoken} }, 0, nee, string(hobbyAnders)},
		{"VraagOnbekend", KeyInteresses, func(v *Vraag, s *Steun, p *Paar) { v.Interesses = nil }, 3, onbekend, string(hobbyVraagVraag)},

		{"TweeVanDrie", KeyErvaring, func(v *Vraag, s *Steun, p *Paar) {
			v.Ervaring, s.Ervaring = term.All[term.Ervaring]()[:3], term.All[term.Ervaring]()[:2]
		}, 4, ja, "Het steungezin voelt zich prettig bij baby's en pubers."},
		{"Anders", KeyErvaring, func(v *Vraag, s *Steun, p *Paar) { s.Ervaring = []term.Ervaring{term.ErvaringBaby} }, 0, nee, string(ervaringAnders)},
		{"SteunOnbekend", KeyErvaring, func(v *Vraag, s *Steun, p *Paar) { s.Ervaring = nil }, 3, onbekend, string(ervaringVraagSteun)},

		{"GeenTuin", KeyHuis, func(v *Vraag, s *Steun, p *Paar) { s.Tuin = niet() }, 2, ja, string(huisDeels)},
		{"AllesAnders", KeyHuis, func(v *Vraag, s *Steun, p *Paar) {
			s.Tuin, s.Rustig, s.Dieren = niet(), niet(), []term.Dier{term.DierVogel}
		}, 0, nee, string(huisAnders)},
		{"TuinHoeftNiet", KeyHuis, func(v *Vraag, s *Steun, p *Paar) { v.HuisWens.Tuin = niet() }, 3, ja, string(huisJa)},
		{"GeenWens", KeyHuis, func(v *Vraag, s *Steun, p *Paar) { v.HuisWens = HuisWens{} }, 2, onbekend, string(huisVraagVraag)},
		{"RustigOnbekend", KeyHuis, func(v *Vraag, s *Steun, p *Paar) { s.Rustig = nil }, 2, onbekend, string(huisVraagSteun)},

		{"WachtAnderhalveMaand", KeyBeurt, func(v *Vraag, s *Steun, p *Paar) { s.WachtSinds = vandaag.AddDate(0, 0, -45) }, 1, ja, string(beurtLang)},
		{"WachtEenWeek", KeyBeurt, func(v *Vraag, s *Steun, p *Paar) { s.WachtSinds = vandaag.AddDate(0, 0, -7) }, 0, nee, string(beurtKort)},
		{"WachtVanafMorgen", KeyBeurt, func(v *Vraag, s *Steun, p *Paar) { s.WachtSinds = vandaag.AddDate(0, 0, 1) }, 0, nee, string(beurtKort)},
		{"Onbekend", KeyBeurt, func(v *Vraag, s *Steun, p *Paar) { s.WachtSinds = time.Time{} }, 1, onbekend, string(beurtOnbekend)},
	} {
		t.Run(c.key+"/"+c.name, func(t *testing.T) {
			v, s, p := goed()
			c.change(&v, &s, &p)
			got := criterion(t, Judge(v, s, p, vandaag), c.key)
			if got.Points != c.points || got.Match != c.match || got.Reason != c.reason {
				t.Errorf("%d of %d, %s, %q; want %d, %s, %q", got.Points, got.Max, got.Match, got.Reason, c.points, c.match, c.reason)
			}
		})
	}
}

func TestWeights(t *testing.T) {
	if err := Standaard().Check(); err != nil {
		t.Errorf("the standard: %v", err)
	}
	for name, spoil := range map[string]func(*Weights){
		"Som":            func(w *Weights) { w.Reis++ },
		"OnderNul":       func(w *Weights) { w.Reis, w.Taal = w.Reis+w.Taal+1, -1 },
		"Versie":         func(w *Weights) { w.Versie = 0 },
		"BandenVerkeerd": func(w *Weights) { w.GoedVanaf = w.PastVanaf - 1 },
		"BandTeHoog":     func(w *Weights) { w.GoedVanaf = 101 },
	} {
		w := Standaard()
		spoil(&w)
		if w.Check() == nil {
			t.Errorf("%s: accepted %+v", name, w)
		}
	}
}

// Other weights give other points, and the verdict says whose they are.
func TestAndereWeights(t *testing.T) {
	w := Standaard()
	w.Versie, w.Reis, w.Dagdelen = 7, 2, 40
	v, s, p := goed()
	p = Paar{Reisband: term.ReisbandVerder, Minuten: 30}
	if got := w.Judge(v, s, p, vandaag); got.Score != 98 || got.Weging != 7 {
		t.Errorf("%d points by weighing %d", got.Score, got.Weging)
	}
}

func TestReistMet(t *testing.T) {
	v, s, _ := goed()
	if got := ReistMet(&v, &s); len(got) != 1 || got[0] != term.VervoerFiets {
		t.Errorf("the vraaggezin cycles, got %v", got)
	}
	s.Haalt = true
	if got := ReistMet(&v, &s); len(got) != 2 || got[1] != term.VervoerAuto {
		t.Errorf("the steungezin fetches by car, got %v", got)
	}
	if n := testing.AllocsPerRun(10, func() { ReistMet(&v, &s) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
