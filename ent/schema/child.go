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

// Child is a child of a family: a first name and a month of birth, no more
// (domain.md 3, minimisation; the same choice as CASA).
type Child struct{ ent.Schema }

// Mixin of a noun.
func (Child) Mixin() []ent.Mixin { return noun(gid.Child) }

// Fields of a child.
func (Child) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("family_id", uuid.UUID{}).Immutable(),
		field.String("first_name").Default("").MaxRuneLen(80),
		field.String("birth_month").MinLen(7).MaxRuneLen(7).Comment("YYYY-MM"),
	}
}

// Edges of a child.
func (Child) Edges() []ent.Edge {
	return []ent.Edge{edge.To("family", Family.Type).Field("family_id").Unique().Required().Immutable().Annotations(cascade())}
}

// Indexes of a child.
func (Child) Indexes() []ent.Index { return []ent.Index{index.Fields("family_id")} }

// Policy names the rule.
func (Child) Policy() ent.Policy { return policy.Ref("Child") }

// Annotations spells the table.
func (Child) Annotations() []schema.Annotation {
	return append(table("children", map[string]string{
		"children_birth_month": "birth_month LIKE '____-__' AND birth_month >= '1990-01' AND birth_month < '2100-01'",
	}), entgql.RelayConnection())
}
