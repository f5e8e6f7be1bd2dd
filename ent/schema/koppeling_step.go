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

// KoppelingStep is one step in the life of a koppeling; for the matchers only,
// because it says who refused and why. Never changed once written.
type KoppelingStep struct{ ent.Schema }

// Mixin of a noun.
func (KoppelingStep) Mixin() []ent.Mixin { return noun(gid.KoppelingStep) }

// Fields of a step.
func (KoppelingStep) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("koppeling_id", uuid.UUID{}).Immutable(),
		field.String("step").Immutable().Comment("the name of the step in internal/koppeling"),
		field.Enum("from_state").GoType(term.KoppelingState("")).Optional().Nillable().Immutable(),
		field.Enum("to_state").GoType(term.KoppelingState("")).Immutable(),
		field.UUID("actor_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("none when the timer did it"),
		field.Enum("reden").GoType(term.Reden("")).Optional().Nillable().Immutable(),
		field.String("toelichting").Default("").MaxRuneLen(2000).Comment("the matcher's own words; only forgetting a family changes them"),
		field.JSON("ontheffingen", []term.Ontheffing{}).Optional().Comment("what was set aside, by whom, and why"),
		field.Int("score").Optional().Nillable().Immutable().Comment("of the suggestion, when proposed"),
		field.Int("weging").Optional().Nillable().Immutable().Comment("the number of the weging that score was given with"),
	}
}

// Edges of a step.
func (KoppelingStep) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("koppeling", Koppeling.Type).Field("koppeling_id").Unique().Required().Immutable().Annotations(cascade()),
		edge.To("actor", User.Type).Field("actor_id").Unique().Immutable(),
	}
}

// Indexes of a step.
func (KoppelingStep) Indexes() []ent.Index { return []ent.Index{index.Fields("koppeling_id", "id")} }

// Policy names the rule.
func (KoppelingStep) Policy() ent.Policy { return policy.Ref("KoppelingStep") }

// Annotations spells the table.
func (KoppelingStep) Annotations() []schema.Annotation {
	return append(table("koppeling_steps", nil), entgql.RelayConnection())
}
