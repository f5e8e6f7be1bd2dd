package demo_test

import (
	"slices"
	"testing"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/demo"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
	"buurtdorp/internal/weging"
)

// deskHolds: what lies on the desk came there as it does in the programme.
func deskHolds(t *testing.T, db *store.DB, opts demo.Options) {
	ctx, c := storetest.Context(), db.Client
	worries := c.Zorgmelding.Query().WithAuthor().WithStappen().WithKoppeling(func(q *ent.KoppelingQuery) { q.WithVraaggezin().WithSteungezin() }).AllX(ctx)
	for _, z := range worries {
		k := z.Edges.Koppeling
		if *z.Edges.Author.FamilyID != z.FamilyID || z.FamilyID != k.Edges.Vraaggezin.FamilyID && z.FamilyID != k.Edges.Steungezin.FamilyID {
			t.Error("a worry of somebody who has nothing to do with it")
		}
		steps := z.Edges.Stappen
		slices.SortFunc(steps, func(a, b *ent.ZorgmeldingStap) int { return a.CreatedAt.Compare(b.CreatedAt) })
		if (len(steps) > 0) != (z.GezienOp != nil) || len(steps) > 0 && (steps[0].Stap != term.ZorgStapGezien || !steps[0].CreatedAt.After(z.CreatedAt)) {
			t.Errorf("a worry was read at %v, and %d things were done with it", z.GezienOp, len(steps))
		}
		did := map[term.ZorgStap]bool{}
		for _, s := range steps {
			if s.Stap == term.ZorgStapGesloten && (!did[term.ZorgStapGewogen] || !did[term.ZorgStapVeiligThuisGebeld] && !did[term.ZorgStapVeiligThuisNietGebeld]) {
				t.Error("a worry was closed that nobody weighed")
			}
			did[s.Stap] = true
		}
	}
	courses, err := koppeling.Courses(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	for _, course := range courses {
		for _, kant := range term.All[term.Kant]() {
			said := c.Terugblik.Query().AllX(ctx)
			moments := course.Momenten(kant, opts.Now)
			for _, b := range said {
				came := slices.ContainsFunc(moments, func(m koppeling.Moment) bool {
					return m.Soort == term.MomentTerugblik && m.Nummer == b.Nummer && !m.Vanaf.After(b.CreatedAt)
				})
				if b.KoppelingID == course.K.ID && b.Kant == kant && !came {
					t.Errorf("look back %d of %s at %v, before its moment", b.Nummer, kant, b.CreatedAt)
				}
			}
		}
	}
	if opts.Families > 0 {
		return // a larger region has its families, and an empty desk
	}
	now, err := weging.Now(ctx, c, c.Region.Query().OnlyIDX(ctx))
	if want := matching.Standaard(); err != nil || now.Versie != 3 {
		t.Errorf("weights %+v: %v", now, err)
	} else if now.Versie = want.Versie; now != want {
		t.Errorf("weights %+v, want the standard again", now)
	}
	if n := len(worries); n != 3 {
		t.Errorf("%d worries", n)
	}
	for _, o := range c.Overdracht.Query().AllX(ctx) {
		if v := c.Vraaggezin.GetX(ctx, o.DossierID); v.MatcherID == nil || *v.MatcherID != *o.VanID || o.GelezenOp != nil {
			t.Error("a dossier on its way that is not the giver's")
		}
	}
	for _, a := range c.Afwezigheid.Query().AllX(ctx) {
		if !a.Van.After(clock.Today(opts.Now)) || a.Tot.Before(a.Van) || a.UserID == a.WaarnemerID {
			t.Errorf("away from %v to %v", a.Van, a.Tot)
		}
	}
}
