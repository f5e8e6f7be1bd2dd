package demo

import (
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/workday"
)

// reservation is the region's number of working days that a proposal holds a plek.
const reservation = 5

// pairing is a koppeling on its way. Its methods are the steps of internal/koppeling,
// taken at a time of their own: each leaves the same rows and fields as the real one.
type pairing struct {
	b       *book
	v       *vraag
	s       *steun
	id      uuid.UUID
	matcher uuid.UUID
	made    time.Time
	changed time.Time
	version int

	state                            term.KoppelingState
	hervatAls                        *term.KoppelingState
	plek                             int
	steunZiet, vraagZiet             bool
	verloopt, afgerond               time.Time
	kennismaking                     time.Time
	plaats                           string
	proefVan, proefTot, actief, rust time.Time
	afscheid, reopening              time.Time // the closing talk; when both were asked to go on again
	afspraken                        int

	// bare is a koppeling of which only the course is left: no words, no answers.
	bare bool
}

// explore notes a pair on the shortlist.
func (b *book) explore(v *vraag, s *steun, at time.Time, waarom string) *pairing {
	p := b.pair(v, s, at)
	p.state = term.KoppelingVerkend
	p.step(term.StapExplore, nil, at, p.matcher, nil, waarom, nil)
	return p
}

// propose asks the steungezin first, as the region does.
func (b *book) propose(v *vraag, s *steun, at time.Time, score int, waarom string) *pairing {
	p := b.pair(v, s, at)
	p.state, p.steunZiet, p.verloopt = term.KoppelingVoorgesteldSteun, true, workday.Add(at, reservation)
	p.step(term.StapPropose, nil, at, p.matcher, nil, waarom, &score)
	return p
}

func (b *book) pair(v *vraag, s *steun, at time.Time) *pairing {
	p := &pairing{b: b, v: v, s: s, matcher: v.matcher, made: at, plek: 1, bare: v.forgotten() || s.forgotten()}
	if p.matcher == uuid.Nil {
		p.matcher = b.staff.ria
	}
	p.id = b.id(gid.Koppeling, at)
	b.pairs = append(b.pairs, p)
	return p
}

// yes answers the proposal for the side that was asked.
func (p *pairing) yes(at time.Time) *pairing {
	from := p.state
	kant := term.KantSteun
	if from == term.KoppelingVoorgesteldVraag {
		kant = term.KantVraag
	}
	actor := p.answer(kant, term.AnswerVoorstel, term.AntwoordJa, nil, 1, at)
	if kant == term.KantSteun {
		p.state, p.vraagZiet, p.verloopt = term.KoppelingVoorgesteldVraag, true, workday.Add(at, reservation)
	} else {
		p.state, p.verloopt = term.KoppelingKennismaking, time.Time{}
	}
	p.step(term.StapAnswerProposal, &from, at, actor, nil, "", nil)
	return p
}

// no ends the proposal; the reason stays with the matchers.
func (p *pairing) no(at time.Time, reden term.Reden) {
	from := p.state
	kant := term.KantSteun
	if from == term.KoppelingVoorgesteldVraag {
		kant = term.KantVraag
	}
	actor := p.answer(kant, term.AnswerVoorstel, term.AntwoordNee, &reden, 1, at)
	p.end(term.KoppelingAfgewezen, at)
	p.step(term.StapAnswerProposal, &from, at, actor, &reden, "", nil)
}

// expire ends a proposal that nobody answered; the timer does it.
func (p *pairing) expire() {
	from, at := p.state, p.verloopt.Add(4*time.Minute)
	p.end(term.KoppelingVerlopen, at)
	p.step(term.StapExpire, &from, at, uuid.Nil, nil, "", nil)
}

// plan sets date and place of the kennismaking.
func (p *pairing) plan(at, when time.Time, plaats string) *pairing {
	p.kennismaking, p.plaats = when, plaats
	p.step(term.StapPlanKennismaking, &p.state, at, p.matcher, nil, "", nil)
	return p
}

// met is a side's yes after the kennismaking.
func (p *pairing) met(kant term.Kant, at time.Time) *pairing {
	actor := p.answer(kant, term.AnswerKennismaking, term.AntwoordJa, nil, 1, at)
	p.step(term.StapAnswerKennismaking, &p.state, at, actor, nil, "", nil)
	return p
}

// noSpark is a side's no after the kennismaking; both are free again.
func (p *pairing) noSpark(kant term.Kant, at time.Time, reden term.Reden) {
	from := p.state
	actor := p.answer(kant, term.AnswerKennismaking, term.AntwoordNee, &reden, 1, at)
	p.end(term.KoppelingNietDoorgegaan, at)
	p.step(term.StapAnswerKennismaking, &from, at, actor, &reden, "", nil)
}

// trial starts the proefperiode with the first afspraken.
func (p *pairing) trial(at time.Time, weeks int) *pairing {
	from := p.state
	p.state, p.proefVan, p.proefTot = term.KoppelingProefperiode, at, at.AddDate(0, 0, 7*weeks)
	p.step(term.StapStartProefperiode, &from, at, p.matcher, nil, "", nil)
	p.agree(at)
	return p
}

// anew writes new afspraken, to be confirmed again.
func (p *pairing) anew(at time.Time) *pairing {
	p.step(term.StapRecordAfspraken, &p.state, at, p.matcher, nil, "", nil)
	p.agree(at)
	return p
}

// confirm is a side's yes to the newest afspraken and the house rules.
func (p *pairing) confirm(kant term.Kant, at time.Time) *pairing {
	actor := p.answer(kant, term.AnswerAfspraken, term.AntwoordJa, nil, p.afspraken, at)
	p.step(term.StapConfirmAfspraken, &p.state, at, actor, nil, "", nil)
	return p
}

// activate ends the trial well.
func (p *pairing) activate(at time.Time) *pairing {
	from := p.state
	p.state, p.actief = term.KoppelingActief, at
	p.step(term.StapActivate, &from, at, p.matcher, nil, "", nil)
	return p
}

// stop ends a trial that does not go on.
func (p *pairing) stop(at time.Time, reden term.Reden, why string) {
	from := p.state
	p.end(term.KoppelingGestopt, at)
	p.step(term.StapStop, &from, at, p.matcher, &reden, why, nil)
}

// pause rests it until a date.
func (p *pairing) pause(at, until time.Time, why string) {
	from := p.state
	p.state, p.rust, p.hervatAls = term.KoppelingGepauzeerd, until, &from
	p.step(term.StapPause, &from, at, p.matcher, ptr(term.RedenGezinHeeftRustNodig), why, nil)
}

// suspend interrupts it at once.
func (p *pairing) suspend(at time.Time, why string) {
	from := p.state
	p.state, p.hervatAls = term.KoppelingOnderbroken, &from
	p.step(term.StapSuspend, &from, at, p.matcher, ptr(term.RedenSignaal), why, nil)
}

// farewell plans the closing talk.
func (p *pairing) farewell(at time.Time, why string) *pairing {
	from := p.state
	p.state = term.KoppelingAfronden
	p.step(term.StapStartAfronden, &from, at, p.matcher, nil, why, nil)
	return p
}

// close ends it after its farewell.
func (p *pairing) close(at time.Time, reden term.Reden, why string) {
	from := p.state
	p.end(term.KoppelingAfgerond, at)
	p.step(term.StapClose, &from, at, p.matcher, &reden, why, nil)
}

func (p *pairing) end(to term.KoppelingState, at time.Time) {
	p.state, p.verloopt, p.afgerond = to, time.Time{}, at
}

// step writes a row of the history; who has no account spoke to the matcher.
func (p *pairing) step(stap term.KoppelingStap, from *term.KoppelingState, at time.Time, actor uuid.UUID, reden *term.Reden, why string, score *int) {
	p.version++
	p.changed = at
	c := p.b.c.KoppelingStep.Create().SetStep(string(stap)).SetToState(p.state).SetKoppelingID(p.id).SetNillableScore(score)
	inRegion(p.b, c, gid.KoppelingStep, at, at)
	if from != nil {
		c.SetFromState(*from)
	}
	if actor != uuid.Nil {
		c.SetActorID(actor)
	}
	c.SetNillableReden(reden)
	if !p.bare {
		c.SetToelichting(why)
	}
	p.b.steps = append(p.b.steps, c)
}

// finish turns what it has come to into a row, and puts what is next on the
// matcher's list.
func (p *pairing) finish(b *book) {
	p.next()
	c := b.c.Koppeling.Create().SetID(p.id).SetCreatedAt(p.made).SetUpdatedAt(p.changed).SetRegionID(b.region).SetVersion(p.version).
		SetVraaggezinID(p.v.id).SetSteungezinID(p.s.id).SetMatcherID(p.matcher).SetState(p.state).SetPlek(p.plek).
		SetNillableHervatAls(p.hervatAls).SetSteunZiet(p.steunZiet).SetVraagZiet(p.vraagZiet).SetNillableVerlooptOp(opt(p.verloopt)).
		SetNillableKennismakingOp(opt(p.kennismaking)).SetKennismakingPlaats(p.plaats).SetNillableProefVan(opt(p.proefVan)).
		SetNillableProefTot(opt(p.proefTot)).SetNillableActiefSinds(opt(p.actief)).SetNillablePauzeTot(opt(p.rust)).SetNillableAfscheidOp(opt(p.afscheid)).SetNillableAfgerondOp(opt(p.afgerond)).
		SetNillableHeropenGevraagdOp(opt(p.reopening))
	b.koppelingen = append(b.koppelingen, c)
}
