package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/policy"
)

// Blokkade keeps two families apart (H3): they know each other in a way one of
// them refuses, or an earlier koppeling was stopped for safety. Only matchers see
// that there is one.
type Blokkade struct{ ent.Schema }

// Mixin of a noun.
func (Blokkade) Mixin() []ent.Mixin { return noun(gid.Blokkade) }

// Fields of a blokkade.
func (Blokkade) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("vraag_family_id", uuid.UUID{}).Immutable(),
		field.UUID("steun_family_id", uuid.UUID{}).Immutable(),
		field.String("toelichting").Default("").MaxRuneLen(1000),
	}
}

// Edges of a blokkade.
func (Blokkade) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("vraag_family", Family.Type).Field("vraag_family_id").Unique().Required().Immutable().Annotations(cascade()),
		edge.To("steun_family", Family.Type).Field("steun_family_id").Unique().Required().Immutable().Annotations(cascade()),
	}
}

// Indexes of a blokkade.
func (Blokkade) Indexes() []ent.Index {
	return []ent.Index{uniqueWhere("version > 0", "blokkade_once", "vraag_family_id", "steun_family_id")}
}

// Policy names the rule.
func (Blokkade) Policy() ent.Policy { return policy.Ref("Blokkade") }

// Annotations spells the table and keeps it out of GraphQL.
func (Blokkade) Annotations() []schema.Annotation {
	return append(table("blokkades", nil), entgql.Skip(entgql.SkipAll))
}
