package family

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// Household is who lives there and how they are reached, as a person filled it in.
type Household struct {
	ID       uuid.UUID      `json:"id"`
	Name     string         `json:"name"`
	Postcode *string        `json:"postcode"`
	Village  *string        `json:"village"`
	Talen    []string       `json:"talen"`
	Adults   int            `json:"adults"`
	Vervoer  []term.Vervoer `json:"vervoer"`
	Children []Child        `json:"children"`
	Contact  Contact        `json:"contact"`

	home home
}

// Child is a child as a person filled it in: a month of birth, or an age.
type Child struct {
	ID         uuid.UUID `json:"id"`
	FirstName  string    `json:"firstName"`
	BirthMonth *string   `json:"birthMonth"`
	Age        *int      `json:"age"`

	born string // YYYY-MM
}

// home is where a family lives, as far as we know it.
type home struct {
	pc4      string
	known    bool   // the table of postcodes has it
	village  string // as the table spells it
	postcode string // as given, with its letters
}

// household checks a household. region names the villages; known is a family that
// we know already, so that what it told before need not be said again.
func (f *form) household(h *Household, region string, known bool, now time.Time) {
	at := fault.At("family")
	f.id(at.Field("id"), h.ID, gid.Family)
	if f.line(at.Field("name"), &h.Name, Limits.Name); h.Name == "" {
		f.faults.Add(at.Field("name").New(fault.Required, "voornaam.leeg"))
	}
	f.where(at, h, region, known)
	h.Talen = f.languages(at.Field("talen"), h.Talen)
	if h.Adults < 1 || h.Adults > Limits.Adults {
		f.faults.Add(at.Field("adults").New(fault.Invalid, "gezin.volwassenen").With("max", Limits.Adults))
	}
	h.Vervoer = set(h.Vervoer)
	f.children(at.Field("children"), h.Children, now)
	f.contact(at.Field("contact"), &h.Contact, known)
}

// where reads a postcode in any notation, or takes a village of the region instead.
// An unknown code is taken too: our table is of 2014, and a person looks at it.
func (f *form) where(in fault.Place, h *Household, region string, known bool) {
	at := in.Field("postcode")
	typed, village := "", ""
	if h.Postcode != nil {
		typed = text.Line(*h.Postcode)
	}
	if h.Village != nil {
		village = text.Line(*h.Village)
	}
	if typed == "" && village == "" {
		if !known {
			f.faults.Add(at.New(fault.Required, "postcode.leeg"))
		}
		return
	}
	var chosen geo.Village
	if village != "" {
		villages := geo.Villages(region)
		i := slices.IndexFunc(villages, func(v geo.Village) bool { return text.Fold(v.Naam) == text.Fold(village) })
		if i < 0 && typed == "" {
			f.faults.Add(in.Field("village").New(fault.Invalid, "plaats.vreemd"))
			return
		}
		if i >= 0 {
			chosen = villages[i]
		}
	}
	if typed == "" {
		h.home = home{pc4: chosen.PC4s[0], known: true, village: chosen.Naam}
		return
	}
	code, err := geo.ParsePostcode(typed)
	switch {
	case errors.Is(err, geo.ErrPostbus):
		f.faults.Add(at.New(fault.Invalid, "postcode.postbus"))
		return
	case err != nil:
		f.faults.Add(at.New(fault.Invalid, "postcode.vreemd"))
		return
	}
	h.home = home{code.PC4, code.Known, geo.Cell(code.PC4), code.PC4 + code.Letters}
	if !code.Known {
		h.home.village = chosen.Naam
	}
}

// children checks ids and ages, and works out the month of birth.
func (f *form) children(at fault.Place, list []Child, now time.Time) {
	if len(list) > Limits.Children {
		f.faults.Add(at.New(fault.TooMany, "kinderen.aantal").With("max", Limits.Children))
		return
	}
	seen := map[uuid.UUID]bool{}
	for i := range list {
		c, at := &list[i], at.Index(i)
		if f.id(at.Field("id"), c.ID, gid.Child); seen[c.ID] {
			f.faults.Add(at.Field("id").New(fault.Invalid, "id.vreemd"))
		}
		seen[c.ID] = true
		f.line(at.Field("firstName"), &c.FirstName, Limits.FirstName)
		f.age(at, c, now)
	}
}

// age reads a month of birth, or counts back from an age: a child of 4 was born 4
// years ago this month, near enough until somebody asks.
func (f *form) age(at fault.Place, c *Child, now time.Time) {
	switch {
	case c.BirthMonth != nil && strings.TrimSpace(*c.BirthMonth) != "":
		c.born = strings.TrimSpace(*c.BirthMonth)
		month, err := time.Parse("2006-01", c.born)
		switch age := clock.Age(c.born, now); {
		case err != nil || month.Format("2006-01") != c.born:
			f.faults.Add(at.Field("birthMonth").New(fault.Invalid, "geboortemaand.vorm"))
		case age < 0:
			f.faults.Add(at.Field("birthMonth").New(fault.Invalid, "datum.later"))
		case age > Limits.ChildAge:
			f.faults.Add(at.Field("birthMonth").New(fault.Invalid, "leeftijd.kind"))
		}
	case c.Age == nil:
		f.faults.Add(at.Field("age").New(fault.Required, "leeftijd.kind"))
	case *c.Age < 0 || *c.Age > Limits.ChildAge:
		f.faults.Add(at.Field("age").New(fault.Invalid, "leeftijd.kind"))
	default:
		c.born = bornAt(*c.Age, now)
	}
}

// bornAt is the month somebody of an age was born in, if her birthday is this month.
func bornAt(age int, now time.Time) string {
	y, m, _ := clock.Today(now).Date()
	return time.Date(y-age, m, 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
}

// set puts a list of words in the programme's order, each once.
func set[W interface {
	~string
	Values() []string
}](list []W) []W {
	out := []W{}
	for _, w := range term.All[W]() {
		if slices.Contains(list, w) {
			out = append(out, w)
		}
	}
	return out
}
