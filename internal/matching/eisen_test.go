package matching

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/internal/term"
)

// Each constraint by what makes it no or a question; TestGoedIsHonderd is its yes.
func TestEisen(t *testing.T) {
	const ja, nee, onbekend = term.DrieJa, term.DrieNee, term.DrieOnbekend
	const never, matcher, parent = term.WaivableNever, term.WaivableMatcher, term.WaivableParent
	for _, c := range []struct {
		name  string
		key   string
		spoil func(v *Vraag, s *Steun, p *Paar)
		want  term.Drie
		by    term.Waivable
		zin   zin
	}{
		{"InScreening", H1, func(v *Vraag, s *Steun, p *Paar) { s.State = term.SteunScreening }, nee, never, h1NietBeschikbaar},
		{"Opgeschort", H1, func(v *Vraag, s *Steun, p *Paar) { s.State = term.SteunOpgeschort }, nee, never, h1NietBeschikbaar},
		{"ScreeningNietKlaar", H1, func(v *Vraag, s *Steun, p *Paar) { s.ScreeningKlaar = nee }, nee, never, h1Screening},
		{"VogOud", H1, func(v *Vraag, s *Steun, p *Paar) { s.VogGeldig = nee }, nee, never, h1Vog},
		{"VogOudEnScreeningOnbekend", H1, func(v *Vraag, s *Steun, p *Paar) { s.VogGeldig, s.ScreeningKlaar = nee, onbekend }, nee, never, h1Vog},
		{"VogOnbekend", H1, func(v *Vraag, s *Steun, p *Paar) { s.VogGeldig = "" }, onbekend, never, h1VraagScreening},
		{"WachtOpBevestiging", H1, func(v *Vraag, s *Steun, p *Paar) { s.State = term.SteunBevestigen }, onbekend, never, h1VraagNog},

		{"Vol", H2, func(v *Vraag, s *Steun, p *Paar) { s.Bezet = 1 }, nee, never, h2Vol},
		{"GeenPlek", H2, func(v *Vraag, s *Steun, p *Paar) { s.Capaciteit = 0 }, nee, never, h2Vol},
		{"NogEenPlek", H2, func(v *Vraag, s *Steun, p *Paar) { s.Capaciteit, s.Bezet = 2, 1 }, ja, never, h2Ja},
		{"PlekOnbekend", H2, func(v *Vraag, s *Steun, p *Paar) { s.Capaciteit = -1 }, onbekend, never, h2Vraag},

		{"Geblokkeerd", H3, func(v *Vraag, s *Steun, p *Paar) { p.Geblokkeerd = true }, nee, never, h3Geblokkeerd},
		{"GeblokkeerdEnAfgewezen", H3, func(v *Vraag, s *Steun, p *Paar) { p.Geblokkeerd, p.EerderAfgewezen = true, true }, nee, never, h3Geblokkeerd},
		{"ZelfdeGezin", H3, func(v *Vraag, s *Steun, p *Paar) { s.FamilyID = v.FamilyID }, nee, never, h3Zelfde},
		{"EerderNee", H3, func(v *Vraag, s *Steun, p *Paar) { p.EerderAfgewezen = true }, nee, matcher, h3Afgewezen},

		{"NietEigenDorp", H4, func(v *Vraag, s *Steun, p *Paar) { v.NietEigenDorp = true }, nee, parent, h4Zelfde},
		{"NietEigenDorpVanSteun", H4, func(v *Vraag, s *Steun, p *Paar) { s.NietEigenDorp = true }, nee, parent, h4Zelfde},
		{"AnderDorp", H4, func(v *Vraag, s *Steun, p *Paar) {
			v.NietEigenDorp, s.Plaats, p.Reisband = true, "Klaaswaal", term.ReisbandTot5Km
		}, ja, parent, h4Ja},
		{"AnderDorpAlleenAfstand", H4, func(v *Vraag, s *Steun, p *Paar) {
			v.NietEigenDorp, s.Plaats, p.Reisband = true, "", term.ReisbandTot5Km
		}, ja, parent, h4Ja},
		{"DorpOnbekend", H4, func(v *Vraag, s *Steun, p *Paar) {
			v.NietEigenDorp, s.Plaats, p.Reisband = true, "", term.ReisbandOnbekend
		}, onbekend, parent, vraagPlaats},

		{"Allergie", H5, func(v *Vraag, s *Steun, p *Paar) { s.Dieren = []term.Dier{term.DierKat} }, nee, never, h5Dier},
		{"AllergieBlijktUitDier", H5, func(v *Vraag, s *Steun, p *Paar) {
			v.ZorgBekend, s.DierenBekend, s.Dieren = false, false, []term.Dier{term.DierKat}
		}, nee, never, h5Dier},
		{"Rook", H5, func(v *Vraag, s *Steun, p *Paar) { s.Rookt = wel() }, nee, never, h5Roken},
		{"RookZonderAstma", H5, func(v *Vraag, s *Steun, p *Paar) { v.Astma, s.Rookt = false, wel() }, ja, never, h5Ja},
		{"Ontoegankelijk", H5, func(v *Vraag, s *Steun, p *Paar) { s.Toegankelijk = niet() }, nee, never, h5Huis},
		{"RolstoelAlsZorgtaak", H5, func(v *Vraag, s *Steun, p *Paar) {
			v.Rolstoel, v.Zorgtaken, s.Toegankelijk = false, []term.Zorgtaak{term.ZorgtaakRolstoel}, niet()
		}, nee, never, h5Huis},
		{"ZorgtaakNiet", H5, func(v *Vraag, s *Steun, p *Paar) {
			v.Zorgtaken = []term.Zorgtaak{term.ZorgtaakMedicatie, term.ZorgtaakEpilepsie}
		}, nee, never, h5Zorgtaak},
		{"BangBeslistDeOuder", H5, func(v *Vraag, s *Steun, p *Paar) { s.Dieren = []term.Dier{term.DierHond} }, nee, parent, h5Bang},
		{"BangEnAllergisch", H5, func(v *Vraag, s *Steun, p *Paar) {
			s.Dieren = []term.Dier{term.DierHond, term.DierKat}
		}, nee, never, h5Dier},
		{"ZorgNietGevraagd", H5, func(v *Vraag, s *Steun, p *Paar) { v.ZorgBekend = false }, onbekend, never, h5VraagZorg},
		{"DierenOnbekend", H5, func(v *Vraag, s *Steun, p *Paar) { s.DierenBekend = false }, onbekend, never, vraagDieren},
		{"AnderDier", H5, func(v *Vraag, s *Steun, p *Paar) {
			v.AllergieDier, s.Dieren = []term.Dier{term.DierAnders}, []term.Dier{term.DierAnders}
		}, onbekend, never, h5VraagAnderDier},
		{"RokenOnbekend", H5, func(v *Vraag, s *Steun, p *Paar) { s.Rookt = nil }, onbekend, never, h5VraagRoken},
		{"HuisOnbekend", H5, func(v *Vraag, s *Steun, p *Paar) { s.Toegankelijk = nil }, onbekend, never, h5VraagHuis},
		{"ZorgtaakOnbekend", H5, func(v *Vraag, s *Steun, p *Paar) { s.Zorgtaken, s.ZorgtakenBekend = nil, false }, onbekend, never, h5VraagZorgtaak},
		{"BangMaarDierenOnbekend", H5, func(v *Vraag, s *Steun, p *Paar) {
			v.AllergieDier, s.Dieren, s.DierenBekend = nil, []term.Dier{term.DierHond}, false
		}, onbekend, never, vraagDieren},

		{"GeenMoment", H6, func(v *Vraag, s *Steun, p *Paar) { s.Dagdelen = []term.Dagdeel{term.DagdeelZaAvond} }, nee, matcher, h6Geen},
		{"EvenEnOneven", H6, func(v *Vraag, s *Steun, p *Paar) { v.Weken, s.Weken = term.WekenEven, term.WekenOneven }, nee, matcher, h6Weken},
		{"TeWeinig", H6, func(v *Vraag, s *Steun, p *Paar) { s.Weken = term.WekenEven }, nee, matcher, h6Minder},
		{"OmDeWeekGevraagd", H6, func(v *Vraag, s *Steun, p *Paar) { v.KeerPerMaand, s.Weken = 2, term.WekenEven }, ja, matcher, "Ze kunnen samen op woensdagmiddag in de even weken."},
		{"WekenLeegIsElke", H6, func(v *Vraag, s *Steun, p *Paar) { v.Weken, s.Weken = "", "" }, ja, matcher, "Ze kunnen samen op woensdagmiddag."},
		{"DagdelenVraagOnbekend", H6, func(v *Vraag, s *Steun, p *Paar) { v.Dagdelen = nil }, onbekend, matcher, vraagDagdelenVraag},
		{"DagdelenSteunOnbekend", H6, func(v *Vraag, s *Steun, p *Paar) { s.Dagdelen = nil }, onbekend, matcher, vraagDagdelenSteun},

		{"TeLang", H7, func(v *Vraag, s *Steun, p *Paar) { *p = Paar{Reisband: term.ReisbandTot15Km, Minuten: 35} }, nee, matcher, h7TeLang},
		{"TeLangVoorSteun", H7, func(v *Vraag, s *Steun, p *Paar) {
			s.MaxReisMinuten, v.Vervoer = 10, []term.Vervoer{term.VervoerAuto}
			*p = Paar{Reisband: term.ReisbandTot5Km, Minuten: 15}
		}, nee, matcher, h7TeLang},
		{"ZonderGrensIs25", H7, func(v *Vraag, s *Steun, p *Paar) {
			v.MaxReisMinuten, s.MaxReisMinuten, s.Haalt = 0, 0, true
			*p = Paar{Reisband: term.ReisbandTot15Km, Minuten: 30}
		}, nee, matcher, h7TeLang},
		{"GeenAutoJongKind", H7, func(v *Vraag, s *Steun, p *Paar) { *p = Paar{Reisband: term.ReisbandTot5Km, Minuten: 20} }, nee, matcher, h7GeenAuto},
		{"GeenAutoDichtbij", H7, func(v *Vraag, s *Steun, p *Paar) { *p = Paar{Reisband: term.ReisbandTot5Km, Minuten: 15} }, ja, matcher, h7Ja},
		{"GeenAutoWordtGehaald", H7, func(v *Vraag, s *Steun, p *Paar) {
			s.Haalt = true
			*p = Paar{Reisband: term.ReisbandTot5Km, Minuten: 20}
		}, ja, matcher, h7Ja},
		{"GeenAutoKindVan10", H7, func(v *Vraag, s *Steun, p *Paar) {
			v.Kinderen = []Kind{{10}}
			*p = Paar{Reisband: term.ReisbandTot5Km, Minuten: 20}
		}, ja, matcher, h7Ja},
		{"GeenAutoLeeftijdOnbekend", H7, func(v *Vraag, s *Steun, p *Paar) {
			v.Kinderen = []Kind{{-1}}
			*p = Paar{Reisband: term.ReisbandTot5Km, Minuten: 20}
		}, onbekend, matcher, vraagLeeftijd},
		{"VervoerOnbekend", H7, func(v *Vraag, s *Steun, p *Paar) {
			v.Vervoer = nil
			*p = Paar{Reisband: term.ReisbandTot5Km, Minuten: 10}
		}, onbekend, matcher, h7VraagAuto},
		{"ReistijdOnbekend", H7, func(v *Vraag, s *Steun, p *Paar) { *p = Paar{Reisband: term.ReisbandTot5Km, Minuten: -1} }, onbekend, matcher, vraagReis},
		{"PostcodeOnbekend", H7, func(v *Vraag, s *Steun, p *Paar) { *p = Paar{Reisband: term.ReisbandOnbekend, Minuten: -1} }, onbekend, matcher, vraagPlaats},

		{"TeJong", H8, func(v *Vraag, s *Steun, p *Paar) { s.LeeftijdVan = 5 }, nee, matcher, h8Leeftijd},
		{"TeOud", H8, func(v *Vraag, s *Steun, p *Paar) { s.LeeftijdTot = 6 }, nee, matcher, h8Leeftijd},
		{"TeVeelKinderen", H8, func(v *Vraag, s *Steun, p *Paar) { s.MaxKinderen = 1 }, nee, matcher, h8Aantal},
		{"KinderenOnbekend", H8, func(v *Vraag, s *Steun, p *Paar) { v.Kinderen = nil }, onbekend, matcher, vraagLeeftijd},
		{"EenLeeftijdOnbekend", H8, func(v *Vraag, s *Steun, p *Paar) { v.Kinderen[0].Leeftijd = -1 }, onbekend, matcher, vraagLeeftijd},
		{"GrensOnbekend", H8, func(v *Vraag, s *Steun, p *Paar) { s.LeeftijdVan = -1 }, onbekend, matcher, h8VraagSteun},
		{"AantalOnbekend", H8, func(v *Vraag, s *Steun, p *Paar) { s.MaxKinderen = 0 }, onbekend, matcher, h8VraagSteun},
		{"TeOudEnGrensOnbekend", H8, func(v *Vraag, s *Steun, p *Paar) { s.LeeftijdVan, s.LeeftijdTot = -1, 6 }, nee, matcher, h8Leeftijd},

		{"AndereHulp", H9, func(v *Vraag, s *Steun, p *Paar) { s.Soorten = []term.Soort{term.SoortVervoer} }, nee, matcher, h9Nee},
		{"HulpDeels", H9, func(v *Vraag, s *Steun, p *Paar) { s.Soorten = []term.Soort{term.SoortSpelen} }, ja, matcher, "Dit steungezin wil helpen met samen spelen."},
		{"HulpGezochtOnbekend", H9, func(v *Vraag, s *Steun, p *Paar) { v.Soorten = nil }, onbekend, matcher, vraagHulpGezocht},
		{"HulpGebodenOnbekend", H9, func(v *Vraag, s *Steun, p *Paar) { s.Soorten = nil }, onbekend, matcher, vraagHulpGeboden},

		{"GeenTaalSamen", H10, func(v *Vraag, s *Steun, p *Paar) { s.Talen = []string{"pl"} }, nee, matcher, h10Nee},
		{"Tolk", H10, func(v *Vraag, s *Steun, p *Paar) { s.Talen, v.TolkOfTaalmaatje = []string{"pl"}, true }, ja, matcher, h10Tolk},
		{"TaalVraagOnbekend", H10, func(v *Vraag, s *Steun, p *Paar) { v.Talen = nil }, onbekend, matcher, vraagTalenVraag},
		{"TaalSteunOnbekend", H10, func(v *Vraag, s *Steun, p *Paar) { s.Talen = nil }, onbekend, matcher, vraagTalenSteun},

		{"AlleenLogeren", H11, func(v *Vraag, s *Steun, p *Paar) { v.Soorten = []term.Soort{term.SoortLogeren} }, nee, never, h11Nee},
		{"LogerenEnAndereHulp", H11, func(v *Vraag, s *Steun, p *Paar) {
			v.Soorten = []term.Soort{term.SoortLogeren, term.SoortOpvang}
		}, ja, never, h11AndereHulp},
		{"LogerenNaDeProef", H11, func(v *Vraag, s *Steun, p *Paar) {
			v.Soorten, s.Soorten = []term.Soort{term.SoortLogeren}, []term.Soort{term.SoortLogeren}
		}, ja, never, h11Later},
		{"LogerenOnbekend", H11, func(v *Vraag, s *Steun, p *Paar) {
			v.Soorten, s.Soorten = []term.Soort{term.SoortLogeren}, nil
		}, onbekend, never, h11Vraag},

		{"VraagWilNiet", H12, func(v *Vraag, s *Steun, p *Paar) { v.Toestemming = nee }, nee, never, h12Vraag},
		{"SteunWilNiet", H12, func(v *Vraag, s *Steun, p *Paar) { s.Toestemming = nee }, nee, never, h12Steun},
		{"BezwaarGezag", H12, func(v *Vraag, s *Steun, p *Paar) { v.Gezag, v.Toestemming = nee, onbekend }, nee, never, h12Gezag},
		{"ToestemmingOnbekend", H12, func(v *Vraag, s *Steun, p *Paar) { v.Toestemming = "" }, onbekend, never, h12VraagVraag},
		{"GezagOnbekend", H12, func(v *Vraag, s *Steun, p *Paar) { v.Gezag = onbekend }, onbekend, never, h12VraagGezag},
		{"SteunNietGevraagd", H12, func(v *Vraag, s *Steun, p *Paar) { s.Toestemming = onbekend }, onbekend, never, h12VraagSteun},
	} {
		t.Run(c.key+"/"+c.name, func(t *testing.T) {
			v, s, p := goed()
			c.spoil(&v, &s, &p)
			got := Judge(v, s, p, vandaag)
			h := hard(t, got, c.key)
			if h.Outcome != c.want || h.Waivable != c.by {
				t.Errorf("%s, waived by %s; want %s by %s", h.Outcome, h.Waivable, c.want, c.by)
			}
			if want := string(c.zin); h.Reason != want {
				t.Errorf("%q, want %q", h.Reason, want)
			}
			if asked := slices.Contains(got.Vragen, h.Reason); asked != (c.want == onbekend) {
				t.Errorf("%q asked: %v", h.Reason, asked)
			}

			listed := len(Rank(v, []Candidate{{s, p}}, vandaag, 1)) == 1
			if want := !(c.want == nee && c.by == never); listed != want {
				t.Errorf("on the list: %v, want %v", listed, want)
			}
			may, _ := MagVoorstellen(got, nil)
			if may && (c.want == nee || c.want == onbekend && c.by == never) {
				t.Error("may be proposed without further ado")
			}
			may, _ = MagVoorstellen(got, []Waiver{{Key: c.key, By: c.by, Reason: "besproken met de ouder"}})
			if may && c.want != ja && c.by == never {
				t.Error("somebody set aside what nobody may")
			}
		})
	}
}

// Of a pair about whose care much is open every question is asked at once.
func TestAlleVragenInEenKeer(t *testing.T) {
	v, s, p := goed()
	v.ZorgBekend, s.DierenBekend, s.Rookt, s.Toegankelijk = false, false, nil, nil
	s.Zorgtaken, s.ZorgtakenBekend = nil, false
	v.Toestemming, v.Gezag, s.Toestemming = "", "", ""
	got := Judge(v, s, p, vandaag).Vragen
	for _, z := range []zin{h5VraagZorg, vraagDieren, h5VraagRoken, h5VraagHuis, h5VraagZorgtaak, h12VraagVraag, h12VraagGezag, h12VraagSteun} {
		if !slices.Contains(got, string(z)) {
			t.Errorf("not asked: %s", z)
		}
	}
	slices.Sort(got)
	if len(slices.Compact(slices.Clone(got))) != len(got) {
		t.Errorf("asked twice: %v", got)
	}
}

func TestMagVoorstellen(t *testing.T) {
	v, s, p := goed()
	p.EerderAfgewezen, v.NietEigenDorp = true, true
	got := Judge(v, s, p, vandaag)
	matcher := Waiver{Key: H3, By: term.WaivableMatcher, Reason: "Ze kennen elkaar nu van de speeltuin."}
	parent := Waiver{Key: H4, By: term.WaivableParent, Reason: "De ouder vindt dit dorp toch goed."}
	for _, c := range []struct {
		name    string
		waivers []Waiver
		left    []string
	}{
		{"Geen", nil, []string{H3, H4}},
		{"AlleenMatcher", []Waiver{matcher}, []string{H4}},
		{"Allebei", []Waiver{parent, matcher}, nil},
		{"ZonderReden", []Waiver{parent, {Key: H3, By: term.WaivableMatcher, Reason: " \n"}}, []string{H3}},
		{"MatcherVoorOuder", []Waiver{matcher, {Key: H4, By: term.WaivableMatcher, Reason: "Het kan wel."}}, []string{H4}},
		{"VerkeerdeEis", []Waiver{parent, {Key: H2, By: term.WaivableMatcher, Reason: "Het kan wel."}}, []string{H3}},
	} {
		t.Run(c.name, func(t *testing.T) {
			may, why := MagVoorstellen(got, c.waivers)
			var left []string
			for _, h := range why {
				left = append(left, h.Key)
			}
			if may != (c.left == nil) || !slices.Equal(left, c.left) {
				t.Errorf("%v, in the way %v; want %v", may, left, c.left)
			}
		})
	}
	t.Run("LeegOordeelIsGeenJa", func(t *testing.T) {
		if may, why := MagVoorstellen(Verdict{}, nil); may || len(why) != 12 {
			t.Errorf("%v, %d in the way", may, len(why))
		}
	})
	t.Run("FamilieLeegIsNietHetzelfde", func(t *testing.T) {
		v, s, p := goed()
		v.FamilyID, s.FamilyID = uuid.Nil, uuid.Nil
		if h := hard(t, Judge(v, s, p, vandaag), H3); h.Outcome != term.DrieJa {
			t.Errorf("%s: %s", h.Outcome, h.Reason)
		}
	})
}

func TestBand(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(v *Vraag, s *Steun, p *Paar)
		want  term.Band
	}{
		{"Goed", func(v *Vraag, s *Steun, p *Paar) {}, term.BandPastGoed},
		{"EenVraagOpen", func(v *Vraag, s *Steun, p *Paar) { s.MaxKinderen = 0 }, term.BandPast},
		{"MinderPunten", func(v *Vraag, s *Steun, p *Paar) {
			*p = Paar{Reisband: term.ReisbandTot15Km, Minuten: 25}
			s.Haalt, s.Interesses = true, []term.Interesse{term.InteresseKoken}
		}, term.BandPast},
		{"Ontheffing", func(v *Vraag, s *Steun, p *Paar) { s.MaxKinderen = 1 }, term.BandPastMetAfspraak},
		{"OntheffingEnVraag", func(v *Vraag, s *Steun, p *Paar) { s.MaxKinderen, s.Talen = 1, nil }, term.BandPastMetAfspraak},
		{"Niet", func(v *Vraag, s *Steun, p *Paar) { s.MaxKinderen, s.Bezet = 1, 1 }, term.BandPastNiet},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, s, p := goed()
			c.spoil(&v, &s, &p)
			if got := Judge(v, s, p, vandaag); got.Band != c.want {
				t.Errorf("%s with %d points, want %s", got.Band, got.Score, c.want)
			}
		})
	}
}
