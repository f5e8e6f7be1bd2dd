package matching

import (
	"math"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/term"
)

// Aanbod is a Steun made ready to be held beside many vraaggezinnen, and small enough to
// keep a whole region of them: every list of words is a set of bits, every answer a byte.
// All that is weighed of a steungezin is weighed from here, whoever asks.
type Aanbod struct {
	id, familyID uuid.UUID
	pc4, plaats  string
	talen        []string
	wachtSinds   int64 // nanoseconds, onbekendSinds when not known

	dagdelen, soorten, dieren, zorgtaken, vervoer uint32
	opvoeding, interesses, ervaring               uint32
	eigen                                         uint32 // bit i is a child of i-1 years
	capaciteit, bezet, keerPerMaand, maxReis      int16
	leeftijdVan, leeftijdTot, maxKinderen         int16
	maanden                                       int16

	state, weken                         uint8 // place in the list, from 1
	screening, vog, toestemming          antwoord
	rookt, toegankelijk, tuin, rustig    antwoord
	haalt, dierenBekend, zorgtakenBekend bool
	eigenBekend, nietEigenDorp           bool
}

// antwoord is a yes, a no, or not known yet, in a byte.
type antwoord uint8

const (
	antwoordWeetNiet antwoord = iota
	antwoordJa
	antwoordNee
)

const (
	onbekendSinds = math.MinInt64
	oudste        = 30 // years: beyond that nobody is a playmate
)

var (
	staten = term.All[term.SteungezinState]()
	weken  = term.All[term.Weken]()

	stateBeschikbaar = plaatsIn(staten, term.SteunBeschikbaar)
	stateBevestigen  = plaatsIn(staten, term.SteunBevestigen)
)

// Bied makes a steungezin ready.
func Bied(s *Steun) Aanbod {
	a := Aanbod{
		id: s.ID, familyID: s.FamilyID, pc4: s.PC4, plaats: s.Plaats, talen: s.Talen, wachtSinds: onbekendSinds,
		dagdelen: week(s.Dagdelen), soorten: bits(soorten, s.Soorten), dieren: bits(dieren, s.Dieren),
		zorgtaken: bits(zorgtaken, s.Zorgtaken), vervoer: bits(vervoer, s.Vervoer), opvoeding: bits(opvoeding, s.Opvoeding),
		interesses: bits(interesses, s.Interesses), ervaring: bits(ervaring, s.Ervaring),
		capaciteit: klein(s.Capaciteit), bezet: klein(s.Bezet), keerPerMaand: klein(s.KeerPerMaand), maxReis: klein(s.MaxReisMinuten),
		leeftijdVan: klein(s.LeeftijdVan), leeftijdTot: klein(s.LeeftijdTot), maxKinderen: klein(s.MaxKinderen), maanden: klein(s.Maanden),
		state: plaatsIn(staten, s.State), weken: plaatsIn(weken, s.Weken),
		screening: vanDrie(s.ScreeningKlaar), vog: vanDrie(s.VogGeldig), toestemming: vanDrie(s.Toestemming),
		rookt: vanBool(s.Rookt), toegankelijk: vanBool(s.Toegankelijk), tuin: vanBool(s.Tuin), rustig: vanBool(s.Rustig),
		haalt: s.Haalt, dierenBekend: s.DierenBekend, zorgtakenBekend: s.ZorgtakenBekend, eigenBekend: s.EigenKinderenBekend,
		nietEigenDorp: s.NietEigenDorp,
	}
	for _, age := range s.EigenKinderen {
		a.eigen |= 1 << (min(max(age, -1), oudste) + 1)
	}
	if !s.WachtSinds.IsZero() {
		a.wachtSinds = s.WachtSinds.UnixNano()
	}
	return a
}

// Steun is the steungezin again, for who wants to change something of it: Bied of it is
// the same offer.
func (a *Aanbod) Steun() Steun {
	s := Steun{
		ID: a.id, FamilyID: a.familyID, PC4: a.pc4, Plaats: a.plaats, Talen: a.talen,
		State: woordOp(staten, a.state), Weken: woordOp(weken, a.weken),
		ScreeningKlaar: a.screening.drie(), VogGeldig: a.vog.drie(), Toestemming: a.toestemming.drie(),
		Rookt: a.rookt.bool(), Toegankelijk: a.toegankelijk.bool(), Tuin: a.tuin.bool(), Rustig: a.rustig.bool(),
		Dagdelen: words(dagdelen, a.dagdelen), Soorten: words(soorten, a.soorten), Dieren: words(dieren, a.dieren),
		Zorgtaken: words(zorgtaken, a.zorgtaken), Vervoer: words(vervoer, a.vervoer), Opvoeding: words(opvoeding, a.opvoeding),
		Interesses: words(interesses, a.interesses), Ervaring: words(ervaring, a.ervaring),
		Capaciteit: int(a.capaciteit), Bezet: int(a.bezet), KeerPerMaand: int(a.keerPerMaand), MaxReisMinuten: int(a.maxReis),
		LeeftijdVan: int(a.leeftijdVan), LeeftijdTot: int(a.leeftijdTot), MaxKinderen: int(a.maxKinderen), Maanden: int(a.maanden),
		Haalt: a.haalt, DierenBekend: a.dierenBekend, ZorgtakenBekend: a.zorgtakenBekend, EigenKinderenBekend: a.eigenBekend,
		NietEigenDorp: a.nietEigenDorp,
	}
	for age := -1; age <= oudste; age++ {
		if a.eigen&(1<<(age+1)) != 0 {
			s.EigenKinderen = append(s.EigenKinderen, age)
		}
	}
	if a.wachtSinds != onbekendSinds {
		s.WachtSinds = time.Unix(0, a.wachtSinds).UTC()
	}
	return s
}

// ID is the steungezin's.
func (a *Aanbod) ID() uuid.UUID { return a.id }

// FamilyID is its household's.
func (a *Aanbod) FamilyID() uuid.UUID { return a.familyID }

// PC4 is where it lives.
func (a *Aanbod) PC4() string { return a.pc4 }

// Plekken is for how many more it has a place.
func (a *Aanbod) Plekken() int { return int(a.capaciteit - a.bezet) }

// Reist is how it travels when it fetches the child, as bits, and 0 when it does not:
// offers of one code that travel alike have the same journey.
func (a *Aanbod) Reist() uint32 {
	if !a.haalt {
		return 0
	}
	return a.vervoer
}

// Compact makes an offer use the words of others for its own, so that many of them take
// less room.
func (a *Aanbod) Compact(share func(string) string, list func([]string) []string) {
	a.pc4, a.plaats, a.talen = share(a.pc4), share(a.plaats), list(a.talen)
}

func klein(n int) int16 { return int16(min(max(n, math.MinInt16), math.MaxInt16)) }

// plaatsIn is where a word stands in its list, from 1; 0 is nowhere.
func plaatsIn[W comparable](list []W, w W) uint8 { return uint8(slices.Index(list, w) + 1) }

func woordOp[W ~string](list []W, at uint8) W {
	if at == 0 {
		return ""
	}
	return list[at-1]
}

func vanDrie(d term.Drie) antwoord {
	switch d {
	case term.DrieJa:
		return antwoordJa
	case term.DrieNee:
		return antwoordNee
	}
	return antwoordWeetNiet
}

func (a antwoord) drie() term.Drie {
	return [...]term.Drie{term.DrieOnbekend, term.DrieJa, term.DrieNee}[a]
}

func vanBool(b *bool) antwoord {
	switch {
	case b == nil:
		return antwoordWeetNiet
	case *b:
		return antwoordJa
	}
	return antwoordNee
}

func (a antwoord) bool() *bool {
	if a == antwoordWeetNiet {
		return nil
	}
	yes := a == antwoordJa
	return &yes
}
