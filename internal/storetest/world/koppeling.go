package world

import (
	"slices"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/term"
)

// course is the life that a koppeling in these states has behind it, a stage further
// each. What stands in the same list has come equally far.
var course = [][]term.KoppelingState{
	{term.KoppelingVerkend},
	{term.KoppelingVoorgesteldSteun, term.KoppelingAfgewezen, term.KoppelingVerlopen},
	{term.KoppelingVoorgesteldVraag},
	{term.KoppelingKennismaking, term.KoppelingNietDoorgegaan},
	{term.KoppelingProefperiode, term.KoppelingGestopt},
	{term.KoppelingActief, term.KoppelingGepauzeerd, term.KoppelingOnderbroken, term.KoppelingAfronden, term.KoppelingAfgerond},
}

const (
	askedSteun = iota + 1
	askedVraag
	met
	tried
	settled
)

var ended = []term.KoppelingState{term.KoppelingAfgewezen, term.KoppelingVerlopen, term.KoppelingNietDoorgegaan,
	term.KoppelingGestopt, term.KoppelingAfgerond}

// Koppeling makes a koppeling in a state, with the answers, afspraken, check-ins and
// steps of a life that led there in the plain course, steun asked first: AFGEWEZEN is
// the steungezin's no, and what it came to after an ACTIEF goes back to ACTIEF. set
// changes the row before it is made.
func (w *World) Koppeling(v *Vraag, s *Steun, state term.KoppelingState, set ...func(*ent.KoppelingCreate)) *ent.Koppeling {
	far := slices.IndexFunc(course, func(in []term.KoppelingState) bool { return slices.Contains(in, state) })
	c := w.Client.Koppeling.Create().SetRegionID(v.Row.RegionID).SetVraaggezinID(v.ID()).SetSteungezinID(s.ID()).
		SetMatcherID(w.Matcher.User.ID).SetState(state).SetSteunZiet(far >= askedSteun).SetVraagZiet(far >= askedVraag)
	if state == term.KoppelingVoorgesteldSteun || state == term.KoppelingVoorgesteldVraag {
		c.SetVerlooptOp(w.Now.AddDate(0, 0, 7))
	}
	if far >= met {
		c.SetKennismakingOp(w.Now.AddDate(0, -2, 0)).SetKennismakingPlaats("bibliotheek")
	}
	if far >= tried {
		c.SetProefVan(w.Now.AddDate(0, 0, -42)).SetProefTot(w.Now)
	}
	if far >= settled {
		c.SetActiefSinds(w.Now)
	}
	switch state {
	case term.KoppelingGepauzeerd:
		c.SetHervatAls(term.KoppelingActief).SetPauzeTot(w.Now.AddDate(0, 1, 0))
	case term.KoppelingOnderbroken:
		c.SetHervatAls(term.KoppelingActief)
	}
	if slices.Contains(ended, state) {
		c.SetAfgerondOp(w.Now)
	}
	for _, change := range set {
		change(c)
	}
	k := c.SaveX(w.system)
	w.past(k, v, s, far)
	return k
}

// past writes what both sides said and did on the way.
func (w *World) past(k *ent.Koppeling, v *Vraag, s *Steun, far int) {
	w.step(k, term.StapExplore, term.KoppelingVerkend, w.Matcher)
	if far >= askedSteun {
		w.step(k, term.StapPropose, term.KoppelingVoorgesteldSteun, w.Matcher)
	}
	if k.State == term.KoppelingAfgewezen {
		w.Answer(k, s.Parent, term.KantSteun, term.AnswerVoorstel, term.AntwoordNee)
		w.step(k, term.StapAnswerProposal, term.KoppelingAfgewezen, s.Parent)
	}
	if far >= askedVraag {
		w.Answer(k, s.Parent, term.KantSteun, term.AnswerVoorstel, term.AntwoordJa)
	}
	if far >= met {
		w.Answer(k, v.Parent, term.KantVraag, term.AnswerVoorstel, term.AntwoordJa)
	}
	if far >= tried {
		w.Answer(k, v.Parent, term.KantVraag, term.AnswerKennismaking, term.AntwoordJa)
		w.Answer(k, s.Parent, term.KantSteun, term.AnswerKennismaking, term.AntwoordJa)
		w.Afspraken(k, 1)
	}
	if far >= settled {
		w.Answer(k, v.Parent, term.KantVraag, term.AnswerAfspraken, term.AntwoordJa)
		w.Answer(k, s.Parent, term.KantSteun, term.AnswerAfspraken, term.AntwoordJa)
		w.CheckIn(k, v.Parent, term.KantVraag, term.SmileyGoed)
		w.CheckIn(k, s.Parent, term.KantSteun, term.SmileyGaatWel)
		w.step(k, term.StapActivate, term.KoppelingActief, w.Matcher)
	}
}

// AskedAgain is a koppeling of which both families were asked just now whether they go on
// again.
func (w *World) AskedAgain(k *ent.Koppeling) *ent.Koppeling {
	w.step(k, term.StapAskReopen, k.State, w.Matcher)
	return w.Client.Koppeling.UpdateOne(k).SetHeropenGevraagdOp(w.Now).SaveX(w.system)
}

// Afscheid is one side's word at the farewell.
func (w *World) Afscheid(k *ent.Koppeling, by *Person, kant term.Kant) *ent.Afscheid {
	return w.Client.Afscheid.Create().SetRegionID(k.RegionID).SetKoppelingID(k.ID).SetKant(kant).
		SetWoord("afscheid van " + string(kant)).SetUserID(by.User.ID).SaveX(w.system)
}

// Answer is what one side said, in the first round.
func (w *World) Answer(k *ent.Koppeling, by *Person, kant term.Kant, kind term.AnswerKind, antwoord term.Antwoord) *ent.KoppelingAnswer {
	c := w.Client.KoppelingAnswer.Create().SetRegionID(k.RegionID).SetKoppelingID(k.ID).SetKant(kant).SetKind(kind).
		SetAntwoord(antwoord).SetUserID(by.User.ID)
	if antwoord == term.AntwoordNee {
		c.SetReden(term.RedenTeVer)
	}
	return c.SaveX(w.system)
}

// Afspraken is a version of what was agreed.
func (w *World) Afspraken(k *ent.Koppeling, nummer int) *ent.Afspraken {
	return w.Client.Afspraken.Create().SetRegionID(k.RegionID).SetKoppelingID(k.ID).SetNummer(nummer).
		SetWanneer("elke woensdagmiddag").SetTelefoon("bel 0180 000 000").SaveX(w.system)
}

// CheckIn is how it goes, from one side.
func (w *World) CheckIn(k *ent.Koppeling, by *Person, kant term.Kant, smiley term.Smiley) *ent.CheckIn {
	return w.Client.CheckIn.Create().SetRegionID(k.RegionID).SetKoppelingID(k.ID).SetKant(kant).SetSmiley(smiley).
		SetToelichting("toelichting van " + string(kant)).SetUserID(by.User.ID).SaveX(w.system)
}

func (w *World) step(k *ent.Koppeling, stap term.KoppelingStap, to term.KoppelingState, by *Person) {
	c := w.Client.KoppelingStep.Create().SetRegionID(k.RegionID).SetKoppelingID(k.ID).SetStep(string(stap)).SetToState(to).
		SetActorID(by.User.ID).SetToelichting("reden van de matcher")
	if stap == term.StapPropose {
		said := w.Now.AddDate(0, 0, -1)
		c.SetScore(70).SetWeging(1).SetOntheffingen([]term.Ontheffing{{Key: "H4", Door: term.WaivableParent, Reden: "de ouder vindt het goed", GesprokenOp: &said}})
	}
	c.ExecX(w.system)
}

// Refresh reads a koppeling as it is now.
func (w *World) Refresh(k uuid.UUID) *ent.Koppeling { return w.Client.Koppeling.GetX(w.system, k) }
