package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/policy"
	"buurtdorp/internal/term"
)

// Vraaggezin is what a family asks.
type Vraaggezin struct{ ent.Schema }

// Mixin of a noun, with the shared wishes.
func (Vraaggezin) Mixin() []ent.Mixin { return append(noun(gid.Vraaggezin), Wens{}) }

// Fields of a vraaggezin.
func (Vraaggezin) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("family_id", uuid.UUID{}).Immutable(),
		field.UUID("matcher_id", uuid.UUID{}).Optional().Nillable(),
		field.Enum("state").GoType(term.VraaggezinState("")).Default(string(term.VraagAangemeld)),
		field.Bool("weet_nog_niet").Default(false).Comment("the family does not know yet what it needs"),
		field.JSON("bang_voor", []term.Dier{}).Default([]term.Dier{}),
		field.Enum("gezelschap").GoType(term.Gezelschap("")).Default(string(term.GezelschapMaaktNietUit)),
		field.Bool("wens_tuin").Optional().Nillable(),
		field.Bool("wens_rustig").Optional().Nillable(),
		field.Bool("wens_huisdieren").Optional().Nillable(),
		field.Bool("tolk").Default(false).Comment("an interpreter or taalmaatje comes along"),
		field.Bool("zorg_besproken").Default(false).Comment("allergies and care were asked: none found is then an answer"),
		field.Enum("gezag").GoType(term.Gezag("")).Default(string(term.GezagOnbekend)),
		field.Bool("bezwaar").Default(false).Comment("somebody with parental authority objects: everything stops"),
		field.Int("urgentie").Default(0).Min(0).Max(2).Comment("set by the matcher; orders the list, never the fit"),
		field.Int("gesprekken").Default(0).NonNegative().Comment("talks held; WACHTEND asks two"),
		field.Time("aangemeld_op"),
		field.Time("wachtend_sinds").Optional().Nillable(),
		field.Time("bevestigd_op").Optional().Nillable(),
		field.Time("pauze_tot").Optional().Nillable(),
	}
}

// Edges of a vraaggezin.
func (Vraaggezin) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("family", Family.Type).Field("family_id").Unique().Required().Immutable().Annotations(cascade()),
		edge.To("matcher", User.Type).Field("matcher_id").Unique(),
		edge.From("koppelingen", Koppeling.Type).Ref("vraaggezin"),
	}
}

// Indexes of a vraaggezin: one active per family.
func (Vraaggezin) Indexes() []ent.Index {
	return []ent.Index{
		uniqueWhere("state IN ('AANGEMELD', 'INTAKE', 'WACHTEND', 'GEPAUZEERD')", "vraaggezin_one_active", "family_id"),
		index.Fields("region_id", "state", "aangemeld_op"),
		index.Fields("family_id"),
	}
}

// Policy names the rule.
func (Vraaggezin) Policy() ent.Policy { return policy.Ref("Vraaggezin") }

// Annotations spells the table.
func (Vraaggezin) Annotations() []schema.Annotation {
	return append(table("vraaggezinnen", map[string]string{
		"vraaggezin_state":    words("state", term.VraaggezinState("").Values()),
		"vraaggezin_wachtend": "state <> 'WACHTEND' OR (wachtend_sinds IS NOT NULL AND gesprekken >= 2)",
	}), entgql.RelayConnection())
}
