package sync

import (
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/term"
)

// MeetupDoc is a meetup as a device keeps it. One that is gone has its id only; so have
// the others.
type MeetupDoc struct {
	ID           uuid.UUID
	Version      int
	Title        *string
	Description  *string
	Thema        *term.Thema
	Kind         *term.MeetupKind
	StartsAt     *time.Time
	EndsAt       *time.Time
	PlaceID      *uuid.UUID
	PlaceName    *string
	Street       *string
	Postcode     *string
	Village      *string
	Lat          *float64
	Lon          *float64
	Access       *string
	Languages    *string
	Doelgroepen  *string
	Capacity     *int
	FreePlaces   *int
	WithChildren *bool
	AgeFrom      *int
	AgeTo        *int
	CancelledAt  *time.Time
	Deleted      bool
}

// SignupDoc is a sign-up as a device keeps it.
type SignupDoc struct {
	ID              uuid.UUID
	Version         int
	MeetupID        *uuid.UUID
	Name            *string
	State           *term.SignupState
	Adults          *int
	Children        *int
	WaitingPlace    *int
	PresentAdults   *int
	PresentChildren *int
	Deleted         bool
}

// FamilyDoc is a household as its own devices keep it: where it stands.
type FamilyDoc struct {
	ID      uuid.UUID
	Version int
	Vraag   *term.VraaggezinState
	Steun   *term.SteungezinState
	Deleted bool
}

// KoppelingDoc is a koppeling as a device keeps it, with the afspraken that hold.
type KoppelingDoc struct {
	ID                 uuid.UUID
	Version            int
	State              *term.KoppelingState
	Kant               *term.Kant
	AndereNaam         *string
	VerlooptOp         *time.Time
	KennismakingOp     *time.Time
	KennismakingPlaats *string
	ProefVan           *time.Time
	ProefTot           *time.Time
	PauzeTot           *time.Time
	VoorstelGezegd     *bool
	KennismakingGezegd *bool
	AfsprakenGezegd    *bool
	Afspraken          *int
	Wanneer            *string
	HalenBrengen       *string
	Eten               *string
	Telefoon           *string
	Allergie           *string
	Noodnummer         *string
	Overig             *string
	// Of the other family, while its side has a proposal to answer (profiel.go).
	Reisband   *term.Reisband
	Soorten    *string
	Dagdelen   *string
	Talen      *string
	Leeftijden *string
	Dieren     *string
	Deleted    bool
}
