package family_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/toestemming"
	"buurtdorp/ent/zorgfeit"
	"buurtdorp/internal/clock"
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
				w.wantFaults(err, "GUARD toestemming.volwassene at id")
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
			if newer.Giver != "Samira" || !newer.Mondeling || open() != 3 {
				t.Fatalf("given: %+v, %d open", newer, open())
			}
			if _, err := w.s.WithdrawToestemming(m, newer.ID); err != nil || open() != 1 { // the other adult's own stands
				t.Fatalf("%v, %d open", err, open())
			}
			if _, err := w.s.WithdrawToestemming(m, newer.ID); err != nil {
				t.Errorf("once more: %v", err)
			}
			if n := c.Toestemming.Query().Where(toestemming.FamilyID(id), toestemming.WithdrawnAtIsNil()).CountX(sys); n != 3 {
				t.Errorf("%d other consents stand", n)
			}
			give()
			if open() != 2 {
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

// whoseYes tells what a family misses, as the tables ask it.
func whoseYes(list []family.Ja) (out []string) {
	for _, j := range family.Open(list) {
		out = append(out, fmt.Sprint(j.Wie, j.Nr))
	}
	return out
}

// Each says yes for itself: with custody of two both parents, every adult of a steungezin,
// and every child of 12 or older; no name counts twice.
func TestWhoseYesIsNeeded(t *testing.T) {
	now := clock.Now()
	born := func(age int) string { return clock.Today(now).AddDate(-age, 0, 0).Format("2006-01") }
	small := &ent.Child{ID: gid.New(gid.Child), BirthMonth: clock.Today(now).AddDate(-12, 1, 0).Format("2006-01")}
	twelve, sixteen := &ent.Child{ID: gid.New(gid.Child), BirthMonth: born(12)}, &ent.Child{ID: gid.New(gid.Child), BirthMonth: born(16)}
	yes := func(giver string, kid *ent.Child) *ent.Toestemming {
		one := &ent.Toestemming{Doel: term.DoelMatchen, Giver: giver, GivenAt: now}
		if kid != nil {
			one.ChildID = &kid.ID
		}
		return one
	}
	back := yes("Karim", nil)
	back.WithdrawnAt = &now
	contact := yes("Karim", nil)
	contact.Doel = term.DoelContact
	for name, c := range map[string]struct {
		adults   int
		children []*ent.Child
		said     []*ent.Toestemming
		open     []string
		may      term.Drie
	}{
		"one, and she did":             {1, []*ent.Child{small}, []*ent.Toestemming{yes("Samira", nil)}, nil, term.DrieJa},
		"nobody":                       {1, []*ent.Child{twelve}, nil, []string{"OUDER1", "KIND1"}, term.DrieNee},
		"the same twice":               {2, nil, []*ent.Toestemming{yes("Samira", nil), yes(" samíra", nil)}, []string{"OUDER2"}, term.DrieOnbekend},
		"two":                          {2, nil, []*ent.Toestemming{yes("Samira", nil), yes("Karim", nil)}, nil, term.DrieJa},
		"took it back":                 {2, nil, []*ent.Toestemming{yes("Samira", nil), back}, []string{"OUDER2"}, term.DrieOnbekend},
		"to something else":            {2, nil, []*ent.Toestemming{yes("Samira", nil), contact}, []string{"OUDER2"}, term.DrieOnbekend},
		"a child is no parent":         {2, []*ent.Child{twelve}, []*ent.Toestemming{yes("Samira", nil), yes("Yusuf", twelve)}, []string{"OUDER2"}, term.DrieOnbekend},
		"a parent is no child":         {1, []*ent.Child{twelve}, []*ent.Toestemming{yes("Samira", nil), yes("Karim", nil)}, []string{"KIND1"}, term.DrieOnbekend},
		"of 12 and of 16":              {1, []*ent.Child{small, twelve, sixteen}, []*ent.Toestemming{yes("Samira", nil), yes("Lina", sixteen)}, []string{"KIND2"}, term.DrieOnbekend},
		"every child of 12 and parent": {1, []*ent.Child{twelve, sixteen}, []*ent.Toestemming{yes("Samira", nil), yes("Lina", sixteen), yes("Yusuf", twelve)}, nil, term.DrieJa},
	} {
		list := family.WieJa(term.JaOuder, c.adults, c.children, c.said, now)
		if got := whoseYes(list); !slices.Equal(got, c.open) || family.MagZoeken(list) != c.may {
			t.Errorf("%s: still to ask %v, want %v; may be looked for %s, want %s", name, got, c.open, family.MagZoeken(list), c.may)
		}
	}
	if family.Ouders(term.GezagBeide) != 2 || family.Ouders(term.GezagEen) != 1 || family.Ouders(term.GezagAnders) != 1 {
		t.Error("who has custody says yes")
	}
}

// The pool is closed until each said yes, says whom to ask without a name, and closes again
// when one takes it back.
func TestThePoolWaitsForEveryYes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			id, m, own := w.vraag.FamilyID, by(ctx, w.role["matcher"]), by(ctx, w.own(w.vraag.FamilyID))
			kid := c.Child.Create().SetRegion(w.region).SetFamilyID(id).SetFirstName("Yusuf").SetBirthMonth(clock.Today(clock.Now()).AddDate(-13, 0, 0).Format("2006-01")).SaveX(sys)
			small := c.Child.Create().SetRegion(w.region).SetFamilyID(id).SetFirstName("Lina").SetBirthMonth(clock.Today(clock.Now()).AddDate(-4, 0, 0).Format("2006-01")).SaveX(sys)
			father := c.Toestemming.Query().Where(toestemming.FamilyID(id), toestemming.Giver("Ander van Samira")).OnlyX(sys)
			x := c.Vraaggezin.UpdateOne(w.vraag).SetState(term.VraagIntake).SaveX(sys)
			complete := func() error {
				x = c.Vraaggezin.GetX(sys, x.ID)
				_, err := w.s.CompleteIntake(m, act(x))
				return err
			}
			give := func(ctx context.Context, giver string, child *uuid.UUID, op *time.Time) (*ent.Toestemming, error) {
				return w.s.GiveToestemming(ctx, family.Consent{ID: gid.New(gid.Toestemming), FamilyID: id, Doel: term.DoelMatchen, ChildID: child, Giver: giver, TextVersion: "2026-12", Op: op})
			}
			w.wantFaults(complete(), "GUARD toestemming.kind at id")
			if _, err := w.s.WithdrawToestemming(own, father.ID); err != nil {
				t.Fatal(err)
			}
			w.wantFaults(complete(), "GUARD toestemming.volwassene at id", "GUARD toestemming.kind at id")

			_, err := give(own, "", &small.ID, nil)
			w.wantFaults(err, "INVALID toestemming.jonger at childId")
			stranger := gid.New(gid.Child)
			_, err = give(own, "x", &stranger, nil)
			w.wantFaults(err, "NOT_FOUND at childId")
			_, err = give(m, "Karim", nil, ptr(inDays(2)))
			w.wantFaults(err, "INVALID datum.later at op")
			_, err = give(m, "Karim", nil, ptr(inDays(-800)))
			w.wantFaults(err, "INVALID datum.oud at op")

			said, err := give(own, "", &kid.ID, ptr(inDays(-3)))
			if err != nil || said.Giver != "Yusuf" || said.Mondeling || said.GivenAt.Before(inDays(-1)) {
				t.Errorf("the child on its parent's phone: %v %+v", err, said)
			}
			paper, err := give(m, "Karim", nil, ptr(inDays(-3)))
			if err != nil || !paper.Mondeling || !paper.GivenAt.Before(inDays(-2)) {
				t.Errorf("on paper, signed three days ago: %v %+v", err, paper)
			}
			w.wantFaults(complete())

			got, err := w.s.WithdrawToestemming(own, said.ID)
			if err != nil || got.WithdrawnAt != nil {
				t.Fatal(err)
			}
			if x = c.Vraaggezin.GetX(sys, x.ID); x.State != term.VraagIntake || x.VolgendeStap != "We mogen niet meer zoeken: bespreken hoe het verder gaat" {
				t.Errorf("after a child's no: %s, %q", x.State, x.VolgendeStap)
			}
			if n := c.Toestemming.Query().Where(toestemming.FamilyID(id), toestemming.DoelEQ(term.DoelMatchen), toestemming.WithdrawnAtIsNil()).CountX(sys); n != 2 {
				t.Errorf("%d stand: its parents' own are theirs", n)
			}
		})
	})
}

// One yes more than is needed may be taken back; nothing follows from it.
func TestAYesThatIsNotNeededMayGo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			c.Vraaggezin.UpdateOne(w.vraag).SetState(term.VraagWachtend).SetGezag(term.GezagEen).ExecX(sys)
			other := c.Toestemming.Query().Where(toestemming.FamilyID(w.vraag.FamilyID), toestemming.Giver("Ander van Samira")).OnlyX(sys)
			if _, err := w.s.WithdrawToestemming(by(ctx, w.own(w.vraag.FamilyID)), other.ID); err != nil {
				t.Fatal(err)
			}
			if x := c.Vraaggezin.GetX(sys, w.vraag.ID); x.State != term.VraagWachtend {
				t.Errorf("left the pool: %s", x.State)
			}
		})
	})
}

// Who becomes 12, or comes to live there, is a task for the matcher, once; nothing stops by
// it, and what she planned before goes first. The last yes takes it off her list.
func TestWhoBecomesTwelveIsATask(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			tick := func() { t.Helper(); _, err := w.s.Tick(ctx, 50); w.wantFaults(err) }
			kid := c.Child.Create().SetRegion(w.region).SetFamilyID(w.vraag.FamilyID).SetFirstName("Yusuf").SetBirthMonth(clock.Today(clock.Now()).AddDate(-11, -3, 0).Format("2006-01")).SaveX(sys)
			c.Vraaggezin.UpdateOne(w.vraag).SetState(term.VraagWachtend).SetBevestigdOp(clock.Now()).SetVolgendeStap("Laten weten").SetVolgendeDatum(inDays(30)).ExecX(sys)
			c.Steungezin.UpdateOne(w.steun).SetState(term.SteunBeschikbaar).SetBevestigdOp(clock.Now()).SetVolgendeStap("Vragen").SetVolgendeDatum(inDays(30)).ExecX(sys)
			tick()
			if x, y := c.Vraaggezin.GetX(sys, w.vraag.ID), c.Steungezin.GetX(sys, w.steun.ID); x.VolgendeStap != "Laten weten" || y.VolgendeStap != "Vragen" {
				t.Fatalf("everybody said yes: %q, %q", x.VolgendeStap, y.VolgendeStap)
			}
			c.Child.UpdateOne(kid).SetBirthMonth(clock.Today(clock.Now()).AddDate(-12, 0, 0).Format("2006-01")).ExecX(sys)
			c.Family.UpdateOneID(w.steun.FamilyID).SetAdults(3).ExecX(sys)
			tick()
			x, y := c.Vraaggezin.GetX(sys, w.vraag.ID), c.Steungezin.GetX(sys, w.steun.ID)
			if x.State != term.VraagWachtend || x.VolgendeStap != "Vragen: nog niet iedereen zei zelf ja" || y.State != term.SteunBeschikbaar || y.VolgendeStap != x.VolgendeStap {
				t.Fatalf("%s %q, %s %q", x.State, x.VolgendeStap, y.State, y.VolgendeStap)
			}
			tick()
			if again := c.Vraaggezin.GetX(sys, x.ID); again.Version != x.Version {
				t.Error("told twice")
			}
			_, err := w.s.GiveToestemming(by(ctx, w.own(w.vraag.FamilyID)), family.Consent{ID: gid.New(gid.Toestemming), FamilyID: w.vraag.FamilyID, Doel: term.DoelMatchen, ChildID: &kid.ID, TextVersion: "2026-12"})
			w.wantFaults(err)
			if x = c.Vraaggezin.GetX(sys, x.ID); x.VolgendeStap != "Laten weten hoe het zoeken gaat" {
				t.Errorf("the last yes was said: %q", x.VolgendeStap)
			}
			c.Steungezin.UpdateOne(y).SetVolgendeStap("Bellen").SetVolgendeDatum(inDays(3)).ExecX(sys)
			if tick(); c.Steungezin.GetX(sys, y.ID).VolgendeStap != "Bellen" {
				t.Error("what was planned goes first")
			}
		})
	})
}
