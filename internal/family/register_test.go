package family_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"buurtdorp/ent"
	"buurtdorp/ent/child"
	entfamily "buurtdorp/ent/family"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/toestemming"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/family"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
	"buurtdorp/internal/workday"
)

func household(children ...string) family.Household {
	h := family.Household{ID: gid.New(gid.Family), Name: "Samira", Postcode: ptr("3273 AB"), Talen: []string{"ar", "nl"}, Adults: 1,
		Vervoer: []term.Vervoer{term.VervoerFiets}, Contact: family.Contact{Phone: ptr("06 12345678"), Email: ptr("Samira@voorbeeld.nl"),
			Street: ptr("Dijk"), HouseNumber: ptr("3a"), BereikVia: term.BereikViaBericht, BereikOp: []term.Moment{term.MomentAvond}}}
	for _, c := range children {
		h.Children = append(h.Children, family.Child{ID: gid.New(gid.Child), FirstName: c, BirthMonth: ptr("2021-03")})
	}
	return h
}

func (w *world) asks(h family.Household) family.RegisterVraag {
	return family.RegisterVraag{ID: gid.New(gid.Vraaggezin), Region: &w.region.ID, Family: h, Soorten: []term.Soort{term.SoortSpelen},
		Dagdelen: []term.Dagdeel{term.DagdeelWoMiddag}, BangVoor: []term.Dier{term.DierHond}, EigenWoorden: "Even rust.",
		Zorg: []family.Zorg{{Kind: term.ZorgKindAllergie, Dieren: []term.Dier{term.DierKat}}}, Toestemming: true, TextVersion: "2026-11"}
}

func (w *world) offers(h family.Household) family.RegisterSteun {
	return family.RegisterSteun{ID: gid.New(gid.Steungezin), Region: &w.region.ID, Family: h, Soorten: []term.Soort{term.SoortOpvang},
		MaxReisMinuten: 20, LeeftijdVan: ptr(2), LeeftijdTot: ptr(9), Dieren: []term.Dier{}, Rookt: ptr(false), Toestemming: true, TextVersion: "2026-11"}
}

func (w *world) ask(v *viewer.Viewer, in family.RegisterVraag) error {
	return w.do(v, func(ctx context.Context) error { _, err := w.s.RegisterVraaggezin(ctx, in); return err })
}

func (w *world) offer(v *viewer.Viewer, in family.RegisterSteun) error {
	return w.do(v, func(ctx context.Context) error { _, err := w.s.RegisterSteungezin(ctx, in); return err })
}

// rows counts everything a registration writes.
func (w *world) rows() string {
	ctx, c := storetest.Context(), w.db.Client
	return fmt.Sprint(c.Family.Query().CountX(ctx), c.Child.Query().CountX(ctx), c.Contactgegevens.Query().CountX(ctx), c.Vraaggezin.Query().CountX(ctx),
		c.Steungezin.Query().CountX(ctx), c.Screening.Query().CountX(ctx), c.ZorgFeit.Query().CountX(ctx), c.Toestemming.Query().CountX(ctx))
}

func TestRegisterVraaggezinWithoutAnAccount(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		in := w.asks(household("Amin", "Lina"))
		if err := w.ask(viewer.Anonymous(), in); err != nil {
			t.Fatal(err)
		}
		ctx, c := storetest.Context(), db.Client
		x := c.Vraaggezin.GetX(ctx, in.ID)
		if x.State != term.VraagAangemeld || x.MatcherID != nil || x.FamilyID != in.Family.ID || x.RegionID != w.region.ID ||
			x.EigenWoorden != "Even rust." || x.ZorgBesproken || !slices.Equal(x.BangVoor, in.BangVoor) {
			t.Errorf("vraaggezin %+v", x)
		}
		if x.VolgendeStap != "Bellen om kennis te maken" || x.VolgendeDatum == nil || !x.VolgendeDatum.Equal(workday.Add(x.AangemeldOp, 2)) {
			t.Errorf("next: %q %v", x.VolgendeStap, x.VolgendeDatum)
		}
		f := c.Family.Query().Where(entfamily.ID(in.Family.ID)).WithChildren().WithContactgegevens().WithZorgFeiten().WithToestemmingen().OnlyX(ctx)
		if f.Name != "Samira" || f.Pc4 != "3273" || !f.Pc4Known || f.Village != "Westmaas" || f.ConfirmedAt == nil || len(f.Edges.Children) != 2 {
			t.Errorf("family %+v", f)
		}
		d := f.Edges.Contactgegevens
		if d.Phone != "+31612345678" || d.Email != "samira@voorbeeld.nl" || d.Postcode != "3273AB" || d.Street != "Dijk" || d.HouseNumber != "3a" ||
			d.BereikVia != term.BereikViaBericht || !slices.Equal(d.BereikOp, in.Family.Contact.BereikOp) {
			t.Errorf("contact %+v", d)
		}
		if len(f.Edges.ZorgFeiten) != 1 || f.Edges.ZorgFeiten[0].Dieren[0] != term.DierKat {
			t.Errorf("care facts %v", f.Edges.ZorgFeiten)
		}
		if got := given(f); got != "BIJZONDERE_GEGEVENS CONTACT MATCHEN" {
			t.Errorf("consents %s", got)
		}
		if len(w.told) != 1 || w.told[0].What != family.VraagRegistered || w.told[0].Contact.Email != d.Email || !w.told[0].By.Equal(*x.VolgendeDatum) {
			t.Errorf("told %+v", w.told)
		}
		// Who registered without an account can read nothing of it back.
		anon := viewer.NewContext(context.Background(), viewer.Anonymous())
		if n := c.Family.Query().CountX(anon) + c.Vraaggezin.Query().CountX(anon) + c.Contactgegevens.Query().CountX(anon) + c.ZorgFeit.Query().CountX(anon); n != 0 {
			t.Errorf("an anonymous viewer reads %d rows", n)
		}
	})
}

func given(f *ent.Family) string {
	var doelen []string
	for _, t := range f.Edges.Toestemmingen {
		if t.WithdrawnAt == nil && t.Giver == f.Name {
			doelen = append(doelen, string(t.Doel))
		}
	}
	slices.Sort(doelen)
	return strings.Join(doelen, " ")
}

func TestRegisterSteungezinWithoutAnAccount(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		in := w.offers(household())
		in.Family.Postcode, in.Family.Village = nil, ptr("oud-beijerland")
		in.Family.Contact = family.Contact{Email: ptr("noor@voorbeeld.nl"), BereikVia: term.BereikViaBellen}
		if err := w.offer(viewer.Anonymous(), in); err != nil {
			t.Fatal(err)
		}
		ctx, c := storetest.Context(), db.Client
		x := c.Steungezin.Query().Where(steungezin.ID(in.ID)).WithScreening().WithFamily().OnlyX(ctx)
		if x.State != term.SteunAangemeld || x.Capaciteit != 1 || *x.LeeftijdVan != 2 || *x.LeeftijdTot != 9 || !x.DierenBekend ||
			x.ZorgtakenBekend || x.Rookt == nil || *x.Rookt || x.VolgendeDatum == nil || x.VolgendeStap != "Bellen voor een gesprek" {
			t.Errorf("steungezin %+v", x)
		}
		if sc := x.Edges.Screening; sc == nil || sc.GesprekOp != nil {
			t.Errorf("screening %+v", sc)
		}
		f := c.Family.Query().Where(entfamily.ID(x.FamilyID)).WithContactgegevens().WithToestemmingen().WithZorgFeiten().OnlyX(ctx)
		if f.Village != "Oud-Beijerland" || !f.Pc4Known || f.Pc4 != "3261" || f.Edges.Contactgegevens.Postcode != "" {
			t.Errorf("a village: %+v, %+v", f, f.Edges.Contactgegevens)
		}
		if via := f.Edges.Contactgegevens.BereikVia; via != term.BereikViaEmail {
			t.Errorf("who leaves an address only is reached by %s", via)
		}
		if got := given(f); got != "CONTACT MATCHEN" {
			t.Errorf("consents %s", got)
		}
	})
}

// A signed-in parent asks, or offers, for her own family: there is no second household.
func TestRegisterForOnesOwnFamily(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		ctx, c := storetest.Context(), db.Client
		own := w.own(w.steun.FamilyID) // offers already, and now asks
		in := w.asks(household("Amin"))
		in.Region, in.Family.Postcode = nil, nil // what we know need not be said again
		in.Family.Contact = family.Contact{Street: ptr("Kade")}
		before := c.Family.Query().CountX(ctx)
		if err := w.ask(own, in); err != nil {
			t.Fatal(err)
		}
		if c.Family.Query().CountX(ctx) != before {
			t.Error("a second household")
		}
		f := c.Family.Query().Where(entfamily.ID(w.steun.FamilyID)).WithVraaggezinnen().WithChildren().WithContactgegevens().OnlyX(ctx)
		if len(f.Edges.Vraaggezinnen) != 1 || len(f.Edges.Children) != 1 || f.Pc4 != "3273" || f.Name != "Samira" {
			t.Errorf("family %+v", f)
		}
		if d := f.Edges.Contactgegevens; d.Street != "Kade" || d.Phone != "+31612345678" {
			t.Errorf("contact %+v", d)
		}
		// Once more: it is there already, and she is told which.
		again := w.asks(household("Amin"))
		err := w.ask(own, again)
		w.wantFaults(err, "EXISTS gezin.dubbel at id")
		if list := fault.All(err); len(list) != 1 || list[0].Current != in.ID {
			t.Errorf("current is %v", list[0].Current)
		}
		// The offer of an asking family: the same child under a new id is the same child.
		offer := w.offers(household("Amin"))
		if err := w.offer(w.own(w.vraag.FamilyID), offer); err != nil {
			t.Fatal(err)
		}
		twice := w.offers(household("Amin"))
		w.wantFaults(w.offer(w.own(w.vraag.FamilyID), twice), "EXISTS gezin.dubbel at id")
		c.Steungezin.UpdateOneID(offer.ID).SetState(term.SteunGestopt).ExecX(ctx)
		if err := w.offer(w.own(w.vraag.FamilyID), twice); err != nil {
			t.Fatal(err)
		}
		if n := c.Child.Query().Where(child.FamilyID(w.vraag.FamilyID)).CountX(ctx); n != 1 {
			t.Errorf("%d children", n)
		}
		if n := c.Toestemming.Query().Where(toestemming.FamilyID(w.vraag.FamilyID)).CountX(ctx); n != 4 {
			t.Errorf("%d consents: the same yes to the same text is written once", n)
		}
	})
}

// A parent who signed in before she registered gets her household; a matcher who
// writes one down for somebody does not.
func TestWhoGetsTheHousehold(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		ctx, c := storetest.Context(), db.Client
		parent := *w.role["own parent"]
		in := w.asks(household("Amin"))
		if err := w.ask(&parent, in); err != nil {
			t.Fatal(err)
		}
		if u := c.User.GetX(ctx, parent.UserID); u.FamilyID == nil || *u.FamilyID != in.Family.ID {
			t.Errorf("the parent's family is %v", u.FamilyID)
		}
		matcher := *w.role["matcher"]
		if err := w.ask(&matcher, w.asks(household("Bo"))); err != nil {
			t.Fatal(err)
		}
		matcher.FamilyID = w.steun.FamilyID // a matcher with a family of her own
		other := w.offers(household())
		if err := w.offer(&matcher, other); err != nil {
			t.Fatal(err)
		}
		if c.Steungezin.GetX(ctx, other.ID).FamilyID != other.Family.ID {
			t.Error("somebody else's offer went to the matcher's own family")
		}
		if u := c.User.GetX(ctx, matcher.UserID); u.FamilyID != nil {
			t.Error("a matcher became a member of the family she wrote down")
		}
	})
}

// Ids of others are refused in the same words, whosever and whatever they are; and
// nothing at all is written.
func TestIdsThatAreInUse(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		first := w.asks(household("Amin"))
		if err := w.ask(viewer.Anonymous(), first); err != nil {
			t.Fatal(err)
		}
		before := w.rows()
		again := w.asks(household("Lina", "Amin"))
		again.ID, again.Family.ID, again.Family.Children[1].ID = first.ID, first.Family.ID, first.Family.Children[0].ID
		for _, v := range []*viewer.Viewer{viewer.Anonymous(), w.role["matcher"], w.role["own parent"]} {
			w.wantFaults(w.ask(v, again), "EXISTS id.bestaat at id", "EXISTS id.bestaat at family.id", "EXISTS id.bestaat at family.children.1.id")
		}
		w.wantFaults(w.ask(w.own(w.steun.FamilyID), again), "EXISTS id.bestaat at id", "EXISTS id.bestaat at family.children.1.id")
		offer := w.offers(household())
		offer.ID = w.steun.ID
		w.wantFaults(w.offer(viewer.Anonymous(), offer), "EXISTS id.bestaat at id")
		if now := w.rows(); now != before {
			t.Errorf("rows were %s, are %s", before, now)
		}
	})
}

func TestARefusedRegistrationWritesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		before := w.rows()
		in := w.asks(household("Amin"))
		in.Toestemming, in.Soorten, in.Family.Name = false, nil, " "
		w.wantFaults(w.ask(viewer.Anonymous(), in), "REQUIRED keuze.leeg at soorten", "REQUIRED toestemming.nodig at toestemming",
			"REQUIRED voornaam.leeg at family.name")
		offer := w.offers(household())
		offer.Region, offer.LeeftijdVan = ptr(gid.New(gid.Region)), ptr(12)
		w.wantFaults(w.offer(viewer.Anonymous(), offer), "REQUIRED regio.leeg at region", "INVALID leeftijd.volgorde at leeftijdTot")
		if now := w.rows(); now != before {
			t.Errorf("rows were %s, are %s", before, now)
		}
		if len(w.told) > 0 {
			t.Error("somebody was told")
		}
	})
}

func TestTheRegionIsThatOfThePostcode(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		in := w.asks(household("Amin"))
		in.Region = nil
		if err := w.ask(viewer.Anonymous(), in); err != nil {
			t.Fatal(err)
		}
		if x := db.Client.Vraaggezin.GetX(storetest.Context(), in.ID); x.RegionID != w.region.ID {
			t.Error("another region")
		}
		far := w.asks(household("Amin"))
		far.Region, far.Family.Postcode = nil, ptr("9711 AA")
		w.wantFaults(w.ask(viewer.Anonymous(), far), "REQUIRED regio.leeg at region")
		unknown := w.asks(household("Amin"))
		unknown.Family.Postcode = ptr("3298 ZZ")
		if err := w.ask(viewer.Anonymous(), unknown); err != nil {
			t.Fatal(err)
		}
		x := db.Client.Vraaggezin.Query().Where(vraaggezin.ID(unknown.ID)).WithFamily().OnlyX(storetest.Context())
		if x.Edges.Family.Pc4Known || !strings.Contains(x.VolgendeStap, "postcode") {
			t.Errorf("an unknown code is flagged: %v %q", x.Edges.Family.Pc4Known, x.VolgendeStap)
		}
	})
}

// Two phones of one family send at the same time: one vraaggezin.
func TestTwoAtOnceForOneFamily(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		own := w.own(w.steun.FamilyID)
		w.s.Tell = nil
		errs := make([]error, 8)
		var wg sync.WaitGroup
		for i := range errs {
			in := w.asks(household("Amin"))
			wg.Go(func() { errs[i] = w.ask(own, in) })
		}
		wg.Wait()
		made := 0
		for _, err := range errs {
			switch {
			case err == nil:
				made++
			case fault.Has(err, fault.Exists), fault.Has(err, fault.Retryable), fault.Has(err, fault.Conflict):
			default:
				t.Error(err)
			}
		}
		if n := db.Client.Vraaggezin.Query().Where(vraaggezin.FamilyID(own.FamilyID)).CountX(storetest.Context()); made != 1 || n != 1 {
			t.Errorf("%d were told yes, %d rows", made, n)
		}
		if n := db.Client.Child.Query().Where(child.FamilyID(own.FamilyID)).CountX(storetest.Context()); n != 1 {
			t.Errorf("%d children of what was refused", n)
		}
	})
}
