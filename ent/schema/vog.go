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

// Vog notes that the original VOG of one adult was seen. Never a scan.
type Vog struct{ ent.Schema }

// Mixin of a noun.
func (Vog) Mixin() []ent.Mixin { return noun(gid.Vog) }

// Fields of a seen VOG.
func (Vog) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("screening_id", uuid.UUID{}).Immutable(),
		field.String("voornaam").NotEmpty().MaxRuneLen(80).Immutable().Comment("which adult"),
		field.Time("afgegeven_op").Immutable(),
		field.String("functieaspect").MaxRuneLen(20).Immutable().Comment("84, 85"),
		field.Time("gezien_op").Immutable(),
		field.UUID("gezien_door_id", uuid.UUID{}).Immutable(),
	}
}

// Edges of a seen VOG.
func (Vog) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("screening", Screening.Type).Field("screening_id").Unique().Required().Immutable().Annotations(cascade()),
		edge.To("gezien_door", User.Type).Field("gezien_door_id").Unique().Required().Immutable(),
	}
}

// Indexes of a seen VOG.
func (Vog) Indexes() []ent.Index { return []ent.Index{index.Fields("screening_id")} }

// Policy names the rule.
func (Vog) Policy() ent.Policy { return policy.Ref("Vog") }

// Annotations spells the table.
func (Vog) Annotations() []schema.Annotation {
	return append(table("vogs", nil), entgql.RelayConnection())
}
