package exchange

import (
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/family"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// wens is what both sides say in the same words, and what staff notes beside it.
type wens struct {
	soorten       []term.Soort
	dagdelen      []term.Dagdeel
	weken         term.Weken
	keer          int
	reis          int
	maanden       int
	opvoeding     []term.Opvoeding
	interesses    []term.Interesse
	ervaring      []term.Ervaring
	nietEigenDorp bool
	eigenWoorden  string

	matcher       string // the e-mail address she signs in with
	volgendeStap  string
	volgendeDatum *time.Time
	aangemeld     *time.Time
	bevestigd     *time.Time
	pauzeTot      *time.Time
}

func wensColumns[R any](w func(*R) *wens) []column[R] {
	return []column[R]{
		choices("soorten", func(r *R) *[]term.Soort { return &w(r).soorten }),
		choices("dagdelen", func(r *R) *[]term.Dagdeel { return &w(r).dagdelen }),
		choice("weken", func(r *R) *term.Weken { return &w(r).weken }),
		number("keer_per_maand", 0, family.Limits.KeerPerMaand, func(r *R) *int { return &w(r).keer }),
		number("max_reis_minuten", 0, family.Limits.ReisMinuten, func(r *R) *int { return &w(r).reis }, "maxReisMinuten"),
		number("maanden", 0, family.Limits.Maanden, func(r *R) *int { return &w(r).maanden }),
		choices("opvoeding", func(r *R) *[]term.Opvoeding { return &w(r).opvoeding }),
		choices("interesses", func(r *R) *[]term.Interesse { return &w(r).interesses }),
		choices("ervaring", func(r *R) *[]term.Ervaring { return &w(r).ervaring }),
		yes("niet_eigen_dorp", func(r *R) *bool { return &w(r).nietEigenDorp }),
		words("eigen_woorden", func(r *R) *string { return &w(r).eigenWoorden }, "eigenWoorden"),
	}
}

func staffColumns[R any](w func(*R) *wens) []column[R] {
	return []column[R]{
		matcherColumn(func(r *R) *string { return &w(r).matcher }),
		line("volgende_stap", family.Limits.VolgendeStap, func(r *R) *string { return &w(r).volgendeStap }),
		day("volgende_datum", func(r *R) **time.Time { return &w(r).volgendeDatum }),
		day("aangemeld_op", func(r *R) **time.Time { return &w(r).aangemeld }),
		day("bevestigd_op", func(r *R) **time.Time { return &w(r).bevestigd }),
		day("pauze_tot", func(r *R) **time.Time { return &w(r).pauzeTot }),
	}
}

func matcherColumn[R any](at func(*R) *string) column[R] {
	c := words("matcher", at)
	c.read = func(r *R, cell string) *fault.Error { *at(r) = text.Fold(cell); return nil }
	return c
}

// change is what both sides' updates can do.
type change[U any] interface {
	SetWeken(term.Weken) U
	SetKeerPerMaand(int) U
	SetMaxReisMinuten(int) U
	SetMaanden(int) U
	SetOpvoeding([]term.Opvoeding) U
	SetInteresses([]term.Interesse) U
	SetErvaring([]term.Ervaring) U
	SetNietEigenDorp(bool) U
	SetMatcherID(uuid.UUID) U
	SetVolgendeStap(string) U
	SetVolgendeDatum(time.Time) U
	ClearVolgendeDatum() U
	SetAangemeldOp(time.Time) U
	SetNillableBevestigdOp(*time.Time) U
	SetNillablePauzeTot(*time.Time) U
}

// lay writes over a registration what the registration does not ask. first is somebody
// who only just registered.
func lay[U change[U]](u U, n wens, first bool, w *work) fault.List {
	var list fault.List
	u.SetWeken(n.weken).SetKeerPerMaand(n.keer).SetMaxReisMinuten(n.reis).SetMaanden(n.maanden).
		SetOpvoeding(n.opvoeding).SetInteresses(n.interesses).SetErvaring(n.ervaring).SetNietEigenDorp(n.nietEigenDorp).
		SetNillableBevestigdOp(n.bevestigd).SetNillablePauzeTot(n.pauzeTot)
	if n.matcher != "" {
		id, ok := w.matchers[n.matcher]
		if !ok {
			list.Add(fault.New(fault.NotFound, "matcher.vreemd").At("matcher"))
		}
		u.SetMatcherID(id)
	}
	if n.aangemeld != nil {
		list.Add(past("aangemeld_op", n.aangemeld, w))
		u.SetAangemeldOp(*n.aangemeld)
	}
	list.Add(past("bevestigd_op", n.bevestigd, w))
	if !first || n.volgendeStap != "" || n.volgendeDatum != nil { // else what a registration asks for stands
		if u.SetVolgendeStap(n.volgendeStap); n.volgendeDatum != nil {
			u.SetVolgendeDatum(*n.volgendeDatum)
		} else {
			u.ClearVolgendeDatum()
		}
	}
	return list
}

func past(column string, t *time.Time, w *work) *fault.Error {
	if t == nil || !t.After(w.now) {
		return nil
	}
	return fault.New(fault.Invalid, "datum.later").At(column)
}
