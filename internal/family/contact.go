package family

import (
	"net/mail"
	"strings"

	"buurtdorp/ent"
	"buurtdorp/internal/dutch"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// Contact is how a family is reached, as a person filled it in; nil is not given.
type Contact struct {
	LastName    *string        `json:"lastName"`
	Email       *string        `json:"email"`
	Phone       *string        `json:"phone"`
	Street      *string        `json:"street"`
	HouseNumber *string        `json:"houseNumber"`
	BereikVia   term.BereikVia `json:"bereikVia"`
	BereikOp    []term.Moment  `json:"bereikOp"`
}

// contact checks how a family is reached. At least one way is needed, unless we
// know one already.
func (f *form) contact(at fault.Place, c *Contact, known bool) {
	for _, t := range []struct {
		name string
		text *string
		max  int
	}{
		{"lastName", c.LastName, Limits.LastName},
		{"street", c.Street, Limits.Street},
		{"houseNumber", c.HouseNumber, Limits.HouseNumber},
	} {
		if t.text != nil {
			f.line(at.Field(t.name), t.text, t.max)
		}
	}
	if c.Phone != nil {
		number, ok := phone(*c.Phone)
		if c.Phone = &number; !ok {
			f.faults.Add(at.Field("phone").New(fault.Invalid, "telefoon.vorm"))
		}
	}
	if c.Email != nil {
		address, ok := email(*c.Email)
		if c.Email = &address; !ok {
			f.faults.Add(at.Field("email").New(fault.Invalid, "email.vorm"))
		}
	}
	if !known && !filled(c.Phone) && !filled(c.Email) {
		f.faults.Add(at.Field("phone").New(fault.Required, "contact.leeg"))
	}
	c.BereikOp = set(c.BereikOp)
}

// way is how to reach somebody: as she asked, where that can be done. Who leaves an
// e-mail address only is not called, whatever the form had filled in beforehand.
func way(asked term.BereikVia, phone, email string) term.BereikVia {
	switch {
	case phone == "":
		return term.BereikViaEmail
	case !term.Valid(asked), asked == term.BereikViaEmail && email == "":
		return term.BereikViaBellen
	}
	return asked
}

// phone reads a number as people in the Netherlands write it, and gives it as
// E.164. Empty is no number and no fault; a free one is nobody's own.
func phone(typed string) (string, bool) {
	number, free, ok := dutch.E164(typed)
	if free {
		return text.Line(typed), false
	}
	return number, ok
}

// email reads an address and gives it in small letters. Only plain ones: with
// letters beyond ASCII the two databases do not agree on what is small.
func email(typed string) (string, bool) {
	s := strings.ToLower(text.Line(typed))
	if s == "" {
		return "", true
	}
	a, err := mail.ParseAddress(s)
	_, domain, _ := strings.Cut(s, "@")
	ok := err == nil && a.Name == "" && a.Address == s && len(s) <= Limits.Email && strings.Contains(domain, ".") &&
		!strings.HasSuffix(domain, ".") && !strings.ContainsFunc(s, func(c rune) bool { return c > '~' || c == '[' || c == '"' })
	return s, ok
}

func isLetter(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func filled(s *string) bool { return s != nil && *s != "" }

// merge lays what is given over what there was.
func (c Contact) merge(old *ent.Contactgegevens) ent.Contactgegevens {
	out := ent.Contactgegevens{BereikVia: c.BereikVia, BereikOp: c.BereikOp}
	if old != nil {
		out = *old
		out.BereikVia, out.BereikOp = c.BereikVia, c.BereikOp
	}
	for _, f := range []struct {
		given *string
		to    *string
	}{
		{c.LastName, &out.LastName}, {c.Email, &out.Email}, {c.Phone, &out.Phone},
		{c.Street, &out.Street}, {c.HouseNumber, &out.HouseNumber},
	} {
		if f.given != nil {
			*f.to = *f.given
		}
	}
	out.BereikVia = way(out.BereikVia, out.Phone, out.Email)
	return out
}

// setContact writes all of it.
func setContact[U interface {
	SetLastName(string) U
	SetEmail(string) U
	SetPhone(string) U
	SetStreet(string) U
	SetHouseNumber(string) U
	SetPostcode(string) U
	SetBereikVia(term.BereikVia) U
	SetBereikOp([]term.Moment) U
}](u U, c ent.Contactgegevens) U {
	return u.SetLastName(c.LastName).SetEmail(c.Email).SetPhone(c.Phone).SetStreet(c.Street).
		SetHouseNumber(c.HouseNumber).SetPostcode(c.Postcode).SetBereikVia(c.BereikVia).SetBereikOp(c.BereikOp)
}
