// Package gid makes the ids of everything: UUIDv7 whose last byte tells the kind,
// so that node(id) finds its table without asking the database, and a phone can
// make ids while offline. Leaf.
package gid

import (
	"github.com/google/uuid"
)

// Kind is the last byte of an id. The numbers are part of the contract with
// every client: add at the end, never renumber.
type Kind byte

const (
	Region Kind = iota + 1
	Place
	User
	Membership
	Family
	Child
	Vraaggezin
	Steungezin
	Koppeling
	KoppelingStep
	Meetup
	Signup
	Contactgegevens
	ZorgFeit
	Screening
	Vog
	Referentie
	Note
	Toestemming
	KoppelingAnswer
	Afspraken
	CheckIn
	Blokkade
	Credential
	SigninCode
	Session
	RefreshToken
	SigningKey
	ApiClient
	MutationLog
	Job
	Secret
	Overdracht
	Afwezigheid
	ListLog
	Weging
	Feed
	Replica
	Holding
)

// What families share beside the koppeling itself.
const (
	Zorgmelding Kind = iota + 41
	ZorgmeldingStap
	Gevraagd
	Terugblik
	Afscheid
)

// What comes back, and what hosts know of it.
const (
	Series Kind = iota + 51
	SeriesSignup
	WalkIn
	Closing
	Reminder
	CalendarFeed
)

// What goes along on a phone, and how it is called.
const (
	PushSubscription Kind = iota + 61
	Meegenomen
	Inzage
)

// nodes are the kinds that node(id) serves, with their tables.
var nodes = map[Kind]string{
	Region: "regions", Place: "places", User: "users", Family: "families", Child: "children",
	Vraaggezin: "vraaggezinnen", Steungezin: "steungezinnen", Koppeling: "koppelingen",
	KoppelingStep: "koppeling_steps", Meetup: "meetups", Signup: "signups",
	Contactgegevens: "contactgegevens", ZorgFeit: "zorg_feiten", Screening: "screenings",
	Vog: "vogs", Referentie: "referenties", Note: "notes", Toestemming: "toestemmingen",
	KoppelingAnswer: "koppeling_answers", Afspraken: "afspraken", CheckIn: "check_ins",
	Zorgmelding: "zorgmeldingen", ZorgmeldingStap: "zorgmelding_stappen",
	Overdracht: "overdrachten", Afwezigheid: "afwezigheden",
	Weging:    "wegingen",
	Terugblik: "terugblikken",
	Series:    "series", SeriesSignup: "series_signups", WalkIn: "walk_ins", Closing: "closings", CalendarFeed: "calendar_feeds",
	Meegenomen: "meegenomen",
}

// New makes an id of a kind. Its first 48 bits are the time in milliseconds, so
// that ids sort by age.
func New(k Kind) uuid.UUID {
	id := uuid.Must(uuid.NewV7())
	id[15] = byte(k)
	return id
}

// Maker gives ent its default function for a kind.
func Maker(k Kind) func() uuid.UUID { return func() uuid.UUID { return New(k) } }

// Is tells whether id is a well-formed id of a kind. Every id that comes from a
// client passes here before it is stored.
func Is(id uuid.UUID, k Kind) bool {
	return id.Version() == 7 && id.Variant() == uuid.RFC4122 && id[15] == byte(k)
}

// Table names the table of a node's id; false when no node has such an id.
func Table(id uuid.UUID) (string, bool) {
	t, ok := nodes[Kind(id[15])]
	return t, ok
}

// KindOf says which kind an id says it is.
func KindOf(id uuid.UUID) Kind { return Kind(id[15]) }
