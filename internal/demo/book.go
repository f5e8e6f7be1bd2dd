package demo

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/afscheid"
	"buurtdorp/ent/afspraken"
	"buurtdorp/ent/afwezigheid"
	"buurtdorp/ent/blokkade"
	"buurtdorp/ent/checkin"
	"buurtdorp/ent/child"
	"buurtdorp/ent/contactgegevens"
	"buurtdorp/ent/credential"
	"buurtdorp/ent/family"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/koppelinganswer"
	"buurtdorp/ent/koppelingstep"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/membership"
	"buurtdorp/ent/note"
	"buurtdorp/ent/overdracht"
	"buurtdorp/ent/place"
	"buurtdorp/ent/referentie"
	"buurtdorp/ent/region"
	"buurtdorp/ent/screening"
	"buurtdorp/ent/signup"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/terugblik"
	"buurtdorp/ent/toestemming"
	"buurtdorp/ent/user"
	"buurtdorp/ent/vog"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/ent/weging"
	"buurtdorp/ent/zorgfeit"
	"buurtdorp/ent/zorgmelding"
	"buurtdorp/ent/zorgmeldingstap"
	"buurtdorp/internal/gid"
)

// book collects the rows of a region, or of a part of a large one, and writes them
// in the order in which they point to each other.
type book struct {
	c   *ent.Client
	rnd *rand.Rand
	now time.Time
	sum Summary

	region  uuid.UUID
	staff   staff
	places  []spot
	numbers int // telephone numbers given out
	parents int // addresses given out

	codes []string        // where families live
	used  map[string]bool // first names
	turn  int

	homes    []*home
	givers   []*steun
	pairs    []*pairing
	meetings []*meeting

	regions         []*ent.RegionCreate
	families        []*ent.FamilyCreate
	users           []*ent.UserCreate
	credentials     []*ent.CredentialCreate
	memberships     []*ent.MembershipCreate
	children        []*ent.ChildCreate
	contactgegevens []*ent.ContactgegevensCreate
	zorgFeiten      []*ent.ZorgFeitCreate
	toestemmingen   []*ent.ToestemmingCreate
	notes           []*ent.NoteCreate
	vraaggezinnen   []*ent.VraaggezinCreate
	steungezinnen   []*ent.SteungezinCreate
	screenings      []*ent.ScreeningCreate
	vogs            []*ent.VogCreate
	referenties     []*ent.ReferentieCreate
	blokkades       []*ent.BlokkadeCreate
	koppelingen     []*ent.KoppelingCreate
	steps           []*ent.KoppelingStepCreate
	answers         []*ent.KoppelingAnswerCreate
	afspraken       []*ent.AfsprakenCreate
	checkIns        []*ent.CheckInCreate
	afscheiden      []*ent.AfscheidCreate
	terugblikken    []*ent.TerugblikCreate
	zorgmeldingen   []*ent.ZorgmeldingCreate
	zorgStappen     []*ent.ZorgmeldingStapCreate
	overdrachten    []*ent.OverdrachtCreate
	afwezigheden    []*ent.AfwezigheidCreate
	wegingen        []*ent.WegingCreate
	placeRows       []*ent.PlaceCreate
	meetups         []*ent.MeetupCreate
	signups         []*ent.SignupCreate
}

// newBook begins a part; every part has chances of its own, so that one that is
// written again after a lost transaction is the same.
func newBook(c *ent.Client, opts Options, part int) *book {
	return &book{c: c, now: opts.Now, used: map[string]bool{}, rnd: rand.New(rand.NewPCG(uint64(opts.Seed), uint64(part)))}
}

// id makes an id of a kind as gid does, but its time is the row's own and its chance
// is the seed's.
func (b *book) id(k gid.Kind, at time.Time) uuid.UUID {
	var id uuid.UUID
	binary.BigEndian.PutUint64(id[:8], uint64(at.UnixMilli())<<16|0x7000|b.rnd.Uint64()&0xfff)
	binary.BigEndian.PutUint64(id[8:], b.rnd.Uint64())
	id[8] = id[8]&0x3f | 0x80
	id[15] = byte(k)
	return id
}

// row is what all builders have in common.
type row[C any] interface {
	SetID(uuid.UUID) C
	SetCreatedAt(time.Time) C
	SetUpdatedAt(time.Time) C
}

// noun is a row of a region.
type noun[C any] interface {
	row[C]
	SetRegionID(uuid.UUID) C
}

// stamp gives a row its id and times.
func stamp[C row[C]](b *book, c C, k gid.Kind, made, changed time.Time) uuid.UUID {
	id := b.id(k, made)
	c.SetID(id).SetCreatedAt(made).SetUpdatedAt(changed)
	return id
}

// inRegion stamps a row and puts it in the region.
func inRegion[C noun[C]](b *book, c C, k gid.Kind, made, changed time.Time) uuid.UUID {
	c.SetRegionID(b.region)
	return stamp(b, c, k, made, changed)
}

// write finishes what is still open and writes everything.
func (b *book) write(ctx context.Context) error {
	for _, p := range b.pairs {
		p.finish(b)
	}
	for _, m := range b.meetings {
		m.finish(b)
	}
	for _, write := range []func(context.Context) error{
		batch("regions", b.c.Region.CreateBulk, b.regions, region.Columns),
		batch("places", b.c.Place.CreateBulk, b.placeRows, place.Columns),
		batch("families", b.c.Family.CreateBulk, b.families, family.Columns),
		batch("users", b.c.User.CreateBulk, b.users, user.Columns),
		batch("credentials", b.c.Credential.CreateBulk, b.credentials, credential.Columns),
		batch("memberships", b.c.Membership.CreateBulk, b.memberships, membership.Columns),
		batch("children", b.c.Child.CreateBulk, b.children, child.Columns),
		batch("contactgegevens", b.c.Contactgegevens.CreateBulk, b.contactgegevens, contactgegevens.Columns),
		batch("zorg feiten", b.c.ZorgFeit.CreateBulk, b.zorgFeiten, zorgfeit.Columns),
		batch("toestemmingen", b.c.Toestemming.CreateBulk, b.toestemmingen, toestemming.Columns),
		batch("notes", b.c.Note.CreateBulk, b.notes, note.Columns),
		batch("vraaggezinnen", b.c.Vraaggezin.CreateBulk, b.vraaggezinnen, vraaggezin.Columns),
		batch("steungezinnen", b.c.Steungezin.CreateBulk, b.steungezinnen, steungezin.Columns),
		batch("screenings", b.c.Screening.CreateBulk, b.screenings, screening.Columns),
		batch("vogs", b.c.Vog.CreateBulk, b.vogs, vog.Columns),
		batch("referenties", b.c.Referentie.CreateBulk, b.referenties, referentie.Columns),
		batch("blokkades", b.c.Blokkade.CreateBulk, b.blokkades, blokkade.Columns),
		batch("koppelingen", b.c.Koppeling.CreateBulk, b.koppelingen, koppeling.Columns),
		batch("steps", b.c.KoppelingStep.CreateBulk, b.steps, koppelingstep.Columns),
		batch("answers", b.c.KoppelingAnswer.CreateBulk, b.answers, koppelinganswer.Columns),
		batch("afspraken", b.c.Afspraken.CreateBulk, b.afspraken, afspraken.Columns),
		batch("check-ins", b.c.CheckIn.CreateBulk, b.checkIns, checkin.Columns),
		batch("farewells", b.c.Afscheid.CreateBulk, b.afscheiden, afscheid.Columns),
		batch("terugblikken", b.c.Terugblik.CreateBulk, b.terugblikken, terugblik.Columns),
		batch("zorgmeldingen", b.c.Zorgmelding.CreateBulk, b.zorgmeldingen, zorgmelding.Columns),
		batch("steps of worries", b.c.ZorgmeldingStap.CreateBulk, b.zorgStappen, zorgmeldingstap.Columns),
		batch("overdrachten", b.c.Overdracht.CreateBulk, b.overdrachten, overdracht.Columns),
		batch("afwezigheden", b.c.Afwezigheid.CreateBulk, b.afwezigheden, afwezigheid.Columns),
		batch("wegingen", b.c.Weging.CreateBulk, b.wegingen, weging.Columns),
		batch("meetups", b.c.Meetup.CreateBulk, b.meetups, meetup.Columns),
		batch("signups", b.c.Signup.CreateBulk, b.signups, signup.Columns),
	} {
		if err := write(ctx); err != nil {
			return err
		}
	}
	b.sum = Summary{Families: len(b.families), Vraaggezinnen: len(b.vraaggezinnen), Steungezinnen: len(b.steungezinnen),
		Koppelingen: len(b.koppelingen), Places: len(b.placeRows), Meetups: len(b.meetups), Signups: len(b.signups), People: len(b.users)}
	return nil
}

const (
	// maxVariables is how many values one statement of SQLite takes; PostgreSQL takes
	// twice as many.
	maxVariables = 32766
	// perStatement is enough to make the statement's own cost small.
	perStatement = 250
)

// batch writes the rows of a table, many in a statement.
func batch[B any, K interface{ Exec(context.Context) error }](what string, bulk func(...B) K, rows []B, columns []string) func(context.Context) error {
	return func(ctx context.Context) error {
		size := min(perStatement, maxVariables/len(columns))
		for len(rows) > 0 {
			n := min(size, len(rows))
			if err := bulk(rows[:n]...).Exec(ctx); err != nil {
				return fmt.Errorf("writing %s: %w", what, err)
			}
			rows = rows[n:]
		}
		return nil
	}
}

// add puts another part's counts to these.
func (s *Summary) add(o Summary) {
	s.Families += o.Families
	s.Vraaggezinnen += o.Vraaggezinnen
	s.Steungezinnen += o.Steungezinnen
	s.Koppelingen += o.Koppelingen
	s.Places += o.Places
	s.Meetups += o.Meetups
	s.Signups += o.Signups
	s.People += o.People
}
