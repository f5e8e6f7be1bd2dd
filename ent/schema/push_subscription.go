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

// PushSubscription is where a browser takes messages, and the keys to write them so that
// only that browser reads them (RFC 8291). It ends with the session of its device.
type PushSubscription struct{ ent.Schema }

// Mixin of plumbing.
func (PushSubscription) Mixin() []ent.Mixin { return plumbing(gid.PushSubscription) }

// Fields of a subscription.
func (PushSubscription) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("user_id", uuid.UUID{}).Immutable(),
		field.UUID("session_id", uuid.UUID{}).Immutable(),
		field.Bytes("endpoint_hash").Unique().Immutable(),
		field.String("endpoint").Sensitive().Immutable(),
		field.Bytes("p256dh").Sensitive().Immutable(),
		field.Bytes("auth").Sensitive().Immutable(),
		field.Int("failures").Default(0).NonNegative().Comment("in a row"),
		field.Time("sent_at").Optional().Nillable().Comment("when the last message was taken"),
	}
}

// Edges of a subscription.
func (PushSubscription) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("user", User.Type).Field("user_id").Unique().Required().Immutable().Annotations(cascade()),
		edge.To("session", Session.Type).Field("session_id").Unique().Required().Immutable().Annotations(cascade()),
	}
}

// Indexes finds those of a person, and of a device.
func (PushSubscription) Indexes() []ent.Index {
	return []ent.Index{index.Fields("user_id"), index.Fields("session_id")}
}

// Policy names the rule.
func (PushSubscription) Policy() ent.Policy { return policy.Ref("Plumbing") }

// Annotations spells the table and keeps it out of GraphQL.
func (PushSubscription) Annotations() []schema.Annotation {
	return append(table("push_subscriptions", nil), entgql.Skip(entgql.SkipAll))
}
