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

// ZorgFeit is one fact about health or care: a special category of personal data
// (AVG art. 9), so a type of its own with its own consent. We ask what is needed,
// never a diagnosis.
type ZorgFeit struct{ ent.Schema }

// Mixin of a noun.
func (ZorgFeit) Mixin() []ent.Mixin { return noun(gid.ZorgFeit) }

// Fields of a care fact.
func (ZorgFeit) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("family_id", uuid.UUID{}).Immutable(),
		field.Enum("kind").GoType(term.ZorgKind("")),
		field.String("toelichting").Default("").MaxRuneLen(1000),
		field.JSON("dieren", []term.Dier{}).Default([]term.Dier{}).Comment("animals one is allergic to"),
		field.JSON("zorgtaken", []term.Zorgtaak{}).Default([]term.Zorgtaak{}),
		field.Bool("astma").Default(false),
	}
}

// Edges of a care fact.
func (ZorgFeit) Edges() []ent.Edge {
	return []ent.Edge{edge.To("family", Family.Type).Field("family_id").Unique().Required().Immutable().Annotations(cascade())}
}

// Indexes of a care fact.
func (ZorgFeit) Indexes() []ent.Index { return []ent.Index{index.Fields("family_id")} }

// Policy names the rule.
func (ZorgFeit) Policy() ent.Policy { return policy.Ref("ZorgFeit") }

// Annotations spells the table.
func (ZorgFeit) Annotations() []schema.Annotation {
	return append(table("zorg_feiten", map[string]string{"zorg_kind": words("kind", term.ZorgKind("").Values())}), entgql.RelayConnection())
}
