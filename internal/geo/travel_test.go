package geo

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"buurtdorp/internal/term"
)

const (
	lopend = term.VervoerLopend
	fiets  = term.VervoerFiets
	auto   = term.VervoerAuto
	ov     = term.VervoerOv
)

func TestTravel(t *testing.T) {
	for _, c := range []struct {
		name     string
		from, to string
		by       term.Vervoer
		band     term.Reisband
		minuten  int
	}{
		{"ZelfdePostcode", "3273", "3273", auto, term.ReisbandZelfdeDorp, 10},
		{"ZelfdeDorpTweePostcodes", "3261", "3263", fiets, term.ReisbandZelfdeDorp, 15},
		{"BuurdorpAuto", "3273", "3271", auto, term.ReisbandTot5Km, 10},
		{"BuurdorpFiets", "3273", "3271", fiets, term.ReisbandTot5Km, 10},
		{"DwarsOverHetEiland", "3267", "3295", auto, term.ReisbandVerder, 55},
		{"SpuiAlleenMetDePont", "3264", "3209", auto, term.ReisbandTot15Km, 25},
		{"HollandsDiepHeeftNiets", "3292", "4781", auto, term.ReisbandVerder, 40},
		{"HollandsDiepHeeftNietsPerFiets", "3292", "4781", fiets, term.ReisbandVerder, 90},
		{"KiltunnelAuto", "3295", "3317", auto, term.ReisbandTot10Km, 15},
		{"KiltunnelDordrechtStad", "3295", "3311", auto, term.ReisbandTot10Km, 20},
		{"KiltunnelNietTeVoet", "3295", "3316", lopend, term.ReisbandVerder, 445},
		{"HeinenoordBarendrecht", "3274", "2992", auto, term.ReisbandTot5Km, 15},
		{"HaringvlietNaarWillemstad", "3281", "4797", auto, term.ReisbandTot10Km, 20},
		{"HaringvlietNaarOoltgensplaat", "3281", "3257", auto, term.ReisbandTot15Km, 25},
		{"OvHeeftGeenTijd", "3273", "3271", ov, term.ReisbandTot5Km, -1},
		{"OvInHetDorpLoopt", "3273", "3273", ov, term.ReisbandZelfdeDorp, 15},
		{"VervoerOnbekend", "3273", "3271", "", term.ReisbandTot5Km, -1},
		{"PostcodeOnbekend", "3273", "3298", auto, term.ReisbandOnbekend, -1},
		{"GeenPostcode", "3273", "327", auto, term.ReisbandOnbekend, -1},
		{"StadIsGeenDorp", "3316", "3313", auto, term.ReisbandTot15Km, 25},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Travel(c.from, c.to, c.by)
			if want := (Trip{Minuten: c.minuten, Band: c.band}); got != want {
				a, b := atlas().find(c.from), atlas().find(c.to)
				if a != nil && b != nil {
					m, _ := modeOf(c.by)
					t.Logf("%.2f km, crow %.2f", atlas().net.between(a, b, m), crow(a.point, b.point))
				}
				t.Errorf("Travel(%s, %s, %s) = %v, want %v", c.from, c.to, c.by, got, want)
			}
		})
	}
}

func TestFastest(t *testing.T) {
	for _, c := range []struct {
		name    string
		by      []term.Vervoer
		minuten int
	}{
		{"Auto", []term.Vervoer{lopend, auto, fiets}, 20},
		{"Fiets", []term.Vervoer{ov, fiets}, 35},
		{"AlleenOv", []term.Vervoer{ov}, -1},
		{"Onbekend", nil, -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Fastest("3273", "3281", c.by).Minuten; got != c.minuten {
				t.Errorf("%d minutes, want %d", got, c.minuten)
			}
		})
	}
}

// anyCode draws a code of the table, of the delta twice as often as of elsewhere.
func anyCode(t *rapid.T, name string) *row {
	w := atlas()
	delta := rapid.SampledFrom([]bool{true, true, false}).Draw(t, name+"InDelta")
	for {
		r := &w.rows[rapid.IntRange(0, len(w.rows)-1).Draw(t, name)]
		if !delta || r.pc >= 2950 && r.pc < 3400 || r.pc >= 4780 && r.pc < 4800 {
			return r
		}
	}
}

func TestTravelIsSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyCode(t, "a").code(), anyCode(t, "b").code()
		by := rapid.SampledFrom(append(term.All[term.Vervoer](), "")).Draw(t, "by")
		if there, back := Travel(a, b, by), Travel(b, a, by); there != back {
			t.Fatalf("%s-%s by %s: there %v, back %v", a, b, by, there, back)
		}
	})
}

// A stop on the way never makes it shorter, a crossing never beats the crow, and
// water is never a short cut.
func TestRoadsMakeSense(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := &atlas().net
		a, b, c := anyCode(t, "a"), anyCode(t, "b"), anyCode(t, "c")
		m := rapid.IntRange(0, len(modes)-1).Draw(t, "mode")
		direct := n.between(a, c, m)
		if around := n.between(a, b, m) + n.between(b, c, m); direct > around+1e-6 {
			t.Fatalf("%d-%d is %.3f km, over %d only %.3f", a.pc, c.pc, direct, b.pc, around)
		}
		if back := n.between(c, a, m); back != direct {
			t.Fatalf("%d-%d is %v km there and %v back", a.pc, c.pc, direct, back)
		}
		if line := crow(a.point, c.point); direct < line-1e-6 {
			t.Fatalf("%d-%d is %.3f km, the crow flies %.3f", a.pc, c.pc, direct, line)
		}
		if got := minutes(direct, m); got%5 != 0 || got < 5 || got > noWay {
			t.Fatalf("%d-%d takes %d minutes", a.pc, c.pc, got)
		}
	})
}

func TestTravelDoesNotAllocate(t *testing.T) {
	by := []term.Vervoer{auto, fiets}
	if n := testing.AllocsPerRun(100, func() {
		Travel("3267", "3319", auto)
		Fastest("3264", "3209", by)
	}); n != 0 {
		t.Errorf("%v allocations a journey", n)
	}
}

func BenchmarkTravelOverWater(b *testing.B) {
	for b.Loop() {
		Travel("3267", "3319", auto)
	}
}

func BenchmarkTravelOnTheIsland(b *testing.B) {
	for b.Loop() {
		Travel("3267", "3295", auto)
	}
}

// The plane of the grid keeps the distances of the globe, all over the country.
func TestCrowIsThatOfTheGlobe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyCode(t, "a"), anyCode(t, "b")
		rad := func(v int32) float64 { return float64(v) / 1e6 * math.Pi / 180 }
		dLat, dLon := math.Sin((rad(a.lat)-rad(b.lat))/2), math.Sin((rad(a.lon)-rad(b.lon))/2)
		globe := 2 * earthKm * math.Asin(math.Sqrt(dLat*dLat+math.Cos(rad(a.lat))*math.Cos(rad(b.lat))*dLon*dLon))
		if got := crow(a.point, b.point); math.Abs(got-globe) > 0.001+globe*0.0002 {
			t.Fatalf("%d-%d is %.4f km on the map and %.4f on the globe", a.pc, b.pc, got, globe)
		}
	})
}

// Beyond what somebody reaches in some minutes nobody travels in those minutes.
func TestReach(t *testing.T) {
	codes := []string{"3286", "3281", "3291", "3261", "3311", "3011", "1011", "8861", "4501", "9991"}
	for _, from := range codes {
		for _, to := range codes {
			x1, y1, ok1 := PlaneKm(from)
			x2, y2, ok2 := PlaneKm(to)
			crow, known := CrowKm(from, to)
			if !ok1 || !ok2 || !known {
				t.Fatalf("%s or %s is not known", from, to)
			}
			if far := math.Hypot(x1-x2, y1-y2); math.Abs(far-crow) > 0.001 {
				t.Errorf("%s to %s: %v on the map, %v by crow", from, to, far, crow)
			}
			for _, by := range term.All[term.Vervoer]() {
				if m := Travel(from, to, by).Minuten; m >= 0 && m < noWay && crow > ReachKm(m) && crow > 1 {
					t.Errorf("%s to %s by %s in %d minutes is %v km, out of reach (%v)", from, to, by, m, crow, ReachKm(m))
				}
			}
		}
	}
	if _, _, ok := PlaneKm("0000"); ok {
		t.Error("a code that is none lies somewhere")
	}
}
