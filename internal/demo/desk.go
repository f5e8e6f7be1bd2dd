package demo

import (
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/workday"
)

// desk is what else matchers have before them: worries, looks back, what children tapped,
// a dossier on its way to a colleague, somebody who goes on leave, and how the weights came
// to be what they are. It comes last, so that nothing before it changes by it.
func (b *book) desk() {
	b.lookBacks()
	b.taps()
	b.worries()
	b.underway()
	b.weights()
}

// of is the koppeling of the cast whose vraaggezin is called so.
func (b *book) of(first string) *pairing {
	for _, p := range b.pairs {
		if p.v.home.first == first && p.holds() {
			return p
		}
	}
	panic("demo: nobody of the cast with a koppeling is called " + first)
}

// lookBacks: after six weeks and each half year both sides looked back, as far as the
// moment came. Of the last of Olga only one did yet; Agnieszka and hers differ.
func (b *book) lookBacks() {
	for _, p := range b.pairs {
		if p.proefVan.IsZero() || p.actief.IsZero() || p.bare || !p.holds() {
			continue
		}
		p.lookedBack(b.now.AddDate(0, 0, -4))
	}
}

func (p *pairing) lookedBack(until time.Time) {
	at := p.proefVan.AddDate(0, 0, 42)
	for n := 1; at.Before(until); n++ {
		for i, kant := range []term.Kant{term.KantVraag, term.KantSteun} {
			hoe, vaak, verder, words := term.SmileyGoed, term.HoeVaakPreciesGoed, term.VerderJa, one(p.b, wentWell)
			if p.v.home.first == "Agnieszka" && kant == term.KantVraag && n == 2 {
				hoe, vaak, words = term.SmileyGaatWel, term.HoeVaakVaker, "Het gaat fijn. We zouden graag een keer vaker komen, maar durfden dat niet te vragen."
			}
			p.lookBack(kant, n, p.b.evening(at, i-3), hoe, vaak, verder, words)
		}
		at = p.actief.AddDate(0, 6*n, 0)
	}
}

// lookBack writes one side's three answers, with the step that goes with it.
func (p *pairing) lookBack(kant term.Kant, n int, at time.Time, hoe term.Smiley, vaak term.HoeVaak, verder term.Verder, words string) {
	who, spoken := p.speaks(kant)
	c := p.b.c.Terugblik.Create().SetKoppelingID(p.id).SetKant(kant).SetNummer(n).SetHoe(hoe).SetHoeVaak(vaak).SetVerder(verder).
		SetToelichting(words).SetMondeling(spoken).SetUserID(who)
	inRegion(p.b, c, gid.Terugblik, at, at)
	p.b.terugblikken = append(p.b.terugblikken, c)
}

// taps are children's own smileys; one frowned.
func (b *book) taps() {
	for _, one := range []struct {
		first  string
		days   int
		smiley term.Smiley
	}{{"Olga", 40, term.SmileyGoed}, {"Olga", 11, term.SmileyGoed}, {"Zeynep", 6, term.SmileyGaatWel}, {"Hanna", 3, term.SmileyGoed}, {"Yara", 1, term.SmileyNietGoed}} {
		p, at := b.of(one.first), b.evening(b.now, -one.days)
		who, _ := p.speaks(term.KantVraag)
		c := b.c.CheckIn.Create().SetKoppelingID(p.id).SetKant(term.KantVraag).SetVanKind(true).SetSmiley(one.smiley).SetUserID(who)
		inRegion(b, c, gid.CheckIn, at, at)
		b.checkIns = append(b.checkIns, c)
	}
}

// worries: one that nobody read yet, one that is being weighed, one that is closed.
func (b *book) worries() {
	b.worry(b.of("Yara"), term.KantSteun, b.evening(b.now, -1),
		"Zakaria was woensdag heel stil. Hij wilde niet eten en niet spelen. Er is vast niets, maar ik wil het toch even kwijt.")
	b.worry(b.of("Zeynep"), term.KantVraag, b.evening(b.now, -4),
		"Het ophalen ging twee keer mis en Azra stond alleen op de stoep. Ik durf het niet goed zelf te zeggen.",
		did{term.ZorgStapGezien, -3, ""}, did{term.ZorgStapGesproken, -3, "Zeynep gebeld. Ze wil graag door, maar de tijden moeten duidelijker."})
	b.worry(b.of("Shanti"), term.KantVraag, b.evening(b.now, -60),
		"Bij Gerda en Henk is het de laatste tijd zo druk dat Arun moe thuiskomt.",
		did{term.ZorgStapGezien, -59, ""}, did{term.ZorgStapGesproken, -58, "Met beide gezinnen gebeld. Gerda is moe en wacht op een operatie."},
		did{term.ZorgStapGewogen, -58, "Geen zorg om de veiligheid. Wel tijd voor rust."},
		did{term.ZorgStapVeiligThuisNietGebeld, -58, "Er is geen signaal van onveiligheid. Met een collega besproken."},
		did{term.ZorgStapGesloten, -57, "Ze pauzeren tot Gerda weer op de been is."})
}

// did is a step of a matcher with a worry, so many days ago.
type did struct {
	stap term.ZorgStap
	days int
	why  string
}

func (b *book) worry(p *pairing, kant term.Kant, at time.Time, text string, steps ...did) {
	h := p.v.home
	if kant == term.KantSteun {
		h = p.s.home
	}
	if h.user == uuid.Nil {
		return // who has no account told it on the telephone
	}
	c := b.c.Zorgmelding.Create().SetAuthorID(h.user).SetFamilyID(h.id).SetKoppelingID(p.id).SetTekst(text)
	changed := at
	id := b.id(gid.Zorgmelding, at)
	for i, s := range steps {
		when := b.day(s.days, 10+i, 15)
		if i == 0 {
			c.SetGezienOp(when).SetVersion(2)
			changed = when
		}
		row := b.c.ZorgmeldingStap.Create().SetZorgmeldingID(id).SetActorID(p.matcher).SetStap(s.stap).SetToelichting(s.why)
		inRegion(b, row, gid.ZorgmeldingStap, when, when)
		b.zorgStappen = append(b.zorgStappen, row)
	}
	b.zorgmeldingen = append(b.zorgmeldingen, c.SetID(id).SetRegionID(b.region).SetCreatedAt(at).SetUpdatedAt(changed))
}

// underway is what is on its way between two colleagues: a dossier that Joris gives to Ria
// and that she has to read, and a week of leave in which the head matcher covers for him.
func (b *book) underway() {
	p, at := b.of("Oksana"), b.office(b.now, -1)
	o := b.c.Overdracht.Create().SetBatchID(b.id(gid.Overdracht, at)).SetFamilyID(p.v.home.id).SetDossierID(p.v.id).SetSoort(term.DossierVraag).
		SetVanID(b.staff.joris).SetNaarID(b.staff.ria).SetDoorID(b.staff.joris).SetUiterlijk(workday.Add(at, 2)).
		SetToelichting("Ik ga op cursus. Ze hebben kennisgemaakt, Jan en Truus zeiden ja. Bel Oksana graag deze week.")
	inRegion(b, o, gid.Overdracht, at, at)
	b.overdrachten = append(b.overdrachten, o)

	a := b.c.Afwezigheid.Create().SetUserID(b.staff.joris).SetWaarnemerID(b.staff.head).SetVan(clock.Today(b.now).AddDate(0, 0, 16)).SetTot(clock.Today(b.now).AddDate(0, 0, 23))
	inRegion(b, a, gid.Afwezigheid, at, at)
	b.afwezigheden = append(b.afwezigheden, a)
}

// weights were tried otherwise, and are the standard again.
func (b *book) weights() {
	for i, w := range []struct {
		days              int
		reis, hulp, beurt int
		reden             string
	}{
		{-120, 28, 11, 0, "De bus rijdt hier een keer per uur. We laten de afstand zwaarder wegen en kijken na een kwartaal."},
		{-28, 22, 15, 2, "De goede paren vielen weg omdat ze iets verder woonden. We gaan terug naar hoe het was."},
	} {
		at := b.office(b.now, w.days)
		c := b.c.Weging.Create().SetNummer(i + 2).SetReis(w.reis).SetDagdelen(20).SetHulp(w.hulp).SetKind(10).SetTaal(6).SetOpvoeding(6).SetDuur(6).
			SetInteresses(5).SetErvaring(5).SetHuis(3).SetBeurt(w.beurt).SetGoedVanaf(75).SetPastVanaf(50).SetActorID(b.staff.head).SetReden(w.reden)
		inRegion(b, c, gid.Weging, at, at)
		b.wegingen = append(b.wegingen, c)
	}
}
