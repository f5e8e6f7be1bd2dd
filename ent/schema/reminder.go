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

// Reminder is a message before a meetup, and what became of it. Its index makes that
// nobody gets one twice.
type Reminder struct{ ent.Schema }

// Mixin of a noun.
func (Reminder) Mixin() []ent.Mixin { return noun(gid.Reminder) }

// Fields of it.
func (Reminder) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("signup_id", uuid.UUID{}).Immutable(),
		field.String("kind").Immutable().MaxLen(20).Annotations(entgql.Skip(entgql.SkipAll)),
		field.Enum("state").GoType(term.Bezorging("")).Default(string(term.BezorgingOnderweg)),
		field.Time("sent_at").Optional().Nillable(),
	}
}

// Edges of it.
func (Reminder) Edges() []ent.Edge {
	return []ent.Edge{edge.To("signup", Signup.Type).Field("signup_id").Unique().Required().Immutable().Annotations(entgql.Skip(entgql.SkipAll), cascade())}
}

// Indexes of it: nothing twice.
func (Reminder) Indexes() []ent.Index { return []ent.Index{index.Fields("signup_id", "kind").Unique()} }

// Policy names the rule.
func (Reminder) Policy() ent.Policy { return policy.Ref("Reminder") }

// Annotations spells the table.
func (Reminder) Annotations() []schema.Annotation {
	return append(table("reminders", map[string]string{"reminder_state": words("state", term.Bezorging("").Values())}), entgql.RelayConnection())
}
