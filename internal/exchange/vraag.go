package exchange

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/family"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
)

// vraagRow is a vraaggezin as a row tells it. Whether care was talked about does not
// travel: the care facts do not either, and "none" has to be somebody's answer.
type vraagRow struct {
	id uuid.UUID
	household
	wens

	state       term.VraaggezinState
	weetNogNiet bool
	bangVoor    []term.Dier
	gezelschap  term.Gezelschap
	tuin        *bool
	rustig      *bool
	huisdieren  *bool
	tolk        bool
	gezag       term.Gezag
	bezwaar     bool
	gesprekken  int
	urgentie    int
	wachtend    *time.Time
}

var vraaggezinnen = table[vraagRow]{
	cols:  vraagColumns(),
	fresh: func(*work) vraagRow { return newVraagRow() },
	rows:  vraagRows,
	has: func(ctx context.Context, w *work, r *vraagRow) (bool, error) {
		return ent.FromContext(ctx).Vraaggezin.Query().Where(vraaggezin.ID(r.id), vraaggezin.RegionID(w.Region.ID)).Exist(ctx)
	},
	keep: keepVraag,
}

func newVraagRow() vraagRow {
	return vraagRow{household: household{adults: 1, via: term.BereikViaBellen}, wens: wens{weken: term.WekenElke},
		state: term.VraagAangemeld, gezelschap: term.GezelschapMaaktNietUit, gezag: term.GezagOnbekend}
}

func vraagColumns() []column[vraagRow] {
	type r = vraagRow
	w := func(r *r) *wens { return &r.wens }
	cols := []column[r]{
		idColumn(gid.Vraaggezin, func(r *r) *uuid.UUID { return &r.id }),
		choice("status", func(r *r) *term.VraaggezinState { return &r.state }),
	}
	cols = append(cols, householdColumns(func(r *r) *household { return &r.household })...)
	cols = append(cols, wensColumns(w)...)
	cols = append(cols,
		yes("weet_nog_niet", func(r *r) *bool { return &r.weetNogNiet }),
		choices("bang_voor", func(r *r) *[]term.Dier { return &r.bangVoor }),
		choice("gezelschap", func(r *r) *term.Gezelschap { return &r.gezelschap }),
		maybe("wens_tuin", func(r *r) **bool { return &r.tuin }),
		maybe("wens_rustig", func(r *r) **bool { return &r.rustig }),
		maybe("wens_huisdieren", func(r *r) **bool { return &r.huisdieren }),
		yes("tolk", func(r *r) *bool { return &r.tolk }),
		choice("gezag", func(r *r) *term.Gezag { return &r.gezag }),
		yes("bezwaar", func(r *r) *bool { return &r.bezwaar }),
		number("gesprekken", 0, 99, func(r *r) *int { return &r.gesprekken }),
		number("urgentie", 0, family.Limits.Urgentie, func(r *r) *int { return &r.urgentie }),
	)
	cols = append(cols, staffColumns(w)...)
	return append(cols, day("wachtend_sinds", func(r *r) **time.Time { return &r.wachtend }))
}

func vraagRows(ctx context.Context, c *ent.Client, region uuid.UUID, each func(*vraagRow) error) error {
	for after := uuid.Nil; ; {
		page, err := c.Vraaggezin.Query().
			Where(vraaggezin.RegionID(region), vraaggezin.StateNEQ(term.VraagGeanonimiseerd), vraaggezin.IDGT(after)).
			WithFamily(loadHousehold).WithMatcher(withCredential).Order(vraaggezin.ByID()).Limit(pageSize).All(ctx)
		if err != nil {
			return fmt.Errorf("reading vraaggezinnen: %w", err)
		}
		for _, v := range page {
			if err := each(vraagRowOf(v)); err != nil {
				return err
			}
			after = v.ID
		}
		if len(page) < pageSize {
			return nil
		}
	}
}

func vraagRowOf(v *ent.Vraaggezin) *vraagRow {
	return &vraagRow{
		id: v.ID, household: householdOf(v.Edges.Family),
		wens: wens{
			soorten: v.Soorten, dagdelen: v.Dagdelen, weken: v.Weken, keer: v.KeerPerMaand, reis: v.MaxReisMinuten, maanden: v.Maanden,
			opvoeding: v.Opvoeding, interesses: v.Interesses, ervaring: v.Ervaring, nietEigenDorp: v.NietEigenDorp, eigenWoorden: v.EigenWoorden,
			matcher: emailOf(v.Edges.Matcher), volgendeStap: v.VolgendeStap, volgendeDatum: v.VolgendeDatum,
			aangemeld: &v.AangemeldOp, bevestigd: v.BevestigdOp, pauzeTot: v.PauzeTot,
		},
		state: v.State, weetNogNiet: v.WeetNogNiet, bangVoor: v.BangVoor, gezelschap: v.Gezelschap,
		tuin: v.WensTuin, rustig: v.WensRustig, huisdieren: v.WensHuisdieren, tolk: v.Tolk,
		gezag: v.Gezag, bezwaar: v.Bezwaar, gesprekken: v.Gesprekken, urgentie: v.Urgentie, wachtend: v.WachtendSinds,
	}
}

func keepVraag(ctx context.Context, w *work, r *vraagRow) error {
	list := append(r.permitted(r.state == term.VraagWachtend || r.state == term.VraagGepauzeerd), r.guards(w)...)
	known := r.id != uuid.Nil
	if !known {
		r.id = gid.New(gid.Vraaggezin)
	}
	in := family.RegisterVraag{ID: r.id, Region: &w.Region.ID, Family: r.filled(), Soorten: r.soorten, Dagdelen: r.dagdelen,
		WeetNogNiet: r.weetNogNiet || r.state != term.VraagAangemeld, // later it is the talks that count
		BangVoor:    r.bangVoor, EigenWoorden: r.eigenWoorden, Toestemming: true, TextVersion: registered}
	v, err := (&family.Service{}).RegisterVraaggezin(ctx, in)
	if err != nil {
		return together(list, err)
	}
	if err := w.twice(ctx, v.FamilyID, known, &list); err != nil {
		return err
	}
	if err := r.withdraw(ctx, w, v.FamilyID); err != nil {
		return err
	}
	open, err := r.keepYes(ctx, w, v.FamilyID, asked{term.JaOuder, family.Ouders(r.gezag), r.state == term.VraagWachtend || r.state == term.VraagGepauzeerd})
	if err != nil {
		return err
	}
	list.Add(open...)
	u := ent.FromContext(ctx).Vraaggezin.UpdateOne(v).SetState(r.state).SetWeetNogNiet(r.weetNogNiet).SetGezelschap(r.gezelschap).
		SetNillableWensTuin(r.tuin).SetNillableWensRustig(r.rustig).SetNillableWensHuisdieren(r.huisdieren).SetTolk(r.tolk).
		SetGezag(r.gezag).SetBezwaar(r.bezwaar).SetGesprekken(r.gesprekken).SetUrgentie(r.urgentie).SetNillableWachtendSinds(r.wachtend)
	list.Add(lay(u, r.wens, r.state == term.VraagAangemeld, w)...)
	if err := list.Err(); err != nil {
		return err
	}
	return u.Exec(ctx)
}

// guards holds a state against what it asks for (family.VraagTable): nobody waits who
// may not be matched.
func (r *vraagRow) guards(w *work) (list fault.List) {
	list.Add(past("wachtend_sinds", r.wachtend, w))
	switch r.state {
	case term.VraagGeanonimiseerd:
		list.Add(fault.New(fault.Invalid, "keuze.vreemd").At("status"))
	case term.VraagWachtend, term.VraagGepauzeerd:
		if r.gesprekken < 2 {
			list.Add(fault.New(fault.Guard, "gesprekken.twee").At("gesprekken"))
		}
		if r.gezag == term.GezagOnbekend {
			list.Add(fault.New(fault.Guard, "gezag.onbekend").At("gezag"))
		}
		if r.bezwaar {
			list.Add(fault.New(fault.Guard, "gezag.bezwaar").At("bezwaar"))
		}
		if r.wachtend == nil {
			since := w.now
			r.wachtend = &since
		}
	}
	return list
}
