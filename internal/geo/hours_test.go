package geo

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"buurtdorp/internal/term"
)

func moments(ds ...term.Dagdeel) (m Moments) {
	for _, d := range ds {
		m |= 1 << slices.Index(term.All[term.Dagdeel](), d)
	}
	return m
}

// Over the Nieuwe Waterweg cars go until seven in the evening, bikes until midnight.
func TestTheFerryGoesHome(t *testing.T) {
	const rozenburg, maassluis = "3181", "3143"
	day, evening := moments(term.DagdeelWoMiddag), moments(term.DagdeelWoAvond)
	for _, c := range []struct {
		name string
		by   []term.Vervoer
		on   Moments
		band term.Reisband
	}{
		{"AutoOverdag", []term.Vervoer{auto}, day, term.ReisbandTot15Km},
		{"AutoAvond", []term.Vervoer{auto}, evening, term.ReisbandVerder},
		{"AutoEenVanBeide", []term.Vervoer{auto}, day | evening, term.ReisbandTot15Km},
		{"AutoOnbekendWanneer", []term.Vervoer{auto}, 0, term.ReisbandTot15Km},
		{"FietsAvond", []term.Vervoer{fiets}, evening, term.ReisbandTot10Km},
	} {
		t.Run(c.name, func(t *testing.T) {
			j := Between(rozenburg, maassluis, c.by)
			if got := j.On(c.on); got.Band != c.band {
				t.Errorf("%+v, want %s", got, c.band)
			}
		})
	}
	// The ferry over the Spui sails in every dagdeel, so the evening is like the day.
	j := Between("3264", "3209", []term.Vervoer{auto})
	if a, b := j.On(day), j.On(evening); a != b || a != Travel("3264", "3209", auto) {
		t.Errorf("%+v by day, %+v in the evening", a, b)
	}
}

// More dagdelen together are never a longer journey, and the best of all is that of
// Fastest, which knows of no dagdeel.
func TestMoreDagdelenAreNeverFurther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyCode(t, "a").code(), anyCode(t, "b").code()
		by := rapid.SliceOfDistinct(rapid.SampledFrom(term.All[term.Vervoer]()), rapid.ID).Draw(t, "by")
		j := Between(a, b, by)
		if got, want := j.On(0), Fastest(a, b, by); got != want || j.Best() != want {
			t.Fatalf("%+v in any dagdeel, %+v", got, want)
		}
		if got := j.On(always); got != j.Best() {
			t.Fatalf("%+v in all, the best is %+v", got, j.Best())
		}
		some := Moments(rapid.Uint32Range(1, uint32(always)).Draw(t, "some"))
		more := some | Moments(rapid.Uint32Range(1, uint32(always)).Draw(t, "more"))
		if x, y := j.On(some), j.On(more); x.Shorter(y) {
			t.Fatalf("%+v in some, %+v in more", x, y)
		}
		crow, _ := CrowKm(a, b)
		if best := j.Best().Band; best != term.ReisbandZelfdeDorp && rank(best) < rank(LeastBand(crow)) {
			t.Fatalf("%s-%s is %s, and as the crow flies %s", a, b, best, LeastBand(crow))
		}
	})
}

func TestTimetable(t *testing.T) {
	c := crossingFile{Naam: "pont", Minuten: map[term.Vervoer]float64{fiets: 5, auto: 5}}
	c.Vaart = []sailFile{{Dagen: []string{"MA", "ZA"}, Van: "06:30", Tot: "18:00"}, {Vervoer: []term.Vervoer{fiets}, Dagen: []string{"ZO"}, Van: "12:00", Tot: "24:00"}}
	want := moments(term.DagdeelMaOchtend, term.DagdeelMaMiddag, term.DagdeelZaOchtend, term.DagdeelZaMiddag)
	for v, open := range map[term.Vervoer]Moments{auto: want, fiets: want | moments(term.DagdeelZoMiddag, term.DagdeelZoAvond), lopend: 0} {
		if got, err := c.open(v); got != open || err != nil {
			t.Errorf("%s: %b, want %b, %v", v, got, open, err)
		}
	}
	for _, bad := range []sailFile{{Van: "6:30", Tot: "18:00"}, {Van: "06:30", Tot: "25:00"}, {Van: "06:30"}, {Van: "06:30", Tot: "18:00", Dagen: []string{"MAANDAG"}}} {
		c.Vaart = []sailFile{bad}
		if _, err := c.open(auto); err == nil {
			t.Errorf("%+v is a timetable", bad)
		}
	}
}
