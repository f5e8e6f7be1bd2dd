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

// Credential is what a user signs in with: her e-mail address, lower case.
type Credential struct{ ent.Schema }

// Mixin of plumbing.
func (Credential) Mixin() []ent.Mixin { return plumbing(gid.Credential) }

// Fields of a credential.
func (Credential) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("user_id", uuid.UUID{}).Unique().Immutable(),
		field.String("email").Unique().MaxLen(254),
	}
}

// Edges of a credential.
func (Credential) Edges() []ent.Edge {
	return []ent.Edge{edge.From("user", User.Type).Ref("credential").Field("user_id").Unique().Required().Immutable()}
}

// Policy names the rule.
func (Credential) Policy() ent.Policy { return policy.Ref("Credential") }

// Annotations spells the table and keeps it out of GraphQL.
func (Credential) Annotations() []schema.Annotation {
	return append(table("credentials", map[string]string{"credentials_email_lower": "email = lower(email)"}), entgql.Skip(entgql.SkipAll))
}
