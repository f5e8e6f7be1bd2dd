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

// SeriesSignup is a household that comes to every meetup of a series: its sign-ups
// are made with the meetups.
type SeriesSignup struct{ ent.Schema }

// Mixin of a noun.
func (SeriesSignup) Mixin() []ent.Mixin { return noun(gid.SeriesSignup) }

// Fields of it.
func (SeriesSignup) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("series_id", uuid.UUID{}).Immutable(),
		field.UUID("family_id", uuid.UUID{}).Immutable(),
		field.Int("adults").Min(0).Max(12),
		field.Int("children").Min(0).Max(12),
		field.Time("ended_at").Optional().Nillable(),
	}
}

// Edges of it.
func (SeriesSignup) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("series", Series.Type).Field("series_id").Unique().Required().Immutable().Annotations(cascade()),
		edge.To("family", Family.Type).Field("family_id").Unique().Required().Immutable().Annotations(entgql.Skip(entgql.SkipAll), cascade()),
	}
}

// Indexes of it: a household once per series.
func (SeriesSignup) Indexes() []ent.Index {
	return []ent.Index{
		uniqueWhere("ended_at IS NULL", "series_signup_once", "series_id", "family_id"),
		index.Fields("family_id", "id"),
	}
}

// Policy names the rule.
func (SeriesSignup) Policy() ent.Policy { return policy.Ref("SeriesSignup") }

// Annotations spells the table.
func (SeriesSignup) Annotations() []schema.Annotation {
	return append(table("series_signups", map[string]string{"series_signup_people": "adults + children >= 1"}), entgql.RelayConnection())
}
