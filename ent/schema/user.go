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

// User is a person who signs in. What she signs in with is a Credential, a type
// of its own, so that colleagues may see a name without an address.
type User struct{ ent.Schema }

// Mixin of a user; her regions are her memberships.
func (User) Mixin() []ent.Mixin { return []ent.Mixin{ID{Kind: gid.User}, Times{}, Version{}} }

// Fields of a user.
func (User) Fields() []ent.Field {
	return []ent.Field{
		field.String("first_name").Default("").MaxRuneLen(80),
		field.String("locale").Default("nl").MaxRuneLen(8),
		field.UUID("family_id", uuid.UUID{}).Optional().Nillable(),
		field.JSON("meldingen_uit", []term.Melding{}).Optional().Comment("what she does not want to be told of").Annotations(entgql.Skip(entgql.SkipAll)),
		field.Time("disabled_at").Optional().Nillable().Annotations(entgql.Skip(entgql.SkipAll)),
	}
}

// Edges of a user.
func (User) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("family", Family.Type).Field("family_id").Unique().Annotations(entgql.Skip(entgql.SkipAll)),
		edge.From("memberships", Membership.Type).Ref("user").Annotations(entgql.Skip(entgql.SkipAll)),
		edge.To("credential", Credential.Type).Unique().Annotations(entgql.Skip(entgql.SkipAll), cascade()),
	}
}

// Indexes finds the people of a family.
func (User) Indexes() []ent.Index { return []ent.Index{index.Fields("family_id")} }

// Policy names the rule.
func (User) Policy() ent.Policy { return policy.Ref("User") }

// Annotations spells the table.
func (User) Annotations() []schema.Annotation {
	return append(table("users", nil), entgql.RelayConnection(), entgql.Type("Person"))
}
