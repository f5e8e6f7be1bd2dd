package weging_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/weging"
)

func each(t *testing.T, test func(t *testing.T, w *world.World)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, db *store.DB) { test(t, world.New(t, db)) })
}

// set changes the weights as somebody, in a transaction.
func set(w *world.World, who *world.Person, in weging.Change) (row *ent.Weging, err error) {
	if in.ID == uuid.Nil {
		in.ID = gid.New(gid.Weging)
	}
	err = w.DB.WithTx(context.Background(), func(ctx context.Context, _ *ent.Tx) error {
		row, err = weging.Set(who.In(ctx), in)
		return err
	})
	return row, err
}

// other is a weighing that may be used, and not the standard.
func other() matching.Weights {
	w := matching.Standaard()
	w.Reis, w.Beurt = w.Reis-8, w.Beurt+8
	return w
}

func now(t *testing.T, w *world.World, in *ent.Region) matching.Weights {
	t.Helper()
	got, err := weging.Now(storetest.Context(), w.Client, in.ID)
	if err != nil {
		t.Fatal(err)
	}
	all, err := weging.Of(w.Matcher.Context(), w.Client, []uuid.UUID{w.Region.ID, w.Elsewhere.ID})
	if err != nil || all[in.ID] != got {
		t.Errorf("one by one %+v, together %+v (%v)", got, all[in.ID], err)
	}
	return got
}

// Each change is a version of its own, with its reason, and counts from then on in that
// region only.
func TestVersions(t *testing.T) {
	each(t, func(t *testing.T, w *world.World) {
		if got := now(t, w, w.Region); got != matching.Standaard() {
			t.Errorf("at first %+v", got)
		}
		first, err := set(w, w.HeadMatcher, weging.Change{BaseNummer: 1, Weights: other(), Reden: " wie lang wacht\x00, gaat voor "})
		if err != nil {
			t.Fatal(err)
		}
		if first.Nummer != 2 || first.Reden != "wie lang wacht, gaat voor" || first.ActorID == nil || *first.ActorID != w.HeadMatcher.User.ID || first.RegionID != w.Region.ID {
			t.Errorf("%+v", first)
		}
		want := other()
		want.Versie = 2
		if got := now(t, w, w.Region); got != want {
			t.Errorf("then %+v", got)
		}
		if got := now(t, w, w.Elsewhere); got != matching.Standaard() {
			t.Errorf("elsewhere %+v", got)
		}
		if _, err := set(w, w.HeadMatcher, weging.Change{BaseNummer: 2, Weights: matching.Standaard(), Reden: "toch zoals het was"}); err != nil {
			t.Fatal(err)
		}
		if got := now(t, w, w.Region); got.Versie != 3 || got.Reis != matching.Standaard().Reis {
			t.Errorf("at last %+v", got)
		}
		if n := w.Client.Weging.Query().CountX(storetest.Context()); n != 2 {
			t.Errorf("%d versions", n)
		}
	})
}

// Everything that is not right is said at once, at its place; and nothing is kept.
func TestWhatCannotBeUsed(t *testing.T) {
	each(t, func(t *testing.T, w *world.World) {
		spoiled := func(spoil func(w *matching.Weights)) weging.Change {
			x := other()
			spoil(&x)
			return weging.Change{BaseNummer: 1, Weights: x, Reden: "daarom"}
		}
		for want, in := range map[string]weging.Change{
			"INVALID weging.honderd at weights":                                            spoiled(func(w *matching.Weights) { w.Taal++ }),
			"INVALID getal.bereik at weights.reis; INVALID getal.bereik at weights.huis":   spoiled(func(w *matching.Weights) { w.Reis, w.Huis = 101, -1 }),
			"INVALID weging.banden at weights.pastVanaf":                                   spoiled(func(w *matching.Weights) { w.PastVanaf = 80 }),
			"INVALID weging.honderd at weights; INVALID getal.bereik at weights.goedVanaf": spoiled(func(w *matching.Weights) { w.Hulp, w.GoedVanaf = 0, 101 }),
			"GUARD weging.gelijk at weights; REQUIRED weging.reden at reden":               {BaseNummer: 1, Weights: matching.Standaard(), Reden: " \n"},
			"TOO_LONG tekst.lang at reden":                                                 {BaseNummer: 1, Weights: other(), Reden: strings.Repeat("é", 501)},
			"INVALID bsn.niet at reden":                                                    {BaseNummer: 1, Weights: other(), Reden: "omdat 111222333 dat vroeg"},
			"INVALID id.vreemd at id":                                                      {ID: gid.New(gid.Note), BaseNummer: 1, Weights: other(), Reden: "daarom"},
			"CONFLICT at baseNummer":                                                       {BaseNummer: 2, Weights: other(), Reden: "daarom"},
		} {
			_, err := set(w, w.HeadMatcher, in)
			if err == nil || fault.All(err).Error() != want {
				t.Errorf("%v, want %s", err, want)
			}
		}
		if n := w.Client.Weging.Query().CountX(storetest.Context()); n != 0 {
			t.Errorf("%d versions kept", n)
		}
	})
}

// Only the head matcher, and only for her own region. Who made it up from an older
// version hears what counts now.
func TestWhoMay(t *testing.T) {
	each(t, func(t *testing.T, w *world.World) {
		in := weging.Change{BaseNummer: 1, Weights: other(), Reden: "daarom"}
		for name, who := range map[string]*world.Person{"matcher": w.Matcher, "host": w.Host, "admin": w.Admin, "professional": w.Professional,
			"parent": w.Vraag().Parent, "nobody": world.Anonymous, "matcher elsewhere": w.MatcherElsewhere, "app": w.ThirdParty()} {
			if _, err := set(w, who, in); fault.CodeOf(err) != fault.NotFound {
				t.Errorf("%s: %v", name, err)
			}
		}
		first, err := set(w, w.HeadMatcher, in)
		if err != nil {
			t.Fatal(err)
		}
		_, err = set(w, w.HeadMatcher, in)
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != fault.Conflict || f.Current != first.ID {
			t.Errorf("%+v", err)
		}
		in.ID, in.BaseNummer = first.ID, 2
		if _, err := set(w, w.HeadMatcher, in); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("an id in use: %v", err)
		}
	})
}

// What was written stays as it was: the database itself has no way to change it, and
// holds up that the parts are 100 together.
func TestOnlyWhatAddsUpIsKept(t *testing.T) {
	each(t, func(t *testing.T, w *world.World) {
		row := w.Weging(w.Region, 2)
		if err := w.Client.Weging.Create().SetRegion(w.Region).SetNummer(3).SetReis(99).SetDagdelen(0).SetHulp(0).SetKind(0).SetTaal(0).
			SetOpvoeding(0).SetDuur(0).SetInteresses(0).SetErvaring(0).SetHuis(0).SetBeurt(0).SetGoedVanaf(75).SetPastVanaf(50).
			SetReden("99").Exec(storetest.Context()); err == nil {
			t.Error("99 points are kept")
		}
		if err := w.Client.Weging.Create().SetRegion(w.Region).SetNummer(2).SetReis(100).SetDagdelen(0).SetHulp(0).SetKind(0).SetTaal(0).
			SetOpvoeding(0).SetDuur(0).SetInteresses(0).SetErvaring(0).SetHuis(0).SetBeurt(0).SetGoedVanaf(75).SetPastVanaf(50).
			SetReden("twee keer 2").Exec(storetest.Context()); !ent.IsConstraintError(err) {
			t.Errorf("two versions with one number: %v", err)
		}
		if got := weging.Weights(row); got.Check() != nil || got.Reis != 100 {
			t.Errorf("%+v", got)
		}
	})
}
