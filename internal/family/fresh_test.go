package family_test

import (
	"context"
	"testing"

	"buurtdorp/ent"
	"buurtdorp/ent/note"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/family"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// A word is fresh for two months, gets old, and is old after three.
func TestVersheid(t *testing.T) {
	now := clock.Now()
	for days, want := range map[int]term.Versheid{0: term.Vers, 55: term.Vers, 65: term.Verouderd, 85: term.Verouderd, 95: term.Oud, 900: term.Oud} {
		if got := family.Versheid(now.AddDate(0, 0, -days), now); got != want {
			t.Errorf("after %d days: %s, want %s", days, got, want)
		}
	}
}

// One tap sends one question, once a week, to who can answer it; and her one tap is the
// answer, for all that she asks and offers.
func TestAskConfirm(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		id, now := w.vraag.FamilyID, clock.Now()
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			as := func(name string) context.Context { return viewer.NewContext(ctx, w.as(name, id)) }
			if _, err := w.s.AskConfirm(as("matcher"), id); !fault.Has(err, fault.Guard) {
				t.Errorf("asked where no mail arrives: %v", err)
			}
			c.Contactgegevens.Update().SetEmail("samira@voorbeeld.example").SetConfirmedAt(now.AddDate(-1, 0, 0)).ExecX(sys)
			c.Family.UpdateOneID(id).SetConfirmedAt(now.AddDate(-1, 0, 0)).ExecX(sys)
			for _, p := range people {
				_, err := w.s.AskConfirm(as(p.name), id)
				if pairs := p.name == "matcher"; pairs != (err == nil) && p.name != "head matcher" {
					t.Errorf("%s asks: %v", p.name, err)
				}
				if p.name == "head matcher" && !fault.Has(err, fault.Exists) {
					t.Errorf("asked twice in a week: %v", err)
				}
			}
			if n := len(w.told); n != 1 || w.told[0].What != family.StillRight || w.told[0].Family.ID != id {
				t.Fatalf("told %d times", n)
			}
			f, err := w.s.ConfirmFamily(as("own parent"), id)
			if err != nil || f.ConfirmedAt.Before(now) {
				t.Fatalf("confirmed: %v", err)
			}
			if x := c.Vraaggezin.GetX(sys, w.vraag.ID); family.Versheid(family.HeardVraag(x), now) != term.Vers {
				t.Error("her question is still old")
			}
			if n := c.Note.Query().CountX(sys); n != 0 {
				t.Errorf("%d notes about what she said herself", n)
			}
		})
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			if _, err := w.s.ConfirmFamily(viewer.NewContext(ctx, w.role["matcher"]), id); err != nil {
				t.Fatal(err)
			}
			if n := c.Note.Query().Where(note.FamilyID(id), note.KindEQ(term.NoteKindTelefoon)).OnlyX(sys); n.Text != "Mondeling: alles klopt nog." {
				t.Errorf("written down: %q", n.Text)
			}
		})
	})
}

// Who was silent for three months is asked by itself, once, and not who has nothing open.
func TestTheClockAsksWhoWasSilent(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		now := clock.Now()
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			c.Contactgegevens.Update().SetEmail("samira@voorbeeld.example").ExecX(sys)
			tick := func() int {
				before := len(w.told)
				if _, err := w.s.Tick(sys, 10); err != nil {
					t.Fatal(err)
				}
				return len(w.told) - before
			}
			if n := tick(); n != 0 {
				t.Errorf("asked %d families that just registered", n)
			}
			c.Family.Update().SetConfirmedAt(now.AddDate(0, -4, 0)).ExecX(sys)
			if n := tick(); n != 0 {
				t.Errorf("asked %d families that wait for our call", n)
			}
			c.Vraaggezin.UpdateOne(w.vraag).SetState(term.VraagWachtend).ExecX(sys)
			c.Steungezin.UpdateOne(w.steun).SetState(term.SteunBeschikbaar).ExecX(sys)
			if n := tick(); n != 2 { // the third has neither a question nor an offer
				t.Errorf("asked %d families", n)
			}
			if n := tick(); n != 0 {
				t.Errorf("asked %d families again", n)
			}
		})
	})
}
