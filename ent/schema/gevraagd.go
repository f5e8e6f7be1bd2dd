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

// Gevraagd is that a family was asked how it goes, so that nobody is asked twice. When
// to ask follows from the course of the koppeling; that it was done is a fact.
type Gevraagd struct{ ent.Schema }

// Mixin of plumbing.
func (Gevraagd) Mixin() []ent.Mixin { return plumbing(gid.Gevraagd) }

// Fields of a question that was asked.
func (Gevraagd) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("koppeling_id", uuid.UUID{}).Immutable(),
		field.Enum("kant").GoType(term.Kant("")).Immutable(),
		field.Enum("soort").GoType(term.MomentSoort("")).Immutable(),
		field.Int("nummer").Positive().Immutable(),
	}
}

// Edges of a question.
func (Gevraagd) Edges() []ent.Edge {
	return []ent.Edge{edge.To("koppeling", Koppeling.Type).Field("koppeling_id").Unique().Required().Immutable().Annotations(cascade())}
}

// Indexes of a question: asked once.
func (Gevraagd) Indexes() []ent.Index {
	return []ent.Index{index.Fields("koppeling_id", "kant", "soort", "nummer").Unique()}
}

// Policy names the rule.
func (Gevraagd) Policy() ent.Policy { return policy.Ref("Plumbing") }

// Annotations spells the table and keeps it out of GraphQL.
func (Gevraagd) Annotations() []schema.Annotation {
	return append(table("gevraagd", nil), entgql.Skip(entgql.SkipAll))
}
