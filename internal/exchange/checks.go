package exchange

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/screening"
	"buurtdorp/internal/family"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/sheet"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// checks is the list of what was done before a steungezin is let in. Who did it is
// whoever imports: she vouches for it.
type checks struct {
	gesprek, huisbezoek, huisregels, training *time.Time

	vogs        []string // "Anja 2026-01-15 84"
	referenties []string // "buurvrouw", or "collega (nee)"
}

func checkColumns[R any](c func(*R) *checks) []column[R] {
	return []column[R]{
		day("gesprek_op", func(r *R) **time.Time { return &c(r).gesprek }),
		day("huisbezoek_op", func(r *R) **time.Time { return &c(r).huisbezoek }),
		day("huisregels_op", func(r *R) **time.Time { return &c(r).huisregels }),
		day("training_op", func(r *R) **time.Time { return &c(r).training }),
		texts("vog", func(r *R) *[]string { return &c(r).vogs }),
		texts("referenties", func(r *R) *[]string { return &c(r).referenties }),
	}
}

func checksOf(s *ent.Screening) checks {
	if s == nil {
		return checks{}
	}
	c := checks{gesprek: s.GesprekOp, huisbezoek: s.HuisbezoekOp, huisregels: s.HuisregelsOp, training: s.TrainingOp}
	for _, v := range s.Edges.Vogs {
		c.vogs = append(c.vogs, v.Voornaam+" "+sheet.Day(v.AfgegevenOp)+" "+v.Functieaspect)
	}
	for _, r := range s.Edges.Referenties {
		if r.Positief {
			c.referenties = append(c.referenties, r.Relatie)
		} else {
			c.referenties = append(c.referenties, r.Relatie+" "+negative)
		}
	}
	slices.Sort(c.vogs)
	slices.Sort(c.referenties)
	return c
}

const (
	negative      = "(nee)"
	functieaspect = "84" // care for people who depend on it, unless a row says another
)

var vogCell = regexp.MustCompile(`^(.+?)\s+(\d[\d/.-]+\d)(?:\s+(\d{2}))?$`)

// vog reads "Anja 2026-01-15", with the functieaspect behind it if it is another.
func vog(cell string) (*ent.Vog, bool) {
	m := vogCell.FindStringSubmatch(cell)
	if m == nil {
		return nil, false
	}
	day, ok := sheet.ParseDay(m[2])
	v := &ent.Vog{Voornaam: m[1], AfgegevenOp: day, Functieaspect: m[3]}
	if v.Functieaspect == "" {
		v.Functieaspect = functieaspect
	}
	return v, ok && text.Len(v.Voornaam) <= family.Limits.FirstName
}

func referentie(cell string) *ent.Referentie {
	who, no := strings.CutSuffix(cell, negative)
	return &ent.Referentie{Relatie: strings.TrimSpace(who), Positief: !no}
}

// check says what is wrong with the cells themselves.
func (c *checks) check(w *work) (list fault.List) {
	for name, day := range map[string]*time.Time{"gesprek_op": c.gesprek, "huisbezoek_op": c.huisbezoek, "huisregels_op": c.huisregels, "training_op": c.training} {
		list.Add(past(name, day, w))
	}
	for _, cell := range c.vogs {
		v, ok := vog(cell)
		if !ok {
			list.Add(fault.New(fault.Invalid, "vog.vorm").At("vog"))
			continue
		}
		list.Add(past("vog", &v.AfgegevenOp, w))
	}
	for _, cell := range c.referenties {
		r := referentie(cell)
		switch {
		case r.Relatie == "":
			list.Add(fault.New(fault.Required, "relatie.leeg").At("referenties"))
		case text.Len(r.Relatie) > family.Limits.Relatie:
			list.Add(fault.At("referenties").TooLong(family.Limits.Relatie))
		case text.HoldsBSN(cell):
			list.Add(fault.New(fault.Invalid, "bsn.niet").At("referenties"))
		}
	}
	if w.By == uuid.Nil && len(c.vogs)+len(c.referenties) > 0 {
		list.Add(fault.New(fault.Required, "import.door.wie").At(map[bool]string{true: "vog", false: "referenties"}[len(c.vogs) > 0]))
	}
	return list
}

// missing says what has to be done before somebody is let in.
func (c *checks) missing(adults int, now time.Time) (list fault.List) {
	s := &ent.Screening{GesprekOp: c.gesprek, HuisbezoekOp: c.huisbezoek, HuisregelsOp: c.huisregels}
	for _, cell := range c.vogs {
		if v, ok := vog(cell); ok {
			s.Edges.Vogs = append(s.Edges.Vogs, v)
		}
	}
	for _, cell := range c.referenties {
		s.Edges.Referenties = append(s.Edges.Referenties, referentie(cell))
	}
	const everOld = 100 // years: whether one was ever seen
	for _, todo := range family.TeDoen(s, adults, everOld, now) {
		switch todo {
		case term.TodoGesprek:
			list.Add(fault.New(fault.Guard, "screening.gesprek").At("gesprek_op"))
		case term.TodoVog:
			list.Add(fault.New(fault.Guard, "screening.vog").At("vog"))
		case term.TodoReferenties:
			list.Add(fault.New(fault.Guard, "screening.referenties").At("referenties").With("aantal", family.References))
		case term.TodoHuisbezoek:
			list.Add(fault.New(fault.Guard, "screening.huisbezoek").At("huisbezoek_op"))
		case term.TodoHuisregels:
			list.Add(fault.New(fault.Guard, "screening.huisregels").At("huisregels_op"))
		}
	}
	return list
}

// keep writes them to the screening that the registration began.
func (c *checks) keep(ctx context.Context, w *work, s *ent.Steungezin) error {
	client := ent.FromContext(ctx)
	sc, err := client.Screening.Query().Where(screening.SteungezinID(s.ID)).Only(ctx)
	if err != nil {
		return fmt.Errorf("reading a screening: %w", err)
	}
	if err := client.Screening.UpdateOne(sc).SetNillableGesprekOp(c.gesprek).SetNillableHuisbezoekOp(c.huisbezoek).
		SetNillableHuisregelsOp(c.huisregels).SetNillableTrainingOp(c.training).Exec(ctx); err != nil {
		return fmt.Errorf("writing a screening: %w", err)
	}
	for _, cell := range c.vogs {
		v, _ := vog(cell)
		if err := client.Vog.Create().SetID(gid.New(gid.Vog)).SetRegionID(s.RegionID).SetScreeningID(sc.ID).SetVoornaam(v.Voornaam).
			SetAfgegevenOp(v.AfgegevenOp).SetFunctieaspect(v.Functieaspect).SetGezienOp(w.now).SetGezienDoorID(w.By).Exec(ctx); err != nil {
			return fmt.Errorf("writing a VOG: %w", err)
		}
	}
	for _, cell := range c.referenties {
		r := referentie(cell)
		if err := client.Referentie.Create().SetID(gid.New(gid.Referentie)).SetRegionID(s.RegionID).SetScreeningID(sc.ID).SetRelatie(r.Relatie).
			SetPositief(r.Positief).SetGesprokenOp(w.now).SetGesprokenDoorID(w.By).Exec(ctx); err != nil {
			return fmt.Errorf("writing a reference: %w", err)
		}
	}
	return nil
}
