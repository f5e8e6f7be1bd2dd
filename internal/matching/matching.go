// Package matching says how well a steungezin fits a vraaggezin, and why.
//
// Twelve hard constraints are yes, no or not known yet; not known is a question to
// ask and never a no. Eleven preferences give points, 100 together, each with one
// sentence. The score is the sum of the points, the same input gives the same order,
// and nothing here reads a clock, a database or a map: the caller brings how far it
// is and what day it is.
//
// It suggests. A person decides, in her own words (art. 22 AVG). It knows no names,
// origin, belief, income, diagnosis, school or looks, so it cannot weigh them.
package matching

import (
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/term"
)

// Candidate is a steungezin, and what lies between it and the vraaggezin.
type Candidate struct {
	Steun Steun
	Paar  Paar
}

// Verdict is what there is to say of one pair.
type Verdict struct {
	SteunID uuid.UUID
	// Score is 0 to 100, the sum of the points of Criteria.
	Score    int
	Band     term.Band
	Reisband term.Reisband
	// Criteria are the eleven preferences, the heaviest first.
	Criteria []Criterion
	// Hard are the twelve hard constraints, H1 to H12.
	Hard []Hard
	// Vragen is what nobody knows yet, each question once, the hard ones first.
	Vragen []string
	// Weging is the version of the weights the points were given with.
	Weging int
}

// Criterion is one preference: its points, and why.
type Criterion struct {
	Key         string
	Points, Max int
	Match       term.Drie
	Reason      string
}

// Hard is one hard constraint. Waivable says who may set a NEE aside.
type Hard struct {
	Key      string
	Outcome  term.Drie
	Waivable term.Waivable
	Reason   string
}

// Judge weighs one pair with the standard weights.
func Judge(v Vraag, s Steun, p Paar, asOf time.Time) Verdict {
	return Standaard().Judge(v, s, p, asOf)
}

// Rank lists the best candidates with the standard weights.
func Rank(v Vraag, cs []Candidate, asOf time.Time, first int) []Verdict {
	return Standaard().Rank(v, cs, asOf, first)
}

// Judge weighs one pair, also one that does not fit: then it says why not.
func (w Weights) Judge(v Vraag, s Steun, p Paar, asOf time.Time) Verdict {
	a := Bied(&s)
	return newPair(&v, asOf).verdict(w, &a, &p)
}

// Rang is what comes before points: first those for whom nothing has to be set aside,
// then those for whom somebody has to, and last those who live too far for either of
// the two. A hard constraint is no matter of points.
type Rang uint8

const (
	RangPast Rang = iota
	RangOpzij
	RangTeVer
	rangen = iota
)

// Rank lists the first candidates by Rang, then the highest score first and then by id,
// whatever order they come in. Left out is only what nobody may set aside: a candidate with
// open questions stays, and one that asks for a waiver stays with its NEE in sight.
//
// Every candidate costs arithmetic only; sentences are written for the ones returned.
// Beste finds the same without looking at all of them.
func (w Weights) Rank(v Vraag, cs []Candidate, asOf time.Time, first int) []Verdict {
	x := newPair(&v, asOf)
	hits := w.best(x, cs, first)
	if len(hits) == 0 {
		return nil
	}
	out := make([]Verdict, len(hits))
	for i, h := range hits {
		a := Bied(&cs[h.at].Steun)
		out[i] = x.verdict(w, &a, &cs[h.at].Paar)
	}
	return out
}

func (w Weights) best(x *pair, cs []Candidate, first int) []hit {
	best := newTop(min(first, len(cs)))
	if best.k == 0 {
		return nil
	}
	points := w.list()
	for i := range cs {
		c := &cs[i]
		x.meet(&c.Steun, &c.Paar)
		if r, ok := x.rang(); ok {
			best.add(hit{rang: r, score: x.score(&points), id: c.Steun.ID, at: i})
		}
	}
	return best.sorted()
}
