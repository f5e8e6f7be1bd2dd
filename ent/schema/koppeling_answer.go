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

// KoppelingAnswer is a yes or a no of one side. Each side sees its own only: one
// says no without explaining, and without the other knowing who said it.
type KoppelingAnswer struct{ ent.Schema }

// Mixin of a noun.
func (KoppelingAnswer) Mixin() []ent.Mixin { return noun(gid.KoppelingAnswer) }

// Fields of an answer.
func (KoppelingAnswer) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("koppeling_id", uuid.UUID{}).Immutable(),
		field.Enum("kant").GoType(term.Kant("")).Immutable(),
		field.Enum("kind").GoType(term.AnswerKind("")).Immutable(),
		field.Enum("antwoord").GoType(term.Antwoord("")).Immutable(),
		field.Enum("reden").GoType(term.Reden("")).Optional().Nillable().Immutable(),
		field.Bool("mondeling").Default(false).Immutable().Comment("spoken, recorded by the matcher"),
		field.Bool("kind_ja").Optional().Nillable().Immutable().Comment("a child of 12 or older said yes itself"),
		field.Int("ronde").Default(1).Positive().Immutable().Comment("counts when the same is asked again, e.g. after afspraken changed"),
		field.UUID("user_id", uuid.UUID{}).Immutable(),
	}
}

// Edges of an answer.
func (KoppelingAnswer) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("koppeling", Koppeling.Type).Field("koppeling_id").Unique().Required().Immutable().Annotations(cascade()),
		edge.To("user", User.Type).Field("user_id").Unique().Required().Immutable().Annotations(entgql.Skip(entgql.SkipAll)),
	}
}

// Indexes of an answer: one per side, question and round.
func (KoppelingAnswer) Indexes() []ent.Index {
	return []ent.Index{
		uniqueWhere("ronde > 0", "koppeling_answer_once", "koppeling_id", "kant", "kind", "ronde"),
		index.Fields("koppeling_id"), // a partial index does not find answers by koppeling
	}
}

// Policy names the rule.
func (KoppelingAnswer) Policy() ent.Policy { return policy.Ref("KoppelingAnswer") }

// Annotations spells the table.
func (KoppelingAnswer) Annotations() []schema.Annotation {
	return append(table("koppeling_answers", nil), entgql.RelayConnection())
}
