// Package world fills a test's database with two small regions in which everything
// is in order: a vraaggezin that waits, a steungezin that is available, and the
// people who work there. A test takes what it needs and changes one thing.
//
//	w := world.New(t, db)
//	v := w.Vraag(world.Child(8))
//	s := w.Steun(world.Capaciteit(2))
//	k := w.Koppeling(v, s, term.KoppelingProefperiode)
//	ctx := w.Matcher.Context()  // v.Parent, w.Host, world.Anonymous ...
//
// Everything is written with ent as the system, so the database's own constraints
// hold, and nothing of the domain rooms is used: what they do is what is tested.
// Families are called "gezin 001", "gezin 002" ... in the order they are made; their
// children, streets, numbers and addresses carry the same number, so that a test can
// look for what must not be there.
package world

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// World is the Hoeksche Waard with everybody who works there, and a region beside it.
type World struct {
	DB *store.DB
	// Client is what the world writes with: the database's own, or that of a
	// transaction; see Through.
	Client *ent.Client
	// Now is the moment the world was made.
	Now time.Time

	Region, Elsewhere *ent.Region

	Matcher, HeadMatcher, Host, Professional, Admin *Person
	// MatcherElsewhere may see nothing here.
	MatcherElsewhere *Person

	system context.Context
	made   *atomic.Int64
}

// New makes both regions and their staff.
func New(t testing.TB, db *store.DB) *World {
	t.Helper()
	w := &World{DB: db, Client: db.Client, Now: clock.Now(), system: storetest.Context(), made: &atomic.Int64{}}
	w.Region = w.region("hoeksche-waard", "Hoeksche Waard")
	w.Elsewhere = w.region("elders", "Elders")
	w.Matcher = w.Person(w.Region, "Mieke", term.RoleMatcher)
	w.HeadMatcher = w.Person(w.Region, "Hedwig", term.RoleHeadMatcher)
	w.Host = w.Person(w.Region, "Greet", term.RoleHost)
	w.Professional = w.Person(w.Region, "Pim", term.RoleProfessional)
	w.Admin = w.Person(w.Region, "Ada", term.RoleAdmin)
	w.MatcherElsewhere = w.Person(w.Elsewhere, "Mats", term.RoleMatcher)
	return w
}

// Through gives the same world, written through the transaction in ctx, if there is
// one. On SQLite a test that writes past its own transaction waits for itself.
func (w *World) Through(ctx context.Context) *World {
	inside := *w
	if c := ent.FromContext(ctx); c != nil {
		inside.Client, inside.system = c, rule.System(ctx)
	}
	return &inside
}

// Place is an ontmoetingsplek in Westmaas.
func (w *World) Place() *ent.Place {
	return w.Client.Place.Create().SetRegion(w.Region).SetName(fmt.Sprintf("plek %03d", w.next())).
		SetPostcode("3273").SetVillage("Westmaas").SetLat(51.787).SetLon(4.475).SaveX(w.system)
}

// Meetup begins so long from now, lasts two hours and has ten places.
func (w *World) Meetup(at *ent.Place, in time.Duration) *ent.Meetup {
	return w.Client.Meetup.Create().SetRegionID(at.RegionID).SetPlace(at).SetTitle("Koffie in Westmaas").SetCapacity(10).
		SetStartsAt(w.Now.Add(in)).SetEndsAt(w.Now.Add(in + 2*time.Hour)).SaveX(w.system)
}

// Signup puts one adult and two children of a family on the list.
func (w *World) Signup(m *ent.Meetup, f *ent.Family, state term.SignupState) *ent.Signup {
	return w.Client.Signup.Create().SetRegionID(m.RegionID).SetMeetup(m).SetFamily(f).SetState(state).
		SetAdults(1).SetChildren(2).SaveX(w.system)
}

// Note is a matcher's note about a family.
func (w *World) Note(f *ent.Family, text string) *ent.Note {
	return w.Client.Note.Create().SetRegionID(f.RegionID).SetFamily(f).SetAuthorID(w.Matcher.User.ID).SetText(text).SaveX(w.system)
}

// Zorg is a worry of a parent, with what was done with it.
func (w *World) Zorg(by *Person, f *ent.Family, about *ent.Koppeling, tekst string, stappen ...term.ZorgStap) *ent.Zorgmelding {
	c := w.Client.Zorgmelding.Create().SetRegionID(f.RegionID).SetFamily(f).SetAuthorID(by.User.ID).SetTekst(tekst)
	if about != nil {
		c.SetKoppeling(about)
	}
	if len(stappen) > 0 {
		c.SetGezienOp(w.Now)
	}
	z := c.SaveX(w.system)
	for _, stap := range stappen {
		w.Client.ZorgmeldingStap.Create().SetRegionID(f.RegionID).SetZorgmelding(z).SetActorID(w.Matcher.User.ID).SetStap(stap).
			SetToelichting("afweging van de matcher").ExecX(w.system)
	}
	return z
}

// Blokkade keeps two families apart.
func (w *World) Blokkade(vraag, steun *ent.Family) *ent.Blokkade {
	return w.Client.Blokkade.Create().SetRegionID(vraag.RegionID).SetVraagFamily(vraag).SetSteunFamily(steun).SaveX(w.system)
}

// Allergie is a care fact about a family's child.
func (w *World) Allergie(f *ent.Family, dieren ...term.Dier) *ent.ZorgFeit {
	return w.Client.ZorgFeit.Create().SetRegionID(f.RegionID).SetFamily(f).SetKind(term.ZorgKindAllergie).
		SetDieren(dieren).SaveX(w.system)
}

// Weging is the next way a region weighs: only travel counts.
func (w *World) Weging(in *ent.Region, nummer int) *ent.Weging {
	return w.Client.Weging.Create().SetRegion(in).SetNummer(nummer).SetReis(100).SetDagdelen(0).SetHulp(0).SetKind(0).SetTaal(0).
		SetOpvoeding(0).SetDuur(0).SetInteresses(0).SetErvaring(0).SetHuis(0).SetBeurt(0).SetGoedVanaf(75).SetPastVanaf(50).
		SetActorID(w.HeadMatcher.User.ID).SetReden("dichtbij is hier het belangrijkst").SaveX(w.system)
}

func (w *World) region(key, name string) *ent.Region {
	return w.Client.Region.Create().SetKey(key).SetName(name).SaveX(w.system)
}

func (w *World) next() int64 { return w.made.Add(1) }
