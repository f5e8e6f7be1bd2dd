package exchange

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/steungezin"
	"buurtdorp/internal/family"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
)

// steunRow is a steungezin as a row tells it, with what was checked of it.
type steunRow struct {
	id uuid.UUID
	household
	wens
	checks

	state        term.SteungezinState
	capaciteit   int
	haalt        bool
	van, tot     *int
	maxKinderen  int
	dieren       []term.Dier // nil: not asked
	rookt        *bool
	toegankelijk *bool
	zorgtaken    []term.Zorgtaak // nil: not asked
	tuin, rustig *bool
	beschikbaar  *time.Time
}

var steungezinnen = table[steunRow]{
	cols:  steunColumns(),
	fresh: func(*work) steunRow { return newSteunRow() },
	rows:  steunRows,
	has: func(ctx context.Context, w *work, r *steunRow) (bool, error) {
		return ent.FromContext(ctx).Steungezin.Query().Where(steungezin.ID(r.id), steungezin.RegionID(w.Region.ID)).Exist(ctx)
	},
	keep: keepSteun,
}

func newSteunRow() steunRow {
	return steunRow{household: household{adults: 1, via: term.BereikViaBellen}, wens: wens{weken: term.WekenElke},
		state: term.SteunAangemeld, capaciteit: 1}
}

func steunColumns() []column[steunRow] {
	type r = steunRow
	w := func(r *r) *wens { return &r.wens }
	cols := []column[r]{
		idColumn(gid.Steungezin, func(r *r) *uuid.UUID { return &r.id }),
		choice("status", func(r *r) *term.SteungezinState { return &r.state }),
	}
	cols = append(cols, householdColumns(func(r *r) *household { return &r.household })...)
	cols = append(cols, wensColumns(w)...)
	cols = append(cols,
		number("capaciteit", 1, family.Limits.Capaciteit, func(r *r) *int { return &r.capaciteit }),
		yes("haalt", func(r *r) *bool { return &r.haalt }),
		maybeNumber("leeftijd_van", 0, family.Limits.OfferedAge, func(r *r) **int { return &r.van }, "leeftijdVan"),
		maybeNumber("leeftijd_tot", 0, family.Limits.OfferedAge, func(r *r) **int { return &r.tot }, "leeftijdTot"),
		number("max_kinderen", 0, family.Limits.Children, func(r *r) *int { return &r.maxKinderen }),
		known("dieren", func(r *r) *[]term.Dier { return &r.dieren }),
		maybe("rookt", func(r *r) **bool { return &r.rookt }),
		maybe("toegankelijk", func(r *r) **bool { return &r.toegankelijk }),
		known("zorgtaken", func(r *r) *[]term.Zorgtaak { return &r.zorgtaken }),
		maybe("tuin", func(r *r) **bool { return &r.tuin }),
		maybe("rustig", func(r *r) **bool { return &r.rustig }),
	)
	cols = append(cols, checkColumns(func(r *r) *checks { return &r.checks })...)
	cols = append(cols, staffColumns(w)...)
	return append(cols, day("beschikbaar_sinds", func(r *r) **time.Time { return &r.beschikbaar }))
}

func steunRows(ctx context.Context, c *ent.Client, region uuid.UUID, each func(*steunRow) error) error {
	for after := uuid.Nil; ; {
		page, err := c.Steungezin.Query().
			Where(steungezin.RegionID(region), steungezin.StateNEQ(term.SteunGeanonimiseerd), steungezin.IDGT(after)).
			WithFamily(loadHousehold).WithMatcher(withCredential).
			WithScreening(func(q *ent.ScreeningQuery) { q.WithVogs().WithReferenties() }).
			Order(steungezin.ByID()).Limit(pageSize).All(ctx)
		if err != nil {
			return fmt.Errorf("reading steungezinnen: %w", err)
		}
		for _, s := range page {
			if err := each(steunRowOf(s)); err != nil {
				return err
			}
			after = s.ID
		}
		if len(page) < pageSize {
			return nil
		}
	}
}

func steunRowOf(s *ent.Steungezin) *steunRow {
	r := &steunRow{
		id: s.ID, household: householdOf(s.Edges.Family), checks: checksOf(s.Edges.Screening),
		wens: wens{
			soorten: s.Soorten, dagdelen: s.Dagdelen, weken: s.Weken, keer: s.KeerPerMaand, reis: s.MaxReisMinuten, maanden: s.Maanden,
			opvoeding: s.Opvoeding, interesses: s.Interesses, ervaring: s.Ervaring, nietEigenDorp: s.NietEigenDorp, eigenWoorden: s.EigenWoorden,
			matcher: emailOf(s.Edges.Matcher), volgendeStap: s.VolgendeStap, volgendeDatum: s.VolgendeDatum,
			aangemeld: &s.AangemeldOp, bevestigd: s.BevestigdOp, pauzeTot: s.PauzeTot,
		},
		state: s.State, capaciteit: s.Capaciteit, haalt: s.Haalt, van: s.LeeftijdVan, tot: s.LeeftijdTot, maxKinderen: s.MaxKinderen,
		rookt: s.Rookt, toegankelijk: s.Toegankelijk, tuin: s.Tuin, rustig: s.Rustig, beschikbaar: s.BeschikbaarSinds,
	}
	if s.DierenBekend {
		r.dieren = append([]term.Dier{}, s.Dieren...)
	}
	if s.ZorgtakenBekend {
		r.zorgtaken = append([]term.Zorgtaak{}, s.Zorgtaken...)
	}
	return r
}

func keepSteun(ctx context.Context, w *work, r *steunRow) error {
	list := append(r.permitted(r.state == term.SteunBeschikbaar), r.guards(w)...)
	known := r.id != uuid.Nil
	if !known {
		r.id = gid.New(gid.Steungezin)
	}
	in := family.RegisterSteun{ID: r.id, Region: &w.Region.ID, Family: r.filled(), Soorten: r.soorten, Dagdelen: r.dagdelen,
		MaxReisMinuten: r.reis, LeeftijdVan: r.van, LeeftijdTot: r.tot, Dieren: r.dieren, Rookt: r.rookt, Haalt: r.haalt,
		EigenWoorden: r.eigenWoorden, Toestemming: true, TextVersion: registered}
	s, err := (&family.Service{}).RegisterSteungezin(ctx, in)
	if err != nil {
		return together(list, err)
	}
	if err := w.twice(ctx, s.FamilyID, known, &list); err != nil {
		return err
	}
	if err := r.withdraw(ctx, w, s.FamilyID); err != nil {
		return err
	}
	open, err := r.keepYes(ctx, w, s.FamilyID, asked{term.JaVolwassene, r.adults, r.state == term.SteunBeschikbaar})
	if err != nil {
		return err
	}
	list.Add(open...)
	u := ent.FromContext(ctx).Steungezin.UpdateOne(s).SetState(r.state).SetCapaciteit(r.capaciteit).SetMaxKinderen(r.maxKinderen).
		SetNillableToegankelijk(r.toegankelijk).SetNillableTuin(r.tuin).SetNillableRustig(r.rustig).SetNillableBeschikbaarSinds(r.beschikbaar)
	if r.zorgtaken != nil {
		u.SetZorgtaken(r.zorgtaken).SetZorgtakenBekend(true)
	}
	list.Add(lay(u, r.wens, r.state == term.SteunAangemeld, w)...)
	if err := list.Err(); err != nil {
		return err
	}
	if err := r.checks.keep(ctx, w, s); err != nil {
		return err
	}
	return u.Exec(ctx)
}

// guards holds a state against what it asks for (family.SteunTable): nobody is in the
// pool who was not checked. A VOG that has become old is the matching's to see.
func (r *steunRow) guards(w *work) (list fault.List) {
	list.Add(past("beschikbaar_sinds", r.beschikbaar, w))
	list.Add(r.checks.check(w)...)
	switch r.state {
	case term.SteunGeanonimiseerd:
		list.Add(fault.New(fault.Invalid, "keuze.vreemd").At("status"))
	case term.SteunBeschikbaar, term.SteunPauze, term.SteunBevestigen, term.SteunSlapend:
		list.Add(r.checks.missing(r.adults, w.now)...)
		if r.beschikbaar == nil && r.state == term.SteunBeschikbaar {
			since := w.now
			r.beschikbaar = &since
		}
	}
	return list
}
