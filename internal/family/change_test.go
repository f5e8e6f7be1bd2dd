package family_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/child"
	"buurtdorp/ent/contactgegevens"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/toestemming"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/family"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

func TestWhoChangesAHousehold(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		id := w.vraag.FamilyID
		for _, p := range people {
			w.try(func(ctx, sys context.Context, c *ent.Client) {
				_, err := w.s.ChangeFamily(by(ctx, w.as(p.name, id)), family.Change{FamilyID: id, BaseVersion: 1, Adults: ptr(3)})
				if slices.Contains(p.as, family.Matcher) {
					w.wantFaults(err)
				} else {
					w.wantFaults(err, "NOT_FOUND at id")
				}
			})
		}
	})
}

// A family that moved: the village, the postcode and the street, and nothing else of it.
func TestAFamilyMoves(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		id := w.vraag.FamilyID
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			me := by(ctx, w.role["matcher"])
			_, err := w.s.ChangeFamily(me, family.Change{FamilyID: id, BaseVersion: 1, Postcode: ptr("3286 ab"),
				Contact: &family.Contact{Street: ptr("Dorpsstraat"), HouseNumber: ptr("4"), BereikVia: term.BereikViaBellen}})
			w.wantFaults(err)
			f, reach := c.Family.GetX(sys, id), c.Contactgegevens.Query().Where(contactgegevens.FamilyID(id)).OnlyX(sys)
			if f.Village != "Klaaswaal" || f.Pc4 != "3286" || f.Name != "Samira" || f.Adults != 2 {
				t.Errorf("%s %s, %s of %d", f.Pc4, f.Village, f.Name, f.Adults)
			}
			if reach.Postcode != "3286AB" || reach.Street != "Dorpsstraat" || reach.Phone != "+31612345678" {
				t.Errorf("%s %s, %s", reach.Postcode, reach.Street, reach.Phone)
			}
			_, err = w.s.ChangeFamily(me, family.Change{FamilyID: id, BaseVersion: 1, Adults: ptr(1)})
			w.wantFaults(err, "CONFLICT at baseVersion")
			_, err = w.s.ChangeFamily(me, family.Change{FamilyID: id, BaseVersion: f.Version, Name: ptr(" "), Postcode: ptr("12"), Adults: ptr(0), Talen: []string{"xx"},
				Children: []family.Child{{ID: gid.New(gid.Child), Age: ptr(40)}}, Contact: &family.Contact{Phone: ptr("")}})
			w.wantFaults(err, "REQUIRED naam.leeg at name", "INVALID postcode.vreemd at postcode", "INVALID gezin.volwassenen at adults",
				"INVALID taal.vreemd at talen.0", "INVALID leeftijd.kind at children.0.age", "REQUIRED contact.leeg at contact.phone")
		})
	})
}

// A child is born, another turns out to be older, and one does not live here any more: what
// that one said yes to goes with it, and who is 12 is asked from then on.
func TestChildrenOfAHousehold(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		id := w.vraag.FamilyID
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			month := func(years int) string { return clock.Now().AddDate(-years, -1, 0).Format("2006-01") }
			born := func(years int) *ent.Child {
				return c.Child.Create().SetRegionID(w.region.ID).SetFamilyID(id).SetFirstName("Kind").SetBirthMonth(month(years)).SaveX(sys)
			}
			stays, older, leaves := born(20), born(9), born(13)
			c.Toestemming.Create().SetRegionID(w.region.ID).SetFamilyID(id).SetDoel(term.DoelMatchen).SetChild(leaves).SetGiver("Kind").
				SetTextVersion("2026-11").SetGivenAt(clock.Now()).ExecX(sys)
			baby := gid.New(gid.Child)
			_, err := w.s.ChangeFamily(by(ctx, w.role["matcher"]), family.Change{FamilyID: id, BaseVersion: 1, Children: []family.Child{
				{ID: stays.ID, FirstName: "Kind", BirthMonth: &stays.BirthMonth}, // grown up, and left as it is
				{ID: older.ID, FirstName: "Sem", BirthMonth: ptr(month(12))},
				{ID: baby, FirstName: "Lina", Age: ptr(0)},
			}})
			w.wantFaults(err)
			if n := c.Child.Query().Where(child.FamilyID(id)).CountX(sys); n != 3 || c.Child.Query().Where(child.ID(leaves.ID)).ExistX(sys) {
				t.Errorf("%d children", n)
			}
			if c.Toestemming.Query().Where(toestemming.ChildIDNotNil()).ExistX(sys) {
				t.Error("the yes of who left is kept")
			}
			ja, err := family.JaNodig(sys, c, []uuid.UUID{id})
			if err != nil {
				t.Fatal(err)
			}
			open := family.Open(ja[id])
			if !slices.ContainsFunc(open, func(j family.Ja) bool { return j.Child != nil && j.Child.FirstName == "Sem" }) {
				t.Errorf("who turned out to be 12 is not asked: %+v", open)
			}
		})
	})
}

// Somebody more in the house of a steungezin: her VOG and her yes stand on the list.
func TestAnAdultMore(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			c.Steungezin.UpdateOne(w.steun).SetState(term.SteunBeschikbaar).ExecX(sys)
			_, err := w.s.ChangeFamily(by(ctx, w.role["matcher"]), family.Change{FamilyID: w.steun.FamilyID, BaseVersion: 1, Adults: ptr(3)})
			w.wantFaults(err)
			st := c.Steungezin.Query().Where(steungezin.ID(w.steun.ID)).OnlyX(sys)
			if st.VolgendeStap != "Iemand erbij in huis: VOG bekijken en ja vragen" || st.State != term.SteunBeschikbaar {
				t.Errorf("%s: %q", st.State, st.VolgendeStap)
			}
		})
	})
}
