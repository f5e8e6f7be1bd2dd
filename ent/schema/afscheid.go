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

// Afscheid is what one side says to the child and to the other family when a koppeling
// comes to its end. Both read both: it is what a child keeps. Pictures never come here,
// a family keeps those on its own phone.
type Afscheid struct{ ent.Schema }

// Mixin of a noun.
func (Afscheid) Mixin() []ent.Mixin { return noun(gid.Afscheid) }

// Fields of a farewell.
func (Afscheid) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("koppeling_id", uuid.UUID{}).Immutable(),
		field.Enum("kant").GoType(term.Kant("")).Immutable(),
		field.String("woord").MaxRuneLen(1000),
		field.UUID("user_id", uuid.UUID{}).Immutable(),
	}
}

// Edges of a farewell.
func (Afscheid) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("koppeling", Koppeling.Type).Field("koppeling_id").Unique().Required().Immutable().Annotations(cascade()),
		edge.To("user", User.Type).Field("user_id").Unique().Required().Immutable().Annotations(entgql.Skip(entgql.SkipAll)),
	}
}

// Indexes of a farewell: one per side.
func (Afscheid) Indexes() []ent.Index {
	return []ent.Index{index.Fields("koppeling_id", "kant").Unique()}
}

// Policy names the rule.
func (Afscheid) Policy() ent.Policy { return policy.Ref("Afscheid") }

// Annotations spells the table.
func (Afscheid) Annotations() []schema.Annotation {
	return append(table("afscheidswoorden", map[string]string{"afscheid_kant": words("kant", term.Kant("").Values())}), entgql.RelayConnection())
}
