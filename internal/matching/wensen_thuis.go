package matching

import "buurtdorp/internal/term"

// The preferences about whom and what a child finds at home.

// leeftijdsverschil between children who can still play together.
const leeftijdsverschil = 2

// kinderen: a playmate when one is wanted, rest when that is.
func (p *pair) kinderen() oordeel {
	unknown := p.eigen == 0 && !p.eigenBekend
	switch p.v.Gezelschap {
	case term.GezelschapMaaktNietUit:
		return deel(heel, kindMaaktNietUit)
	case term.GezelschapRust:
		switch {
		case unknown:
			return p.nogVragen(kindVraagEigen)
		case p.eigen != 0:
			return deel(0, kindGeenRust)
		}
		return deel(heel, kindRust)
	case term.GezelschapSpeelkameraad:
		switch {
		case unknown:
			return p.nogVragen(kindVraagEigen)
		case len(p.v.Kinderen) == 0 || p.v.jongOnbekend:
			return p.nogVragen(vraagLeeftijd)
		}
		mates := p.speelkameraden()
		switch mates {
		case 0:
			return deel(0, kindAlleen)
		case len(p.v.Kinderen):
			return deel(heel, kindSamen)
		}
		return deel(heel*mates/len(p.v.Kinderen), kindDeels)
	}
	return p.nogVragen(kindVraagGezelschap)
}

// speelkameraden counts the children who would find somebody of about their age.
func (p *pair) speelkameraden() (n int) {
	for _, k := range p.v.Kinderen {
		if p.eigen&rondom(k.Leeftijd) != 0 {
			n++
		}
	}
	return n
}

// rondom are the children of about that age, as bits of eigen.
func rondom(age int) (set uint32) {
	for a := max(age-leeftijdsverschil, -1); a <= min(age+leeftijdsverschil, oudste); a++ {
		set |= 1 << (a + 1)
	}
	return set
}

// thuistaal: beyond the minimum of H10, the language a family speaks at home.
func (p *pair) thuistaal() oordeel {
	switch {
	case len(p.v.talen) == 0:
		return p.nogVragen(vraagTalenVraag)
	case len(p.Aanbod.talen) == 0:
		return p.nogVragen(vraagTalenSteun)
	}
	if shared := p.samen(p.v.thuis); shared > 0 {
		return deel(gedeeld(shared, len(p.v.thuis)), taalThuis)
	}
	if p.samen(p.v.talen) > 0 {
		return deel(half, taalNederlands)
	}
	return deel(0, taalGeen)
}

// huis: of the wishes that were said, how many this house meets.
func (p *pair) huis() oordeel {
	w := p.v.HuisWens
	wishes, sum, unknown := 0, 0, false
	add := func(wish *bool, have antwoord) {
		if wish == nil {
			return
		}
		wishes++
		switch have {
		case antwoordWeetNiet:
			sum, unknown = sum+half, true
		case vanBool(wish):
			sum += heel
		}
	}
	if w.Tuin != nil && *w.Tuin {
		add(w.Tuin, p.tuin)
	}
	add(w.Rustig, p.rustig)
	switch {
	case p.dieren != 0:
		add(w.Huisdieren, antwoordJa)
	case p.dierenBekend:
		add(w.Huisdieren, antwoordNee)
	default:
		add(w.Huisdieren, antwoordWeetNiet)
	}
	switch {
	case wishes == 0:
		return p.nogVragen(huisVraagVraag)
	case unknown:
		o := p.nogVragen(huisVraagSteun)
		o.duizendste = sum / wishes
		return o
	case sum == 0:
		return deel(0, huisAnders)
	case sum < wishes*heel:
		return deel(sum/wishes, huisDeels)
	}
	return deel(heel, huisJa)
}
