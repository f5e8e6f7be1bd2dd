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
)

// Afwezigheid is when a matcher is away, and who looks after her families meanwhile.
// It begins and ends by itself: who covers for whom follows from the day.
type Afwezigheid struct{ ent.Schema }

// Mixin of a noun.
func (Afwezigheid) Mixin() []ent.Mixin { return noun(gid.Afwezigheid) }

// Fields of an afwezigheid. Both days count, as midnight UTC of the Dutch date.
func (Afwezigheid) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("user_id", uuid.UUID{}).Immutable(),
		field.UUID("waarnemer_id", uuid.UUID{}).Immutable(),
		field.Time("van").Immutable().Comment("the first day"),
		field.Time("tot").Immutable().Comment("the last day"),
		field.Time("ingetrokken_op").Optional().Nillable().Comment("she is back earlier, or does not go"),
	}
}

// Edges of an afwezigheid.
func (Afwezigheid) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("user", User.Type).Field("user_id").Unique().Required().Immutable(),
		edge.To("waarnemer", User.Type).Field("waarnemer_id").Unique().Required().Immutable(),
	}
}

// Indexes of an afwezigheid.
func (Afwezigheid) Indexes() []ent.Index {
	return []ent.Index{index.Fields("user_id", "tot"), index.Fields("waarnemer_id", "tot")}
}

// Policy names the rule.
func (Afwezigheid) Policy() ent.Policy { return policy.Ref("Afwezigheid") }

// Annotations spells the table.
func (Afwezigheid) Annotations() []schema.Annotation {
	return append(table("afwezigheden", map[string]string{
		"afwezigheid_ander": "user_id <> waarnemer_id",
		"afwezigheid_dagen": "van <= tot",
	}), entgql.RelayConnection())
}
