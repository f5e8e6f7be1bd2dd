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

// Toestemming is a consent: who gave it, for what, to which text, and until when.
// Without one for MATCHEN a family is not in the pool. Somebody of 12 or older says it
// itself.
type Toestemming struct{ ent.Schema }

// Mixin of a noun.
func (Toestemming) Mixin() []ent.Mixin { return noun(gid.Toestemming) }

// Fields of a consent.
func (Toestemming) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("family_id", uuid.UUID{}).Immutable(),
		field.Enum("doel").GoType(term.Doel("")).Immutable(),
		field.UUID("child_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("the child who said it itself; none: an adult"),
		field.Bool("mondeling").Default(false).Immutable().Comment("spoken, recorded by the matcher"),
		field.String("giver").MaxRuneLen(80).Immutable().Comment("first name of who said yes"),
		field.String("text_version").MaxRuneLen(40).Immutable(),
		field.Time("given_at").Immutable(),
		field.Time("withdrawn_at").Optional().Nillable(),
	}
}

// Edges of a consent.
func (Toestemming) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("family", Family.Type).Field("family_id").Unique().Required().Immutable().Annotations(cascade()),
		edge.To("child", Child.Type).Field("child_id").Unique().Immutable().Annotations(cascade()),
	}
}

// Indexes of a consent.
func (Toestemming) Indexes() []ent.Index { return []ent.Index{index.Fields("family_id", "doel")} }

// Policy names the rule.
func (Toestemming) Policy() ent.Policy { return policy.Ref("Toestemming") }

// Annotations spells the table.
func (Toestemming) Annotations() []schema.Annotation {
	return append(table("toestemmingen", map[string]string{"toestemming_doel": words("doel", term.Doel("").Values())}), entgql.RelayConnection())
}
