package suggest_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/suggest"
	"buurtdorp/internal/term"
)

type desk struct {
	*world.World
	t    *testing.T
	room *suggest.Service
}

func each(t *testing.T, test func(t *testing.T, d *desk)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		test(t, &desk{World: world.New(t, db), t: t, room: &suggest.Service{Client: db.Client}})
	})
}

// list asks as a matcher does.
func (d *desk) list(v *world.Vraag, first int) []matching.Verdict {
	d.t.Helper()
	out, err := d.room.For(d.Matcher.Context(), v.Row, first)
	if err != nil {
		d.t.Fatal(err)
	}
	return out
}

func (d *desk) judge(v *world.Vraag, s *world.Steun) matching.Verdict {
	d.t.Helper()
	out, err := d.room.Judge(d.Matcher.Context(), v.Row, s.Row)
	if err != nil {
		d.t.Fatal(err)
	}
	return out
}

func ids(list []matching.Verdict) (out []uuid.UUID) {
	for _, s := range list {
		out = append(out, s.SteunID)
	}
	return out
}

// outcome of one hard constraint.
func outcome(v matching.Verdict, key string) matching.Hard {
	for _, h := range v.Hard {
		if h.Key == key {
			return h
		}
	}
	return matching.Hard{}
}

func TestWhoIsSuggested(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v := d.Vraag()
		near := d.Steun(world.Village("3286", "Klaaswaal"))
		far := d.Steun()
		held := d.Steun(world.Capaciteit(2))
		d.Koppeling(d.Vraag(), held, term.KoppelingActief) // one plek is left
		over := d.Steun()
		d.Koppeling(d.Vraag(), over, term.KoppelingVerlopen) // holds nothing
		onList := d.Steun()
		d.Koppeling(v, onList, term.KoppelingVerkend) // a shortlist is no reservation
		want := []uuid.UUID{near.ID(), far.ID(), held.ID(), over.ID(), onList.ID()}

		d.Steun(world.In(d.Elsewhere))
		d.Steun(world.Biedt(func(c *ent.SteungezinCreate) { c.SetState(term.SteunPauze) }))
		d.Steun(world.WithoutScreening())
		d.Steun(world.WithoutConsent(term.DoelMatchen))
		d.Steun(world.VogGiven(d.Now.AddDate(-3, 0, -1)))
		d.Steun(world.Gezin(func(c *ent.FamilyCreate) { c.SetAdults(2) })) // one VOG too few
		full := d.Steun()
		d.Koppeling(d.Vraag(), full, term.KoppelingVoorgesteldSteun)
		apart := d.Steun()
		d.Blokkade(v.Family, apart.Family)
		d.Client.Steungezin.Create().SetRegion(d.Region).SetFamily(v.Family).SetState(term.SteunBeschikbaar).
			SetAangemeldOp(d.Now).SetBeschikbaarSinds(d.Now).SaveX(storetest.Context()) // itself

		got := ids(d.list(v, 50))
		if len(got) != len(want) || got[0] != near.ID() {
			t.Errorf("suggested %v, want %v with the first in front", got, want)
		}
		for _, id := range want {
			if !slices.Contains(got, id) {
				t.Errorf("not suggested: number %d", slices.Index(want, id))
			}
		}
		for i, s := range d.list(v, 50) {
			if s.SteunID != got[i] {
				t.Errorf("asked again, number %d is another", i)
			}
			if s.Score < 0 || s.Score > 100 || len(s.Hard) != 12 || len(s.Criteria) != 11 {
				t.Errorf("%+v", s)
			}
		}
		for first, n := range map[int]int{-1: 0, 0: 0, 1: 1, 3: 3} {
			if part := ids(d.list(v, first)); len(part) != n || !slices.Equal(part, got[:n]) {
				t.Errorf("the first %d are %v", first, part)
			}
		}
	})
}

// Who comes behind a list still gets an answer, with why not.
func TestAPairThatDoesNotFit(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		sys := storetest.Context()
		v, s := d.Vraag(), d.Steun()
		if ok, open := matching.MagVoorstellen(d.judge(v, s), nil); !ok {
			t.Fatalf("a pair that is in order: %+v", open)
		}
		other := d.Vraag()
		for name, c := range map[string]struct {
			happens func()
			key     string
			outcome term.Drie
			by      term.Waivable
		}{
			"refused before": {func() { d.Koppeling(v, s, term.KoppelingAfgewezen) }, "H3", term.DrieNee, term.WaivableMatcher},
			"kept apart":     {func() { d.Blokkade(v.Family, s.Family) }, "H3", term.DrieNee, term.WaivableNever},
			"full":           {func() { d.Koppeling(other, s, term.KoppelingKennismaking) }, "H2", term.DrieNee, term.WaivableNever},
			"consent withdrawn by steun": {func() {
				c := d.Client.Family.QueryToestemmingen(s.Family).AllX(sys)
				for _, one := range c {
					d.Client.Toestemming.UpdateOne(one).SetWithdrawnAt(d.Now).ExecX(sys)
				}
			}, "H12", term.DrieNee, term.WaivableNever},
		} {
			t.Run(name, func(t *testing.T) {
				v, s = d.Vraag(), d.Steun()
				other = d.Vraag()
				c.happens()
				verdict := d.judge(v, s)
				if h := outcome(verdict, c.key); h.Outcome != c.outcome || h.Waivable != c.by {
					t.Errorf("%+v", h)
				}
				if ok, _ := matching.MagVoorstellen(verdict, nil); ok {
					t.Error("may be proposed")
				}
				if listed := slices.Contains(ids(d.list(v, 50)), s.ID()); listed != (c.by == term.WaivableMatcher) {
					t.Errorf("listed: %v", listed)
				}
				// It is about these two: somebody else has no trouble with it.
				if third := d.judge(d.Vraag(), d.Steun()); outcome(third, c.key).Outcome != term.DrieJa {
					t.Errorf("others: %+v", outcome(third, c.key))
				}
			})
		}
		t.Run("consent given again", func(t *testing.T) {
			v, s := d.Vraag(world.WithoutConsent(term.DoelMatchen)), d.Steun()
			if h := outcome(d.judge(v, s), "H12"); h.Outcome != term.DrieNee || len(d.list(v, 50)) != 0 {
				t.Errorf("without: %+v", h)
			}
			d.Yes(v.Family, term.DoelMatchen, "ouder", nil)
			if h := outcome(d.judge(v, s), "H12"); h.Outcome != term.DrieOnbekend {
				t.Errorf("one of two: %+v", h)
			}
			d.Yes(v.Family, term.DoelMatchen, "de andere ouder", nil)
			if h := outcome(d.judge(v, s), "H12"); h.Outcome != term.DrieJa {
				t.Errorf("with: %+v", h)
			}
		})
	})
}

// What is on both sides' forms arrives in the weighing, one by one.
func TestWhatIsWeighed(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		for name, c := range map[string]struct {
			vraag, steun []world.Option
			key          string
			outcome      term.Drie
		}{
			"in order":               {nil, nil, "H6", term.DrieJa},
			"no dagdeel together":    {nil, []world.Option{world.Biedt(func(c *ent.SteungezinCreate) { c.SetDagdelen([]term.Dagdeel{term.DagdeelMaOchtend}) })}, "H6", term.DrieNee},
			"other weeks":            {[]world.Option{world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetWeken(term.WekenEven) })}, []world.Option{world.Biedt(func(c *ent.SteungezinCreate) { c.SetWeken(term.WekenOneven) })}, "H6", term.DrieNee},
			"too far":                {nil, []world.Option{world.Village("3241", "Middelharnis"), world.Biedt(func(c *ent.SteungezinCreate) { c.SetMaxReisMinuten(10) })}, "H7", term.DrieNee},
			"nobody knows where":     {nil, []world.Option{world.Village("0000", "")}, "H7", term.DrieOnbekend},
			"too old":                {[]world.Option{world.Child(17)}, nil, "H8", term.DrieNee},
			"too many":               {[]world.Option{world.Child(3), world.Child(5), world.Child(7), world.Child(9)}, nil, "H8", term.DrieNee},
			"ages not asked":         {nil, []world.Option{world.Biedt(func(c *ent.SteungezinCreate) { c.SetNillableLeeftijdVan(nil).SetMaxKinderen(0) })}, "H8", term.DrieOnbekend},
			"other help":             {nil, []world.Option{world.Biedt(func(c *ent.SteungezinCreate) { c.SetSoorten([]term.Soort{term.SoortVervoer}) })}, "H9", term.DrieNee},
			"no language":            {[]world.Option{world.Gezin(func(c *ent.FamilyCreate) { c.SetTalen([]string{"ar"}) })}, nil, "H10", term.DrieNee},
			"no language, a tolk":    {[]world.Option{world.Gezin(func(c *ent.FamilyCreate) { c.SetTalen([]string{"ar"}) }), world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetTolk(true) })}, nil, "H10", term.DrieJa},
			"logeren":                {[]world.Option{world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetSoorten([]term.Soort{term.SoortLogeren}) })}, nil, "H11", term.DrieNee},
			"care not talked about":  {[]world.Option{world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetZorgBesproken(false) })}, nil, "H5", term.DrieOnbekend},
			"afraid of dogs":         {[]world.Option{world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetBangVoor([]term.Dier{term.DierHond}) })}, []world.Option{world.Biedt(func(c *ent.SteungezinCreate) { c.SetDieren([]term.Dier{term.DierHond}) })}, "H5", term.DrieNee},
			"rather another village": {[]world.Option{world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetNietEigenDorp(true) })}, []world.Option{world.Village("3286", "Klaaswaal")}, "H4", term.DrieNee},
			"steun: rather another":  {nil, []world.Option{world.Village("3286", "Klaaswaal"), world.Biedt(func(c *ent.SteungezinCreate) { c.SetNietEigenDorp(true) })}, "H4", term.DrieNee},
		} {
			t.Run(name, func(t *testing.T) {
				if h := outcome(d.judge(d.Vraag(c.vraag...), d.Steun(c.steun...)), c.key); h.Outcome != c.outcome {
					t.Errorf("%+v, want %s", h, c.outcome)
				}
			})
		}
		t.Run("care", func(t *testing.T) {
			for kind, c := range map[string]struct {
				fact  func(*ent.ZorgFeitCreate)
				steun func(*ent.SteungezinCreate)
			}{
				"allergy":    {func(c *ent.ZorgFeitCreate) { c.SetDieren([]term.Dier{term.DierKat}) }, func(c *ent.SteungezinCreate) { c.SetDieren([]term.Dier{term.DierKat}) }},
				"asthma":     {func(c *ent.ZorgFeitCreate) { c.SetAstma(true) }, func(c *ent.SteungezinCreate) { c.SetRookt(true) }},
				"wheelchair": {func(c *ent.ZorgFeitCreate) { c.SetZorgtaken([]term.Zorgtaak{term.ZorgtaakRolstoel}) }, func(c *ent.SteungezinCreate) { c.SetToegankelijk(false) }},
				"medicine":   {func(c *ent.ZorgFeitCreate) { c.SetZorgtaken([]term.Zorgtaak{term.ZorgtaakMedicatie}) }, func(c *ent.SteungezinCreate) {}},
			} {
				v, s := d.Vraag(), d.Steun(world.Biedt(c.steun))
				fact := d.Client.ZorgFeit.Create().SetRegion(d.Region).SetFamily(v.Family).SetKind(term.ZorgKindGezondheid)
				c.fact(fact)
				fact.SaveX(storetest.Context())
				if h := outcome(d.judge(v, s), "H5"); h.Outcome != term.DrieNee || h.Waivable != term.WaivableNever {
					t.Errorf("%s: %+v", kind, h)
				}
			}
		})
	})
}

// The engine's sentences name nobody, and repeat nothing that a family told.
func TestAVerdictNamesNobody(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun(world.Child(6))
		d.Allergie(v.Family, term.DierPaard)
		d.Note(v.Family, "notitie van de matcher")
		raw, err := json.Marshal(append(d.list(v, 10), d.judge(v, s)))
		if err != nil {
			t.Fatal(err)
		}
		for _, never := range []string{"gezin 0", "ouder 0", "kind 0", "straat", "achternaam", "@", "+316", "eigen woorden", "volgende stap",
			"notitie", "relatie", "paard", "3286", "3281", "Klaaswaal", "Numansdorp"} {
			if strings.Contains(strings.ToLower(string(raw)), strings.ToLower(never)) {
				t.Errorf("%q stands in a verdict", never)
			}
		}
	})
}

// Inside a transaction the room sees what was just written there.
func TestJudgeInTheTransaction(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s, other := d.Vraag(), d.Steun(), d.Vraag()
		err := d.DB.WithTx(storetest.Context(), func(ctx context.Context, _ *ent.Tx) error {
			d.Through(ctx).Koppeling(other, s, term.KoppelingActief)
			verdict, err := d.room.Judge(d.Matcher.In(ctx), v.Row, s.Row)
			if h := outcome(verdict, "H2"); h.Outcome != term.DrieNee {
				t.Errorf("%+v", h)
			}
			list, err2 := d.room.For(d.Matcher.In(ctx), v.Row, 10)
			if len(list) != 0 {
				t.Errorf("suggests %v", ids(list))
			}
			if err == nil {
				err = err2
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// What is asked of the database does not grow with the pool: not the number of
// statements, and not their length, for a database takes only so many parameters.
func TestStatements(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		counted, statements := storetest.Counting(t, d.DB)
		d.room.Client = counted.Client
		v := d.Vraag()
		d.Koppeling(v, d.Steun(), term.KoppelingAfgewezen)
		asked := func() (out []string) {
			for _, line := range statements.Take() {
				text, _, _ := strings.Cut(line, " args=")
				out = append(out, text)
			}
			return out
		}
		measure := func() (list, pair []string) {
			s := d.Steun()
			asked()
			d.list(v, 10)
			list = asked()
			if _, err := d.room.Judge(d.Matcher.Context(), v.Row, s.Row); err != nil {
				t.Fatal(err)
			}
			return list, asked()
		}
		d.Steun(world.Child(4))
		list, pair := measure()
		for range 25 {
			s := d.Steun(world.Child(4), world.Child(6), world.Adults(2), world.Capaciteit(2))
			d.Koppeling(d.Vraag(), s, term.KoppelingActief)
			d.Blokkade(v.Family, s.Family)
			d.Koppeling(v, d.Steun(), term.KoppelingAfgewezen)
		}
		if l, p := measure(); !slices.Equal(l, list) || !slices.Equal(p, pair) {
			t.Errorf("a list took %d statements and takes %d, a pair %d and %d; or one of them has grown", len(list), len(l), len(pair), len(p))
		}
		if len(list) > 20 || len(pair) > 17 { // of the list two count the pool, and one asks whether what was kept is still so
			t.Errorf("%d for a list, %d for a pair", len(list), len(pair))
		}
	})
}
