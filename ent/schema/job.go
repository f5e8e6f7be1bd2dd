package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/policy"
)

// Job is a row of the outbox: written in the transaction of its cause, done after
// the commit, at least once.
type Job struct{ ent.Schema }

// Mixin of plumbing.
func (Job) Mixin() []ent.Mixin { return plumbing(gid.Job) }

// Fields of a job.
func (Job) Fields() []ent.Field {
	return []ent.Field{
		field.String("kind").Immutable(),
		field.Bytes("payload").Immutable().Comment("JSON"),
		field.Time("run_at"),
		field.Time("locked_until").Optional().Nillable(),
		field.Int("attempts").Default(0),
		field.Time("done_at").Optional().Nillable(),
		field.String("last_error").Default("").Comment("a code, never an address or a text"),
	}
}

// Indexes of a job.
func (Job) Indexes() []ent.Index { return []ent.Index{index.Fields("done_at", "run_at")} }

// Policy names the rule.
func (Job) Policy() ent.Policy { return policy.Ref("Plumbing") }

// Annotations spells the table and keeps it out of GraphQL.
func (Job) Annotations() []schema.Annotation {
	return append(table("jobs", nil), entgql.Skip(entgql.SkipAll))
}
