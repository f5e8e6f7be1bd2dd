package matching

import (
	"slices"
	"time"

	"buurtdorp/internal/term"
)

// asked is a vraag made ready to be held beside many candidates.
type asked struct {
	*Vraag
	soorten, dagdelen, vervoer, bangVoor, allergie, zorgtaken uint32
	opvoeding, interesses, ervaring                           uint32
	// talen has every language once; thuis leaves out Dutch when there is another.
	talen, thuis []string
	// maxReis is how long the vraaggezin travels at most.
	maxReis int
	// jong: a child too young to come by itself. jongOnbekend: some age is not known.
	jong, jongOnbekend bool
}

const (
	standaardMaxReis = 25 // minutes
	zelfstandig      = 10 // years: from here a child can come by itself
)

func ask(v *Vraag) asked {
	a := asked{
		Vraag:      v,
		soorten:    bits(soorten, v.Soorten),
		dagdelen:   week(v.Dagdelen),
		vervoer:    bits(vervoer, v.Vervoer),
		bangVoor:   bits(dieren, v.BangVoor),
		allergie:   bits(dieren, v.AllergieDier),
		zorgtaken:  bits(zorgtaken, v.Zorgtaken),
		opvoeding:  bits(opvoeding, v.Opvoeding),
		interesses: bits(interesses, v.Interesses),
		ervaring:   bits(ervaring, v.Ervaring),
		maxReis:    v.MaxReisMinuten,
	}
	if a.maxReis <= 0 {
		a.maxReis = standaardMaxReis
	}
	for _, t := range v.Talen {
		if !slices.Contains(a.talen, t) {
			a.talen = append(a.talen, t)
		}
	}
	a.thuis = slices.DeleteFunc(slices.Clone(a.talen), func(t string) bool { return t == nederlands })
	if len(a.thuis) == 0 {
		a.thuis = a.talen
	}
	for _, k := range v.Kinderen {
		a.jong = a.jong || k.Leeftijd >= 0 && k.Leeftijd < zelfstandig
		a.jongOnbekend = a.jongOnbekend || k.Leeftijd < 0
	}
	return a
}

const nederlands = "nl"

// pair is a vraaggezin and the candidate it is held beside. One pair serves a whole
// list: meet puts the next candidate in it.
type pair struct {
	v    asked
	asOf time.Time

	*Aanbod
	own  Aanbod // of a steungezin that was not made ready before
	paar *Paar
	// keerSamen is how often a month one shared dagdeel comes round.
	keerSamen int

	// uitleg: somebody will read this, so gather the questions.
	uitleg bool
	vragen []string
}

func newPair(v *Vraag, asOf time.Time) *pair { return &pair{v: ask(v), asOf: asOf} }

func (p *pair) meet(s *Steun, paar *Paar) {
	p.own = Bied(s)
	p.beside(&p.own, paar)
}

func (p *pair) beside(a *Aanbod, paar *Paar) {
	p.Aanbod, p.paar = a, paar
	p.keerSamen = keerSamen(p.v.Weken, woordOp(weken, a.weken))
}

// rang is where a pair comes in a list. ok is false when something stands in the way that
// nobody may set aside.
func (p *pair) rang() (r Rang, ok bool) {
	for i := range eisen {
		switch u := p.eis(i); {
		case u.drie != term.DrieNee:
		case u.door == term.WaivableNever:
			return 0, false
		case i == eisReis:
			r = RangTeVer
		default:
			r = max(r, RangOpzij)
		}
	}
	return r, true
}

func (p *pair) eis(i int) uitkomst {
	u := eisen[i].kijk(p)
	if u.door == "" {
		u.door = eisen[i].door
	}
	return u
}

func (p *pair) score(weights *[11]int) int {
	sum := 0
	for i := range wensen {
		sum += points(weights[i], wensen[i].kijk(p).duizendste)
	}
	return sum
}

// points rounds to whole points, a half up, so that the parts people see are the
// parts the score is made of.
func points(most, duizendste int) int { return (most*duizendste + 500) / 1000 }

// verdict is the same judgement with all its reasons.
func (p *pair) verdict(w Weights, a *Aanbod, paar *Paar) Verdict {
	p.beside(a, paar)
	p.uitleg, p.vragen = true, nil
	defer func() { p.uitleg = false }()

	out := Verdict{
		SteunID:  a.id,
		Reisband: paar.Reisband,
		Hard:     make([]Hard, len(eisen)),
		Criteria: make([]Criterion, len(wensen)),
		Weging:   w.Versie,
	}
	if out.Reisband == "" {
		out.Reisband = term.ReisbandOnbekend
	}
	for i := range eisen {
		u := p.eis(i)
		out.Hard[i] = Hard{Key: eisen[i].key, Outcome: u.drie, Waivable: u.door, Reason: p.tekst(u.zin)}
	}
	most := w.list()
	for i := range wensen {
		o := wensen[i].kijk(p)
		c := Criterion{Key: wensen[i].key, Points: points(most[i], o.duizendste), Max: most[i], Match: o.drie, Reason: p.tekst(o.zin)}
		out.Criteria[i] = c
		out.Score += c.Points
	}
	out.Band = w.band(out.Score, out.Hard)
	out.Vragen = p.vragen
	return out
}

// band: what nobody may set aside does not fit; what somebody may set aside fits when
// that is agreed. And nothing fits well while a hard constraint is still a question.
func (w Weights) band(score int, hard []Hard) term.Band {
	open := false
	band := term.BandPastGoed
	for _, h := range hard {
		switch {
		case h.Outcome == term.DrieNee && h.Waivable == term.WaivableNever:
			return term.BandPastNiet
		case h.Outcome == term.DrieNee:
			band = term.BandPastMetAfspraak
		case h.Outcome == term.DrieOnbekend:
			open = true
		}
	}
	switch {
	case band == term.BandPastMetAfspraak || score < w.PastVanaf:
		return term.BandPastMetAfspraak
	case open || score < w.GoedVanaf:
		return term.BandPast
	}
	return band
}

// vraag notes what to ask, each question once.
func (p *pair) vraag(z zin) {
	if p.uitleg && !slices.Contains(p.vragen, string(z)) {
		p.vragen = append(p.vragen, string(z))
	}
}
