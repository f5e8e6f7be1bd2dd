package matching

import "buurtdorp/internal/term"

// The hard constraints about being somewhere together: when, how far, with whom.

// keerSamen is how often a month a dagdeel comes round for both.
func keerSamen(a, b term.Weken) int {
	a, b = elke(a), elke(b)
	switch {
	case a == term.WekenElke && b == term.WekenElke:
		return 4
	case a == b || a == term.WekenElke || b == term.WekenElke:
		return 2
	}
	return 0
}

func elke(w term.Weken) term.Weken {
	if w == "" {
		return term.WekenElke
	}
	return w
}

// momentSamen (H6): at least one dagdeel, and together as often as was asked.
func (p *pair) momentSamen() uitkomst {
	shared := count(p.v.dagdelen & p.dagdelen)
	switch {
	case p.v.dagdelen == 0:
		return p.onbekend(vraagDagdelenVraag)
	case p.dagdelen == 0:
		return p.onbekend(vraagDagdelenSteun)
	case shared == 0:
		return nee(h6Geen)
	case p.keerSamen == 0:
		return nee(h6Weken)
	case shared*p.keerSamen < p.v.KeerPerMaand:
		return nee(h6Minder)
	}
	return ja(h6Ja)
}

// teVerAlleen: how long a child that is brought by bike may be on the way.
const teVerAlleen = 15

// reisbaar (H7): no longer than either wants; and without a car a young child is
// fetched, or lives near.
func (p *pair) reisbaar() uitkomst {
	limit := p.v.maxReis
	if p.Aanbod.maxReis > 0 {
		limit = min(limit, int(p.Aanbod.maxReis))
	}
	near := p.paar.Reisband == term.ReisbandZelfdeDorp
	unknown := p.paar.Minuten < 0 && !near
	if p.paar.Minuten > limit {
		return nee(h7TeLang)
	}
	mustBring := !p.haalt && (p.v.jong || p.v.jongOnbekend)
	switch {
	case unknown && p.bandOnbekend():
		return p.onbekend(vraagPlaats)
	case unknown:
		return p.onbekend(vraagReis)
	case !mustBring || p.v.vervoer&auto != 0 || p.paar.Minuten <= teVerAlleen && p.v.vervoer != 0 || near:
		return ja(h7Ja)
	case p.v.vervoer == 0:
		return p.onbekend(h7VraagAuto)
	case !p.v.jong:
		return p.onbekend(vraagLeeftijd)
	}
	return nee(h7GeenAuto)
}

func (p *pair) bandOnbekend() bool {
	return p.paar.Reisband == term.ReisbandOnbekend || p.paar.Reisband == ""
}

// kinderenWelkom (H8): every child's age, and all of them together.
func (p *pair) kinderenWelkom() uitkomst {
	s := p.Aanbod
	if len(p.v.Kinderen) == 0 {
		return p.onbekend(vraagLeeftijd)
	}
	for _, k := range p.v.Kinderen {
		if k.Leeftijd < 0 {
			continue
		}
		if s.leeftijdVan >= 0 && k.Leeftijd < int(s.leeftijdVan) || s.leeftijdTot >= 0 && k.Leeftijd > int(s.leeftijdTot) {
			return nee(h8Leeftijd)
		}
	}
	switch {
	case s.maxKinderen > 0 && len(p.v.Kinderen) > int(s.maxKinderen):
		return nee(h8Aantal)
	case p.v.jongOnbekend:
		return p.onbekend(vraagLeeftijd)
	case s.leeftijdVan < 0 || s.leeftijdTot < 0 || s.maxKinderen == 0:
		return p.onbekend(h8VraagSteun)
	}
	return ja(h8Ja)
}
