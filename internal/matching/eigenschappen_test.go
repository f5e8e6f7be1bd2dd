package matching

import (
	"bytes"
	"cmp"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"buurtdorp/internal/term"
)

// Families of every sort, with anything unknown.

func eenVan[W any](t *rapid.T, name string, from ...W) W {
	return rapid.SampledFrom(from).Draw(t, name)
}

func een[W interface {
	~string
	Values() []string
}](t *rapid.T, name string) W {
	return eenVan(t, name, append(term.All[W](), "")...)
}

func enkele[W interface {
	~string
	Values() []string
}](t *rapid.T, name string) []W {
	return rapid.SliceOfN(rapid.SampledFrom(term.All[W]()), 0, 6).Draw(t, name)
}

func misschien(t *rapid.T, name string) *bool { return eenVan(t, name, nil, wel(), niet()) }

func talen(t *rapid.T, name string) []string {
	return rapid.SliceOfN(rapid.SampledFrom([]string{"nl", "ar", "pl", "tr", "uk", "en"}), 0, 4).Draw(t, name)
}

func vraagUit(t *rapid.T) Vraag {
	return Vraag{
		ID: nummer(1), FamilyID: nummer(900),
		PC4: eenVan(t, "vPC4", "", "3273"), Plaats: eenVan(t, "vPlaats", "", "Westmaas", "Klaaswaal"),
		Kinderen:       rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Kind { return Kind{rapid.IntRange(-1, 17).Draw(t, "leeftijd")} }), 0, 4).Draw(t, "kinderen"),
		Soorten:        enkele[term.Soort](t, "vSoorten"),
		Dagdelen:       enkele[term.Dagdeel](t, "vDagdelen"),
		Weken:          een[term.Weken](t, "vWeken"),
		KeerPerMaand:   rapid.IntRange(0, 12).Draw(t, "vKeer"),
		MaxReisMinuten: eenVan(t, "vMax", 0, 10, 30, 60),
		Vervoer:        enkele[term.Vervoer](t, "vVervoer"),
		Talen:          talen(t, "vTalen"),
		NietEigenDorp:  rapid.Bool().Draw(t, "vNietEigenDorp"),
		BangVoor:       enkele[term.Dier](t, "bang"),
		AllergieDier:   enkele[term.Dier](t, "allergie"),
		ZorgBekend:     rapid.Bool().Draw(t, "zorgBekend"),
		Astma:          rapid.Bool().Draw(t, "astma"),
		Zorgtaken:      enkele[term.Zorgtaak](t, "vZorgtaken"),
		Rolstoel:       rapid.Bool().Draw(t, "rolstoel"),
		Gezelschap:     een[term.Gezelschap](t, "gezelschap"),
		Opvoeding:      enkele[term.Opvoeding](t, "vOpvoeding"),
		Interesses:     enkele[term.Interesse](t, "vInteresses"),
		Ervaring:       enkele[term.Ervaring](t, "vErvaring"),
		Maanden:        rapid.IntRange(0, 24).Draw(t, "vMaanden"),
		HuisWens:       HuisWens{misschien(t, "wTuin"), misschien(t, "wRustig"), misschien(t, "wDieren")},
		Toestemming:    een[term.Drie](t, "vToestemming"), Gezag: een[term.Drie](t, "gezag"),
		TolkOfTaalmaatje: rapid.Bool().Draw(t, "tolk"),
	}
}

func steunUit(t *rapid.T, n int) Steun {
	return Steun{
		ID: nummer(n), FamilyID: nummer(1000 + n),
		State:          eenVan(t, "state", term.SteunBeschikbaar, term.SteunBeschikbaar, term.SteunBevestigen, term.SteunPauze),
		ScreeningKlaar: een[term.Drie](t, "screening"), VogGeldig: een[term.Drie](t, "vog"),
		Capaciteit: rapid.IntRange(-1, 3).Draw(t, "capaciteit"), Bezet: rapid.IntRange(0, 2).Draw(t, "bezet"),
		PC4: "3286", Plaats: eenVan(t, "sPlaats", "", "Westmaas", "Klaaswaal"),
		Soorten:        enkele[term.Soort](t, "sSoorten"),
		Dagdelen:       enkele[term.Dagdeel](t, "sDagdelen"),
		Weken:          een[term.Weken](t, "sWeken"),
		KeerPerMaand:   rapid.IntRange(0, 12).Draw(t, "sKeer"),
		MaxReisMinuten: eenVan(t, "sMax", 0, 10, 30, 60),
		Vervoer:        enkele[term.Vervoer](t, "sVervoer"),
		Haalt:          rapid.Bool().Draw(t, "haalt"),
		LeeftijdVan:    rapid.IntRange(-1, 8).Draw(t, "van"), LeeftijdTot: rapid.IntRange(-1, 18).Draw(t, "tot"),
		MaxKinderen:  rapid.IntRange(0, 4).Draw(t, "maxKinderen"),
		Talen:        talen(t, "sTalen"),
		Dieren:       enkele[term.Dier](t, "dieren"),
		DierenBekend: rapid.Bool().Draw(t, "dierenBekend"),
		Rookt:        misschien(t, "rookt"), Toegankelijk: misschien(t, "toegankelijk"),
		Zorgtaken:           enkele[term.Zorgtaak](t, "sZorgtaken"),
		ZorgtakenBekend:     rapid.Bool().Draw(t, "zorgtakenBekend"),
		EigenKinderen:       rapid.SliceOfN(rapid.IntRange(0, 18), 0, 3).Draw(t, "eigen"),
		EigenKinderenBekend: rapid.Bool().Draw(t, "eigenBekend"),
		Opvoeding:           enkele[term.Opvoeding](t, "sOpvoeding"),
		Interesses:          enkele[term.Interesse](t, "sInteresses"),
		Ervaring:            enkele[term.Ervaring](t, "sErvaring"),
		Maanden:             rapid.IntRange(0, 24).Draw(t, "sMaanden"),
		Tuin:                misschien(t, "sTuin"), Rustig: misschien(t, "sRustig"),
		WachtSinds:    eenVan(t, "sinds", time.Time{}, vandaag.AddDate(0, 0, -20), vandaag.AddDate(0, 0, 5), vandaag.AddDate(-1, 0, 0)),
		NietEigenDorp: rapid.Bool().Draw(t, "sNietEigenDorp"),
		Toestemming:   een[term.Drie](t, "sToestemming"),
	}
}

func paarUit(t *rapid.T) Paar {
	return Paar{
		Reisband:        een[term.Reisband](t, "band"),
		Minuten:         eenVan(t, "minuten", -1, 5, 10, 15, 20, 25, 40, 600),
		Geblokkeerd:     rapid.IntRange(0, 9).Draw(t, "blok") == 0,
		EerderAfgewezen: rapid.IntRange(0, 9).Draw(t, "afgewezen") == 0,
	}
}

func TestOordeelKlopt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, s, p := vraagUit(t), steunUit(t, 2), paarUit(t)
		got := Judge(v, s, p, vandaag)

		sum, most := 0, 0
		for _, c := range got.Criteria {
			sum, most = sum+c.Points, most+c.Max
			if c.Points < 0 || c.Points > c.Max || c.Reason == "" || !term.Valid(c.Match) {
				t.Fatalf("criterion %+v", c)
			}
			if c.Match == term.DrieOnbekend && c.Key != KeyBeurt && !slices.Contains(got.Vragen, c.Reason) {
				t.Fatalf("%s is not known and not asked: %s", c.Key, c.Reason)
			}
		}
		if sum != got.Score || most != 100 || sum < 0 || sum > 100 {
			t.Fatalf("%d points, score %d of %d", sum, got.Score, most)
		}

		blocked := false
		for _, h := range got.Hard {
			if h.Reason == "" || !term.Valid(h.Outcome) || !term.Valid(h.Waivable) {
				t.Fatalf("constraint %+v", h)
			}
			if h.Outcome == term.DrieOnbekend && !slices.Contains(got.Vragen, h.Reason) {
				t.Fatalf("%s is not known and not asked: %s", h.Key, h.Reason)
			}
			blocked = blocked || h.Outcome == term.DrieNee && h.Waivable == term.WaivableNever
		}
		if blocked != (got.Band == term.BandPastNiet) || !term.Valid(got.Band) {
			t.Fatalf("band %s, blocked %v", got.Band, blocked)
		}

		// Not known is never left out; what nobody may set aside always is.
		listed := Rank(v, []Candidate{{s, p}}, vandaag, 5)
		if (len(listed) == 1) == blocked {
			t.Fatalf("blocked %v, listed %d", blocked, len(listed))
		}
		if len(listed) == 1 && !reflect.DeepEqual(listed[0], got) {
			t.Fatalf("the list says %+v, the judgement %+v", listed[0], got)
		}

		// With every waiver in the world nothing is set aside that nobody may.
		var all []Waiver
		for _, h := range got.Hard {
			for _, by := range term.All[term.Waivable]() {
				all = append(all, Waiver{Key: h.Key, By: by, Reason: "daarom"})
			}
		}
		may, why := MagVoorstellen(got, all)
		for _, h := range got.Hard {
			if h.Waivable == term.WaivableNever && h.Outcome != term.DrieJa && may {
				t.Fatalf("%s is %s and set aside", h.Key, h.Outcome)
			}
		}
		if may != (len(why) == 0) {
			t.Fatalf("%v, in the way %v", may, why)
		}
	})
}

// Something more in common never costs points.
func TestMeerGemeenKostNiets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, s, p := vraagUit(t), steunUit(t, 2), paarUit(t)
		before := Judge(v, s, p, vandaag)
		var what string
		switch rapid.IntRange(0, 6).Draw(t, "wat") {
		case 0:
			d := rapid.SampledFrom(term.All[term.Dagdeel]()).Draw(t, "extra")
			if v.Weken = term.WekenElke; s.Weken == term.WekenElke {
				s.Weken = ""
			}
			before = Judge(v, s, p, vandaag)
			v.Dagdelen, s.Dagdelen = append(slices.Clone(v.Dagdelen), d), append(slices.Clone(s.Dagdelen), d)
			what = string(d)
		case 1:
			l := eenVan(t, "extra", "nl", "ar", "so", "pl")
			v.Talen, s.Talen = append(slices.Clone(v.Talen), l), append(slices.Clone(s.Talen), l)
			what = l
		case 2:
			x := rapid.SampledFrom(term.All[term.Interesse]()).Draw(t, "extra")
			v.Interesses, s.Interesses = append(slices.Clone(v.Interesses), x), append(slices.Clone(s.Interesses), x)
			what = string(x)
		case 3:
			x := rapid.SampledFrom(term.All[term.Opvoeding]()).Draw(t, "extra")
			v.Opvoeding, s.Opvoeding = append(slices.Clone(v.Opvoeding), x), append(slices.Clone(s.Opvoeding), x)
			what = string(x)
		case 4:
			x := rapid.SampledFrom(term.All[term.Ervaring]()).Draw(t, "extra")
			v.Ervaring, s.Ervaring = append(slices.Clone(v.Ervaring), x), append(slices.Clone(s.Ervaring), x)
			what = string(x)
		case 5:
			if len(v.Soorten) == 0 || len(s.Soorten) == 0 {
				return // going from unknown to known may go either way
			}
			x := rapid.SampledFrom(term.All[term.Soort]()).Draw(t, "extra")
			v.Soorten, s.Soorten = append(slices.Clone(v.Soorten), x), append(slices.Clone(s.Soorten), x)
			what = string(x)
		case 6:
			if v.Gezelschap != term.GezelschapSpeelkameraad || len(v.Kinderen) == 0 || len(s.EigenKinderen) == 0 {
				return
			}
			s.EigenKinderen = append(slices.Clone(s.EigenKinderen), v.Kinderen[0].Leeftijd)
			what = "a playmate"
		}
		if after := Judge(v, s, p, vandaag); after.Score < before.Score {
			t.Fatalf("%s too, and the score goes from %d to %d\n%+v\n%+v", what, before.Score, after.Score, before.Criteria, after.Criteria)
		}
	})
}

// The order people sign up in, or a database answers in, decides nothing.
func TestVolgordeMaaktNietUit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := vraagUit(t)
		v.Toestemming, v.Gezag = term.DrieJa, term.DrieJa
		cs := make([]Candidate, rapid.IntRange(0, 12).Draw(t, "n"))
		for i := range cs {
			cs[i] = Candidate{steunUit(t, 2+i), paarUit(t)}
		}
		first := rapid.IntRange(-1, 14).Draw(t, "first")
		want := Rank(v, cs, vandaag, first)
		if len(want) > max(first, 0) {
			t.Fatalf("%d asked, %d given", first, len(want))
		}
		for i := 1; i < len(want); i++ {
			a, b := want[i-1], want[i]
			if order := cmp.Or(cmp.Compare(rangVan(a), rangVan(b)), cmp.Compare(b.Score, a.Score), bytes.Compare(a.SteunID[:], b.SteunID[:])); order >= 0 {
				t.Fatalf("%d %s comes before %d %s", a.Score, a.SteunID, b.Score, b.SteunID)
			}
		}
		shuffled := slices.Clone(cs)
		rand.New(rand.NewPCG(1, rapid.Uint64().Draw(t, "seed"))).Shuffle(len(shuffled), func(i, j int) {
			shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
		})
		if got := Rank(v, shuffled, vandaag, first); !reflect.DeepEqual(got, want) {
			t.Fatalf("another order, another answer")
		}
		// The best k are the start of all of them: nobody is lost in the heap.
		all := Rank(v, cs, vandaag, len(cs))
		if len(want) > 0 && !reflect.DeepEqual(all[:len(want)], want) {
			t.Fatalf("the best %d are not the first of all", len(want))
		}
	})
}

// What a family is called, and what its village is called, is not worth a point.
func TestNamenTellenNiet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, s, p := vraagUit(t), steunUit(t, 2), paarUit(t)
		v.NietEigenDorp, s.NietEigenDorp = false, false
		want := Judge(v, s, p, vandaag)
		v.ID, v.FamilyID, s.FamilyID = uuid.New(), uuid.New(), uuid.New()
		v.Plaats, s.Plaats, v.PC4, s.PC4 = "Nergens", "Overal", "1111", "9999"
		if got := Judge(v, s, p, vandaag); !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v became %+v", want, got)
		}
	})
}

// What is never weighed cannot be weighed: there is no field for it. A new field is
// a decision, taken here.
func TestVeldenDieMogenWegen(t *testing.T) {
	for _, c := range []struct {
		of   any
		want []string
	}{
		{Vraag{}, []string{"ID", "FamilyID", "PC4", "Plaats", "Kinderen", "Soorten", "Dagdelen", "Weken", "KeerPerMaand", "MaxReisMinuten", "Vervoer", "Talen", "NietEigenDorp", "BangVoor", "AllergieDier", "ZorgBekend", "Astma", "Zorgtaken", "Rolstoel", "Gezelschap", "Opvoeding", "Interesses", "Ervaring", "Maanden", "HuisWens", "Toestemming", "Gezag", "TolkOfTaalmaatje"}},
		{Kind{}, []string{"Leeftijd"}},
		{Steun{}, []string{"ID", "FamilyID", "State", "ScreeningKlaar", "VogGeldig", "Capaciteit", "Bezet", "PC4", "Plaats", "Soorten", "Dagdelen", "Weken", "KeerPerMaand", "MaxReisMinuten", "Vervoer", "Haalt", "LeeftijdVan", "LeeftijdTot", "MaxKinderen", "Talen", "Dieren", "DierenBekend", "Rookt", "Toegankelijk", "Zorgtaken", "ZorgtakenBekend", "EigenKinderen", "EigenKinderenBekend", "Opvoeding", "Interesses", "Ervaring", "Maanden", "Tuin", "Rustig", "WachtSinds", "NietEigenDorp", "Toestemming"}},
		{Paar{}, []string{"Reisband", "Minuten", "Geschat", "Geblokkeerd", "EerderAfgewezen"}},
	} {
		var got []string
		for f := range reflect.TypeOf(c.of).Fields() {
			got = append(got, f.Name)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%T has %v, want %v", c.of, got, c.want)
		}
	}
}

// A verdict is for a matcher's screen: it carries the id of the steungezin and not a
// word of where somebody lives or who they are.
func TestOordeelVerraadtNiets(t *testing.T) {
	v, s, p := goed()
	v.Plaats, v.PC4, s.Plaats, s.PC4 = "Nergenshuizen", "1234", "Overalshuizen", "5678"
	p.Reisband = term.ReisbandTot10Km
	text, err := json.Marshal(Judge(v, s, p, vandaag))
	if err != nil {
		t.Fatal(err)
	}
	for _, never := range []string{"Nergenshuizen", "Overalshuizen", "1234", "5678", v.FamilyID.String(), s.FamilyID.String(), "stma", "llergi", "olstoel", "edicatie"} {
		if strings.Contains(string(text), never) {
			t.Errorf("%q in %s", never, text)
		}
	}
}
