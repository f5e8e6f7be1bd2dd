package matching

import "buurtdorp/internal/term"

// The preferences about being somewhere together: how far, when, with what help.

// reis: full marks in the village, nothing at 15 km or 25 minutes, whichever is first.
func (p *pair) reis() oordeel {
	byRoad, byClock := heel, heel
	switch p.paar.Reisband {
	case term.ReisbandZelfdeDorp:
		return deel(heel, reisDorp)
	case term.ReisbandTot5Km:
		byRoad = 900
	case term.ReisbandTot10Km:
		byRoad = 600
	case term.ReisbandTot15Km:
		byRoad = 200
	case term.ReisbandVerder:
		byRoad = 0
	default:
		if p.paar.Minuten < 0 {
			return p.nogVragen(vraagPlaats)
		}
	}
	if m := p.paar.Minuten; m >= 0 {
		byClock = min(heel, max(0, (25-m)*50))
	}
	z := reisBand
	switch {
	case p.bandOnbekend():
		z = reisTijd
	case byClock < half && byClock < byRoad:
		z = reisLang
	}
	return deel(min(byRoad, byClock), z)
}

// momenten: one shared dagdeel is half, as often as asked is good, and a moment to
// spare for when somebody is ill makes it full.
func (p *pair) momenten() oordeel {
	if p.v.dagdelen == 0 {
		return p.nogVragen(vraagDagdelenVraag)
	}
	if p.dagdelen == 0 {
		return p.nogVragen(vraagDagdelenSteun)
	}
	asked := p.v.KeerPerMaand
	if asked == 0 {
		asked = keerSamen(p.v.Weken, p.v.Weken)
	}
	shared := count(p.v.dagdelen & p.dagdelen)
	times := shared * p.keerSamen
	switch {
	case times == 0:
		return deel(0, momentGeen)
	case times < asked:
		return deel(half+300*times/asked, momentMinder)
	case times-p.keerSamen >= asked:
		return deel(heel, momentOver)
	case p.v.dagdelen&^p.dagdelen == 0:
		return deel(heel, momentGenoeg)
	}
	return deel(800, momentGenoeg)
}

// hulp: what both name of all either names, times how often of what was asked; and
// a little for a steungezin that stays at least a year. Where one of the two is not
// known it counts as the middle of what it may turn out to be.
func (p *pair) hulp() oordeel {
	kinds, kindsKnown := p.soortenGedeeld()
	often, oftenKnown := p.vaakGenoeg()
	fit := kinds * often / heel
	switch {
	case !kindsKnown && !oftenKnown:
		fit = half
	case !kindsKnown:
		fit = often / 2
	case !oftenKnown:
		fit = kinds / 2
	}
	year := half
	if p.maanden > 0 {
		year = heel * min(int(p.maanden), 12) / 12
	}
	o := deel((85*fit+15*year)/100, hulpJa)
	switch {
	case p.v.soorten == 0:
		o.drie, o.zin = term.DrieOnbekend, vraagHulpGezocht
	case p.soorten == 0:
		o.drie, o.zin = term.DrieOnbekend, vraagHulpGeboden
	case kinds == 0:
		o.drie, o.zin = term.DrieNee, hulpAnders
	case p.v.KeerPerMaand == 0:
		o.drie, o.zin = term.DrieOnbekend, hulpVraagVaakVraag
	case p.keerPerMaand == 0:
		o.drie, o.zin = term.DrieOnbekend, hulpVraagVaakSteun
	case often < heel:
		o.zin = hulpMinder
	}
	if o.drie == term.DrieOnbekend {
		p.vraag(o.zin)
	}
	return o
}

func (p *pair) soortenGedeeld() (duizendste int, known bool) {
	if p.v.soorten == 0 || p.soorten == 0 {
		return 0, false
	}
	return heel * count(p.v.soorten&p.soorten) / count(p.v.soorten|p.soorten), true
}

func (p *pair) vaakGenoeg() (duizendste int, known bool) {
	asked, offered := p.v.KeerPerMaand, int(p.keerPerMaand)
	if asked == 0 || offered == 0 {
		return heel, false
	}
	return heel * min(offered, asked) / asked, true
}
