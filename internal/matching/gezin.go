package matching

import (
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/term"
)

// Vraag is what the matching knows of a vraaggezin. An empty list, a zero or a nil
// means nobody asked yet, unless the field says otherwise.
type Vraag struct {
	ID, FamilyID uuid.UUID
	PC4, Plaats  string
	// Kinderen are the ones who come, siblings together.
	Kinderen       []Kind
	Soorten        []term.Soort
	Dagdelen       []term.Dagdeel
	Weken          term.Weken // empty is every week
	KeerPerMaand   int
	MaxReisMinuten int // 0 is 25
	Vervoer        []term.Vervoer
	Talen          []string // ISO 639-1, small letters
	NietEigenDorp  bool
	BangVoor       []term.Dier
	AllergieDier   []term.Dier
	// ZorgBekend: allergy, asthma and care were talked about, so none is an answer.
	ZorgBekend       bool
	Astma            bool
	Zorgtaken        []term.Zorgtaak
	Rolstoel         bool
	Gezelschap       term.Gezelschap
	Opvoeding        []term.Opvoeding
	Interesses       []term.Interesse
	Ervaring         []term.Ervaring
	Maanden          int
	HuisWens         HuisWens
	Toestemming      term.Drie
	Gezag            term.Drie
	TolkOfTaalmaatje bool
}

// Kind is a child, as far as the matching needs to know it.
type Kind struct {
	Leeftijd int // in years, below 0 is unknown
}

// HuisWens is what a child likes in a house; nil is no wish. Tuin false means a
// garden is not needed, the other two mean rather not.
type HuisWens struct{ Tuin, Rustig, Huisdieren *bool }

// Steun is what the matching knows of a steungezin.
type Steun struct {
	ID, FamilyID uuid.UUID
	State        term.SteungezinState
	// ScreeningKlaar and VogGeldig: of every adult who must be screened.
	ScreeningKlaar, VogGeldig term.Drie
	// Capaciteit is how many vraaggezinnen at once, below 0 is unknown; Bezet counts
	// koppelingen and reservations.
	Capaciteit, Bezet int
	PC4, Plaats       string
	Soorten           []term.Soort
	Dagdelen          []term.Dagdeel
	Weken             term.Weken
	KeerPerMaand      int
	MaxReisMinuten    int // 0 is no limit of its own
	Vervoer           []term.Vervoer
	// Haalt: fetches the child and brings it back.
	Haalt                    bool
	LeeftijdVan, LeeftijdTot int // below 0 is unknown
	MaxKinderen              int
	Talen                    []string
	Dieren                   []term.Dier
	// DierenBekend: asked, so an empty list is no animals.
	DierenBekend        bool
	Rookt, Toegankelijk *bool
	// Zorgtaken they are willing to do.
	Zorgtaken       []term.Zorgtaak
	ZorgtakenBekend bool
	// EigenKinderen are the ages of the children at home.
	EigenKinderen []int
	// EigenKinderenBekend: asked, so an empty list is no children.
	EigenKinderenBekend bool
	Opvoeding           []term.Opvoeding
	Interesses          []term.Interesse
	Ervaring            []term.Ervaring
	Maanden             int
	Tuin, Rustig        *bool
	// WachtSinds is since when it is available without a koppeling.
	WachtSinds    time.Time
	NietEigenDorp bool
	Toestemming   term.Drie
}

// Paar is what lies between the two.
type Paar struct {
	Reisband term.Reisband
	// Minuten one way for whoever travels, with the fastest of ReistMet; -1 is unknown.
	Minuten int
	// Geschat: there is a routing service, and this is not from it. It weighs nothing.
	Geschat bool
	// Geblokkeerd: on the block list, or an earlier safety stop.
	Geblokkeerd bool
	// EerderAfgewezen: one of them said no to the other before.
	EerderAfgewezen bool
}

// ReistMet is how the journey of a pair can be made: the way the vraaggezin travels
// and, when the steungezin fetches, its way too. The caller looks up the fastest for
// Paar. It does not allocate; do not change what it returns.
func ReistMet(v *Vraag, s *Steun) []term.Vervoer {
	set := bits(vervoer, v.Vervoer)
	if s.Haalt {
		set |= bits(vervoer, s.Vervoer)
	}
	return vervoerSets[set]
}

// SamenOp are the dagdelen both named, bit i for the i-th of them all: the journey of a
// pair is the one they can make then. None is not known, or never.
func SamenOp(v *Vraag, s *Steun) uint32 { return week(v.Dagdelen) & week(s.Dagdelen) }
