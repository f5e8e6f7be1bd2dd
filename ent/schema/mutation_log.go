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

// MutationLog remembers what each clientMutationId did, in the transaction of its
// effect, so that a retry does nothing twice. Ids, states and codes only: no
// personal data (offline.md 3.2).
type MutationLog struct{ ent.Schema }

// Mixin of plumbing.
func (MutationLog) Mixin() []ent.Mixin { return plumbing(gid.MutationLog) }

// Fields of the log.
func (MutationLog) Fields() []ent.Field {
	return []ent.Field{
		field.String("viewer").Immutable().Comment("viewer.Key()"),
		field.String("client_mutation_id").MaxLen(100).Immutable(),
		field.String("op").Immutable(),
		field.Bytes("input_hash").Immutable(),
		field.Bytes("outcome").Optional().Comment("JSON: the ids it touched, or its refusals"),
	}
}

// Indexes of the log: a key once per viewer.
func (MutationLog) Indexes() []ent.Index {
	return []ent.Index{index.Fields("viewer", "client_mutation_id").Unique(), index.Fields("created_at")}
}

// Policy names the rule.
func (MutationLog) Policy() ent.Policy { return policy.Ref("Plumbing") }

// Annotations spells the table and keeps it out of GraphQL.
func (MutationLog) Annotations() []schema.Annotation {
	return append(table("mutation_log", nil), entgql.Skip(entgql.SkipAll))
}
