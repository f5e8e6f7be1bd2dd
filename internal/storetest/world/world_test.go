package world_test

import (
	"testing"

	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// Every state can be made, on both databases, and everybody sees what is her own.
func TestWorld(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := world.New(t, db)
		for _, state := range term.All[term.KoppelingState]() {
			v, s := w.Vraag(), w.Steun(world.Capaciteit(2))
			k := w.Koppeling(v, s, state)
			if got := w.Refresh(k.ID); got.State != state {
				t.Errorf("made %s, got %s", state, got.State)
			}
			for _, p := range []*world.Person{v.Parent, s.Parent} {
				if n := db.Client.Family.Query().CountX(p.Context()); n < 1 || n > 2 {
					t.Errorf("%s: a parent sees %d families", state, n)
				}
			}
		}
		elsewhere := w.Vraag(world.In(w.Elsewhere), world.Village("4001", "Elders"), world.Child(3), world.Child(12))
		if n := db.Client.Child.Query().CountX(elsewhere.Parent.Context()); n != 2 {
			t.Errorf("%d children, want the two that were asked for", n)
		}
		place := w.Place()
		w.Signup(w.Meetup(place, 24*60*60e9), elsewhere.Family, term.SignupAangemeld)
		w.Note(elsewhere.Family, "notitie")
		w.Allergie(elsewhere.Family, term.DierKat)
		w.Blokkade(elsewhere.Family, w.Steun().Family)
	})
}
