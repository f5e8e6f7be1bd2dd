package suggest

import (
	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/family"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/term"
)

// vraagOf turns the rows of a vraaggezin into what matching knows of it: no names,
// nothing that may not be weighed.
func vraagOf(v *ent.Vraaggezin) matching.Vraag {
	f := v.Edges.Family
	out := matching.Vraag{
		ID: v.ID, FamilyID: v.FamilyID, PC4: f.Pc4, Plaats: f.Village,
		Soorten: v.Soorten, Dagdelen: v.Dagdelen, Weken: v.Weken, KeerPerMaand: v.KeerPerMaand,
		MaxReisMinuten: v.MaxReisMinuten, Vervoer: f.Vervoer, Talen: f.Talen, NietEigenDorp: v.NietEigenDorp,
		BangVoor: v.BangVoor, ZorgBekend: v.ZorgBesproken, Gezelschap: v.Gezelschap, Opvoeding: v.Opvoeding,
		Interesses: v.Interesses, Ervaring: v.Ervaring, Maanden: v.Maanden,
		HuisWens:    matching.HuisWens{Tuin: v.WensTuin, Rustig: v.WensRustig, Huisdieren: v.WensHuisdieren},
		Toestemming: consent(term.JaOuder, family.Ouders(v.Gezag), f), Gezag: custody(v), TolkOfTaalmaatje: v.Tolk,
	}
	for _, c := range f.Edges.Children {
		out.Kinderen = append(out.Kinderen, matching.Kind{Leeftijd: clock.Age(c.BirthMonth, clock.Now())})
	}
	for _, z := range f.Edges.ZorgFeiten {
		out.AllergieDier = append(out.AllergieDier, z.Dieren...)
		out.Astma = out.Astma || z.Astma
		for _, taak := range z.Zorgtaken {
			if taak == term.ZorgtaakRolstoel {
				out.Rolstoel = true
				continue
			}
			out.Zorgtaken = append(out.Zorgtaken, taak)
		}
	}
	return out
}

// terms are a region's own numbers.
type terms struct{ region *ent.Region }

// steun turns the rows of a steungezin into what matching knows of it.
func (t terms) steun(s *ent.Steungezin) matching.Steun {
	f := s.Edges.Family
	out := matching.Steun{
		ID: s.ID, FamilyID: s.FamilyID, State: s.State, Capaciteit: s.Capaciteit, Bezet: len(s.Edges.Koppelingen),
		PC4: f.Pc4, Plaats: f.Village, Soorten: s.Soorten, Dagdelen: s.Dagdelen, Weken: s.Weken,
		KeerPerMaand: s.KeerPerMaand, MaxReisMinuten: s.MaxReisMinuten, Vervoer: f.Vervoer, Haalt: s.Haalt,
		LeeftijdVan: orUnknown(s.LeeftijdVan), LeeftijdTot: orUnknown(s.LeeftijdTot), MaxKinderen: s.MaxKinderen,
		Talen: f.Talen, Dieren: s.Dieren, DierenBekend: s.DierenBekend, Rookt: s.Rookt, Toegankelijk: s.Toegankelijk,
		Zorgtaken: s.Zorgtaken, ZorgtakenBekend: s.ZorgtakenBekend, EigenKinderenBekend: true,
		Opvoeding: s.Opvoeding, Interesses: s.Interesses, Ervaring: s.Ervaring, Maanden: s.Maanden,
		Tuin: s.Tuin, Rustig: s.Rustig, NietEigenDorp: s.NietEigenDorp, Toestemming: consent(term.JaVolwassene, f.Adults, f),
	}
	out.ScreeningKlaar, out.VogGeldig = t.screened(s)
	for _, c := range f.Edges.Children {
		out.EigenKinderen = append(out.EigenKinderen, clock.Age(c.BirthMonth, clock.Now()))
	}
	if s.BeschikbaarSinds != nil {
		out.WachtSinds = *s.BeschikbaarSinds
	}
	return out
}

// screened: all that had to be checked was, and every adult's VOG still counts.
func (t terms) screened(s *ent.Steungezin) (all, vog term.Drie) {
	all, vog = term.DrieJa, term.DrieJa
	sc := s.Edges.Screening
	if sc == nil {
		return term.DrieNee, term.DrieNee
	}
	for _, todo := range family.TeDoen(sc, s.Edges.Family.Adults, t.region.VogYears, clock.Now()) {
		if todo == term.TodoVog {
			vog = term.DrieNee
		} else {
			all = term.DrieNee
		}
	}
	return all, vog
}

// consent of everybody whose yes it takes. None at all is a no: without it nobody is in
// the pool. Whom we have still to ask makes it unknown.
func consent(wie term.JaWie, adults int, f *ent.Family) term.Drie {
	return family.MagZoeken(family.WieJa(wie, adults, f.Edges.Children, f.Edges.Toestemmingen, clock.Now()))
}

func custody(v *ent.Vraaggezin) term.Drie {
	switch {
	case v.Bezwaar:
		return term.DrieNee
	case v.Gezag == term.GezagOnbekend:
		return term.DrieOnbekend
	}
	return term.DrieJa
}

func orUnknown(n *int) int {
	if n == nil {
		return -1
	}
	return *n
}
