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

// Meegenomen is a dossier that a matcher takes along on one of her devices, for a visit
// without signal. It ends by itself, and with the session of that device.
type Meegenomen struct{ ent.Schema }

// Mixin of it.
func (Meegenomen) Mixin() []ent.Mixin { return noun(gid.Meegenomen) }

// Fields of it.
func (Meegenomen) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("user_id", uuid.UUID{}).Immutable(),
		field.UUID("session_id", uuid.UUID{}).Immutable().Annotations(entgql.Skip(entgql.SkipAll)),
		field.UUID("family_id", uuid.UUID{}).Immutable(),
		field.Time("tot"),
	}
}

// Edges of it.
func (Meegenomen) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("user", User.Type).Field("user_id").Unique().Required().Immutable().Annotations(entgql.Skip(entgql.SkipAll), cascade()),
		edge.To("session", Session.Type).Field("session_id").Unique().Required().Immutable().Annotations(entgql.Skip(entgql.SkipAll), cascade()),
		edge.To("family", Family.Type).Field("family_id").Unique().Required().Immutable().Annotations(cascade()),
	}
}

// Indexes of it: a dossier once per device.
func (Meegenomen) Indexes() []ent.Index {
	return []ent.Index{index.Fields("session_id", "family_id").Unique(), index.Fields("user_id"), index.Fields("family_id"), index.Fields("tot")}
}

// Policy names the rule.
func (Meegenomen) Policy() ent.Policy { return policy.Ref("Meegenomen") }

// Annotations spells the table.
func (Meegenomen) Annotations() []schema.Annotation {
	return append(table("meegenomen", nil), entgql.RelayConnection())
}
