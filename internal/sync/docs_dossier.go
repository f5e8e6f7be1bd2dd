package sync

import (
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/term"
)

// DossierDoc is a family as a matcher takes it along: what she needs at the kitchen
// table. Lists are JSON in a text, because general sync clients cannot ask for lists.
type DossierDoc struct {
	ID          uuid.UUID
	Version     int
	FamilyID    *uuid.UUID
	Tot         *time.Time
	Name        *string
	Village     *string
	Adults      *int
	Talen       *string
	Children    *string
	Zorg        *string
	LastName    *string
	Phone       *string
	Email       *string
	Street      *string
	HouseNumber *string
	Postcode    *string
	BereikVia   *term.BereikVia
	Vraag       *DossierVraag
	Steun       *DossierSteun
	Notes       *string
	CheckIns    *string
	Deleted     bool
}

// DossierVraag is what a family asks, in a dossier.
type DossierVraag struct {
	ID             uuid.UUID
	State          term.VraaggezinState
	Soorten        string
	Dagdelen       string
	MaxReisMinuten int
	Maanden        int
	EigenWoorden   string
	Gesprekken     int
	VolgendeDatum  *time.Time
}

// DossierSteun is what a family offers, in a dossier.
type DossierSteun struct {
	ID             uuid.UUID
	State          term.SteungezinState
	Soorten        string
	Dagdelen       string
	MaxReisMinuten int
	Capaciteit     int
	MaxKinderen    int
	Dieren         string
	Rookt          *bool
	EigenWoorden   string
	VolgendeDatum  *time.Time
}
