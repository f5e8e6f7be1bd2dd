package geo

import (
	"encoding/csv"
	"errors"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"buurtdorp/internal/term"
)

func TestCorrections(t *testing.T) {
	for _, c := range []struct {
		pc4, plaats, gemeente string
		lat, lon              float64
	}{
		{"5851", "Afferden", "Bergen", 51.635, 6.016},
		{"8554", "IJpecolsga", "Wymbritseradiel", 52.935, 5.611},
		{"9791", "Ten Boer", "Groningen", 53.277, 6.696},
		{"8899", "Vlieland", "Vlieland", 53.299, 5.066},
	} {
		p, ok := Lookup(c.pc4)
		if want := (Postcode{c.pc4, c.plaats, c.gemeente, c.lat, c.lon, false}); !ok || p != want {
			t.Errorf("Lookup(%s) = %+v, want %+v", c.pc4, p, want)
		}
	}
}

// The table of the region, corrected by hand and kept beside the source, says what
// our corrections must come to.
func TestHoekscheWaardAsCorrectedByHand(t *testing.T) {
	text, err := os.ReadFile("data/hoeksche-waard-pc4.csv")
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil || len(lines) != 23 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	for _, f := range lines[1:] {
		p, ok := Lookup(f[0])
		at, _ := parsePoint(f[4], f[5])
		if !ok || p.Plaats != f[1] || p.Gemeente != f[3] || p.Postbus != (f[6] == "Postbus") ||
			math.Abs(p.Lat-float64(at.lat)/1e6) > 1e-9 || math.Abs(p.Lon-float64(at.lon)/1e6) > 1e-9 {
			t.Errorf("Lookup(%s) = %+v, want %v", f[0], p, f)
		}
	}
}

func TestTable(t *testing.T) {
	w := atlas()
	if len(w.rows) != 4699 {
		t.Errorf("%d codes, want 4699", len(w.rows))
	}
	if !slices.IsSortedFunc(w.rows, func(a, b row) int { return int(a.pc) - int(b.pc) }) {
		t.Error("the table is not in order of postcode")
	}
	for i := range w.rows {
		r := &w.rows[i]
		if r.lat < 50_700_000 || r.lat > 53_600_000 || r.lon < 3_300_000 || r.lon > 7_300_000 || w.names[r.plaats] == "" {
			t.Errorf("%d lies outside the country or has no name", r.pc)
		}
	}
	if !strings.Contains(License, "Bob den Otter") {
		t.Error("the licence does not travel with the table")
	}
}

func TestParsePostcode(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  Input
		err   error
	}{
		{"3273AB", Input{"3273", "AB", true}, nil},
		{"3273 ab", Input{"3273", "AB", true}, nil},
		{" 3273\u00a0Ab ", Input{"3273", "AB", true}, nil},
		{"3273-ab", Input{"3273", "AB", true}, nil},
		{"3273", Input{"3273", "", true}, nil},
		{"3298 AB", Input{"3298", "AB", false}, nil},
		{"3280", Input{}, ErrPostbus},
		{"3280 XY", Input{}, ErrPostbus},
		{"", Input{}, ErrMalformed},
		{"327", Input{}, ErrMalformed},
		{"0273 AB", Input{}, ErrMalformed},
		{"3273 A", Input{}, ErrMalformed},
		{"3273 A1", Input{}, ErrMalformed},
		{"3273 SS", Input{}, ErrMalformed},
		{"3273 ABC", Input{}, ErrMalformed},
		{"Westmaas", Input{}, ErrMalformed},
		{"٣٢٧٣", Input{}, ErrMalformed},
		{"3273é", Input{}, ErrMalformed},
	} {
		got, err := ParsePostcode(c.typed)
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("ParsePostcode(%q) = %+v, %v; want %+v, %v", c.typed, got, err, c.want, c.err)
		}
	}
}

func FuzzParsePostcode(f *testing.F) {
	f.Add("3273 AB")
	f.Add("é3\x00")
	f.Fuzz(func(t *testing.T, typed string) {
		in, err := ParsePostcode(typed)
		if err != nil && in != (Input{}) {
			t.Errorf("%q: both %+v and %v", typed, in, err)
		}
		if err == nil && digits(in.PC4) < 1000 {
			t.Errorf("%q became %+v", typed, in)
		}
	})
}

func TestVillages(t *testing.T) {
	var names []string
	for _, v := range Villages("hoeksche-waard") {
		names = append(names, v.Naam)
		if v.Naam == "Oud-Beijerland" && !slices.Equal(v.PC4s, []string{"3261", "3262", "3263"}) {
			t.Errorf("Oud-Beijerland has %v", v.PC4s)
		}
	}
	want := []string{"Goudswaard", "'s-Gravendeel", "Heinenoord", "Klaaswaal", "Maasdam", "Mijnsheerenland", "Mookhoek",
		"Nieuw-Beijerland", "Numansdorp", "Oud-Beijerland", "Piershil", "Puttershoek", "Strijen", "Strijensas", "Westmaas", "Zuid-Beijerland"}
	if !slices.Equal(names, want) {
		t.Errorf("villages %v, want %v", names, want)
	}
	if Villages("atlantis") != nil || Crossings("atlantis") != nil {
		t.Error("a region nobody knows has villages or crossings")
	}
}

func TestRegionOf(t *testing.T) {
	for pc4, want := range map[string]string{"3273": "hoeksche-waard", "3298": "hoeksche-waard", "3311": "", "32": ""} {
		if got, ok := RegionOf(pc4); got.Key != want || ok != (want != "") {
			t.Errorf("RegionOf(%s) = %v, %v", pc4, got, ok)
		}
	}
	if r := Regions(); len(r) != 1 || r[0].Naam != "Hoeksche Waard" {
		t.Errorf("Regions() = %v", r)
	}
}

func TestCrossings(t *testing.T) {
	for _, c := range Crossings("hoeksche-waard") {
		if c.Naam == "Kiltunnel" && (!c.Tol || slices.Contains(c.Vervoer, lopend) || !slices.Contains(c.Vervoer, fiets)) {
			t.Errorf("the Kiltunnel takes toll, cyclists and nobody on foot: %+v", c)
		}
		if c.Soort == "VEER" && c.Water == "Spui" && !c.Uren {
			t.Errorf("a ferry has hours: %+v", c)
		}
	}
}

func TestCell(t *testing.T) {
	for pc4, want := range map[string]string{"3273": "Westmaas", "3295": "'s-Gravendeel", "3298": "", "3273AB": ""} {
		if got := Cell(pc4); got != want {
			t.Errorf("Cell(%s) = %q, want %q", pc4, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	var got []string
	for _, p := range Nearest("3273", 3) {
		got = append(got, p.PC4)
	}
	if want := []string{"3271", "3286", "3274"}; !slices.Equal(got, want) {
		t.Errorf("nearest to 3273: %v, want %v", got, want)
	}
	if Nearest("3298", 3) != nil || Nearest("3273", 0) != nil {
		t.Error("nearest to nothing is something")
	}
	if n := len(Nearest("3273", 10000)); n != 4699-622-1 {
		t.Errorf("%d codes where people live", n)
	}
	if km, ok := CrowKm("3264", "3209"); !ok || km < 1.4 || km > 1.7 {
		t.Errorf("over the Spui the crow flies %.2f km", km)
	}
}

func TestWithin(t *testing.T) {
	for _, c := range []struct {
		name, from string
		by         term.Vervoer
		far        term.Reisband
		want       []string
	}{
		{"Dorp", "3262", auto, term.ReisbandZelfdeDorp, []string{"3262", "3263", "3261"}},
		{"ZuidBeijerlandHeeftGeenBuren", "3284", fiets, term.ReisbandTot5Km, []string{"3284"}},
		{"StrijensasZietDeOverkantNiet", "3292", auto, term.ReisbandTot5Km, []string{"3292"}},
		{"Onbekend", "3298", auto, term.ReisbandTot5Km, nil},
		{"ZonderGrens", "3262", auto, term.ReisbandVerder, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Within(c.from, c.by, c.far); !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
	for _, pc4 := range Within("3264", auto, term.ReisbandTot10Km) {
		if digits(pc4) < 3260 || digits(pc4) > 3299 {
			t.Errorf("%s lies across the Spui and is called near", pc4)
		}
	}
}
