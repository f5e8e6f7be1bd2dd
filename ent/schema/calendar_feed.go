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

// CalendarFeed is a secret address at which a person's calendar reads her meetups.
// The secret itself is in that address only.
type CalendarFeed struct{ ent.Schema }

// Mixin of a feed; whose it is tells where.
func (CalendarFeed) Mixin() []ent.Mixin {
	return []ent.Mixin{ID{Kind: gid.CalendarFeed}, Times{}, Version{}}
}

// Fields of it.
func (CalendarFeed) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("user_id", uuid.UUID{}).Immutable().Annotations(entgql.Skip(entgql.SkipAll)),
		field.Bytes("hash").Unique().Immutable().Sensitive().Annotations(entgql.Skip(entgql.SkipAll)),
		field.Time("revoked_at").Optional().Nillable(),
	}
}

// Edges of it.
func (CalendarFeed) Edges() []ent.Edge {
	return []ent.Edge{edge.To("user", User.Type).Field("user_id").Unique().Required().Immutable().Annotations(entgql.Skip(entgql.SkipAll), cascade())}
}

// Indexes finds those of a person.
func (CalendarFeed) Indexes() []ent.Index { return []ent.Index{index.Fields("user_id", "id")} }

// Policy names the rule.
func (CalendarFeed) Policy() ent.Policy { return policy.Ref("CalendarFeed") }

// Annotations spells the table.
func (CalendarFeed) Annotations() []schema.Annotation {
	return append(table("calendar_feeds", nil), entgql.RelayConnection())
}
