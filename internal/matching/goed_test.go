package matching

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/term"
)

var vandaag = time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)

func wel() *bool  { b := true; return &b }
func niet() *bool { b := false; return &b }

// nummer makes ids whose order is that of their numbers.
func nummer(n int) uuid.UUID { return uuid.UUID{14: byte(n >> 8), 15: byte(n)} }

// goed is a pair of whom everything is known and everything fits: 100 points. Tests
// spoil one thing at a time.
func goed() (Vraag, Steun, Paar) {
	v := Vraag{
		ID: nummer(1), FamilyID: nummer(101), PC4: "3273", Plaats: "Westmaas",
		Kinderen:       []Kind{{4}, {7}},
		Soorten:        []term.Soort{term.SoortOpvang, term.SoortSpelen},
		Dagdelen:       []term.Dagdeel{term.DagdeelWoMiddag},
		Weken:          term.WekenElke,
		KeerPerMaand:   4,
		MaxReisMinuten: 30,
		Vervoer:        []term.Vervoer{term.VervoerFiets},
		Talen:          []string{"ar", "nl"},
		BangVoor:       []term.Dier{term.DierHond},
		AllergieDier:   []term.Dier{term.DierKat},
		ZorgBekend:     true,
		Astma:          true,
		Zorgtaken:      []term.Zorgtaak{term.ZorgtaakMedicatie},
		Rolstoel:       true,
		Gezelschap:     term.GezelschapSpeelkameraad,
		Opvoeding:      []term.Opvoeding{term.OpvoedingBuiten},
		Interesses:     []term.Interesse{term.InteresseSport},
		Ervaring:       []term.Ervaring{term.ErvaringDrukGedrag},
		Maanden:        12,
		HuisWens:       HuisWens{Tuin: wel(), Rustig: wel(), Huisdieren: niet()},
		Toestemming:    term.DrieJa, Gezag: term.DrieJa,
	}
	s := Steun{
		ID: nummer(2), FamilyID: nummer(102), State: term.SteunBeschikbaar,
		ScreeningKlaar: term.DrieJa, VogGeldig: term.DrieJa,
		Capaciteit: 1, PC4: "3273", Plaats: "Westmaas",
		Soorten:      []term.Soort{term.SoortOpvang, term.SoortSpelen},
		Dagdelen:     []term.Dagdeel{term.DagdeelWoMiddag},
		Weken:        term.WekenElke,
		KeerPerMaand: 4, MaxReisMinuten: 30,
		Vervoer:     []term.Vervoer{term.VervoerAuto},
		LeeftijdVan: 2, LeeftijdTot: 12, MaxKinderen: 2,
		Talen:        []string{"nl", "ar"},
		DierenBekend: true,
		Rookt:        niet(), Toegankelijk: wel(),
		Zorgtaken:       []term.Zorgtaak{term.ZorgtaakMedicatie},
		ZorgtakenBekend: true,
		EigenKinderen:   []int{6}, EigenKinderenBekend: true,
		Opvoeding:  []term.Opvoeding{term.OpvoedingBuiten},
		Interesses: []term.Interesse{term.InteresseSport},
		Ervaring:   []term.Ervaring{term.ErvaringDrukGedrag},
		Maanden:    12,
		Tuin:       wel(), Rustig: wel(),
		WachtSinds:  vandaag.AddDate(0, 0, -200),
		Toestemming: term.DrieJa,
	}
	return v, s, Paar{Reisband: term.ReisbandZelfdeDorp, Minuten: 5}
}

func hard(t *testing.T, v Verdict, key string) Hard {
	t.Helper()
	i := slices.IndexFunc(v.Hard, func(h Hard) bool { return h.Key == key })
	if i < 0 {
		t.Fatalf("no %s in %v", key, v.Hard)
	}
	return v.Hard[i]
}

func criterion(t *testing.T, v Verdict, key string) Criterion {
	t.Helper()
	i := slices.IndexFunc(v.Criteria, func(c Criterion) bool { return c.Key == key })
	if i < 0 {
		t.Fatalf("no %s in %v", key, v.Criteria)
	}
	return v.Criteria[i]
}

func TestGoedIsHonderd(t *testing.T) {
	v, s, p := goed()
	got := Judge(v, s, p, vandaag)
	for _, h := range got.Hard {
		if h.Outcome != term.DrieJa {
			t.Errorf("%s is %s: %s", h.Key, h.Outcome, h.Reason)
		}
	}
	for _, c := range got.Criteria {
		if c.Points != c.Max || c.Match != term.DrieJa {
			t.Errorf("%s has %d of %d (%s): %s", c.Key, c.Points, c.Max, c.Match, c.Reason)
		}
	}
	if got.Score != 100 || got.Band != term.BandPastGoed || len(got.Vragen) != 0 || got.Weging != 1 || got.SteunID != s.ID {
		t.Errorf("verdict %+v", got)
	}
	if may, why := MagVoorstellen(got, nil); !may {
		t.Errorf("may not be proposed: %v", why)
	}
}

// Of two families of whom nothing is known nothing is held against them: every
// constraint but the blank ones is a question, and every point is the half of it.
func TestNietsBekend(t *testing.T) {
	got := Judge(Vraag{}, Steun{LeeftijdVan: -1, LeeftijdTot: -1, Capaciteit: -1}, Paar{Minuten: -1}, time.Time{})
	yes := []string{H3, H4, H11} // nothing known against it, nothing asked
	for _, h := range got.Hard {
		if want := slices.Contains(yes, h.Key); (h.Outcome == term.DrieJa) != want || h.Outcome == term.DrieNee {
			t.Errorf("%s is %s: %s", h.Key, h.Outcome, h.Reason)
		}
		if h.Outcome == term.DrieOnbekend && !slices.Contains(got.Vragen, h.Reason) {
			t.Errorf("%s is not known and not asked: %s", h.Key, h.Reason)
		}
	}
	for _, c := range got.Criteria {
		want := points(c.Max, half)
		if c.Points != want || c.Match != term.DrieOnbekend {
			t.Errorf("%s has %d of %d (%s), want %d unknown", c.Key, c.Points, c.Max, c.Match, want)
		}
		if c.Key != KeyBeurt && !slices.Contains(got.Vragen, c.Reason) {
			t.Errorf("%s is not known and not asked: %s", c.Key, c.Reason)
		}
	}
	if may, _ := MagVoorstellen(got, nil); may {
		t.Error("a pair nobody knows may be proposed")
	}
}
