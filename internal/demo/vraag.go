package demo

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/family"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/workday"
)

// vraag is what a family asks.
type vraag struct {
	wens
	home       *home
	id         uuid.UUID
	matcher    uuid.UUID // uuid.Nil: nobody has it yet
	state      term.VraaggezinState
	aangemeld  time.Time
	wachtend   time.Time // zero: never
	einde      time.Time // when it ended, or was last touched; zero: neither
	pauze      time.Time
	talks      int
	urgentie   int
	gezag      term.Gezag
	gezelschap term.Gezelschap
	bang       []term.Dier
	tolk       bool
	tuin       *bool
	rustig     *bool
	huisdieren *bool
	zorg       []zorg
	weetNiet   bool
	bezwaar    bool
	alone      bool // of those whose yes is needed only who registered said it

	said bool // what happens next was said; else the koppeling tells
	row  *ent.VraaggezinCreate
}

// zorg is a care fact.
type zorg struct {
	kind   term.ZorgKind
	text   string
	dieren []term.Dier
	taken  []term.Zorgtaak
	astma  bool
}

// forgotten: what it asked is wiped; that it asked, and when, is left for the figures.
func (v *vraag) forgotten() bool { return v.state == term.VraagGeanonimiseerd }

// known tells whether the talks were held in which everything is asked.
func (v *vraag) known() bool { return v.talks >= 2 }

// ask writes a vraaggezin.
func (b *book) ask(v *vraag) *vraag {
	c := b.c.Vraaggezin.Create()
	v.row, v.said = c, v.stap != ""
	changed := latest(v.aangemeld, latest(v.wachtend, v.einde))
	v.id = inRegion(b, c, gid.Vraaggezin, v.aangemeld, changed)
	b.vraaggezinnen = append(b.vraaggezinnen, c)
	v.due()
	says := *v
	if v.forgotten() {
		says = vraag{}
	}
	setWens(c, says.wens)
	c.SetFamilyID(v.home.id).SetState(v.state).SetAangemeldOp(v.aangemeld).SetGesprekken(v.talks).SetVersion(1 + v.talks + b.rnd.IntN(2)).
		SetUrgentie(says.urgentie).SetGezag(or(says.gezag, term.GezagOnbekend)).SetGezelschap(or(says.gezelschap, term.GezelschapMaaktNietUit)).
		SetBangVoor(list(says.bang)).SetTolk(says.tolk).SetZorgBesproken(says.known()).SetWeetNogNiet(says.weetNiet).SetBezwaar(says.bezwaar).
		SetNillableWensTuin(says.tuin).SetNillableWensRustig(says.rustig).SetNillableWensHuisdieren(says.huisdieren)
	if v.matcher != uuid.Nil {
		c.SetMatcherID(v.matcher)
	}
	c.SetNillableWachtendSinds(opt(v.wachtend)).SetNillablePauzeTot(opt(v.pauze))
	if v.state == term.VraagWachtend || v.state == term.VraagGepauzeerd {
		c.SetBevestigdOp(latest(v.wachtend, v.home.confirmed))
	}
	if !v.forgotten() {
		b.care(v)
	}
	return v
}

// due fills in what stands on the matcher's list, in the words and terms of the
// family room, where nothing else was said.
func (v *vraag) due() {
	if v.stap != "" {
		return
	}
	switch v.state {
	case term.VraagAangemeld:
		v.stap, v.datum = "Bellen om kennis te maken", workday.Add(v.aangemeld, 2)
	case term.VraagIntake:
		v.stap, v.datum = "Gesprek plannen", workday.Add(v.aangemeld.AddDate(0, 0, 14), 0)
	case term.VraagWachtend:
		v.stap, v.datum = "Laten weten hoe het zoeken gaat", workday.Add(v.wachtend.AddDate(0, 0, 42), 0)
	case term.VraagGepauzeerd:
		v.stap, v.datum = "Vragen of we weer mogen zoeken", workday.Add(v.pauze, 0)
	}
}

// care writes the care facts, with the consent they need.
func (b *book) care(v *vraag) {
	at := v.aangemeld
	for _, z := range v.zorg {
		c := b.c.ZorgFeit.Create()
		inRegion(b, c, gid.ZorgFeit, at, at)
		b.zorgFeiten = append(b.zorgFeiten, c.SetFamilyID(v.home.id).SetKind(z.kind).SetToelichting(z.text).
			SetDieren(list(z.dieren)).SetZorgtaken(list(z.taken)).SetAstma(z.astma))
	}
	if len(v.zorg) > 0 {
		b.consents(v.home, at, term.DoelBijzondereGegevens)
	}
}

// register writes a family with its vraaggezin: what it says when it registers, and
// what the talks brought.
func (b *book) register(v *vraag) *vraag {
	b.settle(v.home)
	b.ask(v)
	switch {
	case v.home.rest:
		return v
	case v.forgotten(): // the family still comes to the ontmoetingsplek
		b.consents(v.home, v.aangemeld, term.DoelContact)
		return v
	}
	b.consents(v.home, v.aangemeld, term.DoelContact)
	if v.alone {
		b.consents(v.home, v.aangemeld, term.DoelMatchen)
	} else {
		b.everybody(v.home, v.aangemeld, family.Ouders(v.gezag))
	}
	by := v.matcher
	if by == uuid.Nil {
		by = b.staff.ria
	}
	for n := range v.talks {
		if at := b.office(v.aangemeld, 3+6*n); at.Before(b.now) {
			kind := one(b, []term.NoteKind{term.NoteKindGesprek, term.NoteKindHuisbezoek, term.NoteKindTelefoon})
			b.note(v.home, at, kind, by, talks[(b.rnd.IntN(2)+2*n)%len(talks)])
		}
	}
	return v
}

// invent makes a vraaggezin that has been talked with, waiting since a day.
func (b *book) invent(h *home, aangemeld, wachtend time.Time) *vraag {
	v := &vraag{wens: b.asks(), home: h, matcher: b.staff.ria, state: term.VraagWachtend, aangemeld: aangemeld, wachtend: wachtend, talks: 2,
		gezag:      one(b, []term.Gezag{term.GezagEen, term.GezagBeide, term.GezagBeide}),
		gezelschap: one(b, term.All[term.Gezelschap]()), tuin: b.maybe(50, 80), rustig: b.maybe(40, 60), huisdieren: b.maybe(30, 60),
		tolk: !slices.Contains(h.talen, "nl")}
	switch b.rnd.IntN(12) {
	case 0:
		v.zorg = []zorg{{kind: term.ZorgKindAllergie, text: "Niest en krijgt jeuk van katten.", dieren: []term.Dier{term.DierKat}}}
	case 1:
		v.zorg = []zorg{{kind: term.ZorgKindGezondheid, text: "Astma. De puffer zit in de tas.", astma: true}}
	case 2:
		v.bang = []term.Dier{term.DierHond}
	}
	return v
}

func or[S ~string](s, otherwise S) S {
	if s == "" {
		return otherwise
	}
	return s
}

// child is whether one of the children was old enough at t to say yes itself.
func (v *vraag) child(t time.Time) *bool {
	for _, k := range v.home.kids {
		if clock.Age(k.month, t) >= 12 {
			return ptr(true)
		}
	}
	return nil
}
