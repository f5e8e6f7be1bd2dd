package demo

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/family"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
)

// home is a family with who lives there.
type home struct {
	id          uuid.UUID
	name        string // how it calls itself
	first, last string // who signs in; the surname is contactgegevens
	partner     string // the other adult, when there is one
	pc4         string
	village     string
	talen       []string
	adults      int
	vervoer     []term.Vervoer
	kids        []kid
	since       time.Time
	confirmed   time.Time // last said: klopt nog; at first when it registered

	// rest is what is left of a family that was forgotten: its village, for the figures.
	rest bool
	// silent: nobody signed in yet; it speaks to its matcher.
	silent bool

	user  uuid.UUID // uuid.Nil: nobody signs in
	email string
}

type kid struct {
	name, month string
	id          uuid.UUID
}

// anonymous is the name that is left when a family has been forgotten.
const anonymous = "Anoniem"

// phone is a number that cannot ring, in the region's own code 0186. Behind a code no
// number begins with a 0: who dials one in her own village would be dialling a code.
// The Netherlands keep no numbers apart for stories, and of the mobile ones those that
// nobody has (060) are refused by our own form.
func (b *book) phone() string {
	b.numbers++
	return fmt.Sprintf("+311860%05d", 1000+b.numbers%98000)
}

// settle writes a family: its children, who signs in, how it is reached.
func (b *book) settle(h *home) *home {
	f := b.c.Family.Create()
	changed := latest(h.since, h.confirmed)
	h.id = inRegion(b, f, gid.Family, h.since, changed)
	_, known := geo.Lookup(h.pc4)
	f.SetName(h.name).SetVillage(h.village).SetTalen(list(h.talen)).SetVervoer(list(h.vervoer)).SetAdults(max(h.adults, 1)).SetVersion(2)
	b.families = append(b.families, f)
	b.homes = append(b.homes, h)
	if h.rest {
		f.SetName(anonymous).SetPc4("").SetTalen([]string{}).SetVervoer([]term.Vervoer{}).SetAdults(1).SetAnonymisedAt(changed)
		return h
	}
	f.SetPc4(h.pc4).SetPc4Known(known).SetConfirmedAt(changed)
	for i, k := range h.kids {
		c := b.c.Child.Create()
		h.kids[i].id = inRegion(b, c, gid.Child, h.since, h.since)
		b.children = append(b.children, c.SetFamilyID(h.id).SetFirstName(k.name).SetBirthMonth(k.month))
	}
	if !h.silent {
		b.parents++
		h.email = address(term.RoleParent, b.parents)
		h.user = b.person(h.first, term.RoleParent, h.email, h.since, h.id)
	}
	b.contact(h)
	return h
}

// contact writes how a family is reached.
func (b *book) contact(h *home) {
	c := b.c.Contactgegevens.Create()
	changed := latest(h.since, h.confirmed)
	inRegion(b, c, gid.Contactgegevens, h.since, changed)
	c.SetFamilyID(h.id).SetLastName(h.last).SetEmail(h.email).SetPhone(b.phone()).
		SetStreet(one(b, streets)).SetHouseNumber(fmt.Sprint(b.between(1, 96))).SetPostcode(h.pc4 + one(b, letters)).
		SetBereikVia(one(b, []term.BereikVia{term.BereikViaBellen, term.BereikViaBellen, term.BereikViaBericht, term.BereikViaEmail})).
		SetBereikOp(some(b, term.All[term.Moment](), b.between(1, 2))).SetConfirmedAt(changed)
	b.contactgegevens = append(b.contactgegevens, c)
}

// textVersion is the text a family said yes to, by when it did.
func textVersion(at time.Time) string {
	switch {
	case at.Before(time.Date(2024, time.March, 1, 0, 0, 0, 0, time.UTC)):
		return "2021-01"
	case at.Before(time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC)):
		return "2024-03"
	}
	return "2026-11"
}

// consents writes what a family said yes to.
func (b *book) consents(h *home, at time.Time, doelen ...term.Doel) {
	for _, d := range doelen {
		b.consent(h, at, d, nil)
	}
}

// everybody says yes to being matched, each for itself: as many adults as it takes, and
// every child that is 12 by now, on the day it was asked.
func (b *book) everybody(h *home, at time.Time, adults int) {
	b.consent(h, at, term.DoelMatchen, nil)
	if adults > 1 {
		other := h.partner
		if other == "" || other == h.first {
			other = "Ouder van " + h.first
		}
		b.yes(h, at, term.DoelMatchen, other, nil, nil)
	}
	for i := range h.kids {
		k := &h.kids[i]
		if clock.Age(k.month, b.now) >= family.ZelfJa {
			b.yes(h, latest(at, b.twelve(k.month)), term.DoelMatchen, k.name, &k.id, nil)
		}
	}
}

// twelve is when a child was asked itself: the month in which it became 12.
func (b *book) twelve(month string) time.Time {
	born, err := time.Parse("2006-01", month)
	if err != nil {
		return time.Time{}
	}
	return earliest(born.AddDate(family.ZelfJa, 0, 0), b.now)
}

func (b *book) consent(h *home, at time.Time, doel term.Doel, withdrawn *time.Time) {
	b.yes(h, at, doel, h.first, nil, withdrawn)
}

func (b *book) yes(h *home, at time.Time, doel term.Doel, giver string, child *uuid.UUID, withdrawn *time.Time) {
	c := b.c.Toestemming.Create()
	changed := at
	if withdrawn != nil {
		changed = *withdrawn
	}
	inRegion(b, c, gid.Toestemming, at, changed)
	c.SetFamilyID(h.id).SetDoel(doel).SetGiver(giver).SetNillableChildID(child).SetTextVersion(textVersion(at)).SetGivenAt(at).SetNillableWithdrawnAt(withdrawn)
	b.toestemmingen = append(b.toestemmingen, c)
}

// note writes a matcher's note.
func (b *book) note(h *home, at time.Time, kind term.NoteKind, by uuid.UUID, text string) {
	n := b.c.Note.Create()
	inRegion(b, n, gid.Note, at, at)
	b.notes = append(b.notes, n.SetFamilyID(h.id).SetAuthorID(by).SetKind(kind).SetText(text))
}

// household invents a family in a village. Ages are those at since.
func (b *book) household(pc4 string, since time.Time, kids int) *home {
	c := b.culture()
	h := &home{pc4: pc4, village: geo.Cell(pc4), since: since, talen: c.talen, last: one(b, c.surnames), adults: 1 + b.rnd.IntN(2)}
	first := c.women
	if b.chance(15) {
		first = c.men
	}
	for range 4 { // rather a name that nobody has
		if h.first = one(b, first); !b.used[h.first] {
			break
		}
	}
	b.used[h.first] = true
	h.name = h.first
	if h.adults > 1 {
		h.partner = one(b, netherlands.men)
	}
	h.vervoer = one(b, [][]term.Vervoer{
		{term.VervoerFiets}, {term.VervoerFiets, term.VervoerAuto}, {term.VervoerFiets, term.VervoerAuto}, {term.VervoerAuto}, {term.VervoerLopend, term.VervoerFiets, term.VervoerOv},
	})
	for _, name := range some(b, c.children, kids) {
		h.kids = append(h.kids, kid{name: name, month: b.born(b.between(0, 11), since)})
	}
	return h
}

// couple gives a steungezin its second adult and the name by which people know it.
func (b *book) couple(h *home) {
	h.partner = one(b, netherlands.men)
	for h.partner == h.first {
		h.partner = one(b, netherlands.men)
	}
	h.adults = 2
	switch b.rnd.IntN(3) {
	case 0:
		h.name = "Familie " + h.last
	case 1:
		h.name = h.first + " en " + h.partner
	default:
		h.adults, h.partner = 1, ""
	}
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func earliest(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// list is a list also when there is nothing in it: the columns are not nullable.
func list[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}
