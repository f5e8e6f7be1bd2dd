package suggest

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/toestemming"
	"buurtdorp/ent/vog"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// brute reads everybody and weighs everybody: what For has to say too.
func brute(ctx context.Context, c *ent.Client, v *ent.Vraaggezin, first int) ([]matching.Verdict, error) {
	sys := rule.System(ctx)
	side, err := readVraag(sys, c, v.ID)
	if err != nil {
		return nil, err
	}
	apart, err := readBetween(sys, c, v)
	if err != nil {
		return nil, err
	}
	pool, err := available(v.RegionID).read(sys, c)
	if err != nil {
		return nil, err
	}
	var cs []matching.Candidate
	for _, st := range pool {
		steun := side.region.steun(st)
		offer := matching.Bied(&steun)
		j := geo.Between(side.vraag.PC4, steun.PC4, matching.ReistMet(&side.vraag, &steun))
		if st.FamilyID != v.FamilyID {
			cs = append(cs, matching.Candidate{Steun: steun, Paar: apart.paar(&offer, j.On(geo.Moments(matching.SamenOp(&side.vraag, &steun))))})
		}
	}
	return side.weights.Rank(side.vraag, cs, clock.Now(), first), nil
}

// However it is found, from who lives near, from all, or from what was kept, it is what one
// finds who weighs everybody, also right after something changed.
func TestForIsWhatBruteForceFinds(t *testing.T) {
	defer func(parts, most int) { partOf, large = parts, most }(partOf, large)
	partOf, large = 100, 100                                              // so that this is a large region
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue { // each reads a region several times
		if err := f.Value.Set("12"); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = f.Value.Set(f.DefValue) }()
	}
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		v := populate(t, db, 300)
		h := &oracle{db: db, c: db.Client, sys: rule.System(storetest.Context()), v: v, room: &Service{Client: db.Client}, nummer: 1}
		h.steunen = db.Client.Steungezin.Query().WithScreening().AllX(h.sys)
		rapid.Check(t, func(t *rapid.T) {
			h.ask(t)
			for range 2 {
				h.change(t)
				h.look(t)
			}
			h.weigh(t)
			h.look(t)
		})
		t.Logf("%d answers from who lives near, %d from what was kept", h.near, h.kept)
		if h.kept == 0 {
			t.Error("nothing was kept")
		}
	})
}

type oracle struct {
	db         *store.DB
	c          *ent.Client
	sys        context.Context
	v          *ent.Vraaggezin
	steunen    []*ent.Steungezin
	room       *Service
	near, kept int
	nummer     int
}

// ask makes the vraaggezin another one.
func (h *oracle) ask(t *rapid.T) {
	pc4 := country[rapid.Uint16().Draw(t, "code")%uint16(len(country))]
	if rapid.IntRange(0, 9).Draw(t, "nowhere") == 9 {
		pc4 = "0000"
	}
	_, known := geo.Lookup(pc4)
	h.c.Family.UpdateOneID(h.v.FamilyID).SetPc4(pc4).SetPc4Known(known).
		SetVervoer(rapid.SliceOfDistinct(rapid.SampledFrom(term.All[term.Vervoer]()), rapid.ID).Draw(t, "vervoer")).ExecX(h.sys)
	h.c.Vraaggezin.UpdateOneID(h.v.ID).SetDagdelen(rapid.SliceOfDistinct(rapid.SampledFrom(term.All[term.Dagdeel]()), rapid.ID).Draw(t, "dagdelen")).
		SetSoorten(rapid.SliceOfNDistinct(rapid.SampledFrom(term.All[term.Soort]()), 0, 3, rapid.ID).Draw(t, "soorten")).
		SetInteresses(rapid.SliceOfNDistinct(rapid.SampledFrom(term.All[term.Interesse]()), 0, 3, rapid.ID).Draw(t, "interesses")).
		SetKeerPerMaand(rapid.IntRange(0, 8).Draw(t, "keer")).SetMaanden(rapid.IntRange(0, 12).Draw(t, "maanden")).ExecX(h.sys)
}

// weigh gives the region other weights; where the journey is all that counts, who lives near
// is soon enough.
func (h *oracle) weigh(t *rapid.T) {
	reis := rapid.SampledFrom([]int{0, 60, 100, 100}).Draw(t, "reis")
	h.nummer++
	h.c.Weging.Create().SetRegionID(h.v.RegionID).SetNummer(h.nummer).SetReis(reis).SetDagdelen(100 - reis).SetHulp(0).SetKind(0).SetTaal(0).SetOpvoeding(0).
		SetDuur(0).SetInteresses(0).SetErvaring(0).SetHuis(0).SetBeurt(0).SetGoedVanaf(75).SetPastVanaf(50).SetReden("om te zien").ExecX(h.sys)
}

// change is something that happens in a region, among those who are best now.
func (h *oracle) change(t *rapid.T) {
	st := rapid.SampledFrom(h.steunen).Draw(t, "steun")
	if best, err := h.room.For(h.sys, h.v, 3); err == nil && len(best) > 0 && rapid.Bool().Draw(t, "of the best") {
		st = h.c.Steungezin.Query().WithScreening().Where(steungezin.ID(rapid.SampledFrom(best).Draw(t, "which").SteunID)).OnlyX(h.sys)
	}
	switch rapid.IntRange(0, 7).Draw(t, "change") {
	case 0:
		h.c.Steungezin.UpdateOneID(st.ID).SetState(rapid.SampledFrom([]term.SteungezinState{term.SteunPauze, term.SteunBeschikbaar}).Draw(t, "state")).ExecX(h.sys)
	case 1:
		h.c.Steungezin.UpdateOneID(st.ID).SetDagdelen(rapid.SliceOfDistinct(rapid.SampledFrom(term.All[term.Dagdeel]()), rapid.ID).Draw(t, "days")).ExecX(h.sys)
	case 2:
		pc4 := rapid.SampledFrom(append([]string{"0000"}, country...)).Draw(t, "moves")
		_, known := geo.Lookup(pc4)
		h.c.Family.UpdateOneID(st.FamilyID).SetPc4(pc4).SetPc4Known(known).SetTalen([]string{rapid.SampledFrom([]string{"nl", "ar"}).Draw(t, "taal")}).ExecX(h.sys)
	case 3:
		h.c.Child.Create().SetRegionID(st.RegionID).SetFamilyID(st.FamilyID).SetBirthMonth("2020-03").ExecX(h.sys)
	case 4:
		// The same twice is no row, which PostgreSQL tells as an error.
		err := h.c.Blokkade.Create().SetRegionID(st.RegionID).SetVraagFamilyID(h.v.FamilyID).SetSteunFamilyID(st.FamilyID).OnConflict().DoNothing().Exec(h.sys)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			t.Fatal(err)
		}
	case 5:
		h.c.Region.UpdateOneID(st.RegionID).SetVogYears(rapid.IntRange(1, 4).Draw(t, "years")).ExecX(h.sys)
	case 6:
		h.c.Vog.Delete().Where(vog.ScreeningID(st.Edges.Screening.ID)).ExecX(h.sys)
	case 7:
		h.c.Toestemming.Update().Where(toestemming.FamilyID(st.FamilyID)).SetWithdrawnAt(clock.Now()).ExecX(h.sys)
	}
}

// look asks three ways.
func (h *oracle) look(t *rapid.T) {
	first := rapid.SampledFrom([]int{1, 1, 0, 3, 20}).Draw(t, "first")
	want, err := brute(h.sys, h.c, h.v, first)
	if err != nil {
		t.Fatal(err)
	}
	cold := &Service{Client: h.c}
	got, err := cold.For(h.sys, h.v, first)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("from the database: %v\n%+v\nwant %+v", err, got, want)
	}
	if cold.kept.size() == 0 {
		h.near++
	}
	here := h.c.Region.GetX(h.sys, h.v.RegionID)
	if _, err := h.room.stock(h.sys, h.c, here); err != nil {
		t.Fatal(err)
	}
	if x, _, err := h.room.warm(h.sys, h.c, here); x != nil && err == nil {
		h.kept++
	}
	if got, err := h.room.For(h.sys, h.v, first); err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("from what was kept: %v\n%+v\nwant %+v", err, got, want)
	}
}
