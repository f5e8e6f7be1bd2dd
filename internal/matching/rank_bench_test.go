package matching

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"buurtdorp/internal/term"
)

// wereld makes n candidates who differ in everything, and one family that asks.
func wereld(n int) (Vraag, []Candidate) {
	r := rand.New(rand.NewPCG(1, 2))
	v, s, _ := goed()
	v.Dagdelen = dagdelen[4:9]
	cs := make([]Candidate, n)
	for i := range cs {
		c := &cs[i]
		c.Steun = s
		c.Steun.ID[0], c.Steun.ID[1], c.Steun.ID[2] = byte(i>>16), byte(i>>8), byte(i)
		c.Steun.Bezet = r.IntN(3) / 2
		c.Steun.Dagdelen = words(dagdelen, r.Uint32()&r.Uint32())
		c.Steun.Soorten = words(soorten, r.Uint32())
		c.Steun.Talen = [][]string{{"nl"}, {"nl", "en"}, {"nl", "ar"}, {"pl"}}[r.IntN(4)]
		c.Steun.Dieren = words(dieren, r.Uint32()&r.Uint32()&r.Uint32())
		c.Steun.Opvoeding = words(opvoeding, r.Uint32())
		c.Steun.Interesses = words(interesses, r.Uint32()&r.Uint32())
		c.Steun.Ervaring = words(ervaring, r.Uint32()&r.Uint32())
		c.Steun.EigenKinderen = []int{r.IntN(18), r.IntN(18)}
		c.Steun.Haalt = r.IntN(2) == 0
		c.Paar = Paar{Reisband: term.All[term.Reisband]()[r.IntN(5)], Minuten: 5 + 5*r.IntN(8)}
	}
	return v, cs
}

func BenchmarkRank(b *testing.B) {
	for _, n := range []int{40, 1_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			v, cs := wereld(n)
			b.ReportAllocs()
			for b.Loop() {
				Rank(v, cs, vandaag, 20)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/candidate")
		})
	}
}

// rangVan reads the rang from what a person gets to see.
func rangVan(v Verdict) (r Rang) {
	for _, h := range v.Hard {
		switch {
		case h.Outcome != term.DrieNee:
		case h.Key == H7:
			return RangTeVer
		default:
			r = RangOpzij
		}
	}
	return r
}

// The best of many are those one would find by looking at every one of them.
func TestDeBesteUitVelen(t *testing.T) {
	v, cs := wereld(2_000)
	var all []hit
	for i, c := range cs {
		if got := Judge(v, c.Steun, c.Paar, vandaag); got.Band != term.BandPastNiet {
			all = append(all, hit{rangVan(got), got.Score, got.SteunID, i})
		}
	}
	slices.SortFunc(all, func(a, b hit) int { return a.order(&b) })
	if len(all) < 500 {
		t.Fatalf("only %d candidates left", len(all))
	}
	for _, first := range []int{1, 2, 3, 20, 500, len(all), 2_000} {
		got := Rank(v, cs, vandaag, first)
		if len(got) != min(first, len(all)) {
			t.Fatalf("first %d gives %d", first, len(got))
		}
		for i := range got {
			if got[i].SteunID != all[i].id || got[i].Score != all[i].score {
				t.Fatalf("first %d: number %d has %d points, want %d", first, i+1, got[i].Score, all[i].score)
			}
		}
	}
}

// A longer list costs no more memory: what is allocated is for the ones returned.
func TestRankAllocatesForTheAnswerOnly(t *testing.T) {
	v, short := wereld(1_000)
	_, long := wereld(10_000)
	a := testing.AllocsPerRun(3, func() { Rank(v, short, vandaag, 5) })
	b := testing.AllocsPerRun(3, func() { Rank(v, long, vandaag, 5) })
	if b > a+20 {
		t.Errorf("%v allocations for 1,000 candidates, %v for 10,000", a, b)
	}
}
