package suggest_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/suggest"
	"buurtdorp/internal/term"
)

func (d *desk) whole() *suggest.List {
	d.t.Helper()
	l, err := d.room.Whole(d.Matcher.Context(), d.Region.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	if gap, err := l.Gap(); err != nil || gap != 0 {
		d.t.Errorf("gap %d, %v", gap, err)
	}
	return l
}

func couples(l *suggest.List) map[uuid.UUID]uuid.UUID {
	out := map[uuid.UUID]uuid.UUID{}
	for _, p := range l.Pairs {
		out[p.VraagID] = p.SteunID
	}
	return out
}

func alone(l *suggest.List) (out []uuid.UUID) {
	for _, a := range l.Alone {
		out = append(out, a.VraagID)
	}
	return out
}

// village makes a crowd that differs in much: where, when, with whom, with what room.
func (d *desk) village() (asking []*world.Vraag, offering []*world.Steun) {
	places := [][2]string{{"3286", "Klaaswaal"}, {"3281", "Numansdorp"}, {"3291", "Strijen"}, {"3261", "Oud-Beijerland"}, {"3273", "Westmaas"}}
	times := []term.Dagdeel{term.DagdeelWoMiddag, term.DagdeelVrMiddag, term.DagdeelZaOchtend}
	for i := range 6 {
		p := places[i%len(places)]
		asking = append(asking, d.Vraag(world.Village(p[0], p[1]), world.Child(3+2*i), world.Vraagt(func(c *ent.VraaggezinCreate) {
			c.SetUrgentie(i % 2).SetDagdelen(times[i%3 : i%3+1]).SetKeerPerMaand(1 + i%3).SetNietEigenDorp(i == 4)
		})))
	}
	for j := range 4 {
		p := places[(j+2)%len(places)]
		offering = append(offering, d.Steun(world.Village(p[0], p[1]), world.Capaciteit(1+j%2), world.Child(4*j), world.Biedt(func(c *ent.SteungezinCreate) {
			c.SetDagdelen(times[j%3 : min(j%3+2, 3)]).SetLeeftijdVan(j).SetLeeftijdTot(8 + 3*j).SetMaxReisMinuten(20 + 5*j)
		})))
	}
	d.Blokkade(asking[0].Family, offering[0].Family)
	d.Koppeling(asking[1], offering[1], term.KoppelingAfgewezen)
	return asking, offering
}

// The list is the best of every way to divide these families, judged pair by pair as the
// desk does it elsewhere.
func TestTheListIsTheBestThereIs(t *testing.T) {
	for _, keep := range []int{128, 1, 0} {
		t.Run("", func(t *testing.T) {
			defer suggest.Keeping(keep)()
			each(t, func(t *testing.T, d *desk) {
				asking, offering := d.village()
				score := map[[2]int]int{}
				for i, v := range asking {
					for j, s := range offering {
						verdict := d.judge(v, s)
						if !slices.ContainsFunc(verdict.Hard, func(h matching.Hard) bool { return h.Outcome == term.DrieNee }) {
							score[[2]int{i, j}] = verdict.Score
						}
					}
				}
				type sum struct{ pairs, press, points int }
				better := func(a, b sum) bool {
					return a.pairs > b.pairs || a.pairs == b.pairs && (a.press > b.press || a.press == b.press && a.points > b.points)
				}
				var best func(i int, room []int, skip [2]int) sum
				best = func(i int, room []int, must [2]int) (most sum) {
					if i == len(asking) {
						return sum{}
					}
					if i != must[0] {
						most = best(i+1, room, must)
					} else {
						most = sum{pairs: -100}
					}
					for j := range offering {
						points, fits := score[[2]int{i, j}]
						if !fits || room[j] == 0 || i == must[0] && j != must[1] {
							continue
						}
						room[j]--
						x := best(i+1, room, must)
						room[j]++
						x.pairs, x.press, x.points = x.pairs+1, x.press+asking[i].Row.Urgentie, x.points+points
						if better(x, most) {
							most = x
						}
					}
					return most
				}
				room := []int{1, 2, 1, 2}
				want, l := best(0, room, [2]int{-1, -1}), d.whole()
				if len(score) < 6 || want.pairs < 3 || want.pairs == len(asking) {
					t.Fatalf("%d pairs fit, %+v: not much of a puzzle", len(score), want)
				}
				got := sum{pairs: len(l.Pairs)}
				for _, p := range l.Pairs {
					i := slices.IndexFunc(asking, func(v *world.Vraag) bool { return v.ID() == p.VraagID })
					j := slices.IndexFunc(offering, func(s *world.Steun) bool { return s.ID() == p.SteunID })
					got.press, got.points = got.press+asking[i].Row.Urgentie, got.points+score[[2]int{i, j}]
					if v := l.Verdict(p); !reflect.DeepEqual(v, d.judge(asking[i], offering[j])) {
						t.Errorf("judged otherwise in the list: %+v", v)
					}
					others, verdicts := l.Others(p.Row(), 9)
					if keep < 128 {
						continue // then it knows of some only
					}
					for k, o := range others {
						with := best(0, room, [2]int{i, slices.IndexFunc(offering, func(s *world.Steun) bool { return s.ID() == o.SteunID })})
						if o.Minder != want.pairs-with.pairs || o.Punten != want.points-with.points || verdicts[k].SteunID != o.SteunID {
							t.Errorf("says %+v, and %+v is left of %+v", o, with, want)
						}
					}
				}
				if got != want || l.Score != want.points {
					t.Errorf("%+v (%d), and %+v can be had", got, l.Score, want)
				}
				if l.Waiting != 6 || l.Places != 6 || len(l.Pairs)+len(l.Alone) != 6 || l.Weging != 1 {
					t.Errorf("%+v", l)
				}
				if again := d.whole(); !reflect.DeepEqual(couples(again), couples(l)) || !slices.Equal(alone(again), alone(l)) {
					t.Error("another list of the same families")
				}
			})
		})
	}
}

func TestWhoIsInTheList(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v := d.Vraag()
		d.Koppeling(d.Vraag(), d.Steun(), term.KoppelingProefperiode) // both have each other
		d.Koppeling(d.Vraag(), d.Steun(world.Capaciteit(2)), term.KoppelingVoorgesteldSteun)
		d.Vraag(world.In(d.Elsewhere))
		d.Steun(world.In(d.Elsewhere))
		d.Vraag(world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetState(term.VraagGepauzeerd) }))
		d.Steun(world.Biedt(func(c *ent.SteungezinCreate) { c.SetState(term.SteunPauze) }))
		if l := d.whole(); l.Waiting != 1 || l.Places != 0 || len(l.Alone) != 1 || l.Alone[0].VraagID != v.ID() || len(l.Belet(l.Alone[0].Row())) != 0 {
			t.Errorf("%+v", l)
		}
		half := d.Steun(world.Capaciteit(2)) // one of its two places is taken
		d.Koppeling(d.Vraag(), half, term.KoppelingActief)
		d.Koppeling(v, d.Steun(world.WithoutScreening()), term.KoppelingVerkend) // a shortlist is no reservation
		l := d.whole()
		if l.Waiting != 1 || l.Places != 2 || couples(l)[v.ID()] != half.ID() || l.Pairs[0].Vaker {
			t.Errorf("%+v", l)
		}
	})
}

// Who has nobody reads what stands in the way, and where it is all that does.
func TestWhyNobody(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		first := d.Vraag(world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetUrgentie(1) }))
		second := d.Vraag()
		third := d.Vraag(world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetDagdelen([]term.Dagdeel{term.DagdeelZoAvond}) }))
		d.Steun()
		d.Steun(world.Village("3295", "'s-Gravendeel"), world.WithoutConsent(term.DoelMatchen))
		l := d.whole()
		if len(l.Pairs) != 1 || couples(l)[first.ID()] == uuid.Nil || !slices.Equal(alone(l), []uuid.UUID{second.ID(), third.ID()}) {
			t.Fatalf("%+v", l)
		}
		if taken := l.Alone[0]; taken.Passend != 1 || !slices.Equal(l.Belet(taken.Row()), []suggest.Belet{{"H12", 1, 1}}) {
			t.Errorf("%+v %v", taken, l.Belet(taken.Row()))
		}
		if none := l.Alone[1]; none.Passend != 0 || !slices.Equal(l.Belet(none.Row()), []suggest.Belet{{"H6", 2, 1}, {"H12", 1, 0}}) {
			t.Errorf("%+v %v", none, l.Belet(none.Row()))
		}
	})
}

func TestTheListStops(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		d.village()
		ctx, stop := context.WithCancel(d.Matcher.Context())
		stop()
		if _, err := d.room.Whole(ctx, d.Region.ID); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
}

func TestStatementsOfTheList(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		counted, statements := storetest.Counting(t, d.DB)
		d.room.Client = counted.Client
		d.village()
		statements.Take()
		d.whole()
		first := len(statements.Take())
		for range 3 {
			d.village()
		}
		statements.Take()
		d.whole()
		if again := len(statements.Take()); again != first || first > 21 {
			t.Errorf("%d statements, then %d", first, again)
		}
	})
}
