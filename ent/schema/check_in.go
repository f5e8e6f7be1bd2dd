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

// CheckIn is how it goes, from one side, in one tap. The other side never sees it;
// of what a child tapped itself, its own side neither.
type CheckIn struct{ ent.Schema }

// Mixin of a noun.
func (CheckIn) Mixin() []ent.Mixin { return noun(gid.CheckIn) }

// Fields of a check-in.
func (CheckIn) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("koppeling_id", uuid.UUID{}).Immutable(),
		field.Enum("kant").GoType(term.Kant("")).Immutable(),
		field.Enum("smiley").GoType(term.Smiley("")).Immutable(),
		field.String("toelichting").Default("").MaxRuneLen(1000).Comment("only forgetting a family changes it"),
		field.Bool("van_kind").Default(false).Immutable().Comment("the child's own: matchers only, see ent/rule"),
		field.UUID("user_id", uuid.UUID{}).Immutable(),
	}
}

// Edges of a check-in.
func (CheckIn) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("koppeling", Koppeling.Type).Field("koppeling_id").Unique().Required().Immutable().Annotations(cascade()),
		edge.To("user", User.Type).Field("user_id").Unique().Required().Immutable().Annotations(entgql.Skip(entgql.SkipAll)),
	}
}

// Indexes of a check-in.
func (CheckIn) Indexes() []ent.Index { return []ent.Index{index.Fields("koppeling_id", "created_at")} }

// Policy names the rule.
func (CheckIn) Policy() ent.Policy { return policy.Ref("CheckIn") }

// Annotations spells the table.
func (CheckIn) Annotations() []schema.Annotation {
	return append(table("check_ins", nil), entgql.RelayConnection())
}
