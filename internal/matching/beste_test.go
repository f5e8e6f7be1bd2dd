package matching

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"buurtdorp/internal/term"
)

// wegingUit is any weighing: some preferences may count for nothing.
func wegingUit(t *rapid.T) Weights {
	w := Standaard()
	if rapid.Bool().Draw(t, "standaard") {
		return w
	}
	parts := []*int{&w.Reis, &w.Dagdelen, &w.Hulp, &w.Kind, &w.Taal, &w.Opvoeding, &w.Duur, &w.Interesses, &w.Ervaring, &w.Huis, &w.Beurt}
	for _, p := range parts {
		*p = 0
	}
	for range 20 {
		*rapid.SampledFrom(parts).Draw(t, "punten") += 5
	}
	return w
}

// Who looks no further than is needed finds whom one finds who looks at everybody, and
// says the same of them; also when those who live far off are left out for being far.
func TestBesteIsRank(t *testing.T) {
	stopped := 0
	rapid.Check(t, func(t *rapid.T) {
		w, v := wegingUit(t), vraagUit(t)
		n := rapid.IntRange(0, 40).Draw(t, "n")
		near, far := []Candidate{}, []Candidate{}
		for i := range n {
			s, p := steunUit(t, i), paarUit(t)
			if p.Reisband == term.ReisbandVerder {
				far = append(far, Candidate{s, p})
			} else {
				near = append(near, Candidate{s, p})
			}
		}
		cs := append(near, far...)
		first := rapid.IntRange(0, 6).Draw(t, "first")
		b := w.Beste(&v, vandaag, first)
		offers := make([]Aanbod, len(cs))
		for i := range cs {
			offers[i] = Bied(&cs[i].Steun)
			if i == len(near) && b.Genoeg(term.ReisbandVerder, RangPast) {
				stopped++
				break
			}
			g := b.Grenzen(cs[i].Paar.Reisband)
			if !b.Kans(offers[i].Schets(), RangPast, &g) {
				continue
			}
			b.Zie(&offers[i], cs[i].Paar, i)
		}
		var got []Verdict
		for _, x := range b.Lijst() {
			got = append(got, b.Oordeel(&offers[x.At], &cs[x.At].Paar))
			if last := got[len(got)-1]; last.Score != x.Score {
				t.Fatalf("kept with %d points, judged %d", x.Score, last.Score)
			}
		}
		if want := w.Rank(v, cs, vandaag, first); !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v\nwant %+v", got, want)
		}
	})
	if stopped == 0 {
		t.Error("somebody far off was always looked at")
	}
}

// Of a large pool most are passed over at a glance, and rightly.
func TestBesteAtAGlance(t *testing.T) {
	v, cs := wereld(5_000)
	v.Interesses, v.Ervaring, v.Opvoeding = interesses[:2], ervaring[:2], opvoeding[:3]
	b, glance := Standaard().Beste(&v, vandaag, 20), 0
	offers := make([]Aanbod, len(cs))
	for i := range cs {
		offers[i] = Bied(&cs[i].Steun)
		g := b.Grenzen(cs[i].Paar.Reisband)
		if !b.Kans(offers[i].Schets(), RangPast, &g) {
			glance++
			continue
		}
		b.Zie(&offers[i], cs[i].Paar, i)
	}
	var got []Verdict
	for _, x := range b.Lijst() {
		got = append(got, b.Oordeel(&offers[x.At], &cs[x.At].Paar))
	}
	if want := Rank(v, cs, vandaag, 20); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	if glance < 2_500 {
		t.Errorf("only %d of %d passed over", glance, len(cs))
	}
}

// Nothing that is weighed gets lost on the way to a byte and back.
func TestAanbodEnTerug(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, s, p := vraagUit(t), steunUit(t, 2), paarUit(t)
		a := Bied(&s)
		again := a.Steun()
		if b := Bied(&again); !reflect.DeepEqual(a, b) {
			t.Fatalf("%+v became %+v", a, b)
		}
		if got, want := Judge(v, again, p, vandaag), Judge(v, s, p, vandaag); !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v became %+v", want, got)
		}
	})
}
