package family_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/family"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

func (w *world) keepApart(ctx context.Context, a, b uuid.UUID) (*family.KeptApart, error) {
	return w.s.KeepApart(ctx, family.Apart{ID: gid.New(gid.Blokkade), FamilyID: a, AnderID: b, Toelichting: "Ze zijn familie van elkaar."})
}

// Who pairs keeps two families apart; only the head matcher ends it. To all others neither
// family is there, also to the families themselves.
func TestWhoKeepsFamiliesApart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		a, b := w.vraag.FamilyID, w.steun.FamilyID
		for _, p := range people {
			w.try(func(ctx, sys context.Context, c *ent.Client) {
				_, err := w.keepApart(by(ctx, w.as(p.name, a)), a, b)
				switch {
				case slices.Contains(p.as, family.Matcher):
					w.wantFaults(err)
				default:
					w.wantFaults(err, "NOT_FOUND at familyId")
				}
			})
			w.try(func(ctx, sys context.Context, c *ent.Client) {
				if _, err := w.keepApart(by(ctx, w.role["matcher"]), a, b); err != nil {
					t.Fatal(err)
				}
				id := c.Blokkade.Query().OnlyX(sys).ID
				_, err := w.s.EndApart(by(ctx, w.as(p.name, a)), id, a, "Ze hebben elkaar gesproken.")
				if !slices.Contains(p.as, family.HeadMatcher) {
					w.wantFaults(err, "NOT_FOUND at id")
					return
				}
				if w.wantFaults(err); c.Blokkade.Query().ExistX(sys) {
					t.Error("they are still kept apart")
				}
				if n := c.Note.Query().CountX(sys); n != 2 {
					t.Errorf("%d dossiers say why", n)
				}
			})
		}
	})
}

// What was only proposed ends, whichever of the two asks; visits are for a person to end.
func TestWhatKeepingApartEnds(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		a, b := w.vraag.FamilyID, w.steun.FamilyID
		ends := []term.KoppelingState{term.KoppelingVerkend, term.KoppelingVoorgesteldSteun, term.KoppelingVoorgesteldVraag, term.KoppelingKennismaking}
		runs := []term.KoppelingState{term.KoppelingProefperiode, term.KoppelingActief, term.KoppelingGepauzeerd, term.KoppelingAfronden}
		for _, state := range term.All[term.KoppelingState]() {
			for _, pair := range [][2]uuid.UUID{{a, b}, {b, a}} {
				w.try(func(ctx, sys context.Context, c *ent.Client) {
					k := w.koppeling(sys, c, state, w.vraag.ID, w.steun.ID)
					kept, err := w.keepApart(by(ctx, w.role["matcher"]), pair[0], pair[1])
					if slices.Contains(runs, state) {
						w.wantFaults(err, "GUARD bezoek.loopt at anderId")
						return
					}
					if w.wantFaults(err); slices.Contains(kept.End, k) != slices.Contains(ends, state) {
						t.Errorf("%s: ends %v", state, kept.End)
					}
				})
			}
		}
	})
}

func TestWhatKeepingApartNeeds(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		a, b := w.vraag.FamilyID, w.steun.FamilyID
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			me := by(ctx, w.role["matcher"])
			_, err := w.s.KeepApart(me, family.Apart{ID: gid.New(gid.Note), FamilyID: a, AnderID: a, Toelichting: " "})
			w.wantFaults(err, "INVALID id.vreemd at id", "INVALID gezin.zelfde at anderId", "REQUIRED gezinnen.waarom at toelichting")
			_, err = w.s.KeepApart(me, family.Apart{ID: gid.New(gid.Blokkade), FamilyID: a, AnderID: gid.New(gid.Family), Toelichting: "x"})
			w.wantFaults(err, "NOT_FOUND at anderId")
			before := c.Family.GetX(sys, b).Version
			if _, err := w.keepApart(me, a, b); err != nil {
				t.Fatal(err)
			}
			if after := c.Family.GetX(sys, b).Version; after == before {
				t.Error("a colleague who has the other family on her screen does not hear of it")
			}
			_, err = w.keepApart(me, b, a)
			w.wantFaults(err, "EXISTS gezinnen.al.apart at anderId")
			_, err = w.s.EndApart(by(ctx, w.role["head matcher"]), c.Blokkade.Query().OnlyX(sys).ID, a, "")
			w.wantFaults(err, "REQUIRED gezinnen.waarom at toelichting")
		})
	})
}
