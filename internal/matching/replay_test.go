package matching

import (
	"encoding/json"
	"os"
	"reflect"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/internal/term"
)

// The files of testdata: forty invented steungezinnen of the island, ten vraaggezinnen
// with the one a matcher would choose, and how far their villages are (as
// internal/geo tells it; written down, so that a change there is not felt here).
type (
	replaySteun struct {
		Verhaal string
		Steun   Steun
	}
	replayVraag struct {
		Verhaal string
		Goed    uuid.UUID
		Vraag   Vraag
	}
	reizen map[string]map[term.Vervoer]struct {
		Minuten int
		Band    term.Reisband
	}
)

func lees[T any](t *testing.T, file string) (out T) {
	t.Helper()
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return out
}

// paar is what the caller does: the fastest way of those they have.
func (r reizen) paar(t *testing.T, v *Vraag, s *Steun) Paar {
	t.Helper()
	trip, ok := r[min(v.PC4, s.PC4)+"-"+max(v.PC4, s.PC4)]
	if !ok {
		t.Fatalf("no journey from %s to %s", v.PC4, s.PC4)
	}
	p := Paar{Reisband: term.ReisbandOnbekend, Minuten: -1}
	for _, by := range ReistMet(v, s) {
		if one := trip[by]; p.Minuten < 0 || one.Minuten >= 0 && one.Minuten < p.Minuten {
			p = Paar{Reisband: one.Band, Minuten: one.Minuten}
		}
	}
	return p
}

func TestGoedeParenStaanBovenaan(t *testing.T) {
	steun := lees[[]replaySteun](t, "steungezinnen.json")
	vraag := lees[[]replayVraag](t, "vraaggezinnen.json")
	road := lees[reizen](t, "reizen.json")
	if len(steun) != 40 || len(vraag) != 10 {
		t.Fatalf("%d steungezinnen, %d vraaggezinnen", len(steun), len(vraag))
	}
	for _, x := range vraag {
		t.Run(x.Verhaal, func(t *testing.T) {
			var cs []Candidate
			for i := range steun {
				cs = append(cs, Candidate{steun[i].Steun, road.paar(t, &x.Vraag, &steun[i].Steun)})
			}
			top := Rank(x.Vraag, cs, vandaag, 3)
			found := false
			for i, v := range top {
				found = found || v.SteunID == x.Goed
				t.Logf("%d. %d %s %s", i+1, v.Score, v.Band, v.SteunID)
			}
			if !found {
				for _, c := range cs {
					if c.Steun.ID == x.Goed {
						t.Fatalf("not among the first three: %+v", Judge(x.Vraag, c.Steun, c.Paar, vandaag))
					}
				}
				t.Fatalf("%s is not among the forty", x.Goed)
			}
		})
	}
}

// A word in the files that is on no list would silently count for nothing.
func TestReplayKentAlleWoorden(t *testing.T) {
	for _, x := range lees[[]replaySteun](t, "steungezinnen.json") {
		alleWoorden(t, x.Verhaal, reflect.ValueOf(x.Steun))
	}
	for _, x := range lees[[]replayVraag](t, "vraaggezinnen.json") {
		alleWoorden(t, x.Verhaal, reflect.ValueOf(x.Vraag))
	}
}

func alleWoorden(t *testing.T, where string, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanInterface() {
				alleWoorden(t, where, v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			alleWoorden(t, where, v.Index(i))
		}
	case reflect.String:
		if list, ok := v.Interface().(interface{ Values() []string }); ok {
			for _, w := range list.Values() {
				if w == v.String() {
					return
				}
			}
			t.Errorf("%s: %q is not a %s", where, v.String(), v.Type())
		}
	}
}
