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

// Overdracht is one dossier on its way from a matcher to her colleague. The one who
// gives stays responsible until the other has read it; matcher_id of the dossier says
// who that is, here and everywhere.
type Overdracht struct{ ent.Schema }

// Mixin of a noun.
func (Overdracht) Mixin() []ent.Mixin { return noun(gid.Overdracht) }

// Fields of an overdracht.
func (Overdracht) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("batch_id", uuid.UUID{}).Immutable().Comment("what was handed over in one go"),
		field.UUID("family_id", uuid.UUID{}).Immutable().Comment("whose dossier; of a koppeling the family that asks"),
		field.UUID("dossier_id", uuid.UUID{}).Immutable().Comment("a vraaggezin, steungezin or koppeling: the id tells which"),
		field.Enum("soort").GoType(term.DossierSoort("")).Immutable(),
		field.UUID("van_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("none when it was nobody's yet"),
		field.UUID("naar_id", uuid.UUID{}).Immutable(),
		field.UUID("door_id", uuid.UUID{}).Immutable().Comment("who handed it over: the matcher herself, or the head matcher"),
		field.String("toelichting").Default("").MaxRuneLen(2000).Immutable(),
		field.Time("uiterlijk").Immutable().Comment("before when it is read"),
		field.Time("gelezen_op").Optional().Nillable(),
		field.Time("ingetrokken_op").Optional().Nillable(),
	}
}

// Edges of an overdracht.
func (Overdracht) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("family", Family.Type).Field("family_id").Unique().Required().Immutable().Annotations(cascade()),
		edge.To("van", User.Type).Field("van_id").Unique().Immutable(),
		edge.To("naar", User.Type).Field("naar_id").Unique().Required().Immutable(),
		edge.To("door", User.Type).Field("door_id").Unique().Required().Immutable(),
	}
}

// Indexes of an overdracht: a dossier goes to one person at a time.
func (Overdracht) Indexes() []ent.Index {
	return []ent.Index{
		uniqueWhere("gelezen_op IS NULL AND ingetrokken_op IS NULL", "overdracht_one_open", "dossier_id"),
		index.Fields("naar_id"),
		index.Fields("van_id"),
		index.Fields("batch_id"),
		index.Fields("family_id"),
	}
}

// Policy names the rule.
func (Overdracht) Policy() ent.Policy { return policy.Ref("Overdracht") }

// Annotations spells the table.
func (Overdracht) Annotations() []schema.Annotation {
	return append(table("overdrachten", map[string]string{
		"overdracht_soort": words("soort", term.DossierSoort("").Values()),
		"overdracht_ander": "van_id IS NULL OR van_id <> naar_id",
		"overdracht_einde": "gelezen_op IS NULL OR ingetrokken_op IS NULL",
	}), entgql.RelayConnection())
}
