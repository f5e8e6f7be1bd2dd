package koppeling

import (
	"strings"
	"time"

	"entgo.io/ent/dialect/sql"

	"buurtdorp/ent"
	"buurtdorp/ent/checkin"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/screening"
	"buurtdorp/ent/terugblik"
	"buurtdorp/ent/vog"
	"buurtdorp/internal/term"
)

// mayWorry selects what may have a warning: whatever has one, and little that has none. A
// koppeling of which both sides said when they were last asked that it goes well, which is
// most, is not read. What a warning is, Redenen says; a property test holds this beside it.
func mayWorry(r *ent.Region, now time.Time) predicate.Koppeling {
	now = now.UTC()
	return func(k *sql.Selector) {
		k.Where(sql.Or(unheard(k, r.CheckInMonths, now), sql.Exists(frown(k, now)), sql.Exists(lookedBackWithAFrown(k)), sql.Exists(difference(k)), sql.Exists(vogOf(k, r.VogYears, now))))
	}
}

// unheard: a side let go by what it was asked last, or nobody spoke for long. It is
// generous where a course is odd.
func unheard(k *sql.Selector, months int, now time.Time) *sql.Predicate {
	var silent []*sql.Predicate
	for _, kant := range term.All[term.Kant]() {
		of := strings.ToLower(string(kant))
		c, t := sql.Table(checkin.Table).As("heard_"+of), sql.Table(terugblik.Table).As("looked_"+of)
		spoke := func(id, of, side, at string, more ...*sql.Predicate) *sql.Selector {
			return sql.Select(id).Where(sql.And(append(more, sql.ColumnsEQ(of, k.C(koppeling.FieldID)), sql.EQ(side, kant),
				sql.GTE(at, now.Add(-stil)), spokeInTime(k, at, months, now))...))
		}
		silent = append(silent, sql.And(
			sql.NotExists(spoke(c.C(checkin.FieldID), c.C(checkin.FieldKoppelingID), c.C(checkin.FieldKant), c.C(checkin.FieldCreatedAt),
				sql.EQ(c.C(checkin.FieldVanKind), false)).From(c)),
			sql.NotExists(spoke(t.C(terugblik.FieldID), t.C(terugblik.FieldKoppelingID), t.C(terugblik.FieldKant), t.C(terugblik.FieldCreatedAt)).From(t))))
	}
	van := k.C(koppeling.FieldProefVan)
	asked := sql.Or(sql.LT(van, now.Add(-grace-firstAsk)), sql.IsNull(van), sql.NotNull(k.C(koppeling.FieldAfgerondOp)))
	return sql.And(asked, sql.Or(silent...))
}

// spokeInTime tells that a word was said since the last moment that is over opened. When that
// was follows from the day the trial or the koppeling began: those of one week are taken
// together, and of them the one that was asked last.
func spokeInTime(k *sql.Selector, at string, months int, now time.Time) *sql.Predicate {
	const week = 7 * day
	late, silence := now.Add(-grace), now.Add(-stil)
	van, actief := k.C(koppeling.FieldProefVan), k.C(koppeling.FieldActiefSinds)
	said := func(since time.Time) *sql.Predicate { return sql.GTE(at, since) }
	over := func(since time.Time) (n int) { // of the monthly moments
		for n < months && since.AddDate(0, n+1, 0).Before(late) {
			n++
		}
		return n
	}
	var when []*sql.Predicate
	to := late
	for over(to.Add(-week)) == 0 {
		to = to.Add(-week)
	}
	trial := sql.Or(sql.IsNull(actief), sql.GTE(actief, to))
	for ; ; to = to.Add(-week) {
		from, n := to.Add(-week), over(to)
		since := late.Add(-week) // a week in which a month is full
		if over(from) == n && n == 1 {
			since = to.AddDate(0, 1, 0).Add(-week) // or the second of the trial, which may be the later
		} else if over(from) == n {
			since = to.AddDate(0, n, 0).Add(-ahead)
		}
		if over(from) == n && n == months && !since.After(silence) {
			when = append(when, sql.LT(actief, to)) // asked no more
			break
		}
		when = append(when, sql.And(sql.GTE(actief, from), sql.LT(actief, to), said(since)))
	}
	to = late.Add(-secondAsk)
	of := []*sql.Predicate{sql.And(sql.GTE(van, to), sql.ColumnsGTE(at, van))}
	for ; to.Add(secondFrom).After(silence); to = to.Add(-week) {
		of = append(of, sql.And(sql.GTE(van, to.Add(-week)), sql.LT(van, to), said(to.Add(secondFrom))))
	}
	when = append(when, sql.And(trial, sql.Or(append(of, sql.LT(van, to))...)))
	return sql.And(sql.Or(sql.IsNull(actief), sql.ColumnsLTE(van, actief)), sql.Or(when...))
}

// frown: the newest word of somebody is not a smile; "gaat wel" only when it was said before.
func frown(k *sql.Selector, now time.Time) *sql.Selector {
	c, later, earlier := sql.Table(checkin.Table).As("frown"), sql.Table(checkin.Table).As("later"), sql.Table(checkin.Table).As("earlier")
	smiley, at := c.C(checkin.FieldSmiley), c.C(checkin.FieldCreatedAt)
	same := func(o *sql.SelectTable, of *sql.Predicate) *sql.Selector {
		return sql.Select(o.C(checkin.FieldID)).From(o).Where(sql.And(sql.ColumnsEQ(o.C(checkin.FieldKoppelingID), c.C(checkin.FieldKoppelingID)),
			sql.ColumnsEQ(o.C(checkin.FieldKant), c.C(checkin.FieldKant)), sql.ColumnsEQ(o.C(checkin.FieldVanKind), c.C(checkin.FieldVanKind)), of))
	}
	return sql.Select(c.C(checkin.FieldID)).From(c).Where(sql.And(
		sql.ColumnsEQ(c.C(checkin.FieldKoppelingID), k.C(koppeling.FieldID)), sql.GTE(at, now.Add(-stil)),
		sql.Or(
			sql.And(sql.EQ(smiley, term.SmileyNietGoed), sql.Or(sql.EQ(c.C(checkin.FieldVanKind), false), sql.GTE(at, now.Add(-kindLang)))),
			sql.And(sql.EQ(smiley, term.SmileyGaatWel), sql.EQ(c.C(checkin.FieldVanKind), false), sql.Exists(same(earlier, sql.And(
				sql.EQ(earlier.C(checkin.FieldSmiley), term.SmileyGaatWel), sql.ColumnsLT(earlier.C(checkin.FieldCreatedAt), at)))))),
		sql.NotExists(same(later, sql.ColumnsGT(later.C(checkin.FieldCreatedAt), at)))))
}

// lookedBackWithAFrown: the newest terugblik of a side was no smile, and nothing was said
// since; "gaat wel" only when it was said before.
func lookedBackWithAFrown(k *sql.Selector) *sql.Selector {
	t, again, word := sql.Table(terugblik.Table).As("no_smile"), sql.Table(terugblik.Table).As("looked_again"), sql.Table(checkin.Table).As("spoke_since")
	so, so2 := sql.Table(terugblik.Table).As("looked_before"), sql.Table(checkin.Table).As("spoke_before")
	hoe, at := t.C(terugblik.FieldHoe), t.C(terugblik.FieldCreatedAt)
	looked := func(o *sql.SelectTable, of *sql.Predicate) *sql.Selector {
		return sql.Select(o.C(terugblik.FieldID)).From(o).Where(sql.And(sql.ColumnsEQ(o.C(terugblik.FieldKoppelingID), t.C(terugblik.FieldKoppelingID)),
			sql.ColumnsEQ(o.C(terugblik.FieldKant), t.C(terugblik.FieldKant)), of))
	}
	spoke := func(o *sql.SelectTable, of *sql.Predicate) *sql.Selector {
		return sql.Select(o.C(checkin.FieldID)).From(o).Where(sql.And(sql.ColumnsEQ(o.C(checkin.FieldKoppelingID), t.C(terugblik.FieldKoppelingID)),
			sql.ColumnsEQ(o.C(checkin.FieldKant), t.C(terugblik.FieldKant)), sql.EQ(o.C(checkin.FieldVanKind), false), of))
	}
	return sql.Select(t.C(terugblik.FieldID)).From(t).Where(sql.And(
		sql.ColumnsEQ(t.C(terugblik.FieldKoppelingID), k.C(koppeling.FieldID)),
		sql.Or(sql.EQ(hoe, term.SmileyNietGoed), sql.And(sql.EQ(hoe, term.SmileyGaatWel), sql.Or(
			sql.Exists(looked(so, sql.And(sql.EQ(so.C(terugblik.FieldHoe), term.SmileyGaatWel), sql.ColumnsLT(so.C(terugblik.FieldCreatedAt), at)))),
			sql.Exists(spoke(so2, sql.And(sql.EQ(so2.C(checkin.FieldSmiley), term.SmileyGaatWel), sql.ColumnsLT(so2.C(checkin.FieldCreatedAt), at))))))),
		sql.NotExists(looked(again, sql.ColumnsGT(again.C(terugblik.FieldCreatedAt), at))),
		sql.NotExists(spoke(word, sql.ColumnsGT(word.C(checkin.FieldCreatedAt), at)))))
}

// difference: the newest terugblik that both gave says other things.
func difference(k *sql.Selector) *sql.Selector {
	both := func(as string) (v, s *sql.SelectTable, q *sql.Selector) {
		v, s = sql.Table(terugblik.Table).As("vraag_"+as), sql.Table(terugblik.Table).As("steun_"+as)
		return v, s, sql.Select(v.C(terugblik.FieldID)).From(v).Join(s).OnP(sql.And(
			sql.ColumnsEQ(s.C(terugblik.FieldKoppelingID), v.C(terugblik.FieldKoppelingID)), sql.ColumnsEQ(s.C(terugblik.FieldNummer), v.C(terugblik.FieldNummer)),
			sql.EQ(s.C(terugblik.FieldKant), term.KantSteun))).
			Where(sql.And(sql.ColumnsEQ(v.C(terugblik.FieldKoppelingID), k.C(koppeling.FieldID)), sql.EQ(v.C(terugblik.FieldKant), term.KantVraag)))
	}
	v, s, q := both("said")
	newer, _, again := both("again")
	return q.Where(sql.And(
		sql.Or(sql.ColumnsNEQ(v.C(terugblik.FieldVerder), s.C(terugblik.FieldVerder)), sql.ColumnsNEQ(v.C(terugblik.FieldHoeVaak), s.C(terugblik.FieldHoeVaak)),
			sql.And(sql.ColumnsNEQ(v.C(terugblik.FieldHoe), s.C(terugblik.FieldHoe)),
				sql.Or(sql.EQ(v.C(terugblik.FieldHoe), term.SmileyNietGoed), sql.EQ(s.C(terugblik.FieldHoe), term.SmileyNietGoed)))),
		sql.NotExists(again.Where(sql.ColumnsGT(newer.C(terugblik.FieldNummer), v.C(terugblik.FieldNummer))))))
}

// vogOf: a VOG of its steungezin ends soon, and that adult has no newer one.
func vogOf(k *sql.Selector, years int, now time.Time) *sql.Selector {
	s, v := sql.Table(screening.Table).As("of_steun"), sql.Table(vog.Table).As("ending")
	return sql.Select(v.C(vog.FieldID)).From(s).Join(v).On(v.C(vog.FieldScreeningID), s.C(screening.FieldID)).
		Where(sql.And(sql.ColumnsEQ(s.C(screening.FieldSteungezinID), k.C(koppeling.FieldSteungezinID)), ending(v.C, years, now)))
}

// ending are the newest VOGs of adults that end soon, give or take a day of a leap year.
func ending(v func(string) string, years int, now time.Time) *sql.Predicate {
	n := sql.Table(vog.Table).As("newer")
	return sql.And(sql.LT(v(vog.FieldAfgegevenOp), now.Add(vogAhead+2*day).AddDate(-years, 0, 0)),
		sql.NotExists(sql.Select(n.C(vog.FieldID)).From(n).Where(sql.And(sql.ColumnsEQ(n.C(vog.FieldScreeningID), v(vog.FieldScreeningID)),
			sql.ColumnsEQ(n.C(vog.FieldVoornaam), v(vog.FieldVoornaam)), sql.ColumnsGT(n.C(vog.FieldAfgegevenOp), v(vog.FieldAfgegevenOp))))))
}
