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

// SigningKey signs access tokens. Its public half is in the JWKS from made until
// forgotten; it signs until retired.
type SigningKey struct{ ent.Schema }

// Mixin of plumbing.
func (SigningKey) Mixin() []ent.Mixin { return plumbing(gid.SigningKey) }

// Fields of a key.
func (SigningKey) Fields() []ent.Field {
	return []ent.Field{
		field.String("kid").Unique().Immutable(),
		field.String("alg").Immutable(),
		field.Bytes("private").Sensitive().Immutable().Comment("PKCS #8"),
		field.Time("signs_from").Immutable(),
		field.Time("retired_at").Optional().Nillable(),
	}
}

// Policy names the rule.
func (SigningKey) Policy() ent.Policy { return policy.Ref("Plumbing") }

// Annotations spells the table and keeps it out of GraphQL.
func (SigningKey) Annotations() []schema.Annotation {
	return append(table("signing_keys", nil), entgql.Skip(entgql.SkipAll))
}

// Secret is a random key the instances share: sealing cursors, hashing codes.
type Secret struct{ ent.Schema }

// Mixin of plumbing.
func (Secret) Mixin() []ent.Mixin { return plumbing(gid.Secret) }

// Fields of a secret.
func (Secret) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").Unique().Immutable(),
		field.Bytes("value").Sensitive().Immutable(),
	}
}

// Policy names the rule.
func (Secret) Policy() ent.Policy { return policy.Ref("Plumbing") }

// Annotations spells the table and keeps it out of GraphQL.
func (Secret) Annotations() []schema.Annotation {
	return append(table("secrets", nil), entgql.Skip(entgql.SkipAll))
}

// ApiClient is a third-party app with client credentials.
type ApiClient struct{ ent.Schema }

// Mixin of a noun.
func (ApiClient) Mixin() []ent.Mixin { return noun(gid.ApiClient) }

// Fields of a client.
func (ApiClient) Fields() []ent.Field {
	return []ent.Field{
		field.String("client_id").Unique().Immutable(),
		field.String("name").MaxLen(120),
		field.Bytes("secret_hash").Sensitive(),
		field.Strings("scopes").Default([]string{}),
		field.Time("disabled_at").Optional().Nillable(),
		field.UUID("made_by_id", uuid.UUID{}).Optional().Nillable().Immutable(),
	}
}

// Edges of a client.
func (ApiClient) Edges() []ent.Edge {
	return []ent.Edge{edge.To("made_by", User.Type).Field("made_by_id").Unique().Immutable()}
}

// Policy names the rule.
func (ApiClient) Policy() ent.Policy { return policy.Ref("Plumbing") }

// Annotations spells the table and keeps it out of GraphQL.
func (ApiClient) Annotations() []schema.Annotation {
	return append(table("api_clients", nil), entgql.Skip(entgql.SkipAll))
}
