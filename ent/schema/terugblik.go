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

// Terugblik is one side's look back: after six weeks, and each half year. Each side
// reads its own; what differs is for the matcher to talk about.
type Terugblik struct{ ent.Schema }

// Mixin of a noun.
func (Terugblik) Mixin() []ent.Mixin { return noun(gid.Terugblik) }

// Fields of a terugblik: three questions, and words if one likes.
func (Terugblik) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("koppeling_id", uuid.UUID{}).Immutable(),
		field.Enum("kant").GoType(term.Kant("")).Immutable(),
		field.Int("nummer").Positive().Immutable().Comment("1 is that of six weeks"),
		field.Enum("hoe").GoType(term.Smiley("")).Immutable(),
		field.Enum("hoe_vaak").GoType(term.HoeVaak("")).Immutable(),
		field.Enum("verder").GoType(term.Verder("")).Immutable(),
		field.String("toelichting").Default("").MaxRuneLen(1000).Immutable(),
		field.Bool("mondeling").Default(false).Immutable().Comment("spoken, recorded by the matcher"),
		field.UUID("user_id", uuid.UUID{}).Immutable(),
	}
}

// Edges of a terugblik.
func (Terugblik) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("koppeling", Koppeling.Type).Field("koppeling_id").Unique().Required().Immutable().Annotations(cascade()),
		edge.To("user", User.Type).Field("user_id").Unique().Required().Immutable().Annotations(entgql.Skip(entgql.SkipAll)),
	}
}

// Indexes of a terugblik: one per side and moment.
func (Terugblik) Indexes() []ent.Index {
	return []ent.Index{index.Fields("koppeling_id", "kant", "nummer").Unique()}
}

// Policy names the rule.
func (Terugblik) Policy() ent.Policy { return policy.Ref("Terugblik") }

// Annotations spells the table.
func (Terugblik) Annotations() []schema.Annotation {
	return append(table("terugblikken", map[string]string{
		"terugblik_kant":     words("kant", term.Kant("").Values()),
		"terugblik_hoe":      words("hoe", term.Smiley("").Values()),
		"terugblik_hoe_vaak": words("hoe_vaak", term.HoeVaak("").Values()),
		"terugblik_verder":   words("verder", term.Verder("").Values()),
	}), entgql.RelayConnection())
}
