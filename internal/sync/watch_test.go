package sync_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/term"
)

func TestWatch(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		ctx, b := storetest.Context(), sync.NewBus()
		sync.Watch(db.Client, b)
		w := world.New(t, db)
		v, s := w.Vraag(), w.Steun(world.Capaciteit(3))
		k := w.Koppeling(v, s, term.KoppelingKennismaking)
		other := w.Koppeling(w.Vraag(), s, term.KoppelingVerkend)
		m := w.Meetup(w.Place(), time.Hour)
		heard := b.Subscribe(t.Context(), gid.Koppeling, gid.Meetup, gid.Vraaggezin, gid.Steungezin)

		// in runs a change in a transaction; nothing is told before the commit.
		in := func(t *testing.T, end error, change func(ctx context.Context, c *ent.Client)) []sync.Event {
			err := db.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
				change(ctx, tx.Client())
				if got := waiting(heard); len(got) > 0 {
					t.Errorf("told before the commit: %v", got)
				}
				return end
			})
			if !errors.Is(err, end) {
				t.Fatal(err)
			}
			return waiting(heard)
		}
		tells := func(name string, want []uuid.UUID, change func(ctx context.Context, c *ent.Client)) {
			t.Run(name, func(t *testing.T) {
				if got := in(t, errors.New("no"), change); len(got) > 0 {
					t.Errorf("told of what was undone: %v", got)
				}
				if got := in(t, nil, change); !slices.Equal(ids(got), want) {
					t.Errorf("told %v, want %v", ids(got), want)
				}
			})
		}
		tells("a step of a koppeling", []uuid.UUID{k.ID}, func(ctx context.Context, c *ent.Client) {
			c.Koppeling.UpdateOneID(k.ID).SetKennismakingPlaats("in het park").ExecX(ctx)
		})
		tells("many at once", sorted(k.ID, other.ID), func(ctx context.Context, c *ent.Client) {
			c.Koppeling.Update().Where(koppeling.SteungezinID(s.ID())).SetKennismakingPlaats("bij de vijver").ExecX(ctx)
		})
		tells("a dossier on each side", sorted(v.ID(), s.ID()), func(ctx context.Context, c *ent.Client) {
			c.Vraaggezin.UpdateOneID(v.ID()).SetUrgentie(1).ExecX(ctx)
			c.Steungezin.UpdateOneID(s.ID()).SetMaanden(6).ExecX(ctx)
		})
		tells("a household on the list", []uuid.UUID{m.ID}, func(ctx context.Context, _ *ent.Client) {
			w.Through(ctx).Signup(m, v.Family, term.SignupWachtlijst)
		})
		tells("a tick at the door", []uuid.UUID{m.ID}, func(ctx context.Context, c *ent.Client) {
			c.Signup.UpdateOneID(c.Signup.Query().OnlyIDX(ctx)).SetState(term.SignupGeweest).ExecX(ctx)
		})
		tells("a private yes", []uuid.UUID{k.ID}, func(ctx context.Context, _ *ent.Client) {
			w.Through(ctx).Answer(k, v.Parent, term.KantVraag, term.AnswerKennismaking, term.AntwoordJa)
		})
		tells("how it goes", []uuid.UUID{k.ID}, func(ctx context.Context, _ *ent.Client) {
			w.Through(ctx).CheckIn(k, s.Parent, term.KantSteun, term.SmileyGaatWel)
		})
		tells("nobody's business", nil, func(ctx context.Context, c *ent.Client) {
			w.Through(ctx).Note(v.Family, "notitie")
			c.Koppeling.Query().CountX(ctx)
		})

		t.Run("a new one", func(t *testing.T) {
			var made *ent.Koppeling
			got := in(t, nil, func(ctx context.Context, _ *ent.Client) {
				made = w.Through(ctx).Koppeling(v, w.Through(ctx).Steun(), term.KoppelingVerkend)
			})
			if !slices.Contains(got, sync.Event{Kind: gid.Koppeling, ID: made.ID}) {
				t.Errorf("told %v, want %v", got, made.ID)
			}
		})

		t.Run("what failed", func(t *testing.T) {
			err := db.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
				// a stale version: nothing is changed, and the caller goes on
				err := tx.Koppeling.UpdateOneID(k.ID).Where(koppeling.Version(99)).SetPlek(2).Exec(ctx)
				if !ent.IsNotFound(err) {
					t.Error(err)
				}
				return nil
			})
			if got := waiting(heard); err != nil || len(got) > 0 {
				t.Errorf("%v, told %v", err, got)
			}
		})
	})
}

func ids(events []sync.Event) []uuid.UUID {
	var out []uuid.UUID
	for _, e := range events {
		out = append(out, e.ID)
	}
	return sorted(out...)
}

func sorted(list ...uuid.UUID) []uuid.UUID {
	slices.SortFunc(list, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
	return list
}
