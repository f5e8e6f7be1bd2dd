package world

import (
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/term"
)

// Vraag is a family that asks.
type Vraag struct {
	Row    *ent.Vraaggezin
	Family *ent.Family
	Parent *Person
}

// ID is the vraaggezin's.
func (v *Vraag) ID() uuid.UUID { return v.Row.ID }

// Steun is a family that offers.
type Steun struct {
	Row       *ent.Steungezin
	Family    *ent.Family
	Parent    *Person
	Screening *ent.Screening // nil when it was left out
}

// ID is the steungezin's.
func (s *Steun) ID() uuid.UUID { return s.Row.ID }

// Vraag makes a vraaggezin in Klaaswaal that waits: two talks held, consents given by
// both who have custody and by each child of 12 or older, care talked about, a child of 8.
func (w *World) Vraag(opts ...Option) *Vraag {
	p := w.plan(opts, plan{pc4: "3286", village: "Klaaswaal", ages: []int{given}, custody: 2})
	f, parent := w.household(p)
	c := w.Client.Vraaggezin.Create().SetRegion(p.region).SetFamily(f).SetState(term.VraagWachtend).
		SetAangemeldOp(w.Now.AddDate(0, -2, 0)).SetWachtendSinds(w.Now.AddDate(0, -1, 0)).SetGesprekken(2).
		SetGezag(term.GezagBeide).SetZorgBesproken(true).
		SetSoorten([]term.Soort{term.SoortOpvang, term.SoortSpelen}).SetDagdelen([]term.Dagdeel{term.DagdeelWoMiddag, term.DagdeelVrMiddag}).
		SetKeerPerMaand(4).SetMaxReisMinuten(30).SetMaanden(12).
		SetEigenWoorden("eigen woorden " + p.number).SetVolgendeStap("volgende stap " + p.number)
	for _, set := range p.vraag {
		set(c)
	}
	return &Vraag{Row: c.SaveX(w.system), Family: f, Parent: parent}
}

// Steun makes a steungezin in Numansdorp that is available for one vraaggezin, with
// children from 0 to 16: screened, a VOG seen of every adult, two references.
func (w *World) Steun(opts ...Option) *Steun {
	p := w.plan(opts, plan{pc4: "3281", village: "Numansdorp"})
	f, parent := w.household(p)
	c := w.Client.Steungezin.Create().SetRegion(p.region).SetFamily(f).SetState(term.SteunBeschikbaar).
		SetAangemeldOp(w.Now.AddDate(0, -6, 0)).SetBeschikbaarSinds(w.Now.AddDate(0, -3, 0)).
		SetSoorten([]term.Soort{term.SoortOpvang}).SetDagdelen([]term.Dagdeel{term.DagdeelWoMiddag}).
		SetKeerPerMaand(4).SetMaxReisMinuten(30).SetMaanden(24).SetHaalt(true).
		SetLeeftijdVan(0).SetLeeftijdTot(16).SetMaxKinderen(3).SetDierenBekend(true).SetZorgtakenBekend(true).
		SetRookt(false).SetToegankelijk(true).SetTuin(true).SetRustig(true).
		SetEigenWoorden("eigen woorden " + p.number).SetVolgendeStap("volgende stap " + p.number)
	for _, set := range p.steun {
		set(c)
	}
	s := &Steun{Row: c.SaveX(w.system), Family: f, Parent: parent}
	if p.screened {
		s.Screening = w.screening(s.Row, p)
	}
	return s
}

func (w *World) screening(s *ent.Steungezin, p *plan) *ent.Screening {
	seen := w.Now.AddDate(0, -4, 0)
	sc := w.Client.Screening.Create().SetRegion(p.region).SetSteungezin(s).
		SetGesprekOp(seen).SetHuisbezoekOp(seen).SetHuisregelsOp(seen).SaveX(w.system)
	for i := range p.adults {
		w.Client.Vog.Create().SetRegion(p.region).SetScreening(sc).SetVoornaam(p.parent + string(rune('a'+i))).
			SetFunctieaspect("84").SetAfgegevenOp(p.vogGiven).SetGezienOp(seen).SetGezienDoorID(w.Matcher.User.ID).ExecX(w.system)
	}
	for range 2 {
		w.Client.Referentie.Create().SetRegion(p.region).SetScreening(sc).SetRelatie("relatie " + p.number).
			SetPositief(true).SetGesprokenOp(seen).SetGesprokenDoorID(w.Matcher.User.ID).ExecX(w.system)
	}
	return sc
}
