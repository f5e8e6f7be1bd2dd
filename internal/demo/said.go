package demo

import (
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/dutch"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
)

// speaks is who of a side speaks; a family without an account spoke to its matcher.
func (p *pairing) speaks(kant term.Kant) (who uuid.UUID, spoken bool) {
	h := p.v.home
	if kant == term.KantSteun {
		h = p.s.home
	}
	if h.user == uuid.Nil {
		return p.matcher, true
	}
	return h.user, false
}

// answer writes a side's yes or no, and tells who gave it.
func (p *pairing) answer(kant term.Kant, kind term.AnswerKind, antwoord term.Antwoord, reden *term.Reden, ronde int, at time.Time) uuid.UUID {
	who, spoken := p.speaks(kant)
	if p.bare {
		return who
	}
	c := p.b.c.KoppelingAnswer.Create().SetKoppelingID(p.id).SetKant(kant).SetKind(kind).SetAntwoord(antwoord).SetNillableReden(reden).
		SetMondeling(spoken).SetRonde(ronde).SetUserID(who)
	if kind == term.AnswerKennismaking && kant == term.KantVraag && antwoord == term.AntwoordJa {
		c.SetNillableKindJa(p.v.child(at))
	}
	inRegion(p.b, c, gid.KoppelingAnswer, at, at)
	p.b.answers = append(p.b.answers, c)
	return who
}

// checkIn writes how a side says it goes. It is no step: nothing changes by it.
func (p *pairing) checkIn(kant term.Kant, at time.Time, smiley term.Smiley, text string) *pairing {
	if p.bare || at.After(p.b.now) {
		return p
	}
	who, _ := p.speaks(kant)
	c := p.b.c.CheckIn.Create().SetKoppelingID(p.id).SetKant(kant).SetSmiley(smiley).SetToelichting(text).SetUserID(who)
	inRegion(p.b, c, gid.CheckIn, at, at)
	p.b.checkIns = append(p.b.checkIns, c)
	return p
}

// both check in on a day, most of the time content.
func (p *pairing) both(at time.Time) *pairing {
	for i, kant := range []term.Kant{term.KantVraag, term.KantSteun} {
		smiley, text := term.SmileyGoed, one(p.b, wentWell)
		if p.b.chance(12) {
			smiley, text = term.SmileyGaatWel, one(p.b, wentSoSo)
		}
		p.checkIn(kant, p.b.evening(at, i), smiley, text)
	}
	return p
}

// inWords says a dagdeel as people do: woensdagmiddag.
func inWords(d term.Dagdeel) string {
	day, part, _ := strings.Cut(string(d), "_")
	return dutch.Weekday(day) + strings.ToLower(part)
}

// shared is the first dagdeel that suits both.
func (p *pairing) shared() term.Dagdeel {
	for _, d := range p.v.dagdelen {
		for _, o := range p.s.dagdelen {
			if d == o {
				return d
			}
		}
	}
	return term.DagdeelWoMiddag
}

// agree writes the next version of the afspraken.
func (p *pairing) agree(at time.Time) {
	p.afspraken++
	if p.bare {
		return
	}
	when := inWords(p.shared())
	if p.v.keer == 2 {
		when = "Om de week op " + when
	} else {
		when = "Elke week op " + when
	}
	fetch := p.v.home.first + " brengt en haalt."
	if p.s.haalt {
		fetch = p.s.home.first + " haalt op en brengt thuis."
	}
	allergy := "Geen."
	for _, z := range p.v.zorg {
		allergy = z.text
	}
	hour := p.b.between(16, 17)
	c := p.b.c.Afspraken.Create().SetKoppelingID(p.id).SetNummer(p.afspraken).
		SetWanneer(fmt.Sprintf("%s, tot %d.30 uur.", when, hour)).SetHalenBrengen(fetch).
		SetEten(one(p.b, []string{"Een boterham en fruit. Thuis eten ze warm.", "Mee-eten mag altijd.", "Geen varkensvlees, verder eten ze alles."})).
		SetTelefoon(one(p.b, []string{"Bellen mag altijd. Een appje is ook goed.", "Liever een appje. Bij haast bellen."})).
		SetAllergie(allergy).SetNoodnummer(p.b.phone()).
		SetOverig(one(p.b, []string{"", "Foto's blijven in ons eigen groepje.", "Na een half uur schermtijd gaat de tablet weg."}))
	inRegion(p.b, c, gid.Afspraken, at, at)
	p.b.afspraken = append(p.b.afspraken, c)
}
