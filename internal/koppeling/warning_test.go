package koppeling_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"buurtdorp/ent"
	entkoppeling "buurtdorp/ent/koppeling"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// plainWarnings are what one finds who reads every course of a region with all that
// happened in it.
func plainWarnings(d *desk, now time.Time) (out []koppeling.Warned, healthy int) {
	all, err := koppeling.Courses(storetest.Context(), d.Client, entkoppeling.RegionID(d.Region.ID), entkoppeling.StateIn(koppeling.Going...))
	if err != nil {
		d.t.Fatal(err)
	}
	for _, c := range all {
		if why := c.Redenen(now); len(why) > 0 {
			out = append(out, koppeling.Warned{ID: c.K.ID, Sinds: koppeling.Sinds(why)})
		}
	}
	slices.SortStableFunc(out, func(a, b koppeling.Warned) int { return b.Sinds.Compare(a.Sinds) })
	return out, len(all) - len(out)
}

// lives give a koppeling the past of a family that mostly answers when it is asked: on its
// days, late, twice on one day with another face, or not; with a child of its own mind,
// rests, looks back, and odd courses.
type lives struct {
	*desk
	*rand.Rand
	c   *ent.Client
	sys context.Context
	now time.Time
}

func (l lives) days(from, to int) time.Duration {
	return time.Duration(from)*24*time.Hour + time.Duration(l.Int64N(int64(to-from)*int64(24*time.Hour))).Truncate(time.Microsecond)
}

func (l lives) koppeling(v *world.Vraag, s *world.Steun, plek int) {
	van := l.now.Add(-l.days(-3, 700))
	c := l.c.Koppeling.Create().SetRegionID(l.Region.ID).SetVraaggezinID(v.ID()).SetSteungezinID(s.ID()).SetMatcherID(l.Matcher.User.ID).
		SetPlek(plek).SetSteunZiet(true).SetVraagZiet(true).SetProefVan(van).SetProefTot(van.AddDate(0, 0, 42)).SetState(term.KoppelingActief).SetActiefSinds(van.Add(l.days(28, 70)))
	odd := l.IntN(20)
	switch {
	case odd < 2:
		c.SetActiefSinds(van.Add(-l.days(0, 40)))
	case odd < 4:
		c.SetActiefSinds(van)
	}
	k := c.SaveX(l.sys)
	switch odd {
	case 5:
		k = l.c.Koppeling.UpdateOne(k).ClearProefVan().SaveX(l.sys)
	case 6:
		k = l.c.Koppeling.UpdateOne(k).SetAfgerondOp(van.Add(l.days(30, 300))).SaveX(l.sys)
	}
	for from := 40; l.IntN(6) == 0 && odd > 6; from += 60 {
		l.turn(k, term.StapPause, van.Add(l.days(from, from+20)))
		if l.IntN(3) > 0 {
			l.turn(k, term.StapResume, van.Add(l.days(from+21, from+60)))
		}
	}
	l.looks(k, van)
	careless := l.IntN(12)
	for i, kant := range term.All[term.Kant]() {
		for day := 12; day < 720; day += []int{14, 30}[min(1, day/26)] {
			if l.IntN(12) < careless && l.IntN(2) == 0 {
				continue
			}
			l.word(k, []*world.Person{v.Parent, s.Parent}[i], kant, van.Add(l.days(day, day+5)))
		}
	}
}

func (l lives) turn(k *ent.Koppeling, stap term.KoppelingStap, at time.Time) {
	if at.Before(l.now) {
		l.c.KoppelingStep.Create().SetRegionID(k.RegionID).SetKoppelingID(k.ID).SetStep(string(stap)).SetToState(k.State).
			SetActorID(l.Matcher.User.ID).SetCreatedAt(at).ExecX(l.sys)
	}
}

func (l lives) word(k *ent.Koppeling, by *world.Person, kant term.Kant, at time.Time) {
	faces := []term.Smiley{term.SmileyNietGoed, term.SmileyGaatWel, term.SmileyGaatWel, term.SmileyGoed}
	for n := 0; n == 0 || l.IntN(12) == 0; n++ {
		if at = at.Add(time.Duration(n) * l.days(0, 1)); at.After(l.now) {
			return
		}
		kid := kant == term.KantVraag && l.IntN(10) == 0
		l.c.CheckIn.Create().SetRegionID(k.RegionID).SetKoppelingID(k.ID).SetKant(kant).SetVanKind(kid).
			SetSmiley(faces[min(len(faces)-1, l.IntN(20))]).SetUserID(by.User.ID).SetCreatedAt(at).ExecX(l.sys)
	}
}

func (l lives) looks(k *ent.Koppeling, van time.Time) {
	for nummer := range l.IntN(4) {
		for _, kant := range term.All[term.Kant]() {
			if l.IntN(6) > 0 {
				l.c.Terugblik.Create().SetRegionID(k.RegionID).SetKoppelingID(k.ID).SetKant(kant).SetNummer(nummer + 1).
					SetHoe([]term.Smiley{term.SmileyNietGoed, term.SmileyGaatWel, term.SmileyGoed, term.SmileyGoed}[l.IntN(4)]).
					SetHoeVaak([]term.HoeVaak{term.HoeVaakVaker, term.HoeVaakPreciesGoed}[min(1, l.IntN(8))]).SetVerder(term.VerderJa).
					SetUserID(l.Matcher.User.ID).SetCreatedAt(van.Add(l.days(42+180*nummer, 60+180*nummer))).ExecX(l.sys)
			}
		}
	}
}

// TestWarningsAreThoseOfEveryCourse: what the database leaves unread has no warning, and
// what the last words tell is what the whole course tells; on any day, for a region that
// asks a month long or two years.
func TestWarningsAreThoseOfEveryCourse(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		now := time.Now().UTC().Truncate(time.Microsecond)
		l := lives{desk: d, Rand: rand.New(rand.NewPCG(3, 8)), now: now}
		var vragen []*world.Vraag
		for range 7 {
			vragen = append(vragen, d.Vraag())
		}
		var steunen []*world.Steun
		for i := range 12 {
			s := d.Steun()
			steunen = append(steunen, s)
			if i%6 == 0 { // a VOG that ends, and of one adult a newer one
				for _, days := range []int{1060, 460}[:1+i/6] {
					d.Client.Vog.Create().SetRegionID(d.Region.ID).SetScreeningID(s.Screening.ID).SetVoornaam("Ander").SetAfgegevenOp(now.AddDate(0, 0, -days)).
						SetFunctieaspect("84").SetGezienOp(now).SetGezienDoorID(d.Matcher.User.ID).ExecX(storetest.Context())
				}
			}
		}
		err := d.World.DB.WithTx(storetest.Context(), func(ctx context.Context, tx *ent.Tx) error {
			l.c, l.sys = ent.FromContext(ctx), ctx
			for _, s := range steunen {
				for p, v := range vragen {
					l.koppeling(v, s, p+1)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		found, healthy, read := 0, 0, 0
		for _, months := range []int{1, 6, 24} {
			r := d.Client.Region.UpdateOneID(d.Region.ID).SetCheckInMonths(months).SaveX(storetest.Context())
			for ago := -40; ago < 120; ago += 23 {
				now := now.AddDate(0, 0, -ago).Add(l.days(0, 1))
				got, err := koppeling.Warnings(storetest.Context(), d.Client, d.Region.ID, now)
				if err != nil {
					t.Fatal(err)
				}
				want, well := plainWarnings(d, now)
				if !slices.EqualFunc(got, want, func(a, b koppeling.Warned) bool { return a.ID == b.ID && a.Sinds.Equal(b.Sinds) }) {
					t.Fatalf("%d months, %d days ago:\n got %v\nwant %v", months, ago, got, want)
				}
				found, healthy = found+len(want), healthy+well
				read += d.Client.Koppeling.Query().Where(koppeling.MayWorry(r, now)).CountX(storetest.Context())
			}
		}
		t.Logf("%d with a warning, %d without, %d read", found, healthy, read)
		if healthy < 200 || found < 200 {
			t.Fatalf("the lives are too much alike: %d with a warning, %d without", found, healthy)
		}
		if extra := read - found; extra > healthy*2/5 { // who spoke months ago, and was not asked since, is read
			t.Errorf("%d of %d that go well are read", extra, healthy)
		}
	})
}

// TestWhatGoesWellIsNotRead: where both sides smile nothing is read, and for one frown one koppeling.
func TestWhatGoesWellIsNotRead(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		now := time.Now().UTC()
		for range 3 {
			v, s := d.Vraag(), d.Steun()
			k := d.Koppeling(v, s, term.KoppelingActief)
			d.CheckIn(k, s.Parent, term.KantSteun, term.SmileyGoed)
		}
		which := koppeling.MayWorry(d.Region, now)
		if n := d.Client.Koppeling.Query().Where(which).CountX(storetest.Context()); n != 0 {
			t.Errorf("%d that go well are read", n)
		}
		sad := d.Vraag()
		d.CheckIn(d.Koppeling(sad, d.Steun(), term.KoppelingActief), sad.Parent, term.KantVraag, term.SmileyNietGoed)
		if n := d.Client.Koppeling.Query().Where(which).CountX(storetest.Context()); n != 1 {
			t.Errorf("%d are read for one frown", n)
		}
	})
}
