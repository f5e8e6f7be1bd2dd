package matching

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/term"
)

// Reis tells what would lie between two families who travel otherwise than they do
// now: the matching knows no map.
type Reis func(v *Vraag, s *Steun) Paar

// Helpt is one change, on one side, that would bring families together who cannot be
// proposed now. Nothing is changed: a person asks whether it can be so.
type Helpt struct {
	// Kant is who would change something, or has an answer that nobody knows yet.
	Kant term.Kant
	Key  string
	// Erbij are the families it brings, who fits best first.
	Erbij []uuid.UUID
	// Hoogstens: it hangs on an answer, so these or fewer.
	Hoogstens bool
	Zin       string
}

// Aanbieders are offers one after the other, each with what lies between it and the
// vraaggezin.
type Aanbieders = iter.Seq2[*Aanbod, *Paar]

// Wacht is a vraaggezin, and what lies between it and the steungezin.
type Wacht struct {
	Vraag Vraag
	Paar  Paar
}

// ZouHelpen tells which single change would bring a vraaggezin more steungezinnen that
// may be proposed without a waiver: a change of its own, or one that a steungezin might
// be asked for. Most first, and of two that bring as much the smallest to ask.
func (w Weights) ZouHelpen(v Vraag, offers Aanbieders, reis Reis, asOf time.Time) []Helpt {
	now := newPair(&v, asOf)
	var near []Candidate // cannot be proposed now, and a change might help
	for a, paar := range offers {
		if now.beside(a, paar); !now.kan() && !now.vast() {
			near = append(near, Candidate{a.Steun(), *paar})
		}
	}
	var found []Helpt
	ladder := ladders{}
	for _, change := range vraagKan(&v) {
		other := v
		change.vraag(&other)
		x := newPair(&other, asOf)
		got := w.erbij(len(near), func(i int) (uuid.UUID, int, bool) {
			c := &near[i]
			paar := c.Paar
			if change.reist {
				paar = anders(paar, reis(&other, &c.Steun))
			}
			return w.wouldFit(x, &c.Steun, &paar)
		})
		found = ladder.add(found, change, got)
	}
	for _, change := range steunKan(&v) {
		got := w.erbij(len(near), func(i int) (uuid.UUID, int, bool) {
			c := &near[i]
			other, paar := c.Steun, c.Paar
			if !change.steun(&other) {
				return uuid.Nil, 0, false
			}
			if change.reist {
				paar = anders(paar, reis(&v, &other))
			}
			return w.wouldFit(now, &other, &paar)
		})
		found = ladder.add(found, change, got)
	}
	return meesteEerst(found)
}

// ZouHelpenSteun tells which single change of a steungezin would make it fit more
// vraaggezinnen that wait.
func (w Weights) ZouHelpenSteun(s Steun, waiting []Wacht, reis Reis, asOf time.Time) []Helpt {
	type asker struct {
		*Wacht
		x *pair
	}
	var near []asker
	for i := range waiting {
		x := newPair(&waiting[i].Vraag, asOf)
		if x.meet(&s, &waiting[i].Paar); !x.kan() && !x.vast() {
			near = append(near, asker{&waiting[i], x})
		}
	}
	var found []Helpt
	ladder := ladders{}
	for _, change := range steunKan(nil) {
		other := s
		if !change.steun(&other) {
			continue
		}
		got := w.erbij(len(near), func(i int) (uuid.UUID, int, bool) {
			paar := near[i].Paar
			if change.reist {
				paar = anders(paar, reis(&near[i].Vraag, &other))
			}
			_, score, fits := w.wouldFit(near[i].x, &other, &paar)
			return near[i].Vraag.ID, score, fits
		})
		found = ladder.add(found, change, got)
	}
	return meesteEerst(found)
}

// Enige tells which candidate is the only one that may be proposed to a vraaggezin
// without a waiver; false when there are none, or more.
func Enige(v Vraag, offers Aanbieders, asOf time.Time) (only uuid.UUID, is bool) {
	x := newPair(&v, asOf)
	for a, paar := range offers {
		if x.beside(a, paar); !x.kan() {
			continue
		}
		if is {
			return uuid.Nil, false
		}
		only, is = a.id, true
	}
	return only, is
}

// kan is MagVoorstellen without waivers, and without a word.
func (p *pair) kan() bool {
	for i := range eisen {
		if u := p.eis(i); u.drie != term.DrieJa && (u.drie == term.DrieNee || u.door == term.WaivableNever) {
			return false
		}
	}
	return true
}

// vast: a no that no change here may touch. Somebody's safety, a place that is taken,
// a yes that was not given: these are how they are, and nobody is talked out of them.
func (p *pair) vast() bool {
	for i := range eisen {
		switch eisen[i].key {
		case H1, H2, H3, H5, H12:
			if p.eis(i).drie == term.DrieNee {
				return true
			}
		}
	}
	return false
}

func (w Weights) wouldFit(x *pair, s *Steun, paar *Paar) (uuid.UUID, int, bool) {
	if x.meet(s, paar); !x.kan() {
		return uuid.Nil, 0, false
	}
	points := w.list()
	return s.ID, x.score(&points), true
}

// anders is the journey as it would be; who said what before stays.
func anders(now, then Paar) Paar {
	now.Reisband, now.Minuten, now.Geschat = then.Reisband, then.Minuten, then.Geschat
	return now
}

// erbij gathers whom a change brings, who fits best first.
func (w Weights) erbij(n int, try func(i int) (uuid.UUID, int, bool)) []uuid.UUID {
	var hits []hit
	for i := range n {
		if id, score, fits := try(i); fits {
			hits = append(hits, hit{score: score, id: id})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int { return a.order(&b) })
	ids := make([]uuid.UUID, len(hits))
	for i, h := range hits {
		ids[i] = h.id
	}
	return ids
}

// ladders holds, for changes that go in steps, what the step before brought.
type ladders map[string]int

// add puts a change on the list when it brings somebody, and more than a smaller step.
func (l ladders) add(found []Helpt, c wijziging, erbij []uuid.UUID) []Helpt {
	if len(erbij) == 0 || c.trap != "" && len(erbij) <= l[c.trap] {
		return found
	}
	if c.trap != "" {
		l[c.trap] = len(erbij)
	}
	return append(found, Helpt{Kant: c.kant, Key: c.key, Erbij: erbij, Hoogstens: c.hoogstens, Zin: c.zeg(len(erbij))})
}

func meesteEerst(found []Helpt) []Helpt {
	slices.SortStableFunc(found, func(a, b Helpt) int { return cmp.Compare(len(b.Erbij), len(a.Erbij)) })
	return found
}
