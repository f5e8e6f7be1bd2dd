package matching

import "buurtdorp/internal/term"

// The keys of the hard constraints, as domain.md numbers them.
const (
	H1  = "H1"
	H2  = "H2"
	H3  = "H3"
	H4  = "H4"
	H5  = "H5"
	H6  = "H6"
	H7  = "H7"
	H8  = "H8"
	H9  = "H9"
	H10 = "H10"
	H11 = "H11"
	H12 = "H12"
)

// uitkomst of a hard constraint. door is filled in only where it differs from the
// constraint's own.
type uitkomst struct {
	drie term.Drie
	door term.Waivable
	zin  zin
}

// eisen are the hard constraints and who may set a NEE aside. The cheap ones and
// those nobody may set aside come first, so that a long list is short work.
var eisen = [12]struct {
	key  string
	door term.Waivable
	kijk func(*pair) uitkomst
}{
	{H1, term.WaivableNever, (*pair).beschikbaar},
	{H2, term.WaivableNever, (*pair).plek},
	{H3, term.WaivableNever, (*pair).magSamen},
	{H4, term.WaivableParent, (*pair).nietEigenDorp},
	{H5, term.WaivableNever, (*pair).veiligInHuis},
	{H6, term.WaivableMatcher, (*pair).momentSamen},
	{H7, term.WaivableMatcher, (*pair).reisbaar},
	{H8, term.WaivableMatcher, (*pair).kinderenWelkom},
	{H9, term.WaivableMatcher, (*pair).hulpGeboden},
	{H10, term.WaivableMatcher, (*pair).taalSamen},
	{H11, term.WaivableNever, (*pair).logerenLater},
	{H12, term.WaivableNever, (*pair).toestemming},
}

// eisReis is the place of H7 in eisen.
const eisReis = 6

func ja(z zin) uitkomst  { return uitkomst{drie: term.DrieJa, zin: z} }
func nee(z zin) uitkomst { return uitkomst{drie: term.DrieNee, zin: z} }

// onbekend is always a question.
func (p *pair) onbekend(vragen ...zin) uitkomst {
	for _, z := range vragen {
		p.vraag(z)
	}
	return uitkomst{drie: term.DrieOnbekend, zin: vragen[0]}
}

// beschikbaar (H1). An offer that waits to be confirmed is not gone: ask.
func (p *pair) beschikbaar() uitkomst {
	s := p.Aanbod
	switch {
	case s.state == stateBevestigen || s.state == 0:
		return p.onbekend(h1VraagNog)
	case s.state != stateBeschikbaar:
		return nee(h1NietBeschikbaar)
	case s.screening == antwoordNee:
		return nee(h1Screening)
	case s.vog == antwoordNee:
		return nee(h1Vog)
	case s.screening != antwoordJa || s.vog != antwoordJa:
		return p.onbekend(h1VraagScreening)
	}
	return ja(h1Ja)
}

// plek (H2).
func (p *pair) plek() uitkomst {
	switch {
	case p.capaciteit < 0:
		return p.onbekend(h2Vraag)
	case p.bezet >= p.capaciteit:
		return nee(h2Vol)
	}
	return ja(h2Ja)
}

// magSamen (H3). After a no one may try again, but not without a new reason.
func (p *pair) magSamen() uitkomst {
	switch {
	case p.v.FamilyID == p.familyID && p.v.FamilyID != [16]byte{}:
		return nee(h3Zelfde)
	case p.paar.Geblokkeerd:
		return nee(h3Geblokkeerd)
	case p.paar.EerderAfgewezen:
		return uitkomst{term.DrieNee, term.WaivableMatcher, h3Afgewezen}
	}
	return ja(h3Ja)
}

// nietEigenDorp (H4).
func (p *pair) nietEigenDorp() uitkomst {
	if !p.v.NietEigenDorp && !p.Aanbod.nietEigenDorp {
		return ja(h4Ja)
	}
	band, here, there := p.paar.Reisband, p.v.Plaats, p.plaats
	switch {
	case band == term.ReisbandZelfdeDorp, here != "" && here == there:
		return nee(h4Zelfde)
	case here != "" && there != "", band != "" && band != term.ReisbandOnbekend:
		return ja(h4Ja)
	}
	return p.onbekend(vraagPlaats)
}

// veiligInHuis (H5): a NEE on health beats every question, a question beats fear.
// Fear is for the parent to set aside, but not before anybody knows which animals.
func (p *pair) veiligInHuis() uitkomst {
	v, s := &p.v, p.Aanbod
	rolstoel := v.Rolstoel || v.zorgtaken&metRolstoel != 0
	switch {
	case v.allergie&p.dieren&^anderDier != 0:
		return nee(h5Dier)
	case v.Astma && s.rookt == antwoordJa:
		return nee(h5Roken)
	case rolstoel && s.toegankelijk == antwoordNee:
		return nee(h5Huis)
	case v.zorgtaken&^p.zorgtaken != 0 && s.zorgtakenBekend:
		return nee(h5Zorgtaak)
	}
	open := uitkomst{}
	vraag := func(missing bool, z zin) {
		if !missing {
			return
		}
		if u := p.onbekend(z); open.drie == "" {
			open = u
		}
	}
	vraag(!v.ZorgBekend, h5VraagZorg)
	vraag((v.bangVoor|v.allergie)&p.dieren&anderDier != 0, h5VraagAnderDier)
	vraag((v.bangVoor|v.allergie) != 0 && !s.dierenBekend, vraagDieren)
	vraag(v.Astma && s.rookt == antwoordWeetNiet, h5VraagRoken)
	vraag(rolstoel && s.toegankelijk == antwoordWeetNiet, h5VraagHuis)
	vraag(v.zorgtaken&^p.zorgtaken != 0, h5VraagZorgtaak)
	if open.drie != "" {
		return open
	}
	if v.bangVoor&p.dieren != 0 {
		return uitkomst{term.DrieNee, term.WaivableParent, h5Bang}
	}
	return ja(h5Ja)
}

// hulpGeboden (H9).
func (p *pair) hulpGeboden() uitkomst {
	switch {
	case p.v.soorten == 0:
		return p.onbekend(vraagHulpGezocht)
	case p.soorten == 0:
		return p.onbekend(vraagHulpGeboden)
	case p.v.soorten&p.soorten == 0:
		return nee(h9Nee)
	}
	return ja(h9Ja)
}

// taalSamen (H10).
func (p *pair) taalSamen() uitkomst {
	switch {
	case p.v.TolkOfTaalmaatje:
		return ja(h10Tolk)
	case len(p.v.talen) == 0:
		return p.onbekend(vraagTalenVraag)
	case len(p.Aanbod.talen) == 0:
		return p.onbekend(vraagTalenSteun)
	case p.samen(p.v.talen) == 0:
		return nee(h10Nee)
	}
	return ja(h10Ja)
}

// logerenLater (H11): a new pair starts with a trial, and nobody stays the night in
// it. It stands in the way when nothing else was asked that is offered here.
func (p *pair) logerenLater() uitkomst {
	switch {
	case p.v.soorten&logeren == 0:
		return ja(h11NietGevraagd)
	case p.soorten&logeren != 0:
		return ja(h11Later)
	case p.soorten == 0:
		return p.onbekend(h11Vraag)
	case p.v.soorten&p.soorten != 0:
		return ja(h11AndereHulp)
	}
	return nee(h11Nee)
}

// toestemming (H12) of both, and the authority over the children.
func (p *pair) toestemming() uitkomst {
	switch term.DrieNee {
	case p.v.Toestemming:
		return nee(h12Vraag)
	case p.v.Gezag:
		return nee(h12Gezag)
	case p.Aanbod.toestemming.drie():
		return nee(h12Steun)
	}
	open := uitkomst{}
	for _, c := range []struct {
		drie  term.Drie
		vraag zin
	}{{p.v.Toestemming, h12VraagVraag}, {p.v.Gezag, h12VraagGezag}, {p.Aanbod.toestemming.drie(), h12VraagSteun}} {
		if c.drie == term.DrieJa {
			continue
		}
		if u := p.onbekend(c.vraag); open.drie == "" {
			open = u
		}
	}
	if open.drie != "" {
		return open
	}
	return ja(h12Ja)
}

// samen counts which of these languages the steungezin speaks too.
func (p *pair) samen(talen []string) (n int) {
	for _, t := range talen {
		if p.spreekt(t) {
			n++
		}
	}
	return n
}

func (p *pair) spreekt(taal string) bool {
	for _, t := range p.Aanbod.talen {
		if t == taal {
			return true
		}
	}
	return false
}
