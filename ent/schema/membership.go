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

// Membership is a role of a user in a region.
type Membership struct{ ent.Schema }

// Mixin of a noun.
func (Membership) Mixin() []ent.Mixin { return noun(gid.Membership) }

// Fields of a membership.
func (Membership) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("user_id", uuid.UUID{}).Immutable(),
		field.Enum("role").GoType(term.Role("")).Immutable(),
	}
}

// Edges of a membership.
func (Membership) Edges() []ent.Edge {
	return []ent.Edge{edge.To("user", User.Type).Field("user_id").Unique().Required().Immutable().Annotations(cascade())}
}

// Indexes of a membership: a role once per person and region.
func (Membership) Indexes() []ent.Index {
	return []ent.Index{index.Fields("user_id", "region_id", "role").Unique()}
}

// Policy names the rule.
func (Membership) Policy() ent.Policy { return policy.Ref("Membership") }

// Annotations spells the table and keeps it out of GraphQL.
func (Membership) Annotations() []schema.Annotation {
	return append(table("memberships", map[string]string{"memberships_role": words("role", term.Role("").Values())}), entgql.Skip(entgql.SkipAll))
}
