package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/policy"
)

// ListLog is who took a list of families out of the house or brought one in: who, when,
// which and how many. What was in it is not kept.
type ListLog struct{ ent.Schema }

// Mixin of plumbing, in a region.
func (ListLog) Mixin() []ent.Mixin { return append(plumbing(gid.ListLog), InRegion{}) }

// Fields of the line. The person is an id without an edge: the line outlives her.
func (ListLog) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("user_id", uuid.UUID{}).Immutable(),
		field.String("kind").MaxLen(40).Immutable().Comment("vraaggezinnen, steungezinnen or meetups"),
		field.Bool("outward").Immutable().Comment("taken out; else brought in"),
		field.String("format").MaxLen(10).Immutable(),
		field.Int("rows").NonNegative().Immutable(),
	}
}

// Policy names the rule.
func (ListLog) Policy() ent.Policy { return policy.Ref("Plumbing") }

// Annotations spells the table and keeps it out of GraphQL.
func (ListLog) Annotations() []schema.Annotation {
	return append(table("list_log", nil), entgql.Skip(entgql.SkipAll))
}
