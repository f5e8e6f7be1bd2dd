package koppeling_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/koppelingstep"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// When a family stops, what had not begun ends and what runs is interrupted, and what
// has ended meanwhile stays as it is. Who stops is the one who did it.
func TestRelease(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		somebody := d.Vraag().Parent // these are not hers, and she need not see them
		release := func(end, interrupt []uuid.UUID) error {
			d.forget()
			return d.DB.WithTx(context.Background(), func(ctx context.Context, _ *ent.Tx) error {
				return d.room.Release(somebody.In(ctx), end, interrupt)
			})
		}
		for _, c := range []struct {
			from, to term.KoppelingState
			told     []string
		}{
			{term.KoppelingVerkend, term.KoppelingNietDoorgegaan, nil},
			{term.KoppelingVoorgesteldSteun, term.KoppelingNietDoorgegaan, []string{"STEUN: proposal gone"}},
			{term.KoppelingVoorgesteldVraag, term.KoppelingNietDoorgegaan, []string{"STEUN: proposal gone", "VRAAG: proposal gone"}},
			{term.KoppelingKennismaking, term.KoppelingNietDoorgegaan, []string{"STEUN: stopped", "VRAAG: stopped"}},
			{term.KoppelingAfgerond, term.KoppelingAfgerond, nil},
			{term.KoppelingAfgewezen, term.KoppelingAfgewezen, nil},
		} {
			k := d.Koppeling(d.Vraag(), d.Steun(), c.from)
			if err := release([]uuid.UUID{k.ID}, nil); err != nil {
				t.Fatalf("%s: %v", c.from, err)
			}
			now := d.Refresh(k.ID)
			if now.State != c.to || !slices.Equal(d.heard(), c.told) || now.AfgerondOp == nil || now.VerlooptOp != nil {
				t.Errorf("%s became %+v, told %q", c.from, now, d.heard())
			}
			did := now.QuerySteps().Where(koppelingstep.ActorID(somebody.User.ID)).CountX(storetest.Context())
			if changed := c.from != c.to; (did == 1) != changed {
				t.Errorf("%s: %d steps of hers", c.from, did)
			}
		}
		var run []uuid.UUID
		for _, from := range []term.KoppelingState{term.KoppelingProefperiode, term.KoppelingActief, term.KoppelingGepauzeerd, term.KoppelingAfronden, term.KoppelingOnderbroken, term.KoppelingGestopt} {
			run = append(run, d.Koppeling(d.Vraag(), d.Steun(), from).ID)
		}
		if err := release(nil, run); err != nil {
			t.Fatal(err)
		}
		for _, id := range run[:5] {
			if now := d.Refresh(id); now.State != term.KoppelingOnderbroken || now.PauzeTot != nil {
				t.Errorf("%+v", now)
			}
		}
		if now := d.Refresh(run[5]); now.State != term.KoppelingGestopt {
			t.Errorf("what had stopped became %s", now.State)
		}
		if err := release([]uuid.UUID{gid.New(gid.Koppeling)}, nil); err == nil {
			t.Error("released what is not there")
		}
	})
}
