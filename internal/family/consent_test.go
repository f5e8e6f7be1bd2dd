package family_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/toestemming"
	"buurtdorp/ent/zorgfeit"
	"buurtdorp/internal/family"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// whoFor tries something that a family and its matchers may do, as everybody.
func (w *world) whoFor(id uuid.UUID, at string, fn func(ctx context.Context, c *ent.Client) error) {
	w.t.Helper()
	for _, p := range people {
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			want := []string{"NOT_FOUND at " + at}
			if len(p.as) > 0 {
				want = nil
			}
			w.wantFaults(fn(by(ctx, w.as(p.name, id)), c), want...)
		})
	}
}

func TestWhoDealsWithAFamily(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		id, sys := w.vraag.FamilyID, storetest.Context()
		yes := db.Client.Toestemming.Query().Where(toestemming.FamilyID(id)).FirstX(sys)
		w.whoFor(id, "id", func(ctx context.Context, _ *ent.Client) error { _, err := w.s.ConfirmFamily(ctx, id); return err })
		w.whoFor(id, "id", func(ctx context.Context, _ *ent.Client) error {
			_, err := w.s.WithdrawToestemming(ctx, yes.ID)
			return err
		})
		w.whoFor(id, "familyId", func(ctx context.Context, _ *ent.Client) error {
			_, err := w.s.GiveToestemming(ctx, family.Consent{ID: gid.New(gid.Toestemming), FamilyID: id, Doel: term.DoelContact, Giver: "Samira", TextVersion: "2026-12"})
			return err
		})
		w.whoFor(id, "familyId", func(ctx context.Context, _ *ent.Client) error {
			_, err := w.s.UpdateContact(ctx, id, 1, family.Contact{Phone: ptr("06 87654321")})
			return err
		})
		for _, p := range people {
			w.try(func(ctx, _ context.Context, _ *ent.Client) {
				_, err := w.s.AddNote(by(ctx, w.as(p.name, id)), family.NewNote{ID: gid.New(gid.Note), FamilyID: id, Text: "Gebeld."})
				if slices.Contains(p.as, family.Matcher) {
					w.wantFaults(err)
				} else {
					w.wantFaults(err, "NOT_FOUND at familyId")
				}
			})
		}
	})
}

// The other family of a koppeling sees the family, and still may do nothing to it.
func TestTheOtherFamilyMayDoNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			k := w.koppeling(sys, c, term.KoppelingActief, w.vraag.ID, w.steun.ID)
			c.Koppeling.UpdateOneID(k).SetSteunZiet(true).SetVraagZiet(true).ExecX(sys)
			ctx = by(ctx, w.own(w.steun.FamilyID))
			if c.Family.Query().CountX(ctx) != 2 {
				t.Fatal("the steungezin should see the other family here")
			}
			_, err := w.s.ConfirmFamily(ctx, w.vraag.FamilyID)
			w.wantFaults(err, "NOT_FOUND at id")
			_, err = w.s.UpdateContact(ctx, w.vraag.FamilyID, 1, family.Contact{Phone: ptr("06 87654321")})
			w.wantFaults(err, "NOT_FOUND at familyId")
		})
	})
}

func TestWithdrawingAConsent(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		withdraw := func(ctx, sys context.Context, c *ent.Client, id uuid.UUID, doel term.Doel) *family.Withdrawn {
			t.Helper()
			yes := c.Toestemming.Query().Where(toestemming.FamilyID(id), toestemming.DoelEQ(doel)).FirstX(sys)
			got, err := w.s.WithdrawToestemming(by(ctx, w.own(id)), yes.ID)
			if err != nil {
				t.Fatal(err)
			}
			return got
		}
		for from, to := range map[term.VraaggezinState]term.VraaggezinState{
			term.VraagAangemeld: term.VraagAangemeld, term.VraagIntake: term.VraagIntake,
			term.VraagWachtend: term.VraagIntake, term.VraagGepauzeerd: term.VraagIntake,
		} {
			w.try(func(ctx, sys context.Context, c *ent.Client) {
				c.Vraaggezin.UpdateOne(w.vraag).SetState(from).SetPauzeTot(inDays(3)).SaveX(sys)
				asked := w.koppeling(sys, c, term.KoppelingVoorgesteldSteun, w.vraag.ID, w.steun.ID)
				got := withdraw(ctx, sys, c, w.vraag.FamilyID, term.DoelMatchen)
				x := c.Vraaggezin.GetX(sys, w.vraag.ID)
				if x.State != to || x.VolgendeStap != "We mogen niet meer zoeken: bespreken hoe het verder gaat" {
					t.Errorf("from %s: %s, next %q", from, x.State, x.VolgendeStap)
				}
				if left := from != to; left && (len(got.End) != 1 || got.End[0] != asked) || !left && len(got.End) != 0 {
					t.Errorf("from %s: loose %+v", from, got.Loose)
				}
			})
		}
		for _, from := range []term.SteungezinState{term.SteunBeschikbaar, term.SteunPauze, term.SteunBevestigen, term.SteunSlapend} {
			w.try(func(ctx, sys context.Context, c *ent.Client) {
				c.Steungezin.UpdateOne(w.steun).SetState(from).SetPauzeTot(inDays(3)).SaveX(sys)
				visit := w.koppeling(sys, c, term.KoppelingActief, w.vraag.ID, w.steun.ID)
				got := withdraw(ctx, sys, c, w.steun.FamilyID, term.DoelMatchen)
				x := c.Steungezin.GetX(sys, w.steun.ID)
				if x.State != term.SteunPauze || x.PauzeTot != nil {
					t.Errorf("from %s: %s until %v", from, x.State, x.PauzeTot)
				}
				if len(got.End)+len(got.Interrupt) > 0 || c.Koppeling.GetX(sys, visit).State != term.KoppelingActief {
					t.Error("visits that run are for the matcher to talk about")
				}
				_, err := w.s.ResumeSteun(by(ctx, w.own(w.steun.FamilyID)), steunAct(x))
				w.wantFaults(err, "GUARD gezin.zoeken at id")
			})
		}
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			c.Vraaggezin.UpdateOne(w.vraag).SetZorgBesproken(true).SaveX(sys)
			for _, id := range []uuid.UUID{w.vraag.FamilyID, w.steun.FamilyID} {
				c.ZorgFeit.Create().SetRegion(w.region).SetFamilyID(id).SetKind(term.ZorgKindAllergie).SaveX(sys)
			}
			withdraw(ctx, sys, c, w.vraag.FamilyID, term.DoelBijzondereGegevens)
			if c.ZorgFeit.Query().Where(zorgfeit.FamilyID(w.vraag.FamilyID)).CountX(sys) != 0 || c.ZorgFeit.Query().CountX(sys) != 1 {
				t.Error("the care facts of this family, and of no other, are wiped")
			}
			if x := c.Vraaggezin.GetX(sys, w.vraag.ID); x.ZorgBesproken || x.State != w.vraag.State {
				t.Errorf("vraaggezin %+v", x)
			}
		})
	})
}

// Every yes to the same question is taken back, and a new one is a new yes.
func TestAConsentIsTakenBackAsAWhole(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			id, m := w.vraag.FamilyID, by(ctx, w.role["matcher"])
			give := func() *ent.Toestemming {
				t.Helper()
				got, err := w.s.GiveToestemming(m, family.Consent{ID: gid.New(gid.Toestemming), FamilyID: id, Doel: term.DoelMatchen, Giver: " Samira ", TextVersion: "2026-12"})
				if err != nil {
					t.Fatal(err)
				}
				return got
			}
			newer := give()
			open := func() int {
				return c.Toestemming.Query().Where(toestemming.FamilyID(id), toestemming.DoelEQ(term.DoelMatchen), toestemming.WithdrawnAtIsNil()).CountX(sys)
			}
			if newer.Giver != "Samira" || open() != 2 {
				t.Fatalf("given: %+v, %d open", newer, open())
			}
			if _, err := w.s.WithdrawToestemming(m, newer.ID); err != nil || open() != 0 {
				t.Fatalf("%v, %d open", err, open())
			}
			if _, err := w.s.WithdrawToestemming(m, newer.ID); err != nil {
				t.Errorf("once more: %v", err)
			}
			if n := c.Toestemming.Query().Where(toestemming.FamilyID(id), toestemming.WithdrawnAtIsNil()).CountX(sys); n != 2 {
				t.Errorf("%d other consents stand", n)
			}
			give()
			if open() != 1 {
				t.Error("a new yes")
			}
			_, err := w.s.GiveToestemming(m, family.Consent{ID: gid.New(gid.Note), FamilyID: id, Doel: term.DoelMatchen, Giver: " ", TextVersion: "<b>"})
			w.wantFaults(err, "INVALID id.vreemd at id", "REQUIRED naam.leeg at giver", "INVALID at textVersion")
			_, err = w.s.GiveToestemming(m, family.Consent{ID: newer.ID, FamilyID: id, Doel: term.DoelMatchen, Giver: "x", TextVersion: "1"})
			w.wantFaults(err, "EXISTS id.bestaat at id")
		})
	})
}

func TestKloptNog(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for from, to := range map[term.SteungezinState]term.SteungezinState{
			term.SteunBevestigen: term.SteunBeschikbaar, term.SteunSlapend: term.SteunBeschikbaar,
			term.SteunBeschikbaar: term.SteunBeschikbaar, term.SteunAangemeld: term.SteunAangemeld,
			term.SteunOpgeschort: term.SteunOpgeschort, term.SteunGestopt: term.SteunGestopt,
		} {
			w.try(func(ctx, sys context.Context, c *ent.Client) {
				c.Steungezin.UpdateOne(w.steun).SetState(from).SaveX(sys)
				f, err := w.s.ConfirmFamily(by(ctx, w.own(w.steun.FamilyID)), w.steun.FamilyID)
				if err != nil || f.ConfirmedAt == nil {
					t.Fatal(err, f)
				}
				x := c.Steungezin.GetX(sys, w.steun.ID)
				if x.State != to || (x.BevestigdOp != nil) != (from != term.SteunGestopt) {
					t.Errorf("from %s: %s, confirmed %v", from, x.State, x.BevestigdOp)
				}
				if c.Family.GetX(sys, w.steun.FamilyID).QueryContactgegevens().OnlyX(sys).ConfirmedAt == nil {
					t.Error("contact details are confirmed with it")
				}
			})
		}
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			if _, err := w.s.ConfirmFamily(by(ctx, w.role["matcher"]), w.vraag.FamilyID); err != nil {
				t.Fatal(err)
			}
			if x := c.Vraaggezin.GetX(sys, w.vraag.ID); x.BevestigdOp == nil || x.State != w.vraag.State {
				t.Errorf("vraaggezin %+v", x)
			}
		})
	})
}

func TestUpdateContact(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			id, own := w.vraag.FamilyID, by(ctx, w.own(w.vraag.FamilyID))
			read := func() *ent.Contactgegevens { return c.Family.GetX(sys, id).QueryContactgegevens().OnlyX(sys) }
			if _, err := w.s.UpdateContact(own, id, 1, family.Contact{Email: ptr("Samira@Voorbeeld.nl"), Street: ptr("Dijk"), BereikVia: term.BereikViaEmail}); err != nil {
				t.Fatal(err)
			}
			d := read()
			if d.Email != "samira@voorbeeld.nl" || d.Phone != "+31612345678" || d.Street != "Dijk" || d.BereikVia != term.BereikViaEmail || d.Version != 2 || d.ConfirmedAt == nil {
				t.Errorf("contact %+v", d)
			}
			_, err := w.s.UpdateContact(own, id, 1, family.Contact{})
			w.wantFaults(err, "CONFLICT at baseVersion")
			_, err = w.s.UpdateContact(own, id, 2, family.Contact{Phone: ptr(""), Email: ptr(" ")})
			w.wantFaults(err, "REQUIRED contact.leeg at contact.phone")
			_, err = w.s.UpdateContact(own, id, 2, family.Contact{Phone: ptr("12"), Email: ptr("x"), LastName: ptr("111222333")})
			w.wantFaults(err, "INVALID telefoon.vorm at contact.phone", "INVALID email.vorm at contact.email", "INVALID bsn.niet at contact.lastName")
			if _, err := w.s.UpdateContact(own, id, 2, family.Contact{Email: ptr(""), BereikVia: term.BereikViaEmail}); err != nil {
				t.Fatal(err)
			}
			if d := read(); d.Email != "" || d.BereikVia != term.BereikViaBellen {
				t.Errorf("without an address she is called: %+v", d)
			}
		})
	})
}

func TestNotes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			m := by(ctx, w.role["matcher"])
			in := family.NewNote{ID: gid.New(gid.Note), FamilyID: w.vraag.FamilyID, Kind: term.NoteKindHuisbezoek, Text: "Rustig huis.\nTuin."}
			if n, err := w.s.AddNote(m, in); err != nil || n.Text != in.Text || n.AuthorID != w.role["matcher"].UserID || n.RegionID != w.region.ID {
				t.Errorf("%v %+v", err, n)
			}
			_, err := w.s.AddNote(m, in)
			w.wantFaults(err, "EXISTS id.bestaat at id")
			_, err = w.s.AddNote(m, family.NewNote{ID: gid.New(gid.Family), FamilyID: w.vraag.FamilyID, Text: " \x00 "})
			w.wantFaults(err, "INVALID id.vreemd at id", "REQUIRED notitie.leeg at text")
			_, err = w.s.AddNote(m, family.NewNote{ID: gid.New(gid.Note), FamilyID: w.vraag.FamilyID, Text: "bsn 111222333"})
			w.wantFaults(err, "INVALID bsn.niet at text")
			_, err = w.s.AddNote(m, family.NewNote{ID: gid.New(gid.Note), FamilyID: gid.New(gid.Family), Text: "x"})
			w.wantFaults(err, "NOT_FOUND at familyId")
		})
	})
}
