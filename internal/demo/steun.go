package demo

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/workday"
)

// steun is what a family offers.
type steun struct {
	wens
	home         *home
	id           uuid.UUID
	matcher      uuid.UUID
	state        term.SteungezinState
	capaciteit   int
	haalt        bool
	van, tot     *int
	max          int
	dieren       []term.Dier
	dierenWeten  bool
	rookt        *bool
	toegankelijk *bool
	taken        []term.Zorgtaak
	takenWeten   bool
	tuin         *bool
	rustig       *bool
	aangemeld    time.Time
	beschikbaar  time.Time // zero: never was
	bevestigd    time.Time
	pauze        time.Time
	einde        time.Time
	checks       checks
	row          *ent.SteungezinCreate
}

// forgotten: what it offered is wiped; that it offered, and when, is left.
func (s *steun) forgotten() bool { return s.state == term.SteunGeanonimiseerd }

// checks is how far the screening is; the zero value is nothing yet.
type checks struct {
	gesprek, huisbezoek, huisregels, training time.Time
	vogs                                      []time.Time // given on, one per adult, and earlier ones
	referenties                               []time.Time // spoken on
	by                                        uuid.UUID
}

// screened are checks that are all done, in the weeks after a day; the VOG is of a
// day of its own, because it is renewed.
func (b *book) screened(h *home, from, vog time.Time) checks {
	c := checks{gesprek: b.office(from, 6), huisbezoek: b.office(from, 20), huisregels: b.office(from, 27),
		referenties: []time.Time{b.office(from, 13), b.office(from, 14)}, by: b.staff.ria}
	if b.chance(60) {
		c.training = b.office(from, 34)
	}
	for ; vog.Before(b.now); vog = vog.AddDate(2, 9, 0) { // renewed before somebody has to ask for it
		for range max(h.adults, 1) {
			c.vogs = append(c.vogs, vog)
		}
	}
	return c
}

// offer writes a steungezin with its screening.
func (b *book) offer(s *steun) *steun {
	c := b.c.Steungezin.Create()
	s.row = c
	if s.state == term.SteunBeschikbaar && b.now.AddDate(0, 0, -85).After(latest(s.beschikbaar, s.bevestigd)) {
		s.bevestigd = b.evening(b.now, -b.between(3, 80)) // else it would be asked: klopt nog?
	}
	changed := latest(s.aangemeld, latest(s.beschikbaar, latest(s.bevestigd, s.einde)))
	s.id = inRegion(b, c, gid.Steungezin, s.aangemeld, changed)
	b.steungezinnen = append(b.steungezinnen, c)
	b.givers = append(b.givers, s)
	s.due(b.now)
	says := *s
	if s.forgotten() {
		says = steun{}
	}
	setWens(c, says.wens)
	c.SetFamilyID(s.home.id).SetState(s.state).SetCapaciteit(max(says.capaciteit, 1)).SetHaalt(says.haalt).
		SetNillableLeeftijdVan(says.van).SetNillableLeeftijdTot(says.tot).SetMaxKinderen(says.max).
		SetDieren(list(says.dieren)).SetDierenBekend(says.dierenWeten).SetNillableRookt(says.rookt).SetNillableToegankelijk(says.toegankelijk).
		SetZorgtaken(list(says.taken)).SetZorgtakenBekend(says.takenWeten).SetNillableTuin(says.tuin).SetNillableRustig(says.rustig).
		SetAangemeldOp(s.aangemeld).SetVersion(2 + b.rnd.IntN(4))
	if s.matcher != uuid.Nil {
		c.SetMatcherID(s.matcher)
	}
	c.SetNillableBeschikbaarSinds(opt(s.beschikbaar)).SetNillableBevestigdOp(opt(latest(s.beschikbaar, s.bevestigd))).
		SetNillablePauzeTot(opt(s.pauze))
	b.screening(s)
	return s
}

// due fills in what stands on the matcher's list, in the words and terms of the
// family room, where nothing else was said.
func (s *steun) due(now time.Time) {
	if s.stap != "" {
		return
	}
	last := latest(s.beschikbaar, s.bevestigd)
	switch s.state {
	case term.SteunAangemeld:
		s.stap, s.datum = "Bellen voor een gesprek", workday.Add(s.aangemeld, 2)
	case term.SteunKennismakingsgesprek:
		s.stap, s.datum = "Gesprek voeren", workday.Add(s.aangemeld.AddDate(0, 0, 14), 0)
	case term.SteunScreening:
		s.stap, s.datum = "Takenlijst afmaken", workday.Add(now.AddDate(0, 0, 6), 0)
	case term.SteunBeschikbaar:
		s.stap, s.datum = "Vragen of alles nog klopt", workday.Add(last.AddDate(0, 3, 0), 0)
	case term.SteunPauze:
		s.stap, s.datum = "Vragen of ze weer verder willen", workday.Add(s.pauze, 0)
	case term.SteunBevestigen:
		s.stap, s.datum = "Bellen: klopt alles nog?", workday.Add(now, 3)
	case term.SteunSlapend:
		s.stap, s.datum = "Bellen of ze nog mee willen doen", workday.Add(now, 8)
	case term.SteunOpgeschort:
		s.stap, s.datum = "Bespreken met de hoofdcoördinator", workday.Add(now, 1)
	}
}

// screening writes what was checked. Of somebody who is forgotten only the days are
// left, for the figures.
func (b *book) screening(s *steun) {
	k := s.checks
	c := b.c.Screening.Create()
	last := latest(s.aangemeld, latest(k.gesprek, latest(k.huisbezoek, k.huisregels)))
	id := inRegion(b, c, gid.Screening, s.aangemeld, last)
	c.SetSteungezinID(s.id)
	c.SetNillableGesprekOp(opt(k.gesprek)).SetNillableHuisbezoekOp(opt(k.huisbezoek)).
		SetNillableHuisregelsOp(opt(k.huisregels)).SetNillableTrainingOp(opt(k.training))
	b.screenings = append(b.screenings, c)
	if s.forgotten() {
		return
	}
	names := []string{s.home.first, s.home.partner}
	for i, at := range k.vogs {
		v := b.c.Vog.Create()
		seen := on(at, 9, 10, 15)
		if seen.After(b.now) {
			seen = b.now
		}
		inRegion(b, v, gid.Vog, seen, seen)
		name := names[i%max(s.home.adults, 1)]
		b.vogs = append(b.vogs, v.SetScreeningID(id).SetVoornaam(name).SetAfgegevenOp(at).SetFunctieaspect(one(b, []string{"84", "85"})).
			SetGezienOp(seen).SetGezienDoorID(k.by))
	}
	for i, at := range k.referenties {
		r := b.c.Referentie.Create()
		inRegion(b, r, gid.Referentie, at, at)
		b.referenties = append(b.referenties, r.SetScreeningID(id).SetRelatie(relaties[(i*3+b.rnd.IntN(3))%len(relaties)]).
			SetPositief(true).SetGesprokenOp(at).SetGesprokenDoorID(k.by))
	}
}

// volunteer writes a family with its steungezin.
func (b *book) volunteer(s *steun) *steun {
	b.settle(s.home)
	b.offer(s)
	if s.forgotten() {
		return s
	}
	b.consents(s.home, s.aangemeld, term.DoelContact)
	b.everybody(s.home, s.aangemeld, s.home.adults)
	by := s.matcher
	if by == uuid.Nil {
		by = b.staff.ria
	}
	for n, at := range []time.Time{s.checks.gesprek, s.checks.huisbezoek} {
		if !at.IsZero() {
			b.note(s.home, at, []term.NoteKind{term.NoteKindGesprek, term.NoteKindHuisbezoek}[n], by, visits[1-n])
		}
	}
	return s
}

// willing invents a steungezin that is available since a day, its VOG given on
// another.
func (b *book) willing(h *home, aangemeld, beschikbaar, vog time.Time) *steun {
	s := &steun{wens: b.offers(), home: h, matcher: b.staff.ria, state: term.SteunBeschikbaar, aangemeld: aangemeld, beschikbaar: beschikbaar,
		capaciteit: one(b, []int{1, 1, 1, 1, 2}), haalt: b.chance(35), max: b.between(1, 3), dierenWeten: true, rookt: ptr(b.chance(12)),
		toegankelijk: b.maybe(70, 50), takenWeten: b.chance(80), tuin: ptr(b.chance(75)), rustig: b.maybe(80, 50), checks: b.screened(h, aangemeld, vog)}
	s.van, s.tot = ptr(b.between(0, 4)), ptr(b.between(8, 16))
	s.dieren = some(b, []term.Dier{term.DierHond, term.DierKat, term.DierKnaagdier, term.DierVogel}, one(b, []int{0, 0, 1, 1, 2}))
	if s.takenWeten {
		s.taken = some(b, []term.Zorgtaak{term.ZorgtaakMedicatie, term.ZorgtaakDiabetes, term.ZorgtaakSpeciaalEten}, b.between(0, 2))
	}
	return s
}

// fitting invents a steungezin that fits a vraaggezin: no hard constraint is in the
// way of a proposal.
func (b *book) fitting(v *vraag, h *home, aangemeld, beschikbaar, vog time.Time) *steun {
	s := b.willing(h, aangemeld, beschikbaar, vog)
	h.vervoer = []term.Vervoer{term.VervoerFiets, term.VervoerAuto}
	h.talen = union([]string{"nl"}, h.talen)
	s.soorten, s.dagdelen = ordered(union(v.soorten, s.soorten)), ordered(union(v.dagdelen, s.dagdelen[:1]))
	s.opvoeding, s.ervaring = ordered(union(v.opvoeding[:1], s.opvoeding)), ordered(union(v.ervaring, s.ervaring))
	s.weken, s.nietEigenDorp, s.haalt = term.WekenElke, false, true
	s.keer, s.reis, s.maanden = max(v.keer, s.keer), 40, max(v.maanden, s.maanden)
	from, to := v.home.ages(b.now)
	s.van, s.tot, s.max = ptr(max(0, from-2)), ptr(min(to+3, 23)), max(len(v.home.kids), 2)
	s.rookt, s.toegankelijk, s.takenWeten = ptr(false), ptr(true), true
	s.dieren = slices.DeleteFunc(s.dieren, func(d term.Dier) bool { return slices.Contains(v.bang, d) })
	for _, z := range v.zorg {
		s.dieren = slices.DeleteFunc(s.dieren, func(d term.Dier) bool { return slices.Contains(z.dieren, d) })
		s.taken = ordered(union(s.taken, z.taken))
	}
	return s
}

// union has what is in either, each once.
func union[T comparable](a, b []T) []T {
	out := slices.Clone(a)
	for _, x := range b {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// ordered puts words in the programme's order.
func ordered[W interface {
	~string
	Values() []string
}](words []W) []W {
	return slices.DeleteFunc(term.All[W](), func(w W) bool { return !slices.Contains(words, w) })
}
