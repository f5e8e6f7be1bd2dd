package suggest_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/suggest"
	"buurtdorp/internal/term"
)

func on(days ...term.Dagdeel) world.Option {
	return world.Biedt(func(c *ent.SteungezinCreate) { c.SetDagdelen(days) })
}

// The newest weights of the region count for a list, for one pair, and nowhere else.
func TestTheRegionsOwnWeights(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v := d.Vraag()
		near, far := d.Steun(world.Village("3286", "Klaaswaal")), d.Steun(world.Village("3241", "Middelharnis"))
		before := d.judge(v, far)
		d.Weging(d.Elsewhere, 2)
		if got := d.judge(v, far); got.Weging != 1 || got.Score != before.Score {
			t.Errorf("another region's weights: %+v", got)
		}
		d.Weging(d.Region, 2)
		for _, got := range append(d.list(v, 10), d.judge(v, far), d.judge(v, near)) {
			if got.Weging != 2 || got.Criteria[0].Max != 100 || got.Criteria[1].Max != 0 || got.Score != got.Criteria[0].Points {
				t.Errorf("%+v", got)
			}
		}
		if got := ids(d.list(v, 1)); !slices.Equal(got, []uuid.UUID{near.ID()}) {
			t.Errorf("first is %v", got)
		}
	})
}

// What would help is worked out from what is in the database, and comes true when it is
// written there.
func TestZouHelpenComesTrue(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v := d.Vraag() // asks for Wednesday and Friday afternoon
		for range 2 {
			d.Steun(on(term.DagdeelZaAvond))
		}
		d.Steun(on(term.DagdeelMaAvond, term.DagdeelZaAvond), world.WithoutConsent(term.DoelMatchen))
		helps, err := d.room.ZouHelpen(d.Matcher.Context(), v.Row)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(helps, func(h matching.Helpt) bool { return h.Kant == term.KantVraag })
		if i < 0 || helps[i].Zin != "+2 gezinnen als zaterdagavond ook kan." || len(helps[i].Erbij) != 2 {
			t.Fatalf("%+v", helps)
		}
		d.Client.Vraaggezin.UpdateOne(v.Row).SetDagdelen(append(v.Row.Dagdelen, term.DagdeelZaAvond)).ExecX(storetest.Context())
		var free []uuid.UUID
		for _, one := range d.list(v, 10) {
			if may, _ := matching.MagVoorstellen(one, nil); may {
				free = append(free, one.SteunID)
			}
		}
		if !slices.Equal(free, helps[i].Erbij) {
			t.Errorf("after it %v, said %v", free, helps[i].Erbij)
		}
	})
}

// A steungezin that fits nobody hears which change would bring whom.
func TestZouHelpenSteun(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		s := d.Steun(on(term.DagdeelZaAvond))
		one, two := d.Vraag(), d.Vraag()
		busy := d.Vraag()
		d.Koppeling(busy, d.Steun(), term.KoppelingProefperiode) // not looking any more
		d.Vraag(world.In(d.Elsewhere))
		apart := d.Vraag()
		d.Blokkade(apart.Family, s.Family)
		helps, err := d.room.ZouHelpenSteun(d.Matcher.Context(), s.Row)
		if err != nil || len(helps) == 0 {
			t.Fatal(helps, err)
		}
		got := slices.Clone(helps[0].Erbij)
		want := []uuid.UUID{one.ID(), two.ID()}
		for _, list := range [][]uuid.UUID{got, want} {
			slices.SortFunc(list, func(a, b uuid.UUID) int { return strings.Compare(a.String(), b.String()) })
		}
		if helps[0].Zin != "+2 gezinnen als ze ook op woensdagmiddag kunnen." || !slices.Equal(got, want) {
			t.Errorf("%+v", helps)
		}
	})
}

// For who waits elsewhere and who has a choice, nobody is the only one.
func TestOnlyOptionFor(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		fri := world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetDagdelen([]term.Dagdeel{term.DagdeelVrMiddag}) })
		both, wo := d.Steun(on(term.DagdeelWoMiddag, term.DagdeelVrMiddag)), d.Steun()
		v, only, choice := d.Vraag(), d.Vraag(fri), d.Vraag()
		_ = choice
		got, err := d.room.OnlyOptionFor(d.Matcher.Context(), v.Row, []uuid.UUID{both.ID(), wo.ID()})
		if err != nil || len(got) != 1 || !slices.Equal(got[both.ID()], []uuid.UUID{only.ID()}) {
			t.Errorf("%v %v", got, err)
		}
		if got, _ := d.room.OnlyOptionFor(d.Matcher.Context(), only.Row, []uuid.UUID{both.ID()}); len(got) != 0 {
			t.Errorf("for itself: %v", got)
		}
	})
}

// A preview says who would come first, and changes nothing.
func TestPreview(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v := d.Vraag(world.Vraagt(func(c *ent.VraaggezinCreate) {
			c.SetInteresses([]term.Interesse{term.InteresseMuziek}).SetMaxReisMinuten(60)
		}))
		near := d.Steun(world.Village("3286", "Klaaswaal"))
		music := d.Steun(world.Village("3291", "Strijen"), world.Biedt(func(c *ent.SteungezinCreate) {
			c.SetInteresses([]term.Interesse{term.InteresseMuziek})
		}))
		d.Client.Steungezin.UpdateOne(near.Row).SetInteresses([]term.Interesse{term.InteresseSport}).ExecX(storetest.Context())
		ask := func(w matching.Weights, first int) *suggest.Preview {
			t.Helper()
			p, err := d.room.Preview(d.HeadMatcher.Context(), d.Region.ID, w, first)
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
		if p := ask(matching.Standaard(), 10); p.Veranderd != 0 || len(p.Changes) != 0 || p.Wachtend != 1 || p.Bekeken != 1 {
			t.Errorf("the same weights: %+v", p)
		}
		only := matching.Weights{Versie: 1, Interesses: 100, GoedVanaf: 75, PastVanaf: 50}
		p := ask(only, 10)
		if p.Veranderd != 1 || len(p.Changes) != 1 || p.Changes[0].VraagID != v.ID() {
			t.Fatalf("%+v", p)
		}
		c := p.Changes[0]
		if c.Nu[0].SteunID != near.ID() || c.Nu[0].Anders != 2 || c.Straks[0].SteunID != music.ID() || c.Straks[0].Anders != 2 || c.Straks[0].Score != 100 {
			t.Errorf("%+v", c)
		}
		if p := ask(only, 0); p.Veranderd != 1 || len(p.Changes) != 0 {
			t.Errorf("bounded: %+v", p)
		}
		if n := d.Client.Weging.Query().CountX(storetest.Context()); n != 0 || d.judge(v, near).Weging != 1 {
			t.Errorf("%d versions were kept", n)
		}
	})
}

// What somebody is called, what her neighbourhood is called, and which street she lives in
// is not worth a point: the same families under other names get the same verdict.
func TestOtherNamesTheSameVerdict(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		sys := storetest.Context()
		v, s := d.Vraag(), d.Steun(world.Child(6))
		before := d.judge(v, s)
		for _, f := range []*ent.Family{v.Family, s.Family} {
			d.Client.Family.UpdateOne(f).SetName("Anders Genoemd").SetZoeknaam("anders genoemd").SetVillage("Achter de Dijk").ExecX(sys)
			for _, c := range f.QueryChildren().AllX(sys) {
				d.Client.Child.UpdateOne(c).SetFirstName("Noor").ExecX(sys)
			}
			for _, c := range f.QueryContactgegevens().AllX(sys) {
				d.Client.Contactgegevens.UpdateOne(c).SetStreet("Deftige Laan").SetHouseNumber("1").ExecX(sys)
			}
		}
		if after := d.judge(v, s); !slices.Equal(after.Criteria, before.Criteria) || !slices.Equal(after.Hard, before.Hard) || after.Score != before.Score {
			t.Errorf("%+v became %+v", before, after)
		}
	})
}

// What is asked of the database does not grow with who waits and who is available.
func TestWhatIfStatements(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		counted, statements := storetest.Counting(t, d.DB)
		d.room.Client = counted.Client
		v, s := d.Vraag(world.Child(4)), d.Steun(world.Child(4))
		d.Allergie(v.Family, term.DierPaard)
		ctx := d.Matcher.Context()
		asks := map[string]func() error{
			"vraag":   func() error { _, err := d.room.ZouHelpen(ctx, v.Row); return err },
			"steun":   func() error { _, err := d.room.ZouHelpenSteun(ctx, s.Row); return err },
			"only":    func() error { _, err := d.room.OnlyOptionFor(ctx, v.Row, []uuid.UUID{s.ID()}); return err },
			"preview": func() error { _, err := d.room.Preview(ctx, d.Region.ID, matching.Standaard(), 10); return err },
		}
		measure := func() map[string]int {
			out := map[string]int{}
			for name, ask := range asks {
				d.room = &suggest.Service{Client: counted.Client} // which has nothing in memory
				statements.Take()
				if err := ask(); err != nil {
					t.Fatal(name, err)
				}
				out[name] = len(statements.Take())
			}
			return out
		}
		before := measure()
		for range 12 {
			other := d.Vraag(world.Child(5), world.Child(7))
			d.Allergie(other.Family, term.DierKat)
			d.Blokkade(other.Family, s.Family)
			d.Koppeling(other, d.Steun(), term.KoppelingAfgewezen)
		}
		for name, n := range measure() {
			if n > before[name] || n > 21 {
				t.Errorf("%s took %d statements and takes %d", name, before[name], n)
			}
		}
	})
}
