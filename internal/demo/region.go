package demo

import (
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/gid"
)

// spot is an ontmoetingsplek.
type spot struct {
	id                         uuid.UUID
	name, street, pc4, letters string
	access                     string
	talen                      []string
	stepFree                   bool // all of them have room for a pram, and a toilet
}

// The four ontmoetingsplekken. Houses and streets are invented, the postcodes are
// those of the villages.
const (
	atWestmaas = iota
	atNumansdorp
	atOudBeijerland
	atPuttershoek
)

func spots() []spot {
	return []spot{
		{name: "De Drie Lelies", street: "Zilverschoonpad 2", pc4: "3273", letters: "ZT",
			access: "Er is een aankleedtafel.", talen: []string{"nl", "ar"}, stepFree: true},
		{name: "De Sporthal", street: "Slikgroenlaan 40", pc4: "3281", letters: "ZV",
			access: "Grote deuren. Op het toilet past een rolstoel.", talen: []string{"nl", "pl"}, stepFree: true},
		{name: "Buurthuis De Windroos", street: "Meidoornsluis 11", pc4: "3262", letters: "ZW",
			access: "Er is een lift naar boven. De bus stopt voor de deur.", talen: []string{"nl", "tr", "en"}, stepFree: true},
		{name: "De Leesplank", street: "Lepelaarzicht 5", pc4: "3297", letters: "ZX",
			access: "Eén drempel van 5 centimeter. Bel aan, dan helpen we je.", talen: []string{"nl", "uk"}},
	}
}

const hoekscheWaard = "hoeksche-waard"

// opened is when the region began.
var opened = time.Date(2020, time.December, 1, 9, 0, 0, 0, clock.Amsterdam).UTC()

// hoekscheWaard writes the region, its places and who works there.
func (b *book) hoekscheWaard() {
	r := b.c.Region.Create().SetKey(hoekscheWaard).SetName("Hoeksche Waard").
		// It cannot ring; see phone.
		SetPhone("+31186000145").SetContactName("Ria")
	b.region = stamp(b, r, gid.Region, opened, opened)
	b.regions = append(b.regions, r)
	b.hire(opened)
	for _, s := range spots() {
		b.open(s)
	}
}

// open writes a place.
func (b *book) open(s spot) {
	at, _ := geo.Lookup(s.pc4)
	p := b.c.Place.Create().SetName(s.name).SetStreet(s.street).SetPostcode(s.pc4 + s.letters).SetVillage(at.Plaats).
		SetLat(at.Lat).SetLon(at.Lon).SetAccess(s.access).SetLanguages(s.talen).SetStepFree(s.stepFree).SetPram(true).SetToilet(true).SetHostIds([]uuid.UUID{b.staff.host, b.staff.other})
	s.id = inRegion(b, p, gid.Place, opened, opened)
	b.placeRows = append(b.placeRows, p)
	b.places = append(b.places, s)
}
