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

// Afspraken is one version of what two families agreed; a change is a new
// version that both confirm again (their answers: KoppelingAnswer AFSPRAKEN).
type Afspraken struct{ ent.Schema }

// Mixin of a noun.
func (Afspraken) Mixin() []ent.Mixin { return noun(gid.Afspraken) }

// Fields of afspraken; plain words, as on paper.
func (Afspraken) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("koppeling_id", uuid.UUID{}).Immutable(),
		field.Int("nummer").Positive().Immutable().Comment("1, 2, 3 ... per koppeling"),
		field.String("wanneer").MaxRuneLen(300).Immutable(),
		field.String("halen_brengen").Default("").MaxRuneLen(300).Immutable(),
		field.String("eten").Default("").MaxRuneLen(300).Immutable(),
		field.String("telefoon").Default("").MaxRuneLen(300).Immutable(),
		field.String("allergie").Default("").MaxRuneLen(300).Immutable(),
		field.String("noodnummer").Default("").MaxRuneLen(60).Immutable(),
		field.String("overig").Default("").MaxRuneLen(1000).Immutable(),
	}
}

// Edges of afspraken.
func (Afspraken) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("koppeling", Koppeling.Type).Field("koppeling_id").Unique().Required().Immutable().Annotations(cascade()),
	}
}

// Indexes of afspraken.
func (Afspraken) Indexes() []ent.Index {
	return []ent.Index{index.Fields("koppeling_id", "nummer").Unique()}
}

// Policy names the rule.
func (Afspraken) Policy() ent.Policy { return policy.Ref("Afspraken") }

// Annotations spells the table.
func (Afspraken) Annotations() []schema.Annotation {
	return append(table("afspraken", nil), entgql.RelayConnection())
}
