package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/mixin"

	"buurtdorp/internal/term"
)

// Wens is what a vraaggezin asks and a steungezin offers in the same words: when,
// what, how often, how far, how one lives. Matching compares them one by one.
type Wens struct{ mixin.Schema }

// Fields shared by both sides; 0 and an empty list mean: not asked yet.
func (Wens) Fields() []ent.Field {
	return []ent.Field{
		field.JSON("soorten", []term.Soort{}).Default([]term.Soort{}),
		field.JSON("dagdelen", []term.Dagdeel{}).Default([]term.Dagdeel{}),
		field.Enum("weken").GoType(term.Weken("")).Default(string(term.WekenElke)),
		field.Int("keer_per_maand").Default(0).NonNegative().Max(31),
		field.Int("max_reis_minuten").Default(0).NonNegative().Max(180),
		field.Int("maanden").Default(0).NonNegative().Max(240).Comment("how long it is needed or offered"),
		field.JSON("opvoeding", []term.Opvoeding{}).Default([]term.Opvoeding{}),
		field.JSON("interesses", []term.Interesse{}).Default([]term.Interesse{}),
		field.JSON("ervaring", []term.Ervaring{}).Default([]term.Ervaring{}),
		field.Bool("niet_eigen_dorp").Default(false).Comment("liever niet in mijn eigen dorp (H4)"),
		field.String("eigen_woorden").Default("").MaxRuneLen(2000).Comment("how the family says it itself"),
		field.String("volgende_stap").Default("").MaxRuneLen(200).Comment("what happens next, for staff"),
		field.Time("volgende_datum").Optional().Nillable(),
	}
}
