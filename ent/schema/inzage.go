package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/policy"
	"buurtdorp/internal/term"
)

// Inzage is one line of who looked at what of a family, and when (NEN 7513, AVG 15).
// What was in it is not kept. The ids stand without edges: the line outlives both.
type Inzage struct{ ent.Schema }

// Mixin of plumbing, in a region.
func (Inzage) Mixin() []ent.Mixin { return append(plumbing(gid.Inzage), InRegion{}) }

// Fields of the line.
func (Inzage) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("family_id", uuid.UUID{}).Immutable(),
		field.UUID("user_id", uuid.UUID{}).Immutable(),
		field.Enum("soort").GoType(term.InzageSoort("")).Immutable(),
		field.String("wat").MaxLen(80).Immutable().Comment("the words of term.Gegeven, by commas, in their order"),
		field.String("dag").MaxLen(10).Immutable().Comment("YYYY-MM-DD in the Netherlands"),
	}
}

// Indexes of the lines. A list is written down once a day, a dossier each time.
func (Inzage) Indexes() []ent.Index {
	return []ent.Index{
		uniqueWhere("soort = 'LIJST'", "inzage_list_once", "family_id", "user_id", "dag", "wat"),
		index.Fields("family_id", "created_at"),
		index.Fields("created_at"),
	}
}

// Policy names the rule.
func (Inzage) Policy() ent.Policy { return policy.Ref("Inzage") }

// Annotations spells the table and keeps it out of GraphQL: inzage.graphqls has its own.
func (Inzage) Annotations() []schema.Annotation {
	return append(table("inzagen", map[string]string{"inzage_soort": words("soort", term.InzageSoort("").Values())}), entgql.Skip(entgql.SkipAll))
}
