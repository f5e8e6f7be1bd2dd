package exchange

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/toestemming"
	"buurtdorp/internal/family"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/sheet"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// household is who lives there and how they are reached, as a row tells it.
type household struct {
	name, lastName, village, postcode, street, houseNumber, phone, email string

	via      term.BereikVia
	at       []term.Moment
	talen    []string
	adults   int
	vervoer  []term.Vervoer
	children []string    // "Noah 2019-04", or an age
	consent  []term.Doel // what the family said yes to; care facts stay where they are
	yes      []said      // who said yes to being matched, each for itself
}

func householdColumns[R any](h func(*R) *household) []column[R] {
	field := func(at func(*household) *string) func(*R) *string {
		return func(r *R) *string { return at(h(r)) }
	}
	return []column[R]{
		words("naam", field(func(h *household) *string { return &h.name }), "family.name"),
		words("achternaam", field(func(h *household) *string { return &h.lastName }), "family.contact.lastName"),
		words("dorp", field(func(h *household) *string { return &h.village }), "family.village"),
		words("postcode", field(func(h *household) *string { return &h.postcode }), "family.postcode"),
		words("straat", field(func(h *household) *string { return &h.street }), "family.contact.street"),
		words("huisnummer", field(func(h *household) *string { return &h.houseNumber }), "family.contact.houseNumber"),
		words("telefoon", field(func(h *household) *string { return &h.phone }), "family.contact.phone"),
		words("email", field(func(h *household) *string { return &h.email }), "family.contact.email"),
		choice("bereik_via", func(r *R) *term.BereikVia { return &h(r).via }),
		choices("bereik_op", func(r *R) *[]term.Moment { return &h(r).at }),
		languages("talen", func(r *R) *[]string { return &h(r).talen }, "family.talen"),
		number("volwassenen", 1, family.Limits.Adults, func(r *R) *int { return &h(r).adults }, "family.adults"),
		choices("vervoer", func(r *R) *[]term.Vervoer { return &h(r).vervoer }),
		texts("kinderen", func(r *R) *[]string { return &h(r).children }, "family.children"),
		consents("toestemming", func(r *R) *[]term.Doel { return &h(r).consent }),
		yesColumn(func(r *R) *[]said { return &h(r).yes }),
	}
}

// householdOf reads a household that was loaded with its children, contact details and
// consents.
func householdOf(f *ent.Family) household {
	h := household{name: f.Name, village: f.Village, postcode: f.Pc4, talen: f.Talen, adults: f.Adults, vervoer: f.Vervoer}
	if c := f.Edges.Contactgegevens; c != nil {
		h.lastName, h.street, h.houseNumber, h.phone, h.email = c.LastName, c.Street, c.HouseNumber, c.Phone, c.Email
		h.via, h.at = c.BereikVia, c.BereikOp
		if c.Postcode != "" {
			h.postcode = c.Postcode
		}
	}
	kids := slices.Clone(f.Edges.Children)
	slices.SortFunc(kids, func(a, b *ent.Child) int {
		return strings.Compare(a.BirthMonth+a.FirstName, b.BirthMonth+b.FirstName)
	})
	for _, k := range kids {
		h.children = append(h.children, strings.TrimSpace(k.FirstName+" "+k.BirthMonth))
	}
	for _, d := range ordinary {
		if slices.ContainsFunc(f.Edges.Toestemmingen, func(t *ent.Toestemming) bool { return t.Doel == d && t.WithdrawnAt == nil }) {
			h.consent = append(h.consent, d)
		}
	}
	h.yes = saidBy(f)
	return h
}

// ordinary are the consents that a table can tell of.
var ordinary = []term.Doel{term.DoelContact, term.DoelMatchen}

// consents are what a family said yes to; a plain yes is to all of it.
func consents[R any](name string, at func(*R) *[]term.Doel) column[R] {
	c := choices(name, at)
	read := c.read
	c.read = func(r *R, cell string) *fault.Error {
		if b, ok := sheet.ParseYesNo(cell); ok {
			if *at(r) = nil; b {
				*at(r) = ordinary
			}
			return nil
		}
		f := read(r, cell)
		if f != nil || slices.Contains(*at(r), term.DoelBijzondereGegevens) {
			return fault.New(fault.Invalid, "keuze.uit").With("keuzes", sayAll(ordinary))
		}
		return nil
	}
	return c
}

// permitted holds the consents against what is done with a family: without a yes to be
// called it may not be kept, without one for matching it is in no pool.
func (h *household) permitted(pool bool) (list fault.List) {
	switch {
	case !slices.Contains(h.consent, term.DoelContact):
		list.Add(fault.New(fault.Required, "toestemming.waarvoor").At("toestemming"))
	case pool && !slices.Contains(h.consent, term.DoelMatchen):
		list.Add(fault.New(fault.Guard, "gezin.zoeken").At("toestemming"))
	}
	return list
}

// withdraw takes back what the registration gave and the family did not.
func (h *household) withdraw(ctx context.Context, w *work, of uuid.UUID) error {
	for _, d := range ordinary {
		if slices.Contains(h.consent, d) {
			continue
		}
		err := ent.FromContext(ctx).Toestemming.Update().Where(toestemming.FamilyID(of), toestemming.DoelEQ(d)).SetWithdrawnAt(w.now).Exec(ctx)
		if err != nil {
			return fmt.Errorf("withdrawing a consent: %w", err)
		}
	}
	return nil
}

// filled makes of a row what somebody would have filled in.
func (h household) filled() family.Household {
	f := family.Household{ID: gid.New(gid.Family), Name: h.name, Talen: h.talen, Adults: h.adults, Vervoer: h.vervoer,
		Contact: family.Contact{LastName: &h.lastName, Email: &h.email, Phone: &h.phone, Street: &h.street, HouseNumber: &h.houseNumber, BereikVia: h.via, BereikOp: h.at}}
	if h.postcode != "" {
		f.Postcode = &h.postcode
	}
	if h.village != "" {
		f.Village = &h.village
	}
	for _, cell := range h.children {
		f.Children = append(f.Children, childOf(cell))
	}
	return f
}

var (
	monthAtEnd = regexp.MustCompile(`^(.*?)\s*\(?(\d{4}-\d{2})\)?$`)
	ageAtEnd   = regexp.MustCompile(`^(.*?)\s*\(?(\d{1,2})(?: jaar)?\)?$`)
)

// childOf reads "Noah 2019-04", "Noah (4)", "4 jaar" or "4". Anything else is a name
// without an age, and the registration says so.
func childOf(cell string) family.Child {
	c := family.Child{ID: gid.New(gid.Child), FirstName: cell}
	if m := monthAtEnd.FindStringSubmatch(cell); m != nil {
		c.FirstName, c.BirthMonth = m[1], &m[2]
	} else if m := ageAtEnd.FindStringSubmatch(cell); m != nil {
		if n, ok := sheet.ParseNumber(m[2]); ok {
			c.FirstName, c.Age = m[1], &n
		}
	}
	return c
}

// talen are languages that people write in words.
var talen = map[string]string{
	"nederlands": "nl", "engels": "en", "duits": "de", "frans": "fr", "fries": "fy", "turks": "tr", "arabisch": "ar", "pools": "pl",
	"oekraiens": "uk", "russisch": "ru", "spaans": "es", "portugees": "pt", "italiaans": "it", "roemeens": "ro", "bulgaars": "bg",
	"tigrinya": "ti", "somalisch": "so", "farsi": "fa", "perzisch": "fa", "dari": "fa", "pasjtoe": "ps", "koerdisch": "ku",
	"chinees": "zh", "hongaars": "hu", "grieks": "el", "hindi": "hi", "urdu": "ur",
}

func languages[R any](name string, at func(*R) *[]string, about ...string) column[R] {
	c := texts(name, at, about...)
	read := c.read
	c.read = func(r *R, cell string) *fault.Error {
		f := read(r, cell)
		for i, s := range *at(r) {
			if code, ok := talen[text.Fold(s)]; ok {
				(*at(r))[i] = code
			}
		}
		return f
	}
	return c
}

func idColumn[R any](kind gid.Kind, at func(*R) *uuid.UUID) column[R] {
	return column[R]{sheet.Column{Name: "id"}, func(r *R) string { return at(r).String() }, func(r *R, cell string) *fault.Error {
		id, err := uuid.Parse(cell)
		if err != nil || !gid.Is(id, kind) {
			return fault.New(fault.Invalid, "id.leeg.laten")
		}
		*at(r) = id
		return nil
	}, nil}
}
