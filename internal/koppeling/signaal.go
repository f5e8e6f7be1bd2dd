package koppeling

import (
	"slices"
	"time"

	"buurtdorp/internal/term"
)

// Reden is why a koppeling asks for its matcher.
type Reden struct {
	Soort  term.SignaalSoort
	Kant   *term.Kant
	Sinds  time.Time
	Aantal int // how often, or how many days
}

const (
	stil     = 60 * day // nobody said anything for so long
	vogAhead = 60 * day // a VOG that ends within this time
	kindLang = 30 * day // how long a child's frown stays, when it says nothing better
)

// Redenen are the early warnings of one koppeling, the weightiest first. A smile is
// never one, and a single "gaat wel" neither: it is an honest answer, and who is called
// for each of them stops giving it. Two in a row are. A terugblik is a word like any
// other, and who was not asked cannot be silent: after the monthly questions that is so for
// half a year at a time.
func (c Course) Redenen(now time.Time) []Reden {
	var out []Reden
	add := func(soort term.SignaalSoort, kant term.Kant, since time.Time, n int) {
		r := Reden{Soort: soort, Sinds: since, Aantal: n}
		if kant != "" {
			r.Kant = &kant
		}
		out = append(out, r)
	}
	last := c.Loop.Van
	for _, kant := range term.All[term.Kant]() {
		words := c.words(kant, false)
		if n := len(words); n > 0 {
			newest := words[n-1]
			if newest.At.After(last) {
				last = newest.At
			}
			switch soSo := trailing(words, term.SmileyGaatWel); {
			case newest.Smiley == term.SmileyNietGoed:
				add(term.SignaalNietGoed, kant, newest.At, trailing(words, term.SmileyNietGoed))
			case soSo > 1:
				add(term.SignaalTweeKeerGaatWel, kant, newest.At, soSo)
			}
		}
		if missed, since := c.missed(kant, words, now); missed > 0 {
			add(term.SignaalGemist, kant, since, missed)
		}
	}
	if kid := c.words(term.KantVraag, true); len(kid) > 0 {
		newest := kid[len(kid)-1]
		if newest.Smiley == term.SmileyNietGoed && now.Sub(newest.At) < kindLang {
			add(term.SignaalKindNietGoed, term.KantVraag, newest.At, trailing(kid, term.SmileyNietGoed))
		}
	}
	if at, ok := c.differ(); ok {
		add(term.SignaalVerschil, "", at, 1)
	}
	for _, until := range c.Vogs {
		if left := until.Sub(now); left < vogAhead {
			add(term.SignaalVogVerloopt, term.KantSteun, until.Add(-vogAhead), int(left/day))
			break // one is enough to call
		}
	}
	if silent, asked := now.Sub(last), c.askedAfter(last, now); silent > stil && !asked.IsZero() && !c.Loop.rests(now) {
		since := last.Add(stil)
		if asked.After(since) {
			since = asked
		}
		add(term.SignaalStil, "", since, int(silent/day))
	}
	weight := term.All[term.SignaalSoort]()
	slices.SortStableFunc(out, func(a, b Reden) int { return slices.Index(weight, a.Soort) - slices.Index(weight, b.Soort) })
	return out
}

// words are one side's, oldest first: its check-ins and its terugblikken. Who adds a word to
// her smiley on the same day says it once.
func (c Course) words(kant term.Kant, kid bool) (out []Gezegd) {
	for _, g := range c.Said {
		if g.Kant == kant && g.Kind == kid {
			out = append(out, g)
		}
	}
	slices.SortStableFunc(out, func(a, b Gezegd) int { return a.At.Compare(b.At) })
	days := out[:0]
	for _, g := range out {
		if n := len(days); n > 0 && g.Soort == days[n-1].Soort && g.At.Sub(days[n-1].At) < day/2 {
			days = days[:n-1]
		}
		days = append(days, g)
	}
	return days
}

// trailing is how often the last word was said in a row.
func trailing(words []Gezegd, smiley term.Smiley) (n int) {
	for i := len(words) - 1; i >= 0 && words[i].Smiley == smiley; i-- {
		n++
	}
	return n
}

// missed is how many check-ins in a row went by without a word, and since when. A word of
// later makes up for it, also one that was asked otherwise.
func (c Course) missed(kant term.Kant, words []Gezegd, now time.Time) (n int, since time.Time) {
	if c.K.ProefVan == nil {
		return 0, since
	}
	var spoke time.Time
	if n := len(words); n > 0 {
		spoke = words[n-1].At
	}
	moments := c.Loop.stand(c.Loop.checkIns(c.Ritme, kant, now), c.Said, now)
	for i := len(moments) - 1; i >= 0; i-- {
		switch m := moments[i]; {
		case m.Stand == term.MomentGepland || m.Stand == term.MomentOpen:
		case m.Stand == term.MomentGedaan || !spoke.Before(m.Vanaf):
			return n, since
		default:
			n, since = n+1, m.Voor
		}
	}
	return n, since
}

// askedAfter is since when something that was asked after the last word is late; zero when
// nothing is.
func (c Course) askedAfter(last, now time.Time) (first time.Time) {
	if c.K.ProefVan == nil {
		return first
	}
	const either = term.KantVraag // both sides are asked on the same days
	for _, m := range append(c.Loop.checkIns(c.Ritme, either, now), c.Loop.terugblikken(c.Ritme, either, now)...) {
		late := m.Voor.Add(grace)
		if m.Voor.After(last) && now.After(late) && (first.IsZero() || late.Before(first)) {
			first = late
		}
	}
	return first
}

// differ tells whether the newest terugblik that both gave says other things.
func (c Course) differ() (at time.Time, ok bool) {
	newest := 0
	for _, a := range c.Terugblikken {
		for _, b := range c.Terugblikken {
			if a.Kant == b.Kant || a.Nummer != b.Nummer || a.Nummer <= newest {
				continue
			}
			newest, at = a.Nummer, a.CreatedAt
			if b.CreatedAt.After(at) {
				at = b.CreatedAt
			}
			ok = a.Verder != b.Verder || a.HoeVaak != b.HoeVaak || a.Hoe != b.Hoe && (a.Hoe == term.SmileyNietGoed || b.Hoe == term.SmileyNietGoed)
		}
	}
	return at, ok
}
