package matching

import (
	"slices"
	"strconv"

	"buurtdorp/internal/term"
)

// The keys of the changes.
const (
	HelptDagdeel     = "DAGDEEL"
	HelptWeken       = "WEKEN"
	HelptMinderVaak  = "MINDER_VAAK"
	HelptReistijd    = "REISTIJD"
	HelptAuto        = "AUTO"
	HelptHaalt       = "HAALT"
	HelptSoort       = "SOORT"
	HelptTolk        = "TOLK"
	HelptEigenDorp   = "EIGEN_DORP"
	HelptJonger      = "JONGER"
	HelptOuder       = "OUDER"
	HelptKindMeer    = "KIND_MEER"
	HelptBevestigen  = "BEVESTIGEN"
	HelptScreening   = "SCREENING"
	HelptPlek        = "PLEK"
	HelptZorg        = "ZORG"
	HelptDieren      = "DIEREN"
	HelptRoken       = "ROKEN"
	HelptHuis        = "HUIS"
	HelptZorgtaken   = "ZORGTAKEN"
	HelptHulp        = "HULP"
	HelptGezag       = "GEZAG"
	HelptToestemming = "TOESTEMMING"
)

// wijziging is one change. It never makes a yes of a no about somebody's safety,
// health or consent; an answer that nobody knows yet it takes as it might be.
type wijziging struct {
	key       string
	kant      term.Kant
	hoogstens bool
	// reist: it changes how the journey is made, or when: a ferry does not always sail.
	reist bool
	// trap: the ladder of which this is a step; the first step is the smallest.
	trap string
	// als is the end of the sentence.
	als   string
	vraag func(v *Vraag)
	// steun is false when there is nothing to change here.
	steun func(s *Steun) bool
}

// zeg makes the sentence.
func (c wijziging) zeg(n int) string {
	families := " gezinnen"
	if n == 1 {
		families = " gezin"
	}
	start := "+"
	if c.hoogstens {
		start = "Hoogstens +"
	}
	return start + strconv.Itoa(n) + families + " als " + c.als + "."
}

// Steps of a ladder.
const (
	minutenErbij = 5
	tweeStappen  = 2
)

// vraagKan lists what this vraaggezin might change, the easiest to ask first.
func vraagKan(v *Vraag) (list []wijziging) {
	add := func(c wijziging) {
		c.kant = term.KantVraag
		list = append(list, c)
	}
	if !v.ZorgBekend {
		add(wijziging{key: HelptZorg, hoogstens: true, als: "er over gezondheid en zorg gepraat is", vraag: func(v *Vraag) { v.ZorgBekend = true }})
	}
	if v.Gezag != term.DrieJa && v.Gezag != term.DrieNee {
		add(wijziging{key: HelptGezag, hoogstens: true, als: "duidelijk is wie het gezag heeft", vraag: func(v *Vraag) { v.Gezag = term.DrieJa }})
	}
	if v.Toestemming != term.DrieJa && v.Toestemming != term.DrieNee {
		add(wijziging{key: HelptToestemming, hoogstens: true, als: "we van dit gezin mogen zoeken", vraag: func(v *Vraag) { v.Toestemming = term.DrieJa }})
	}
	for _, d := range anderDan(dagdelen, v.Dagdelen) {
		add(wijziging{key: HelptDagdeel, reist: true, als: momenten(week([]term.Dagdeel{d})) + " ook kan", vraag: func(v *Vraag) { v.Dagdelen = met(v.Dagdelen, d) }})
	}
	if elke(v.Weken) != term.WekenElke {
		add(wijziging{key: HelptWeken, als: "het elke week kan", vraag: func(v *Vraag) { v.Weken = term.WekenElke }})
	}
	for n := v.KeerPerMaand - 1; n >= max(1, v.KeerPerMaand-tweeStappen); n-- {
		add(wijziging{key: HelptMinderVaak, trap: HelptMinderVaak, als: strconv.Itoa(n) + " keer per maand ook helpt", vraag: func(v *Vraag) { v.KeerPerMaand = n }})
	}
	most := v.MaxReisMinuten
	if most <= 0 {
		most = standaardMaxReis
	}
	for step := range tweeStappen {
		n := most + (step+1)*minutenErbij
		add(wijziging{key: HelptReistijd, trap: HelptReistijd, als: "de reis " + strconv.Itoa(n) + " minuten mag duren", vraag: func(v *Vraag) { v.MaxReisMinuten = n }})
	}
	for _, x := range anderDan(soorten, v.Soorten) {
		if x == term.SoortLogeren {
			continue // nobody stays the night in a trial, so it brings nobody now
		}
		add(wijziging{key: HelptSoort, als: soortWoord[x] + " ook helpt", vraag: func(v *Vraag) { v.Soorten = met(v.Soorten, x) }})
	}
	if !v.TolkOfTaalmaatje && len(v.Talen) > 0 {
		add(wijziging{key: HelptTolk, als: "er een tolk of taalmaatje meegaat", vraag: func(v *Vraag) { v.TolkOfTaalmaatje = true }})
	}
	if len(v.Vervoer) > 0 && !slices.Contains(v.Vervoer, term.VervoerAuto) {
		add(wijziging{key: HelptAuto, reist: true, als: "iemand met een auto kan brengen", vraag: func(v *Vraag) { v.Vervoer = met(v.Vervoer, term.VervoerAuto) }})
	}
	if v.NietEigenDorp {
		add(wijziging{key: HelptEigenDorp, als: "de ouder het eigen dorp toch goed vindt", vraag: func(v *Vraag) { v.NietEigenDorp = false }})
	}
	return list
}

// steunKan lists what a steungezin might change; for one vraaggezin only what it asks.
func steunKan(v *Vraag) (list []wijziging) {
	add := func(c wijziging) {
		c.kant = term.KantSteun
		list = append(list, c)
	}
	for _, c := range steunWeet {
		add(c)
	}
	for _, d := range dagdelen {
		if v == nil || slices.Contains(v.Dagdelen, d) {
			add(wijziging{key: HelptDagdeel, reist: true, als: "ze ook op " + momenten(week([]term.Dagdeel{d})) + " kunnen", steun: func(s *Steun) bool {
				ok := len(s.Dagdelen) > 0 && !slices.Contains(s.Dagdelen, d)
				s.Dagdelen = met(s.Dagdelen, d)
				return ok
			}})
		}
	}
	add(wijziging{key: HelptWeken, als: "ze elke week kunnen", steun: func(s *Steun) bool {
		ok := elke(s.Weken) != term.WekenElke
		s.Weken = term.WekenElke
		return ok
	}})
	add(wijziging{key: HelptHaalt, reist: true, als: "ze het kind halen en brengen", steun: func(s *Steun) bool {
		ok := !s.Haalt
		s.Haalt = true
		return ok
	}})
	for n := 1; n <= tweeStappen; n++ {
		more := n * minutenErbij
		add(wijziging{key: HelptReistijd, trap: HelptReistijd + "S", als: "de reis voor hen " + strconv.Itoa(more) + " minuten langer mag duren", steun: func(s *Steun) bool {
			s.MaxReisMinuten += more
			return s.MaxReisMinuten > more
		}})
	}
	for _, x := range soorten {
		if v == nil || slices.Contains(v.Soorten, x) {
			add(wijziging{key: HelptSoort, als: "ze ook " + soortWoord[x] + " willen geven", steun: func(s *Steun) bool {
				ok := len(s.Soorten) > 0 && !slices.Contains(s.Soorten, x)
				s.Soorten = met(s.Soorten, x)
				return ok
			}})
		}
	}
	for n := 1; n <= tweeStappen; n++ {
		add(wijziging{key: HelptJonger, trap: HelptJonger, als: "bij hen een kind " + strconv.Itoa(n) + " jaar jonger mag zijn", steun: func(s *Steun) bool {
			ok := s.LeeftijdVan > 0
			s.LeeftijdVan = max(0, s.LeeftijdVan-n)
			return ok
		}})
		add(wijziging{key: HelptOuder, trap: HelptOuder, als: "bij hen een kind " + strconv.Itoa(n) + " jaar ouder mag zijn", steun: func(s *Steun) bool {
			ok := s.LeeftijdTot >= 0
			s.LeeftijdTot += n
			return ok
		}})
	}
	add(wijziging{key: HelptKindMeer, als: "er bij hen 1 kind meer mag komen", steun: func(s *Steun) bool {
		s.MaxKinderen++
		return s.MaxKinderen > 1
	}})
	add(wijziging{key: HelptEigenDorp, als: "ze het eigen dorp toch goed vinden", steun: func(s *Steun) bool {
		ok := s.NietEigenDorp
		s.NietEigenDorp = false
		return ok
	}})
	return list
}

// steunWeet are the answers of a steungezin that nobody knows yet.
var steunWeet = []wijziging{
	{key: HelptBevestigen, hoogstens: true, als: "hun aanbod nog klopt", steun: func(s *Steun) bool {
		ok := s.State == term.SteunBevestigen
		s.State = term.SteunBeschikbaar
		return ok
	}},
	{key: HelptScreening, hoogstens: true, als: "hun screening klaar is en de VOG goed", steun: func(s *Steun) bool {
		was := *s
		s.ScreeningKlaar, s.VogGeldig = weten(s.ScreeningKlaar), weten(s.VogGeldig)
		return was.ScreeningKlaar != s.ScreeningKlaar || was.VogGeldig != s.VogGeldig
	}},
	{key: HelptPlek, hoogstens: true, als: "ze nog plek hebben", steun: func(s *Steun) bool {
		ok := s.Capaciteit < 0
		s.Capaciteit = s.Bezet + 1
		return ok
	}},
	{key: HelptDieren, hoogstens: true, als: "bekend is welke dieren ze hebben", steun: func(s *Steun) bool {
		ok := !s.DierenBekend
		s.DierenBekend = true
		return ok
	}},
	{key: HelptRoken, hoogstens: true, als: "er bij hen niet gerookt wordt", steun: func(s *Steun) bool {
		ok, no := s.Rookt == nil, false
		s.Rookt = &no
		return ok
	}},
	{key: HelptHuis, hoogstens: true, als: "hun huis goed toegankelijk is", steun: func(s *Steun) bool {
		ok, yes := s.Toegankelijk == nil, true
		s.Toegankelijk = &yes
		return ok
	}},
	{key: HelptZorgtaken, hoogstens: true, als: "ze de zorg willen doen die nodig is", steun: func(s *Steun) bool {
		ok := !s.ZorgtakenBekend
		s.Zorgtaken, s.ZorgtakenBekend = zorgtaken, true
		return ok
	}},
	{key: HelptHulp, hoogstens: true, als: "bekend is welke hulp ze willen geven", steun: func(s *Steun) bool {
		ok := len(s.Soorten) == 0
		s.Soorten = soorten
		return ok
	}},
	{key: HelptToestemming, hoogstens: true, als: "we van hen mogen zoeken", steun: func(s *Steun) bool {
		was := s.Toestemming
		s.Toestemming = weten(s.Toestemming)
		return was != s.Toestemming
	}},
}

// weten takes what is not known as a yes.
func weten(d term.Drie) term.Drie {
	if d == term.DrieNee {
		return d
	}
	return term.DrieJa
}

// anderDan lists the words that are not among those named; none when nothing was
// named yet, for then there is first something to ask.
func anderDan[W ~string](all, named []W) (other []W) {
	if len(named) == 0 {
		return nil
	}
	for _, w := range all {
		if !slices.Contains(named, w) {
			other = append(other, w)
		}
	}
	return other
}

// met is the list with one more, in a place of its own.
func met[W ~string](list []W, one W) []W { return append(slices.Clone(list), one) }
