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

// SigninCode is a mailed code: kept as a hash, at most 5 tries, 10 minutes, once.
type SigninCode struct{ ent.Schema }

// Mixin of plumbing.
func (SigninCode) Mixin() []ent.Mixin { return plumbing(gid.SigninCode) }

// Fields of a code.
func (SigninCode) Fields() []ent.Field {
	return []ent.Field{
		field.Bytes("email_hash").Immutable().Comment("HMAC of the lower-case address: rows exist for unknown addresses too"),
		field.Bytes("code_hash").Immutable(),
		field.Int("tries").Default(0).NonNegative(),
		field.Time("expires_at").Immutable(),
		field.Time("used_at").Optional().Nillable(),
	}
}

// Indexes of a code.
func (SigninCode) Indexes() []ent.Index {
	return []ent.Index{index.Fields("email_hash", "expires_at"), index.Fields("expires_at")}
}

// Policy names the rule.
func (SigninCode) Policy() ent.Policy { return policy.Ref("Plumbing") }

// Annotations spells the table and keeps it out of GraphQL.
func (SigninCode) Annotations() []schema.Annotation {
	return append(table("signin_codes", map[string]string{"signin_code_tries": "tries <= 5"}), entgql.Skip(entgql.SkipAll))
}

// Session is a signed-in device: a family of refresh tokens that ends as one.
type Session struct{ ent.Schema }

// Mixin of plumbing.
func (Session) Mixin() []ent.Mixin { return plumbing(gid.Session) }

// Fields of a session.
func (Session) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("user_id", uuid.UUID{}).Immutable(),
		field.Time("expires_at").Immutable(),
		field.Time("ended_at").Optional().Nillable(),
		field.String("ended_why").Default("").Comment("logout, reuse, admin"),
		field.String("device").Default("").MaxRuneLen(60).Comment("what kind of phone and browser, so that she knows it again"),
		field.Time("seen_at").Optional().Nillable(),
		field.Int("unsent").Default(0).NonNegative().Comment("what the phone said it still had to send"),
		field.Time("unsent_at").Optional().Nillable().Comment("when it said so"),
	}
}

// Edges of a session.
func (Session) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("user", User.Type).Field("user_id").Unique().Required().Immutable().Annotations(cascade()),
		edge.From("tokens", RefreshToken.Type).Ref("session"),
	}
}

// Indexes of a session.
func (Session) Indexes() []ent.Index {
	return []ent.Index{index.Fields("user_id"), index.Fields("expires_at")}
}

// Policy names the rule.
func (Session) Policy() ent.Policy { return policy.Ref("Plumbing") }

// Annotations spells the table and keeps it out of GraphQL.
func (Session) Annotations() []schema.Annotation {
	return append(table("sessions", nil), entgql.Skip(entgql.SkipAll))
}

// RefreshToken is one link of a session's chain, kept as a hash.
type RefreshToken struct{ ent.Schema }

// Mixin of plumbing.
func (RefreshToken) Mixin() []ent.Mixin { return plumbing(gid.RefreshToken) }

// Fields of a refresh token.
func (RefreshToken) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("session_id", uuid.UUID{}).Immutable(),
		field.Bytes("hash").Unique().Immutable(),
		field.UUID("parent_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("the token it replaced"),
		field.Time("used_at").Optional().Nillable().Comment("when it was exchanged for the next"),
	}
}

// Edges of a refresh token.
func (RefreshToken) Edges() []ent.Edge {
	return []ent.Edge{edge.To("session", Session.Type).Field("session_id").Unique().Required().Immutable().Annotations(cascade())}
}

// Indexes of a refresh token.
func (RefreshToken) Indexes() []ent.Index { return []ent.Index{index.Fields("session_id")} }

// Policy names the rule.
func (RefreshToken) Policy() ent.Policy { return policy.Ref("Plumbing") }

// Annotations spells the table and keeps it out of GraphQL.
func (RefreshToken) Annotations() []schema.Annotation {
	return append(table("refresh_tokens", nil), entgql.Skip(entgql.SkipAll))
}
