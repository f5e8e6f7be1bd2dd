package matching

import (
	"time"

	"buurtdorp/internal/term"
)

// The keys of the preferences.
const (
	KeyReis       = "REIS"
	KeyDagdelen   = "DAGDELEN"
	KeyHulp       = "HULP"
	KeyKinderen   = "KINDEREN"
	KeyTaal       = "TAAL"
	KeyOpvoeding  = "OPVOEDING"
	KeyDuur       = "DUUR"
	KeyInteresses = "INTERESSES"
	KeyErvaring   = "ERVARING"
	KeyHuis       = "HUIS"
	KeyBeurt      = "BEURT"
)

// oordeel on a preference: how much of its points, in thousandths, and why. What is
// not known gets half, neither reward nor punishment, and is asked.
type oordeel struct {
	duizendste int
	drie       term.Drie
	zin        zin
}

const half, heel = 500, 1000

// wensen are the preferences, in the order of Weights.
var wensen = [11]struct {
	key  string
	kijk func(*pair) oordeel
}{
	{KeyReis, (*pair).reis},
	{KeyDagdelen, (*pair).momenten},
	{KeyHulp, (*pair).hulp},
	{KeyKinderen, (*pair).kinderen},
	{KeyTaal, (*pair).thuistaal},
	{KeyOpvoeding, (*pair).belangrijk},
	{KeyDuur, (*pair).duur},
	{KeyInteresses, (*pair).hobbys},
	{KeyErvaring, (*pair).ervaren},
	{KeyHuis, (*pair).huis},
	{KeyBeurt, (*pair).beurt},
}

// deel judges a part: half or more of it counts as a match.
func deel(duizendste int, z zin) oordeel {
	drie := term.DrieNee
	if duizendste >= half {
		drie = term.DrieJa
	}
	return oordeel{duizendste, drie, z}
}

// nogVragen is half the points and a question, or two.
func (p *pair) nogVragen(vragen ...zin) oordeel {
	return oordeel{half, term.DrieOnbekend, p.onbekend(vragen...).zin}
}

// gedeeld rewards what is shared: the first thing in common is a start, each next one
// adds less, and everything that was asked is all one can wish. So sharing more never
// costs points.
func gedeeld(shared, asked int) int {
	switch {
	case shared == 0:
		return 0
	case shared >= min(asked, 3):
		return heel
	case shared == 1:
		return 600
	}
	return 850
}

// overlap judges two lists of the same words.
func (p *pair) overlap(asked, offered uint32, vraagVraag, vraagSteun, samen, anders zin) oordeel {
	switch {
	case asked == 0:
		return p.nogVragen(vraagVraag)
	case offered == 0:
		return p.nogVragen(vraagSteun)
	case asked&offered == 0:
		return deel(0, anders)
	}
	return deel(gedeeld(count(asked&offered), count(asked)), samen)
}

func (p *pair) belangrijk() oordeel {
	return p.overlap(p.v.opvoeding, p.opvoeding, opvoedingVraagVraag, opvoedingVraagSteun, opvoedingSamen, opvoedingAnders)
}

func (p *pair) hobbys() oordeel {
	return p.overlap(p.v.interesses, p.interesses, hobbyVraagVraag, hobbyVraagSteun, hobbySamen, hobbyAnders)
}

func (p *pair) ervaren() oordeel {
	return p.overlap(p.v.ervaring, p.ervaring, ervaringVraagVraag, ervaringVraagSteun, ervaringSamen, ervaringAnders)
}

// duur: as long as is needed.
func (p *pair) duur() oordeel {
	switch {
	case p.v.Maanden <= 0:
		return p.nogVragen(duurVraagVraag)
	case p.maanden <= 0:
		return p.nogVragen(duurVraagSteun)
	case int(p.maanden) < p.v.Maanden:
		return deel(heel*int(p.maanden)/p.v.Maanden, duurKorter)
	}
	return deel(heel, duurJa)
}

// langWachten is after how many days waiting weighs in full.
const langWachten = 90

// beurt: who offers help and is left waiting, goes away.
func (p *pair) beurt() oordeel {
	if p.wachtSinds == onbekendSinds || p.asOf.IsZero() {
		return oordeel{half, term.DrieOnbekend, beurtOnbekend}
	}
	days := int(p.asOf.Sub(time.Unix(0, p.wachtSinds)) / (24 * time.Hour))
	if days >= langWachten/2 {
		return deel(heel*min(days, langWachten)/langWachten, beurtLang)
	}
	return deel(heel*max(days, 0)/langWachten, beurtKort)
}
