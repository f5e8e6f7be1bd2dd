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

// WalkIn is who came without a sign-up, as a host counts them: a number of people, and
// a name only when somebody likes to give one.
type WalkIn struct{ ent.Schema }

// Mixin of a noun.
func (WalkIn) Mixin() []ent.Mixin { return noun(gid.WalkIn) }

// Fields of it: adults, and children by age.
func (WalkIn) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("meetup_id", uuid.UUID{}).Immutable(),
		field.String("name").Default("").MaxRuneLen(40),
		field.Int("adults").Min(0).Max(50),
		field.Int("peuters").Min(0).Max(50).Default(0).Comment("0 to 3 years"),
		field.Int("kinderen").Min(0).Max(50).Default(0).Comment("4 to 12 years"),
		field.Int("tieners").Min(0).Max(50).Default(0).Comment("13 to 17 years"),
	}
}

// Edges of it.
func (WalkIn) Edges() []ent.Edge {
	return []ent.Edge{edge.To("meetup", Meetup.Type).Field("meetup_id").Unique().Required().Immutable().Annotations(entgql.Skip(entgql.SkipAll), cascade())}
}

// Indexes finds those of a meetup.
func (WalkIn) Indexes() []ent.Index { return []ent.Index{index.Fields("meetup_id", "id")} }

// Policy names the rule.
func (WalkIn) Policy() ent.Policy { return policy.Ref("WalkIn") }

// Annotations spells the table.
func (WalkIn) Annotations() []schema.Annotation {
	return append(table("walk_ins", map[string]string{"walk_in_people": "adults + peuters + kinderen + tieners >= 1"}), entgql.RelayConnection())
}
