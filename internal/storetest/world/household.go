package world

import (
	"fmt"
	"slices"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/term"
)

// Option changes one thing about a family before it is made.
type Option func(*plan)

// plan is what a family will be.
type plan struct {
	region        *ent.Region
	pc4, village  string
	ages          []int
	adults        int
	custody       int // how many adults say yes, whoever lives there
	consents      []term.Doel
	screened      bool
	vogGiven      time.Time
	family        []func(*ent.FamilyCreate)
	vraag         []func(*ent.VraaggezinCreate)
	steun         []func(*ent.SteungezinCreate)
	number        string
	parent, child string
}

func (w *World) plan(opts []Option, p plan) *plan {
	p.region, p.adults, p.screened = w.Region, 1, true
	p.vogGiven = w.Now.AddDate(-1, 0, 0)
	p.consents = []term.Doel{term.DoelContact, term.DoelMatchen, term.DoelBijzondereGegevens}
	p.number = fmt.Sprintf("%03d", w.next())
	p.parent, p.child = "ouder "+p.number, "kind "+p.number
	for _, o := range opts {
		o(&p)
	}
	return &p
}

// In puts the family in another region.
func In(r *ent.Region) Option { return func(p *plan) { p.region = r } }

// Village is where it lives: Klaaswaal (3286) and Numansdorp (3281) unless it is said.
func Village(pc4, name string) Option { return func(p *plan) { p.pc4, p.village = pc4, name } }

// Child is one more child of this age, in place of the one of 8 that a vraaggezin has.
func Child(age int) Option {
	return func(p *plan) { p.ages = append(slices.DeleteFunc(p.ages, func(a int) bool { return a == given }), age) }
}

// given stands for the child nobody asked for; it is 8.
const given = -8

// Adults is how many grown-ups there are; every one of a steungezin has a VOG.
func Adults(n int) Option { return func(p *plan) { p.adults = n } }

// WithoutConsent leaves out the consent for one purpose.
func WithoutConsent(doel term.Doel) Option {
	return func(p *plan) {
		p.consents = slices.DeleteFunc(p.consents, func(d term.Doel) bool { return d == doel })
	}
}

// WithoutScreening leaves a steungezin unchecked.
func WithoutScreening() Option { return func(p *plan) { p.screened = false } }

// VogGiven is when the VOGs were given: a year ago unless it is said.
func VogGiven(at time.Time) Option { return func(p *plan) { p.vogGiven = at } }

// Capaciteit is how many vraaggezinnen a steungezin helps at once.
func Capaciteit(n int) Option {
	return Biedt(func(c *ent.SteungezinCreate) { c.SetCapaciteit(n) })
}

// Gezin changes the family's row before it is made.
func Gezin(set func(*ent.FamilyCreate)) Option {
	return func(p *plan) { p.family = append(p.family, set) }
}

// Vraagt changes the vraaggezin's row before it is made.
func Vraagt(set func(*ent.VraaggezinCreate)) Option {
	return func(p *plan) { p.vraag = append(p.vraag, set) }
}

// Biedt changes the steungezin's row before it is made.
func Biedt(set func(*ent.SteungezinCreate)) Option {
	return func(p *plan) { p.steun = append(p.steun, set) }
}

// Yes is what one person said yes to: a child of 12 or older itself, or an adult.
func (w *World) Yes(f *ent.Family, doel term.Doel, giver string, kid *ent.Child) *ent.Toestemming {
	c := w.Client.Toestemming.Create().SetRegionID(f.RegionID).SetFamily(f).SetDoel(doel).SetGiver(giver).
		SetTextVersion("2026-1").SetGivenAt(w.Now)
	if kid != nil {
		c.SetChild(kid)
	}
	return c.SaveX(w.system)
}

// household makes the family with its children, its contactgegevens, its consents and
// a parent who signs in.
func (w *World) household(p *plan) (*ent.Family, *Person) {
	c := w.Client.Family.Create().SetRegion(p.region).SetName("gezin " + p.number).SetPc4(p.pc4).SetVillage(p.village).
		SetTalen([]string{"nl"}).SetAdults(p.adults).SetVervoer([]term.Vervoer{term.VervoerAuto, term.VervoerFiets})
	for _, set := range p.family {
		set(c)
	}
	f := c.SaveX(w.system)
	var big []*ent.Child
	for _, age := range p.ages {
		if age == given {
			age = -given
		}
		kid := w.Client.Child.Create().SetRegion(p.region).SetFamily(f).SetFirstName(p.child).
			SetBirthMonth(clock.Today(w.Now).AddDate(-age, -6, 0).Format("2006-01")).SaveX(w.system)
		if age >= 12 {
			big = append(big, kid)
		}
	}
	w.Client.Contactgegevens.Create().SetRegion(p.region).SetFamily(f).SetLastName("achternaam " + p.number).
		SetEmail("gezin" + p.number + "@voorbeeld.example").SetPhone("+31612345" + p.number).
		SetStreet("straat " + p.number).SetHouseNumber("1").SetPostcode(p.pc4 + "AB").ExecX(w.system)
	for _, doel := range p.consents {
		w.Yes(f, doel, p.parent, nil)
	}
	if slices.Contains(p.consents, term.DoelMatchen) { // each for herself
		for i := 1; i < max(p.adults, p.custody); i++ {
			w.Yes(f, term.DoelMatchen, fmt.Sprintf("%s %c", p.parent, 'a'+rune(i)), nil)
		}
		for _, kid := range big {
			w.Yes(f, term.DoelMatchen, kid.FirstName, kid)
		}
	}
	return f, w.Parent(f, p.parent)
}
