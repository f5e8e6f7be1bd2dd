package geo

import (
	"slices"
	"testing"

	"buurtdorp/internal/term"
)

func TestNamed(t *testing.T) {
	for _, c := range []struct {
		name string
		want string // a code that has to be among them, empty for none at all
	}{
		{"Westmaas", "3273"},
		{" westmaas ", "3273"},
		{"'s-Gravendeel", "3295"},
		{"s-gravendeel", "3295"},
		{"Gravendeel", "3295"},
		{"oud beijerland", "3262"},
		{"OUD-BEIJERLAND", "3262"},
		{"Babylonienbroek", "4269"},
		{"Barendrecht", "2991"},
		{"Nergenshuizen", ""},
		{"", ""},
		{"---", ""},
		{"3273", ""},
		{string(make([]byte, 10000)), ""},
	} {
		got := Named(c.name)
		if (c.want == "") != (len(got) == 0) || c.want != "" && !slices.Contains(got, c.want) {
			t.Errorf("Named(%.20q) = %v, want %q", c.name, got, c.want)
		}
		if !slices.IsSorted(got) {
			t.Errorf("Named(%.20q) = %v is in no order", c.name, got)
		}
	}
}

func TestNamedKnowsEveryVillage(t *testing.T) {
	for _, r := range Regions() {
		for _, v := range Villages(r.Key) {
			if got := Named(v.Naam); !slices.Equal(got, v.PC4s) {
				t.Errorf("Named(%s) = %v, want %v", v.Naam, got, v.PC4s)
			}
		}
	}
}

func TestRoadKmGoesOverTheCrossings(t *testing.T) {
	crow, _ := CrowKm("3264", "3209") // Nieuw-Beijerland and Hekelingen, over the Spui
	road, ok := RoadKm("3264", "3209")
	if !ok || road < 1.3*crow {
		t.Errorf("road %.1f km, crow %.1f km", road, crow)
	}
	back, _ := RoadKm("3209", "3264")
	if road != back {
		t.Errorf("%.3f km there, %.3f km back", road, back)
	}
	if _, ok := RoadKm("3264", "0000"); ok {
		t.Error("a road to nowhere")
	}
	// The band people see and the limit they set speak of the same road.
	for _, to := range []string{"3262", "3273", "3281", "3297", "3209"} {
		km, _ := RoadKm("3264", to)
		if b := Travel("3264", to, term.VervoerAuto).Band; b != term.ReisbandZelfdeDorp && b != band(km) {
			t.Errorf("to %s: band %s at %.1f km", to, b, km)
		}
	}
}
