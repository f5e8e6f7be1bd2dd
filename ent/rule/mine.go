package rule

import (
	"strings"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent/family"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/koppelinganswer"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/screening"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// What is a family's own, and what its koppelingen open to it, as sets of ids that a
// column is held against: "in (the few that are mine)". A database finds those few by
// their indexes and then goes to the rows. Asked the other way round, for each row
// whether it is mine (EXISTS), it reads the whole table, and for each row another.

// anyOf shows a row for which one of these holds, and none when there are none: ent's
// own Or of nothing leaves everything in.
func anyOf[P ~func(*sql.Selector)](may ...P) P {
	if len(may) == 0 {
		return func(s *sql.Selector) { s.Where(sql.False()) }
	}
	return P(sql.OrPredicates(may...))
}

// in is the condition that a column holds one of these.
func in(column string, these *sql.Selector) func(*sql.Selector) {
	return func(s *sql.Selector) { s.Where(sql.In(s.C(column), these)) }
}

// pick selects a column of a table's rows in which another holds one of these.
func pick(table, column, holds string, these ...any) *sql.Selector {
	t := sql.Table(table)
	return sql.Select(t.C(column)).From(t).Where(sql.In(t.C(holds), these...))
}

func ownSteungezinnen(v *viewer.Viewer) *sql.Selector {
	return pick(steungezin.Table, steungezin.FieldID, steungezin.FieldFamilyID, v.FamilyID)
}

func ownScreenings(v *viewer.Viewer) *sql.Selector {
	return pick(screening.Table, screening.FieldID, screening.FieldSteungezinID, ownSteungezinnen(v))
}

// ofSide selects a column of the koppelingen in which the viewer's family is on one
// side and has been asked; in these states, or in all. It joins, so that a database
// begins with the family and not with everything that is in such a state.
func ofSide(v *viewer.Viewer, kant term.Kant, column string, states ...term.KoppelingState) *sql.Selector {
	k, own := sql.Table(koppeling.Table), sql.Table(vraaggezin.Table)
	side, asked := koppeling.FieldVraaggezinID, koppeling.FieldVraagZiet
	if kant == term.KantSteun {
		own, side, asked = sql.Table(steungezin.Table), koppeling.FieldSteungezinID, koppeling.FieldSteunZiet
	}
	q := sql.Select(k.C(column)).From(k).Join(own).On(k.C(side), own.C("id")).
		Where(sql.And(sql.EQ(own.C("family_id"), v.FamilyID), sql.EQ(k.C(asked), true)))
	if len(states) > 0 {
		q.Where(sql.In(k.C(koppeling.FieldState), words(states)...))
	}
	return q
}

// ofBothSides are the ids of the viewer's koppelingen, on whichever side she is.
func ofBothSides(v *viewer.Viewer, states ...term.KoppelingState) *sql.Selector {
	return ofSide(v, term.KantVraag, koppeling.FieldID, states...).Union(ofSide(v, term.KantSteun, koppeling.FieldID, states...))
}

// familiesWith are the viewer's own family, and those on the other side of its
// koppelingen in these states.
func familiesWith(v *viewer.Viewer, states []term.KoppelingState) *sql.Selector {
	return pick(family.Table, family.FieldID, family.FieldID, v.FamilyID).
		Union(pick(steungezin.Table, steungezin.FieldFamilyID, steungezin.FieldID, ofSide(v, term.KantVraag, koppeling.FieldSteungezinID, states...))).
		Union(pick(vraaggezin.Table, vraaggezin.FieldFamilyID, vraaggezin.FieldID, ofSide(v, term.KantSteun, koppeling.FieldVraaggezinID, states...)))
}

// inTouch selects a column of the viewer's koppelingen that are over and of which both sides
// want to stay in touch: the newest word of each is yes.
func inTouch(v *viewer.Viewer, kant term.Kant, column string) *sql.Selector {
	q := ofSide(v, kant, column, term.KoppelingAfgerond)
	for _, side := range term.All[term.Kant]() {
		q.Where(sql.Exists(newestYes(side)))
	}
	return q
}

// newestYes is one side's yes to staying in touch, after which it said nothing else.
func newestYes(kant term.Kant) *sql.Selector {
	of := func(as string) (*sql.SelectTable, *sql.Predicate) {
		a := sql.Table(koppelinganswer.Table).As(as)
		return a, sql.And(sql.ColumnsEQ(a.C(koppelinganswer.FieldKoppelingID), sql.Table(koppeling.Table).C(koppeling.FieldID)),
			sql.EQ(a.C(koppelinganswer.FieldKant), kant), sql.EQ(a.C(koppelinganswer.FieldKind), term.AnswerContact))
	}
	said, this := of("said_" + strings.ToLower(string(kant)))
	later, that := of("later_" + strings.ToLower(string(kant)))
	return sql.Select(said.C(koppelinganswer.FieldID)).From(said).Where(sql.And(this, sql.EQ(said.C(koppelinganswer.FieldAntwoord), term.AntwoordJa),
		sql.NotExists(sql.Select(later.C(koppelinganswer.FieldID)).From(later).Where(sql.And(that,
			sql.ColumnsGT(later.C(koppelinganswer.FieldRonde), said.C(koppelinganswer.FieldRonde)))))))
}

// reachable are the families whose contact details the viewer has: those she is together
// with, and those with whom she stays in touch after the farewell.
func reachable(v *viewer.Viewer, states []term.KoppelingState) *sql.Selector {
	return familiesWith(v, states).
		Union(pick(steungezin.Table, steungezin.FieldFamilyID, steungezin.FieldID, inTouch(v, term.KantVraag, koppeling.FieldSteungezinID))).
		Union(pick(vraaggezin.Table, vraaggezin.FieldFamilyID, vraaggezin.FieldID, inTouch(v, term.KantSteun, koppeling.FieldVraaggezinID)))
}

// household tells whether the viewer acts for a family.
func household(v *viewer.Viewer) bool { return v.FamilyID != uuid.Nil }

func words(states []term.KoppelingState) []any {
	out := make([]any, len(states))
	for i, s := range states {
		out[i] = s
	}
	return out
}

// MyKoppelingen are those the viewer may see.
func MyKoppelingen(v *viewer.Viewer) predicate.Koppeling {
	var may []predicate.Koppeling
	if household(v) {
		may = append(may, in(koppeling.FieldID, ofBothSides(v)))
	}
	if pairs(v) {
		may = append(may, koppeling.RegionID(v.RegionID))
	}
	return anyOf(may...)
}
